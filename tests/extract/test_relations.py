"""Memberships, missions and relations: one sentence a construction, the near miss beside the hit."""

from __future__ import annotations

import pytest

from graph.facts import Fact, Reading
from tests.extract.conftest import Read


def found(reading: Reading, type: str) -> list[dict[str, str]]:
    """The facts of a type, with names for ids and without what the tests do not look at."""
    names = {key: entity.name for key, entity in reading.entities.items()}
    left_out = {"evidence", "confidence", "type"}
    return [
        {key: names.get(str(value), str(value)) for key, value in fact.to_dict().items() if key not in left_out}
        for fact in reading.facts
        if fact.type == type
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Finland joined NATO in April 2023.", [("Finland", "NATO", "member", "actual")]),
        ("Finland is a member of NATO.", [("Finland", "NATO", "member", "actual")]),
        ("Moldova wants to join the European Union.", [("Moldova", "European Union", "member", "requested")]),
        ("Norway is not a member of the European Union.", [("Norway", "European Union", "member", "denied")]),
        (
            "Three NATO countries (Latvia, Norway and Spain) took part.",
            [("Latvia", "NATO", "member", "actual"), ("Norway", "NATO", "member", "actual"), ("Spain", "NATO", "member", "actual")],
        ),
        ("The minister praised NATO in Oslo.", []),
        ("Norway, a non-NATO country in this story, waited.", []),
    ],
)
def test_memberships(read: Read, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    rows = [(r["member"], r["body"], r["kind"], r["modality"]) for r in found(read(text), "membership")]
    assert rows == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Swedish embassy in Baku was quiet.", [("Sweden", "Azerbaijan", "exists", "actual")]),
        ("Japan opened an embassy in Vanuatu.", [("Japan", "Vanuatu", "open", "actual")]),
        ("Canada will close its consulate in Lahore.", [("Canada", "Pakistan", "close", "planned")]),
        ("The embassy was quiet.", []),
    ],
)
def test_missions(read: Read, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    rows = [(r["sender"], r["receiver"], r["action"], r["modality"]) for r in found(read(text), "mission")]
    assert rows == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France condemned Iran.", [("France", "Iran", "condemn", "actual")]),
        ("Iran was condemned by France.", [("France", "Iran", "condemn", "actual")]),
        ("France condemned Iran's actions.", [("France", "Iran", "condemn", "actual")]),
        ("Chad severed diplomatic relations with Sudan.", [("Chad", "Sudan", "sever", "actual")]),
        ("Serbia refused to recognise Kosovo.", [("Serbia", "Kosovo", "recognise", "denied")]),
        ("Poland recalled its ambassador from Belarus.", [("Poland", "Belarus", "recall", "actual")]),
        ("The United States imposed sanctions on Syria.", [("United States", "Syria", "sanction", "actual")]),
        ("Norway praised the weather in Iran.", []),
    ],
)
def test_relations(read: Read, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    rows = [(r["source"], r["target"], r["action"], r["modality"]) for r in found(read(text), "relation")]
    assert rows == expected


def test_every_fact_quotes_its_evidence(read: Read) -> None:
    text = "Finland joined NATO in April 2023. Chad severed diplomatic relations with Sudan."
    reading = read(text)
    assert reading.facts
    for fact in reading.to_dict()["facts"]:
        assert fact["quote"] and fact["quote"] in text
        assert Fact.from_dict(fact)
