from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph.errors import RecordError
from graph.facts import Agreement, Meeting, Relation, Visit
from graph.quads import canonical, from_quads, to_quads
from graph.reading import Reading
from graph.records import Document, Entity
from graph.terms import TERMS, Terms, well_known

A, B, C = (Entity(id=id, type="Person", names=(id.upper(),)) for id in ("a", "b", "c"))
TEXT = "A met B and C. Then they parted."


def reading(*facts: Any, text: str = TEXT, entities: tuple[Entity, ...] = (A, B, C), **about: Any) -> Reading:
    document = Document(id="d", text=text, **about)
    return Reading(document=document, entities={entity.id: entity for entity in entities}, facts=facts)


def objects(quads: list[Quad], property: str) -> list[str]:
    node = well_known(property) if not property.startswith("lg:") else TERMS.term(property.removeprefix("lg:"))
    return sorted(quad.object.value for quad in quads if quad.predicate == node)


def test_from_quads_is_the_mirror_of_to_quads(readings: list[Reading]) -> None:
    for original in readings:
        returned = from_quads(to_quads(original))
        assert returned == canonical(original)
        assert returned.to_dict() == canonical(original).to_dict()
        assert {fact.id(original.document.id) for fact in returned.facts} == {
            fact.id(original.document.id) for fact in original.facts
        }


def test_from_quads_takes_quads_in_any_order(visit: Reading) -> None:
    assert from_quads(reversed(to_quads(visit))) == canonical(visit)


@pytest.mark.parametrize(
    "original",
    [
        reading(),
        reading(title="", source="", text=" "),
        reading(text='Line\n\nline \t "quoted" \\ back\\slash \r 你好 😀 é \x00'),
        reading(date="2025/2026", language="en", licence="CC BY 4.0"),
        reading(Meeting(participant=("b", "a"), against=("c",))),  # the order of the text
        reading(Meeting(participant=("c", "a", "b"))),
        reading(Meeting(participant=("a",), against=("c", "b"))),  # `against` has another name in RDF
        reading(Visit(visitor=("b", "a"), host=("b", "a"))),
        reading(Meeting(), Meeting(modality="denied"), Meeting(topic="x")),
        reading(Visit(visitor=("a",), evidence=((15, 32), (0, 5), (0, 5)))),
        reading(Visit(confidence=0.1 + 0.2), Visit(date="2024", confidence=0.0), Visit(date="2025", confidence=1)),
        reading(Agreement(party=("a",), action="enter_into_force", date="2024-03/2024-05")),
        reading(Meeting(participant=("a", "b"), evidence=((0, 5), (16, 20))), pages=(0, 16, 16)),
        reading(dates=((0, 15, "2024-03-05"), (16, 32, "2024/2025"))),
        reading(entities=(replace(A, names=("A", "Z", "B", "A")),)),
        reading(entities=(Entity(id="person/ş ə%#?", type="Person", names=("Ş",)),)),
        reading(entities=(Entity(id="p", type="Place", names=("P",), country="state/not-there", wikidata="Q1"),)),
    ],
)
def test_from_quads_gives_hard_readings_back(original: Reading) -> None:
    assert from_quads(to_quads(original)) == canonical(original)


def test_from_quads_sorts_what_rdf_does_not_keep() -> None:
    first = Visit(visitor=("a",), evidence=((15, 32), (2, 5)))
    second = Meeting(participant=("b", "a"), evidence=((0, 5),))
    returned = from_quads(to_quads(reading(first, second, entities=(C, A, replace(B, names=("B", "Y", "X"))))))
    assert [fact.type for fact in returned.facts] == ["meeting", "visit"]
    assert returned.facts[1].evidence == ((2, 5), (15, 32))
    assert list(returned.entities) == ["a", "b", "c"]
    assert returned.entities["b"].names == ("B", "X", "Y")


def test_to_quads_is_the_same_each_time(visit: Reading) -> None:
    quads = to_quads(visit)
    assert to_quads(visit) == quads
    assert len(set(quads)) == len(quads)


def test_to_quads_names_one_graph_after_the_document(visit: Reading) -> None:
    assert {quad.graph_name for quad in to_quads(visit)} == {TERMS.document("visit-2024")}


def test_to_quads_writes_time_as_days_with_an_exclusive_end() -> None:
    quads = to_quads(reading(Visit(date="2024-02", end="2024-03-20")))
    assert objects(quads, "lg:begin") == ["2024-02-01"]
    assert objects(quads, "lg:end") == ["2024-03-21"]
    assert objects(quads, "lg:precision") == ["month"]
    assert objects(quads, "lg:statedDate") == ["2024-02"]
    assert objects(quads, "lg:statedEnd") == ["2024-03-20"]


def test_to_quads_writes_evidence_as_quote_and_position() -> None:
    quads = to_quads(reading(Visit(visitor=("a",), evidence=((2, 7),))))
    assert objects(quads, "oa:exact") == ["met B"]
    assert objects(quads, "oa:prefix") == ["A "]
    assert objects(quads, "oa:suffix") == [" and C. Then they parted."]
    assert (objects(quads, "oa:start"), objects(quads, "oa:end")) == (["2"], ["7"])


def test_to_quads_counts_characters_and_not_bytes() -> None:
    quads = to_quads(reading(Visit(visitor=("a",), evidence=((3, 6),)), text="😀é Bo!"))
    assert objects(quads, "oa:exact") == ["Bo!"]


def test_to_quads_shares_evidence_between_facts() -> None:
    quads = to_quads(reading(*(Visit(visitor=(id,), evidence=((0, 5),)) for id in "abc")))
    assert len(objects(quads, "prov:wasDerivedFrom")) == 3
    assert objects(quads, "oa:exact") == ["A met"]


def test_to_quads_makes_no_shortcut_of_what_is_not_actual(visit: Reading) -> None:
    places = objects(to_quads(visit), "lg:visited")
    assert places == [TERMS.entity("place/baku").value, TERMS.entity("state/AZ").value]


def test_to_quads_lives_at_other_addresses(visit: Reading) -> None:
    terms = Terms(namespace="https://example.org/d#", base="https://example.org/x/")
    quads = to_quads(visit, terms=terms)
    assert not any("w3id.org" in str(quad) for quad in quads)
    assert from_quads(quads, terms=terms) == canonical(visit)
    with pytest.raises(RecordError):
        from_quads(quads)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (lambda: reading(date="last week"), "got 'last week'"),
        (lambda: reading(Visit(date="March")), "got 'March'"),
        (lambda: reading(Visit(evidence=((5, 99),))), r"within its 32 characters; got \(5, 99\)"),
        (lambda: reading(Visit(evidence=((-1, 4),))), r"got \(-1, 4\)"),
        (lambda: reading(Visit(evidence=((4, 4),))), r"got \(4, 4\)"),
        (lambda: reading(Visit(visitor=("nobody",))), r"names \['nobody'\]"),
        (lambda: reading(Visit(visitor=("a", "a"))), "names each visitor once"),
        (lambda: reading(Visit(evidence=((0, 1),)), Visit(evidence=((2, 3),))), "makes a claim twice"),
        (lambda: reading(entities=(replace(A, wikidata="P31"),)), "'P31'"),
        (lambda: reading(entities=(replace(A, id="document/d"),)), "'document/d'"),
        (lambda: reading(text="lone \ud800 surrogate"), "surrogates not allowed"),
        (lambda: replace(reading(), entities={"b": A}), "stands under another key, 'b'"),
    ],
)
def test_to_quads_refuses(broken: Callable[[], Reading], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        to_quads(broken())


FACT = Relation(source="a", target="b", action="summon", evidence=((0, 5),))
NODE = TERMS.fact(FACT.id("d"))
GRAPH = TERMS.document("d")


def changed(*, drop: str = "", add: tuple[NamedNode, NamedNode, Any] | None = None) -> list[Quad]:
    """The quads of a small reading without those that contain `drop`, and with another one."""
    quads = [quad for quad in to_quads(reading(FACT)) if not drop or drop not in str(quad)]
    return [*quads, Quad(*add, GRAPH)] if add else quads


@pytest.mark.parametrize(
    ("quads", "message"),
    [
        ([], "got 0 quads of 0 graphs"),
        ([*changed(), Quad(NODE, NODE, NODE, TERMS.document("e"))], "of 2 graphs"),
        ([Quad(NODE, NODE, NODE, DefaultGraph())], "one named graph"),
        (changed(drop="ns#text"), "has its text"),
        (changed(drop="prefLabel"), "has a name"),
        (changed(drop="ns#modality"), "has one modality"),
        (changed(drop="ns#action"), "has one action"),
        (changed(drop="ns#source"), "lacks an argument"),
        (changed(drop="ns#confidence"), "confidence between 0 and 1; got None"),
        (changed(drop="wasDerivedFrom"), "too much or too little"),
        (changed(drop="oa#exact"), "too much or too little"),
        (changed(add=(NODE, TERMS.term("visitor"), TERMS.entity("a"))), "too much or too little"),
        (changed(add=(NODE, TERMS.term("source"), TERMS.entity("c"))), "out of order"),
        (changed(add=(NODE, TERMS.term("source"), Literal("a"))), "is an IRI"),
        (changed(add=(NODE, TERMS.term("modality"), TERMS.term("Planned"))), "has one .*modality"),
        (changed(drop="ns#modality", add=(NODE, TERMS.term("modality"), TERMS.term("Hoped"))), "got 'Hoped'"),
        (changed(drop="ns#modality", add=(NODE, TERMS.term("modality"), Literal("actual"))), "is an IRI"),
        (changed(drop="ns#modality", add=(NODE, TERMS.term("modality"), TERMS.entity("a"))), "is a term of"),
        (changed(drop="ns#confidence", add=(NODE, TERMS.term("confidence"), Literal("high"))), "got 'high'"),
        (changed(add=(NODE, TERMS.term("order"), Literal("source b a"))), "out of order"),
        (changed(add=(NODE, well_known("prov:wasDerivedFrom"), GRAPH)), "ends in #char"),
        # The claim was changed and its id was not.
        (changed(drop="ns#action", add=(NODE, TERMS.term("action"), TERMS.term("RelationExpel"))), "too much"),
        # An edge that no fact stands for.
        (changed(add=(TERMS.entity("a"), TERMS.term("met"), TERMS.entity("b"))), "too much or too little"),
    ],
)
def test_from_quads_refuses_what_to_quads_would_not_make(quads: list[Quad], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        from_quads(quads)


def test_from_quads_takes_what_was_not_changed() -> None:
    assert from_quads(changed()) == canonical(reading(FACT))


def test_to_quads_gives_evidence_the_page_that_it_begins_on() -> None:
    fact = Meeting(participant=("a", "b"), evidence=((0, 5), (16, 20)))
    assert objects(to_quads(reading(fact, pages=(0, 16))), "lg:page") == ["1", "2"]
    assert objects(to_quads(reading(fact)), "lg:page") == []


@pytest.mark.parametrize(
    ("name", "value"), [("pageStarts", "0 x"), ("datedSpans", "0 5"), ("datedSpans", "0 5 2024 6")]
)
def test_from_quads_refuses_pages_and_dates_that_are_none(name: str, value: str) -> None:
    quads = to_quads(reading())
    broken = Quad(TERMS.document("d"), TERMS.term(name), Literal(value), TERMS.document("d"))
    with pytest.raises(RecordError, match="pages and dated spans are numbers and dates"):
        from_quads([*quads, broken])
