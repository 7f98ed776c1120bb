"""Readings as RDF and back: `to_quads` and `from_quads` are mirrors, and raise on what the other would not make.

One document is one named graph, called by the document's IRI. What is unordered in RDF comes back in a fixed order:
a fact's evidence by offset, facts by their evidence, entities by id, an entity's further names by alphabet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from graph.claims import Triple, dated, fact_from, interval_triples, to_triples
from graph.dates import Interval
from graph.described import TYPE, Described
from graph.errors import RecordError
from graph.ontology import FACT_CLASSES
from graph.phrases import sentence
from graph.reading import Reading
from graph.records import ENTITY_TYPES, Document, Entity
from graph.shortcuts import shortcuts
from graph.terms import TERMS, VOCABULARIES, Term, Terms, well_known
from graph.valid_time import past

PREF_LABEL = well_known("skos:prefLabel")
ALT_LABEL = well_known("skos:altLabel")
SAME_AS = well_known("owl:sameAs")
LABEL = well_known("rdfs:label")
"""Of a fact: what it says as a sentence, so that any viewer of graphs shows it. It follows from the rest."""
_DOCUMENT_FIELDS = {
    "title": well_known("dc:title"),
    "date": well_known("dc:date"),
    "source": well_known("dc:source"),
    "language": well_known("dc:language"),
    "licence": well_known("dc:rights"),
}


def to_quads(reading: Reading, *, terms: Terms = TERMS) -> list[Quad]:
    """A reading as quads of one named graph, without repetitions, in a fixed order.

    Raises:
        RecordError: a date, span, id or Wikidata id is not what it should be, a fact names an entity that is not
            there, or two facts make the same claim.

    >>> reading = Reading(document=Document(id="d", text="Nothing happened."), entities={}, facts=())
    >>> to_quads(reading)[0].graph_name.value
    'https://w3id.org/legation/id/document/d'
    """
    document, graph = reading.document, terms.document(reading.document.id)
    twice = [id for id, count in Counter(fact.id(document.id) for fact in reading.facts).items() if count > 1]
    if twice:
        raise RecordError(f"document {document.id!r} makes a claim twice ({twice[0]}); merge such facts first")
    triples = [*_document(document, terms)]
    for key, entity in sorted(reading.entities.items()):
        if key != entity.id:
            raise RecordError(f"entity {entity.id!r} stands under another key, {key!r}")
        triples += entity_triples(entity, terms=terms)
    for fact, over in zip(reading.facts, past(reading), strict=True):
        lost = sorted({key for _, key in fact.entities()} - reading.entities.keys())
        if lost:
            raise RecordError(f"a {fact.type} of document {document.id!r} names {lost}, which are no entities there")
        triples += to_triples(fact, document, terms=terms)
        told = sentence(fact, lambda id: reading.entities[id].name, written=document.date)
        triples.append((terms.fact(fact.id(document.id)), LABEL, _literal(told)))
        for source, name, target in shortcuts(fact, reading.entities, past=over):
            triples.append((terms.entity(source), terms.term(name), terms.entity(target)))
    return [Quad(*triple, graph) for triple in dict.fromkeys(triples)]


def from_quads(quads: Iterable[Quad], *, terms: Terms = TERMS) -> Reading:
    """The reading that one document's quads were made of.

    Raises:
        RecordError: the quads are not exactly those that `to_quads` makes of some reading.
    """
    given = set(quads)
    graphs = {quad.graph_name for quad in given}
    graph = next(iter(graphs), None)
    if len(graphs) != 1 or not isinstance(graph, NamedNode):
        raise RecordError(f"a reading is the quads of one named graph; got {len(given)} quads of {len(graphs)} graphs")
    about: dict[Any, dict[NamedNode, list[Term]]] = {}
    for quad in given:
        about.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    entity_classes, fact_classes = (
        {terms.term(name) for name in names} for names in (ENTITY_TYPES, FACT_CLASSES.values())
    )
    entities, facts = [], []
    for node, properties in about.items():
        if not entity_classes.isdisjoint(properties.get(TYPE, ())):
            entities.append(entity_from(Described(node, properties), terms=terms))
        elif not fact_classes.isdisjoint(properties.get(TYPE, ())):
            facts.append(fact_from(Described(node, properties), terms=terms))
    document = document_from(Described(graph, about.get(graph, {})), terms=terms)
    by_id = {entity.id: entity for entity in entities}
    reading = canonical(Reading(document=document, entities=by_id, facts=tuple(facts)))
    strange = sorted(map(str, given.symmetric_difference(to_quads(reading, terms=terms))))
    if strange:
        raise RecordError(f"graph {graph.value} is no reading: it has too much or too little by {strange[0]}")
    return reading


def canonical(reading: Reading) -> Reading:
    """The reading in the order in which `from_quads` gives it back. Use it to compare two readings.

    Repeated names and spans are left out; nothing else is lost.
    """
    entities = {
        key: replace(entity, names=(entity.name, *sorted({*entity.names} - {entity.name})))
        for key, entity in sorted(reading.entities.items())
    }
    facts = [replace(fact, evidence=tuple(sorted({*fact.evidence}))) for fact in reading.facts]
    facts.sort(key=lambda fact: (fact.evidence, fact.id(reading.document.id)))
    return Reading(document=reading.document, entities=entities, facts=tuple(facts))


def document_from(described: Described, *, terms: Terms = TERMS) -> Document:
    """The document that a node describes.

    Raises:
        RecordError: it has no text, or a property has two values.
    """
    values: dict[str, Any] = {field: described.text(property) for field, property in _DOCUMENT_FIELDS.items()}
    text = described.text(terms.term("text"))
    if text is None:
        raise RecordError(f"a document has its text; {described.node.value} has none")
    pages, spans = ((described.text(terms.term(name)) or "").split() for name in ("pageStarts", "datedSpans"))
    try:
        values["pages"] = tuple(map(int, pages))
        values["dates"] = tuple(
            (int(start), int(end), date) for start, end, date in zip(*[iter(spans)] * 3, strict=True)
        )
    except ValueError as error:
        raise RecordError(f"pages and dated spans are numbers and dates; {described.node.value}: {error}") from error
    return Document(id=terms.local(described.node).removeprefix("document/"), text=text, **values)


def entity_from(described: Described, *, terms: Terms = TERMS) -> Entity:
    """The entity that a node describes; its further names are sorted.

    Raises:
        RecordError: it has no name, no known class, or a property has two values.
    """
    name = described.text(PREF_LABEL)
    if name is None:
        raise RecordError(f"an entity has a name; {described.node.value} has none")
    id = terms.local(described.node)
    # Other people's data may tell something of our entities without saying again what they are; the id does.
    kind = described.type(terms) if described.iri(TYPE) else id.partition("/")[0].capitalize()
    country, same = described.iri(terms.term("country")), described.iri(SAME_AS)
    return Entity(
        id=id,
        type=kind,  # type: ignore[arg-type]  # the record checks it
        names=(name, *described.texts(ALT_LABEL)),
        country=terms.local(country) if country else None,
        wikidata=same.value.removeprefix(VOCABULARIES["wd"]) if same else None,
    )


def _document(document: Document, terms: Terms) -> Iterator[Triple]:
    node = terms.document(document.id)
    yield node, TYPE, terms.term("Document")
    yield node, terms.term("text"), _literal(document.text)
    for field, property in _DOCUMENT_FIELDS.items():
        value = getattr(document, field)
        if value is not None:
            yield node, property, dated(value) if field == "date" else _literal(value)
    if document.pages:
        yield node, terms.term("pageStarts"), Literal(" ".join(map(str, document.pages)))
    if document.dates:
        spans = " ".join(f"{start} {end} {date}" for start, end, date in document.dates)
        yield node, terms.term("datedSpans"), Literal(spans)
    if document.date is not None:
        yield from interval_triples(node, Interval.parse(document.date), terms=terms)


def entity_triples(entity: Entity, *, terms: Terms = TERMS) -> Iterator[Triple]:
    """An entity with its class, names, country and Wikidata id.

    Raises:
        RecordError: the id or the Wikidata id is not what it should be.
    """
    node = terms.entity(entity.id)
    yield node, TYPE, terms.term(entity.type)
    yield node, PREF_LABEL, _literal(entity.name)
    for name in sorted({*entity.names} - {entity.name}):
        yield node, ALT_LABEL, _literal(name)
    if entity.country is not None:
        yield node, terms.term("country"), terms.entity(entity.country)
    if entity.wikidata is not None:
        if not re.fullmatch(r"Q[1-9][0-9]*", entity.wikidata):
            raise RecordError(f"a Wikidata id looks like Q227; entity {entity.id!r} has {entity.wikidata!r}")
        yield node, SAME_AS, NamedNode(VOCABULARIES["wd"] + entity.wikidata)


def _literal(value: str) -> Literal:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise RecordError(f"text is Unicode without lone surrogates; got {value[:40]!r}: {error.reason}") from error
    return Literal(value)
