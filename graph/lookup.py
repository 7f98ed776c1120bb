"""What the graph knows of one entity, as a card: found by any of its names, or by its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from pyoxigraph import Literal, NamedNode

from graph.dates import when
from graph.errors import LegationError
from graph.facts import AnyFact, Entity, Role, Span
from graph.knowledge import KnowledgeGraph, Statement
from graph.phrases import Naming, dated, phrase
from graph.terms import slug

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

NEAR = 72.0
"""How alike a name must be to be offered, of 100: at 72 two letters may be wrong in a name of eight. Words that both
names have count fully, so a surname finds its bearer; with less than 72, short names are like anything."""


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

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON: the entity with its id, then the headings with their lines."""
        sections = {heading: [asdict(line) for line in lines] for heading, lines in self.sections.items()}
        return {"id": self.entity.id, **self.entity.to_dict(), "sections": sections}


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A name of the graph that is like the one that was looked for; `score` is 0 to 100."""

    name: str
    entity: str
    score: float


def cards(graph: KnowledgeGraph, name: str) -> list[Card]:
    """The cards of all entities that go by a name. Use `near` where there are none.

    Args:
        graph: what to look in.
        name: an id (`state/AZ`), an IRI, or a name in any case, with or without accents.

    Returns:
        By id; several where entities share the name. Facts about the places of a state stand on its card as well.
    """
    return [_card(graph, entity) for entity in _called(graph, name)]


def named(graph: KnowledgeGraph, name: str) -> Entity:
    """The one entity that goes by a name. Use it where a command is about one entity.

    Raises:
        UnknownNameError: none goes by the name, or several do; the message offers names or ids to choose from.
    """
    found = _called(graph, name)
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(entity.id for entity in found)
        raise UnknownNameError(f"{name!r} is the name of several; use the id of one: {ids}")
    like = ", ".join(f"{each.name} ({each.entity})" for each in near(graph, name))
    raise UnknownNameError(f"no entity goes by {name!r}" + (f"; near it are {like}" if like else ""))


def near(graph: KnowledgeGraph, name: str, *, limit: int = 5) -> list[Near]:
    """The entities whose names are most like one that nothing goes by, best first, each once."""
    from rapidfuzz import fuzz, process

    names = sorted(_names(graph))
    choices = [slug(known).replace("-", " ") for _, known in names]
    wanted = slug(name).replace("-", " ")
    best: dict[str, Near] = {}
    for _, score, place in process.extract(
        wanted, choices, scorer=fuzz.token_set_ratio, score_cutoff=NEAR, limit=limit * 8
    ):
        id, known = names[place]
        best.setdefault(id, Near(name=known, entity=id, score=round(score, 1)))
    return sorted(best.values(), key=lambda found: (-found.score, found.entity))[:limit]


def _called(graph: KnowledgeGraph, name: str) -> list[Entity]:
    wanted, local = slug(name), name.strip().removeprefix(graph.store.terms.base)
    found = {id for id, known in _names(graph) if id == local or slug(known) == wanted != ""}
    return [entity for id in sorted(found) if (entity := graph.entity(id))]


def _names(graph: KnowledgeGraph) -> Iterator[tuple[str, str]]:
    """Every entity's id with each of its names, in no order."""
    rows = graph.query("SELECT ?entity ?name { ?entity skos:prefLabel|skos:altLabel ?name }").rows
    named = ((entity, name) for entity, name in rows if isinstance(entity, NamedNode) and isinstance(name, Literal))
    yield from ((graph.store.terms.local(entity), name.value) for entity, name in named)


def _card(graph: KnowledgeGraph, entity: Entity) -> Card:
    known: dict[str, str] = {}

    def name(id: str) -> str:
        if id not in known:
            found = graph.entity(id)
            known[id] = found.name if found else id
        return known[id]

    lines: dict[str, dict[tuple[str, ...], Line]] = {heading: {} for heading in HEADINGS}
    for heading, statement in _placed(graph, entity):
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
        own |= {place.id for place in graph.entities(type="Place") if place.country == entity.id}
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
