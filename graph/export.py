"""A knowledge graph written out for other tools: RDF for triple stores, GraphML and GEXF for network programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph

from graph.errors import RecordError
from graph.formats import TRIPLES, serialised

if TYPE_CHECKING:
    import networkx as nx

    from graph.knowledge import KnowledgeGraph

RDF = {"turtle": "ttl", "ntriples": "nt", "trig": "trig", "nquads": "nq", "jsonld": "jsonld"}
NETWORKS = ("graphml", "gexf")
FORMATS: tuple[str, ...] = (*RDF, *NETWORKS)
"""What `exported` can write."""


def exported(graph: KnowledgeGraph, format: str) -> bytes:
    """All of a graph in one format; the same graph gives the same bytes.

    Turtle and N-Triples have the union of all documents: which of them states a fact is still said by `lg:statedIn`.

    Args:
        graph: the knowledge graph.
        format: one of `FORMATS`.

    Raises:
        RecordError: the format is none of these.
    """
    if format in RDF:
        quads = graph.store.graph(DefaultGraph()) if RDF[format] in TRIPLES else graph.store.quads()
        return serialised(quads, RDF[format], terms=graph.store.terms)
    if format == "graphml":
        return _graphml(graph.network())
    if format == "gexf":
        return _gexf(graph.network())
    raise RecordError(f"a format is one of {', '.join(FORMATS)}; got {format!r}")


def _graphml(network: nx.MultiDiGraph) -> bytes:
    from networkx.readwrite.graphml import GraphMLWriter

    # The other writer of NetworkX is used where lxml is there, and its bytes are different.
    writer = GraphMLWriter(graph=_portable(network), encoding="utf-8", prettyprint=True)
    return str(writer).encode()


def _gexf(network: nx.MultiDiGraph) -> bytes:
    import networkx as nx

    lines = "\n".join(nx.generate_gexf(_portable(network), encoding="utf-8", prettyprint=True, version="1.2draft"))
    return re.sub(r' lastmodifieddate="[^"]*"', "", lines, count=1).encode()


def _portable(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The network with an id of its own for each edge, since a fact may have many, and with `kind` in place of `type`,
    which GEXF keeps for whether an edge is directed."""
    import networkx as nx

    copy = nx.MultiDiGraph()
    copy.add_nodes_from((node, {**data, "kind": data["type"]}) for node, data in network.nodes(data=True))
    for number, (source, target, data) in enumerate(network.edges(data=True)):
        name = f"e{number}"
        copy.add_edge(source, target, key=name, id=name, **{("kind" if k == "type" else k): v for k, v in data.items()})
    for _, data in copy.nodes(data=True):
        del data["type"]
    return copy
