from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.cli import app
from graph.errors import QueryError, StoreError
from graph.keeping.remote import PASSWORD, USER, Remote, address
from graph.knowledge import KnowledgeGraph
from graph.query import answer, table
from graph.reading import Reading
from graph.store import Store


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("https://host/sparql", "https://host/sparql"),
        ("http://127.0.0.1:7878/query", "http://127.0.0.1:7878/query"),
        ("store", None),
        ("/a/https", None),
        ("https", None),
    ],
)
def test_address_is_told_from_a_folder(path: str, expected: str | None) -> None:
    assert address(Path(path)) == expected


def test_commands_ask_a_server(served: Path, readings: list[Reading]) -> None:
    with KnowledgeGraph.open(served) as graph:
        graph.add(readings)
    store = ("--store", str(served))

    def said(*arguments: str) -> str:
        result = CliRunner().invoke(app, [*arguments, *store])
        assert result.exit_code == 0, (result.output, result.exception)
        return result.stdout

    assert json.loads(said("info", "--json"))["documents"] == 3
    assert "Jens Stoltenberg" in said("lookup", "Stoltenberg")
    assert "place:baku" in said("query", "SELECT ?where { person:jens-stoltenberg lg:visited ?where }")
    said("merge", "person/jens-stoltenberg", "person/elin-åkerö")
    assert "Elin Åkerö" in said("lookup", "Stoltenberg")
    said("undo")
    assert "1 removed" in said("remove", "visit-2024")


def test_questions_to_a_server(served: Path, readings: list[Reading]) -> None:
    with KnowledgeGraph.open(served) as graph:
        graph.add(readings)
    assert len(table(served, "CONSTRUCT { ?a lg:met ?b } WHERE { ?a lg:met ?b }")) == 2
    assert len(answer(served, "CONSTRUCT { ?a lg:met ?b } WHERE { ?a lg:met ?b }", format="nt").splitlines()) == 2
    assert table(served, "ASK { ?a lg:met ?b }").variables == ("answer",)
    with pytest.raises(QueryError, match="line 1, column 18"):
        table(served, "SELECT ?x {{ ?x }")
    with pytest.raises(QueryError, match="SERVICE asks another server"):
        table(served, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }")


def test_server_that_is_not_there_is_named() -> None:
    with pytest.raises(StoreError, match=r"http://127\.0\.0\.1:1/query cannot be reached"):
        Store.open(Path("http://127.0.0.1:1/query"))


def test_password_is_not_sent_in_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "ada")
    monkeypatch.setenv(PASSWORD, "secret")
    with pytest.raises(StoreError, match="over https alone"):
        Remote("http://example.invalid/sparql")
