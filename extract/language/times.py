"""Time expressions: found by their form, and resolved against the date of the document.

Absolute ("18 March 2024", "March 2024", "in 1994"), partial ("March 18", "in August") and relative ("on Tuesday",
"last month", "yesterday") ones become partial ISO dates or intervals. A weekday is the nearest one on the side that
the act looks to; a month without a year is the one nearest to the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from extract.language.time_forms import FORMS, MONTHS, NUMBERS, WEEKDAYS

FUTURE = 1
PAST = -1


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its characters `[start, end)`, and what its form says."""

    start: int
    end: int
    parts: tuple[tuple[str, str], ...]

    def value(self, base: str | None, tense: int) -> str | None:
        """Its partial ISO date, or interval; `None` where the form needs a date of the document that is not known.

        Args:
            base: the document's date (partial ISO).
            tense: `FUTURE` or `PAST`: the side on which a bare weekday or month lies.

        >>> [one.value("2024-02-08", PAST) for one in find_times("on Tuesday and again in March")]
        ['2024-02-06', '2024-03']
        """
        return _value(dict(self.parts), _anchor(base), base, tense)


def find_times(text: str) -> list[Expression]:
    """The time expressions in a piece of text, a paragraph or so, in order, none inside another.

    A weekday before the date of its own day ("Monday, 18 March") is left out.
    """
    found: list[Expression] = []
    for form in FORMS:
        for match in form.finditer(text):
            if not any(match.start() < time.end and time.start < match.end() for time in found):
                parts = tuple((name, part) for name, part in match.groupdict().items() if part is not None)
                found.append(Expression(match.start(), match.end(), parts))
    ordered = sorted(found, key=lambda time: time.start)
    named = {one.start for one, following in pairwise(ordered) if _names(one, following)}
    return [time for time in ordered if time.start not in named]


def _names(weekday: Expression, following: Expression) -> bool:
    """Whether a date is only the weekday of the one behind it: "Monday, 18 March"."""
    said = dict(following.parts)
    whole = "iso" in said or ("day" in said and "month" in said)
    return "weekday" in dict(weekday.parts) and whole and 0 <= following.start - weekday.end <= len(", ")


def _anchor(base: str | None) -> date | None:
    """The document's date as a day; the middle of a month or year that is given alone."""
    if not base or not re.match(r"\d{4}", base):
        return None
    parts = [int(part) for part in base.split("/")[0].split("-")]
    try:
        return date(*(parts + [6, 15][len(parts) - 1 :])) if len(parts) < 3 else date(*parts[:3])
    except ValueError:
        return None


def _value(got: dict[str, str | None], anchor: date | None, base: str | None, tense: int) -> str | None:
    month = MONTHS.get((got.get("month") or "").lower())
    if iso := got.get("iso"):
        return _day(*map(int, iso.split("-")))
    if month:
        return _in_month(got, month, anchor, tense)
    if got.get("year2"):
        year, last = str(got["year"]), str(got["year2"])
        last = last if len(last) == 4 else year[:2] + last
        return f"{year}/{last}" if last > year else None
    if got.get("bare"):
        return got["bare"]
    if anchor is None or base is None:
        return None
    if got.get("weekday"):
        day = _weekday(WEEKDAYS[str(got["weekday"]).lower()], (got.get("which") or "").lower(), anchor, tense)
        return _cut(day, base)
    if got.get("word"):
        shift = {"yesterday": -1, "tomorrow": 1}.get(str(got["word"]).lower(), 0)
        return _cut(anchor + timedelta(days=shift), base)
    if got.get("ago"):
        return _ago(str(got["count"]).lower(), str(got["unit"]).lower(), str(got["ago"]).lower(), anchor, base)
    if got.get("unit"):
        return _unit(str(got["which"]).lower(), str(got["unit"]).lower(), anchor, base, tense)
    return None


def _in_month(got: dict[str, str | None], month: int, anchor: date | None, tense: int) -> str | None:
    year = int(str(got["year"])) if got.get("year") else None
    which = (got.get("which") or "").lower()
    if year is None:
        if anchor is None:
            return None
        year = _year_of(month, which, anchor, tense)
    if not got.get("day"):
        return f"{year}-{month:02}"
    first = _day(year, month, int(str(got["day"])))
    if first is None or not got.get("day2"):
        return first
    last_month = MONTHS.get((got.get("month2") or "").lower(), month)
    last = _day(year + (last_month < month), last_month, int(str(got["day2"])))
    return f"{first}/{last}" if last and last > first else first


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year_of(month: int, which: str, anchor: date, tense: int) -> int:
    """The year of a month that is given without one; "last October" has passed, "next March" is to come."""
    if which == "last":
        return anchor.year - (month >= anchor.month)
    if which == "next":
        return anchor.year + (month <= anchor.month)
    return _nearest_year(month, anchor, tense)


def _nearest_year(month: int, anchor: date, tense: int) -> int:
    """The year that puts a month nearest to the document; on a near tie, on the side of the tense."""
    return min(
        (anchor.year - 1, anchor.year, anchor.year + 1),
        key=lambda year: (
            abs(distance := (year - anchor.year) * 12 + month - anchor.month) + (4 if distance * tense < 0 else 0)
        ),
    )


def _weekday(wanted: int, which: str, anchor: date, tense: int) -> date:
    back = (anchor.weekday() - wanted) % 7
    ahead = (wanted - anchor.weekday()) % 7
    if which in {"next", "coming"} or (tense == FUTURE and which not in {"last", "past"}):
        return anchor + timedelta(days=ahead or (7 if which == "next" else 0))
    return anchor - timedelta(days=back or (7 if which == "last" else 0))


def _ago(count: str, unit: str, ago: str, anchor: date, base: str) -> str | None:
    number = int(count) if count.isdigit() else NUMBERS.get(count)
    if number is None or ago != "ago" or count in {"few", "several"}:
        return None
    if unit == "day":
        return _cut(anchor - timedelta(days=number), base)
    if unit == "week":
        return (anchor - timedelta(weeks=number)).isoformat()[:7]
    if unit == "month":
        return _month(anchor, -number)
    return str(anchor.year - number)


def _unit(which: str, unit: str, anchor: date, base: str, tense: int) -> str | None:
    shift = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)
    if which in {"same", "following", "previous"}:
        return None
    if unit in {"morning", "afternoon", "evening"}:
        return _cut(anchor, base) if which == "this" else None
    if unit == "night":
        return _cut(anchor + timedelta(days=shift), base)
    if unit == "year":
        return str(anchor.year + shift)
    if unit == "month":
        return _month(anchor, shift)
    if unit in {"week", "weekend"}:
        if len(base) in {4, 7}:
            return _cut(anchor + timedelta(weeks=shift), base)
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
        if unit == "weekend":
            saturday = monday + timedelta(days=5)
            return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"
        sunday = monday + timedelta(days=6)
        # What happened this week happened up to now, and what will happen, from now on.
        first = max(monday, anchor) if which == "this" and tense == FUTURE else monday
        last = min(sunday, anchor) if which == "this" and tense == PAST else sunday
        return f"{first.isoformat()}/{last.isoformat()}" if first < last else first.isoformat()
    return None


def _month(anchor: date, shift: int) -> str:
    months = anchor.year * 12 + anchor.month - 1 + shift
    return f"{months // 12}-{months % 12 + 1:02}"


def _cut(day: date, base: str) -> str:
    """A day, no more precise than the document's own date."""
    return day.isoformat()[: max(4, len(base))] if len(base) in {4, 7, 10} else day.isoformat()
