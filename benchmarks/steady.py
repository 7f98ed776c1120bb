"""Whether reading stays as fast and as small as it began: over many documents, and over one that grows.

Reads the short texts that teach the language model, again and again, and prints what each tenth took and the memory
by then; then texts of growing size, each as one document in a process of its own.

    python benchmarks/steady.py --documents 10000 --megabytes 0.5 1 2 5
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from time import process_time


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2_000, help="documents to read; 0: none")
    parser.add_argument("--megabytes", type=float, nargs="*", default=[0.25, 0.5, 1.0], help="sizes of one document")
    parser.add_argument("--only", type=float, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        print(large(arguments.only), flush=True)
        return
    for line in many(arguments.documents) if arguments.documents else ():
        print(line, flush=True)
    for size in arguments.megabytes:
        subprocess.run([sys.executable, __file__, "--only", str(size)], check=True)


def many(count: int) -> Iterator[str]:
    """A line for each tenth of the documents."""
    from extract.pipeline import Reader
    from extract.training.written import written_texts
    from graph.records import Document

    reader = Reader()
    texts = [text["text"] for text in written_texts()]
    documents = (
        Document(id=f"d{n}", text=text, date="2024-03-05") for n, text in enumerate(islice(cycle(texts), count))
    )
    readings, tenth = reader.read(documents), max(1, count // 10)
    for start in range(0, count, tenth):
        begun = process_time()
        some = list(islice(readings, tenth))
        seconds, words = process_time() - begun, sum(len(each.document.text.split()) for each in some)
        yield f"{start + len(some):,} documents: {words / seconds:,.0f} words/s, {memory():,.0f} MB at most so far"


def large(megabytes: float) -> str:
    """What one document of a size takes."""
    from extract.pipeline import Reader
    from extract.training.written import written_texts
    from graph.records import Document

    reader = Reader()
    length = int(megabytes * 1_000_000)
    parts: list[str] = []
    for text in cycle([text["text"] for text in written_texts()]):
        parts.append(text)
        length -= len(text) + 2
        if length <= 0:
            break
    document = Document(id="large", text="\n\n".join(parts), date="2024-03-05")
    begun = process_time()
    [reading] = reader.read([document])
    seconds, words = process_time() - begun, len(document.text.split())
    told = f"{len(reading.facts):,} facts, {seconds:,.0f} s, {words / seconds:,.0f} words/s, {memory():,.0f} MB"
    return f"one document of {megabytes:g} MB: {words:,} words, {told}"


def memory() -> float:
    """The most that this process has taken so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
