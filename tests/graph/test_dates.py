from __future__ import annotations

from datetime import date

import pytest

from graph.dates import Interval, when
from graph.errors import RecordError
from graph.facts import AnyFact, Meeting, Membership, Role, Visit


@pytest.mark.parametrize(
    ("value", "begin", "end", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1), "year"),
        ("2024-03", date(2024, 3, 1), date(2024, 4, 1), "month"),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1), "month"),  # over the end of the year
        ("2024-03-18", date(2024, 3, 18), date(2024, 3, 19), "day"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1), "day"),  # a leap year
        ("2024-12-31", date(2024, 12, 31), date(2025, 1, 1), "day"),
        ("2025/2026", date(2025, 1, 1), date(2027, 1, 1), "year"),
        ("2005-06-27/2005-07-01", date(2005, 6, 27), date(2005, 7, 2), "day"),
        ("2005-06/2005-06-10", date(2005, 6, 1), date(2005, 6, 11), "month"),  # the coarser counts
        ("2005-06-10/2005-06-10", date(2005, 6, 10), date(2005, 6, 11), "day"),
        ("9998", date(9998, 1, 1), date(9999, 1, 1), "year"),
    ],
)
def test_interval_reads_partial_dates(value: str, begin: date, end: date, precision: str) -> None:
    assert Interval.parse(value) == Interval(begin, end, precision)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "24",
        "2024-3",
        "2024-13",
        "2024-02-30",
        "2023-02-29",  # no leap year
        "0000",
        "9999",  # the day after its last one has no name
        "2024-03-18T10:00",
        " 2024",
        "2024 ",
        "2024-03-18\n",
        "18 March 2024",
        "2024/",
        "/2024",
        "2024/2025/2026",
        "2026/2025",
        "2024-03-18/2024-03-17",
        "２０２４",
    ],
)
def test_interval_refuses_what_is_no_date(value: str) -> None:
    with pytest.raises(RecordError, match="got") as caught:
        Interval.parse(value)
    assert repr(value) in str(caught.value)


def test_interval_refusal_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="it is not of the form"):
        Interval.parse("soon")


@pytest.mark.parametrize(
    ("outer", "inner", "inside"),
    [
        ("2024", "2024-12-31", True),
        ("2024", "2025-01-01", False),
        ("2024-03", "2024-03-01", True),
        ("2024-03", "2024-02-29", False),
        ("2024", "2024", True),
        ("2024", "2024/2025", False),
        ("2024-03", "2024", False),
        ("2024/2025", "2025-06", True),
    ],
)
def test_interval_contains(outer: str, inner: str, inside: bool) -> None:
    assert (Interval.parse(inner) in Interval.parse(outer)) is inside


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("2024", "2024-12-31/2025-01-02", True),
        ("2024", "2025", False),  # they touch, and the end is exclusive
        ("2024-03-18", "2024-03-18", True),
        ("2024-03-18", "2024-03-19", False),
        ("2023/2025", "2024-06", True),
    ],
)
def test_interval_overlaps_both_ways(one: str, other: str, shared: bool) -> None:
    first, second = Interval.parse(one), Interval.parse(other)
    assert first.overlaps(second) is shared
    assert second.overlaps(first) is shared


def test_interval_without_a_side_is_open_there() -> None:
    since = Interval.spanning(start="2019")
    assert since is not None
    assert date(2500, 1, 1) in since
    assert date(2018, 12, 31) not in since
    assert since.overlaps(Interval.parse("2030"))
    assert not since.overlaps(Interval.parse("2018"))
    assert Interval.parse("2020") in since
    assert since not in Interval.parse("2019/2500")


@pytest.mark.parametrize(
    ("fact", "begin", "end", "precision"),
    [
        (Visit(date="2024-03-18", end="2024-03-20"), date(2024, 3, 18), date(2024, 3, 21), "day"),
        (Visit(date="2024-03-18"), date(2024, 3, 18), date(2024, 3, 19), "day"),
        (Visit(end="2024-03"), None, date(2024, 4, 1), "month"),
        (Meeting(date="2024-03/2024-05"), date(2024, 3, 1), date(2024, 6, 1), "month"),
        (Role(person="p", title="t", start="2014-10-01", end="2024"), date(2014, 10, 1), date(2025, 1, 1), "year"),
        (Membership(member="m", body="b", start="2004"), date(2004, 1, 1), None, "year"),
        # What is out of order stays so, for `legation check` to find.
        (Role(person="p", title="t", start="2020", end="2010"), date(2020, 1, 1), date(2011, 1, 1), "year"),
    ],
)
def test_when_spans_the_dates_of_a_fact(fact: AnyFact, begin: date | None, end: date | None, precision: str) -> None:
    assert when(fact) == Interval(begin, end, precision)


def test_when_is_none_without_a_date() -> None:
    assert when(Visit()) is None
    assert when(Role(person="p", title="t")) is None


def test_when_refuses_a_date_that_is_none() -> None:
    with pytest.raises(RecordError, match="'next week'"):
        when(Visit(date="next week"))
