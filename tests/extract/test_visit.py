"""Visits: one sentence a construction, the near miss beside the hit."""

from __future__ import annotations

import pytest

from graph.facts import Reading, Visit
from tests.extract.conftest import Read

STUBB = "Finnish President Alexander Stubb"


def visits(reading: Reading) -> list[tuple[str, str, str]]:
    """Each visitor with the destination and the modality, in the order of the text."""
    name = {id: entity.name for id, entity in reading.entities.items()}
    return [
        (name[one], name[place], fact.modality)
        for fact in reading.facts
        if isinstance(fact, Visit)
        for one in fact.visitor
        for place in fact.destination
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{STUBB} visited Ottawa.", [("Alexander Stubb", "Ottawa", "actual")]),
        (f"Ottawa was visited by {STUBB}.", [("Alexander Stubb", "Ottawa", "actual")]),
        ("Alexander Stubb's visit to Ottawa went well.", [("Alexander Stubb", "Ottawa", "actual")]),
        ("A Slovak delegation visited Baku.", [("Slovakia", "Baku", "actual")]),
        ("While on a visit to Chile, Annalena Baerbock spoke.", [("Annalena Baerbock", "Chile", "actual")]),
        ("Annalena Baerbock travelled to the summit in Lima.", [("Annalena Baerbock", "Lima", "actual")]),
        ("Norway sent an envoy to Colombo.", [("Norway", "Colombo", "actual")]),
        # A state is welcomed into an alliance; only persons and delegations are received.
        (f"Canada welcomed {STUBB} to Ottawa.", [("Alexander Stubb", "Ottawa", "actual")]),
        ("Canada welcomed Sweden to NATO.", []),
        ("Norway sent a letter to Colombo.", []),
        ("The minister reached an agreement in Geneva.", []),
        ("He visited the museum.", []),
    ],
)  # fmt: skip
def test_visits(read: Read, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert visits(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Alexander Stubb will travel to Ottawa.", "planned"),
        ("Alexander Stubb accepted an invitation to visit Ottawa.", "planned"),
        # What lies after the document is yet to come, whatever its tense.
        ("Alexander Stubb flies to Ottawa on Monday, 18 March.", "planned"),
        ("Alexander Stubb may visit Ottawa.", "possible"),
        ("Canada invited Alexander Stubb to Ottawa.", "requested"),
        ("Alexander Stubb refused to visit Ottawa.", "denied"),
        ("Alexander Stubb cancelled a visit to Ottawa.", "cancelled"),
        ("Alexander Stubb called off a visit to Ottawa.", "cancelled"),
    ],
)
def test_visits_that_did_not_take_place(read: Read, text: str, modality: str) -> None:
    assert visits(read(text)) == [("Alexander Stubb", "Ottawa", modality)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{STUBB} is in Ottawa.", [("Alexander Stubb", "Ottawa", "actual")]),
        (f"{STUBB} will be in Ottawa.", [("Alexander Stubb", "Ottawa", "planned")]),
        # At home one is on no visit, and goes on none.
        (f"{STUBB} is in Helsinki.", []),
        (f"{STUBB} returned to Finland.", []),
        ("Alexander Stubb is in Ottawa.", []),
    ],
)
def test_visits_of_those_who_are_abroad(read: Read, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert visits(read(text)) == expected


def test_visits_of_companions(read: Read) -> None:
    found = visits(read(f"{STUBB} travelled to Ottawa. He was joined by Foreign Minister Elina Valtonen."))
    assert found == [("Alexander Stubb", "Ottawa", "actual"), ("Elina Valtonen", "Ottawa", "actual")]


@pytest.mark.parametrize(
    ("text", "date", "end"),
    [
        (f"{STUBB} visited Ottawa from 5 to 8 March.", "2024-03-05", "2024-03-08"),
        (f"{STUBB} visited Ottawa on 5 March.", "2024-03-05", None),
        (f"{STUBB} is in Ottawa.", "2024-03-10", None),
        (f"{STUBB} visited Ottawa.", None, None),
    ],
)
def test_visits_with_first_and_last_day(read: Read, text: str, date: str | None, end: str | None) -> None:
    [fact] = [fact for fact in read(text).facts if isinstance(fact, Visit)]
    assert (fact.date, fact.end) == (date, end)
