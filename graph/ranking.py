"""Who stands in the middle: centralities of the entities of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import RecordError
from graph.fact_table import FactTable
from graph.knowledge import KnowledgeGraph
from graph.records import ENTITY_TYPES
from graph.selection import Selection

if TYPE_CHECKING:
    from networkx import Graph

MEASURES = ("degree", "betweenness", "eigenvector")

SAMPLED = 1_000
"""Entities above which betweenness is estimated from the shortest paths of as many of them, drawn by a fixed seed: all
paths of a network of 10,000 would take minutes."""
SEED = 20
DIGITS = 6
"""Of a centrality: more than any reader compares, fewer than the order of adding up could change."""


def simple(graph: KnowledgeGraph, selection: Selection | None = None) -> Graph:
    """The network of chosen facts as a simple graph without directions; `weight` is the number of facts of a pair.

    It has who acts on or with whom (`graph.network.dyads`): where two met makes neither better connected. Nodes come in
    the order of their ids, with the attributes of `graph.network.network` and the number of `facts`. An entity that no
    fact ties to another is not there.
    """
    import networkx as nx

    multi = graph.network(selection=selection or Selection())
    counted: dict[tuple[str, str], set[str]] = {}
    own: dict[str, set[str]] = {}
    for source, target, fact, tie in multi.edges(keys=True, data="tie"):
        if tie != "act":
            continue
        counted.setdefault((min(source, target), max(source, target)), set()).add(fact)
        for end in (source, target):
            own.setdefault(end, set()).add(fact)
    made = nx.Graph()
    nodes = ((node, data) for node, data in multi.nodes(data=True) if node in own)
    made.add_nodes_from((node, {**data, "facts": len(own[node])}) for node, data in nodes)
    made.add_weighted_edges_from((*pair, len(facts)) for pair, facts in sorted(counted.items()))
    return made


def rank(
    graph: KnowledgeGraph,
    *,
    by: str = "degree",
    selection: Selection | None = None,
    entity_type: str | None = None,
    limit: int | None = None,
) -> FactTable:
    """The entities of a graph by how central they are, as a table, a row an entity.

    Its columns are place, id, name, type, country, the number of other entities that facts tie it to (`neighbours`),
    the number of those facts, and NetworkX's centralities of the undirected network: `degree`, the share of all others
    that are neighbours; `betweenness`, the share of shortest paths that pass through (Freeman 1977), estimated by a
    fixed sample above 1,000 entities (Brandes and Pich 2007); `eigenvector`, which counts a neighbour for more who is
    central itself (Bonacich 1987), each pair weighing as many as its facts. Entities of one value share a place.

    Where a network falls apart, `eigenvector` is measured in each part by itself, and multiplied by the share of all
    entities that are in it: measured in one, it would be 0 in all parts but the heaviest.

    Args:
        graph: where the facts come from.
        by: one of `MEASURES`.
        selection: the facts that count; by default all that are actual.
        entity_type: only rows of this type of entity, in a network of all.
        limit: rows at most.

    Raises:
        RecordError: there is no such measure or type.
    """
    import networkx as nx

    if by not in MEASURES:
        raise RecordError(f"entities are ranked by {', '.join(MEASURES)}; got {by!r}")
    if entity_type is not None and entity_type not in ENTITY_TYPES:
        raise RecordError(f"the type of an entity is one of {', '.join(ENTITY_TYPES)}; got {entity_type!r}")
    made = simple(graph, selection)
    measured: dict[str, dict[str, float]] = {measure: {} for measure in MEASURES}
    if len(made):
        sample = SAMPLED if len(made) > SAMPLED else None
        measured = {
            "degree": nx.degree_centrality(made),
            "betweenness": nx.betweenness_centrality(made, k=sample, seed=SEED),
            "eigenvector": _eigenvector(made),
        }
    values = {node: [round(measured[each][node], DIGITS) for each in MEASURES] for node in made}
    rows = []
    asked = MEASURES.index(by)
    facts = dict(made.nodes(data="facts"))
    kept = [node for node in made if entity_type in (None, made.nodes[node]["type"])]
    place, before = 0, -1.0
    for number, node in enumerate(sorted(kept, key=lambda node: (-values[node][asked], -facts[node], node)), start=1):
        if values[node][asked] != before:
            place, before = number, values[node][asked]
        about = made.nodes[node]
        country = about["country"] or (node if about["type"] == "State" else None)
        rows.append(
            (place, node, about["label"], about["type"], country, made.degree(node), facts[node], *values[node])
        )
    columns = ("place", "id", "name", "type", "country", "neighbours", "facts", *MEASURES)
    return FactTable(columns, tuple(rows[:limit]))


def _eigenvector(made: Graph) -> dict[str, float]:
    """The eigenvector centrality in each part of a network, by the size of the part."""
    import networkx as nx

    found: dict[str, float] = {}
    for part in nx.connected_components(made):
        inside = nx.eigenvector_centrality(made.subgraph(part), max_iter=10_000, tol=1e-9, weight="weight")
        found |= {node: value * len(part) / len(made) for node, value in inside.items()}
    return found
