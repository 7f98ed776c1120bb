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


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        # A verb, a name or a number is no month or day.
        ("Article 5 may be invoked, and the 27 will march", [], []),
        ("in Mar-a-Lago, by Jan Kubis, of the Good Friday Agreement", [], []),
        ("In May 10,000 fled", ["2023-05"], ["2024-05"]),
        ("on March 5 and 20 people died", ["2024-03-05"], ["2024-03-05"]),
        ("Regulation 2016/44", [None], [None]),
        ("in mid-March", ["2024-03"], ["2024-03"]),
        # A year told once is of both.
        ("from 3 March to 5 April 1991", ["1991-03-03", "1991-04-05"], ["1991-03-03", "1991-04-05"]),
        ("from 30 December to 2 January 2024", ["2023-12-30", "2024-01-02"], ["2023-12-30", "2024-01-02"]),
        ("from December 30 to January 2, 2024", ["2023-12-30/2024-01-02"], ["2023-12-30/2024-01-02"]),
        ("in 1994, on 3 July", ["1994", "1994-07-03"], ["1994", "1994-07-03"]),
        ("on May 9 last year and 5 November next year", ["2023-05-09", "2025-11-05"], ["2023-05-09", "2025-11-05"]),
        # One that is out of bounds is not that of the document.
        ("on 15 June 1215 and 15 March 44 BC", [], []),
        # What is planned does not lie in a month that has passed, nor what is done in one far ahead.
        ("in November and in June", ["2023-11", "2023-06"], ["2024-11", "2024-06"]),
        # The news of the last weeks is not of the year of the treaty.
        ("The treaty of 12 February 2015 failed. They met on 7 March.", ["2015-02-12", "2024-03-07"], None),
        # Numbers are read whole, and what has no number counts nothing.
        ("twenty-five years ago, on the 21st anniversary", ["1999", "2003"], ["1999", "2003"]),
        ("2.5 years ago, half a year ago", [], []),
        ("On 3 March he came. A few days later he left. The next day they met.", ["2024-03-03", None, None], None),
        ("In 1950 they met. A decade later they parted.", ["1950", "1960"], None),
        ("the first visit in five years", [], []),
        # A stay begins or ends where that is told.
        ("He said on Thursday that she will pay a three-day visit", ["2024-03-07", None], ["2024-03-14", None]),
        ("Her three-day visit ended on Wednesday", ["2024-03-04/2024-03-06", "2024-03-06"], None),
        ("On Monday, U.S. President Berg began a two-day visit", ["2024-03-04", "2024-03-04/2024-03-05"], None),
        ("the four-day-old truce broken on Monday", ["2024-03-04"], None),
        # Of several times the one that is counted from is that beside it.
        ("He left in 1994, two years after he had come, and died in 2001.", ["1994", "1992", "2001"], None),
        ("He left in 1994 for good, two years after he had come, and died in 2001.", ["1994", None, "2001"], None),
        ("On 3 March 2012 he came. The following Monday he left.", ["2012-03-03", "2012-03-05"], None),
        ("He came on Tuesday last week.", ["2024-02-27"], ["2024-02-27"]),
    ],
)  # fmt: skip
def test_times_are_read_as_people_read_them(text: str, past: list[str | None], future: list[str | None] | None) -> None:
    assert [time.value("2024-03-08", PAST) for time in find_times(text)] == past
    if future is not None:
        assert [time.value("2024-03-08", FUTURE) for time in find_times(text)] == future


def test_blanks_do_not_take_long() -> None:
    assert [time.value("2024-03-08", PAST) for time in find_times("March 5" + " " * 20_000 + "x")] == ["2024-03-05"]


@pytest.mark.parametrize(
    "text",
    [
        "99999999 days ago",
        "in 99999999 days",
        "9000 years ago",
        "2,000 years ago",
        "900000 months ago",
        "On 5 March 2024, and 99999999 days later",
        "On 5 March 2024, and 9999 years later",
        "the 5,000th anniversary",
    ],
)
@pytest.mark.parametrize("tense", [PAST, FUTURE])
def test_what_lies_outside_the_calendar_has_no_date(text: str, tense: int) -> None:
    values = [one.value(BASE, tense) for one in find_times(text)]
    assert [value for value in values if value not in {"2024-03-05", None}] == []
