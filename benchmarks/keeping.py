"""How a store grows: reading with several processes, memory, loading, size on disk, and how long questions take.

Each figure is taken in a process of its own, on news that nobody wrote (`made_up.py`); reading is timed on the samples,
repeated under other texts. Prints one table in Markdown; the sizes are options.

    python benchmarks/keeping.py --words 40000 --documents 1000 20000 --quads 1000000 5000000 10000000 --rdflib
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from made_up import reading

from graph.records import Entity

RUNS, SAMPLE = 5, 200
QUESTIONS = {
    "visits-to": {"country": "state/CU", "from": "2016", "to": "2016"},
    "posts": {"body": "state/SE"},
    "first-and-last-contact": {"one": "state/SE", "other": "state/GE"},
    "most-visited": {"from": "2016-03", "to": "2016-04"},
    "busiest": {"type": "organisation"},
}
"""Typical questions with their values, which are ids; beside them the meetings of somebody."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000, help="to read with each number of processes; 0: none")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="numbers of processes")
    parser.add_argument("--documents", type=int, nargs="*", default=[1_000, 5_000], help="to take the memory over")
    parser.add_argument("--quads", type=int, nargs="+", default=[1_000_000], help="sizes of stores")
    parser.add_argument("--rdflib", action="store_true", help="ask rdflib's own store as well, at the smallest size")
    parser.add_argument("--virtuoso", action="store_true", help="ask a Virtuoso server as well, at the smallest size")
    parser.add_argument("--do", nargs="+", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.do:
        name, *values = arguments.do
        print(json.dumps(WORK[name](*values)))
        return
    rows: list[tuple[str, str]] = []
    if arguments.words:
        rows += reading_rows(arguments.workers, arguments.words)
    for count in arguments.documents:
        found = measured("memory", count)
        rows.append((f"peak memory over {count:,} documents", f"{found['megabytes']:,.0f} MB"))
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted(arguments.quads):
            rows += store_rows(measured("store", size, Path(folder) / str(size)))
        for other in ("rdflib", "virtuoso"):
            if getattr(arguments, other):
                found = measured(other, Path(folder) / str(min(arguments.quads)))
                rows.append((f"{other}: {found['quads']:,} quads loaded", f"{found['load']:,.1f} s"))
                rows += [(f"{other}: {name}", shown(seconds)) for name, seconds in found["asked"].items()]
    wide = max(len(name) for name, _ in rows)
    print(f"| {'what'.ljust(wide)} | measured |\n| {'-' * wide} | --- |")
    for name, value in rows:
        print(f"| {name.ljust(wide)} | {value} |")


def measured(*order: Any) -> dict[str, Any]:
    """What a process of its own finds, so that nothing is warm that should not be."""
    command = [sys.executable, __file__, "--do", *map(str, order)]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return dict(json.loads(out.splitlines()[-1]))


def reading_rows(workers: list[int], words: int) -> Iterator[tuple[str, str]]:
    """Documents and words per second by the number of processes, beside what so many times one would give."""
    first: tuple[int, float] | None = None
    for count in workers:
        found = measured("reading", count, words)
        speed = found["words"] / found["seconds"]
        first = first or (count, speed)
        efficiency = speed / count / (first[1] / first[0])
        told = f"{found['documents'] / found['seconds']:,.1f} documents/s, {speed:,.0f} words/s"
        yield f"reading with {count} process{'es' if count > 1 else ''}", f"{told}, efficiency {efficiency:.2f}"


def store_rows(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a store of one size takes."""
    size = f"{found['quads']:,} quads"
    yield f"{size}: {found['documents']:,} documents loaded", f"{found['load']:,.1f} s"
    yield f"{size}: settled", f"{found['settle']:,.1f} s"
    yield f"{size}: on disk", f"{found['bytes'] / 1e6:,.0f} MB"
    for name, seconds in found["asked"].items():
        yield f"{size}: {name}", shown(seconds)


def shown(seconds: float) -> str:
    """Seconds as milliseconds."""
    return f"{1_000 * seconds:,.1f} ms"


def read(workers: str, words: str) -> dict[str, float]:
    """A build of the samples, repeated; the processes are started and have their model before the clock runs."""
    from contextlib import nullcontext

    from extract.documents import Hints, read_documents
    from extract.workers import Processes, ReaderMaker
    from graph.keeping.settling import settle
    from graph.knowledge import KnowledgeGraph
    from graph.records import Document

    found = [each for each in read_documents(["samples"], hints=Hints()) if isinstance(each, Document)]
    size = sum(len(each.text.split()) for each in found)
    rounds = -(-int(words) // size)
    make, count = ReaderMaker(), int(workers)
    with (
        tempfile.TemporaryDirectory() as folder,
        KnowledgeGraph.open(Path(folder) / "store") as graph,
        Processes(make, count) if count > 1 else nullcontext(make()) as reader,
    ):
        warm = [replace(each, id=f"warm-{n}") for n, each in enumerate(found[:1] * (64 if count > 1 else 1))]
        list(reader.read(warm))
        documents = (replace(each, id=f"{each.id}-{number}") for number in range(rounds) for each in found)
        started = perf_counter()
        graph.shelf.add(each for each in reader.read(documents) if not hasattr(each, "reason"))
        settle(graph.store)
        seconds = perf_counter() - started
    return {"seconds": seconds, "words": size * rounds, "documents": len(found) * rounds}


def take(count: str) -> dict[str, float]:
    """The most memory that a build takes over so many documents that carry their facts."""
    from extract.build import build
    from extract.documents import Hints
    from extract.workers import ReaderMaker
    from graph.knowledge import KnowledgeGraph

    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl"
        with news.open("w") as file:
            file.writelines(f"{json.dumps(reading(number).to_dict())}\n" for number in range(int(count)))
        with KnowledgeGraph.open(Path(folder) / "store") as graph:
            tally = build(graph, ReaderMaker(), [news], hints=Hints(facts="given"))  # type: ignore[arg-type]
    assert tally.documents == int(count)
    return {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def load(size: str, where: str) -> dict[str, Any]:
    """Makes a store of so many quads, and asks it."""
    from graph.keeping.settling import settle
    from graph.knowledge import KnowledgeGraph
    from graph.lookup import card, named
    from graph.quads import to_quads
    from graph.query import ask, tabled

    path = Path(where)
    some = [len(to_quads(reading(number, people=people(int(size))))) for number in range(SAMPLE)]
    number = -(-int(size) * SAMPLE // sum(some))

    def answer(graph: KnowledgeGraph, sparql: str) -> object:
        return tabled(ask(graph.store, sparql))

    with KnowledgeGraph.open(path) as graph:
        started = perf_counter()
        graph.shelf.add(reading(each, people=people(int(size))) for each in range(number))
        filled = perf_counter()
        settle(graph.store)
        settled = perf_counter()
    on_disk = sum(each.stat().st_size for each in path.rglob("*") if each.is_file())
    with KnowledgeGraph.open(path, read_only=True) as graph:
        quads = sum(1 for _ in graph.store.quads())
        asked = {name: timed(partial(answer, graph, sparql)) for name, sparql in bound(int(size)).items()}
        someone = somebody(int(size))
        asked["lookup of a name"] = timed(partial(named, graph, someone.name.lower()))
        asked["card of an entity"] = timed(partial(card, graph, someone))
    found = {"quads": quads, "documents": number, "load": filled - started, "settle": settled - filled}
    return found | {"bytes": on_disk, "asked": asked}


def ask_rdflib(where: str) -> dict[str, Any]:
    """The same questions on rdflib's own store."""
    import rdflib

    from graph.formats import serialised
    from graph.knowledge import KnowledgeGraph

    with KnowledgeGraph.open(Path(where), read_only=True) as graph:
        quads = serialised(graph.store.quads(), "nq")

    def rows(data: rdflib.Dataset, sparql: str) -> object:
        return list(data.query(sparql))

    data = rdflib.Dataset(default_union=True)
    started = perf_counter()
    data.parse(data=quads, format="nquads")
    loaded = perf_counter() - started
    asked = {name: timed(partial(rows, data, sparql), runs=1) for name, sparql in bound(int(Path(where).name)).items()}
    return {"quads": len(data), "load": loaded, "asked": asked}


def ask_virtuoso(where: str) -> dict[str, Any]:
    """The same questions on a Virtuoso server, over HTTP."""
    from virtuoso import served

    from graph.query import tabled
    from graph.store import Store

    def rows(store: Store, sparql: str) -> object:
        return tabled(store.query(sparql))

    with Store.open(Path(where), read_only=True) as kept, served() as server:
        started = perf_counter()
        count = server.load(kept)
        loaded = perf_counter() - started
        store = Store.open(Path(server.address))
        asked = {name: timed(partial(rows, store, sparql)) for name, sparql in bound(int(Path(where).name)).items()}
    return {"quads": count, "load": loaded, "asked": asked}


WORK: dict[str, Callable[..., dict[str, Any]]] = {
    "reading": read,
    "memory": take,
    "store": load,
    "rdflib": ask_rdflib,
    "virtuoso": ask_virtuoso,
}


def people(size: int) -> int:
    """How many persons a store of so many quads tells of: news of ten times the size knows ten times as many."""
    return max(200, size // 500)


def somebody(size: int) -> Entity:
    """One of them, whom the first documents name."""
    found = (entity for number in range(10) for entity in reading(number, people=people(size)).entities.values())
    return next(entity for entity in found if entity.type == "Person")


def bound(size: int) -> dict[str, str]:
    """The questions as SPARQL."""
    from graph.questions import question

    given = QUESTIONS | {"meetings-of": {"who": somebody(size).id}}
    return {name: question(name).bound(values, lambda id, types: id) for name, values in given.items()}


def timed(work: Callable[[], object], *, runs: int = RUNS) -> float:
    """Seconds, the median of some runs after one that warms the files."""
    work()
    taken = []
    for _ in range(runs):
        started = perf_counter()
        work()
        taken.append(perf_counter() - started)
    return median(taken)


if __name__ == "__main__":
    main()
