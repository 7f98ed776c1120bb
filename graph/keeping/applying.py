"""Putting decisions into force: the documents that they are about are made anew from what was read there."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from graph.keeping.batch import Batch
from graph.keeping.corrections import Corrections
from graph.keeping.decision import ABOUT_FACTS, Decision, decision_quads
from graph.keeping.decisions import decision_node_quads, numbered
from graph.keeping.shelf import Shelf
from graph.store import Store
from graph.terms import well_known


def apply(
    store: Store, batch: Batch, *, take: Iterable[Decision] = (), undo: Iterable[Decision] = (), anew: bool = False
) -> int:
    """Takes and undoes decisions, along with whatever else is in the batch; returns the number of new ones.

    Args:
        store: what they are about.
        batch: what the changes go into.
        take: decisions to take, in their order.
        undo: decisions to undo.
        anew: take one again that was taken before and overruled since.
    """
    before = numbered(store)
    gone = {decision.id: decision for decision in undo}
    known = {decision.id for _, decision in before}
    last = max((number for number, _ in before), default=0)
    fresh: list[tuple[int, Decision]] = []
    for decision in take:
        if anew and decision.id in known and _overruled(decision, before):
            gone[decision.id] = decision
            known.discard(decision.id)
        if decision.id not in known:
            known.add(decision.id)
            last += not decision.automatic
            fresh.append((0 if decision.automatic else last, decision))
    for decision in gone.values():
        batch.discard(decision_node_quads(store, decision))
    for number, decision in fresh:
        batch.add(decision_quads(decision, number, terms=store.terms))
    after = [*(pair for pair in before if pair[1].id not in gone), *fresh]
    after.sort(key=lambda pair: (pair[0], pair[1].id))
    old, new = (Corrections(decision for _, decision in pairs) for pairs in (before, after))
    shelf = Shelf(store)
    shelf.corrections = new
    splits = [decision for _, decision in (*before, *fresh) if decision.action == "split"]
    changed = [*gone.values(), *(decision for _, decision in fresh)]
    for document in sorted(_documents(store, old, new, changed, splits)):
        read = shelf.as_read(document)
        if read is not None:
            shelf.put(batch, read)
    return len(fresh)


def _overruled(decision: Decision, taken: Iterable[tuple[int, Decision]]) -> bool:
    """Whether a later decision says something else of the same fact."""
    number = next(number for number, each in taken if each.id == decision.id)
    kinds = ("reject", "accept") if decision.action in ("reject", "accept") else (decision.action,)
    same = [n for n, each in taken if each.fact == decision.fact and each.action in kinds and each.action != "note"]
    return decision.fact is not None and any(each > number for each in same)


def _documents(
    store: Store, old: Corrections, new: Corrections, changed: Iterable[Decision], splits: Iterable[Decision]
) -> set[str]:
    """The documents that decisions are about."""
    found = set[str]()
    for decision in changed:
        found |= {*decision.documents}
        if decision.action in ABOUT_FACTS and decision.source:
            found |= _of_source(store, decision.source)
        if decision.action == "merge":
            names = {
                id for entity in decision.entities for id in (entity, old.canonical(entity), new.canonical(entity))
            }
            for name in names:
                found |= _naming(store, name)
            # Who was split off has another name now, and may be one of them again.
            found |= {document for split in splits if split.entities[0] in names for document in split.documents}
    return found


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
