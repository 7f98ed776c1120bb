"""The entities of one document in the making: known ones from the tables, and minted ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.gazetteer import Gazetteer
from graph.records import Entity, EntityType
from graph.terms import slug


@dataclass(slots=True)
class Draft:
    """An entity in the making: its id, its type, and the names that the text gives it, in order."""

    id: str
    type: EntityType
    names: list[str] = field(default_factory=list)
    country: str | None = None
    wikidata: str | None = None

    def called(self, *names: str) -> None:
        """Adds names that it does not bear yet."""
        self.names.extend(name for name in dict.fromkeys(names) if name and name not in self.names)

    def entity(self) -> Entity:
        """The finished record."""
        return Entity(id=self.id, type=self.type, names=tuple(self.names), country=self.country, wikidata=self.wikidata)


class Register:
    """The entities of one document by id, made as they are met."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.drafts: dict[str, Draft] = {}

    def known(self, id: str, *names: str) -> str:
        """An entity of the tables, with all its names there and those of the text."""
        if id not in self.drafts:
            entity = self.gazetteer.entity(id)
            if entity is None:
                raise KeyError(id)
            self.drafts[id] = Draft(id, entity.type, list(entity.names), entity.country, entity.wikidata)
        self.drafts[id].called(*names)
        return id

    def minted(self, type: EntityType, *names: str, scope: str = "", country: str | None = None) -> str:
        """An entity that no table knows; `scope` keeps what only this document describes apart from others' like it."""
        id = "/".join((type.lower(), "-".join(filter(None, (slug(names[0]), scope)))))
        draft = self.drafts.setdefault(id, Draft(id, type))
        draft.called(*names)
        draft.country = draft.country or country
        return id

    def merge(self, kept: str, dropped: str) -> None:
        """Makes one entity of two."""
        draft = self.drafts.pop(dropped)
        self.drafts[kept].called(*draft.names)


def clean(text: str) -> str:
    """A name on one line, without a possessive ending or quotes around a nickname's absence.

    >>> clean("Mark\\nRutte’s")
    'Mark Rutte'
    """
    plain = re.sub(r"(?:'s|’s|['’])$", "", " ".join(text.split())).strip(" ,;:")
    return re.sub(r" the ([IVX]+)$", r" \1", plain)
