"""What the graph knows of one entity, as a card: found by any of its names, or by its id."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from graph.dates import when
from graph.errors import LegationError
from graph.facts import AnyFact, Entity, Role, Span
from graph.knowledge import KnowledgeGraph, Statement
from graph.name_search import known_by_tables, matches, meant, near
from graph.phrases import Naming, dated, phrase
from graph.valid_time import holds

SECTIONS: dict[tuple[str, str], str] = {
    ("role", "person"): "Roles",
    ("role", "body"): "Holders of its posts",
    ("role", "to"): "Accredited to it",
    ("membership", "member"): "Memberships",
    ("membership", "body"): "Members",
    ("visit", "visitor"): "Visits",
    ("visit", "destination"): "Visited by",
    ("visit", "host"): "Guests",
    ("meeting", "participant"): "Meetings",
    ("meeting", "against"): "Meetings",
    ("meeting", "place"): "Meetings there",
    ("mission", "mission"): "As a mission",
    ("mission", "sender"): "Missions abroad",
    ("mission", "receiver"): "Missions received",
    ("mission", "place"): "Missions there",
    ("agreement", "party"): "Agreements",
    ("agreement", "agreement"): "Its parties",
    ("agreement", "place"): "Agreements made there",
    ("participation", "participant"): "Participations",
    ("participation", "event"): "Participants",
    ("participation", "place"): "Events there",
    ("relation", "source"): "Acts towards others",
    ("relation", "target"): "Acts of others",
}
"""Under which heading a fact stands on the card of the entity that fills an argument; cards keep this order."""

_ROLES = ("Roles", "Past roles", "Roles to come or in doubt")
HEADINGS: tuple[str, ...] = tuple(dict.fromkeys((*_ROLES, *SECTIONS.values())))
"""Every heading, in the order of a card."""

SHOWN = 8
"""Ids that a message offers to choose from."""


class UnknownNameError(LegationError, LookupError):
    """No entity goes by a name, or several do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that states a fact, and the words that do.

    Args:
        document: its id; `title` and `date` are the document's, where it has them.
        fact: the fact's id in that document.
        evidence: the spans of the text that state it, and `quote` the words of them.
        confidence: the fact's, 0 to 1.
    """

    document: str
    title: str | None
    date: str | None
    fact: str
    evidence: tuple[Span, ...]
    quote: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fact on a card; documents that say the same share a line.

    Args:
        when: the date or the time of it as the text gives it, or empty.
        text: the fact in words.
        fact: the fact as JSON, without evidence and confidence, which are the sources'.
    """

    when: str
    text: str
    modality: str
    fact: dict[str, Any]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An entity, and what is said of it by heading, in the order of `HEADINGS`."""

    entity: Entity
    country: str | None
    sections: dict[str, tuple[Line, ...]] = field(default_factory=dict)

    @property
    def sources(self) -> dict[str, int]:
        """The documents that its facts come from, each with the number that a person cites it by, from 1."""
        lines = (line for lines in self.sections.values() for line in lines)
        documents = dict.fromkeys(source.document for line in lines for source in line.sources)
        return {document: number for number, document in enumerate(documents, start=1)}

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON: the entity with its id, then the headings with their lines."""
        sections = {heading: [asdict(line) for line in lines] for heading, lines in self.sections.items()}
        return {"id": self.entity.id, **self.entity.to_dict(), "sections": sections}


def cards(graph: KnowledgeGraph, name: str, *, day: date | None = None) -> list[Card]:
    """The cards of all entities that a name stands for, best first. Use `graph.name_search.near` where there are none.

    Args:
        graph: what to look in.
        name: an id (`state/AZ`), an IRI, a code (`GBR`), a name in any case, a post ("President of Cuba"), a surname,
            or a name with a slip in it that can mean one entity only.
        day: shows only what held or had happened on that day.

    Returns:
        Several where entities share the name. Facts about the places of a state stand on its card as well.
    """
    return [card(graph, entity, day=day) for each in meant(graph, name) if (entity := graph.entity(each.entity))]


def named(graph: KnowledgeGraph, name: str, *, types: Collection[str] = ()) -> Entity:
    """The one entity that a name stands for. Use it where a command is about one entity.

    Args:
        graph: what to look in.
        name: as for `cards`, but without slips.
        types: those types of entity that can be meant; any, if empty.

    Raises:
        UnknownNameError: none goes by the name, or several do; the message offers names or ids to choose from.
    """
    every = matches(graph, name)
    entities = [entity for each in every if (entity := graph.entity(each.entity))]
    found = [entity for entity in entities if not types or entity.type in types]
    if len(found) == 1 or (found and every[0].how == "post"):
        return found[0]
    if found:
        ids = ", ".join(entity.id for entity in found[:SHOWN])
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise UnknownNameError(f"{name!r} is the name of several; use the id of one: {ids}{more}")
    kind = f" of type {' or '.join(sorted(types))}" if types else ""
    if known_by_tables(name):
        raise UnknownNameError(f"no document names {name!r}{kind}")
    like = ", ".join(f"{each.name} ({each.entity})" for each in near(graph, name))
    raise UnknownNameError(f"no entity{kind} goes by {name!r}" + (f"; near it are {like}" if like else ""))


def card(graph: KnowledgeGraph, entity: Entity, *, day: date | None = None) -> Card:
    """The card of an entity; with a day, only what held or had happened then."""
    known: dict[str, str] = {}

    def name(id: str) -> str:
        if id not in known:
            found = graph.entity(id)
            known[id] = found.name if found else id
        return known[id]

    lines: dict[str, dict[tuple[str, ...], Line]] = {heading: {} for heading in HEADINGS}
    for heading, statement in _placed(graph, entity):
        if day is not None and not holds(statement, day):
            continue
        line = _line(statement, name)
        key = (line.when, line.text, line.modality)
        same = lines[heading].get(key)
        lines[heading][key] = replace(same, sources=(*same.sources, *line.sources)) if same else line
    sections = {heading: tuple(found.values()) for heading, found in lines.items() if found}
    return Card(entity=entity, country=name(entity.country) if entity.country else None, sections=sections)


def _placed(graph: KnowledgeGraph, entity: Entity) -> Iterator[tuple[str, Statement]]:
    """Each statement about an entity, or about a place that lies in it, once, with its heading, by date."""
    own = {entity.id}
    if entity.type == "State":
        terms = graph.store.terms
        inside = graph.store.subjects(terms.term("country"), terms.entity(entity.id))
        own |= {id for id in (terms.local(node) for node, _ in inside) if id.startswith("place/")}
    statements = {statement.id: statement for id in sorted(own) for statement in graph.facts(entity=id)}
    for statement in sorted(statements.values(), key=_by_date):
        fact = statement.fact
        yield _heading(fact, next(argument for argument, id in fact.entities() if id in own)), statement


def _by_date(statement: Statement) -> tuple[date, str]:
    interval = when(statement.fact)
    return (interval.begin if interval else None) or date.max, statement.id


def _heading(fact: AnyFact, argument: str) -> str:
    heading = SECTIONS[fact.type, argument]
    if heading != "Roles" or not isinstance(fact, Role):
        return heading
    if fact.modality != "actual" or fact.status == "designate":
        return _ROLES[2]
    return _ROLES[1] if fact.status == "former" else _ROLES[0]


def _line(statement: Statement, name: Naming) -> Line:
    document, fact = statement.document, statement.fact
    source = Source(
        document=document.id,
        title=document.title,
        date=document.date,
        fact=statement.id,
        evidence=fact.evidence,
        quote=statement.quote,
        confidence=fact.confidence,
    )
    claim = {key: value for key, value in fact.to_dict().items() if key not in ("evidence", "confidence")}
    return Line(when=dated(fact), text=phrase(fact, name), modality=fact.modality, fact=claim, sources=(source,))
