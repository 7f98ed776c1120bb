"""The ontology as a page to read: `python -m graph.ontology_page` writes `docs/ontology.html`. Needs the extra `docs`.

The page has the sections and the order of `legation.ttl` itself, so that who edits the one knows the other.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from graph.ontology import ontology
from graph.terms import NAMESPACE, VOCABULARIES, Term, well_known

_SECTION = re.compile(r"^# --- (.+?) -+\n", re.MULTILINE)
_DECLARED = re.compile(r"^lg:(\w+) a ", re.MULTILINE)
_KINDS = {
    "owl:Class": "class",
    "owl:ObjectProperty": "object property",
    "owl:DatatypeProperty": "datatype property",
    "owl:AnnotationProperty": "annotation property",
    "skos:ConceptScheme": "concept scheme",
    "skos:Concept": "concept",
    "prov:Bundle": "graph",
}
_ROWS = {
    "rdfs:subClassOf": "subclass of",
    "rdfs:domain": "domain",
    "rdfs:range": "range",
    "rdfs:subPropertyOf": "subproperty of",
    "skos:exactMatch": "exact match",
    "skos:closeMatch": "close match",
    "skos:narrowMatch": "narrower match",
    "skos:relatedMatch": "related match",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A term to point at: as it is written, and where it is explained."""

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One term of the ontology; `rows` are what it is related to, under a heading each."""

    name: str
    kind: str
    label: str
    comment: str
    example: str
    word: str
    codes: str
    rows: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the ontology, with its terms in the order of the file."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def anchor(self) -> str:
        """What the section is linked by."""
        return "section-" + re.sub(r"\W+", "-", self.title.lower()).strip("-")


class _Vocabulary:
    """The triples of the ontology by subject, in the order of the file."""

    def __init__(self, turtle: str) -> None:
        self.about: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for triple in parse(turtle, RdfFormat.TURTLE):
            self.about[triple.subject][triple.predicate.value].append(triple.object)

    def values(self, node: Term, name: str) -> list[Term]:
        return self.about[node][well_known(name).value] if node in self.about else []

    def text(self, node: Term, name: str) -> str:
        return next((value.value for value in self.values(node, name) if isinstance(value, Literal)), "")

    def classes(self, value: Term) -> Iterator[NamedNode]:
        """A class or what a property is of: itself, or the members of a union."""
        if isinstance(value, NamedNode):
            yield value
        for head in self.values(value, "owl:unionOf"):
            yield from self.listed(head)

    def listed(self, head: Term) -> Iterator[NamedNode]:
        """The members of a list."""
        while isinstance(head, BlankNode):
            yield from (each for each in self.values(head, "rdf:first") if isinstance(each, NamedNode))
            head = self.values(head, "rdf:rest")[0]

    def disjoint(self, node: NamedNode) -> Iterator[NamedNode]:
        """The classes that have nothing in common with a class, in pairs or in lists of such classes."""
        for subject in [*self.about]:
            together = [[subject, other] for other in self.values(subject, "owl:disjointWith")]
            together += [[*self.listed(head)] for head in self.values(subject, "owl:members")]
            for classes in together:
                if node in classes:
                    yield from (each for each in classes if isinstance(each, NamedNode) and each != node)


def page(turtle: str) -> str:
    """The HTML page of an ontology in Turtle, such as `graph.ontology.ontology()` gives; always the same bytes.

    Raises:
        ImportError: jinja2 is not installed.
    """
    from jinja2 import Environment, StrictUndefined

    template = (files("graph") / "ontology_page.html.jinja").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    vocabulary = _Vocabulary(turtle)
    whole = NamedNode(NAMESPACE)
    sections = [*_sections(turtle, vocabulary)]
    return environment.from_string(template).render(
        title=vocabulary.text(whole, "dcterms:title"),
        description=vocabulary.text(whole, "dcterms:description"),
        version=vocabulary.text(whole, "owl:versionInfo"),
        namespace=NAMESPACE,
        introduction=_introduction(turtle),
        sections=sections,
        index=sorted((each for section in sections for each in section.entries), key=_alphabet),
        vocabularies={name: iri for name, iri in VOCABULARIES.items() if f" {name}:" in turtle.partition("# ---")[2]},
    )


def _introduction(turtle: str) -> list[str]:
    """The paragraphs of the comment at the top of the file, but for the first, which is its title."""
    lines = re.findall(r"^# ?(.*)$", turtle.partition("\n@prefix")[0], re.MULTILINE)
    return [each.replace("\n", " ") for each in "\n".join(lines).split("\n\n")][1:]


def _alphabet(entry: Entry) -> tuple[str, str]:
    return entry.name.casefold(), entry.name


def _sections(turtle: str, vocabulary: _Vocabulary) -> Iterator[Section]:
    _, *parts = _SECTION.split(turtle)
    for title, text in zip(parts[::2], parts[1::2], strict=True):
        yield Section(title, tuple(_entry(name, vocabulary) for name in _DECLARED.findall(text)))


def _entry(name: str, vocabulary: _Vocabulary) -> Entry:
    node = NamedNode(NAMESPACE + name)
    types = [each.value for each in vocabulary.values(node, "rdf:type") if isinstance(each, NamedNode)]
    kinds = [word for kind, word in _KINDS.items() if well_known(kind).value in types]
    rows = [(heading, _links(vocabulary, vocabulary.values(node, property))) for property, heading in _ROWS.items()]
    rows += [
        ("disjoint with", tuple(dict.fromkeys(map(_link, vocabulary.disjoint(node))))),
        ("superclass of", _pointing(vocabulary, "rdfs:subClassOf", node)),
        ("superproperty of", _pointing(vocabulary, "rdfs:subPropertyOf", node)),
        ("has", _pointing(vocabulary, "rdfs:domain", node)),
        ("is value of", _pointing(vocabulary, "rdfs:range", node)),
    ]
    symmetric = well_known("owl:SymmetricProperty").value in types
    cameo, plover = (
        ", ".join(value.value for value in vocabulary.about[node][NAMESPACE + scheme] if isinstance(value, Literal))
        for scheme in ("cameo", "plover")
    )
    return Entry(
        name=name,
        kind=("symmetric " if symmetric else "") + (kinds[0] if kinds else "concept"),
        label=vocabulary.text(node, "rdfs:label"),
        comment=vocabulary.text(node, "rdfs:comment"),
        example=vocabulary.text(node, "skos:example"),
        word=vocabulary.text(node, "skos:notation"),
        codes=f"CAMEO {cameo}, PLOVER {plover}" if cameo else "",
        rows=tuple((heading, links) for heading, links in rows if links),
    )


def _links(vocabulary: _Vocabulary, values: Iterable[Term]) -> tuple[Link, ...]:
    return tuple(_link(node) for value in values for node in vocabulary.classes(value))


def _pointing(vocabulary: _Vocabulary, property: str, node: NamedNode) -> tuple[Link, ...]:
    """Terms of ours whose value of a property is this node, or a union that has it."""
    return tuple(
        _link(subject)
        for subject in [*vocabulary.about]
        if isinstance(subject, NamedNode)
        and any(node in vocabulary.classes(value) for value in vocabulary.values(subject, property))
    )


def _link(node: NamedNode) -> Link:
    if node.value.startswith(NAMESPACE):
        name = node.value.removeprefix(NAMESPACE)
        return Link(f"lg:{name}", f"#{name}")
    for prefix, iri in VOCABULARIES.items():
        if node.value.startswith(iri):
            return Link(f"{prefix}:{node.value.removeprefix(iri)}", node.value)
    return Link(node.value, node.value)


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/ontology.html").write_text(page(ontology()), encoding="utf-8")
