"""Deciding about what was read: each decision is kept, and what it changes is made anew from what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from graph.errors import LegationError
from graph.facts import AnyFact, Reading
from graph.keeping.batch import Batch
from graph.keeping.corrections import Corrections, claim
from graph.keeping.decision import ABOUT_FACTS, Decision, decision_quads
from graph.keeping.decisions import decision_node_quads, numbered
from graph.keeping.shelf import Shelf
from graph.quads import to_quads
from graph.store import Store
from graph.terms import well_known


class DecisionError(LegationError, LookupError):
    """What a decision is about is not in the store, or there is no such decision."""


def found_fact(store: Store, id: str) -> tuple[Reading, AnyFact]:
    """A fact as it was read, and the whole reading, by the id that it has now or had when it was read.

    Raises:
        DecisionError: there is none.
    """
    shelf = Shelf(store)
    stated = store.terms.term("statedIn")
    nodes = [quad.object for quad in store.engine.match(store.terms.fact(id), stated, None, None)]
    documents = {node for node in nodes if isinstance(node, NamedNode) and store.terms.is_document(node)}
    for node in sorted(documents, key=str):
        document = store.terms.local(node).removeprefix("document/")
        reading = shelf.as_read(document)
        for fact in reading.facts if reading else ():
            now = shelf.corrections.fact(fact, reading) if reading else None
            if id in (fact.id(document), now.id(document) if now else None) and reading:
                return reading, fact
    raise DecisionError(f"no fact has the id {id!r}; `legation lookup NAME --json` shows the ids of facts")


def about_fact(store: Store, id: str, decision: Decision) -> Decision:
    """A decision made to be about a fact of the store: its document, its source and its claim are filled in.

    Args:
        store: where the fact is.
        id: the fact's id, as it is now or as it was read.
        decision: has everything else.

    Raises:
        DecisionError: there is no such fact.
        RecordError: a change does not fit the fact, or names an entity that its document does not.
    """
    reading, fact = found_fact(store, id)
    document = reading.document
    full = replace(
        decision, fact=fact.id(document.id), documents=(document.id,), source=document.source, claim=claim(fact)
    )
    to_quads(Corrections([*(each for _, each in numbered(store)), full]).apply(reading), terms=store.terms)
    return full


def decide(store: Store, decisions: Iterable[Decision]) -> int:
    """Takes decisions, one after the other, and changes what they are about; returns the number of new ones.

    One that was taken before is not taken twice. What a decision is about need not be in the store: it waits for it.

    Raises:
        RecordError: a change does not fit a fact.
        StoreError: the store is read only, or the disk refuses.
    """
    before = numbered(store)
    known = {decision.id for _, decision in before}
    last = max((number for number, _ in before), default=0)
    fresh = []
    for decision in decisions:
        if decision.id not in known:
            known.add(decision.id)
            last += not decision.automatic
            fresh.append((0 if decision.automatic else last, decision))
    with store.writing() as batch:
        for number, decision in fresh:
            batch.add(decision_quads(decision, number, terms=store.terms))
        _change(store, batch, before, sorted([*before, *fresh], key=_order), [each for _, each in fresh])
    return len(fresh)


def withdraw(store: Store, decisions: Iterable[Decision]) -> None:
    """Undoes decisions, as if they had never been taken.

    Raises:
        StoreError: the store is read only, or the disk refuses.
    """
    gone = {decision.id: decision for decision in decisions}
    before = numbered(store)
    with store.writing() as batch:
        for decision in gone.values():
            batch.discard(decision_node_quads(store, decision))
        after = [pair for pair in before if pair[1].id not in gone]
        _change(store, batch, before, after, list(gone.values()))


def undo(store: Store, id: str | None = None) -> Decision:
    """Undoes the decision of an id, or the last one that a person took; returns it.

    Raises:
        DecisionError: there is none.
        StoreError: the store is read only, or the disk refuses.
    """
    taken = [decision for number, decision in numbered(store) if decision.id == id or (id is None and number)]
    if not taken:
        raise DecisionError(
            f"no decision has the id {id!r}; `legation decisions` lists them" if id else "there is no decision to undo"
        )
    withdraw(store, taken[-1:])
    return taken[-1]


def _order(pair: tuple[int, Decision]) -> tuple[int, str]:
    return pair[0], pair[1].id


def _change(
    store: Store,
    batch: Batch,
    before: list[tuple[int, Decision]],
    after: list[tuple[int, Decision]],
    changed: list[Decision],
) -> None:
    """Makes the documents that some decisions are about anew from what was read there."""
    shelf, old = Shelf(store), Corrections(each for _, each in before)
    new = shelf.corrections = Corrections(each for _, each in after)
    documents = set[str]()
    for decision in changed:
        documents |= {*decision.documents}
        if decision.action in ABOUT_FACTS and decision.source:
            documents |= _of_source(store, decision.source)
        if decision.action == "merge":
            for entity in decision.entities:
                for name in {entity, old.canonical(entity), new.canonical(entity)}:
                    documents |= _naming(store, name)
    for document in sorted(documents):
        read = shelf.as_read(document)
        if read is not None:
            shelf.put(batch, read)


def _naming(store: Store, entity: str) -> set[str]:
    terms = store.terms
    quads = store.engine.match(terms.entity(entity), None, None, None)
    graphs = {quad.graph_name for quad in quads} | {graph for _, graph in store.subjects(None, terms.entity(entity))}
    return {
        terms.local(graph).removeprefix("document/")
        for graph in graphs
        if isinstance(graph, NamedNode) and terms.is_document(graph)
    }


def _of_source(store: Store, source: str) -> set[str]:
    found = store.subjects(well_known("dc:source"), Literal(source))
    return {store.terms.local(node).removeprefix("document/") for node, graph in found if node == graph}
