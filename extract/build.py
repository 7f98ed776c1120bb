"""Reading documents into a graph, and keeping count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extract.documents import Hints, Refusal, read_documents
from graph.facts import Document, Reading
from graph.knowledge import KnowledgeGraph

if TYPE_CHECKING:
    from extract.pipeline import Reader


@dataclass(slots=True)
class Tally:
    """What was read so far: documents, words, facts by type; what was refused, with the reason; what was passed over.

    `skipped` counts the files of folders and archives that are no documents, by their ending.
    """

    documents: int = 0
    words: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    refused: list[Refusal] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def readings(
    reader: Reader,
    paths: Iterable[str | Path],
    *,
    tally: Tally,
    date: str | None = None,
    hints: Hints | None = None,
    seen: Callable[[Tally], None] | None = None,
) -> Iterator[Reading]:
    """Reads documents one after the other, as a stream.

    Args:
        reader: finds the facts.
        paths: files, folders, or `-` for standard input.
        tally: is kept up to date.
        date: the date of every document, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, whatever it says itself.
        hints: what else is known of the documents; with `facts="given"`, those that carry facts are not read anew.
        seen: called after each document.

    Raises:
        DocumentError: `date` is no date. A document that cannot be read goes to `tally.refused`.
    """

    given: list[Reading] = []

    def accepted() -> Iterator[Document]:
        for found in read_documents(paths, date=date, hints=hints):
            if isinstance(found, Document):
                yield found
            elif isinstance(found, Reading):
                given.append(found)
            elif found.of == "file":
                tally.skipped[found.kind] += 1
            else:
                tally.refused.append(found)

    for reading in _with_given(reader.read(accepted()), given):
        tally.documents += 1
        tally.words += len(reading.document.text.split())
        tally.facts.update(fact.type for fact in reading.facts)
        yield reading
        if seen:
            seen(tally)


def _with_given(read: Iterator[Reading], given: list[Reading]) -> Iterator[Reading]:
    """What is read, and what was met on the way and needs no reading."""
    for reading in read:
        yield reading
        yield from given
        given.clear()
    yield from given


def build(
    graph: KnowledgeGraph,
    reader: Reader,
    paths: Iterable[str | Path],
    *,
    date: str | None = None,
    hints: Hints | None = None,
    seen: Callable[[Tally], None] | None = None,
) -> Tally:
    """Reads documents into a graph; arguments as for `readings`.

    A document that the graph has already is read anew and replaced, so a run that was interrupted can be repeated,
    and gives the graph that it would have given at once.
    """
    tally = Tally()
    graph.add(readings(reader, paths, tally=tally, date=date, hints=hints, seen=seen))
    return tally
