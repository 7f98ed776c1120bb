"""Dates in text, resolved against the date of the document: a Sunday, 10 March 2024."""

from __future__ import annotations

import pytest

from extract.language.times import FUTURE, PAST, find_times

BASE = "2024-03-10"


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("on 18 March 2024", PAST, ["2024-03-18"]),
        ("on March 18, 2024", PAST, ["2024-03-18"]),
        ("from 5 to 8 March", PAST, ["2024-03-05/2024-03-08"]),
        ("in March 1994", PAST, ["1994-03"]),
        ("in 1994", PAST, ["1994"]),
        ("on 7 June 1494", PAST, ["1494-06-07"]),
        ("on Tuesday", PAST, ["2024-03-05"]),
        ("on Tuesday", FUTURE, ["2024-03-12"]),
        # The day behind a weekday says which.
        ("on Monday, 18 March", PAST, ["2024-03-18"]),
        ("on Monday and on 18 March", PAST, ["2024-03-04", "2024-03-18"]),
        ("last October", PAST, ["2023-10"]),
        ("last March", PAST, ["2023-03"]),
        ("next March", FUTURE, ["2025-03"]),
        ("last week", PAST, ["2024-02-26/2024-03-03"]),
        # What happened this week happened up to now.
        ("this week", PAST, ["2024-03-04/2024-03-10"]),
        ("earlier in the year", PAST, ["2024"]),
        ("earlier in the day", PAST, ["2024-03-10"]),
        ("in May the minister may go", FUTURE, ["2024-05"]),
        ("a crowd of 3000", PAST, []),
        ("on 2019-03-02", PAST, ["2019-03-02"]),
        # There is no such day.
        ("on 2019-02-30 or 30 February 2019", PAST, [None, None]),
    ],
)  # fmt: skip
def test_find_times(text: str, tense: int, expected: list[str | None]) -> None:
    assert [time.value(BASE, tense) for time in find_times(text)] == expected


def test_an_expression_without_its_own_year_says_nothing_where_the_date_of_the_document_is_not_known() -> None:
    assert [time.value(None, PAST) for time in find_times("on Tuesday, and on 18 March 2024")] == [None, "2024-03-18"]


@pytest.mark.parametrize("text", ["on Tuesday", "yesterday", "last week", "this weekend"])
def test_a_day_is_no_more_precise_than_the_date_of_the_document(text: str) -> None:
    [time] = find_times(text)
    assert (time.value("2024-03", PAST), time.value("2024", PAST)) == ("2024-03", "2024")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the treaty (1992) and its protocol of 2005", ["1992", "2005"]),
        ("since 1928, and from 2016 to 2018", ["1928", "2016", "2018"]),
        ("1,992 men and 1992.5 tons at $2000", []),
        ("Article 19921 and K1992", []),
    ],
)
def test_a_year_may_stand_alone_and_a_number_is_none(text: str, found: list[str]) -> None:
    assert [time.value(BASE, PAST) for time in find_times(text)] == found
