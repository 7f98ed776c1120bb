"""Reading with several processes: the same as with one, whatever becomes of them."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.build import Tally, build, readings
from extract.pipeline import Reader
from extract.workers import DocumentReader, Processes, ReaderMaker, Unread, read_batch
from extract.workers.batches import CHARACTERS, DOCUMENTS
from graph.errors import LegationError, ModelError
from graph.export import exported
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document


def documents(count: int, **words: str) -> list[Document]:
    """Texts of different lengths; `d3="poison"` adds words to the third."""
    return [
        Document(id=f"d{n}", source=f"wire {n}", text=f"Ada came. {'And went. ' * (n % 7)}{words.get(f'd{n}', '')}")
        for n in range(count)
    ]


def test_processes_read_in_the_order_of_the_documents(made: Any) -> None:
    given = documents(5 * DOCUMENTS + 3, d0="slow")
    with Processes(made.visits, 2) as reader:
        assert [*reader.read(given)] == read_batch(made.visits, tuple(given))
        assert [*reader.read([])] == []
        long = [Document(id=f"l{n}", text="Ada came. " * (CHARACTERS // 10 + 1)) for n in range(3)]
        assert [each.document.id for each in reader.read(long)] == ["l0", "l1", "l2"]
    assert len({*made.MADE.read_text().split()} - {str(os.getpid())}) == 2  # each made its reader once


@pytest.mark.parametrize(("count", "started"), [(0, 0), (DOCUMENTS, 1), (DOCUMENTS + 1, 2), (9 * DOCUMENTS, 3)])
def test_no_more_processes_start_than_there_are_batches(made: Any, count: int, started: int) -> None:
    before = {*multiprocessing.active_children()}  # one that another test ended may not have gone yet
    with Processes(made.visits, 3) as reader:
        assert len([*reader.read(documents(count, d0="slow"))]) == count
        assert len({*multiprocessing.active_children()} - before) == started


def test_processes_take_documents_as_they_are_wanted(made: Any) -> None:
    taken = 0

    def stream() -> Iterator[Document]:
        nonlocal taken
        for document in documents(100 * DOCUMENTS):
            taken += 1
            yield document

    with Processes(made.visits, 2) as reader:
        next(iter(reader.read(stream())))
    assert taken <= 7 * DOCUMENTS


def test_process_that_is_killed_has_its_batch_done_again(made: Any) -> None:
    given = documents(3 * DOCUMENTS, d1="once-a", d20="once-b")
    with Processes(made.visits, 2) as reader:
        found = [*reader.read(given)]
    assert [each.document for each in found] == given
    assert all(isinstance(each, Reading) for each in found)
    assert (made.MADE.with_name("once-a").exists(), made.MADE.with_name("once-b").exists()) == (True, True)


@pytest.mark.parametrize(("word", "told"), [("poison", "killed by signal 9"), ("fault", "exit code 1")])
def test_document_that_ends_whoever_reads_it_is_named(
    made: Any, word: str, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    given = documents(DOCUMENTS + 1, d3=word)
    with Processes(made.visits, 2) as reader:
        found = [*reader.read(given)]
    assert [each.document for each in found] == given
    [unread] = [each for each in found if isinstance(each, Unread)]
    assert (unread.document.id, unread.reason) == ("d3", f"whoever reads it alone is ended by it: {told}")
    assert ("nobody thought of this" in capfd.readouterr().err) == (word == "fault")


def test_build_names_what_could_not_be_read_and_keeps_what_it_was_to_replace(made: Any, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"The minister came to the capital for talks number {number}.")
    with KnowledgeGraph.open() as graph, Processes(made.visits, 2) as reader:
        build(graph, reader, [folder])
        before = exported(graph, "nquads")
        (folder / "3.txt").write_text("The minister came to the capital with some poison in his bag.")
        tally = build(graph, reader, [folder])
        assert (tally.documents, tally.unchanged, tally.replaced) == (0, 4, 0)
        [refusal] = tally.refused
        assert refusal.source.endswith("3.txt") and "is ended by it" in refusal.reason
        assert exported(graph, "nquads") == before
        (folder / "3.txt").write_text("The minister came to the capital with some flowers in his bag.")
        assert build(graph, reader, [folder]).replaced == 1


def test_error_of_a_process_is_the_error_of_the_work(made: Any) -> None:
    with Processes(made.broken, 2) as reader, pytest.raises(ModelError, match="there is none"):
        [*reader.read(documents(3))]


def test_processes_that_cannot_start_are_given_up(made: Any) -> None:
    with Processes(made.dying, 1) as reader, pytest.raises(LegationError, match=r"exit code 3.*fewer workers"):
        [*reader.read(documents(3))]


def nquads(reader: DocumentReader, *parts: list[Path]) -> bytes:
    with KnowledgeGraph.open() as graph:
        for paths in parts:
            assert not build(graph, reader, paths).refused
        return exported(graph, "nquads")


def test_store_is_the_same_for_any_number_of_processes_and_any_order(root: Path, reader: Reader) -> None:
    samples = sorted((root / "samples").glob("*.*"), key=lambda path: path.stat().st_size)[:6]
    shuffled = random.Random(8).sample(samples, len(samples))
    with Processes(ReaderMaker(), 2) as several:
        assert nquads(several, shuffled[:2], shuffled[2:]) == nquads(reader, samples)


PROGRAM = """
import sys
from pathlib import Path
from extract.build import Tally, build
from extract.workers import Processes
from graph.keeping import shelf
from graph.knowledge import KnowledgeGraph
from readers_made_up import visits

if __name__ == "__main__":
    import signal
    signal.signal(signal.SIGINT, signal.default_int_handler)
    shelf.SECONDS = 0.0
    tally = Tally()
    try:
        with KnowledgeGraph.open(Path(sys.argv[2])) as graph, Processes(visits, 2) as reader:
            build(graph, reader, [sys.argv[1]], tally=tally, seen=lambda tally: print(tally.documents, flush=True))
    except KeyboardInterrupt:
        print("interrupted", tally.documents)
"""


def test_interrupt_ends_all_processes_and_keeps_what_was_read(made: Any, tmp_path: Path) -> None:
    folder, store = tmp_path / "news", tmp_path / "store"
    folder.mkdir()
    for number in range(6 * DOCUMENTS):
        slow = "slow" if number > 2 * DOCUMENTS else "quick"
        (folder / f"{number:03}.txt").write_text(f"The minister came to the capital for {slow} talks number {number}.")
    (tmp_path / "program.py").write_text(PROGRAM)
    command = [sys.executable, str(tmp_path / "program.py"), str(folder), str(store)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None and process.stdout.readline() == "1\n"
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    out, err = process.communicate(timeout=900)
    assert (process.returncode, err) == (0, "")
    said, kept = out.split()[-2:]
    assert said == "interrupted" and 1 <= int(kept) < 6 * DOCUMENTS
    with KnowledgeGraph.open(store, read_only=True) as graph:
        assert len([*graph.documents()]) - int(kept) in (0, 1)  # one may be written and not counted any more
    ended = made.MADE.read_text().split()
    assert wait_until(lambda: not any(alive(int(each)) for each in ended))


def wait_until(true: Callable[[], bool]) -> bool:
    for _ in range(600):
        if true():
            return True
        time.sleep(0.1)
    return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


def test_facts_are_read_with_several_processes(made: Any, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("The minister came to the capital with some poison in his bag.")
    tally = Tally()
    with Processes(made.visits, 1) as reader:
        assert [*readings(reader, [tmp_path / "news.txt"], tally=tally)] == []
    assert [refusal.source for refusal in tally.refused] == [str(tmp_path / "news.txt")]
