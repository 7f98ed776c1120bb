"""Where readings are put: each whole, with the decisions about it applied, and soon after it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from time import monotonic
from typing import NamedTuple

from pyoxigraph import Quad

from graph.errors import RecordError
from graph.keeping.batch import Batch
from graph.keeping.corrections import Corrections
from graph.keeping.decisions import decisions
from graph.keeping.dues import Dues
from graph.keeping.ledger import Ledger
from graph.quads import from_quads, to_quads
from graph.reading import Reading
from graph.store import Store

BATCH = 100
"""Readings that are written together. More save little time."""

SECONDS = 2.0
"""After which readings are written though there are fewer: so much work is lost at most where the power goes."""

Beside = Callable[[Batch, Reading], None]
Refused = Callable[[Reading, RecordError], None]


class Shelf:
    """The readings of a store. Decisions are those of the moment when they are first needed.

    Args:
        store: where they are kept.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.ledger = Ledger(store)
        self._dues = Dues(store)

    @cached_property
    def corrections(self) -> Corrections:
        """The decisions in force; whoever takes new ones sets it."""
        return Corrections(decisions(self.store))

    def add(self, readings: Iterable[Reading], *, beside: Beside | None = None, refused: Refused | None = None) -> int:
        """Adds readings as they come, a hundred or what came within two seconds at a time; returns how many.

        What was taken is written even where the readings end in an error or with Ctrl-C.

        Args:
            readings: a stream of any length.
            beside: called with each reading and the batch that it is written in, to write more along with it.
            refused: called with each reading that cannot be written as RDF, and why; without it, that is an error.

        Raises:
            RecordError: a reading cannot be written as RDF.
            StoreError: the store is read only, or the disk refuses.
        """
        total, waiting, since = 0, list[_Ready](), monotonic()
        try:
            for reading in readings:
                try:
                    ready = self._ready(reading)
                except RecordError as error:
                    if refused is None:
                        raise
                    refused(reading, error)
                    continue
                waiting.append(ready)
                total += 1
                if len(waiting) >= BATCH or monotonic() - since >= SECONDS:
                    now, waiting = waiting, []
                    self._write(now, beside)
                    since = monotonic()
        finally:
            self._write(waiting, beside)
        return total

    def put(self, batch: Batch, reading: Reading) -> None:
        """Puts a reading in place of what was read from the document before.

        Raises:
            RecordError: it cannot be written as RDF.
        """
        self._put(batch, self._ready(reading))

    def drop(self, batch: Batch, document: str) -> None:
        """Takes a document away, with all that is remembered of it."""
        self._dues.leaving(batch, document)
        batch.drop(self.store.terms.document(document))
        self.ledger.forget(batch, document)

    def reading(self, document: str) -> Reading | None:
        """What was read from a document, with the decisions about it; None where there is none of this id."""
        quads = list(self.store.graph(self.store.terms.document(document)))
        return from_quads(quads, terms=self.store.terms) if quads else None

    def as_read(self, document: str) -> Reading | None:
        """What was read from a document, as it was before any decision; None where there is none of this id."""
        return self.ledger.as_read(document) or self.reading(document)

    def _ready(self, reading: Reading) -> _Ready:
        # One that no longer fits does not keep others from going on; `legation decisions` names it.
        kept = self.corrections.apply(reading, unfit=lambda decision, why: None)
        read = None if kept is reading else to_quads(reading, terms=self.store.terms)
        return _Ready(reading, kept, to_quads(kept, terms=self.store.terms), read)

    def _put(self, batch: Batch, ready: _Ready) -> None:
        document = ready.reading.document.id
        self._dues.leaving(batch, document)
        self._dues.coming(batch, ready.kept)
        batch.put(self.store.terms.document(document), ready.quads)
        self.ledger.keep(batch, document, ready.as_read)

    def _write(self, waiting: list[_Ready], beside: Beside | None) -> None:
        if not waiting:
            return
        with self.store.writing() as batch:
            for ready in waiting:
                self._put(batch, ready)
                if beside is not None:
                    beside(batch, ready.reading)


class _Ready(NamedTuple):
    """A reading, what decisions make of it, the quads of that, and those of what was read where that is different."""

    reading: Reading
    kept: Reading
    quads: list[Quad]
    as_read: list[Quad] | None
