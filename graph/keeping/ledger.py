"""The ledger: where each document was found and what read it, in a graph of its own that no export shows."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from graph.keeping.batch import Batch
from graph.keeping.places import place
from graph.quads import from_quads
from graph.reading import Reading
from graph.store import Store
from graph.terms import Term, well_known

_REPLACES = well_known("dcterms:replaces")


class Ledger:
    """What a store remembers of how its documents came in. Changes go into a batch, along with the documents.

    Args:
        store: the store whose ledger it is.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        terms = store.terms
        self._origin, self._read_with, self._as_read = (terms.term(each) for each in ("origin", "readWith", "asRead"))
        self._stated_in = terms.term("statedIn")

    def origins(self, document: str) -> list[str]:
        """Where a document was found, in the order of `place`."""
        return sorted(self._texts(document, self._origin), key=place)

    def found_at(self, origin: str) -> list[str]:
        """The ids of the documents that were found in a place."""
        terms = self._store.terms
        quads = self._store.match(None, self._origin, Literal(origin), terms.ledger)
        nodes = (quad.subject for quad in quads if isinstance(quad.subject, NamedNode))
        return sorted(terms.local(node).removeprefix("document/") for node in nodes)

    def read_with(self, document: str) -> str | None:
        """What read a document: the mark that `note` was given."""
        return next(iter(self._texts(document, self._read_with)), None)

    def replaced_by(self, document: str) -> list[str]:
        """The ids of the later versions that are kept beside a document."""
        terms = self._store.terms
        quads = self._store.match(None, _REPLACES, terms.document(document), terms.ledger)
        nodes = (quad.subject for quad in quads if isinstance(quad.subject, NamedNode))
        return sorted(terms.local(node).removeprefix("document/") for node in nodes)

    def as_read(self, document: str) -> Reading | None:
        """A reading as it was before decisions changed it; None where none did."""
        written = next(iter(self._texts(document, self._as_read)), None)
        return from_quads(parse(written, RdfFormat.N_QUADS), terms=self._store.terms) if written else None

    def note(self, batch: Batch, document: str, *, origin: str, read_with: str) -> None:
        """Notes where a document was found, along with other places, and what read it."""
        old = [quad for quad in self._about(document, self._read_with) if quad.object != Literal(read_with)]
        batch.discard(old)
        batch.add([
            self._quad(document, self._origin, Literal(origin)),
            self._quad(document, self._read_with, Literal(read_with)),
        ])  # fmt: skip

    def note_version(self, batch: Batch, document: str, *, replaces: str) -> None:
        """Notes that a document is a later version of another, which is kept."""
        batch.add([self._quad(document, _REPLACES, self._store.terms.document(replaces))])

    def leave(self, batch: Batch, document: str, *, origin: str) -> None:
        """Notes that a document is no longer found in a place."""
        batch.discard([self._quad(document, self._origin, Literal(origin))])

    def keep(self, batch: Batch, document: str, as_read: Iterable[Quad] | None) -> None:
        """Keeps the quads of a reading as they were before decisions changed it; None forgets those that are kept."""
        fresh, ledger = set[Quad](), self._store.terms.ledger
        if as_read is not None:
            lines = serialize(sorted(as_read, key=str), format=RdfFormat.N_QUADS)
            fresh = {self._quad(document, self._as_read, Literal((lines or b"").decode()))}
            # So that a fact is found by the id that it had when it was read.
            fresh |= {
                Quad(quad.subject, quad.predicate, quad.object, ledger)
                for quad in as_read
                if quad.predicate == self._stated_in
            }
        batch.discard({*self._about(document, self._as_read), *self._facts(document)} - fresh)
        batch.add(fresh)

    def forget(self, batch: Batch, document: str) -> None:
        """Takes out all that the ledger says of a document."""
        terms = self._store.terms
        batch.discard(self._store.match(terms.document(document), None, None, terms.ledger))
        batch.discard(self._store.match(None, _REPLACES, terms.document(document), terms.ledger))
        batch.discard(self._facts(document))

    def _quad(self, document: str, property: NamedNode, value: Term) -> Quad:
        return Quad(self._store.terms.document(document), property, value, self._store.terms.ledger)

    def _about(self, document: str, property: NamedNode) -> Iterable[Quad]:
        return self._store.match(self._store.terms.document(document), property, None, self._store.terms.ledger)

    def _facts(self, document: str) -> Iterable[Quad]:
        terms = self._store.terms
        return self._store.match(None, self._stated_in, terms.document(document), terms.ledger)

    def _texts(self, document: str, property: NamedNode) -> list[str]:
        return [quad.object.value for quad in self._about(document, property) if isinstance(quad.object, Literal)]
