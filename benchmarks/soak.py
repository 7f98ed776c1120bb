"""A soak: documents come, change and go, the process that writes is killed again and again, others read meanwhile.

One process writes and is killed with SIGKILL every few seconds; a new one takes its place. Readers ask all the time,
and see each document whole or not at all. At the end the store must equal, byte for byte, one that is built afresh from
the documents that are there. Documents carry their facts, so that no language model is needed.

    python benchmarks/soak.py --minutes 10
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_up import reading

from extract.build import build
from extract.documents import Hints
from extract.workers import ReaderMaker
from graph.export import exported
from graph.keeping.removal import removed
from graph.knowledge import KnowledgeGraph
from graph.questions import question
from graph.records import digest

STOP = "stop"
ASKED = ("busiest", "most-visited", "co-attendance", "meetings-of")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long (default: 10)")
    parser.add_argument("--kill", type=float, default=30.0, help="seconds between two kills (default: 30)")
    parser.add_argument("--readers", type=int, default=4, help="processes that ask meanwhile (default: 4)")
    parser.add_argument("--documents", type=int, default=300, help="how many there are at most (default: 300)")
    parser.add_argument("--seed", type=int, default=8, help="of what comes, changes and goes (default: 8)")
    parser.add_argument("--as", dest="role", choices=["writer", "reader"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.role == "writer":
        write(arguments.folder, arguments.documents)
    elif arguments.role == "reader":
        ask(arguments.folder, arguments.seed)
    elif arguments.folder:
        soak(arguments, arguments.folder)
    else:
        with tempfile.TemporaryDirectory() as folder:
            soak(arguments, Path(folder))


def soak(arguments: argparse.Namespace, folder: Path) -> None:
    """The whole of it; ends with an error where something was lost, doubled or seen in halves."""
    news, store, chance = folder / "news", folder / "store", random.Random(arguments.seed)
    news.mkdir(parents=True)
    for _ in range(arguments.documents // 3):
        change(news, chance, arguments.documents)
    KnowledgeGraph.open(store).close()
    # A process that the store's library brings down leaves no other word of where it was.
    program = [sys.executable, "-X", "faulthandler", __file__]
    common = [*program, "--folder", str(folder), "--documents", str(arguments.documents)]
    readers = [
        subprocess.Popen([*common, "--as", "reader", "--seed", str(number)], stdout=subprocess.PIPE)
        for number in range(arguments.readers)
    ]
    writing = [*common, "--as", "writer"]
    end, kills, changes = time.monotonic() + 60 * arguments.minutes, 0, 0
    writer = subprocess.Popen(writing)
    due = time.monotonic() + arguments.kill
    while time.monotonic() < end:
        changes += change(news, chance, arguments.documents)
        time.sleep(chance.uniform(0, 0.1))
        if writer.poll() is not None:
            sys.exit(f"the writer ended by itself, with code {writer.returncode}")
        if time.monotonic() > due:
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            kills += 1
            writer = subprocess.Popen(writing)
            due = time.monotonic() + arguments.kill * chance.uniform(0.5, 1.5)
    (folder / STOP).touch()  # after the round that it has begun, and one more
    if writer.wait():
        sys.exit(f"the writer ended with code {writer.returncode}")
    asked = [int(process.communicate()[0] or -1) for process in readers]
    if codes := [process.returncode for process in readers if process.returncode]:
        sys.exit(f"a reader was told something that was never so, or was brought down; codes: {codes}")
    with KnowledgeGraph.open(store, read_only=True) as graph:
        kept, held = exported(graph, "nquads"), graph.counts()
    with KnowledgeGraph.open(folder / "afresh") as graph:
        take(graph, news)
        afresh = exported(graph, "nquads")
    print(f"{changes:,} changes, {kills} kills, {sum(asked):,} answers to {len(readers)} readers")
    print(f"{held.documents:,} documents, {held.happenings:,} happenings, {held.quads:,} quads: {digest(kept.hex())}")
    if kept != afresh:
        ours, theirs = (set(each.decode().splitlines()) for each in (kept, afresh))
        strange = [f"only in it: {line}" for line in sorted(ours - theirs)[:5]]
        strange += [f"only afresh: {line}" for line in sorted(theirs - ours)[:5]]
        sys.exit("\n".join(["the store is not as one that is built afresh", *strange]))
    print("the store equals one that is built afresh, byte for byte")


def change(news: Path, chance: random.Random, documents: int) -> int:
    """A document comes, changes or goes. Every other one has an id of its own; the rest is known by its text."""
    number = chance.randrange(documents)
    path = news / f"{number:05}.json"
    if path.exists() and chance.random() < 0.4:
        path.unlink()
        return 1
    version = chance.randrange(10)
    record = reading(documents * version + number, facts=1 + number % 8, people=60).to_dict()
    if number % 2:
        del record["id"]
    else:
        record["id"] = f"wire-{number}"
    part = path.with_suffix(".part")
    part.write_text(json.dumps(record))
    part.replace(path)
    return 1


def write(folder: Path, documents: int) -> None:
    """The writer: round after round it takes what is new or changed, and takes out what is gone."""
    news, last = folder / "news", False
    while not last:
        last = (folder / STOP).exists()
        with KnowledgeGraph.open(folder / "store") as graph:
            take(graph, news)
            for number in range(documents):
                path = news / f"{number:05}.json"
                if not path.exists() and (found := graph.shelf.ledger.found_at(path.absolute().as_posix())):
                    removed(graph, found)


def take(graph: KnowledgeGraph, news: Path) -> None:
    """A build of the folder, as `legation build --facts given` does it; files may go while it looks at them."""
    build(graph, ReaderMaker(), [news], hints=Hints(facts="given"))  # type: ignore[arg-type]


def ask(folder: Path, seed: int) -> None:
    """A reader: asks saved questions, and whether a document is there whole, until it is told to stop."""
    chance, answers, last = random.Random(seed), 0, False
    while not last:
        last = (folder / STOP).exists()
        with KnowledgeGraph.open(folder / "store", read_only=True) as graph:
            for _ in range(5):
                graph.query(question(chance.choice(ASKED)).sparql)
                answers += 1
            documents = [*graph.documents()]
            for document in chance.sample(documents, min(5, len(documents))):
                known = graph.reading(document.id)
                if known is None and graph.document(document.id) is None:
                    continue  # taken out meanwhile
                # A reading that is not whole is none, and each of these tells as many facts as sentences.
                if known is None or len({*known.facts}) > document.text.count("."):
                    sys.exit(f"{document.id} is there in part")
                answers += 1
    print(answers)


if __name__ == "__main__":
    main()
