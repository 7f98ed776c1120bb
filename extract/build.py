"""Reading documents into a graph, and keeping count."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from extract.documents import Hints, Refusal, read_documents, read_placed
from graph.errors import RecordError
from graph.keeping.intake import Intake
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document, digest

if TYPE_CHECKING:
    from extract.workers import DocumentReader, Unread

STDIN = "standard input"


@dataclass(slots=True)
class Tally:
    """What was read so far: documents, words, facts by type; what was refused, with the reason; what was passed over.

    `skipped` counts the files of folders and archives that are no documents, by their ending. In a build, `unchanged`
    counts the documents that were there already, and `replaced` those that made room for new.
    """

    documents: int = 0
    words: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    refused: list[Refusal] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    replaced: int = 0


def readings(
    reader: DocumentReader,
    paths: Iterable[str | Path],
    *,
    tally: Tally,
    date: str | None = None,
    hints: Hints | None = None,
    seen: Callable[[Tally], None] | None = None,
) -> Iterator[Reading]:
    """Reads documents one after the other, as a stream.

    Args:
        reader: finds the facts; `extract.workers` has those that use several processes.
        paths: files, folders, or `-` for standard input.
        tally: is kept up to date.
        date: the date of every document, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, whatever it says itself.
        hints: what else is known of the documents; with `facts="given"`, those that carry facts are not read anew.
        seen: called after each document.

    Raises:
        DocumentError: `date` is no date. A document that cannot be read goes to `tally.refused`.
    """

    def accepted() -> Iterator[Document | Reading]:
        for found in read_documents(paths, date=date, hints=hints):
            if isinstance(found, Refusal):
                _put_aside(tally, found)
            else:
                yield found

    yield from _counted(reader, accepted(), tally, seen)


def build(
    graph: KnowledgeGraph,
    reader: DocumentReader,
    paths: Iterable[str | Path],
    *,
    date: str | None = None,
    hints: Hints | None = None,
    seen: Callable[[Tally], None] | None = None,
    tally: Tally | None = None,
    read_with: str = "",
    again: bool = False,
    keep_versions: bool = False,
) -> Tally:
    """Reads documents into a graph: those that are new there, or have changed.

    What is read is in the store within seconds, so a run that was interrupted can be repeated, goes on where it was,
    and gives the graph that it would have given at once. A text that has changed replaces the one that was read from
    the same place before. The order of the paths makes no difference.

    Args:
        graph: takes what is read.
        reader: finds the facts; `extract.workers` has those that use several processes.
        paths: files, folders, or `-` for standard input.
        date: the date of every document, whatever it says itself.
        hints: what else is known of the documents; with `facts="given"`, those that carry facts are not read anew.
        seen: called after each document that was read.
        tally: is kept up to date, so that it can be told what was done when the work is broken off.
        read_with: a mark of what reads; documents that were read with another are read again. Facts that a document
            carries are their own mark.
        again: read documents that are there already, too.
        keep_versions: keep an older text of the same place beside the new one.

    Raises:
        DocumentError: `date` is no date. A document that cannot be read goes to `tally.refused`.
        StoreError: the store is read only, or the disk refuses.
    """
    tally = Tally() if tally is None else tally
    intake = Intake(graph, read_with=read_with, again=again, keep_versions=keep_versions)

    def accepted() -> Iterator[Document | Reading]:
        for source, found in read_placed(sorted(paths, key=str), date=date, hints=hints):
            if isinstance(found, Refusal):
                _put_aside(tally, found)
            elif isinstance(found, Document):
                if document := intake.wanted(found, _origin(source, found)):
                    yield document
            elif document := intake.wanted(
                found.document, _origin(source, found.document), read_with=_given_mark(found)
            ):
                yield replace(found, document=document)
            tally.unchanged = intake.unchanged

    def refused(reading: Reading, error: RecordError) -> None:
        _count(tally, reading, -1)
        source = reading.document.source or reading.document.id
        tally.refused.append(Refusal(source=source, reason=f"what was read there cannot be kept: {error}"))

    intake.take(_counted(reader, accepted(), tally, seen, intake.passed), refused)
    tally.unchanged, tally.replaced = intake.unchanged, len(intake.replaced)
    return tally


def _counted(
    reader: DocumentReader,
    found: Iterable[Document | Reading],
    tally: Tally,
    seen: Callable[[Tally], None] | None,
    unread: Callable[[str], None] | None = None,
) -> Iterator[Reading]:
    """The readings, each counted, and what could not be read put aside; `unread` is told the ids of these."""
    for each in _read(reader, found):
        if isinstance(each, Reading):
            yield each
            _count(tally, each, 1)  # only when it was taken: an interrupt may come before
            if seen:
                seen(tally)
        else:
            document = each.document
            _put_aside(tally, Refusal(source=document.source or document.id, reason=each.reason))
            if unread:
                unread(document.id)


def _read(reader: DocumentReader, found: Iterable[Document | Reading]) -> Iterator[Reading | Unread]:
    """The readings of documents, and those that came as readings, in their order; none is held up by the others."""
    for given, some in groupby(found, key=lambda each: isinstance(each, Reading)):
        if given:
            yield from (each for each in some if isinstance(each, Reading))
        else:
            yield from reader.read(each for each in some if isinstance(each, Document))


def _put_aside(tally: Tally, refusal: Refusal) -> None:
    if refusal.of == "file":
        tally.skipped[refusal.kind] += 1
    else:
        tally.refused.append(refusal)


def _count(tally: Tally, reading: Reading, sign: int) -> None:
    tally.documents += sign
    tally.words += sign * len(reading.document.text.split())
    for fact in reading.facts:
        tally.facts[fact.type] += sign


def _origin(source: str, document: Document) -> str:
    """A place that stays the same from wherever the command is run; standard input is a new place for every text."""
    if source.startswith(STDIN):
        return f"{STDIN}: {document.id}"
    return source if "://" in source else Path(source).absolute().as_posix()


def _given_mark(reading: Reading) -> str:
    """A mark of facts that a document carries, so that others for the same text are taken anew."""
    carried = reading.to_dict()
    return digest("given", json.dumps([carried["entities"], carried["facts"]], sort_keys=True))


def read_mark(model: str | None, actors: Path | None, least: float = 0.0) -> str:
    """A mark of what reads documents: this version with this model, these actors and this least confidence.

    Raises:
        OSError: the file of actors cannot be read.
    """
    known = actors.read_text("utf-8") if actors else ""
    return digest(version("legation"), model or "", known, str(least))
