from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from owlrl.Namespaces import ERRNS as ERROR_NS
from pyoxigraph import Quad
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.namespace import PROV

from graph.formats import serialised
from graph.keeping.decision import Decision
from graph.keeping.desk import about_fact, decide
from graph.knowledge import KnowledgeGraph
from graph.ontology import FACT_CLASSES, concepts, ontology
from graph.quads import to_quads
from graph.reading import Reading
from graph.records import ENTITY_TYPES
from graph.shortcuts import NAMES
from graph.store import Store
from graph.terms import NAMESPACE, TERMS, Terms

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
    kinds = (*PROPERTIES, OWL.AnnotationProperty)
    properties = {node for kind in kinds for node in terms.subjects(RDF.type, kind)}
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


def test_ontology_declares_all_that_is_kept_beside_documents(terms: Graph, readings: list[Reading]) -> None:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        [fact] = [each for each in graph.facts(type="agreement") if each.fact.modality == "actual"]
        decide(graph.store, [about_fact(graph.store, fact.id, Decision(action="note", fact=fact.id, text="so"))])
        beside = [quad for quad in graph.store.quads() if not TERMS.is_document(quad.graph_name)]  # type: ignore[arg-type]
    used = {term.value for quad in beside for term in (quad.predicate, quad.object, quad.graph_name)}  # type: ignore[union-attr]
    ours = {each for each in used if each.startswith(NAMESPACE)}
    assert {LG.reportOf, LG.note, LG.decisions, LG.happenings} <= {URIRef(each) for each in ours}
    assert ours - set(map(str, declared(terms))) == set()


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


def test_ontology_puts_each_concept_at_the_top_of_its_scheme(terms: Graph) -> None:
    schemes, tops = (set(terms.subject_objects(property)) for property in (SKOS.inScheme, SKOS.topConceptOf))
    assert schemes == tops


ALIGNMENTS = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
)
OUR_OWN = {
    *"accreditedTo mission action status argument order confidence".split(),
    *"documentCount sourceCount decides record".split(),
    *"visited candidateFor withdrewFrom recognised sanctioned supported condemned accused threatened".split(),
}
"""Classes and properties that nobody else has one of, not even one that is related."""


def aligned(terms: Graph, node: URIRef) -> set[str]:
    """What a term is aligned with in the vocabularies of others."""
    others = {str(other) for property in ALIGNMENTS for other in terms.objects(node, property)}
    return {other for other in others if other.startswith("http") and not other.startswith(NAMESPACE)}


def test_ontology_aligns_every_class_and_property_that_others_have(terms: Graph) -> None:
    ours = {node for kind in (OWL.Class, *PROPERTIES) for node in terms.subjects(RDF.type, kind) if node in LG}
    assert {node.removeprefix(NAMESPACE) for node in ours if not aligned(terms, node)} == OUR_OWN


@pytest.mark.parametrize("vocabulary", ["schema", "org", "prov", "skos", "dcterms", "time", "wd"])
def test_ontology_is_aligned_with_each_vocabulary(terms: Graph, vocabulary: str) -> None:
    used = {other for node in declared(terms) for other in aligned(terms, node)}
    assert any(other.startswith(TERMS.prefixes()[vocabulary]) for other in used)


@pytest.mark.parametrize(
    ("name", "property", "other"),
    [
        ("Person", RDFS.subClassOf, PROV.Person),
        ("speaker", RDFS.subPropertyOf, PROV.wasAttributedTo),
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


# --- reasoning ---------------------------------------------------------------------------------------------------


def contradictions(quads: Iterable[Quad], more: str = "") -> list[str]:
    """What OWL RL finds wrong in some quads under the ontology; it says so in the graph itself."""
    data = Graph().parse(data=ontology(), format="turtle")
    data.parse(data=serialised(quads, "nt"), format="ntriples")
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in TERMS.prefixes().items())
    data.parse(data=prefixes + more, format="turtle")
    DeductiveClosure(OWLRL_Semantics).expand(data)
    return sorted(str(found) for found in data.objects(None, URIRef(ERROR_NS + "error")))


def test_ontology_and_readings_hold_together(readings: list[Reading]) -> None:
    assert contradictions(quad for reading in readings for quad in to_quads(reading)) == []


def test_ontology_and_samples_hold_together(samples_store: Path) -> None:
    with Store.open(samples_store, read_only=True) as store:
        assert contradictions(store.quads()) == []


PLANTED = {
    "person:ann": ("person:ann a lg:Person , lg:State .", "Person State"),
    "place:bonn": ("place:bonn a lg:Place . [] lg:visitor place:bonn .", "Actor Place"),  # by the range of a property
    "organisation:un": ("organisation:un a lg:Organisation . [] lg:event organisation:un .", "Actor Event"),
    "event:talks": ("event:talks a lg:Event . person:bo lg:signed event:talks .", "Agreement Event"),  # of a shortcut
    "organisation:eu": ("organisation:eu a lg:Organisation . [] lg:country organisation:eu .", "Organisation State"),
    "place:dover": ("place:dover a lg:Place ; owl:sameAs state:FI . state:FI a lg:State .", "Place State"),
    "place:essen": ("place:essen a lg:Place ; lg:modality lg:Denied .", "Entity Fact"),
    "document:d": ("document:d a lg:Document ; lg:speaker person:cy .", "Document Fact"),
}
"""Things of which something is said that cannot be, each with two classes that nothing can have together."""


@pytest.fixture(scope="module")
def wrong() -> list[str]:
    return contradictions((), "\n".join(said for said, _ in PLANTED.values()))


@pytest.mark.parametrize("node", PLANTED)
def test_reasoning_finds_a_planted_contradiction(wrong: list[str], node: str) -> None:
    prefix, _, local = node.partition(":")
    words = {TERMS.prefixes()[prefix] + local, *(NAMESPACE + name for name in PLANTED[node][1].split())}
    assert any(words <= set(error.split()) for error in wrong), wrong


def test_reasoning_finds_nothing_in_what_may_be_said() -> None:
    # A place stands for those who hold an event there; a state visits, and an organisation speaks.
    said = """
        [] lg:participant place:oslo . place:oslo a lg:Place ; lg:country state:NO .
        [] lg:visitor state:NO ; lg:speaker organisation:un . organisation:un a lg:Organisation .
    """
    assert contradictions((), said) == []


# --- event data --------------------------------------------------------------------------------------------------

PLOVER = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)


def codes(terms: Graph, name: str) -> tuple[list[str], list[str]]:
    """The CAMEO codes and the PLOVER types of a term."""
    cameo, plover = (sorted(map(str, terms.objects(LG[name], LG[scheme]))) for scheme in ("cameo", "plover"))
    return cameo, plover


@pytest.mark.parametrize(
    ("name", "cameo", "plover"),
    [
        ("Visit", ["042", "043"], ["CONSULT"]),
        ("MeetingCall", ["041"], ["CONSULT"]),
        ("TreatyActionSign", ["057"], ["SUPPORT"]),
        ("RepresentationClose", ["161"], ["SANCTION"]),
        ("RelationSanction", ["163"], ["COERCE"]),
        ("RelationRecognise", ["054"], ["SUPPORT"]),
        ("RelationExpel", ["166"], ["SANCTION"]),
    ],
)
def test_ontology_codes_acts_as_event_data_does(terms: Graph, name: str, cameo: list[str], plover: list[str]) -> None:
    assert codes(terms, name) == (cameo, plover)


def test_ontology_codes_every_act_between_two(terms: Graph) -> None:
    acts = [name for name, fact_type, field, _ in concepts() if (fact_type, field) == ("relation", "action")]
    assert len(acts) == 19
    for name in acts:
        cameo, plover = codes(terms, name)
        assert len(cameo) == len(plover) == 1, name
        assert re.fullmatch(r"\d{3}", cameo[0]) and plover[0] in PLOVER, name


def test_ontology_codes_every_fact_type_or_says_why_not(terms: Graph) -> None:
    for name in FACT_CLASSES.values():
        cameo, plover = codes(terms, name)
        assert bool(cameo) == bool(plover)
        assert cameo or "vent data" in str(terms.value(LG[name], RDFS.comment)), name
    assert set(map(str, terms.objects(None, LG.plover))) <= PLOVER


def test_ontology_moves_to_another_namespace() -> None:
    moved = Graph().parse(data=ontology(terms=Terms(namespace="https://example.org/d#")), format="turtle")
    assert (URIRef("https://example.org/d#Visit"), RDF.type, OWL.Class) in moved
    assert not any(str(node).startswith(NAMESPACE) for node in moved.subjects())
