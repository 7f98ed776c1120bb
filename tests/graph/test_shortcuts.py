from __future__ import annotations

from dataclasses import replace

import pytest

from graph.fact import MODALITIES
from graph.facts import Agreement, AnyFact, Meeting, Membership, Mission, Participation, Relation, Role, Visit
from graph.records import Entity
from graph.shortcuts import NAMES, Edge, shortcuts

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
