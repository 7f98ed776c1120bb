"""Dates in text: found, and resolved against the date of the document.

Absolute ("18 March 2024", "March 2024", "in 1994"), partial ("March 18", "in August") and relative ("on Tuesday",
"last month", "yesterday") dates become partial ISO dates or intervals. A weekday is the nearest one on the side that
the tense of the clause looks to; a month without a year is the one nearest to the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan jan.",
            "february feb feb.",
            "march mar mar.",
            "april apr apr.",
            "may",
            "june jun jun.",
            "july jul jul.",
            "august aug aug.",
            "september sept sept. sep sep.",
            "october oct oct.",
            "november nov nov.",
            "december dec dec.",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
NUMBERS = {
    word: n
    for n, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
}
NUMBERS |= {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 3}

_MONTH = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_DASH = r"\s*(?:-|–|—|to|and|through|until)\s*"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_WEEKDAY = "|".join(WEEKDAYS)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<month>{_MONTH})\s+{_DAY.format('day')}{_DASH}(?:(?P<month2>{_MONTH})\s+)?{_DAY.format('day2')}\b(?:\s*,?\s*{_YEAR}\b)?",
        rf"\b{_DAY.format('day')}{_DASH}{_DAY.format('day2')}\s+(?:of\s+)?(?P<month>{_MONTH})(?!\w)(?:\s*,?\s*{_YEAR}\b)?",
        rf"\b{_DAY.format('day')}\s+(?:of\s+)?(?P<month>{_MONTH})(?!\w)(?:\s*,?\s*{_YEAR}\b)?",
        rf"\b(?P<month>{_MONTH})\s+{_DAY.format('day')}\b(?!\s*%)(?:\s*,?\s*{_YEAR}\b)?",
        r"\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b",
        rf"\b(?P<month>{_MONTH})(?!\w)(?:\s*,?\s*(?:of\s+)?{_YEAR}\b)",
        rf"\b{_YEAR}\s*(?:-|–|/)\s*(?P<year2>(?:1[6-9]|20)?\d\d)\b",
        r"\b(?:in|since|until|till|by|from|during|of|for|early|late|mid|and|to|year|before|after)\s+(?P<bare>(?:1[6-9]|20)\d\d)\b(?!\s*%)",
        rf"\b(?:(?P<which>last|next|this|past|coming)\s+)?(?P<weekday>{_WEEKDAY})\b",
        r"\b(?P<word>yesterday|today|tomorrow|tonight)\b",
        r"\b(?:earlier|later) (?:in|on) (?:the|that) (?P<word>day)\b",
        r"\b(?:earlier|later) in (?P<which>the) (?P<unit>month|year)\b",
        r"\b(?P<which>last|next|this|previous|past|coming|same|following)\s+(?P<unit>day|week|weekend|month|year|night|summer|autumn|fall|winter|spring|morning|afternoon|evening)\b",
        r"\b(?P<count>\w+)\s+(?P<unit>day|week|month|year)s?\s+(?P<ago>ago|earlier|later)\b",
        rf"\b(?:(?P<which>last|next|this)\s+|(?:in|since|during|early|late|mid-?|until|till|of|by|for)\s+)(?P<month>{_MONTH})(?!\w)",
    )
)
DAY_LONG = len("2024-03-18")
FUTURE = 1
PAST = -1


@dataclass(frozen=True, slots=True)
class Time:
    """A date in the text: its characters `[start, end)`, and its partial ISO date, or interval."""

    start: int
    end: int
    value: str


def find_times(text: str, *, base: str | None, tense: int = PAST) -> list[Time]:
    """The dates that a piece of text gives, in order, each once.

    Args:
        text: a sentence or paragraph.
        base: the document's date (partial ISO); without it, only what carries its own year is found.
        tense: `FUTURE` or `PAST`: the side on which a bare weekday lies.

    >>> [t.value for t in find_times("They met on Tuesday and will meet again in March.", base="2024-02-08")]
    ['2024-02-06', '2024-03']
    """
    anchor = _anchor(base)
    found: list[Time] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if any(match.start() < time.end and time.start < match.end() for time in found):
                continue
            value = _value(match.groupdict(), anchor, base, tense)
            if value:
                found.append(Time(match.start(), match.end(), value))
    ordered = sorted(found, key=lambda time: time.start)
    named = {one.start for one, following in pairwise(ordered) if _names(one, following)}
    return [time for time in ordered if time.start not in named]


def _names(weekday: Time, following: Time) -> bool:
    """Whether a date is only the weekday of the one behind it: "Monday, 18 March"."""
    return len(following.value) >= DAY_LONG and 0 <= following.start - weekday.end <= len(", ")


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
    if got.get("iso"):
        return got["iso"]
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
        return _weekday(WEEKDAYS[str(got["weekday"]).lower()], (got.get("which") or "").lower(), anchor, tense)
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


def _weekday(wanted: int, which: str, anchor: date, tense: int) -> str:
    back = (anchor.weekday() - wanted) % 7
    ahead = (wanted - anchor.weekday()) % 7
    if which in {"next", "coming"} or (tense == FUTURE and which not in {"last", "past"}):
        return (anchor + timedelta(days=ahead or (7 if which == "next" else 0))).isoformat()
    return (anchor - timedelta(days=back or (7 if which == "last" else 0))).isoformat()


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
