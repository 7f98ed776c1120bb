"""What documents of all kinds are to the intake: known again by their place, whether read or given."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from extract.build import build
from extract.documents import Hints
from extract.pipeline import Reader
from graph.facts import Visit
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document, Entity

STORY = "The minister of foreign affairs left the capital for the talks in the north. She will be back in a week."
OTHER = "The ambassador to the kingdom was received at the palace on the day after his arrival in the capital."


class Counting:
    """Finds nothing in any document, and counts them."""

    def __init__(self) -> None:
        self.documents: list[Document] = []

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            self.documents.append(document)
            yield Reading(document=document, entities={}, facts=())


def run(graph: KnowledgeGraph, path: Path, *, facts: Any = "anew") -> tuple[int, int, int, int]:
    """A build of a path: documents, of these read by the reader, unchanged, replaced."""
    reader = Counting()
    tally = build(graph, cast(Reader, reader), [path], hints=Hints(facts=facts))
    assert [str(each) for each in tally.refused if each.of == "document"] == []
    return tally.documents, len(reader.documents), tally.unchanged, tally.replaced


def given(text: str, date: str) -> dict[str, Any]:
    """A record such as `legation facts` writes."""
    entities = {
        "person/ann": Entity(id="person/ann", type="Person", names=("Ann",)),
        "state/NO": Entity(id="state/NO", type="State", names=("Norway",)),
    }
    fact = Visit(visitor=("person/ann",), destination=("state/NO",), date=date, evidence=((0, 12),))
    return Reading(document=Document(id="wire-1", text=text), entities=entities, facts=(fact,)).to_dict()


def dates(graph: KnowledgeGraph) -> list[str | None]:
    return [statement.fact.date for statement in graph.facts(type="visit") if isinstance(statement.fact, Visit)]


def test_build_takes_given_facts_once_and_other_ones_anew(tmp_path: Path) -> None:
    file = tmp_path / "wires.jsonl"
    file.write_text(json.dumps(given(STORY, "2024-03")) + "\n" + json.dumps({"text": OTHER}) + "\n")
    with KnowledgeGraph.open() as graph:
        assert run(graph, file, facts="given") == (2, 1, 0, 0)
        assert dates(graph) == ["2024-03"]
        assert run(graph, file, facts="given") == (0, 0, 2, 0)
        file.write_text(json.dumps(given(STORY, "2024-04")) + "\n" + json.dumps({"text": OTHER}) + "\n")
        assert run(graph, file, facts="given") == (1, 0, 1, 0)
        assert dates(graph) == ["2024-04"]
        assert run(graph, file) == (1, 1, 1, 0)  # the reader finds nothing in it
        assert dates(graph) == []


def test_build_replaces_given_facts_with_their_text(tmp_path: Path) -> None:
    file = tmp_path / "wires.jsonl"
    with KnowledgeGraph.open() as graph:
        for text in (STORY, OTHER):
            record = given(text, "2024-03")
            file.write_text(json.dumps(record | {"id": "wire-1" if text == STORY else "wire-2"}))
            run(graph, file, facts="given")
        assert [document.id for document in graph.documents()] == ["wire-2"]
        assert dates(graph) == ["2024-03"]


def zipped(text: str) -> bytes:
    """An archive with a text that changes, and one that does not."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", f"News of the day\n\n{text}\n")
        archive.writestr("b.txt", f"On another matter\n\n{OTHER} The visit lasts for three days.\n")
    return made.getvalue()


def test_build_knows_a_member_of_an_archive_again(tmp_path: Path) -> None:
    file = tmp_path / "news.zip"
    file.write_bytes(zipped(STORY))
    with KnowledgeGraph.open() as graph:
        assert run(graph, file) == (2, 2, 0, 0)
        assert run(graph, file) == (0, 0, 2, 0)
        file.write_bytes(zipped(f"{STORY} The talks were short."))
        assert run(graph, file) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\f{OTHER}",  # pages
        f"5 March 2024: {STORY}\n\n8 March 2024: {OTHER}",  # a chronology
    ],
)
def test_build_reads_pages_and_chronologies_once(tmp_path: Path, text: str) -> None:
    (tmp_path / "release.txt").write_text(text)
    with KnowledgeGraph.open() as graph:
        assert run(graph, tmp_path) == (1, 1, 0, 0)
        [document] = graph.documents()
        assert document.pages or document.dates
        assert run(graph, tmp_path) == (0, 0, 1, 0)
