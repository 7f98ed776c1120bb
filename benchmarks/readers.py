"""How the page and its SPARQL endpoint hold up under many readers at once.

`legation serve` is started on a store; readers ask it one typical thing after the other for some seconds, each with a
connection of its own. It prints how many answers came, how many were errors, and how long they took. The exit code is 1
where there was an error, or where the 95th percentile of a kind is over `--most` milliseconds.

    python benchmarks/readers.py my-store --readers 50 --seconds 60
"""

from __future__ import annotations

import argparse
import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlencode

PREFIX = "PREFIX lg: <https://w3id.org/legation/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
QUERIES = (
    "SELECT ?who ?where { ?visit a lg:Visit ; lg:modality lg:Actual ; lg:visitor ?who ; lg:destination ?where }",
    "SELECT ?who ?title { ?role a lg:Role ; lg:person/skos:prefLabel ?who ; lg:title ?title } ORDER BY ?who LIMIT 50",
    "SELECT ?kind (COUNT(?fact) AS ?count) { ?fact lg:modality ?kind } GROUP BY ?kind",
    "ASK { ?fact a lg:Meeting ; lg:modality lg:Planned }",
)
WORDS = ("United States", "GBR", "NATO", "Minister")
PAGES = ("/", "/questions", "/documents", *(f"/search?q={quote(each)}" for each in WORDS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pages", action="store_true", help="ask pages as well, which cost more than queries")
    parser.add_argument("--most", type=float, default=250, help="milliseconds that the 95th percentile may have")
    arguments = parser.parse_args()
    kinds = {"query": [f"/query?{urlencode({'query': PREFIX + each})}" for each in QUERIES]}
    if arguments.pages:
        kinds["page"] = list(PAGES)
    with serving(arguments.store) as port:
        taken, errors = asked(port, kinds, readers=arguments.readers, seconds=arguments.seconds)
    good = not errors
    for kind, times in taken.items():
        ordered = sorted(times)
        worst = share(ordered, 0.95)
        good &= bool(ordered) and worst <= arguments.most
        rate, middle, longest = len(ordered) / arguments.seconds, share(ordered, 0.5), share(ordered, 1)
        print(f"{kind}: {len(ordered):,} answers, {rate:,.0f}/s")
        print(f"  median {middle:.0f} ms, p95 {worst:.0f} ms, longest {longest:.0f} ms")
    print(f"{len(errors):,} errors", *sorted(set(errors))[:5], sep="\n  ")
    sys.exit(not good)


def share(ordered: list[float], part: float) -> float:
    """The value that a share of the values does not exceed; infinite where there is none."""
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("inf")


def asked(
    port: int, kinds: dict[str, list[str]], *, readers: int, seconds: float
) -> tuple[dict[str, list[float]], list[str]]:
    """What many readers got: the milliseconds of each answer by its kind, and the errors in words."""
    paths = [(kind, path) for kind, listed in kinds.items() for path in listed]
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    errors: list[str] = []
    lock, gate = threading.Lock(), threading.Barrier(readers)

    def reader(first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        gate.wait()
        until = time.monotonic() + seconds
        for turn in count(first):
            if time.monotonic() >= until:
                break
            kind, path = paths[turn % len(paths)]
            began = time.perf_counter()
            try:
                connection.request("GET", path, headers={"Accept": "application/sparql-results+json, text/html"})
                answer = connection.getresponse()
                answer.read()
                fault = f"{path}: status {answer.status}" if answer.status != 200 else None
            except OSError as error:
                connection.close()
                fault = f"{path}: {type(error).__name__} {error}"
            with lock:
                if fault:
                    errors.append(fault)
                else:
                    taken[kind].append((time.perf_counter() - began) * 1000)
        connection.close()

    threads = [threading.Thread(target=reader, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, errors


@contextmanager
def serving(store: Path) -> Iterator[int]:
    """`legation serve` on a free port, until it answers and as long as it is needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("legation")), "serve", "--store", str(store), "--port", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 300
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if running.poll() is not None or time.monotonic() > until:
                    sys.exit("the page did not start")
                time.sleep(0.2)
        yield port
    finally:
        running.terminate()
        running.wait()


if __name__ == "__main__":
    main()
