"""The arithmetic of the calendar: what a time expression says, by its parts, reckoned from a date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from extract.language.time_forms import MONTHS, NUMBERS, WEEKDAYS

FUTURE = 1
PAST = -1

_SHIFTS = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}


def reckon(said: Mapping[str, str], base: str | None, tense: int) -> str | None:
    """The partial ISO date, or interval, that the parts of an expression say; `None` where it cannot be reckoned.

    Args:
        said: the parts by the names of the groups in `FORMS`.
        base: the date from which it is reckoned, partial ISO.
        tense: `FUTURE` or `PAST`: the side on which a bare weekday or month lies.
    """
    anchor = anchored(base)
    month = MONTHS.get(said.get("month", "").lower())
    if iso := said.get("iso"):
        return _day(*map(int, iso.split("-")))
    if month:
        return _in_month(said, month, anchor, tense)
    if said.get("year2"):
        year, last = said["year"], said["year2"]
        last = last if len(last) == 4 else year[:2] + last
        season = said["dash"] != "/" or int(last) == int(year) + 1  # "2016/44" is a number of a regulation
        return f"{year}/{last}" if last > year and season else None
    if said.get("bare"):
        return said["bare"]
    if anchor is None or base is None:
        return None
    if said.get("weekday"):
        wanted = WEEKDAYS[said["weekday"].lower()]
        if "week" in said:
            monday = anchor - timedelta(days=anchor.weekday())
            return _cut(monday + timedelta(weeks=_SHIFTS.get(said["week"].lower(), 0), days=wanted), base)
        return _cut(_weekday(wanted, said.get("which", "").lower(), anchor, tense), base)
    if said.get("word"):
        return _cut(anchor + timedelta(days=_WORDS.get(said["word"].lower(), 0)), base)
    if "anniversary" in said:
        return str(anchor.year - number) if (number := number_of(said["count"])) else None
    if "ahead" in said and tense == PAST:
        return None
    if "ahead" in said or "ago" in said:
        return _away(said, 1 if "ahead" in said else -1, anchor, base)
    return _unit(said.get("which", "").lower(), said["unit"].lower(), anchor, base, tense) if "unit" in said else None


_WORDS = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}


def anchored(base: str | None) -> date | None:
    """A date as a day; the middle of a month or year that is given alone."""
    if not base or not re.match(r"\d{4}", base):
        return None
    parts = [int(part) for part in base.split("/")[0].split("-")]
    try:
        return date(*(parts + [6, 15][len(parts) - 1 :])) if len(parts) < 3 else date(*parts[:3])
    except ValueError:
        return None


def measure(said: Mapping[str, str]) -> tuple[str, int | None]:
    """The unit of an expression, and how many; a decade is ten years."""
    unit, number = (said.get("unit") or said.get("soon") or "day").lower(), number_of(said.get("count", "one"))
    return ("year", number and 10 * number) if unit == "decade" else (unit, number)


def number_of(count: str) -> int | None:
    return int(count) if count.isdigit() else NUMBERS.get(count.lower())


def _in_month(said: Mapping[str, str], month: int, anchor: date | None, tense: int) -> str | None:
    year = int(said["year"]) if said.get("year") else None
    if year is None:
        if anchor is None:
            return None
        year = _year_of(month, said.get("which", "").lower(), said.get("of", "").lower(), anchor, tense)
    if not said.get("day"):
        return f"{year}-{month:02}"
    last_month = MONTHS.get(said.get("month2", "").lower(), month)
    if "year" in said:
        year -= last_month < month  # "from 30 December to 2 January 2024"
    first = _day(year, month, int(said["day"]))
    if first is None or not said.get("day2"):
        return first
    last = _day(year + (last_month < month), last_month, int(said["day2"]))
    return f"{first}/{last}" if last and last > first else first


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year_of(month: int, which: str, of: str, anchor: date, tense: int) -> int:
    """The year of a month given without one: "last October" has passed, "next March" is to come, "May this year"."""
    if of:
        return anchor.year + _SHIFTS.get(of, 0)
    if which == "last":
        return anchor.year - (month >= anchor.month)
    if which == "next":
        return anchor.year + (month <= anchor.month)
    return _nearest_year(month, anchor, tense)


def _nearest_year(month: int, anchor: date, tense: int) -> int:
    """The year that puts a month nearest to the document, and rather on the side of the tense.

    What is to come never lies in a month that has passed; what is told as done may yet be to come, in a month or two.
    """
    against = 12 if tense == FUTURE else 8
    return min(
        (anchor.year - 1, anchor.year, anchor.year + 1),
        key=lambda year: (
            abs(distance := (year - anchor.year) * 12 + month - anchor.month) + (against if distance * tense < 0 else 0)
        ),
    )


def _weekday(wanted: int, which: str, anchor: date, tense: int) -> date:
    back = (anchor.weekday() - wanted) % 7
    ahead = (wanted - anchor.weekday()) % 7
    if which in {"next", "coming"} or (tense == FUTURE and which not in {"last", "past"}):
        return anchor + timedelta(days=ahead or (7 if which == "next" else 0))
    return anchor - timedelta(days=back or (7 if which == "last" else 0))


def _away(said: Mapping[str, str], side: int, anchor: date, base: str) -> str | None:
    """So long ago, or ahead; of weeks the month alone, as they are told roundly, but for one that is ahead."""
    unit, number = measure(said)
    if number is None:
        return None
    if unit == "day" or (unit == "week" and side > 0 and number == 1):
        return _cut(anchor + timedelta(days=side * number * (7 if unit == "week" else 1)), base)
    if unit == "week":
        return (anchor + timedelta(weeks=side * number)).isoformat()[:7]
    if unit == "month":
        return month_from(anchor, side * number)
    return str(anchor.year + side * number)


def _unit(which: str, unit: str, anchor: date, base: str, tense: int) -> str | None:
    shift = _SHIFTS.get(which, 0)
    if unit in {"morning", "afternoon", "evening"}:
        return _cut(anchor, base) if which == "this" else None
    if unit == "night":
        return _cut(anchor + timedelta(days=shift), base)
    if unit == "year":
        return str(anchor.year + shift)
    if unit == "month":
        return month_from(anchor, shift)
    if unit not in {"week", "weekend"}:
        return None
    if len(base) in {4, 7}:
        return _cut(anchor + timedelta(weeks=shift), base)
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
    if unit == "weekend":
        # The one that lies next on the side of the tense.
        saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
        saturday = saturday if shift == 0 and tense == PAST else monday + timedelta(days=5)
        return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"
    sunday = monday + timedelta(days=6)
    # What happened this week happened up to now, and what will happen, from now on.
    first = max(monday, anchor) if which == "this" and tense == FUTURE else monday
    last = min(sunday, anchor) if which == "this" and tense == PAST else sunday
    return f"{first.isoformat()}/{last.isoformat()}" if first < last else first.isoformat()


def month_from(anchor: date, shift: int) -> str:
    months = anchor.year * 12 + anchor.month - 1 + shift
    return f"{months // 12}-{months % 12 + 1:02}"


def _cut(day: date, base: str) -> str:
    """A day, no more precise than the document's own date."""
    return day.isoformat()[: max(4, len(base))] if len(base) in {4, 7, 10} else day.isoformat()
