"""Checks a store against the shapes of the ontology, and says of each fault which fact it is in and what states it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graph.claims import DERIVED_FROM
from graph.described import TYPE
from graph.formats import serialised
from graph.ontology import ontology
from graph.store import Store
from graph.terms import well_known

if TYPE_CHECKING:
    import rdflib

_EVIDENCE = well_known("oa:SpecificResource")
_SELECTOR = well_known("oa:hasSelector")
_EXACT = well_known("oa:exact")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something in a document's graph that the shapes do not allow; absent values are empty.

    Args:
        document: the id of the document.
        fact: the id of the fact that is at fault, or whose evidence is.
        node: the IRI of what is at fault: a fact, a piece of evidence, an entity or the document.
        message: what should be.
        value: what is, where a single value is at fault.
        quote: the words of the document that state the fact.
    """

    document: str
    fact: str
    node: str
    message: str
    value: str
    quote: str


def check(store: Store) -> Iterator[Fault]:
    """Every fault in a store, by document, node and message. Needs the extra `check` (pySHACL).

    Each document's graph is checked for itself, so that a store of any size can be.
    """
    import rdflib

    shapes = rdflib.Graph().parse(data=ontology("shapes.ttl", terms=store.terms), format="turtle")
    documents = store.subjects(TYPE, store.terms.term("Document"))
    for _, graph in sorted(documents, key=lambda pair: pair[1].value):
        data = rdflib.Graph().parse(data=serialised(store.graph(graph), "nt"), format="ntriples")
        yield from sorted(_faults(data, shapes, store, graph))


def _faults(data: rdflib.Graph, shapes: rdflib.Graph, store: Store, graph: NamedNode) -> Iterator[Fault]:
    from pyshacl import validate
    from rdflib import RDF, SH, URIRef

    _, report, _ = validate(data, shacl_graph=shapes, inference="none")
    evidence = set(data.subjects(RDF.type, URIRef(_EVIDENCE.value)))
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        node = NamedNode(str(value if value in evidence else focus))
        fact = _fact(node, store, graph)
        yield Fault(
            document=store.terms.local(graph).removeprefix("document/"),
            fact=store.terms.local(fact).removeprefix("fact/") if fact else "",
            node=node.value,
            message=str(report.value(result, SH.resultMessage)),
            value="" if value is None or str(value) in (str(focus), node.value) else str(value),
            quote=_quote(fact, store, graph) if fact else "",
        )


def _fact(node: NamedNode, store: Store, graph: NamedNode) -> NamedNode | None:
    """The node itself if it is a fact, the first fact that derives from it if it is evidence."""
    if node.value.startswith(store.terms.fact("").value):
        return node
    facts = sorted((fact for fact, where in store.subjects(DERIVED_FROM, node) if where == graph), key=str)
    return next(iter(facts), None)


def _quote(fact: NamedNode, store: Store, graph: NamedNode) -> str:
    """The words that the evidence of a fact quotes, in the order of the text, whether or not they are there."""
    evidence = sorted(store.described(fact, graph).nodes(DERIVED_FROM), key=_position)
    selectors = [each for one in evidence for each in store.described(one, graph).nodes(_SELECTOR)]
    return " … ".join(text for each in selectors for text in store.described(each, graph).texts(_EXACT))


def _position(evidence: NamedNode) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", evidence.value.rpartition("#")[2])]
