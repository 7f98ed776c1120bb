"""The commands that correct a graph, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from graph.cli import app
from graph.errors import RecordError, StoreError
from graph.keeping.desk import DecisionError
from graph.keeping.removal import UnknownDocumentError
from graph.knowledge import KnowledgeGraph
from graph.lookup import UnknownNameError
from graph.reading import Reading
from graph.records import Document, Entity
from graph.terms import slug


@pytest.fixture
def store(readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "some-store"
    with KnowledgeGraph.open(path) as graph:
        graph.add(readings)
    monkeypatch.setenv("LEGATION_STORE", str(path))
    return path


def call(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=input)


def said(*arguments: str, input: str | None = None) -> str:
    result = call(*arguments, input=input)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def nquads() -> bytes:
    return call("export", "--to", "nquads").stdout_bytes


@pytest.fixture
def visited(store: Path) -> str:
    """The id of the visit that took place."""
    with KnowledgeGraph.open(store, read_only=True) as graph:
        return next(each.id for each in graph.facts(type="visit") if each.fact.modality == "actual")


def test_merge_takes_names_and_says_how_to_undo_it(store: Path) -> None:
    before = nquads()
    told = said("merge", "Stoltenberg", "person/elin-åkerö", "--reason", "a test", "--by", "Ada", "--on", "2026-01-02")
    first, last = told.splitlines()
    assert first == "merged: person/elin-åkerö into person/jens-stoltenberg"
    assert "Elin Åkerö" in said("lookup", "Jens Stoltenberg")
    undone = said(*last.partition("legation ")[2].split())
    assert undone == "undone: merge person/jens-stoltenberg, person/elin-åkerö: a test (Ada, 2026-01-02)\n"
    assert nquads() == before


def test_split_gives_the_next_free_id(store: Path) -> None:
    assert said("split", "Jens Stoltenberg", "--document", "news-2025").startswith(
        "split: person/jens-stoltenberg is person/jens-stoltenberg-2 in news-2025\n"
    )
    assert "jens-stoltenberg-3" in said("split", "person/jens-stoltenberg", "--document", "visit-2024")
    assert isinstance(call("split", "Sweden", "--document", "none").exception, RecordError)


def visits_to_baku() -> list[dict[str, Any]]:
    [card, *_] = map(json.loads, said("lookup", "place/baku", "--json").splitlines())
    found: list[dict[str, Any]] = card["sections"].get("Visited by", [])
    return found


def test_reject_amend_accept_and_note_a_fact(store: Path, visited: str) -> None:
    before = nquads()
    assert len(visits_to_baku()) == 1
    assert "“Jens Stoltenberg visited Baku" in said("reject", visited, "--reason", "a slip")
    assert visits_to_baku() == []
    said("accept", visited)
    said("amend", visited, "--date", "2024-03-17", "--set", "host=")
    [line] = visits_to_baku()
    assert line["text"] == "Jens Stoltenberg visited Baku"
    assert (line["when"], "host" in line["fact"]) == ("2024-03-17", False)
    said("note", visited, "see the diary")
    listed = said("decisions").splitlines()
    assert [each.split()[1] for each in listed[:-1]] == ["reject", "accept", "amend", "note"]
    assert listed[-1] == "4 decisions"
    for _ in range(4):
        said("undo")
    assert nquads() == before
    assert isinstance(call("undo").exception, DecisionError)


def test_decisions_go_from_one_store_to_another(
    store: Path, visited: str, readings: list[Reading], tmp_path: Path
) -> None:
    said("merge", "person/nikol-pashinyan", "person/ilham-aliyev")
    said("amend", visited, "--end", "2024-03-19")
    said("reject", visited)
    said("undo")
    written, exported = said("decisions", "--json"), nquads()
    file = tmp_path / "decisions.jsonl"
    file.write_text(written, "utf-8")
    with KnowledgeGraph.open(tmp_path / "fresh") as graph:
        graph.add(readings)
    other = ("--store", str(tmp_path / "fresh"))
    assert said("decisions", "--import", str(file), *other) == "2 decisions taken over, 0 were there already\n"
    assert said("decisions", "--import", "-", *other, input=written).startswith("0 decisions taken over, 2")
    assert call("export", "--to", "nquads", *other).stdout_bytes == exported
    result = call("decisions", "--import", "-", input=written + '{"action": "burn"}\n')
    assert isinstance(result.exception, RecordError) and "- line 3 is no decision" in str(result.exception)


@pytest.mark.parametrize("by", [["visit-2024"], ["made by hand"], ["--source", "made *"]])
def test_remove_takes_documents_out(store: Path, by: list[str]) -> None:
    assert said("remove", *by) == "visit-2024  Stoltenberg in Baku\n1 removed\n"
    assert json.loads(said("info", "--json"))["documents"] == 2


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["remove", "nothing"], UnknownDocumentError),
        (["remove", "talks-2025", "--source", "x*"], UnknownDocumentError),
        (["merge", "Nobody At All", "NATO"], UnknownNameError),
        (["merge", "NATO"], RecordError),
        (["reject", "0123456789abcdef"], DecisionError),
        (["undo", "0123456789abcdef"], DecisionError),
        (["amend", "0123456789abcdef"], RecordError),
    ],
)
def test_commands_say_what_is_wrong_and_change_nothing(
    store: Path, arguments: list[str], error: type[Exception]
) -> None:
    before = nquads()
    assert isinstance(call(*arguments).exception, error)
    assert nquads() == before


def test_amend_needs_fields_that_the_fact_has(store: Path, visited: str) -> None:
    for change in ("--start=2024", "--set=colour=red", "--set=date"):
        assert isinstance(call("amend", visited, change).exception, RecordError), change


def test_remove_of_nothing_is_a_usage_error(store: Path) -> None:
    assert call("remove").exit_code == 2


@pytest.mark.parametrize("arguments", [["remove", "x"], ["merge", "a", "b"], ["undo"], ["decisions", "--import", "-"]])
def test_deciding_makes_no_store(arguments: list[str], tmp_path: Path) -> None:
    result = call(*arguments, "--store", str(tmp_path / "none"), input="")
    assert isinstance(result.exception, StoreError)
    assert not (tmp_path / "none").exists()


def test_review_offers_pairs_and_remembers_the_answers(store: Path, readings: list[Reading], tmp_path: Path) -> None:
    names = {"a": "Nikol Pashinyan", "b": "N. Pashinyan", "c": "Ilham Alijev"}
    with KnowledgeGraph.open(store) as graph:
        for id, name in names.items():
            person = Entity(id="person/" + slug(name), type="Person", names=(name,))
            document = Document(id=id, text=f"{name} spoke.")
            graph.add([Reading(document=document, entities={person.id: person}, facts=())])
    pairs = [json.loads(line) for line in said("review", "--list", "--json").splitlines()]
    assert [{pair["one"], pair["other"]} for pair in pairs] == [
        {"person/ilham-aliyev", "person/ilham-alijev"},
        {"person/nikol-pashinyan", "person/n-pashinyan"},
    ]
    assert said("review", "--list").splitlines()[-1] == "2 pairs"
    assert "2 pairs, 2 decided" in said("review", "--by", "Ada", input="n\ny\n")
    assert said("review") == "0 pairs, 0 decided\n"
    listed = said("decisions").splitlines()
    assert [line.split()[1] for line in listed[:-1]] == ["distinct", "merge"] and "(Ada)" in listed[0]
    said("undo")
    assert "1 pair, 0 decided" in said("review", input="q\n")
