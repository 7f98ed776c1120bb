"""What held on a day: which closing ends which mission."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.facts import Mission
from graph.knowledge import Statement
from graph.records import Document, Entity
from graph.valid_time import held

KNOWN = {
    id: Entity(id=id, type=type, names=(name,), country=country)  # type: ignore[arg-type]
    for id, type, name, country in [
        ("place/washington", "Place", "Washington", "state/US"),
        ("place/san-francisco", "Place", "San Francisco", "state/US"),
        ("place/new-york", "Place", "New York", "state/US"),
        ("place/oslo", "Place", "Oslo", "state/NO"),
        ("place/atlantis", "Place", "Atlantis", None),
        ("mission/embassy", "Mission", "Embassy of Russia", "state/RU"),
        ("mission/residence", "Mission", "Russian Embassy, Washington", "state/RU"),
        ("mission/consulate", "Mission", "Russian Consulate General", "state/RU"),
        ("mission/agency", "Mission", "Russian consulate", "state/RU"),
        ("mission/delegation", "Mission", "Permanent Mission of Russia", "state/RU"),
        ("mission/house", "Mission", "Russia House", None),
    ]
}


def stands(opened: dict[str, Any], closed: dict[str, Any], *, began: str = "2010", ended: str = "2017-09-02") -> bool:
    """Whether a mission of Russia is still there after one was closed."""
    facts = [
        Mission(**{"sender": "state/RU", "date": began, **opened}),
        Mission(**{"sender": "state/RU", "date": ended, "action": "close", **closed}),
    ]
    told = [Statement(Document(id=id, text="…", date="2018"), fact) for id, fact in zip("ab", facts, strict=True)]
    assert [each.document.id for each in held(told, date(2012, 1, 1), KNOWN.get)] == ["a"]
    kept = [each.document.id for each in held(told, date(2018, 1, 1), KNOWN.get)]
    assert "b" in kept  # that it was closed stays true
    return "a" in kept


EMBASSY = {"mission": "mission/embassy", "receiver": "state/US"}
CONSULATE = {"mission": "mission/consulate", "receiver": "state/US"}


@pytest.mark.parametrize(
    ("opened", "closed", "stays"),
    [
        (EMBASSY, CONSULATE, True),  # another kind
        ({**EMBASSY, "place": "place/washington"}, {"receiver": "state/US", "place": "place/san-francisco"}, True),
        (EMBASSY, {"mission": "mission/residence", "receiver": "state/US"}, False),  # the same kind by another name
        (EMBASSY, {"receiver": "state/US"}, False),  # a closing that names no kind is of what there is
        (CONSULATE, {"mission": "mission/agency", "receiver": "state/US"}, False),  # a consulate, of whatever class
        ({**CONSULATE, "place": "place/new-york"}, {**CONSULATE, "place": "place/san-francisco"}, True),
        ({**CONSULATE, "place": "place/new-york"}, CONSULATE, False),  # a closing without a city may be any's
        ({"place": "place/oslo"}, {"receiver": "state/NO"}, False),  # a place lies in a state
        ({"receiver": "state/NO"}, {"place": "place/oslo"}, False),
        ({"receiver": "place/oslo"}, {"receiver": "state/NO"}, False),
        ({"place": "place/oslo"}, {"receiver": "state/US"}, True),
        ({"place": "place/atlantis"}, {"receiver": "state/NO"}, True),  # nobody knows where it lies
        ({"place": "place/atlantis"}, {"place": "place/atlantis"}, False),
        # A mission to a body is none to the state where it sits.
        ({"mission": "mission/delegation", "receiver": "organisation/un"}, {"place": "place/new-york"}, True),
        ({"mission": "mission/delegation", "receiver": "organisation/un"}, {"receiver": "organisation/un"}, False),
        (EMBASSY, {"receiver": "state/US", "sender": "state/BY"}, True),
        (EMBASSY, {**EMBASSY, "sender": None}, False),  # whose it is, the mission says
        ({"mission": "mission/house"}, {"mission": "mission/house", "sender": None, "receiver": "state/US"}, False),
        # Of one name there is one in each state.
        (EMBASSY, {"mission": "mission/embassy", "receiver": "state/NO"}, True),
    ],
)  # fmt: skip
def test_a_closing_ends_what_it_may_be_about(opened: dict[str, Any], closed: dict[str, Any], stays: bool) -> None:
    assert stands(opened, closed) is stays


def test_a_closing_ends_nothing_that_began_later() -> None:
    assert stands(EMBASSY, EMBASSY, began="2011", ended="2017") is False
    facts = [
        Mission(**EMBASSY, sender="state/RU", date=day, action=act)
        for day, act in (("2012", "close"), ("2015", "open"))
    ]
    told = [Statement(Document(id="d", text="…"), fact) for fact in facts]
    assert held(told, date(2018, 1, 1), KNOWN.get) == told
