"""Scoring: pairs, names, modality groups, and countries of places."""

from __future__ import annotations

import pytest

from extract.score import pairs, score
from graph.facts import Agreement, AnyFact, Meeting, Mission, Relation, Role, Visit
from graph.reading import Reading
from graph.records import Document, Entity

ENTITIES = {
    "p": Entity(id="p", type="Person", names=("Hakan Fidan", "Fidan")),
    "q": Entity(id="q", type="Person", names=("Péter Szijjártó",)),
    "tr": Entity(id="tr", type="State", names=("Türkiye", "Turkey")),
    "hu": Entity(id="hu", type="State", names=("Hungary",)),
    "bud": Entity(id="bud", type="Place", names=("Budapest",), country="hu"),
}


def reading(*facts: AnyFact, entities: dict[str, Entity] = ENTITIES) -> Reading:
    return Reading(document=Document(id="d", text=""), entities=entities, facts=facts)


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (Role(person="p", title="Foreign Minister"), [("p", None)]),
        (Meeting(participant=("p", "q", "tr")), [("p", "q"), ("p", "tr"), ("q", "tr")]),
        (Meeting(participant=("p",), against=("q", "hu")), [("p", "q"), ("p", "hu")]),
        (Agreement(party=("tr", "hu")), [("tr", "hu")]),
        (Agreement(party=("tr", "hu"), agreement="a"), [("tr", "a"), ("hu", "a")]),
        (Mission(sender="tr", place="bud"), [("tr", "bud")]),
        (Mission(sender="tr", receiver="hu", place="bud"), [("tr", "hu")]),
        (Visit(visitor=("p", "q"), destination=("bud",)), [("p", "bud"), ("q", "bud")]),
    ],
)
def test_pairs_breaks_a_fact_as_the_guide_says(fact: AnyFact, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(fact) == expected


VISIT = Visit(visitor=("p",), destination=("bud",), modality="planned")


@pytest.mark.parametrize(
    ("found", "strict", "right"),
    [
        (VISIT, True, 1),
        (Visit(visitor=("p",), destination=("hu",), modality="requested"), True, 1),  # country, and both open
        (Visit(visitor=("p",), destination=("bud",)), True, 0),  # said to have happened
        (Visit(visitor=("p",), destination=("bud",)), False, 1),  # which lenient forgives
        (Visit(visitor=("p",), destination=("tr",), modality="planned"), True, 0),
        (Visit(visitor=("q",), destination=("bud",), modality="planned"), True, 0),
    ],
)
def test_score_counts_pairs_with_their_modality(found: Visit, strict: bool, right: int) -> None:
    scores = score([reading(VISIT)], {"d": reading(found)}, strict=strict)
    assert (scores["visit"].right, scores["visit"].found, scores["visit"].wanted) == (right, 1, 1)


def test_score_matches_entities_by_any_name_folded() -> None:
    other = {
        "x": Entity(id="x", type="Person", names=("FIDAN",)),
        "y": Entity(id="y", type="State", names=("Turkiye",)),
    }
    gold = Role(person="p", title="Foreign Minister", body="tr")
    found = Role(person="x", title="minister", body="y")
    assert score([reading(gold)], {"d": reading(found, entities=other)})["all"].f1 == 1


def test_score_takes_mutual_acts_in_either_order_and_others_not() -> None:
    for action, right in (("sever", 1), ("condemn", 0)):
        gold = Relation(source="tr", target="hu", action=action)  # type: ignore[arg-type]
        found = Relation(source="hu", target="tr", action=action)  # type: ignore[arg-type]
        assert score([reading(gold)], {"d": reading(found)})["relation"].right == right


def test_score_of_a_missing_document_is_zero() -> None:
    scores = score([reading(VISIT)], {})
    assert (scores["all"].precision, scores["all"].recall, scores["all"].f1) == (0, 0, 0)
