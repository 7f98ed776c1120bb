"""Which posts stand at the top of which state."""

from __future__ import annotations

import pytest

from graph.governments import may_have
from graph.offices import office
from graph.tables import rows, split


@pytest.mark.parametrize(
    ("state", "post", "expected"),
    [
        ("state/NO", "king", True),
        ("state/NO", "queen", True),
        ("state/NO", "president", False),
        ("state/US", "president", True),
        ("state/US", "prime-minister", False),
        ("state/US", "vice-president", True),
        ("state/FR", "vice-president", False),
        ("state/DE", "chancellor", True),
        ("state/DE", "prime-minister", False),
        ("state/CN", "premier", True),
        ("state/SA", "crown-prince", True),
        ("state/FR", "crown-prince", False),
        # A monarchy whose prime minister is called president.
        ("state/ES", "president", True),
        # What the table does not speak of speaks for nobody and against nobody.
        ("state/NO", "foreign-minister", True),
        ("state/US", "foreign-minister", False),
        ("state/SUHH", "president", True),
    ],
)
def test_may_have(state: str, post: str, expected: bool) -> None:
    found = office(f"office/{post}")
    assert found is not None
    assert may_have(state, found) is expected


def test_governments_are_of_known_states_and_offices() -> None:
    states = {row["id"] for row in rows("states")}
    assert {row["id"] for row in rows("governments")} <= states
    offices = {one for row in rows("governments") for one in split(row["offices"])}
    assert [one for one in sorted(offices) if office(f"office/{one}") is None] == []
