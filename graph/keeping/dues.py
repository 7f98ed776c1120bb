"""What has to be looked at again after documents came or went: names of persons, and happenings.

It is noted in the ledger together with the documents, so that nothing is forgotten whenever the work is broken off, and
done by `graph.keeping.settling`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.facts import Role
from graph.keeping.batch import Batch
from graph.keeping.happenings import key
from graph.reading import Reading
from graph.store import Store


class Dues:
    """Notes what is due, along with the documents that make it so.

    Args:
        store: the store whose ledger they are noted in.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        terms = store.terms
        self._due, self._key = terms.term("due"), terms.term("happeningKey")
        self._person, self._report = terms.term("person"), terms.term("reportOf")
        self._stated_in = terms.term("statedIn")

    def leaving(self, batch: Batch, document: str) -> None:
        """A document goes, or makes room for what was read anew."""
        terms, store = self._store.terms, self._store
        graph = terms.document(document)
        for quad in store.match(None, self._person, None, graph):
            self._note(batch, quad.object)
        for stated in store.match(None, self._stated_in, graph, graph):
            assert isinstance(stated.subject, NamedNode)
            for known in store.match(stated.subject, self._key, None, terms.ledger):
                self._note(batch, known.object)
                batch.discard([known, *store.match(stated.subject, self._report, None, terms.happenings)])

    def coming(self, batch: Batch, reading: Reading) -> None:
        """A document comes, with this reading, decisions applied."""
        terms = self._store.terms
        for fact in reading.facts:
            if isinstance(fact, Role):
                self._note(batch, terms.entity(fact.person))
            if (found := key(fact, reading.entities)) is not None:
                node = terms.fact(fact.id(reading.document.id))
                batch.add([Quad(node, self._key, Literal(found), terms.ledger)])
                self._note(batch, Literal(found))

    def persons(self) -> list[str]:
        """The ids of persons that are due, sorted."""
        return sorted(self._store.terms.local(each) for each in self._all() if isinstance(each, NamedNode))

    def keys(self) -> list[str]:
        """The keys of happenings that are due, sorted."""
        return sorted(each.value for each in self._all() if isinstance(each, Literal))

    def done(self, batch: Batch, what: str | NamedNode) -> None:
        """A key, or the node of a person, is no longer due."""
        value = Literal(what) if isinstance(what, str) else what
        batch.discard([Quad(self._store.terms.ledger, self._due, value, self._store.terms.ledger)])

    def _note(self, batch: Batch, what: object) -> None:
        ledger = self._store.terms.ledger
        batch.add([Quad(ledger, self._due, what, ledger)])  # type: ignore[arg-type]

    def _all(self) -> Iterator[object]:
        ledger = self._store.terms.ledger
        return (quad.object for quad in self._store.match(ledger, self._due, None, ledger))
