"""The records: documents, entities and the eight types of diplomatic fact.

Everything here is frozen and hashable, and turns into plain JSON and back (`to_dict`, `from_dict`). An id is a hash
of what makes a record the same record; nothing here depends on a clock, on chance or on hash order.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, ClassVar, Literal, NamedTuple, Self, get_args, get_origin, get_type_hints

from graph.errors import RecordError

EntityType = Literal["Person", "State", "Organisation", "Place", "Event", "Agreement", "Mission"]
Modality = Literal["actual", "planned", "possible", "requested", "denied", "cancelled"]
ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)
MODALITIES: tuple[str, ...] = get_args(Modality)

MUTUAL = frozenset({"establish", "restore", "sever", "upgrade", "downgrade"})
"""Actions between two that neither does to the other: one fact for two sides, in the order of the text."""

Span = tuple[int, int]
"""Half-open character offsets `[start, end)` into a document's text."""

DatedSpan = tuple[int, int, str]
"""A span of a document's text and the date that it has there: `2024`, `2024-03`, `2024-03-18` or `2024/2025`."""


def digest(*parts: str) -> str:
    """A short, stable hash of some strings, for ids: 16 hexadecimal digits.

    >>> digest("visit", "person/jens-stoltenberg")
    '93e15cb0a3cbd84b'
    """
    whole = "\x1f".join(unicodedata.normalize("NFC", part) for part in parts)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text and what is known about it. `id` is a hash of the text where the source gives none.

    Args:
        id: a word, a number, an address or a URN, without spaces; unique in a store.
        text: plain text, paragraphs separated by a blank line. All offsets point into it.
        title: the headline, where there is one.
        date: when it was written, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; relative dates are resolved against it.
        source: where it comes from: a path, an address, a citation.
        language: ISO 639-1 code.
        licence: the terms it is under, as the source words them.
        dates: stretches of the text with a date of their own, in order and apart: the lines of a chronology. What is
            told there happened then, unless its own words say otherwise.
        pages: where each page of the original begins in the text, the first at 0; empty where it has no pages.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    language: str | None = None
    licence: str | None = None
    dates: tuple[DatedSpan, ...] = ()
    pages: tuple[int, ...] = ()

    def page(self, offset: int) -> int | None:
        """The number of the page, from 1, on which a character of the text stands; None where there are no pages.

        >>> Document(id="release", text="First page. Second page.", pages=(0, 12)).page(15)
        2
        """
        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, state, organisation, place, event, agreement or mission.

    Args:
        id: `state/AZ`, `organisation/nato`, `person/jens-stoltenberg`: the local part of its IRI.
        type: one of `ENTITY_TYPES`.
        names: the preferred name first, then every other name it goes by; at least one.
        country: the id of the state that a place lies in, or that an organisation or mission belongs to.
        wikidata: its Wikidata id (`Q227`), where a table gives one.
    """

    id: str
    type: EntityType
    names: tuple[str, ...]
    country: str | None = None
    wikidata: str | None = None

    def __post_init__(self) -> None:
        if self.type not in ENTITY_TYPES:
            raise RecordError(f"an entity's type is one of {', '.join(ENTITY_TYPES)}; got {self.type!r}")
        if not self.names:
            raise RecordError(f"an entity has at least one name; {self.id!r} has none")

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.names[0]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON; absent values are left out. The id is the key it is stored under, and is left out too."""
        out: dict[str, Any] = {"type": self.type, "names": list(self.names)}
        if self.country:
            out["country"] = self.country
        if self.wikidata:
            out["wikidata"] = self.wikidata
        return out

    @classmethod
    def from_dict(cls, id: str, data: Mapping[str, Any]) -> Entity:
        """The mirror of `to_dict`.

        Raises:
            RecordError: `type` or `names` is missing or wrong.
        """
        try:
            return cls(
                id=id,
                type=data["type"],
                names=tuple(data["names"]),
                country=data.get("country"),
                wikidata=data.get("wikidata"),
            )
        except KeyError as error:
            raise RecordError(f"entity {id!r} lacks {error.args[0]!r}; it has {sorted(data)}") from error


def _one(*, required: bool = False) -> Any:
    """A field that holds one entity id."""
    return field(metadata={"entity": True}) if required else field(default=None, metadata={"entity": True})


def _many(json_name: str | None = None) -> Any:
    """A field that holds entity ids, in the order of the text; `json_name` where Python keeps the name for itself."""
    renamed = {"json": json_name} if json_name else {}
    return field(default=(), metadata={"entity": True, "many": True, **renamed})


@cache
def _choices(fact_type: str) -> dict[str, tuple[str, ...]]:
    """The fields of a fact type that take one of a few words, with the words."""
    kind = FACT_TYPES[fact_type]
    hints = get_type_hints(kind)
    return {f.name: get_args(hints[f.name]) for f in fields(kind) if get_origin(hints[f.name]) is Literal}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all eight fact types share. Use a subclass, or `Fact.from_dict`.

    Args:
        modality: `actual` (it happened, holds, is under way), `planned`, `possible`, `requested`, `denied` or
            `cancelled`.
        date, end: partial ISO dates (`2024`, `2024-03`, `2024-03-18`) or an interval (`2025/2026`); `end` is the
            last day of a stay.
        evidence: the spans of the text that state the fact, in order.
        confidence: 0 to 1; how often the pattern that found it was right on documents with known facts.
    """

    type: ClassVar[str]
    modality: Modality = "actual"
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise RecordError(f"a confidence is between 0 and 1; got {self.confidence!r}")
        for name, allowed in _choices(self.type).items():
            if getattr(self, name) not in allowed:
                raise RecordError(
                    f"the {name} of a {self.type} is one of {', '.join(allowed)}; got {getattr(self, name)!r}"
                )

    @classmethod
    def arguments(cls) -> dict[str, bool]:
        """The names of the fields that hold entity ids, each with whether it holds several."""
        return dict(_shape(cls.type).arguments)

    @classmethod
    def labels(cls) -> tuple[str, ...]:
        """The names of the other fields that say what the fact is: title, action, date and the like."""
        return _shape(cls.type).labels

    @classmethod
    def json_name(cls, name: str) -> str:
        """What a field is called in JSON: its own name, but `with` for `against`."""
        return _shape(cls.type).json.get(name, name)

    @property
    def claim(self) -> tuple[Any, ...]:
        """What makes it the same claim: type, arguments, labels and modality, and not evidence or confidence."""
        shown = (*self.arguments(), *self.labels(), "modality")
        return (self.type, *(getattr(self, name) for name in shown))

    def id(self, document: str) -> str:
        """The fact's id within a document: a hash of the document's id and the claim."""
        return digest(document, json.dumps(self.claim, ensure_ascii=False))

    def entities(self) -> Iterator[tuple[str, str]]:
        """Each argument with each entity id that fills it, in the order of the fields."""
        for name, many in self.arguments().items():
            value = getattr(self, name)
            if many:
                yield from ((name, one) for one in value)
            elif value is not None:
                yield name, value

    def merged(self, other: Self) -> Self:
        """The same claim with the evidence of both, and the higher confidence."""
        evidence = tuple(sorted({*self.evidence, *other.evidence}))
        return replace(self, evidence=evidence, confidence=max(self.confidence, other.confidence))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON in the shape of the gold files; absent values are left out."""
        out: dict[str, Any] = {"type": self.type}
        for name in (*self.arguments(), *self.labels(), "modality"):
            value = getattr(self, name)
            if value not in (None, ()):
                out[self.json_name(name)] = list(value) if isinstance(value, tuple) else value
        out["evidence"] = [list(span) for span in self.evidence]
        out["confidence"] = round(self.confidence, 3)
        return out

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> AnyFact:
        """The mirror of `to_dict`; a single value is taken where several may stand, and unknown keys are refused.

        Raises:
            RecordError: the type is unknown, or a key is.
        """
        kind = FACT_TYPES.get(data.get("type", ""))
        if kind is None:
            raise RecordError(f"a fact's type is one of {', '.join(FACT_TYPES)}; got {data.get('type')!r}")
        known = {kind.json_name(f.name): f.name for f in fields(kind)}
        unknown = sorted(set(data) - set(known) - {"type", "quote"})
        if unknown:
            raise RecordError(f"a {kind.type} has no {', '.join(unknown)}; it may have {', '.join(sorted(known))}")
        values = {known[key]: value for key, value in data.items() if key in known}
        for name, many in kind.arguments().items():
            value = values.get(name)
            if many and value is not None:
                values[name] = (value,) if isinstance(value, str) else tuple(value)
        if "evidence" in values:
            values["evidence"] = tuple((int(start), int(end)) for start, end in values["evidence"])
        try:
            return kind(**values)
        except TypeError as error:
            raise RecordError(f"a {kind.type} lacks an argument: {error}; got {dict(data)!r}") from error


class _Shape(NamedTuple):
    """What the fields of a fact type are for, found once, for it is asked of every fact many times."""

    arguments: dict[str, bool]
    labels: tuple[str, ...]
    json: dict[str, str]


@cache
def _shape(fact_type: str) -> _Shape:
    shared, own = {f.name for f in fields(Fact)}, fields(FACT_TYPES[fact_type])
    return _Shape(
        arguments={f.name: "many" in f.metadata for f in own if "entity" in f.metadata},
        labels=tuple(f.name for f in own if f.name not in shared and "entity" not in f.metadata),
        json={f.name: f.metadata.get("json", f.name) for f in own},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Fact):
    """A person holds, held or will hold a post (`title`) of a state or organisation (`body`)."""

    type: ClassVar[str] = "role"
    person: str = _one(required=True)
    title: str
    body: str | None = _one()
    to: str | None = _one()
    status: Literal["current", "former", "acting", "designate"] = "current"
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Fact):
    """A state, organisation or person belongs to an organisation, alliance, programme or treaty body."""

    type: ClassVar[str] = "membership"
    member: str = _one(required=True)
    body: str = _one(required=True)
    kind: Literal["member", "partner", "observer", "candidate", "participant"] = "member"
    status: Literal["current", "former"] = "current"
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Fact):
    """Someone travels to, tours, arrives in or is received in a place, a state or a body's seat."""

    type: ClassVar[str] = "visit"
    visitor: tuple[str, ...] = _many()
    destination: tuple[str, ...] = _many()
    host: tuple[str, ...] = _many()
    date: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """People or states meet, talk, telephone or negotiate; `against` is the other side (`with` in JSON)."""

    type: ClassVar[str] = "meeting"
    participant: tuple[str, ...] = _many()
    against: tuple[str, ...] = _many("with")
    place: str | None = _one()
    date: str | None = None
    format: Literal["talks", "summit", "call", "lunch", "ceremony", "other"] = "talks"
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission(Fact):
    """A state or organisation (`sender`) has, opens or closes a mission in another (`receiver`)."""

    type: ClassVar[str] = "mission"
    mission: str | None = _one()
    sender: str | None = _one()
    receiver: str | None = _one()
    place: str | None = _one()
    action: Literal["exists", "open", "close", "upgrade", "downgrade"] = "exists"
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Fact):
    """Parties negotiate, sign, ratify, breach or leave an agreement."""

    type: ClassVar[str] = "agreement"
    agreement: str | None = _one()
    party: tuple[str, ...] = _many()
    action: Literal[
        "negotiate",
        "agree",
        "sign",
        "ratify",
        "enter_into_force",
        "join",
        "extend",
        "breach",
        "suspend",
        "withdraw",
    ] = "agree"
    date: str | None = None
    place: str | None = _one()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Fact):
    """Someone takes part in an exercise, operation, summit, conference or round of talks."""

    type: ClassVar[str] = "participation"
    participant: tuple[str, ...] = _many()
    event: str = _one(required=True)
    capacity: Literal["participant", "observer", "host", "organiser", "contributor"] = "participant"
    date: str | None = None
    place: str | None = _one()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Fact):
    """An act of one state, body or person towards another that changes or shows their relation."""

    type: ClassVar[str] = "relation"
    source: str = _one(required=True)
    target: str = _one(required=True)
    action: Literal[
        "establish", "restore", "sever", "upgrade", "downgrade", "recognise", "derecognise", "recall", "expel",
        "summon", "accredit", "sanction", "lift_sanctions", "support", "condemn", "accuse", "threaten", "aid",
        "mediate",
    ]  # fmt: skip
    date: str | None = None


AnyFact = Role | Membership | Visit | Meeting | Mission | Agreement | Participation | Relation
FACT_TYPES: dict[str, type[AnyFact]] = {
    kind.type: kind for kind in (Role, Membership, Visit, Meeting, Mission, Agreement, Participation, Relation)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read out of one document: its entities by id, and its facts in the order of their evidence."""

    document: Document
    entities: Mapping[str, Entity]
    facts: tuple[AnyFact, ...]

    def to_dict(self) -> dict[str, Any]:
        """The shape of a gold file; each fact also has `quote`, the text of its evidence."""
        doc = self.document
        out: dict[str, Any] = {"id": doc.id, "title": doc.title, "date": doc.date, "source": doc.source}
        out |= {"language": doc.language, "licence": doc.licence, "text": doc.text}
        out |= {"dates": [list(span) for span in doc.dates] or None, "pages": list(doc.pages) or None}
        out = {key: value for key, value in out.items() if value is not None}
        out["entities"] = {key: entity.to_dict() for key, entity in self.entities.items()}
        out["facts"] = [fact.to_dict() | self._shown(fact) for fact in self.facts]
        return out

    def _shown(self, fact: AnyFact) -> dict[str, Any]:
        """What a person wants to see of a fact's evidence: its words, and the pages where there are some."""
        text, spans = self.document.text, fact.evidence
        pages = sorted({page for start, _ in spans if (page := self.document.page(start))})
        return {"quote": quote(text, spans)} | ({"page": pages} if pages else {})

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Reading:
        """The mirror of `to_dict`; reads gold files as well.

        Raises:
            RecordError: `id` or `text` is missing, or a fact names an entity that is not there.
        """
        missing = [key for key in ("id", "text") if not isinstance(data.get(key), str)]
        if missing:
            raise RecordError(f"a document has an id and a text; {missing[0]} is missing among {sorted(data)}")
        known = ("id", "text", "title", "date", "source", "language", "licence")
        dates = tuple((int(start), int(end), str(date)) for start, end, date in data.get("dates", ()))
        pages = tuple(int(start) for start in data.get("pages", ()))
        document = Document(**{key: data[key] for key in known if data.get(key) is not None}, dates=dates, pages=pages)
        entities = {key: Entity.from_dict(key, value) for key, value in data.get("entities", {}).items()}
        facts = tuple(Fact.from_dict(fact) for fact in data.get("facts", ()))
        for fact in facts:
            lost = sorted({key for _, key in fact.entities()} - entities.keys())
            if lost:
                raise RecordError(
                    f"a {fact.type} of document {document.id!r} names {lost}, which are no entities there"
                )
        return cls(document=document, entities=entities, facts=facts)


def quote(text: str, evidence: tuple[Span, ...]) -> str:
    """The text of some spans, white space folded, with ` … ` between them.

    >>> quote("Ada met Bo. Later they parted.", ((0, 11), (12, 17)))
    'Ada met Bo. … Later'
    """
    return " … ".join(" ".join(text[start:end].split()) for start, end in evidence)
