"""What the tables know, as RDF: states, organisations and places, and who belongs to which body since when.

It stands in a graph of its own, `lg:background`, which a question sees only where it says GRAPH: what documents say and
what is generally known are never mixed. To use it, write `GRAPH lg:background { … }`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Quad

from graph.claims import Triple, label_triples
from graph.described import TYPE
from graph.facts import Membership
from graph.gazetteer import load
from graph.memberships import Standing, standings
from graph.ontology import FACT_CLASSES
from graph.quads import entity_triples
from graph.records import Entity, digest
from graph.shortcuts import shortcuts
from graph.terms import TERMS, Terms, well_known

SOURCE = well_known("dc:source")


def background(*, terms: Terms = TERMS) -> list[Quad]:
    """The entities and the memberships of the tables as quads of `lg:background`, in a fixed order.

    A membership has no evidence: its `dc:source` is the treaty or decision, in words.
    """
    triples = [*_entities(load(), terms), *(triple for one in standings() for triple in _membership(one, terms))]
    return [Quad(*triple, terms.background) for triple in dict.fromkeys(triples)]


def _entities(entities: Iterable[Entity], terms: Terms) -> Iterator[Triple]:
    for entity in entities:
        yield from entity_triples(entity, terms=terms)


def _membership(standing: Standing, terms: Terms) -> Iterator[Triple]:
    fact = Membership(
        member=standing.member,
        body=standing.body,
        kind=standing.kind,
        status="former" if standing.end else "current",
        start=standing.start or None,
        end=standing.end or None,
    )
    node = terms.fact(digest("background", *map(str, fact.claim)))
    yield node, TYPE, terms.term(FACT_CLASSES[fact.type])
    yield from label_triples(node, fact, terms=terms)
    yield node, SOURCE, Literal(standing.source)
    for source, name, target in shortcuts(fact, {}):
        yield terms.entity(source), terms.term(name), terms.entity(target)
