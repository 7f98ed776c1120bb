"""The network for property graphs: nodes and edges as CSV in the form that Neo4j imports, and as a Cypher script."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from networkx import MultiDiGraph

NODES = ("id:ID", "name", ":LABEL", "country", "wikidata")
EDGES = (
    ":START_ID", ":END_ID", ":TYPE", "fact", "happening", "tie", "sentence", "label", "modality", "date", "begin",
    "end", "confidence:float", "document", "quote",
)  # fmt: skip
"""Headers as `neo4j-admin database import` reads them."""


def node_csv(network: MultiDiGraph) -> bytes:
    """The nodes, one a line under `NODES`."""
    rows = (
        [id, data["label"], data["type"], data["country"], data["wikidata"]] for id, data in network.nodes(data=True)
    )
    return _csv(NODES, rows)


def edge_csv(network: MultiDiGraph) -> bytes:
    """The edges, one a pair of entities and fact, under `EDGES`."""
    rows = ([source, target, *_edge(data).values()] for source, target, data in network.edges(data=True))
    return _csv(EDGES, rows)


def cypher(network: MultiDiGraph) -> bytes:
    """A Cypher script that makes the nodes and edges; run again, it makes nothing twice.

    An edge is a pair of entities and a fact; its type is the fact's in capitals.
    """
    lines = ["CREATE CONSTRAINT entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;"]
    for id, data in network.nodes(data=True):
        about = {"name": data["label"], "country": data["country"], "wikidata": data["wikidata"]}
        lines.append(f"MERGE (n:Entity {{id: {_text(id)}}}) SET n:{data['type']}, n += {_map(about)};")
    for source, target, data in network.edges(data=True):
        kind, fact, *_ = _edge(data).values()
        about = {key: value for key, value in _edge(data).items() if key not in ("type", "fact")}
        lines.append(
            f"MATCH (a:Entity {{id: {_text(source)}}}), (b:Entity {{id: {_text(target)}}}) "
            f"MERGE (a)-[r:{kind} {{fact: {_text(fact)}}}]->(b) SET r += {_map(about)};"
        )
    return "".join(f"{line}\n" for line in lines).encode()


def _edge(data: dict[str, Any]) -> dict[str, Any]:
    same = (
        "fact", "happening", "tie", "sentence", "label", "modality", "date", "begin", "end", "confidence",
        "document", "quote",
    )  # fmt: skip
    return {"type": str(data["type"]).upper(), **{name: data[name] for name in same}}


def _csv(header: tuple[str, ...], rows: Any) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def _map(values: dict[str, Any]) -> str:
    """A map literal; what is empty is left out."""
    parts = (f"{key}: {_text(value)}" for key, value in values.items() if value != "")
    return f"{{{', '.join(parts)}}}"


def _text(value: Any) -> str:
    """A literal of Cypher: a number, or a string with the escapes that it shares with JSON."""
    return repr(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=True)
