from __future__ import annotations

from dataclasses import replace

import pytest

from graph.fact import MODALITIES
from graph.facts import Agreement, AnyFact, Meeting, Membership, Mission, Participation, Relation, Role, Visit
from graph.quads import canonical, from_quads, to_quads
from graph.reading import Reading
from graph.records import Document, Entity
from graph.shortcuts import NAMES, Edge, shortcuts
from graph.terms import TERMS

ENTITIES = {
    "baku": Entity(id="baku", type="Place", names=("Baku",), country="az"),
    "sea": Entity(id="sea", type="Place", names=("Caspian Sea",)),
    "embassy": Entity(id="embassy", type="Mission", names=("Azerbaijani embassy",), country="az"),
}


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (Role(person="p", title="t", body="b"), [("p", "holdsPost", "b")]),
        (Role(person="p", title="t", body="b", status="acting"), [("p", "holdsPost", "b")]),
        (Role(person="p", title="t", body="b", status="former"), [("p", "heldPost", "b")]),
        (Role(person="p", title="t", body="b", status="designate"), []),  # not yet in office
        (Role(person="p", title="t"), []),
        (Membership(member="m", body="b"), [("m", "memberOf", "b")]),
        (Membership(member="m", body="b", status="former"), [("m", "formerMemberOf", "b")]),
        (Membership(member="m", body="b", kind="candidate"), [("m", "candidateFor", "b")]),
        (Membership(member="m", body="b", kind="candidate", status="former"), []),
        (Visit(visitor=("p", "q"), destination=("sea",)), [("p", "visited", "sea"), ("q", "visited", "sea")]),
        (Visit(visitor=("p",), destination=("baku",)), [("p", "visited", "az"), ("p", "visited", "baku")]),
        # An embassy belongs to a country and lies in another.
        (Visit(visitor=("p",), destination=("embassy",)), [("p", "visited", "embassy")]),
        (Visit(visitor=("p",), host=("q",)), []),
        (Meeting(participant=("p",), against=("q",)), [("p", "met", "q"), ("q", "met", "p")]),
        (
            Meeting(participant=("p", "q"), against=("r",)),
            [("p", "met", "r"), ("q", "met", "r"), ("r", "met", "p"), ("r", "met", "q")],
        ),
        (Meeting(participant=("p", "q")), [("p", "met", "q"), ("q", "met", "p")]),
        (Meeting(participant=("p",)), []),
        (Mission(sender="s", receiver="r", place="baku"), [("s", "hasMissionIn", "r")]),
        (Mission(sender="s", place="baku"), [("s", "hasMissionIn", "az"), ("s", "hasMissionIn", "baku")]),
        (Mission(sender="s", receiver="baku"), [("s", "hasMissionIn", "az"), ("s", "hasMissionIn", "baku")]),
        (Mission(sender="s", receiver="r", action="close"), []),
        (Mission(receiver="r", mission="embassy"), []),
        (Agreement(agreement="a", party=("p", "q"), action="sign"), [("p", "signed", "a"), ("q", "signed", "a")]),
        (Agreement(agreement="a", party=("p",), action="breach"), []),
        (Agreement(party=("p", "q"), action="sign"), []),
        (Participation(participant=("p",), event="e", capacity="host"), [("p", "participatedIn", "e")]),
        (Relation(source="s", target="t", action="condemn"), [("s", "condemned", "t")]),
        (
            Relation(source="s", target="t", action="restore"),
            [("s", "establishedRelationsWith", "t"), ("t", "establishedRelationsWith", "s")],
        ),
        (Relation(source="s", target="t", action="summon"), []),
        (Meeting(participant=("p",), against=("p",)), []),  # nobody meets himself
    ],
)
def test_shortcuts_of_a_fact(fact: AnyFact, expected: list[Edge]) -> None:
    assert shortcuts(fact, ENTITIES) == expected
    assert {name for _, name, _ in expected} <= NAMES


@pytest.mark.parametrize("modality", [modality for modality in MODALITIES if modality != "actual"])
def test_shortcuts_stand_for_actual_facts_alone(modality: str) -> None:
    visit = Visit(visitor=("p",), destination=("baku",))
    assert shortcuts(visit, ENTITIES)
    assert shortcuts(replace(visit, modality=modality), ENTITIES) == []


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (Role(person="p", title="t", body="b"), [("p", "heldPost", "b")]),
        (Role(person="p", title="t", body="b", status="acting"), [("p", "heldPost", "b")]),
        (Role(person="p", title="t", body="b", status="designate"), []),  # never taken up, for all that is said
        (Membership(member="m", body="b"), [("m", "formerMemberOf", "b")]),
        (Membership(member="m", body="b", kind="observer"), []),
        (Mission(sender="s", receiver="r"), []),
    ],
)
def test_shortcuts_of_what_is_past_are_not_of_the_present(fact: AnyFact, expected: list[Edge]) -> None:
    assert shortcuts(fact, ENTITIES, past=True) == expected


DE, PACT = "state/DE", "organisation/pact"
FI, NO = "state/FI", "state/NO"
ABOUT = {
    id: Entity(id=id, type=type, names=(id,), country=country)  # type: ignore[arg-type]
    for id, type, country in (
        (DE, "State", None), (FI, "State", None), (NO, "State", None), (PACT, "Organisation", None),
        ("person/ada", "Person", None), ("place/oslo", "Place", NO),
    )
}  # fmt: skip
MEMBER = Membership(member=DE, body=PACT)
OPENED = Mission(sender=FI, place="place/oslo", action="open", date="2019")
CLOSED = Mission(sender=FI, receiver=NO, action="close", date="2021")


@pytest.mark.parametrize(
    ("written", "facts", "expected"),
    [
        ("2021", [replace(MEMBER, start="1980", end="1990")], {"formerMemberOf"}),
        ("1985", [replace(MEMBER, start="1980", end="1990")], {"memberOf"}),
        (None, [replace(MEMBER, start="1980", end="1990")], {"memberOf"}),  # of when, nobody knows
        ("2021", [Role(person="person/ada", title="president", body=FI, start="2000", end="2010")], {"heldPost"}),
        # What ended another fact of the document leaves open, as of its own day.
        ("2021", [replace(MEMBER, start="1980"), replace(MEMBER, end="1990", status="former")], {"formerMemberOf"}),
        ("2021", [replace(MEMBER, start="2018"), replace(MEMBER, end="1990", status="former")],
         {"formerMemberOf", "memberOf"}),  # it came back
        ("2022", [OPENED, CLOSED], set()),
        (None, [OPENED, CLOSED], set()),
        ("2022", [OPENED], {"hasMissionIn"}),
        ("2022", [replace(OPENED, date="2022"), CLOSED], {"hasMissionIn"}),
        ("2020", [OPENED, replace(CLOSED, modality="planned")], {"hasMissionIn"}),
    ],
)  # fmt: skip
def test_shortcuts_of_a_document_are_of_its_day(written: str | None, facts: list[AnyFact], expected: set[str]) -> None:
    reading = Reading(document=Document(id="d", text="…", date=written), entities=ABOUT, facts=tuple(facts))
    names = {quad.predicate.value.removeprefix(TERMS.namespace) for quad in to_quads(reading)}
    assert names & NAMES == expected
    assert from_quads(to_quads(reading)).facts == canonical(reading).facts
