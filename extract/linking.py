"""Mentions: which entity each name and each description of a document stands for.

What the tables know is taken from there, persons are told apart by `extract.people`, and the rest is minted. What is
only described ("a peace treaty", "the Annapolis conference") is linked last, for it may name what is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from extract.described import Description, find_described
from extract.entity_types import type_of
from extract.names import Name
from extract.people import Register, clean, link_people
from extract.recalled import same_things
from extract.senses import Senses
from graph.facts import Document

# What a title of an agreement may say and yet be that of many.
_COMMON = frozenset(
    "accord action agreement charter communique convention cooperation declaration framework joint memorandum pact "
    "partnership peace plan protocol statement strategic trade treaty understanding".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of tokens `[start, end)` that names or describes an entity."""

    start: int
    end: int
    entity: str


@dataclass(slots=True)
class Mentions:
    """The mentions of one document: in order of their finding, and by the tokens that they cover."""

    all: list[Mention] = field(default_factory=list)
    at: dict[int, Mention] = field(default_factory=dict)

    def add(self, mention: Mention) -> None:
        """Adds a mention; a token belongs to the first that covers it."""
        self.all.append(mention)
        for token in range(mention.start, mention.end):
            self.at.setdefault(token, mention)

    def describe(self, mention: Mention, head: int) -> None:
        """Adds a description, which stands at its head alone: the names inside it keep their tokens."""
        self.all.append(mention)
        self.at[head] = mention

    def tokens(self, *types: str) -> Iterator[int]:
        """The tokens of the mentions of some types."""
        for mention in self.all:
            if type_of(mention.entity) in types:
                yield from range(mention.start, mention.end)


class Linker:
    """Links the names and descriptions of one document.

    Args:
        doc: parsed.
        document: its record, whose id keeps apart what only this document describes.
        names: its names, as `find_names` gives them.
        register: the entities of the document, which are made here.
    """

    def __init__(self, doc: Doc, document: Document, names: Sequence[Name], register: Register) -> None:
        self.doc = doc
        self.document = document
        self.names = names
        self.register = register
        self.gazetteer = register.gazetteer
        self.mentions = Mentions()
        self._senses = Senses(doc, names, self.gazetteer)

    def link_names(self) -> Mentions:
        """The mentions that name something."""
        people = link_people(self.doc, self.names, self.register)
        for i, name in enumerate(self.names):
            entity = people.get(i) or self._link(name)
            self.mentions.add(Mention(name.start, name.end, entity))
        return self.mentions

    def _link(self, name: Name) -> str:
        text = clean(self.doc[name.start : name.end].text)
        if name.senses and name.senses[0].how == "description":
            return self._described_body(name, text)
        if name.senses:
            return self.register.known(self._senses.meant(name), text)
        country = self._country(name)
        return self.register.minted(name.type, text, country=country)

    def _described_body(self, name: Name, text: str) -> str:
        """ "The alliance", "the union": a body named before whose name has the word, else the one usually meant."""
        noun = self.doc[name.end - 1].lower_
        usual = name.senses[0].id
        if usual in self.register.drafts:
            return self.register.known(usual, text)
        for mention in reversed(self.mentions.all):
            draft = self.register.drafts[mention.entity]
            if draft.type == "Organisation" and any(noun in other.lower().split() for other in draft.names):
                return mention.entity
        return self.register.known(usual, text)

    def _country(self, name: Name) -> str | None:
        """The state that a longer name speaks of ("Turkish Foreign Ministry"), or that stands behind it ("…, Iraq")."""
        if name.type == "Person":
            return None
        for at in range(name.start, name.end):
            match = self.gazetteer.longest([token.text for token in self.doc[at : name.end]], 0)
            if match and match[1] and match[1][0].id.startswith("state/"):
                return match[1][0].id
        if name.end + 1 < len(self.doc) and self.doc[name.end].text in {",", "("}:
            following = self.mentions.at.get(name.end + 1) or next(
                (other for other in self.names if other.start == name.end + 1), None
            )
            if isinstance(following, Name) and following.known and following.known.startswith("state/"):
                return following.known
        return None

    def link_descriptions(self) -> dict[int, Description]:
        """The descriptions by their heads; those of events and agreements become mentions, missions do not yet."""
        found = [one for one in self._described() if not self._is_body(one)]
        described = {one.head: one for one in found if not one.known}
        found = [one for one in found if one.type != "Mission"]
        firsts = same_things(found, [self.doc[one.head].lower_ for one in found])
        groups: dict[int, list[Description]] = {}
        for one, first in zip(found, firsts, strict=True):
            if first is not None:
                groups.setdefault(first, []).append(one)
        for group in groups.values():
            self._link_thing(group)
        return described

    def _described(self) -> list[Description]:
        known = [(mention, self.gazetteer.entity(mention.entity)) for mention in self.mentions.all]
        things = {
            (mention.start, mention.end): entity
            for mention, entity in known
            if entity is not None and entity.type in {"Event", "Agreement"}
        }
        taken = frozenset(
            token
            for mention, entity in known
            if entity is not None or type_of(mention.entity) != "Organisation"
            for token in range(mention.start, mention.end)
        )
        states = frozenset(self.mentions.tokens("State"))
        return find_described(self.doc, things, taken=taken, states=states)

    def _is_body(self, found: Description) -> bool:
        """Whether the language model takes it for a body, and the noun alone does not make it an event or agreement."""
        return found.weak and found.head in self.mentions.at and not found.known

    def _is_unique(self, found: Description) -> bool:
        """Whether a title means one thing in the world: "Treaty of Lisbon", and not "Memorandum of Understanding"."""
        told = found.before | found.behind
        if found.type == "Agreement":
            return bool(told - _COMMON)
        return any(word[:1].isdigit() for word in found.before)

    def _link_thing(self, group: list[Description]) -> None:
        best = next((one for one in group if one.known or one.titled), group[0])
        if best.known:
            entity = self.register.known(best.known)
        else:
            unique = best.titled and self._is_unique(best)
            scope = "" if unique else self.document.id[:8]
            entity = self.register.minted(best.type, *best.names, scope=scope)
        for one in group:
            self.register.drafts[entity].called(*one.names)
            if not one.known:
                self.mentions.describe(Mention(one.start, one.end, entity), one.head)
