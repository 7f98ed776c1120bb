from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
import rdflib
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import RDF, SH

from graph.check import Fault, check
from graph.facts import Agreement, AnyFact, Meeting, Membership, Mission, Participation, Relation, Role, Visit
from graph.ontology import ontology
from graph.quads import to_quads
from graph.reading import Reading
from graph.records import Document, Entity
from graph.store import Store
from graph.terms import TERMS, Terms

ENTITIES = {
    id: Entity(id=id, type=id.partition("/")[0].capitalize(), names=(id,))  # type: ignore[arg-type]
    for id in (
        "person/ann", "person/bo", "state/FI", "state/SE", "organisation/un", "place/oslo", "event/summit",
        "agreement/treaty", "mission/embassy",
    )
}  # fmt: skip
DOCUMENT = Document(id="d", text="Ann of Finland met Bo of Sweden.")
EVIDENCE = ((0, 14),)
GRAPH = TERMS.document("d")
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in TERMS.prefixes().items())


def sound(fact: AnyFact) -> list[Quad]:
    return to_quads(Reading(document=DOCUMENT, entities=ENTITIES, facts=(replace(fact, evidence=EVIDENCE),)))


def broken(fact: AnyFact, drop: str, add: str) -> list[Quad]:
    """The quads of a fact without those that `drop` is found in, and with those of `add`, where it is `_:fact`."""
    quads, node = sound(fact), TERMS.fact(fact.id("d"))
    kept = [quad for quad in quads if not drop or not re.search(drop, str(quad))]
    assert bool(drop) == (len(kept) < len(quads))
    read = [quad.triple for quad in parse(PREFIXES + add, RdfFormat.TURTLE)]
    assert bool(add) == bool(read)
    return kept + [Quad(node if str(each.subject) == "_:fact" else each.subject, each.predicate, each.object, GRAPH)
                   for each in read]  # fmt: skip


def faults(quads: Iterable[Quad]) -> list[Fault]:
    with Store.open() as store:
        with store.writing() as batch:
            batch.put(GRAPH, quads)
        return list(check(store))


def test_check_finds_nothing_in_sound_readings(readings: list[Reading]) -> None:
    with Store.open() as store:
        with store.writing() as batch:
            for reading in readings:
                batch.put(store.terms.document(reading.document.id), to_quads(reading))
        assert list(check(store)) == []


def test_check_finds_nothing_in_an_empty_store() -> None:
    with Store.open() as store:
        assert list(check(store)) == []


VISIT = Visit(visitor=("person/ann",), destination=("place/oslo",), date="2024")
BEGINS = "it begins on one day, before it ends"
COUNTRY = "an entity lies in, or belongs to, one country, which is a state"
QUOTES = "the words of the evidence are not those of the document at that position"


@pytest.mark.parametrize(
    ("drop", "add", "message"),
    [
        ("ns#modality", "", "a fact has one of the six modalities"),
        ("ns#modality", "_:fact lg:modality lg:Hoped .", "a fact has one of the six modalities"),
        ("", "_:fact lg:modality lg:Denied .", "a fact has one of the six modalities"),
        ("ns#confidence", "", "a fact has a confidence between 0 and 1"),
        ("ns#confidence", "_:fact lg:confidence 1.1 .", "a fact has a confidence between 0 and 1"),
        ("wasDerivedFrom", "", "a fact has evidence"),
        ("", "_:fact prov:wasDerivedFrom <https://example.org/> .", "a fact has evidence"),
        ("", "_:fact lg:statedIn document:e .", "a fact is stated in one document"),
        ("", "_:fact lg:speaker place:oslo .", "a speaker is one who can act"),
        # Time.
        ("ns#begin", '_:fact lg:begin "2026-01-01"^^xsd:date .', BEGINS),
        ("ns#begin", '_:fact lg:begin "2025-01-01"^^xsd:date .', BEGINS),  # no day long, for the end is exclusive
        ("ns#begin", '_:fact lg:begin "2024-01" .', BEGINS),
        ("", '_:fact lg:begin "2024-06-01"^^xsd:date .', BEGINS),
        ("", '_:fact lg:end "2024-06-01"^^xsd:date .', "it ends before one day"),
        ("ns#precision", '_:fact lg:precision "decade" .', "a precision is year, month or day"),
        ("ns#(begin|end)>", "", "what has a precision has a first day, or a day that it ends before"),
        # Evidence, document, entities.
        ("oa#hasSource", "", "evidence lies in one document"),
        ("oa#exact", "", QUOTES),
        ("oa#start", "", QUOTES),
        ("oa#exact", "<https://w3id.org/legation/id/document/d#quote=0,14> oa:exact 'Ann of Finnland' .", QUOTES),
        ("oa#end", "<https://w3id.org/legation/id/document/d#position=0,14> oa:end 15 .", QUOTES),
        ("ns#text", "", "a document has its text"),
        ('prefLabel> "person/ann"', "", "an entity has one preferred name in a document"),
        ("", "person:ann skos:prefLabel 'Anna' .", "an entity has one preferred name in a document"),
        ("", "place:oslo lg:country state:FI , state:SE .", COUNTRY),
        ("", "place:oslo lg:country 'Norway' .", COUNTRY),
        ("", "mission:embassy lg:country organisation:un .", COUNTRY),
    ],
)
def test_check_finds_what_is_wrong_with_any_fact(drop: str, add: str, message: str) -> None:
    assert message in {fault.message for fault in faults(broken(VISIT, drop, add))}


ROLE = Role(person="person/ann", title="Envoy", body="state/FI", to="state/SE")
MEMBERSHIP = Membership(member="state/FI", body="organisation/un")
MEETING = Meeting(participant=("person/ann",), against=("person/bo",), place="place/oslo")
MISSION = Mission(mission="mission/embassy", sender="state/FI", receiver="state/SE", place="place/oslo")
AGREEMENT = Agreement(agreement="agreement/treaty", party=("state/FI",), place="place/oslo")
PARTICIPATION = Participation(participant=("person/ann",), event="event/summit", place="place/oslo")
RELATION = Relation(source="state/FI", target="state/SE", action="summon")


@pytest.mark.parametrize(
    "fact", [VISIT, ROLE, MEMBERSHIP, MEETING, MISSION, AGREEMENT, PARTICIPATION, RELATION], ids=lambda fact: fact.type
)
def test_check_finds_nothing_in_a_sound_fact(fact: AnyFact) -> None:
    assert faults(sound(fact)) == []


@pytest.mark.parametrize(
    "add", ["_:fact lg:speaker person:bo .", "place:oslo lg:country state:FI .", "place:oslo lg:country state:NO ."]
)
def test_check_finds_nothing_in_what_may_be_there(add: str) -> None:
    assert faults(broken(VISIT, "", add)) == []


@pytest.mark.parametrize(
    ("fact", "drop", "add", "message"),
    [
        (VISIT, "ns#visitor", "", "a visit has a visitor, who can act"),
        (VISIT, "", "_:fact lg:visitor place:oslo .", "a visit has a visitor, who can act"),
        (VISIT, "", "_:fact lg:visitor person:nobody .", "a visit has a visitor, who can act"),
        (VISIT, "ns#destination", "", "a visit has a destination, which one can go to"),
        (VISIT, "", "_:fact lg:destination agreement:treaty .", "a visit has a destination, which one can go to"),
        (VISIT, "", "_:fact lg:host event:summit .", "a host is one who can act"),
        (ROLE, "ns#person", "", "a role has one holder, who is a person"),
        (ROLE, "ns#person", "_:fact lg:person state:FI .", "a role has one holder, who is a person"),
        (ROLE, "", "_:fact lg:person person:bo .", "a role has one holder, who is a person"),
        (ROLE, "ns#title", "", "a role has a title"),
        (ROLE, "ns#title", "_:fact lg:title '' .", "a role has a title"),
        (ROLE, "", "_:fact lg:body state:SE .", "the post is one of at most one body, which is no person"),
        (ROLE, "ns#body", "_:fact lg:body person:bo .", "the post is one of at most one body, which is no person"),
        (ROLE, "ns#accreditedTo", "_:fact lg:accreditedTo place:oslo .",
         "an envoy is sent to at most one state, organisation or mission"),
        (ROLE, "ns#status", "", "a role has one status"),
        (ROLE, "ns#status", "_:fact lg:status lg:MembershipFormer .", "a role has one status"),
        (MEMBERSHIP, "ns#member>", "", "a membership has one member, who can act"),
        (MEMBERSHIP, "ns#member>", "_:fact lg:member place:oslo .", "a membership has one member, who can act"),
        (MEMBERSHIP, "ns#body", "", "a membership has one body, which is neither a person nor a place"),
        (MEMBERSHIP, "ns#body", "_:fact lg:body place:oslo .",
         "a membership has one body, which is neither a person nor a place"),
        (MEMBERSHIP, "ns#kind", "", "a membership has one kind"),
        (MEMBERSHIP, "ns#status", "", "a membership has one status"),
        (MEETING, "ns#participant", "", "a meeting has a participant, who can act"),
        (MEETING, "", "_:fact lg:participant place:oslo .", "a meeting has a participant, who can act"),
        (MEETING, "", "_:fact lg:counterpart place:oslo .", "the other side of a meeting is one who can act"),
        (MEETING, "ns#counterpart", "", "a meeting has another side, or two participants"),
        (MEETING, "ns#place", "_:fact lg:place person:bo .", "a meeting is in at most one place"),
        (MEETING, "ns#format", "", "a meeting has one format"),
        (MISSION, "ns#mission", "_:fact lg:mission organisation:un .", "the mission of a representation is a mission"),
        (MISSION, "", "_:fact lg:sender organisation:un .", "a mission is sent by at most one state or organisation"),
        (MISSION, "ns#receiver", "_:fact lg:receiver place:oslo .",
         "a mission is received by at most one state or organisation"),
        (MISSION, "ns#place", "_:fact lg:place person:bo .", "a mission is in at most one place"),
        (MISSION, "ns#(sender|mission)>", "", "a representation has a sender, or a mission with a name"),
        (MISSION, "ns#action", "", "a representation has one action"),
        (AGREEMENT, "ns#agreement", "_:fact lg:agreement event:summit .",
         "the agreement of a treaty action is an agreement"),
        (AGREEMENT, "ns#party", "", "a treaty action has a party, who can act"),
        (AGREEMENT, "", "_:fact lg:party agreement:treaty .", "a treaty action has a party, who can act"),
        (AGREEMENT, "ns#agreement", "", "a treaty action has an agreement, or two parties"),
        (AGREEMENT, "ns#place", "_:fact lg:place person:bo .", "a treaty action is in at most one place"),
        (AGREEMENT, "ns#action", "_:fact lg:action lg:RelationExpel .", "a treaty action has one action"),
        (PARTICIPATION, "ns#participant", "", "a participation has a participant, who can act or is the place of it"),
        (PARTICIPATION, "", "_:fact lg:participant agreement:treaty .",
         "a participation has a participant, who can act or is the place of it"),
        (PARTICIPATION, "ns#event", "", "a participation has one event"),
        (PARTICIPATION, "ns#event", "_:fact lg:event agreement:treaty .", "a participation has one event"),
        (PARTICIPATION, "ns#place", "_:fact lg:place person:bo .", "a participation is in at most one place"),
        (PARTICIPATION, "ns#capacity", "", "a participation has one capacity"),
        (RELATION, "ns#source", "", "a relation has one source, who can act"),
        (RELATION, "ns#source", "_:fact lg:source place:oslo .", "a relation has one source, who can act"),
        (RELATION, "ns#target", "", "a relation has one target, who can act"),
        (RELATION, "", "_:fact lg:target state:FI .", "a relation has one target, who can act"),
        (RELATION, "ns#action", "", "a relation has one action"),
    ],
)  # fmt: skip
def test_check_finds_what_is_wrong_with_a_type(fact: AnyFact, drop: str, add: str, message: str) -> None:
    assert message in {fault.message for fault in faults(broken(fact, drop, add))}


def test_check_is_tried_on_every_shape() -> None:
    shapes = rdflib.Graph().parse(data=ontology("shapes.ttl"), format="turtle")
    messages = {str(message) for message in shapes.objects(None, SH.message)}
    tables = (test_check_finds_what_is_wrong_with_any_fact, test_check_finds_what_is_wrong_with_a_type)
    tried = {case[-1] for test in tables for case in test.pytestmark[0].args[1]}  # type: ignore[attr-defined]
    assert messages == tried


def test_fault_names_fact_value_and_words() -> None:
    (fault,) = faults(broken(VISIT, "", "_:fact lg:host event:summit ."))
    assert fault == Fault(
        document="d",
        fact=VISIT.id("d"),
        node=TERMS.fact(VISIT.id("d")).value,
        message="a host is one who can act",
        value=TERMS.entity("event/summit").value,
        quote="Ann of Finland",
    )


def test_fault_of_evidence_names_the_fact_that_it_is_for() -> None:
    (fault,) = faults(broken(VISIT, "oa#end", "<https://w3id.org/legation/id/document/d#position=0,14> oa:end 15 ."))
    assert (fault.fact, fault.node, fault.quote) == (
        VISIT.id("d"),
        TERMS.part("d", "char", 0, 14).value,
        "Ann of Finland",
    )


def test_fault_of_an_entity_names_no_fact() -> None:
    (fault,) = faults(broken(VISIT, "", "person:bo skos:prefLabel 'Bob' ."))
    assert (fault.fact, fault.node, fault.quote) == ("", TERMS.entity("person/bo").value, "")


def test_faults_come_in_order(visit: Reading, talks: Reading) -> None:
    with Store.open() as store:
        with store.writing() as batch:
            for reading in (visit, talks):
                quads = [quad for quad in to_quads(reading) if "ns#modality" not in str(quad)]
                batch.put(store.terms.document(reading.document.id), quads)
        found = list(check(store))
    assert [fault.document for fault in found] == ["talks-2025"] * 5 + ["visit-2024"] * 8
    assert found == sorted(found)


def test_check_goes_with_the_namespaces_of_the_store(visit: Reading) -> None:
    terms = Terms(namespace="https://example.org/d#", base="https://example.org/x/")
    quads = to_quads(visit, terms=terms)
    with Store.open(terms=terms) as store:
        for kept in (quads, [quad for quad in quads if "d#modality" not in str(quad)]):
            with store.writing() as batch:
                batch.put(terms.document("visit-2024"), kept)
            assert len(list(check(store))) == (0 if kept is quads else 8)


def test_shapes_name_classes_and_properties_of_the_ontology() -> None:
    shapes, terms = (
        rdflib.Graph().parse(data=ontology(name), format="turtle") for name in ("shapes.ttl", "legation.ttl")
    )
    used = {node for triple in shapes for node in triple if isinstance(node, rdflib.URIRef)}
    ours = {node for node in used if node.startswith(TERMS.namespace)}
    assert len(ours) > 80
    assert {node for node in ours if (node, RDF.type, None) not in terms} == set()
