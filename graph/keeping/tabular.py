"""Other people's tables: the rows of a CSV file as facts, each with its row for evidence."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from graph.dates import Interval, when
from graph.errors import DocumentError, RecordError
from graph.facts import FACT_TYPES, fact_from_dict
from graph.gazetteer import load
from graph.keeping.mapping import TableMapping
from graph.keeping.settling import settle
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document, Entity, digest
from graph.state_codes import state_of
from graph.terms import slug

_DATES = frozenset(("date", "start", "end"))
# What stands in a cell that holds nothing.
_NOTHING = frozenset(("-", "–", "—", "?", ".", "n/a", "unknown", "none"))
# "March 3-5, 1990", "3-5 March 1990", "February 28-March 2, 1990", "28 February - 2 March 1990".
_SPANS = (
    (re.compile(r"([A-Za-z.]+) (\d{1,2}) ?[-–] ?(\d{1,2})(,? \d{4})"), r"\1 \2\4", r"\1 \3\4"),
    (re.compile(r"(\d{1,2}) ?[-–] ?(\d{1,2})( [A-Za-z.]+,? \d{4})"), r"\1\3", r"\2\3"),
    (re.compile(r"([A-Za-z.]+ \d{1,2}) ?[-–] ?([A-Za-z.]+ \d{1,2})(,? \d{4})"), r"\1\3", r"\2\3"),
    (re.compile(r"(\d{1,2} [A-Za-z.]+) ?[-–] ?(\d{1,2} [A-Za-z.]+)(,? \d{4})"), r"\1\3", r"\2\3"),
)


@dataclass(slots=True)
class Imported:
    """What became of a table: the number of rows that are in the graph, and the lines that are not, with the reason."""

    rows: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


def import_table(graph: KnowledgeGraph, path: Path, mapping: TableMapping) -> Imported:
    """Takes a CSV file into the graph, each row as a fact, in place of what was imported under its name before.

    A row becomes a document of its own, whose text is the row, so that each fact shows what it rests on. Names are
    looked up in our tables; others become entities of the type that the mapping gives.

    Args:
        graph: takes it.
        path: a CSV file in UTF-8 whose first line names the columns; its name without the ending names the data set.
        mapping: what the columns are.

    Raises:
        DocumentError: the file is no such table, or lacks a column. A row that makes no fact goes to `refused`.
        StoreError: the store is read only, or the disk refuses.
    """
    told, kept = Imported(), set[str]()
    origin = f"dataset {slug(path.stem) or digest(path.name)}"
    shelf = graph.shelf
    before = set(shelf.ledger.found_at(origin))

    def readings() -> Iterator[Reading]:
        for number, row in _rows(path, mapping):
            try:
                if isinstance(row, RecordError):
                    raise row
                reading = _reading(row, mapping, origin)
            except RecordError as error:
                told.refused.append((number, str(error)))
                continue
            if reading.document.id not in kept:
                kept.add(reading.document.id)
                yield reading

    def refused(reading: Reading, error: RecordError) -> None:
        kept.discard(reading.document.id)
        told.refused.append((0, f"{reading.document.text!r}: {error}"))

    shelf.add(
        readings(),
        beside=lambda batch, reading: shelf.ledger.note(batch, reading.document.id, origin=origin, read_with=""),
        refused=refused,
    )
    with graph.store.writing() as batch:
        for old in sorted(before - kept):
            shelf.drop(batch, old)
    settle(graph.store)
    told.rows = len(kept)
    return told


def _rows(path: Path, mapping: TableMapping) -> Iterator[tuple[int, dict[str, str] | RecordError]]:
    """The rows with the numbers of the lines that they end on; in place of one with a cell too many, an error."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True, delimiter=mapping.delimiter)
            names = reader.fieldnames or []
            lost = sorted(set(mapping.columns.values()) - set(names))
            if lost:
                raise DocumentError(f"{path}: there is no column {lost[0]!r}; there are {', '.join(names) or 'none'}")
            for row in reader:
                if row.get(None):  # where what stands behind the last name is
                    yield (
                        reader.line_num,
                        RecordError(f"expected {len(names)} cells, as in the heading; there are more"),
                    )
                    continue
                cells = {name: value.strip() for name, value in row.items() if name and isinstance(value, str)}
                nothing = {*_NOTHING, *mapping.missing}
                cells = {
                    name: "" if value in nothing or value.lower() in nothing else value for name, value in cells.items()
                }
                if any(cells.values()):
                    yield reader.line_num, cells
    except (csv.Error, UnicodeDecodeError) as error:
        raise DocumentError(f"{path}: expected a CSV file in UTF-8: {error}") from error


def _reading(row: Mapping[str, str], mapping: TableMapping, origin: str) -> Reading:
    """One row as a document with a fact.

    Raises:
        RecordError: a cell is not what the mapping says, or one that is needed is empty.
    """
    kind = FACT_TYPES[mapping.fact]
    many = {kind.json_name(name): several for name, several in kind.arguments().items()}
    text = "; ".join(f"{name}: {value}" for name, value in row.items() if value)
    entities: dict[str, Entity] = {}
    data: dict[str, Any] = {"type": mapping.fact, **mapping.constants}
    for name, column in mapping.columns.items():
        value = row.get(column, "")
        if value and name in many:
            cells = value.split(mapping.separator) if mapping.separator and many[name] else [value]
            found = [_entity(cell.strip(), name, mapping) for cell in cells if cell.strip()]
            entities.update((entity.id, entity) for entity in found)
            ids = list(dict.fromkeys(entity.id for entity in found))
            data[name] = ids if many[name] else ids[0]
        elif value:
            data[name] = _date(value, mapping) if name in _DATES else value
    given = {each for name in many for each in _listed(data.get(name))}
    entities.update((id, entity) for id in given - entities.keys() if (entity := load().entity(id)))
    for country in {entity.country for entity in entities.values() if entity.country}:
        if country not in entities and (state := load().entity(country)):
            entities[country] = state
    fact = fact_from_dict({**data, "evidence": [(0, len(text))]})
    dated = when(fact)
    if dated and dated.begin and dated.end and dated.end <= dated.begin:
        raise RecordError(f"what begins on {dated.begin} ends before it")
    document = Document(
        id=digest(origin, text), text=text, date=data.get("date"), source=mapping.source, licence=mapping.licence
    )
    return Reading(document=document, entities=entities, facts=(fact,))


def _listed(value: object) -> list[str]:
    return list(map(str, value)) if isinstance(value, list) else [str(value)] if value else []


def _entity(name: str, field: str, mapping: TableMapping) -> Entity:
    """Who or what a name is: as the tables have it, or made of the name."""
    gazetteer, wanted = load(), mapping.types.get(field)
    known = [gazetteer.entity(sense.id) for sense in gazetteer.find(name)]
    coded = state_of(name) if wanted in (None, "State") else None
    known = [gazetteer.entity(name), *([gazetteer.entity(coded)] if coded else []), *known]
    for entity in known:
        if entity is not None and wanted in (None, entity.type):
            return entity
    if wanted is None:
        raise RecordError(f"nobody and nothing in the tables is called {name!r}; give {field} a type in the mapping")
    if wanted == "State":
        raise RecordError(f"no state is called {name!r}; write its name or a code of ISO 3166 or Correlates of War")
    local = slug(name)
    if not local:
        raise RecordError(f"a name has letters or digits; got {name!r} as {field}")
    return Entity(id=f"{wanted.lower()}/{local}", type=wanted, names=(name,))  # type: ignore[arg-type]


def _date(value: str, mapping: TableMapping) -> str:
    if mapping.date_format:
        for form, first, last in _SPANS:
            if match := form.fullmatch(value):
                return "/".join(_day(match.expand(day), mapping.date_format) for day in (first, last))
        return _day(value, mapping.date_format)
    Interval.parse(value)
    return value


def _day(value: str, form: str) -> str:
    try:
        return datetime.strptime(value, form).date().isoformat()
    except ValueError as error:
        raise RecordError(f"a date is written {form}; got {value!r}") from error
