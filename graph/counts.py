"""How much a store holds, counted by the store itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.fact import MODALITIES
from graph.facts import FACT_TYPES
from graph.ontology import FACT_CLASSES, concept_name
from graph.query import ask, tabled
from graph.records import ENTITY_TYPES
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of documents, of entities and facts by their type, of facts by their modality, of the happenings that
    facts report, and of quads."""

    documents: int
    entities: dict[str, int]
    facts: dict[str, int]
    modalities: dict[str, int]
    happenings: int
    quads: int


def counts(store: Store) -> Counts:
    """Counts what a store holds. Each type and modality is there, in the order of the records, and may be 0."""
    classes = _counted(store, "SELECT ?class (COUNT(?node) AS ?count) { ?node a ?class } GROUP BY ?class")
    modalities = _counted(store, "SELECT ?kind (COUNT(?fact) AS ?count) { ?fact lg:modality ?kind } GROUP BY ?kind")
    quads = _counted(
        store,
        "SELECT (lg:quad AS ?kind) (COUNT(*) AS ?count) { GRAPH ?graph { ?s ?p ?o } FILTER(?graph != lg:ledger) }",
    )
    return Counts(
        documents=classes["Document"],
        entities={each: classes[each] for each in ENTITY_TYPES},
        facts={each: classes[FACT_CLASSES[each]] for each in FACT_TYPES},
        modalities={each: modalities[concept_name("", "modality", each)] for each in MODALITIES},
        happenings=classes["Happening"],
        quads=quads["quad"],
    )


def _counted(store: Store, sparql: str) -> Counter[str]:
    """The numbers in the second column by the name of the term in the first."""
    return Counter({
        node.value.removeprefix(store.terms.namespace): int(number.value)
        for node, number in tabled(ask(store, sparql)).rows
        if isinstance(node, NamedNode) and isinstance(number, Literal)
    })  # fmt: skip
