"""A knowledge graph written out for other tools: RDF for triple stores, GraphML and GEXF for network programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph

from graph.errors import RecordError
from graph.events import events
from graph.fact_table import TABLES, fact_table
from graph.formats import TRIPLES, serialised
from graph.ftm import ftm
from graph.property_graph import cypher, edge_csv, node_csv
from graph.reports import reported
from graph.table_files import table_bytes

if TYPE_CHECKING:
    import networkx as nx

    from graph.knowledge import KnowledgeGraph

RDF = {"turtle": "ttl", "ntriples": "nt", "trig": "trig", "nquads": "nq", "jsonld": "jsonld", "rdfxml": "rdf"}
NETWORKS = ("graphml", "gexf")
EVENTS = ("plover", "cameo")
FORMATS: tuple[str, ...] = (*RDF, *NETWORKS, *EVENTS, "cypher", "facts", "ftm")
"""What `exported` can write: one file each."""
FOLDERS = ("csv", "parquet")
"""What is several files: see `exported_files`."""


def exported(graph: KnowledgeGraph, format: str) -> bytes:
    """All of a graph in one format; the same graph gives the same bytes.

    Turtle, N-Triples and RDF/XML have the union of all documents: which of them states a fact is still said by
    `lg:statedIn`.

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
    if format in EVENTS:
        return events(graph, format)
    if format == "cypher":
        return cypher(graph.network())
    if format == "facts":
        return b"".join(_lines(graph))
    if format == "ftm":
        return b"".join(ftm(graph))
    raise RecordError(f"a format is one of {', '.join((*FORMATS, *FOLDERS))}; got {format!r}")


def exported_files(graph: KnowledgeGraph, format: str) -> Iterator[tuple[str, bytes]]:
    """All of a graph as several files, each with its name: nodes and edges as CSV, or a Parquet file a type of fact.

    Raises:
        RecordError: the format is none of `FOLDERS`.
        LegationError: what it needs is not installed.
    """
    if format == "csv":
        network = graph.network()
        yield "nodes.csv", node_csv(network)
        yield "edges.csv", edge_csv(network)
    elif format == "parquet":
        for table in TABLES:
            yield f"{table}.parquet", table_bytes(fact_table(graph, table), "parquet")
    else:
        raise RecordError(f"several files are written as {' or '.join(FOLDERS)}; got {format!r}")


def _lines(graph: KnowledgeGraph) -> Iterator[bytes]:
    """A fact a line, with its id, its document, the happening that it reports, and the words that state it."""
    happenings = reported(graph.store)
    for statement in graph.facts():
        about = {"id": statement.id, "document": statement.document.id, **statement.fact.to_dict()}
        if statement.id in happenings:
            about["happening"] = happenings[statement.id]
        yield f"{json.dumps({**about, 'quote': statement.quote}, ensure_ascii=False)}\n".encode()


def _graphml(network: nx.MultiDiGraph) -> bytes:
    from networkx.readwrite.graphml import GraphMLWriter

    # The other writer of NetworkX is used where lxml is there, and its bytes are different.
    writer = GraphMLWriter(graph=_portable(network), encoding="utf-8", prettyprint=True)
    return str(writer).encode()


def _gexf(network: nx.MultiDiGraph) -> bytes:
    import networkx as nx

    lines = "\n".join(nx.generate_gexf(_portable(network), encoding="utf-8", prettyprint=True, version="1.2draft"))
    return re.sub(r' lastmodifieddate="[^"]*"', "", lines, count=1).encode()


_PORTABLE = {"type": "kind", "begin": "start"}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""


def _printable(value: Any) -> Any:
    return _FORBIDDEN.sub(" ", value) if isinstance(value, str) else value


def _portable(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The network with an id of its own for each edge, since a fact may have many, and with `kind` in place of `type`,
    which GEXF keeps for whether an edge is directed."""
    import networkx as nx

    copy = nx.MultiDiGraph()
    copy.add_nodes_from((node, {**data, "kind": data["type"]}) for node, data in network.nodes(data=True))
    for number, (source, target, data) in enumerate(network.edges(data=True)):
        name = f"e{number}"
        kept = {_PORTABLE.get(key, key): _printable(value) for key, value in data.items()}
        # Of an edge without a day, a program that shows time takes any day.
        for side in ("start", "end"):
            if not kept[side]:
                del kept[side]
        copy.add_edge(source, target, key=name, id=name, weight=data["confidence"], **kept)
    for _, data in copy.nodes(data=True):
        del data["type"]
    return copy
