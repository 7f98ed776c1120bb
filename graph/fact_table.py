"""Facts of one type as a table for spreadsheets and statistics: a row a fact, with names, codes and days."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from graph.dates import when
from graph.errors import RecordError
from graph.fact import MODALITIES
from graph.facts import FACT_TYPES, AnyFact
from graph.knowledge import KnowledgeGraph, Statement
from graph.phrases import sentence
from graph.records import Entity
from graph.reports import reported
from graph.selection import within
from graph.state_codes import codes

TABLES: dict[str, str] = {
    "visits": "visit",
    "meetings": "meeting",
    "roles": "role",
    "memberships": "membership",
    "missions": "mission",
    "agreements": "agreement",
    "participations": "participation",
    "relations": "relation",
}
"""What each table is called, and the type of its facts."""

REPORTING = frozenset(("visit", "meeting", "agreement"))
"""The types whose facts report happenings."""

_ABOUT = ("", "_id", "_country", "_iso3", "_cow", "_wikidata")
"""What a table says of each argument: name, id, and of its state (or itself) the name and codes."""

SEPARATOR = "; "
"""Between the values of a cell that holds several."""

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class FactTable:
    """Column names, and a row a fact; a cell is text, a number, or None where there is nothing to say."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def fact_table(
    graph: KnowledgeGraph,
    table: str,
    *,
    of: Entity | None = None,
    begin: date | None = None,
    end: date | None = None,
    modalities: Collection[str] = (),
) -> FactTable:
    """The facts of one type, by date and then id.

    Of the types `REPORTING`, `happening` is the id of what a fact reports, which reports of the same event share; see
    `graph.event_table` for a row an event.

    Args:
        graph: where they come from.
        table: one of `TABLES`.
        of: only those that name this entity, or a place in it where it is a state.
        begin, end: only those that fall in this period; see `graph.selection.within`.
        modalities: only those of these modalities; of any, if empty.

    Raises:
        RecordError: there is no such table or modality.
    """
    if table not in TABLES:
        raise RecordError(f"a table is one of {', '.join(TABLES)}; got {table!r}")
    strange = sorted(set(modalities) - set(MODALITIES))
    if strange:
        raise RecordError(f"a modality is one of {', '.join(MODALITIES)}; got {strange[0]!r}")

    @cache
    def entity(id: str) -> Entity:
        return graph.entity(id) or Entity(id=id, type="Place", names=(id,))

    about = _involving(of, entity) if of else None
    kept = [
        statement
        for statement in graph.facts(type=TABLES[table])
        if (not modalities or statement.fact.modality in modalities)
        and within(statement.fact, begin, end, statement.document.date)
        and (about is None or about(statement.fact))
    ]
    kind = FACT_TYPES[TABLES[table]]
    arguments, labels = kind.arguments(), kind.labels()
    happenings = reported(graph.store) if TABLES[table] in REPORTING else None
    columns = (
        "fact",
        *(("happening",) if happenings is not None else ()),
        *(f"{kind.json_name(name)}{part}" for name in arguments for part in _ABOUT),
        *labels,
        "first_day",
        "last_day",
        "precision",
        "modality",
        "sentence",
        "quote",
        "document",
        "document_title",
        "document_date",
        "document_source",
        "confidence",
    )
    return FactTable(columns, tuple(_row(each, happenings, arguments, labels, entity) for each in kept))


def _row(
    statement: Statement,
    happenings: Mapping[str, str] | None,
    arguments: Iterable[str],
    labels: Iterable[str],
    entity: Callable[[str], Entity],
) -> tuple[Cell, ...]:
    fact, document = statement.fact, statement.document
    cells: list[Cell] = [statement.id]
    cells += [happenings.get(statement.id)] if happenings is not None else []
    for name in arguments:
        value = getattr(fact, name)
        ids = (value,) if isinstance(value, str) else value or ()
        cells += _argument([entity(id) for id in ids], entity)
    cells += [_plain(getattr(fact, name)) for name in labels]
    interval = when(fact)
    last = interval.last if interval else None
    cells += [interval.begin.isoformat() if interval and interval.begin else None, last.isoformat() if last else None]
    cells += [interval.precision if interval else None, fact.modality]
    said = sentence(fact, lambda id: entity(id).name, written=statement.document.date)
    cells += [said, statement.quote]
    cells += [document.id, document.title, document.date, document.source, round(fact.confidence, 3)]
    return tuple(cells)


def _argument(found: list[Entity], entity: Callable[[str], Entity]) -> list[Cell]:
    states = [each if each.type == "State" else entity(each.country) if each.country else None for each in found]
    listed = [codes(state.id) if state else codes("") for state in states]
    columns = (
        [each.name for each in found],
        [each.id for each in found],
        [state.name if state else "" for state in states],
        [each.iso3 for each in listed],
        [each.cow for each in listed],
        [each.wikidata or "" for each in found],
    )
    return [SEPARATOR.join(column) if any(column) else None for column in columns]


def _plain(value: str | None) -> str | None:
    return value.replace("_", " ") if value else None


def _involving(of: Entity, entity: Callable[[str], Entity]) -> Callable[[AnyFact], bool]:
    """Whether a fact names an entity, or what lies in it."""

    def named(fact: AnyFact) -> bool:
        return any(
            id == of.id or (id.startswith("place/") and entity(id).country == of.id) for _, id in fact.entities()
        )

    return named
