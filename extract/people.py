"""Names into entities: which mentions of a document are one person, body or place, and what it is called.

What the tables know keeps its id there. The rest is minted from its fullest name: `person/jens-stoltenberg`. A surname
joins the last person before it who bears it, or else the first one after.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA
from spacy.tokens import Doc

from extract.entity_types import prefix_of
from extract.names import Name
from graph.facts import Entity, EntityType
from graph.gazetteer import Gazetteer
from graph.terms import slug

# Shorter names are too often one letter from another's.
_LONG_ENOUGH = 6
# Small words that a surname begins with.
_PARTICLES = frozenset("al bin d' da de del della der di dos du el ibn la le ten ter van von".split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


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
        id = "/".join((prefix_of(type), "-".join(filter(None, (slug(names[0]), scope)))))
        draft = self.drafts.setdefault(id, Draft(id, type))
        draft.called(*names)
        draft.country = draft.country or country
        return id

    def merge(self, kept: str, dropped: str) -> None:
        """Makes one entity of two."""
        draft = self.drafts.pop(dropped)
        self.drafts[kept].called(*draft.names)


def link_people(doc: Doc, names: Sequence[Name], register: Register) -> dict[int, str]:
    """The ids of the persons among some names, by the position of the name in `names`.

    Full names first, then surnames, so that "Mr Castro" finds the Castro who was named in full.
    """
    texts = {i: clean(doc[name.start : name.end].text) for i, name in enumerate(names) if name.type == "Person"}
    order = sorted(texts, key=lambda i: (len(parts(texts[i])) < 2, names[i].start))
    people = _People()
    linked = {i: people.named(texts[i], names[i].start) for i in order}
    known = {name.start: name.known for name in names if name.known and name.type == "Person"}
    ids = {person: _register(person, known, register) for person in people.all}
    for person in people.all:
        surname = _surname(person.full)
        if surname and not any(_bears(other, surname) for other in people.near(surname) if other is not person):
            register.drafts[ids[person]].called(surname)
    return {i: ids[person] for i, person in linked.items()}


def _register(person: _Person, known: Mapping[int, str], register: Register) -> str:
    """The id of a person: that of the tables, where one of the names is known there."""
    texts = list(dict.fromkeys([person.full, *person.texts]))
    own = next((known[at] for at in person.at if at in known), None)
    return register.known(own, *texts) if own else register.minted("Person", *texts)


def _surname(full: str) -> str | None:
    """The last word of a name, where the name has more, with the particles before it ("de Hoop Scheffer")."""
    words = full.split()
    last = words[-1]
    if len(parts(full)) < 2 or parts(last) != parts(full)[-1:]:
        return None
    particle = next((at for at, word in enumerate(words[1:-1], 1) if word in _PARTICLES), None)
    return last if particle is None else " ".join(words[particle:])


def _bears(person: _Person, name: str) -> bool:
    """Whether a person too may be meant by one word: it is a part of the name."""
    return any(parts(name)[-1:] == [part] for text in person.texts for part in parts(text))


@dataclass(slots=True, eq=False)
class _Person:
    texts: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)

    @property
    def full(self) -> str:
        """The longest of the names."""
        return max(self.texts, key=lambda text: (len(parts(text)), len(text)))


class _People:
    """The persons found so far. A name is compared with those alone whose names have a part that begins as its own."""

    def __init__(self) -> None:
        self.all: list[_Person] = []
        self._by_letter: dict[str, dict[_Person, None]] = defaultdict(dict)

    def near(self, name: str) -> Iterable[_Person]:
        """The persons who may be meant by a name."""
        letters = dict.fromkeys(part[0] for part in parts(name))
        return dict.fromkeys(person for letter in letters for person in self._by_letter.get(letter, ()))

    def named(self, text: str, at: int) -> _Person:
        """The person whom the name at a token means, who may be new."""
        person = _same(text, at, self.near(text))
        if person is None:
            person = _Person()
            self.all.append(person)
        if text not in person.texts:
            person.texts.append(text)
            for part in parts(text):
                self._by_letter[part[0]][person] = None
        person.at.append(at)
        return person


def clean(text: str) -> str:
    """A name on one line, without a possessive ending or quotes around a nickname's absence.

    >>> clean("Mark\\nRutte’s")
    'Mark Rutte'
    """
    plain = re.sub(r"(?:'s|’s|['’])$", "", " ".join(text.split())).strip(" ,;:")
    return re.sub(r" the ([IVX]+)$", r" \1", plain)


@lru_cache(maxsize=8192)
def parts(name: str) -> list[str]:
    """The parts of a person's name, folded, without initials, "Jr." and hyphens.

    >>> parts("Joseph R. Biden, Jr."), parts("Abdul-Karim")
    (['joseph', 'biden'], ['abdul', 'karim'])
    """
    return [part for part in slug(name).split("-") if len(part) > 1 and part not in _SUFFIXES]


def _same(text: str, at: int, people: Iterable[_Person]) -> _Person | None:
    """The person whom a name means: the last one before it who fits, else the first one after."""
    mine = parts(text)
    fitting = [person for person in people if any(_fits(mine, parts(other)) for other in person.texts)]
    if not fitting:
        return None
    before = [person for person in fitting if min(person.at) < at]
    if before:
        return max(before, key=lambda person: max(where for where in person.at if where < at))
    return min(fitting, key=lambda person: min(person.at))


def _fits(mine: list[str], other: list[str]) -> bool:
    if not mine or not other:
        return False
    if len(mine) == 1:
        within = len(other) > 2 and any(_alike(mine[0], part) for part in other)
        return within or _alike(mine[0], other[-1]) or _alike(mine[0], other[0])
    if len(other) == 1:
        return _alike(other[0], mine[-1]) or _alike(other[0], mine[0])
    small, large = sorted((mine, other), key=len)
    shared = [part for part in small if any(_alike(part, one) for one in large)]
    if len(shared) == len(small):
        return True
    # "Jim Yong Kim" and "Jim Kim"; but "Raúl Castro" is not "Fidel Castro".
    return len(shared) >= 2 and _alike(small[-1], large[-1]) and _alike(small[0], large[0])


@lru_cache(maxsize=8192)
def _alike(one: str, other: str) -> bool:
    """Whether two parts of names are the same, or one is the other misspelt by a letter.

    >>> _alike("lindqvist", "lindqivst"), _alike("petrovsk", "petrovska"), _alike("khan", "khal")
    (True, False, False)
    """
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG_ENOUGH or one[0] != other[0]:
        return False
    # A woman's name may differ from a man's by its ending alone.
    return one.rstrip("a") != other.rstrip("a") and OSA.distance(one, other, score_cutoff=1) <= 1
