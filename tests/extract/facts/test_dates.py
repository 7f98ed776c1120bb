"""When a fact holds, from the times that the network gives its trigger. The document is of Sunday, 10 March 2024."""

from __future__ import annotations

import pytest

from extract.facts.dates import dates
from extract.language.records import Argument, Time, Trigger
from extract.language.times import find_times

BASE = "2024-03-10"


def told(
    label: str, modality: str, base: str | None = BASE, own: str | None = None, **words: str
) -> tuple[str, dict[str, str]]:
    """What `dates` makes of a trigger whose roles are filled by some words."""
    times = [Time(0, 1, find_times(text)[0]) for text in words.values()]
    arguments = tuple(Argument(role, place, 0.9) for place, role in enumerate(words))
    trigger = Trigger(0, 1, label, 0.9, modality, "current", "talks", 0.9, arguments)
    return dates(trigger, times, base, own)


@pytest.mark.parametrize(
    ("label", "modality", "words", "expected"),
    [
        # A weekday lies on the side that the act looks to.
        ("visit", "actual", {"date": "on Tuesday"}, ("actual", {"date": "2024-03-05"})),
        ("visit", "planned", {"date": "on Tuesday"}, ("planned", {"date": "2024-03-12"})),
        ("visit", "denied", {"date": "on Tuesday"}, ("denied", {"date": "2024-03-05"})),
        # What lies after the document is yet to come; what is yet to come did not happen before it.
        ("visit", "actual", {"date": "on 20 March"}, ("planned", {"date": "2024-03-20"})),
        ("visit", "planned", {"date": "on 5 March 2024"}, ("planned", {})),
        # A part of the document's own month has not passed for sure.
        ("meeting", "actual", {"date": "in March 2024"}, ("actual", {"date": "2024-03"})),
        # A term begins with the first day of its start, and ends with the last of its end.
        ("role", "actual", {"start": "in 2016", "end": "to 2018"}, ("actual", {"start": "2016", "end": "2018"})),
        ("visit", "actual", {"date": "5-8 March"}, ("actual", {"date": "2024-03-05/2024-03-08"})),
        (
            "visit",
            "actual",
            {"date": "on 5 March", "end": "until 8 March"},
            ("actual", {"date": "2024-03-05", "end": "2024-03-08"}),
        ),
        # What a type does not have is not told.
        ("role", "actual", {"date": "on Tuesday"}, ("actual", {})),
    ],
)  # fmt: skip
def test_dates(label: str, modality: str, words: dict[str, str], expected: tuple[str, dict[str, str]]) -> None:
    assert told(label, modality, **words) == expected


def test_dates_leave_a_relative_time_open_where_the_date_of_the_document_is_not_known() -> None:
    assert told("visit", "actual", None, date="on Tuesday") == ("actual", {})
    assert told("visit", "actual", None, date="on 5 March 2024") == ("actual", {"date": "2024-03-05"})


def test_dates_of_a_chronology_are_those_of_its_lines() -> None:
    assert told("visit", "actual", own="2021-05-04") == ("actual", {"date": "2021-05-04"})
    # Its words come first, and are told by the line.
    assert told("visit", "actual", own="2021-05-04", date="yesterday") == ("actual", {"date": "2021-05-03"})
    assert told("role", "actual", own="2021-05-04") == ("actual", {})


def test_dates_of_a_line_begin_what_has_an_end_of_its_own() -> None:
    trigger = Trigger(0, 1, "visit", 0.9, "actual", "current", "talks", 0.9, (Argument("end", 0, 0.9),))
    times = [Time(0, 1, find_times("2 March 2024")[0])]
    told = dates(trigger, times, BASE, "2024-02-28/2024-03-02")
    assert told == ("actual", {"date": "2024-02-28", "end": "2024-03-02"})


@pytest.mark.parametrize(
    ("label", "base", "near", "times", "expected"),
    [
        ("meeting", BASE, (0.9, 0.95, 0.95), (), {"date": BASE}),
        # Of the month it may be sure where it is not of the day.
        ("meeting", BASE, (0.3, 0.7, 0.8), (), {"date": BASE[:7]}),
        ("meeting", BASE, (0.1, 0.3, 0.8), (), {"date": BASE[:4]}),
        ("meeting", BASE, (0.3, 0.3, 0.3), (), {}),
        ("meeting", None, (0.9, 0.9, 0.9), (), {}),
        ("role", BASE, (0.9, 0.9, 0.9), (), {}),
        # What is told goes before what is not.
        ("meeting", BASE, (0.9, 0.9, 0.9), (Argument("date", 0, 0.9),), {"date": "2024-03-05"}),
        # The date of a document may be no day.
        ("meeting", BASE[:7], (0.9, 0.9, 0.9), (), {"date": BASE[:7]}),
        ("meeting", "2024-03-01/2024-03-31", (0.9, 0.9, 0.9), (), {}),
    ],
)
def test_dates_of_what_happened_near_the_day_of_the_document(
    label: str, base: str | None, near: tuple[float, ...], times: tuple[Argument, ...], expected: dict[str, str]
) -> None:
    trigger = Trigger(0, 1, label, 0.9, "actual", "current", "talks", 0.9, times, near)
    assert dates(trigger, [Time(0, 1, find_times("on Tuesday")[0])], base) == ("actual", expected)


def test_dates_need_a_likely_time() -> None:
    trigger = Trigger(0, 1, "visit", 0.9, "actual", "current", "talks", 0.9, (Argument("date", 0, 0.2),))
    assert dates(trigger, [Time(0, 1, find_times("on Tuesday")[0])], BASE) == ("actual", {})


def test_what_nobody_had_done_since_then_did_not_happen_then() -> None:
    times = [Time(0, 1, find_times("since 1928")[0])]
    for label, role, found in (("visit", "date", {}), ("membership:member", "start", {"start": "1928"})):
        argument = Argument(role, 0, 0.9)
        trigger = Trigger(0, 1, label, 0.9, "actual", "current", "talks", 0.9, (argument,))
        assert dates(trigger, times, BASE, None, {0}) == ("actual", found)


def test_one_time_says_one_thing_of_a_fact() -> None:
    times = [Time(0, 1, find_times(text)[0]) for text in ("in January 2019", "5-8 March")]
    for place, found in ((0, {"end": "2019-01"}), (1, {"start": "2024-03-05", "end": "2024-03-08"})):
        arguments = (Argument("start", place, 0.5), Argument("end", place, 0.9))
        trigger = Trigger(0, 1, "membership:member", 0.9, "actual", "former", "talks", 0.9, arguments)
        assert dates(trigger, times, BASE)[1] == found
