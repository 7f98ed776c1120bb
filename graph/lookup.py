"""What the graph knows of one entity, as a card: found by any of its names, or by its id."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from graph.dates import when
from graph.errors import LegationError
from graph.facts import AnyFact, Role
from graph.knowledge import KnowledgeGraph, Statement
from graph.lines import Line, lines, naming, numbered
from graph.name_search import known_by_tables, matches, meant, near
from graph.namesakes import among
from graph.phrases import had_ended
from graph.records import Entity
from graph.valid_time import held

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
class Card:
    """An entity, and what is said of it by heading, in the order of `HEADINGS`."""

    entity: Entity
    country: str | None
    sections: dict[str, tuple[Line, ...]] = field(default_factory=dict)

    @property
    def sources(self) -> dict[str, int]:
        """The documents that its facts come from, each with the number that a person cites it by, from 1."""
        return numbered(line for lines in self.sections.values() for line in lines)

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
        UnknownNameError: none goes by the name, or several do, as those who held a post one after the other; the
            message offers names or ids to choose from.
    """
    every = matches(graph, name)
    entities = [entity for each in every if (entity := graph.entity(each.entity))]
    found = [entity for entity in entities if not types or entity.type in types]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(entity.id for entity in found[:SHOWN])
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        what = "post" if every[0].how == "post" else "name"
        raise UnknownNameError(f"{name!r} is the {what} of several; use the id of one: {ids}{more}")
    kind = f" of type {' or '.join(sorted(types))}" if types else ""
    if known_by_tables(name):
        raise UnknownNameError(f"no document names {name!r}{kind}")
    like = ", ".join(f"{each.name} ({each.entity})" for each in near(graph, name))
    raise UnknownNameError(f"no entity{kind} goes by {name!r}" + (f"; near it are {like}" if like else ""))


def card(graph: KnowledgeGraph, entity: Entity, *, day: date | None = None) -> Card:
    """The card of an entity; with a day, only what held or had happened then."""
    told: dict[str, list[Statement]] = {heading: [] for heading in HEADINGS}
    every = list(placed(graph, entity))
    name = among((statement for _, statement in every), naming(graph))
    kept = {each.id for each in held((statement for _, statement in every), day, graph.entity)} if day else None
    for heading, statement in every:
        if kept is None or statement.id in kept:
            told[heading].append(statement)
    sections = {heading: lines(found, name) for heading, found in told.items() if found}
    return Card(entity=entity, country=name(entity.country) if entity.country else None, sections=sections)


def placed(graph: KnowledgeGraph, entity: Entity) -> Iterator[tuple[str, Statement]]:
    """Each statement about an entity, or about a place that lies in it, once, with its heading, by date."""
    own = standing_for(graph, entity)
    statements = {statement.id: statement for id in sorted(own) for statement in graph.facts(entity=id)}
    for statement in sorted(statements.values(), key=_by_date):
        fact = statement.fact
        written = statement.document.date
        yield _heading(fact, next(argument for argument, id in fact.entities() if id in own), written), statement


def _by_date(statement: Statement) -> tuple[date, str]:
    interval = when(statement.fact)
    return (interval.begin if interval else None) or date.max, statement.id


def _heading(fact: AnyFact, argument: str, written: str | None) -> str:
    heading = SECTIONS[fact.type, argument]
    if heading != "Roles" or not isinstance(fact, Role):
        return heading
    if fact.modality != "actual" or fact.status == "designate":
        return _ROLES[2]
    return _ROLES[1] if had_ended(fact, written) else _ROLES[0]


def standing_for(graph: KnowledgeGraph, entity: Entity) -> set[str]:
    """The ids whose facts are an entity's: its own, and of a state those of its places."""
    if entity.type != "State":
        return {entity.id}
    terms = graph.store.terms
    inside = graph.store.subjects(terms.term("country"), terms.entity(entity.id))
    return {entity.id} | {id for id in (terms.local(node) for node, _ in inside) if id.startswith("place/")}
