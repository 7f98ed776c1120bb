"""The commands that answer without SPARQL: ask and table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph.cli import app
from graph.errors import KnowledgeError, QueryError, RecordError
from graph.knowledge import KnowledgeGraph
from graph.lookup import UnknownNameError
from graph.questions import questions
from graph.reading import Reading


@pytest.fixture
def store(readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "some-store"
    with KnowledgeGraph.open(path) as graph:
        graph.add(readings)
    monkeypatch.setenv("LEGATION_STORE", str(path))
    return path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def said(*arguments: str) -> str:
    result = call(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_ask_lists_every_question_with_an_example() -> None:
    listed = said("ask", "--list")
    assert listed == said("ask")
    for name, question in questions().items():
        assert f"\n{name}\n  {question.asks}\n" in f"\n{listed}"
        assert f"  legation ask {name}" in listed


def test_ask_tells_what_a_question_takes() -> None:
    told = said("ask", "holders", "--list")
    assert "body       State|Organisation: whose post it is" in told
    assert "visits-to" not in told


def test_ask_answers_with_names_for_values(store: Path) -> None:
    rows = said("ask", "visits-to", "Azerbaijan", "from=2024", "to=2024").splitlines()
    assert rows[0].split() == ["date", "visitor", "destination", "quote", "document"]
    assert rows[1].startswith("2024-03-18  Jens Stoltenberg  Baku")


def test_ask_numbers_its_sources_and_leaves_no_blanks_at_ends(store: Path) -> None:
    told = said("ask", "visits-to", "Azerbaijan", "from=2024", "to=2024").splitlines()
    assert told[1].endswith("[1]")
    assert told[-2:] == ["Sources", "  [1]  Stoltenberg in Baku, 2024-03-18 (visit-2024)"]
    assert [line for line in told if line != line.rstrip()] == []


def test_ask_writes_csv_into_a_file(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    assert said("ask", "shared-memberships", "NATO", "EU", "--format", "csv", "--out", str(out)) == ""
    assert [row["name"] for row in csv.DictReader(io.StringIO(out.read_text("utf-8")))] == ["Finland", "Sweden"]


def test_ask_shows_the_query_that_it_asks(store: Path) -> None:
    sparql = said("ask", "career", "Stoltenberg", "--sparql")
    assert "VALUES ?person { <https://w3id.org/legation/id/person/jens-stoltenberg> }" in sparql
    assert said("query", sparql, "--format", "csv") == said("ask", "career", "Stoltenberg", "--format", "csv")


def test_ask_says_which_values_it_takes_from_the_file(store: Path) -> None:
    result = call("ask", "visits-to", "from=2024")
    assert result.stderr.startswith("country is state:CU, as in the question's file; give another with country=VALUE\n")
    assert call("ask", "visits-to", "Azerbaijan").stderr == ""


def test_ask_calls_a_document_without_a_title_by_its_first_words(store: Path) -> None:
    with KnowledgeGraph.open(store) as graph:
        found = graph.reading("visit-2024")
        assert found is not None
        graph.add([replace(found, document=replace(found.document, title=None))])
    told = said("ask", "visits-to", "Azerbaijan", "from=2024", "to=2024").splitlines()
    assert told[-1].startswith("  [1]  “") and told[-1].endswith(" …”, 2024-03-18 (visit-2024)")


def test_ask_says_where_there_is_no_row(store: Path) -> None:
    result = call("ask", "visits-to", "Armenia")
    assert result.exit_code == 1
    assert result.stderr == "no row: Who visited a state in a period, where, and the words that say so.\n"


@pytest.mark.parametrize(
    "command",
    [
        *(("ask", "visits-to", "Armenia", "--format", form) for form in ("table", "csv", "tsv", "json", "xml")),
        ("lookup", "Zzz"),
        ("search", "zebra"),
        ("timeline", "NATO", "--to", "1901"),
        ("path", "Armenia", "NATO", "--to", "1901", "--json"),
        ("compare", "Armenia", "NATO", "--to", "1901"),
        ("compare", "Armenia", "NATO", "--to", "1901", "--json"),
        ("rank", "--to", "1901", "--format", "csv"),
        ("communities", "--to", "1901"),
        ("table", "visits", "--to", "1901"),
        ("table", "visits", "--to", "1901", "--format", "text"),
    ],
)
def test_whatever_finds_nothing_says_so_and_ends_with_1(store: Path, command: tuple[str, ...]) -> None:
    result = call(*command)
    assert result.exit_code == 1 and result.stderr.strip().count("\n") == 0 < len(result.stderr)


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_whatever_finds_something_ends_with_0(store: Path, form: str) -> None:
    assert call("ask", "visits-to", "Azerbaijan", "--format", form).exit_code == 0
    assert call("query", "SELECT ?x { ?x a lg:Nothing }").exit_code == 0  # no row is an answer


def test_ask_takes_questions_of_a_folder(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "texts.rq").write_text(
        "# Which documents there are.\n\nSELECT ?d { ?d a lg:Document } ORDER BY ?d\n", "utf-8"
    )
    assert "texts\n  Which documents there are." in said("ask", "--list", "--questions", str(own))
    monkeypatch.setenv("LEGATION_QUESTIONS", str(own))
    told = said("ask", "texts").splitlines()
    assert told[:5] == ["d", "[1]", "[2]", "[3]", ""]
    assert [line.rpartition("(")[2] for line in told[6:]] == ["news-2025)", "talks-2025)", "visit-2024)"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["visits"], KnowledgeError),
        (["career", "Nobody At All"], UnknownNameError),
        (["career", "Azerbaijan"], UnknownNameError),  # a state has no career
        (["career", "Stoltenberg", "2024"], QueryError),
        (["upcoming", "from=soon"], RecordError),
        (["busiest", "country"], QueryError),
        (["visits-to", "country=", "from=2024"], QueryError),
    ],
)
def test_ask_says_what_is_wrong(store: Path, arguments: list[str], error: type[Exception]) -> None:
    assert isinstance(call("ask", *arguments).exception, error)


def test_table_writes_what_is_asked_for(store: Path, tmp_path: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(said("table", "visits", "--of", "Georgia", "--from", "2024", "--to", "2024")))
    )
    assert [(row["destination"], row["modality"]) for row in rows] == [("Tbilisi", "planned")]
    out = tmp_path / "roles.xlsx"
    assert said("table", "roles", "--format", "xlsx", "--out", str(out)) == ""
    assert out.read_bytes()[:2] == b"PK"
    assert call("table", "roles", "--excel").stdout_bytes.startswith(b"\xef\xbb\xbffact,person")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [(["visits", "--of", "Nobody"], UnknownNameError), (["visits", "--modality", "sure"], RecordError),
     (["visits", "--from", "spring"], RecordError)],
)  # fmt: skip
def test_table_says_what_is_wrong(store: Path, arguments: list[str], error: type[Exception]) -> None:
    assert isinstance(call("table", *arguments).exception, error)


def test_table_of_an_unknown_kind_is_a_usage_error(store: Path) -> None:
    assert call("table", "trips").exit_code == 2


def test_ask_refuses_a_period_that_runs_backwards(store: Path) -> None:
    result = CliRunner().invoke(app, ["ask", "visits-to", "Georgia", "from=2016", "to=2015", "--store", str(store)])
    assert isinstance(result.exception, RecordError) and "ends after it begins" in str(result.exception)
