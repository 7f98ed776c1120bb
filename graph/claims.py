"""One fact as triples and back: `to_triples` and `fact_from` are mirrors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode

from graph.dates import Interval, when
from graph.described import TYPE, Described
from graph.errors import RecordError
from graph.facts import FACT_TYPES, AnyFact, fact_from_dict
from graph.ontology import FACT_CLASSES, choices, concept_name, property_name
from graph.records import Document, Span
from graph.selection import known
from graph.terms import EDTF, TERMS, Terms, well_known

Triple: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]

CONTEXT = 32
"""Characters of prefix and suffix beside a quote: enough to find it again in a text that was edited elsewhere."""

DATES = frozenset({"date", "start", "end"})
DERIVED_FROM = well_known("prov:wasDerivedFrom")
_DATE = well_known("xsd:date")
_DECIMAL = well_known("xsd:decimal")
# Oxigraph keeps every whole number as an xsd:integer, whatever finer type it came with.
_COUNT = well_known("xsd:integer")
_SPAN = re.compile(r"#char=(\d+),(\d+)$")


def to_triples(fact: AnyFact, document: Document, *, terms: Terms = TERMS) -> Iterator[Triple]:
    """A fact with its arguments, labels, time, confidence and evidence.

    Raises:
        RecordError: an argument is named twice, a date is none, or a span lies outside the text.
    """
    node = terms.fact(fact.id(document.id))
    yield node, TYPE, terms.term(FACT_CLASSES[fact.type])
    yield node, terms.term("statedIn"), terms.document(document.id)
    yield from label_triples(node, fact, written=document.date, terms=terms)
    yield node, terms.term("confidence"), Literal(_plain(fact.confidence), datatype=_DECIMAL)
    for span in fact.evidence:
        yield node, DERIVED_FROM, terms.part(document.id, "char", *span)
        yield from _evidence(span, document, terms)


def label_triples(
    node: NamedNode, fact: AnyFact, *, written: str | None = None, terms: Terms = TERMS
) -> Iterator[Triple]:
    """What makes the fact the same claim: its arguments, labels and modality, and the days that it takes in.

    Args:
        node: stands for the fact.
        fact: of any type.
        written: when the document that states it was written.
        terms: the names of the graph.

    Raises:
        RecordError: an argument is named twice, or a date is none.
    """
    for name, id in fact.entities():
        yield node, terms.term(property_name(name)), terms.entity(id)
    for name in (name for name, many in fact.arguments().items() if many):
        yield from _order(node, name, getattr(fact, name), terms)
    for name in (*fact.labels(), "modality"):
        value = getattr(fact, name)
        if value is not None:
            yield node, terms.term(property_name(name)), _label(fact, name, value, terms)
    span = when(fact)
    yield from interval_triples(node, span, terms=terms)
    if span and not (span.begin and span.end):
        yield from _known_triples(node, span, known(fact, written), terms)


def fact_from(described: Described, *, terms: Terms = TERMS) -> AnyFact:
    """The fact that a node describes; its evidence, sorted, is read off the fragments of its sources.

    Raises:
        RecordError: the node is not such as `to_triples` makes.
    """
    fact_type = _fact_type(described.type(terms))
    kind = FACT_TYPES[fact_type]
    ordered = _ordered(described, terms)
    data: dict[str, Any] = {"type": fact_type}
    for name, many in kind.arguments().items():
        property = property_name(name)
        ids = sorted(terms.local(node) for node in described.nodes(terms.term(property)))
        values = ordered.get(property, ids)
        if sorted(values) != ids or (not many and len(ids) > 1):
            raise RecordError(f"the {property} of {described.node.value} is out of order: {values} of {ids}")
        if values:
            data[kind.json_name(name)] = values if many else values[0]
    for name in (*kind.labels(), "modality"):
        property_node = terms.term(property_name(name))
        if name not in choices(fact_type):
            value = described.text(property_node)
        elif concept := described.term(property_node, terms):
            value = _word(fact_type, name, concept)
        else:
            raise RecordError(f"a {fact_type} has one {name}; {described.node.value} has none")
        if value is not None:
            data[name] = value
    data["confidence"] = _number(described.text(terms.term("confidence")))
    data["evidence"] = sorted(map(_span, described.nodes(DERIVED_FROM)))
    return fact_from_dict(data)


def interval_triples(node: NamedNode, interval: Interval | None, *, terms: Terms = TERMS) -> Iterator[Triple]:
    """The first day, the day after the last, and the precision of what a node stands for."""
    if interval is None:
        return
    if interval.begin:
        yield node, terms.term("begin"), Literal(interval.begin.isoformat(), datatype=_DATE)
    if interval.end:
        yield node, terms.term("end"), Literal(interval.end.isoformat(), datatype=_DATE)
    yield node, terms.term("precision"), Literal(interval.precision)


def _known_triples(node: NamedNode, span: Interval, seen: Interval | None, terms: Terms) -> Iterator[Triple]:
    """From and until when a fact is known to hold, where it gives no first day or no end itself."""
    if seen and seen.begin and not span.begin:
        yield node, terms.term("knownFrom"), Literal(seen.begin.isoformat(), datatype=_DATE)
    if seen and seen.end and not span.end:
        yield node, terms.term("knownUntil"), Literal(seen.end.isoformat(), datatype=_DATE)


def dated(value: str) -> Literal:
    """A partial date as the source gave it."""
    return Literal(value, datatype=NamedNode(EDTF))


def _fact_type(class_name: str) -> str:
    for fact_type, name in FACT_CLASSES.items():
        if name == class_name:
            return fact_type
    raise RecordError(f"a fact's class is one of {', '.join(FACT_CLASSES.values())}; got {class_name!r}")


def _label(fact: AnyFact, name: str, value: str, terms: Terms) -> NamedNode | Literal:
    if name in choices(fact.type):
        return terms.term(concept_name(fact.type, name, value))
    return dated(value) if name in DATES else Literal(value)


def _word(fact_type: str, name: str, concept: str) -> str:
    words = {concept_name(fact_type, name, word): word for word in choices(fact_type)[name]}
    if concept not in words:
        raise RecordError(f"the {name} of a {fact_type} is one of {', '.join(words)}; got {concept!r}")
    return words[concept]


def _order(node: NamedNode, name: str, ids: tuple[str, ...], terms: Terms) -> Iterator[Triple]:
    """RDF keeps no order, and a fact's id depends on it: noted only where it is not the order of the ids."""
    if len(set(ids)) != len(ids):
        raise RecordError(f"a fact names each {name} once; got {ids!r}")
    if list(ids) != sorted(ids):
        minted = (terms.entity(id).value.removeprefix(terms.base) for id in ids)
        yield node, terms.term("order"), Literal(" ".join((property_name(name), *minted)))


def _ordered(described: Described, terms: Terms) -> dict[str, list[str]]:
    orders = (order.split(" ") for order in described.texts(terms.term("order")))
    return {name: [terms.local(NamedNode(terms.base + each)) for each in minted] for name, *minted in orders}


def _evidence(span: Span, document: Document, terms: Terms) -> Iterator[Triple]:
    start, end = span
    size = len(document.text)
    if not 0 <= start < end <= size:
        raise RecordError(f"evidence in {document.id!r} lies within its {size} characters; got {span}")
    node, quote, position = (terms.part(document.id, name, start, end) for name in ("char", "quote", "position"))
    yield node, TYPE, well_known("oa:SpecificResource")
    yield node, well_known("oa:hasSource"), terms.document(document.id)
    yield node, well_known("oa:hasSelector"), quote
    yield node, well_known("oa:hasSelector"), position
    if (page := document.page(start)) is not None:
        yield node, terms.term("page"), Literal(str(page), datatype=_COUNT)
    yield quote, TYPE, well_known("oa:TextQuoteSelector")
    yield quote, well_known("oa:exact"), Literal(document.text[start:end])
    yield quote, well_known("oa:prefix"), Literal(document.text[max(0, start - CONTEXT) : start])
    yield quote, well_known("oa:suffix"), Literal(document.text[end : end + CONTEXT])
    yield position, TYPE, well_known("oa:TextPositionSelector")
    yield position, well_known("oa:start"), Literal(str(start), datatype=_COUNT)
    yield position, well_known("oa:end"), Literal(str(end), datatype=_COUNT)


def _span(node: NamedNode) -> Span:
    found = _SPAN.search(node.value)
    if not found:
        raise RecordError(f"the IRI of evidence ends in #char=START,END; got {node.value}")
    return int(found[1]), int(found[2])


def _plain(number: float) -> str:
    """A decimal in its canonical form, so that it reads the same before and after a store."""
    return format(Decimal(repr(float(number))).normalize(), "f")


def _number(text: str | None) -> float:
    try:
        return float(Decimal(text or ""))
    except InvalidOperation as error:
        raise RecordError(f"a fact has a confidence between 0 and 1; got {text!r}") from error
