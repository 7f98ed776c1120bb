"""RDF written out so that the same content gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, cast

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graph.terms import TERMS, Terms

TRIPLES = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML}
"""Formats that know no named graphs, by the usual ending of a file."""

QUADS = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
"""Formats that keep named graphs."""


def serialised(items: Iterable[Quad] | Iterable[Triple], format: str, *, terms: Terms = TERMS) -> bytes:
    """Triples in one of `TRIPLES`, or quads in one of `QUADS`, without repetitions; quads are cut to triples at need.

    Lines and subjects are sorted, and only the prefixes that are used are declared. All of it is held in memory.

    Raises:
        KeyError: the format is none of these.

    >>> from pyoxigraph import NamedNode
    >>> term = TERMS.term
    >>> print(serialised([Triple(term("a"), term("b"), term("c"))], "ttl").decode())
    @prefix lg: <https://w3id.org/legation/ns#> .
    <BLANKLINE>
    lg:a lg:b lg:c .
    <BLANKLINE>
    """
    known = {**TRIPLES, **QUADS}[format]
    if format in TRIPLES:
        items = [item.triple if isinstance(item, Quad) else item for item in items]
    lines = {_key(item): item for item in items}
    ordered = cast(list[Triple], [lines[key] for key in sorted(lines)])
    if format == "jsonld":
        return _in_context(serialize(ordered, format=known) or b"[]", terms)
    if format not in ("ttl", "trig"):
        return serialize(ordered, format=known) or b""
    written = (serialize(ordered, format=known, prefixes=terms.prefixes()) or b"").decode()
    # Oxigraph declares every prefix, in an order that changes from run to run.
    body = "\n".join(line for line in written.split("\n") if not line.startswith("@prefix "))
    used = [f"@prefix {name}: <{iri}> .\n" for name, iri in terms.prefixes().items() if f"{name}:" in body]
    return "".join((*used, "\n", body)).encode()


def _in_context(expanded: bytes, terms: Terms) -> bytes:
    """JSON-LD with a context of the prefixes that it uses, and names shortened by them."""
    prefixes = sorted(terms.prefixes().items(), key=lambda pair: -len(pair[1]))
    used: set[str] = set()

    def short(iri: str) -> str:
        for prefix, stem in prefixes:
            if iri.startswith(stem):
                used.add(prefix)
                return f"{prefix}:{iri.removeprefix(stem)}"
        return iri

    def shortened(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {
                name if name.startswith("@") else short(name): shortened(each, name) for name, each in value.items()
            }
        if isinstance(value, list):
            return [shortened(each, key) for each in value]
        return short(value) if key in ("@id", "@type") else value

    graph = shortened(json.loads(expanded))
    context = {prefix: iri for prefix, iri in sorted(terms.prefixes().items()) if prefix in used}
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1).encode()


def _key(item: Quad | Triple) -> tuple[str, ...]:
    """Graphs before subjects, so that a graph is written in one piece."""
    graph = str(item.graph_name) if isinstance(item, Quad) else ""
    return graph, str(item.subject), str(item.predicate), str(item.object)
