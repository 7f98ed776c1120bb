"""Building goes on after anything that may happen to it: kills, a full disk, a second writer."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.export import exported
from graph.knowledge import KnowledgeGraph
from graph.records import digest
from graph.store import Store

# Builds a folder of texts into a store, with a reader that finds the same kind of facts in each text, slowly.
PROGRAM = """
import resource, signal, sys, time
from pathlib import Path
from extract.build import build
from graph.facts import Relation, Role, Visit
from graph.reading import Reading
from graph.records import Entity
from graph.keeping import shelf
from graph.knowledge import KnowledgeGraph

folder, store, pause, room = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
shelf.SECONDS = 0.01
# Whoever runs the tests in the background has the interrupt ignored in all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
ENTITIES = {id: Entity(id=id, type="State", names=(id,)) for id in ("state/FI", "state/SE")}
ENTITIES["person/ada"] = Entity(id="person/ada", type="Person", names=("Ada",))


class Reader:
    def read(self, documents):
        for document in documents:
            time.sleep(pause)
            acts = tuple(
                Relation(source="state/FI", target="state/SE", action="support", date=str(1900 + n), evidence=((0, n),))
                for n in range(1, 30)
            )
            # Ministers of one name, of two states, and a visit that several documents tell.
            state = ("state/FI", "state/SE")[len(document.text) // 2 % 2]  # the number stands there twice
            acts += (Role(person="person/ada", title="minister", body=state, evidence=((0, 4),)),)
            day = f"2024-03-{1 + len(document.text) % 3:02}"
            acts += (Visit(visitor=("person/ada",), destination=("state/FI",), date=day, evidence=((0, 5),)),)
            yield Reading(document=document, entities=ENTITIES, facts=acts)


with KnowledgeGraph.open(store) as graph:
    if room:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    print("open", flush=True)
    tally = build(graph, Reader(), [folder], seen=lambda tally: print(tally.documents, flush=True))
print(tally.documents, tally.unchanged, tally.replaced)
"""
DOCUMENTS = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Short English texts, all different."""
    made = tmp_path / "news"
    made.mkdir()
    for number in range(DOCUMENTS):
        text = f"The ministers of the two states met in the capital on the matter of file number {number}."
        (made / f"{number:02}.txt").write_text(f"Talks on file {number}\n\n{text} They agreed to meet again.\n")
    return made


def start(folder: Path, store: Path, *, pause: float = 0.0, room: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, str(folder), str(store), str(pause), str(room)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait(process: subprocess.Popen[str], *, documents: int) -> None:
    """Until the store is open and so many documents were read, or the process has ended."""
    assert process.stdout is not None
    for _ in range(documents + 1):
        process.stdout.readline()


def built(folder: Path, store: Path) -> tuple[int, int, int]:
    """Runs a build to its end: the numbers of documents that were read, were there, and were replaced."""
    process = start(folder, store)
    out, err = process.communicate(timeout=900)
    assert process.returncode == 0, err
    read, unchanged, replaced = map(int, out.splitlines()[-1].split())
    return read, unchanged, replaced


def nquads(store: Path) -> bytes:
    with KnowledgeGraph.open(store, read_only=True) as graph:
        return exported(graph, "nquads")


def test_build_reads_one_new_file_among_many(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert built(folder, store) == (DOCUMENTS, 0, 0)
    (folder / "new.txt").write_text("News of the day\n\nThe minister left the capital for the talks in the north.\n")
    assert built(folder, store) == (1, DOCUMENTS, 0)
    (folder / "new.txt").write_text("News of the day\n\nThe minister came back to the capital from the north.\n")
    assert built(folder, store) == (1, DOCUMENTS, 1)
    (folder / "new.txt").unlink()
    assert built(folder, store) == (0, DOCUMENTS, 0)


def test_build_goes_on_after_a_kill_at_any_moment(folder: Path, tmp_path: Path) -> None:
    """Killed twenty times at random moments, with a text corrected on the way; the store is as one made in one go."""
    chance, store = random.Random(8), tmp_path / "store"
    kept = []
    for attempt in range(20):
        if attempt == 10:
            (folder / "07.txt").write_text("Talks on file 7\n\nThe ministers did not meet at all, the ministry said.\n")
        process = start(folder, store, pause=0.02)
        wait(process, documents=chance.randint(0, 5))
        time.sleep(chance.uniform(0, 0.04))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=900)
        with Store.open(store, read_only=True) as view:
            kept.append(sum(1 for _ in KnowledgeGraph(view).documents()))
    assert kept[0] < DOCUMENTS and kept == sorted(kept) and kept[-1] > kept[0]  # it gets on, and loses nothing
    built(folder, store)
    built(folder, tmp_path / "whole")
    assert nquads(store) == nquads(tmp_path / "whole")
    assert len(nquads(store)) > 100_000
    assert b"/id/person/ada-fi>" in nquads(store) and b"/ns#reportOf>" in nquads(store)


def test_build_that_is_interrupted_keeps_what_was_read(folder: Path, tmp_path: Path) -> None:
    process = start(folder, tmp_path / "store", pause=0.3)
    wait(process, documents=5)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=900)
    with KnowledgeGraph.open(tmp_path / "store", read_only=True) as graph:
        kept = len(list(graph.documents()))
    assert 5 <= kept < DOCUMENTS
    read, unchanged, _ = built(folder, tmp_path / "store")
    assert (read, unchanged) == (DOCUMENTS - kept, kept)


def test_build_on_a_full_disk_says_so_and_loses_nothing(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    process = start(folder, store, room=200_000)  # no file may grow beyond these bytes
    _, err = process.communicate(timeout=900)
    assert process.returncode == 1
    assert "StoreError" in err and "cannot be written to" in err and "has room" in err
    with KnowledgeGraph.open(store, read_only=True) as graph:
        kept = len(list(graph.documents()))
    read, unchanged, _ = built(folder, store)
    assert (read, unchanged) == (DOCUMENTS - kept, kept)
    built(folder, tmp_path / "whole")
    assert nquads(store) == nquads(tmp_path / "whole")


def test_build_beside_another_is_refused_and_readers_are_not(folder: Path, tmp_path: Path) -> None:
    process = start(folder, tmp_path / "store", pause=0.05)
    wait(process, documents=0)
    with pytest.raises(StoreError, match="is being written to"):
        KnowledgeGraph.open(tmp_path / "store")
    seen = []
    while process.poll() is None:
        with KnowledgeGraph.open(tmp_path / "store", read_only=True) as graph:
            found = list(graph.documents())
            seen.append(len(found))
            assert all(each.id == digest(each.text) for each in found)
        time.sleep(0.1)
    process.communicate()
    assert process.returncode == 0
    assert seen == sorted(seen) and seen[-1] > seen[0]
