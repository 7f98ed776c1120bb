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
        ("from 16\u201118 March", PAST, ["2024-03-16/2024-03-18"]),
        ("in May this year, in May last year", PAST, ["2024-05", "2023-05"]),
        ("the day before yesterday", PAST, ["2024-03-08"]),
        ("the day after tomorrow", FUTURE, ["2024-03-12"]),
        ("at the weekend", PAST, ["2024-03-09/2024-03-10"]),
        ("by the end of the year, before the month is out", FUTURE, ["2024", "2024-03"]),
        ("three days ago and eleven years ago", PAST, ["2024-03-07", "2013"]),
        ("in two days, in a week's time, in six months' time", FUTURE, ["2024-03-12", "2024-03-17", "2024-09"]),
        # What took so long is no date of the past.
        ("they agreed in two days", PAST, [None]),
        ("the 50th anniversary and the twentieth anniversary", PAST, ["1974", "2004"]),
        # There is no such day.
        ("on 2019-02-30 or 30 February 2019", PAST, [None, None]),
    ],
)  # fmt: skip
def test_find_times(text: str, tense: int, expected: list[str | None]) -> None:
    assert [time.value(BASE, tense) for time in find_times(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came on 3 March. A day later, he left; the following month, he was back.", ["03-03", "03-04", "04"]),
        ("On 3 March they met. That evening they signed. The next morning they left.", ["03-03", "03-03", "03-04"]),
        ("They met on 3 March. Two weeks before, they had signed.", ["03-03", "02-18"]),
        # What is told behind "after" lay before.
        ("on 6 March, a day after they had met", ["03-06", "03-05"]),
        ("A day after the talks of 6 March, he left.", ["03-07", "03-06"]),
        ("a three-day visit from 5 March", ["03-05/2024-03-07", "03-05"]),
        ("He left on 6 March after a three-day visit. He rested on 7 March.", ["03-06", "03-04/2024-03-06", "03-07"]),
        # In what is told of years ago, a month is of the year told last, unless it is an earlier one.
        ("In May 1975 they met; in July they signed, and on 2 August left.", ["1975-05", "1975-07", "1975-08-02"]),
        ("In May 1975 they met, and in March they signed.", ["1975-05", "03"]),
        ("In May 2023 they met; it will rain in July.", ["2023-05", "2023-07"]),
        ("He came in 1975. In March they met.", ["1975", "03"]),
        # From nothing, or from what is no day, nothing is counted.
        ("the following day", [None]),
        ("in March 2024. A day later", ["03", None]),
    ],
)  # fmt: skip
def test_a_time_is_counted_from_another(text: str, expected: list[str | None]) -> None:
    found = [time.value(BASE, PAST) for time in find_times(text)]
    assert found == [one if one is None or len(one.split("-")[0]) == 4 else f"2024-{one}" for one in expected]


def test_a_long_text_of_times_takes_no_longer_a_word() -> None:
    text = "a day later, " * 3_000 + "in May, " * 3_000 + "a two-day visit, " * 3_000
    assert len([time.value(BASE, PAST) for time in find_times(text)]) == 9_000


def test_a_year_is_counted_from_another() -> None:
    assert [time.value(BASE, PAST) for time in find_times("in March 2017, nine years earlier")] == ["2017-03", "2008"]


def test_a_time_is_counted_from_the_paragraph_before() -> None:
    [last] = find_times("They met on 3 March.")
    [time] = find_times("The following day, they signed.", last)
    assert time.value(BASE, PAST) == "2024-03-04"


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
