"""Facts as tables: what is in a row, which rows there are, and files that others read back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet

from graph import screen
from graph.console import show
from graph.errors import RecordError
from graph.event_table import event_table
from graph.fact_table import TABLES, FactTable, fact_table
from graph.facts import FACT_TYPES
from graph.knowledge import KnowledgeGraph
from graph.lookup import named
from graph.reading import Reading
from graph.state_codes import codes
from graph.states import states
from graph.table_files import FORMATS, table_bytes
from graph.tables import rows


@pytest.fixture
def graph(readings: list[Reading]) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        yield graph


def dicts(table: FactTable) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_fact_table_says_all_of_a_fact_in_words_and_codes(graph: KnowledgeGraph) -> None:
    first, planned, cancelled = dicts(fact_table(graph, "visits"))
    assert {name: cell for name, cell in first.items() if cell is not None} == {
        "fact": first["fact"],
        "happening": first["happening"],
        "visitor": "Jens Stoltenberg",
        "visitor_id": "person/jens-stoltenberg",
        "visitor_wikidata": "Q57665",
        "destination": "Baku",
        "destination_id": "place/baku",
        "destination_country": "Azerbaijan",
        "destination_iso3": "AZE",
        "destination_cow": "AZE",
        "host": "Ilham Aliyev",
        "host_id": "person/ilham-aliyev",
        "date": "2024-03-18",
        "first_day": "2024-03-18",
        "last_day": "2024-03-18",
        "precision": "day",
        "modality": "actual",
        "sentence": "Jens Stoltenberg visited Baku, received by Ilham Aliyev, 2024-03-18",
        "quote": "Jens Stoltenberg visited Baku on 18 March 2024 … a guest of President Ilham Aliyev",
        "document": "visit-2024",
        "document_title": "Stoltenberg in Baku",
        "document_date": "2024-03-18",
        "document_source": "made by hand",
        "confidence": 0.85,
    }
    assert (planned["modality"], planned["last_day"]) == ("planned", "2024-03-22")
    assert (cancelled["first_day"], cancelled["destination_iso3"], cancelled["destination_cow"]) == (None, "GEO", "GRG")


def test_fact_table_keeps_several_in_one_cell(graph: KnowledgeGraph) -> None:
    agreed = dicts(fact_table(graph, "agreements"))[0]
    assert (agreed["party"], agreed["party_iso3"]) == ("Azerbaijan; Armenia", "AZE; ARM")


@pytest.mark.parametrize("table", TABLES)
def test_fact_table_has_a_row_for_each_fact(graph: KnowledgeGraph, table: str) -> None:
    found = fact_table(graph, table)
    assert [row[0] for row in found.rows] == [statement.id for statement in graph.facts(type=TABLES[table])]
    assert len(set(found.columns)) == len(found.columns)
    assert {"sentence", "quote", "modality", "confidence"} <= set(found.columns)


def test_tables_are_of_every_type() -> None:
    assert sorted(TABLES.values()) == sorted(FACT_TYPES)


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ({}, 3),
        ({"modalities": ["planned", "cancelled"]}, 2),
        ({"begin": date(2024, 3, 19)}, 1),  # the cancelled one has no date
        ({"begin": date(2024, 3, 23)}, 0),
        ({"end": date(2024, 3, 20)}, 1),
        ({"begin": date(2024, 3, 18), "end": date(2024, 3, 21)}, 2),
    ],
)
def test_fact_table_takes_a_period_and_modalities(graph: KnowledgeGraph, options: dict[str, Any], count: int) -> None:
    assert len(fact_table(graph, "visits", **options).rows) == count


@pytest.mark.parametrize(("name", "count"), [("state/GE", 2), ("place/tbilisi", 1), ("NATO", 0), ("Ilham Aliyev", 1)])
def test_fact_table_of_a_state_takes_its_places(graph: KnowledgeGraph, name: str, count: int) -> None:
    assert len(fact_table(graph, "visits", of=named(graph, name)).rows) == count


def again(reading: Reading, id: str, **changes: Any) -> Reading:
    """What another document tells of the first visit of a reading."""
    [first] = [fact for fact in reading.facts if fact.type == "visit" and fact.modality == "actual"]
    document = replace(reading.document, id=id, source=f"{id} agency")
    return replace(reading, document=document, facts=(replace(first, **changes),))


def test_event_table_has_a_row_for_each_event(graph: KnowledgeGraph, visit: Reading) -> None:
    graph.add([again(visit, "denial", modality="denied", confidence=0.99), again(visit, "echo", confidence=0.95)])
    facts = fact_table(graph, "visits")
    reports = [row for row in dicts(facts) if row["date"] == "2024-03-18"]
    assert {row["document"] for row in reports} == {"visit-2024", "denial", "echo"}
    assert len({row["happening"] for row in reports}) == 1
    first, *others = dicts(event_table(facts))
    assert len(others) == 2 and all(row["reports"] == row["documents"] == row["sources"] == 1 for row in others)
    assert {name: first[name] for name in ("reports", "documents", "sources", "modalities", "document")} == {
        "reports": 3,
        "documents": 3,
        "sources": 3,
        "modalities": "actual; denied",
        "document": "echo",  # the surest of those that say that it took place
    }
    assert first["happening"] == reports[0]["happening"]
    [denied] = dicts(event_table(fact_table(graph, "visits", modalities=["denied"])))
    assert (denied["reports"], denied["document"]) == (1, "denial")
    read = parquet.read_table(io.BytesIO(table_bytes(event_table(facts), "parquet")))
    assert read.column("reports").to_pylist() == [3, 1, 1]


def test_event_table_shows_what_reports_differ_in(graph: KnowledgeGraph, visit: Reading) -> None:
    graph.add([
        again(visit, "month", date="2024-03"),
        again(visit, "plan", modality="planned", end="2024-03-19"),
        again(visit, "echo"),
        again(visit, "farewell", date=None, end="2024-03-18"),
    ])  # fmt: skip
    first, tbilisi, georgia = dicts(event_table(fact_table(graph, "visits")))
    assert (first["reports"], first["date"], first["modality"]) == (5, "2024-03-18", "actual")
    assert (first["modalities"], first["dates"]) == (
        "actual; planned",
        "../2024-03-18; 2024-03; 2024-03-18; 2024-03-18/2024-03-19",
    )
    assert (tbilisi["modalities"], tbilisi["dates"]) == ("planned", "2024-03-20/2024-03-22")
    assert (georgia["modalities"], georgia["dates"]) == ("cancelled", None)


def test_event_table_counts_documents_without_a_source_each(graph: KnowledgeGraph, visit: Reading) -> None:
    for id in ("one", "other"):
        anew = again(visit, id)
        graph.add([replace(anew, document=replace(anew.document, source=None))])
    first = dicts(event_table(fact_table(graph, "visits")))[0]
    assert (first["reports"], first["sources"]) == (3, 3)


def test_event_table_counts_the_sources_that_the_happening_counts(graph: KnowledgeGraph, visit: Reading) -> None:
    for number in (1, 2):
        anew = again(visit, f"line-{number}")
        graph.add([replace(anew, document=replace(anew.document, source=f"archive.jsonl line {number}"))])
    first = dicts(event_table(fact_table(graph, "visits")))[0]
    assert (first["documents"], first["sources"]) == (3, 2)
    asked = f"SELECT ?sources {{ happening:{first['happening']} lg:sourceCount ?sources }}"
    [row] = graph.query(asked).rows
    assert str(first["sources"]) == row[0].value  # type: ignore[union-attr]


def test_event_table_keeps_what_reports_no_happening_apart(graph: KnowledgeGraph, visit: Reading) -> None:
    nowhere = {"destination": (), "host": (), "date": None}
    graph.add([again(visit, "one", **nowhere), again(visit, "other", **nowhere)])
    rows = [row for row in dicts(event_table(fact_table(graph, "visits"))) if row["destination"] is None]
    assert [(row["happening"], row["reports"]) for row in rows] == [(None, 1), (None, 1)]


@pytest.mark.parametrize("table", ["roles", "memberships", "missions", "participations", "relations"])
def test_event_table_of_what_is_no_event_is_refused(graph: KnowledgeGraph, table: str) -> None:
    with pytest.raises(RecordError, match="agreement, meeting, visit"):
        event_table(fact_table(graph, table))


@pytest.mark.parametrize(
    ("table", "options", "told"), [("trips", {}, "got 'trips'"), ("visits", {"modalities": ["maybe"]}, "got 'maybe'")]
)
def test_fact_table_refuses_what_it_does_not_know(
    graph: KnowledgeGraph, table: str, options: dict[str, Any], told: str
) -> None:
    with pytest.raises(RecordError, match=told):
        fact_table(graph, table, **options)


def test_table_as_csv_is_read_back(graph: KnowledgeGraph) -> None:
    table = fact_table(graph, "visits")
    read = list(csv.reader(io.StringIO(table_bytes(table, "csv").decode())))
    assert tuple(read[0]) == table.columns
    assert read[1:] == [["" if cell is None else str(cell) for cell in row] for row in table.rows]


def test_table_for_excel_has_a_mark_and_no_formulas() -> None:
    table = FactTable(("quote", "confidence"), (("=1+1", 0.5), ("plain", -1.0)))
    written = table_bytes(table, "csv", bom=True).decode()
    assert written == "\ufeffquote,confidence\r\n'=1+1,0.5\r\nplain,-1.0\r\n"
    assert "'" not in table_bytes(table, "csv").decode()


def test_table_as_excel_is_read_back(graph: KnowledgeGraph) -> None:
    table = fact_table(graph, "visits")
    sheet = openpyxl.load_workbook(io.BytesIO(table_bytes(table, "xlsx"))).active
    read = list(sheet.iter_rows(values_only=True))
    assert read == [table.columns, *table.rows]
    formula = table_bytes(FactTable(("quote",), (("=1+1",),)), "xlsx")
    assert openpyxl.load_workbook(io.BytesIO(formula)).active["A2"].data_type == "s"


def test_table_as_parquet_is_read_back(graph: KnowledgeGraph) -> None:
    table = fact_table(graph, "roles")
    read = parquet.read_table(io.BytesIO(table_bytes(table, "parquet")))
    assert read.column_names == list(table.columns)
    assert list(zip(*(column.to_pylist() for column in read.columns), strict=True)) == list(table.rows)
    assert parquet.read_table(io.BytesIO(table_bytes(replace(table, rows=()), "parquet"))).num_rows == 0


def test_table_as_json_has_an_object_a_line(graph: KnowledgeGraph) -> None:
    table = fact_table(graph, "visits")
    read = [json.loads(line) for line in table_bytes(table, "json").splitlines()]
    assert read == [{name: cell for name, cell in row.items() if cell is not None} for row in dicts(table)]


@pytest.mark.parametrize("format", FORMATS)
def test_table_gives_the_same_bytes(graph: KnowledgeGraph, format: str) -> None:
    assert table_bytes(fact_table(graph, "visits"), format) == table_bytes(fact_table(graph, "visits"), format)


def test_table_in_another_format_is_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(RecordError, match="got 'ods'"):
        table_bytes(fact_table(graph, "visits"), "ods")


def test_codes_are_of_states_of_the_tables() -> None:
    known, listed = {state.id for state in states()}, rows("state_codes")
    assert [row["id"] for row in listed] == sorted({row["id"] for row in listed})
    assert {row["id"] for row in listed} <= known
    shared = {row["cow_number"] for row in listed if row["cow"] == "GMY"}
    assert shared == {"255"}
    # A number and an abbreviation go together.
    assert len({(row["cow"], row["cow_number"]) for row in listed}) == len({row["cow_number"] for row in listed})


@pytest.mark.parametrize(
    ("state", "cow"),
    [
        ("GB", "UKG"),
        ("CH", "SWZ"),
        ("SZ", "SWA"),
        ("AT", "AUS"),
        ("AU", "AUL"),
        ("SK", "SLO"),
        ("SI", "SLV"),
        ("PS", ""),
    ],
)
def test_codes_of_names_that_are_alike(state: str, cow: str) -> None:
    assert codes(f"state/{state}").cow == cow


def test_a_table_on_a_screen_says_each_row_in_a_sentence(
    graph: KnowledgeGraph, visit: Reading, capsys: pytest.CaptureFixture[str]
) -> None:
    graph.add([again(visit, "echo", confidence=0.5)])
    show(screen.told(event_table(fact_table(graph, "visits"))))
    shown = capsys.readouterr().out
    assert "Jens Stoltenberg visited Baku, received by Ilham Aliyev, 2024-03-18\n  “Jens Stoltenberg visited" in shown
    assert "(visit-2024), 2 reports" in shown
    assert "Cancelled: Jens Stoltenberg to visit Georgia\n" in shown
    assert shown.endswith("3 events\n")
