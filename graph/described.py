"""What one graph says of one node, as the readers of quads want it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.errors import RecordError
from graph.terms import Term, Terms, well_known

TYPE = well_known("rdf:type")


@dataclass(frozen=True, slots=True)
class Described:
    """A node with its properties, each with its values in no order.

    Its methods look one property up, and raise `RecordError` where the values are not of the kind that is asked for.
    """

    node: NamedNode
    properties: Mapping[NamedNode, list[Term]]

    def one(self, property: NamedNode) -> Term | None:
        """The only value; None where there is none."""
        values = self.properties.get(property, [])
        if len(values) > 1:
            raise RecordError(f"{self.node.value} has one {property.value}; got {sorted(map(str, values))}")
        return values[0] if values else None

    def text(self, property: NamedNode) -> str | None:
        """The text of the only value, a literal; None where there is none."""
        value = self.one(property)
        if value is not None and not isinstance(value, Literal):
            raise RecordError(f"the {property.value} of {self.node.value} is a literal; got {value}")
        return value.value if value is not None else None

    def texts(self, property: NamedNode) -> list[str]:
        """The texts of all values, sorted."""
        values = self.properties.get(property, [])
        if not all(isinstance(value, Literal) for value in values):
            raise RecordError(f"every {property.value} of {self.node.value} is a literal; got {list(map(str, values))}")
        return sorted(value.value for value in values if isinstance(value, Literal))

    def nodes(self, property: NamedNode) -> list[NamedNode]:
        """All values, which are IRIs, sorted."""
        values = self.properties.get(property, [])
        found = sorted((value for value in values if isinstance(value, NamedNode)), key=lambda node: node.value)
        if len(found) != len(values):
            raise RecordError(f"every {property.value} of {self.node.value} is an IRI; got {list(map(str, values))}")
        return found

    def iri(self, property: NamedNode) -> NamedNode | None:
        """The only value, an IRI; None where there is none."""
        self.one(property)
        return next(iter(self.nodes(property)), None)

    def term(self, property: NamedNode, terms: Terms) -> str | None:
        """The name of the only value, a term of the ontology; None where there is none."""
        value = self.iri(property)
        if value is None:
            return None
        if not value.value.startswith(terms.namespace):
            raise RecordError(f"the {property.value} of {self.node.value} is a term of {terms.namespace}; got {value}")
        return value.value.removeprefix(terms.namespace)

    def type(self, terms: Terms) -> str:
        """The name of its class."""
        name = self.term(TYPE, terms)
        if name is None:
            raise RecordError(f"a node has a class; {self.node.value} has none")
        return name
