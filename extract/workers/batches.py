"""Batches of documents: how they are cut, read by whoever takes them, and put back in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from graph.errors import LegationError
from graph.reading import Reading
from graph.records import Document

if TYPE_CHECKING:
    from extract.pipeline import Reader

DOCUMENTS, CHARACTERS = 16, 20_000
"""Where a batch ends. It is read in a few seconds, and no more is lost with whoever reads it; sending it takes a
thousandth of that."""

TRIES = 2
"""How often a batch is given to a worker before its documents go one by one, and each of these before it is set aside:
a worker may also be ended for want of memory that others took."""


class DocumentReader(Protocol):
    """Reads documents: `extract.pipeline.Reader` in this process, `Processes` with several, `Cluster` on machines."""

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Unread]:
        """The readings of some documents, in their order, as a stream."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read, and why."""

    document: Document
    reason: str


class WorkerError(LegationError):
    """Those that are to read documents cannot be started or reached."""


class WorkerDiedError(Exception):
    """Whoever had a batch ended before it was read."""


@dataclass(frozen=True, slots=True)
class ReaderMaker:
    """Makes a reader, wherever it is called; the arguments are those of `extract.pipeline.Reader`.

    On other machines, `model` and `actors` are files there.
    """

    model: str | None = None
    actors: Path | None = None
    threads: int = 1
    least: float = 0.0

    def __call__(self) -> Reader:
        """The reader, with its model loaded."""
        from extract.pipeline import Reader

        return Reader(self.model, self.actors, self.threads, self.least)


def read_batch(make: Callable[[], DocumentReader], documents: tuple[Document, ...]) -> list[Reading | Unread]:
    """What is read in some documents: the same for the same documents, in whatever process.

    Args:
        make: makes the reader, once in a process; it can be hashed and pickled, as `ReaderMaker` can.
        documents: any number; with none, only the reader is made.

    Raises:
        LegationError: the reader cannot be made.
    """
    with _ONE:
        return [*_made(make).read(documents)]


_ONE = Lock()
"""A reader reads one thing at a time, also where a process has several threads to give it work."""


@cache
def _made(make: Callable[[], DocumentReader]) -> DocumentReader:
    return make()


class Sent(Protocol):
    """A batch that was given to somebody, as a `concurrent.futures.Future`."""

    def done(self) -> bool: ...
    def cancel(self) -> object: ...
    def result(self) -> list[Reading | Unread]: ...


Submit = Callable[[tuple[Document, ...]], Sent]


def in_order(
    documents: Iterable[Document], submit: Submit, *, ahead: int, tries: int = TRIES
) -> Iterator[Reading | Unread]:
    """What is read in documents, in their order, whoever reads them and however long each takes.

    A batch whose worker died is given out again, then its documents one by one, and one that ends its worker even alone
    comes back unread.

    Args:
        documents: a stream of any length.
        submit: gives a batch to somebody; `result` raises `WorkerDiedError` where that one ended.
        ahead: the number of batches that are out at once.
        tries: how often a batch is given out, and then each of its documents.
    """
    out: deque[tuple[tuple[Document, ...], Sent]] = deque()
    try:
        for batch in _batches(documents):
            out.append((batch, submit(batch)))
            while out and (len(out) >= ahead or out[0][1].done()):
                yield from _result(*out.popleft(), submit, tries)
        while out:
            yield from _result(*out.popleft(), submit, tries)
    finally:
        for _, sent in out:
            sent.cancel()


def _batches(documents: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if len(batch) >= DOCUMENTS or size >= CHARACTERS:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def _result(batch: tuple[Document, ...], sent: Sent, submit: Submit, tries: int) -> list[Reading | Unread]:
    for left in reversed(range(tries)):
        try:
            return sent.result()
        except WorkerDiedError as error:
            if left:
                sent = submit(batch)
            elif len(batch) == 1:
                return [Unread(batch[0], f"whoever reads it alone is ended by it: {error}")]
    return [each for one in batch for each in _result((one,), submit((one,)), submit, tries)]
