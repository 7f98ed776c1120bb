"""Taking documents in: which of them are to be read, and which older ones make room for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph.errors import RecordError
from graph.keeping.batch import Batch
from graph.keeping.ledger import Ledger
from graph.keeping.places import place
from graph.keeping.settling import settle
from graph.keeping.shelf import Refused, Shelf
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document


@dataclass(slots=True)
class Intake:
    """One run that takes documents into a graph. Ask `wanted` of each, and `take` the readings.

    A document is known by its id, a hash of its text where the source gives none, and by where it was found. It is
    wanted when it is new or has changed, when something else read it the last time, or with `again`. Where a
    place holds another text than before, the old document goes once the new one is in the store, unless it is found
    elsewhere or `keep_versions` is set. The graph that comes of it does not depend on the order of the documents.

    Args:
        graph: what takes them in.
        read_with: a mark of what reads them: the version of the program, the model, the actors.
        again: read documents that are there already, too.
        keep_versions: keep an older text of the same place beside the new one.

    Attributes:
        unchanged: the number of documents that were there already.
        replaced: the ids of the documents that made room for others.
    """

    graph: KnowledgeGraph
    read_with: str = ""
    again: bool = False
    keep_versions: bool = False
    unchanged: int = 0
    replaced: list[str] = field(default_factory=list)
    _shelf: Shelf = field(init=False)
    _noted: dict[str, tuple[str, str]] = field(default_factory=dict)
    _leaving: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._shelf = self.graph.shelf

    @property
    def _ledger(self) -> Ledger:
        return self._shelf.ledger

    def take(self, readings: Iterable[Reading], refused: Refused) -> None:
        """Adds the readings of the documents that were wanted, and lets go what they replace.

        Args:
            readings: in any order, as they come.
            refused: called with each that cannot be written as RDF, and why.

        Raises:
            StoreError: the store is read only, or the disk refuses.
        """

        def told(reading: Reading, error: RecordError) -> None:
            self.passed(reading.document.id)
            refused(reading, error)

        self._shelf.add(readings, beside=self._beside, refused=told)
        for old, reasons in sorted(self._leaving.items()):
            with self.graph.store.writing() as batch:
                self._leave(batch, old, reasons)
        self._leaving.clear()
        settle(self.graph.store)

    def wanted(self, document: Document, origin: str, *, read_with: str | None = None) -> Document | None:
        """What is to be read of a document that was found in a place; None where that was done before.

        Args:
            document: as it was found.
            origin: the place.
            read_with: a mark of what reads this one, where that is another than of the run.

        Raises:
            StoreError: the store is read only, or the disk refuses.
        """
        mark = self.read_with if read_with is None else read_with
        known = self.graph.document(document.id)
        self._stays(document.id, origin)
        self._replace(document.id, origin)
        if known is not None:
            origins, before = self._ledger.origins(document.id), self._ledger.read_with(document.id)
            if origin not in origins:
                # Known at once, so that a text which takes its old place does not take it away.
                with self.graph.store.writing() as batch:
                    self._ledger.note(batch, document.id, origin=origin, read_with=before or "")
            # Of two places of one text the first gives its source and date, whichever was read first.
            later = known.text == document.text and any(place(other) < place(origin) for other in origins)
            moved = replace(document, source=known.source) == known and origin in origins
            if (known == document or later or moved) and before == mark and not self.again:
                self.unchanged += 1
                return None
            if later:
                document = known
        self._noted[document.id] = (origin, mark)
        return document

    def passed(self, document: str) -> None:
        """Says that a document which was wanted will not come; what it was to replace stays."""
        self._noted.pop(document, None)
        for old, reasons in list(self._leaving.items()):
            self._leaving[old] = [reason for reason in reasons if reason[0] != document]
            if not self._leaving[old]:
                del self._leaving[old]

    def _beside(self, batch: Batch, reading: Reading) -> None:
        """What is written together with a reading: its place in the ledger, and the going of what it replaces."""
        document = reading.document.id
        origin, mark = self._noted.pop(document)
        self._ledger.note(batch, document, origin=origin, read_with=mark)
        for old in [old for old, reasons in self._leaving.items() if (document, origin) in reasons]:
            self._leave(batch, old, self._leaving.pop(old))

    def _stays(self, document: str, origin: str) -> None:
        """A document that was to make room is found elsewhere: it only leaves the place where another one is now."""
        left = [old for _, old in self._leaving.pop(document, ()) if old != origin]
        if left:
            with self.graph.store.writing() as batch:
                for old in left:
                    self._ledger.leave(batch, document, origin=old)

    def _replace(self, document: str, origin: str) -> None:
        """Notes which documents were in this place before, and are not kept on purpose."""
        for old in self._ledger.found_at(origin):
            if old == document or document in self._ledger.replaced_by(old):
                continue
            self._leaving.setdefault(old, []).append((document, origin))

    def _leave(self, batch: Batch, old: str, reasons: list[tuple[str, str]]) -> None:
        if self.keep_versions:
            for document, _ in reasons:
                self._ledger.note_version(batch, document, replaces=old)
            return
        if {*self._ledger.origins(old)} <= {origin for _, origin in reasons}:
            self._shelf.drop(batch, old)
            self.replaced.append(old)
            return
        for _, origin in reasons:
            self._ledger.leave(batch, old, origin=origin)
