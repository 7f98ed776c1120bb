from __future__ import annotations

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from owlrl.Namespaces import ERRNS as ERROR_NS
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.namespace import PROV

from graph.facts import ENTITY_TYPES, Reading
from graph.formats import serialised
from graph.ontology import FACT_CLASSES, concepts, ontology
from graph.quads import to_quads
from graph.shortcuts import NAMES
from graph.terms import NAMESPACE, Terms

LG = Namespace(NAMESPACE)
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def terms() -> Graph:
    return Graph().parse(data=ontology(), format="turtle")


def declared(graph: Graph) -> set[URIRef]:
    return {node for node in graph.subjects(RDF.type) if isinstance(node, URIRef) and node in LG and node != URIRef(LG)}


def test_ontology_documents_every_term(terms: Graph) -> None:
    lacking = [
        f"{node} lacks {property}"
        for node in sorted(declared(terms))
        for property in (RDFS.label, RDFS.comment, SKOS.example)
        if len(list(terms.objects(node, property))) != 1
    ]
    assert lacking == []


def test_ontology_gives_every_property_a_domain_and_a_range(terms: Graph) -> None:
    properties = {node for kind in PROPERTIES for node in terms.subjects(RDF.type, kind)}
    assert len(properties) > 50
    lacking = [
        f"{node} lacks {property}"
        for node in sorted(properties)
        for property in (RDFS.domain, RDFS.range)
        if (node, property, None) not in terms
    ]
    assert lacking == []


def test_ontology_uses_no_term_of_ours_that_it_does_not_declare(terms: Graph) -> None:
    used = {node for triple in terms for node in triple if isinstance(node, URIRef) and node in LG}
    assert used - declared(terms) - {URIRef(LG)} == set()


def test_ontology_declares_all_that_quads_use(terms: Graph, readings: list[Reading]) -> None:
    used = {
        term.value
        for reading in readings
        for quad in to_quads(reading)
        for term in (quad.predicate, quad.object)
        if getattr(term, "value", "").startswith(NAMESPACE)
    }
    assert len(used) > 60
    assert used - set(map(str, declared(terms))) == set()


def test_ontology_declares_each_class_and_shortcut(terms: Graph) -> None:
    for name in (*ENTITY_TYPES, *FACT_CLASSES.values(), "Document", "Modality"):
        assert (LG[name], RDF.type, OWL.Class) in terms, name
    for name in NAMES:
        assert (LG[name], RDF.type, OWL.ObjectProperty) in terms, name
    facts = set(terms.subjects(RDFS.subClassOf, LG.Fact))
    assert facts == {LG[name] for name in FACT_CLASSES.values()}


def test_ontology_declares_each_concept_with_its_word(terms: Graph) -> None:
    known = list(concepts())
    assert ("RelationLiftSanctions", "relation", "action", "lift_sanctions") in known
    for name, _, _, word in known:
        assert str(terms.value(LG[name], SKOS.notation)) == word
        assert (terms.value(LG[name], SKOS.inScheme), RDF.type, SKOS.ConceptScheme) in terms


def test_ontology_has_no_concept_that_no_record_has(terms: Graph) -> None:
    words = {LG[name] for name, _, _, _ in concepts()}
    assert set(terms.subjects(SKOS.notation)) == words


@pytest.mark.parametrize(
    ("name", "property", "other"),
    [
        ("Person", RDFS.subClassOf, PROV.Person),
        ("Person", SKOS.exactMatch, URIRef("http://www.wikidata.org/entity/Q5")),
        ("Organisation", RDFS.subClassOf, URIRef("http://www.w3.org/ns/org#Organization")),
        ("memberOf", RDFS.subPropertyOf, URIRef("https://schema.org/memberOf")),
        ("begin", SKOS.closeMatch, URIRef("http://www.w3.org/2006/time#hasBeginning")),
        ("statedDate", RDFS.subPropertyOf, URIRef("http://purl.org/dc/terms/date")),
    ],
)
def test_ontology_is_aligned(terms: Graph, name: str, property: URIRef, other: URIRef) -> None:
    assert (LG[name], property, other) in terms


def test_ontology_never_makes_a_fact_an_event_of_others(terms: Graph) -> None:
    # A denied membership is a fact as well: as a subclass of org:Membership it would be one.
    for name in FACT_CLASSES.values():
        assert list(terms.objects(LG[name], RDFS.subClassOf)) == [LG.Fact]


def test_ontology_and_readings_hold_together(terms: Graph, readings: list[Reading]) -> None:
    data = Graph().parse(data=ontology(), format="turtle")
    quads = [quad for reading in readings for quad in to_quads(reading)]
    data.parse(data=serialised(quads, "nt"), format="ntriples")
    assert contradictions(data) == []
    # The near miss: somebody who is a state.
    data.add((LG["x"], RDF.type, LG.Person))
    data.add((LG["x"], RDF.type, LG.State))
    (found,) = contradictions(data)
    assert "Person" in found
    assert "State" in found


def contradictions(data: Graph) -> list[str]:
    """What OWL RL finds wrong, and says in the graph itself."""
    DeductiveClosure(OWLRL_Semantics).expand(data)
    return sorted(str(found) for found in data.objects(None, URIRef(ERROR_NS + "error")))


def test_ontology_codes_acts_as_event_data_does(terms: Graph) -> None:
    def codes(name: str) -> tuple[list[str], list[str]]:
        return tuple(sorted(map(str, terms.objects(LG[name], LG[scheme]))) for scheme in ("cameo", "plover"))

    assert codes("Visit") == (["042", "043"], ["CONSULT"])
    assert codes("RelationSanction") == (["163"], ["COERCE"])
    assert codes("RelationRecognise") == (["054"], ["SUPPORT"])


def test_ontology_moves_to_another_namespace() -> None:
    moved = Graph().parse(data=ontology(terms=Terms(namespace="https://example.org/d#")), format="turtle")
    assert (URIRef("https://example.org/d#Visit"), RDF.type, OWL.Class) in moved
    assert not any(str(node).startswith(NAMESPACE) for node in moved.subjects())
