"""Which facts report the same happening."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph.store import Store


def reported(store: Store) -> dict[str, str]:
    """The ids of the facts that report a happening, each with the happening's id; other facts are not there.

    Use it to count what took place, where one visit is a fact of each document that tells of it.
    """
    terms = store.terms
    stems = len(terms.fact("").value), len(terms.happening("").value)
    return {
        quad.subject.value[stems[0] :]: quad.object.value[stems[1] :]
        for quad in store.match(None, terms.term("reportOf"), None, terms.happenings)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }
