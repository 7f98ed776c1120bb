"""Other people's RDF: a data set in a graph of its own, beside what documents say."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.errors import DocumentError
from graph.knowledge import KnowledgeGraph
from graph.records import digest
from graph.terms import Term, slug, well_known

ENDINGS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "n3": RdfFormat.N3,
}
"""The forms of RDF that are read, by the usual ending of a file."""


def import_rdf(graph: KnowledgeGraph, path: Path, *, source: str | None = None) -> int:
    """Takes a file of RDF into the graph, in place of what was imported under its name before.

    A question sees it along with what documents say; `GRAPH` with the name of the data set sees it alone. Graphs within
    the file are joined, and its blank nodes get addresses, the same ones each time.

    Args:
        graph: takes it.
        path: a file whose name ends in one of `ENDINGS`; what stands before the ending names the data set.
        source: where it comes from, an address or a citation; the file's name where none is given.

    Returns:
        The number of triples.

    Raises:
        DocumentError: the file is no RDF of that form, or tells of no form by its name.
        StoreError: the store is read only, or the disk refuses.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise DocumentError(f"RDF is in a file that ends in .{', .'.join(ENDINGS)}; got {path.name!r}")
    name = slug(path.stem) or digest(path.name)
    terms = graph.store.terms
    into = NamedNode(f"{terms.base}dataset/{name}")
    try:
        found = [*parse(path=str(path), format=ENDINGS[ending], base_iri=into.value)]
    except (SyntaxError, ValueError) as error:
        raise DocumentError(f"{path}: no RDF of the form .{ending}: {error}") from error
    labels = {node: number for number, node in enumerate(dict.fromkeys(_blank(found)), 1)}

    def named(term: Term) -> Term:
        if isinstance(term, BlankNode):
            return NamedNode(f"{into.value}#b{labels[term]}")
        if isinstance(term, Triple):
            raise DocumentError(f"{path}: a triple about triples cannot be kept: {term}")
        return term

    quads = {
        Quad(named(quad.subject), quad.predicate, named(quad.object), into)  # type: ignore[arg-type]
        for quad in found
    }
    quads.add(Quad(into, well_known("dc:source"), Literal(source or path.name), into))
    with graph.store.writing() as batch:
        batch.put(into, sorted(quads, key=str))
    return len(quads) - 1


def _blank(quads: list[Quad]) -> list[BlankNode]:
    """The blank nodes of a file, in the order in which it has them."""
    return [term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, BlankNode)]
