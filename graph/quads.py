"""Records as RDF and back: `to_quads` and `from_quads` are mirrors, and raise on what the other would not make.

One document is one named graph, called by the document's IRI. What is unordered in RDF comes back in a fixed order:
a fact's evidence by offset, facts by their evidence, an entity's further names by alphabet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from graph.dates import Interval, when
from graph.errors import RecordError
from graph.facts import ENTITY_TYPES, FACT_TYPES, AnyFact, Document, Entity, Fact, Reading, Span
from graph.ontology import FACT_CLASSES, choices, concept_name, property_name
from graph.shortcuts import shortcuts
from graph.terms import EDTF, TERMS, VOCABULARIES, Term, Terms, well_known

Properties: TypeAlias = Mapping[NamedNode, list[Term]]
"""What is said of one subject in one graph: its properties, each with its values."""

CONTEXT = 32
"""Characters of prefix and suffix beside a quote; enough to find it again in a text that was edited elsewhere."""

TYPE = well_known("rdf:type")
PREF_LABEL = well_known("skos:prefLabel")
ALT_LABEL = well_known("skos:altLabel")
SAME_AS = well_known("owl:sameAs")
DERIVED_FROM = well_known("prov:wasDerivedFrom")
_DOCUMENT_FIELDS = {
    "title": well_known("dc:title"),
    "date": well_known("dc:date"),
    "source": well_known("dc:source"),
    "language": well_known("dc:language"),
    "licence": well_known("dc:rights"),
}
_DATES = ("date", "start", "end")
_EDTF = NamedNode(EDTF)
_DATE = well_known("xsd:date")
_DECIMAL = well_known("xsd:decimal")
_SPAN = re.compile(r"#char=(\d+),(\d+)$")


def canonical(reading: Reading) -> Reading:
    """The reading in the order in which `from_quads` gives it back.

    Use it to compare a reading with one that came from a store.
    """

    def settled(fact: AnyFact) -> AnyFact:
        return replace(fact, evidence=tuple(sorted({*fact.evidence})))

    entities = {
        key: replace(one, names=(one.name, *sorted({*one.names} - {one.name})))
        for key, one in sorted(reading.entities.items())
    }
    facts = sorted(map(settled, reading.facts), key=lambda fact: (fact.evidence, fact.id(reading.document.id)))
    return Reading(document=reading.document, entities=entities, facts=tuple(facts))


def to_quads(reading: Reading, *, terms: Terms = TERMS) -> list[Quad]:
    """A reading as quads of one named graph, without repetitions, in a fixed order.

    Raises:
        RecordError: a date, span, id or Wikidata id is not what it should be, a fact names an entity that is not
            there, or two facts make the same claim.

    >>> reading = Reading(document=Document(id="d", text="Nothing happened."), entities={}, facts=())
    >>> [quad.graph_name.value for quad in to_quads(reading)][0]
    'https://w3id.org/legation/id/document/d'
    """
    document = reading.document
    graph = terms.document(document.id)
    twice = [id for id, count in Counter(fact.id(document.id) for fact in reading.facts).items() if count > 1]
    if twice:
        raise RecordError(f"document {document.id!r} makes a claim twice ({twice[0]}); merge such facts first")
    triples = [*_document(document, terms)]
    for key, entity in sorted(reading.entities.items()):
        if key != entity.id:
            raise RecordError(f"entity {entity.id!r} stands under another key, {key!r}")
        triples += _entity(entity, terms)
    for fact in reading.facts:
        lost = sorted({key for _, key in fact.entities()} - reading.entities.keys())
        if lost:
            raise RecordError(f"a {fact.type} of document {document.id!r} names {lost}, which are no entities there")
        triples += _fact(fact, document, terms)
        triples += (
            (terms.entity(source), terms.term(name), terms.entity(target))
            for source, name, target in shortcuts(fact, reading.entities)
        )
    try:
        return [Quad(*triple, graph) for triple in dict.fromkeys(triples)]
    except UnicodeEncodeError as error:
        raise RecordError(f"document {document.id!r} has text that is no Unicode: {error}") from error


def from_quads(quads: Iterable[Quad], *, terms: Terms = TERMS) -> Reading:
    """The reading that one document's quads were made of.

    Raises:
        RecordError: the quads are not exactly those that `to_quads` makes of some reading.
    """
    given = set(quads)
    graphs = {quad.graph_name for quad in given}
    graph = graphs.pop() if len(graphs) == 1 else None
    if not isinstance(graph, NamedNode):
        raise RecordError(f"a reading is the quads of one named graph; got {len(given)} quads of {len(graphs) or 'no'}")
    about: dict[Any, dict[NamedNode, list[Term]]] = {}
    for quad in given:
        about.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    stated_in = terms.term("statedIn")
    types = {node: _local(_one(props, TYPE), terms.namespace) for node, props in about.items() if TYPE in props}
    entities = [entity_from(node, about[node], terms=terms) for node, type in types.items() if type in ENTITY_TYPES]
    facts = [fact_from(node, props, terms=terms) for node, props in about.items() if stated_in in props]
    reading = canonical(
        Reading(
            document=document_from(graph, about.get(graph, {}), terms=terms),
            entities={entity.id: entity for entity in entities},
            facts=tuple(facts),
        )
    )
    unlike = sorted(map(str, given ^ set(to_quads(reading, terms=terms))))
    if unlike:
        raise RecordError(f"graph {graph.value} was not written by this version; it differs by {unlike[0]}")
    return reading


# --- documents ---------------------------------------------------------------------------------------------------


_Triple: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _document(document: Document, terms: Terms) -> Iterator[_Triple]:
    node = terms.document(document.id)
    yield node, TYPE, terms.term("Document")
    yield node, terms.term("text"), Literal(document.text)
    for field, property in _DOCUMENT_FIELDS.items():
        value = getattr(document, field)
        if value is not None:
            yield node, property, Literal(value, datatype=_EDTF) if field == "date" else Literal(value)
    if document.date:
        yield from _interval(node, Interval.spanning(on=document.date), terms)


def document_from(node: NamedNode, properties: Properties, *, terms: Terms = TERMS) -> Document:
    """The document that is described by these properties."""
    values = {field: _text(properties, property) for field, property in _DOCUMENT_FIELDS.items()}
    text = _text(properties, terms.term("text"))
    if text is None:
        raise RecordError(f"a document has its text; {node.value} has none")
    return Document(id=terms.local(node).removeprefix("document/"), text=text, **values)


# --- entities ----------------------------------------------------------------------------------------------------


def _entity(entity: Entity, terms: Terms) -> Iterator[_Triple]:
    node = terms.entity(entity.id)
    yield node, TYPE, terms.term(entity.type)
    yield node, PREF_LABEL, Literal(entity.name)
    for name in sorted({*entity.names} - {entity.name}):
        yield node, ALT_LABEL, Literal(name)
    if entity.country:
        yield node, terms.term("country"), terms.entity(entity.country)
    if entity.wikidata:
        if not re.fullmatch(r"Q[1-9]\d*", entity.wikidata):
            raise RecordError(f"a Wikidata id looks like Q227; entity {entity.id!r} has {entity.wikidata!r}")
        yield node, SAME_AS, NamedNode(VOCABULARIES["wd"] + entity.wikidata)


def entity_from(node: NamedNode, properties: Properties, *, terms: Terms = TERMS) -> Entity:
    """The entity that is described by these properties."""
    country, same = _one(properties, terms.term("country")), _one(properties, SAME_AS)
    name = _text(properties, PREF_LABEL)
    if name is None:
        raise RecordError(f"an entity has a preferred name; {node.value} has none")
    return Entity(
        id=terms.local(node),
        type=_local(_one(properties, TYPE), terms.namespace),  # type: ignore[arg-type]  # checked by the record
        names=(name, *sorted(each.value for each in properties.get(ALT_LABEL, ()) if isinstance(each, Literal))),
        country=terms.local(country) if isinstance(country, NamedNode) else None,
        wikidata=_local(same, VOCABULARIES["wd"]) if same else None,
    )


# --- facts -------------------------------------------------------------------------------------------------------


def _fact(fact: AnyFact, document: Document, terms: Terms) -> Iterator[_Triple]:
    node = terms.fact(fact.id(document.id))
    yield node, TYPE, terms.term(FACT_CLASSES[fact.type])
    yield node, terms.term("statedIn"), terms.document(document.id)
    for name, id in fact.entities():
        yield node, terms.term(property_name(name)), terms.entity(id)
    for name in (name for name, many in fact.arguments().items() if many):
        yield from _order(node, name, getattr(fact, name), terms)
    for name in (*fact.labels(), "modality"):
        value = getattr(fact, name)
        if value is not None:
            yield node, terms.term(property_name(name)), _label(fact, name, value, terms)
    yield from _interval(node, when(fact), terms)
    yield node, terms.term("confidence"), Literal(_plain(fact.confidence), datatype=_DECIMAL)
    for span in sorted(fact.evidence):
        yield node, DERIVED_FROM, terms.part(document.id, "char", *span)
        yield from _evidence(span, document, terms)


def fact_from(node: NamedNode, properties: Properties, *, terms: Terms = TERMS) -> AnyFact:
    """The fact that is described by these properties; its evidence is read off the fragments of its sources."""
    class_name = _local(_one(properties, TYPE), terms.namespace)
    fact_type = next((key for key, name in FACT_CLASSES.items() if name == class_name), None)
    if fact_type is None:
        raise RecordError(f"a fact's class is one of {', '.join(FACT_CLASSES.values())}; got {class_name!r}")
    kind = FACT_TYPES[fact_type]
    ordered = _ordered(properties, terms)
    data: dict[str, Any] = {"type": fact_type}
    for name, many in kind.arguments().items():
        ids = sorted(terms.local(each) for each in _nodes(properties, terms.term(property_name(name))))
        values = ordered.get(name, ids)
        if sorted(values) != ids or (not many and len(ids) > 1):
            raise RecordError(f"{node.value} has more for {name!r} than it can: {ids}")
        if values:
            data[kind.json_name(name)] = values if many else values[0]
    for name in (*kind.labels(), "modality"):
        value = _one(properties, terms.term(property_name(name)))
        if isinstance(value, Literal):
            data[name] = value.value
        elif value is not None:
            data[name] = _word(fact_type, name, _local(value, terms.namespace))
    data["confidence"] = float(_text(properties, terms.term("confidence")) or "nan")
    data["evidence"] = sorted(map(_span, _nodes(properties, DERIVED_FROM)))
    return Fact.from_dict(data)


def _label(fact: AnyFact, name: str, value: str, terms: Terms) -> NamedNode | Literal:
    if name in choices(fact.type):
        return terms.term(concept_name(fact.type, name, value))
    return Literal(value, datatype=_EDTF) if name in _DATES else Literal(value)


def _word(fact_type: str, name: str, concept: str) -> str:
    words = {concept_name(fact_type, name, word): word for word in choices(fact_type).get(name, ())}
    if concept not in words:
        raise RecordError(f"the {name} of a {fact_type} is one of {', '.join(words)}; got {concept!r}")
    return words[concept]


def _order(node: NamedNode, name: str, ids: tuple[str, ...], terms: Terms) -> Iterator[_Triple]:
    """RDF keeps no order, and a fact's id depends on it: noted only where it is not the alphabetical one."""
    if len(set(ids)) != len(ids):
        raise RecordError(f"a fact names each {name} once; got {ids!r}")
    if list(ids) != sorted(ids):
        minted = (terms.entity(id).value.removeprefix(terms.base) for id in ids)
        yield node, terms.term("order"), Literal(" ".join((property_name(name), *minted)))


def _ordered(properties: Properties, terms: Terms) -> dict[str, list[str]]:
    found = {}
    for value in properties.get(terms.term("order"), ()):
        name, *minted = value.value.split(" ") if isinstance(value, Literal) else ("",)
        field = "against" if name == property_name("against") else name
        found[field] = [terms.local(NamedNode(terms.base + each)) for each in minted]
    return found


def _interval(node: NamedNode, interval: Interval | None, terms: Terms) -> Iterator[_Triple]:
    if interval is None:
        return
    if interval.begin:
        yield node, terms.term("begin"), Literal(interval.begin.isoformat(), datatype=_DATE)
    if interval.end:
        yield node, terms.term("end"), Literal(interval.end.isoformat(), datatype=_DATE)
    yield node, terms.term("precision"), Literal(interval.precision)


def _evidence(span: Span, document: Document, terms: Terms) -> Iterator[_Triple]:
    start, end = span
    if not 0 <= start < end <= len(document.text):
        raise RecordError(
            f"evidence lies in its text, of {len(document.text)} characters; got {span} in {document.id!r}"
        )
    node, quote, position = (terms.part(document.id, name, start, end) for name in ("char", "quote", "position"))
    yield node, TYPE, well_known("oa:SpecificResource")
    yield node, well_known("oa:hasSource"), terms.document(document.id)
    yield node, well_known("oa:hasSelector"), quote
    yield node, well_known("oa:hasSelector"), position
    yield quote, TYPE, well_known("oa:TextQuoteSelector")
    yield quote, well_known("oa:exact"), Literal(document.text[start:end])
    yield quote, well_known("oa:prefix"), Literal(document.text[max(0, start - CONTEXT) : start])
    yield quote, well_known("oa:suffix"), Literal(document.text[end : end + CONTEXT])
    yield position, TYPE, well_known("oa:TextPositionSelector")
    yield position, well_known("oa:start"), Literal(start)
    yield position, well_known("oa:end"), Literal(end)


def _span(node: NamedNode) -> Span:
    found = _SPAN.search(node.value)
    if not found:
        raise RecordError(f"evidence ends in #char=START,END; got {node.value}")
    return int(found[1]), int(found[2])


def _plain(number: float) -> str:
    """A decimal in its canonical form, so that it reads the same before and after a store."""
    return format(Decimal(repr(float(number))).normalize(), "f")


# --- reading values ----------------------------------------------------------------------------------------------


def _one(properties: Properties, property: NamedNode) -> Term | None:
    values = properties.get(property, [])
    if len(values) > 1:
        raise RecordError(f"{property.value} has one value; got {sorted(map(str, values))}")
    return values[0] if values else None


def _text(properties: Properties, property: NamedNode) -> str | None:
    value = _one(properties, property)
    if value is not None and not isinstance(value, Literal):
        raise RecordError(f"{property.value} has a literal; got {value}")
    return value.value if value is not None else None


def _nodes(properties: Properties, property: NamedNode) -> list[NamedNode]:
    return [value for value in properties.get(property, ()) if isinstance(value, NamedNode)]


def _local(node: Term | None, namespace: str) -> str:
    return node.value.removeprefix(namespace) if isinstance(node, NamedNode) else ""
