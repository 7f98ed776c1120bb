"""Which statements are of one fact."""

from __future__ import annotations

from typing import Any

import pytest

from extract.facts.unite import unite
from graph.facts import AnyFact, Meeting, Role, Visit


def visit(*, at: int = 0, to: str = "place/oslo", **labels: Any) -> Visit:
    return Visit(visitor=("person/a",), destination=(to,), evidence=((at, at + 5),), **labels)


def role(title: str, body: str | None = None, *, at: int = 0, **labels: Any) -> Role:
    return Role(person="person/a", title=title, body=body, evidence=((at, at + 5),), **labels)


def meeting(*who: str, against: tuple[str, ...] = (), at: int = 0, **labels: Any) -> Meeting:
    return Meeting(participant=who, against=against, evidence=((at, at + 5),), **labels)


ONE = [
    (visit(), visit(at=9, date="2024-03-05")),
    (visit(date="2024-03"), visit(at=9, date="2024-03-05")),
    (role("Foreign Minister"), role("Foreign Minister", "state/NO", at=9)),
    (role("Minister", "state/NO"), role("Foreign Minister", "state/NO", at=9)),
    (meeting("person/a", "person/b"), meeting("person/b", against=("person/a",), at=9)),
    (meeting("person/a", "person/b"), meeting("person/a", "person/b", "person/c", at=9)),
]
TWO = [
    (visit(date="2024-03-05"), visit(at=9, date="2024-03-06")),
    (visit(), visit(at=9, to="place/rome")),
    (visit(), visit(at=9, modality="planned")),
    (role("Foreign Minister", "state/NO"), role("Foreign Minister", "state/SE", at=9)),
    (role("Foreign Minister"), role("Defence Minister", at=9)),
    (role("Minister"), role("Minister", at=9, status="former")),
    (meeting("person/a", "person/b", date="2024-03-05"), meeting("person/a", "person/b", "person/c", at=9)),
]


@pytest.mark.parametrize("facts", ONE)
def test_unite_makes_one_fact_of_two_that_agree(facts: tuple[AnyFact, AnyFact]) -> None:
    assert len(unite(facts)) == len(unite(facts[::-1])) == 1


@pytest.mark.parametrize("facts", TWO)
def test_unite_keeps_two_facts_that_differ(facts: tuple[AnyFact, AnyFact]) -> None:
    assert set(unite(facts)) == set(facts)


def test_unite_keeps_the_evidence_of_all_and_the_finer_date() -> None:
    [fact] = unite([visit(at=20, date="2024-03", confidence=0.4), visit(date="2024-03-05", confidence=0.7)])
    assert isinstance(fact, Visit)
    assert (fact.date, fact.evidence, fact.confidence) == ("2024-03-05", ((0, 5), (20, 25)), 0.7)
