"""How fast Legation reads on one core, and how soon its commands answer. Run it with `make bench`.

Reading is timed all in: opening the files, the language model, finding facts, and writing the store; loading the model
is told apart. Documents are the samples, repeated under new ids until there are enough words for a steady figure.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=40_000, help="how many words to read at least")
    parser.add_argument("paths", nargs="*", default=["samples"], help="documents to read (default: samples)")
    arguments = parser.parse_args()
    # Before numpy and onnxruntime are loaded: one core is one thread everywhere.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    print(f"{processor()}, Python {platform.python_version()}, {platform.system()}")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        for line in (*reading(arguments.paths, arguments.words, store), *starting(store)):
            print(line, flush=True)


def reading(paths: list[str], words: int, store: Path) -> Iterator[str]:
    """Words per second from files to the store."""
    from extract.documents import read_documents
    from graph.records import Document

    started = perf_counter()
    from extract.pipeline import Reader
    from graph.knowledge import KnowledgeGraph

    reader = Reader()
    yield f"loading the language model: {perf_counter() - started:.2f} s"
    count = sum(len(found.text.split()) for found in read_documents(paths) if isinstance(found, Document))
    rounds = -(-words // max(count, 1))
    started = perf_counter()
    documents = (
        replace(found, id=f"{found.id}-{number}")
        for number in range(rounds)
        for found in read_documents(paths)
        if isinstance(found, Document)
    )
    with KnowledgeGraph.open(store) as graph:
        graph.add(reader.read(documents))
        seconds = perf_counter() - started
        facts = sum(graph.counts().facts.values())
    total = count * rounds
    yield f"reading, all in: {total:,} words, {facts:,} facts, {seconds:.1f} s, {total / seconds:,.0f} words/s"


def starting(store: Path) -> Iterator[str]:
    """Seconds from the command to its answer, the median of `RUNS` after one to warm the files."""
    commands = {
        "legation --help": ["--help"],
        "legation lookup": ["lookup", "NATO", "--store", str(store)],
        "legation query": ["query", "ASK { ?who lg:visited ?where }", "--store", str(store)],
    }
    for name, arguments in commands.items():
        taken = []
        for _ in range(RUNS + 1):
            started = perf_counter()
            command = [sys.executable, "-c", "from extract.cli import main; main()", *arguments]
            subprocess.run(command, check=True, capture_output=True)
            taken.append(perf_counter() - started)
        yield f"{name}: {median(taken[1:]):.2f} s"


def processor() -> str:
    """The processor as the system names it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
