"""Words of documents: what is found, and that the index follows the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from graph.cli import app
from graph.errors import QueryError
from graph.fulltext import INDEX, search
from graph.keeping.removal import removed
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document


@pytest.fixture
def graph(readings: list[Reading], tmp_path: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open(tmp_path / "store") as graph:
        graph.add(readings)
        yield graph


def found(graph: KnowledgeGraph, words: str, **options: Any) -> list[str]:
    return [hit.document for hit in search(graph, words, **options)]


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("treaty", ["talks-2025", "talks-2025"]),  # a passage each
        ("TREATY initialled", ["talks-2025"]),
        ('"peace treaty in"', ["talks-2025"]),
        ('"treaty peace"', []),  # not in this order
        ("akero", ["news-2025"]),  # without accents
        ("embass*", ["news-2025"]),
        ("embass", []),
        ("guest OR headed", ["news-2025", "visit-2024"]),
        ("stoltenberg in baku guest", ["visit-2024"]),  # a title is part of the first passage
        ("nothing-of-the-kind", []),
        ("NEAR( treaty AND", []),  # no operators: words, and not all are there
        ("OR treaty OR", []),
    ],
)
def test_search_finds_words(graph: KnowledgeGraph, words: str, documents: list[str]) -> None:
    assert sorted(found(graph, words)) == documents


@pytest.mark.parametrize(
    ("options", "documents"),
    [
        ({"begin": date(2025, 1, 1)}, ["news-2025", "talks-2025"]),
        ({"end": date(2025, 1, 1)}, ["visit-2024"]),
        ({"begin": date(2026, 1, 1)}, []),
        ({"source": "BY HAND"}, ["visit-2024"]),
        ({"source": "in baku"}, ["visit-2024"]),  # of the title
        ({"limit": 1}, ["visit-2024"]),
    ],
)
def test_search_takes_a_period_and_a_source(
    graph: KnowledgeGraph, options: dict[str, Any], documents: list[str]
) -> None:
    hits = found(graph, "NATO OR Georgia", **options) if "begin" in options else found(graph, "Stoltenberg", **options)
    assert sorted(set(hits)) == documents


def test_search_shows_where(graph: KnowledgeGraph) -> None:
    [hit] = search(graph, "recognised")
    assert hit.snippet.endswith("Sweden [recognised] Georgia.")
    document = next(each for each in graph.documents() if each.id == "talks-2025")
    assert document.text[hit.start :].startswith("Armenia may sign")


@pytest.mark.parametrize("words", ["", "  ", "!?", "OR", '""'])
def test_search_without_a_word_is_refused(graph: KnowledgeGraph, words: str) -> None:
    with pytest.raises(QueryError, match="a word to look for"):
        search(graph, words)


def test_search_follows_the_store(graph: KnowledgeGraph, visit: Reading) -> None:
    assert found(graph, "zebra") == []
    document = Document(id="zoo", text="A zebra visited Baku.", date="2025-01")
    graph.add([Reading(document=document, entities={}, facts=())])
    assert found(graph, "zebra") == ["zoo"]
    graph.add([Reading(document=replace(document, text="A giraffe visited Baku."), entities={}, facts=())])
    assert (found(graph, "zebra"), found(graph, "giraffe")) == ([], ["zoo"])
    graph.remove("zoo")
    assert found(graph, "giraffe") == []
    assert found(graph, "guest") == ["visit-2024"]


def test_search_keeps_its_index_beside_the_store(graph: KnowledgeGraph) -> None:
    path = graph.store.path
    assert path is not None and found(graph, "guest")
    first = (path / INDEX).read_bytes()
    assert found(graph, "guest") and (path / INDEX).read_bytes() == first
    (path / INDEX).unlink()
    assert found(graph, "guest") == ["visit-2024"]


def test_search_of_a_graph_in_memory(readings: list[Reading]) -> None:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        assert found(graph, "guest") == ["visit-2024"]


def test_search_command_shows_passages(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEGATION_STORE", str(graph.store.path))
    graph.close()
    shown = CliRunner().invoke(app, ["search", "headed"])
    assert shown.exit_code == 0
    assert shown.stdout.startswith("news-2025  2025\n  Sweden's embassy in Baku is to be [headed] by Elin Åkerö")
    [line] = CliRunner().invoke(app, ["search", "headed", "--json"]).stdout.splitlines()
    assert json.loads(line)["document"] == "news-2025"
    nothing = CliRunner().invoke(app, ["search", "zebra"])
    assert (nothing.exit_code, nothing.stderr) == (1, "no document has 'zebra'\n")


def test_search_keeps_no_word_of_a_document_that_was_removed(graph: KnowledgeGraph) -> None:
    assert graph.store.path is not None
    assert found(graph, "treaty") == ["talks-2025", "talks-2025"]
    kept = graph.store.path / INDEX
    assert b"treaty" in kept.read_bytes()
    removed(graph, ["talks-2025"])
    assert not kept.exists()
    assert found(graph, "treaty") == []
    assert found(graph, "guest") == ["visit-2024"]
    assert b"treaty" not in kept.read_bytes()
