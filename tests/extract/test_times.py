"""Dates in text, resolved against the date of the document: a Sunday, 10 March 2024."""

from __future__ import annotations

import pytest

from extract.times import FUTURE, PAST, find_times
from tests.extract.conftest import Parse

BASE = "2024-03-10"


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("on 18 March 2024", PAST, ["2024-03-18"]),
        ("on March 18, 2024", PAST, ["2024-03-18"]),
        ("from 5 to 8 March", PAST, ["2024-03-05/2024-03-08"]),
        ("in March 1994", PAST, ["1994-03"]),
        ("in 1994", PAST, ["1994"]),
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
    ],
)  # fmt: skip
def test_find_times(text: str, tense: int, expected: list[str]) -> None:
    assert [time.value for time in find_times(text, base=BASE, tense=tense)] == expected


def test_find_times_without_a_date_of_the_document_finds_what_has_its_own_year() -> None:
    assert [time.value for time in find_times("on Tuesday, and on 18 March 2024", base=None)] == ["2024-03-18"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Tuesday.", ["2024-03-05"]),
        ("They will meet on Tuesday.", ["2024-03-12"]),
        ("On Tuesday they will be in Oslo.", ["2024-03-12"]),
        ("They met on 5 March. Also on that day, they signed.", ["2024-03-05", "2024-03-05"]),
        ("Also on that day, they signed.", []),
    ],
)
def test_times_by_token_follow_the_tense(parse: Parse, text: str, expected: list[str]) -> None:
    assert [time.value for _, time in sorted(parse(text).times.items())] == expected
