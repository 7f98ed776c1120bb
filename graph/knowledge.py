"""`KnowledgeGraph`: what was read, kept in a store, and the one class that most programs need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import Literal, NamedNode

from graph.claims import fact_from
from graph.counts import Counts, counts
from graph.dates import when
from graph.described import TYPE, Described
from graph.errors import RecordError
from graph.keeping.settling import settle
from graph.keeping.shelf import Shelf
from graph.ontology import FACT_CLASSES
from graph.quads import ALT_LABEL, PREF_LABEL, SAME_AS, document_from, entity_from
from graph.query import Table, ask, tabled
from graph.reading import Reading, Statement
from graph.records import ENTITY_TYPES, Document, Entity
from graph.reports import reported
from graph.selection import Selection
from graph.store import Store
from graph.terms import Terms

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Counts", "KnowledgeGraph", "Statement"]


class KnowledgeGraph:
    """Documents, the entities they name and the facts they state. Make one with `KnowledgeGraph.open`.

    >>> from graph.facts import Visit
    >>> states = {f"state/{code}": Entity(id=f"state/{code}", type="State", names=(code,)) for code in ("FI", "SE")}
    >>> visit = Visit(visitor=("state/FI",), destination=("state/SE",), date="2024-05", evidence=((0, 10),))
    >>> with KnowledgeGraph.open() as graph:
    ...     _ = graph.add([Reading(document=Document(id="d", text="FI visits SE."), entities=states, facts=(visit,))])
    ...     [statement.quote for statement in graph.facts(entity="state/SE")]
    ['FI visits']
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, path: Path | None = None, *, read_only: bool = False, terms: Terms | None = None) -> Self:
        """Opens the graph that is kept in a directory, or makes one there; without a path, an empty one in memory.

        Arguments and errors are those of `Store.open`.
        """
        return cls(Store.open(path, read_only=read_only, terms=terms))

    def close(self) -> None:
        """Writes out what is still in memory, and lets others write."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def shelf(self) -> Shelf:
        """Where its readings are put, with the decisions that are in force now."""
        return Shelf(self.store)

    def add(self, readings: Iterable[Reading]) -> int:
        """Adds readings, each in place of what was read from the same document before; returns how many.

        They are written as they come, so a generator of any length will do, and what was taken is kept where one of
        them cannot be written or the work is broken off. `Shelf.add` can go on where one cannot be written.

        Raises:
            RecordError: a reading cannot be written as RDF.
            StoreError: the store is read only, or the disk refuses.
        """
        added = self.shelf.add(readings)
        settle(self.store)
        return added

    def remove(self, document: str) -> bool:
        """Removes a document with all that was read from it; False where there is none of this id."""
        if self.document(document) is None:
            return False
        with self.store.writing() as batch:
            self.shelf.drop(batch, document)
        settle(self.store)
        return True

    def add_background(self) -> int:
        """Adds what the tables know, in place of what they knew before; returns the number of quads.

        It stands apart from all documents: see `graph.background` for how to ask for it.

        Raises:
            StoreError: the store is read only, or the disk refuses.
        """
        from graph.background import background

        quads = background(terms=self.store.terms)
        with self.store.writing() as batch:
            batch.put(self.store.terms.background, quads)
        return len(quads)

    def documents(self) -> Iterator[Document]:
        """Every document, in the order of the ids; one that is taken out meanwhile is passed over."""
        yield from filter(None, map(self._document, self._instances("Document")))

    def document(self, id: str) -> Document | None:
        """A document; None where there is none of this id."""
        return self._document(self.store.terms.document(id))

    def reading(self, document: str) -> Reading | None:
        """All that was read from a document, with what was decided about it; None where there is none of this id."""
        return self.shelf.reading(document)

    def entities(self, *, type: str | None = None) -> Iterator[Entity]:
        """Every entity, or those of one type, in the order of the ids, merged as by `entity`.

        Raises:
            RecordError: the type is none of the seven.
        """
        found = {node for each in _chosen(type, ENTITY_TYPES) for node in self._instances(each)}
        for node in sorted(found, key=lambda node: node.value):
            yield self._entity(node)

    def entity(self, id: str) -> Entity | None:
        """An entity with the names of all documents; the name, type and country that most of them give come first.

        None where no document names it.
        """
        node = self.store.terms.entity(id)
        return self._entity(node) if self.store.values(node, PREF_LABEL) else None

    def name(self, id: str) -> str | None:
        """What an entity is called, the name that most documents give first; None where no document names it."""
        found = self.store.ranked(self.store.terms.entity(id), PREF_LABEL)[:1]
        return next((label.value for label in found if isinstance(label, Literal)), None)

    def facts(self, *, entity: str | None = None, type: str | None = None) -> Iterator[Statement]:
        """Every fact, or those that name an entity or are of one type, by date and then id; undated ones last.

        Those of a document that is taken out meanwhile are passed over.

        Args:
            entity: the id of an entity that fills any of the fact's arguments.
            type: one of the eight fact types.

        Raises:
            RecordError: the type is none of these.
        """
        documents: dict[NamedNode, Document | None] = {}
        found = []
        for node, graph in self._fact_nodes(entity, type):
            if graph not in documents:
                documents[graph] = self._document(graph)
            document, described = documents[graph], self.store.described(node, graph)
            if document is not None and described.properties:
                found.append(Statement(document, fact_from(described, terms=self.store.terms)))
        yield from sorted(found, key=_by_date)

    def query(self, sparql: str) -> Table:
        """The answer to a question in SPARQL, over all documents together, with the usual prefixes known.

        There is no deadline here: use `graph.query.table` for questions that a user types.

        Raises:
            QueryError: the query has a fault.
        """
        return tabled(ask(self.store, sparql))

    def network(
        self, *, entity: str | None = None, depth: int = 1, selection: Selection | None = None
    ) -> nx.MultiDiGraph:
        """All facts, or chosen ones, as a NetworkX multigraph, whole or within `depth` steps of an entity."""
        from graph.network import network, surroundings

        entities = {each.id: each for each in self.entities()}
        statements = (each for each in self.facts() if selection is None or selection(each.fact, each.document.date))
        whole = network(entities, statements, reported(self.store))
        return whole if entity is None else surroundings(whole, entity, depth)

    def counts(self) -> Counts:
        """How much the graph holds."""
        return counts(self.store)

    def _instances(self, name: str) -> list[NamedNode]:
        found = {node for node, _ in self.store.subjects(TYPE, self.store.terms.term(name))}
        return sorted(found, key=lambda node: node.value)

    def _document(self, graph: NamedNode) -> Document | None:
        described = self.store.described(graph, graph)
        return document_from(described, terms=self.store.terms) if described.properties else None

    def _entity(self, node: NamedNode) -> Entity:
        """Merges what the documents say; where one value is wanted, the most frequent, then the first by alphabet."""
        labels = self.store.ranked(node, PREF_LABEL)
        merged = {
            property: self.store.ranked(node, property)[:1]
            for property in (TYPE, SAME_AS, self.store.terms.term("country"))
        }
        merged[PREF_LABEL] = labels[:1]
        merged[ALT_LABEL] = [*dict.fromkeys((*labels, *self.store.values(node, ALT_LABEL)))][1:]
        return entity_from(Described(node, merged), terms=self.store.terms)

    def _fact_nodes(self, entity: str | None, type: str | None) -> set[tuple[NamedNode, NamedNode]]:
        """The facts that are asked for, each with its document."""
        terms, stem = self.store.terms, self.store.terms.fact("").value
        if entity is None or type is not None:
            classes = [terms.term(FACT_CLASSES[each]) for each in _chosen(type, FACT_CLASSES)]
            found = {pair for each in classes for pair in self.store.subjects(TYPE, each)}
            return found & self.store.subjects(None, terms.entity(entity)) if entity else found
        return {pair for pair in self.store.subjects(None, terms.entity(entity)) if pair[0].value.startswith(stem)}


def _chosen(type: str | None, types: Iterable[str]) -> list[str]:
    """One type, or all of them."""
    if type is not None and type not in types:
        raise RecordError(f"a type is one of {', '.join(types)}; got {type!r}")
    return list(types) if type is None else [type]


def _by_date(statement: Statement) -> tuple[date, str]:
    interval = when(statement.fact)
    first = (interval.begin or interval.end) if interval else None
    return first or date.max, statement.id
