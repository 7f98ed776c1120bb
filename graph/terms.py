"""The names of things in RDF: namespaces, and how an id becomes an IRI and back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias
from urllib.parse import quote, unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.errors import RecordError

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
"""What may stand in the place of an object."""

NAMESPACE = "https://w3id.org/legation/ns#"
BASE = "https://w3id.org/legation/id/"

VOCABULARIES: dict[str, str] = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
"""The datatype of the Library of Congress for dates such as `2024-03` and `2025/2026`."""

KINDS = ("person", "state", "organisation", "place", "event", "agreement", "mission", "document", "fact", "happening")
"""What ids of things start with; each is a prefix in questions, so that `state:AZ` is the entity `state/AZ`."""

_RESERVED = ("document/", "fact/", "happening/", "decision/")
# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans({
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Where the terms and the things of one store live.

    Use `TERMS` unless a house has its own address for its data; a store remembers the one that it was made with.

    Args:
        namespace: what the terms of the ontology start with (`lg:`).
        base: what the IRIs of entities, documents and facts start with.
    """

    namespace: str = NAMESPACE
    base: str = BASE

    def term(self, name: str) -> NamedNode:
        """A term of the ontology: `visited` is `lg:visited`."""
        return NamedNode(self.namespace + name)

    @property
    def background(self) -> NamedNode:
        """The name of the graph of what the tables know, apart from what documents say."""
        return self.term("background")

    @property
    def ledger(self) -> NamedNode:
        """The name of the graph of how the store came to be: where documents were found, what read them."""
        return self.term("ledger")

    @property
    def decisions(self) -> NamedNode:
        """The name of the graph of what people decided about facts and entities."""
        return self.term("decisions")

    @property
    def happenings(self) -> NamedNode:
        """The name of the graph of which reports are of the same happening; a question sees it along with documents."""
        return self.term("happenings")

    @property
    def apart(self) -> frozenset[NamedNode]:
        """The graphs that a question without GRAPH does not see."""
        return frozenset((self.background, self.ledger, self.decisions))

    def is_document(self, graph: NamedNode) -> bool:
        """Whether a graph holds what was read from a document."""
        return graph.value.startswith(f"{self.base}document/")

    def entity(self, id: str) -> NamedNode:
        """An entity's IRI.

        Raises:
            RecordError: the id is empty, or would pass for a document or a fact.

        >>> TERMS.entity("person/jens-stoltenberg").value
        'https://w3id.org/legation/id/person/jens-stoltenberg'
        """
        if not id or id.startswith(_RESERVED):
            raise RecordError(f"an entity's id is not empty and begins with none of {', '.join(_RESERVED)}; got {id!r}")
        return self._mint(id)

    def document(self, id: str) -> NamedNode:
        """A document's IRI, which is the name of its graph, too."""
        return self._mint(f"document/{id}")

    def fact(self, id: str) -> NamedNode:
        """A fact's IRI, of its id within its document (`Fact.id`)."""
        return self._mint(f"fact/{id}")

    def happening(self, id: str) -> NamedNode:
        """The IRI of something that happened, and that facts report."""
        return self._mint(f"happening/{id}")

    def part(self, document: str, name: str, start: int, end: int) -> NamedNode:
        """A stretch of a document's text, as a fragment: `char=10,20` after RFC 5147, which counts gaps as we do."""
        return NamedNode(f"{self.document(document).value}#{name}={start},{end}")

    def local(self, node: NamedNode) -> str:
        """The id that an IRI was made of: the mirror of `entity`; documents and facts keep their first word.

        Raises:
            RecordError: the IRI lies outside the base.

        >>> TERMS.local(TERMS.document("communique-7"))
        'document/communique-7'
        """
        if not node.value.startswith(self.base):
            raise RecordError(f"an IRI of this store starts with {self.base}; got {node.value}")
        return unquote(node.value.removeprefix(self.base))

    def prefixes(self) -> dict[str, str]:
        """All prefixes that a question may use without declaring them, in alphabetical order.

        >>> TERMS.prefixes()["state"]
        'https://w3id.org/legation/id/state/'
        """
        kinds = {kind: f"{self.base}{kind}/" for kind in KINDS}
        return dict(sorted({**VOCABULARIES, **kinds, "lg": self.namespace}.items()))

    def _mint(self, local: str) -> NamedNode:
        try:
            return NamedNode(self.base + (local if _PLAIN.fullmatch(local) else quote(local, safe=_SAFE)))
        except ValueError as error:  # a lone surrogate, or a base that is no IRI
            raise RecordError(f"{local!r} makes no IRI under {self.base}: {error}") from error


_SAFE = "/-._~!$&'()*+,;=:@"
_PLAIN = re.compile(r"[a-zA-Z0-9/\-._~]*")
"""What is the same when quoted: most ids, and quoting is slow."""

TERMS = Terms()


@cache
def well_known(name: str) -> NamedNode:
    """A term of somebody else's vocabulary.

    >>> well_known("skos:prefLabel").value
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(VOCABULARIES[prefix] + local)


def slug(name: str) -> str:
    """A name as the last part of an id: small letters without accents, digits, and hyphens between words.

    Letters of other scripts stay as they are. A name without any letter or digit has an empty slug.

    >>> slug("Recep Tayyip Erdoğan"), slug("Côte d’Ivoire"), slug("İlham Əliyev")
    ('recep-tayyip-erdogan', 'cote-d-ivoire', 'ilham-aliyev')
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", name).casefold().translate(_LETTERS))
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", bare)).strip("-")
