from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import RecordError
from graph.export import exported
from graph.facts import Relation
from graph.keeping.intake import Intake
from graph.keeping.ledger import Ledger
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document, Entity, digest

STATES = {id: Entity(id=id, type="State", names=(id[-2:],)) for id in ("state/FI", "state/SE", "state/NO")}


def document(text: str, source: str = "news/a.txt", *, id: str | None = None, date: str | None = None) -> Document:
    return Document(id=id or digest(text), text=text, source=source, date=date)


def read(document: Document) -> Reading:
    """One act for each document, which depends on its text."""
    fact = Relation(source="state/FI", target="state/SE", action="support", date=document.date, evidence=((0, 3),))
    return Reading(document=document, entities=STATES, facts=(fact,))


def run(graph: KnowledgeGraph, *found: tuple[str, str | Document], **options: object) -> tuple[list[str], Intake]:
    """One run over texts or documents, each with its place: the texts that were read, and the intake."""
    intake, texts = Intake(graph, **options), []  # type: ignore[arg-type]

    def readings() -> Iterator[Reading]:
        for place, each in found:
            given = document(each, place) if isinstance(each, str) else each
            if wanted := intake.wanted(given, place):
                texts.append(wanted.text)
                yield read(wanted)

    def refused(reading: Reading, error: RecordError) -> None:
        raise error

    intake.take(readings(), refused)
    return texts, intake


@pytest.fixture
def graph(fresh: KnowledgeGraph) -> KnowledgeGraph:
    return fresh


def texts(graph: KnowledgeGraph) -> list[str]:
    return sorted(each.text for each in graph.documents())


def test_intake_reads_what_is_new_and_nothing_again(graph: KnowledgeGraph) -> None:
    assert run(graph, ("a", "one"), ("b", "two"))[0] == ["one", "two"]
    before = exported(graph, "nquads")
    again, intake = run(graph, ("a", "one"), ("b", "two"), ("c", "three"))
    assert (again, intake.unchanged, intake.replaced) == (["three"], 2, [])
    graph.remove(digest("three"))
    assert exported(graph, "nquads") == before


def test_intake_replaces_a_text_that_changed(graph: KnowledgeGraph) -> None:
    run(graph, ("a", "one"), ("b", "two"))
    read_now, intake = run(graph, ("a", "one, corrected"), ("b", "two"))
    assert read_now == ["one, corrected"]
    assert intake.replaced == [digest("one")]
    assert texts(graph) == ["one, corrected", "two"]
    with KnowledgeGraph.open() as other:
        run(other, ("b", "two"), ("a", "one, corrected"))
        assert exported(other, "nquads") == exported(graph, "nquads")


def test_intake_replaces_what_has_the_same_id(graph: KnowledgeGraph) -> None:
    run(graph, ("x.json", document("one", id="cable-7")))
    run(graph, ("y.json", document("two", id="cable-7")))
    assert texts(graph) == ["two"]


def test_intake_keeps_documents_of_one_citation_apart(graph: KnowledgeGraph) -> None:
    """The source that a record names is no place: a thousand of them may come from one agency."""
    found = [(f"wire.jsonl line {n}", document(f"text {n}", "Agency")) for n in range(3)]
    run(graph, *found)
    assert len(texts(graph)) == 3


def test_intake_keeps_versions_if_asked(graph: KnowledgeGraph) -> None:
    run(graph, ("a", "one"))
    run(graph, ("a", "two"), keep_versions=True)
    assert texts(graph) == ["one", "two"]
    assert Ledger(graph.store).replaced_by(digest("one")) == [digest("two")]
    run(graph, ("a", "two"))  # kept on purpose, so a run without the option leaves it
    assert texts(graph) == ["one", "two"]


@pytest.mark.parametrize("order", [1, -1])
def test_intake_follows_a_text_that_moved(graph: KnowledgeGraph, order: int) -> None:
    """A new record at the top of a file moves all others; none of them goes."""
    run(graph, *((f"w line {n}", f"text {n}") for n in range(1, 4)))
    found = [("w line 1", "new"), *((f"w line {n + 1}", f"text {n}") for n in range(1, 4))]
    read_now, intake = run(graph, *found[::order])
    assert set(read_now) >= {"new"} and intake.replaced == []
    assert texts(graph) == ["new", "text 1", "text 2", "text 3"]
    run(graph, ("w line 2", "other"))  # the place of text 1 now, which goes, and of no other
    assert texts(graph) == ["new", "other", "text 2", "text 3"]


def test_intake_keeps_a_text_that_is_found_in_a_second_place(graph: KnowledgeGraph) -> None:
    run(graph, ("a", "one"))
    run(graph, ("b", "one"))
    run(graph, ("a", "two"))
    assert texts(graph) == ["one", "two"]
    run(graph, ("b", "three"))
    assert texts(graph) == ["three", "two"]


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_intake_gives_a_double_the_source_of_its_first_place(graph: KnowledgeGraph, order: tuple[str, str]) -> None:
    for place in order:
        run(graph, (place, document("one", place)))
    assert [each.source for each in graph.documents()] == ["a"]


def test_intake_reads_again_what_something_else_read(graph: KnowledgeGraph) -> None:
    run(graph, ("a", "one"), read_with="1")
    assert run(graph, ("a", "one"), read_with="1")[0] == []
    assert run(graph, ("a", "one"), read_with="2")[0] == ["one"]
    assert run(graph, ("a", "one"), read_with="2")[0] == []
    assert run(graph, ("a", "one"), read_with="2", again=True)[0] == ["one"]


def test_intake_reads_again_what_has_another_date(graph: KnowledgeGraph) -> None:
    run(graph, ("a", "one"))
    assert run(graph, ("a", document("one", "a", date="2024")))[0] == ["one"]


def test_intake_knows_a_document_from_another_folder(graph: KnowledgeGraph) -> None:
    """The source is the path as it was given, and may be another from elsewhere; the place is the same."""
    run(graph, ("/n/a", document("one", "n/a")))
    assert run(graph, ("/n/a", document("one", "../n/a")))[0] == []


def test_intake_gives_the_same_bytes_for_any_order(tmp_path: Path) -> None:
    found = [(f"f{n % 7}/{n}", document(f"text {n % 20}", f"f{n % 7}/{n}", date="2024")) for n in range(40)]
    written = set()
    for number, order in enumerate((found, found[::-1], found[20:] + found[:20], sorted(found, key=str))):
        with KnowledgeGraph.open(tmp_path / str(number)) as graph:
            for start in range(0, 40, 10):
                unique: dict[str, tuple[str, Document]] = {}
                for place, each in order[start : start + 10]:
                    unique.setdefault(each.id, (place, each))
                run(graph, *unique.values())
            written.add(exported(graph, "nquads"))
    assert len(written) == 1


def test_intake_tells_what_cannot_be_kept_and_goes_on(graph: KnowledgeGraph) -> None:
    run(graph, ("a", "one"))
    intake, told = Intake(graph), []

    def readings() -> Iterable[Reading]:
        broken = intake.wanted(document("two"), "a")
        assert broken is not None
        yield replace(read(broken), entities={})
        fine = intake.wanted(document("three"), "c")
        assert fine is not None
        yield read(fine)

    intake.take(readings(), lambda reading, error: told.append((reading.document.text, str(error))))
    assert [text for text, _ in told] == ["two"] and "no entities" in told[0][1]
    assert texts(graph) == ["one", "three"]  # what was to be replaced stays


def test_intake_keeps_what_was_read_when_it_is_broken_off(graph: KnowledgeGraph) -> None:
    intake = Intake(graph)

    def readings() -> Iterable[Reading]:
        wanted = intake.wanted(document("one"), "a")
        assert wanted is not None
        yield read(wanted)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intake.take(readings(), lambda *_: None)
    assert texts(graph) == ["one"]


def test_remove_leaves_no_trace(graph: KnowledgeGraph) -> None:
    run(graph, ("a", "one"))
    before = set(graph.store.engine.match(None, None, None, None))
    run(graph, ("b", "two"))
    run(graph, ("b", "three"), keep_versions=True)
    assert graph.remove(digest("two")) and graph.remove(digest("three"))
    assert set(graph.store.engine.match(None, None, None, None)) == before
