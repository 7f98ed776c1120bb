"""The decisions of a store, in the order in which they were taken."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import RecordError
from graph.keeping.decision import Decision
from graph.store import Store


def decisions(store: Store) -> list[Decision]:
    """All decisions that a store keeps: those of the program itself, then those of people, the first one first.

    Raises:
        RecordError: the graph `lg:decisions` holds something else.
    """
    return [decision for _, decision in numbered(store)]


def numbered(store: Store) -> list[tuple[int, Decision]]:
    """The decisions, each with its number, which is 0 where the program took it itself."""
    return sorted(_numbered(store), key=lambda pair: (pair[0], pair[1].id))


def _numbered(store: Store) -> Iterator[tuple[int, Decision]]:
    terms = store.terms
    numbers = {quad.subject: quad.object for quad in store.match(None, terms.term("number"), None, terms.decisions)}
    for quad in store.match(None, terms.term("record"), None, terms.decisions):
        number = numbers.get(quad.subject)
        if not isinstance(number, Literal) or not isinstance(quad.object, Literal):
            raise RecordError(f"a decision has a number and a record; {quad.subject} has not")
        yield int(number.value), Decision.from_dict(json.loads(quad.object.value))


def decision_node_quads(store: Store, decision: Decision) -> list[Quad]:
    """The quads that the store has of a decision."""
    terms = store.terms
    return list(store.match(NamedNode(f"{terms.base}decision/{decision.id}"), None, None, terms.decisions))
