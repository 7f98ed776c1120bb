"""Deciding about what was read: each decision is kept, and what it changes is made anew from what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import NamedNode

from graph.dates import when
from graph.errors import LegationError, RecordError
from graph.facts import AnyFact
from graph.keeping.applying import apply
from graph.keeping.corrections import Corrections, amended, claim
from graph.keeping.decision import AUTOMATIC, Decision
from graph.keeping.decisions import numbered
from graph.keeping.settling import settle
from graph.keeping.shelf import Shelf
from graph.quads import to_quads
from graph.reading import Reading
from graph.store import Store


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
    if decision.action == "amend":
        changed = amended(fact, decision.changed())
        days = when(changed)
        if days and days.begin and days.end and days.end <= days.begin:
            raise RecordError(f"what begins on {days.begin} ends before it; amend both days")
    full = replace(
        decision, fact=fact.id(document.id), documents=(document.id,), source=document.source, claim=claim(fact)
    )
    to_quads(Corrections([*(each for _, each in numbered(store)), full]).apply(reading), terms=store.terms)
    return full


def decide(store: Store, decisions: Iterable[Decision], *, anew: bool = False) -> int:
    """Takes decisions, one after the other, and changes what they are about; returns the number of new ones.

    One that was taken before is not taken twice. What a decision is about need not be in the store: it waits for it.

    Args:
        store: what they are about.
        decisions: in their order.
        anew: take one again that was overruled since, as somebody who changes their mind back does.

    Raises:
        RecordError: one of them claims to be the program's own.
        StoreError: the store is read only, or the disk refuses.
    """
    decisions = [*decisions]
    if any(decision.automatic for decision in decisions):
        raise RecordError(f"{AUTOMATIC!r} is who the program's own decisions are by; give your name")
    with store.writing() as batch:
        fresh = apply(store, batch, take=decisions, anew=anew)
    settle(store)
    return fresh


def unfit(store: Store) -> list[tuple[Decision, str]]:
    """The decisions that do not fit what was read, and why; nothing is made of them until they do."""
    shelf, found = Shelf(store), dict[str, tuple[Decision, str]]()
    amending = (decision for _, decision in numbered(store) if decision.action == "amend")
    for document in sorted({document for decision in amending for document in decision.documents}):
        if reading := shelf.as_read(document):
            shelf.corrections.apply(reading, unfit=lambda decision, why: found.update({decision.id: (decision, why)}))
    return [found[id] for id in sorted(found)]


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
    with store.writing() as batch:
        apply(store, batch, undo=taken[-1:])
    settle(store)
    return taken[-1]
