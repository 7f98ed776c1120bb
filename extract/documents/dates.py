"""Dates as people and programs write them, each read once at the edge as a partial ISO date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Literal

from graph.errors import DocumentError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
YEAR = r"(?:1[4-9]\d\d|20\d\d)"
"""A pattern for a year that texts of this field are about: from the first resident ambassadors on."""

_YEAR = rf"(?P<year>{YEAR})"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ZONE = r"(?: ?(?:[A-Z]{1,4}|(?:GMT|UTC)? ?[+-]\d\d(?::?\d\d)?)\b)?(?: ?\([A-Z]{2,5}\))?"
_DAY_OF_WEEK = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_HOUR = r"\d{1,2}(?:[:.]\d\d)?"
# An hour, one with minutes, a span of hours, and what cables have: "10 a.m.", "15:15:02 GMT", "3:15–4 p.m.", "1015Z".
_HOURS = (
    rf"(?:\d{{1,2}}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?[–—-] ?{_HOUR}(?: ?[ap]\.?m\.?)?)?"
    rf"|{_HOUR}(?: ?[–—-] ?{_HOUR})? ?[ap]\.?m\.?|\d{{4}}(?= ?Z))"
)
CLOCK = rf"(?:(?:T|,? (?:at )?){_HOURS}{_ZONE})?(?:,? {_DAY_OF_WEEK}(?![a-z]))?"
_WEEKDAY = rf"(?:{_DAY_OF_WEEK}\.?,? )?"
_FORMS = (
    rf"{_YEAR}-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?(?![\d-])",
    rf"{_YEAR}(?P<mark>[/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)",
    rf"{DAY}(?: of)?[ -]{MONTH},?[ -]{_YEAR}",
    rf"{MONTH} {DAY},? {_YEAR}",
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}",
    rf"{MONTH},? {_YEAR}",
)
# Each form needs group names of its own: year_0, year_1, …
_DATE = "|".join(re.sub(r"(\?P<|\(\?P=)(\w+)([>)])", rf"\g<1>\g<2>_{n}\g<3>", form) for n, form in enumerate(_FORMS))
WHEN = rf"(?i:{_WEEKDAY}(?:{_DATE}))"
"""A pattern for a date that can be read one way only; `iso` reads its match."""

TO = r"(?:\s?[–—/-]\s?|\s(?:and|to|&)\s)"
MONTH_NAME = MONTH.replace("?P<month>", "?:")
"""The same pattern without a name, to stand beside another."""
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_SINCE = re.compile(
    rf"\b(?i:{_NUMBER}(?: {MONTH_NAME})?(?:,? {YEAR}(?! (?:and|&)))?{TO}(?={_NUMBER} {MONTH_NAME},? {YEAR})"
    rf"|(?P<month>{MONTH_NAME} )\d{{1,2}}{TO}(?=\d{{1,2}},? {YEAR})"
    rf"|{MONTH_NAME} \d{{1,2}}{TO}(?={MONTH_NAME} \d{{1,2}},? {YEAR}))"
)

_FULL = re.compile(rf"{WHEN}(?i:{CLOCK})\.?")
_COMPACT = re.compile(rf"({YEAR})(\d\d)(\d\d)(?:T?\d{{4}}(?:\d\d)?(?:Z|[+-]\d{{4}})?)?")
_FIGURES = re.compile(rf"(?<![\d/-])\d{{1,2}}/\d{{1,2}}/{YEAR}(?![\d/-])")
_MANY = 1000
_EITHER = re.compile(rf"(\d{{1,2}})[/-](\d{{1,2}})[/-]({YEAR})(?i:{CLOCK})")
# As the C library writes a moment: `Tue Mar  5 08:00:00 2024`, with a zone before the year or without.
_CTIME = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) \d\d:\d\d:\d\d (?:[A-Z]{2,5} |[+-]\d{4} )?(\d{4})")
# As spreadsheets show a day: `5-Mar-24`; they take years from 30 on for those of the twentieth century.
_OF_SHEETS = re.compile(r"(\d{1,2})-([A-Z][a-z]{2})-(\d\d)")
_OLD = "30"
_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})/(\d\d)")
# As soldiers and data sets of conflicts write a day: `05MAR2024`.
_JOINED = re.compile(r"(\d{1,2}) ?([A-Za-z]{3}) ?(\d{4})")
# Seconds since 1970 have nine digits from March 1973 on, and ten until the year 2286; milliseconds three more.
# Spreadsheets count days; these are from 1970 to 2099.
_COUNTED = re.compile(r"(\d{5})(?:\.\d+)?")
_FIRST_DAY, _SINCE_1970, _LAST = datetime.date(1899, 12, 30), 25_569, 73_050
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?")


def parse_date(value: str | int | float, first: Literal["day", "month"] | None = None) -> str | None:
    """A date as `YYYY-MM-DD` or `YYYY-MM`, or a bare `YYYY`; `None` where it is none.

    Use it for what a source gives as its date: written out, in ISO 8601 or RFC 822, in figures with the year first or
    with full stops between, as seconds or milliseconds since 1970 (the day in UTC), as the number of a day that a
    spreadsheet has.

    Args:
        value: as the source gives it.
        first: what comes first in `5/3/2024`.

    Raises:
        DocumentError: it can be read two ways, and `first` does not say which.

    >>> parse_date("Monday, 15 December, 2025"), parse_date("2024-03-12T10:00:00Z"), parse_date(1709625600)
    ('2025-12-15', '2024-03-12', '2024-03-05')
    >>> parse_date("5-Mar-24"), parse_date("2024-03-05 10:00:00+00")
    ('2024-03-05', '2024-03-05')
    >>> parse_date("25/3/2024"), parse_date("5/3/2024", "day"), parse_date("last spring")
    ('2024-03-25', '2024-03-05', None)
    """
    text = last_days(" ".join(str(value).replace(" @ ", " ").split()))
    if re.fullmatch(YEAR, text):
        return text
    if match := _COMPACT.fullmatch(text):
        return _day(*match.groups())
    if match := _EPOCH.fullmatch(text):
        moment = datetime.datetime.fromtimestamp(int(match.group(1)), datetime.UTC)
        return moment.date().isoformat()
    if (match := _COUNTED.fullmatch(text)) and _SINCE_1970 <= int(match.group(1)) <= _LAST:
        return (_FIRST_DAY + datetime.timedelta(int(match.group(1)))).isoformat()
    if match := _EITHER.fullmatch(text):
        return _either(match, text, first)
    if match := _FULL.fullmatch(text):
        return iso(match.groupdict())
    if match := _SHORT.fullmatch(text):
        return _short(match, text, first)
    if match := _JOINED.fullmatch(text):
        return parse_date("{} {} {}".format(*match.groups()))
    if match := _OF_SHEETS.fullmatch(text):
        day, month, year = match.groups()
        return parse_date(f"{day} {month} {'19' if year >= _OLD else '20'}{year}")
    if match := _CTIME.fullmatch(text):
        return parse_date("{1} {0} {2}".format(*match.groups()))
    return None


def order_in(text: str) -> Literal["day", "month"] | None:
    """What comes first in the days of a text that are written as `5/3/2024`; see `told_order`."""
    return told_order(match[0] for match in islice(_FIGURES.finditer(text), _MANY))


def in_words(line: str, first: Literal["day", "month"] | None) -> str:
    """A line with the days that are written as `5/3/2024` as ISO dates, where they can be read one way.

    >>> in_words("25/3/2024: Talks. 5/3/2024", None), in_words("5/3/2024", "day")
    ('2024-03-25: Talks. 5/3/2024', '2024-03-05')
    """
    return _FIGURES.sub(lambda match: likely_date(match[0], first) or match[0], line)


def last_days(text: str) -> str:
    """A text where of days from one to another the last alone is left: by then what tells of all of them is written.

    >>> last_days("Riga, 5–6 March 2024"), last_days("March 30 - April 2, 2024"), last_days("March 5 and 6, 2024")
    ('Riga, 6 March 2024', 'April 2, 2024', 'March 6, 2024')
    """
    return _SINCE.sub(lambda match: match["month"] or "", text)


def likely_date(value: str | None, first: Literal["day", "month"] | None = None) -> str | None:
    """A date as `parse_date` gives it, of what is nobody's promise: not told where it can be read two ways.

    >>> likely_date("5/3/2024"), likely_date("5/3/2024", "day"), likely_date(None)
    (None, '2024-03-05', None)
    """
    try:
        return parse_date(value, first) if value else None
    except DocumentError:
        return None


def told_order(values: Iterable[object]) -> Literal["day", "month"] | None:
    """What comes first in days such as `5/3/2024`, by those of the same column that can be read one way only.

    >>> told_order(["5/3/2024", "25/3/2024"]), told_order(["5/3/2024"]), told_order(["25/3/2024", "3/25/2024"])
    ('day', None, None)
    """
    matches = [match for value in values if (match := _EITHER.fullmatch(" ".join(str(value).split())))]
    days = any(int(match[1]) > len(MONTHS) for match in matches)
    months = any(int(match[2]) > len(MONTHS) for match in matches)
    return None if days == months else "day" if days else "month"


def _either(match: re.Match[str], text: str, first: Literal["day", "month"] | None) -> str | None:
    """The date of `5/3/2024`."""
    one, two, year = match.group(1), match.group(2), match.group(3)
    days, months = _day(year, two, one), _day(year, one, two)
    if first is not None:
        return days if first == "day" else months
    if days and months and days != months:
        raise DocumentError(
            f"the date {text!r} is {days} with the day first and {months} with the month first; "
            "say which with --day-first or --month-first"
        )
    return days or months


def _short(match: re.Match[str], text: str, first: Literal["day", "month"] | None) -> str | None:
    """The date of `5/3/24`, whose parts may stand in any order where nobody says in which."""
    one, two, short = match.groups()
    year = f"{'19' if short >= _OLD else '20'}{short}"
    if first is not None:
        return _day(year, two, one) if first == "day" else _day(year, one, two)
    raise DocumentError(
        f"the date {text!r} may have its day, its month or its year first; say which with --day-first or --month-first"
    )


def iso(groups: Mapping[str, str | None], year: int | None = None) -> str | None:
    """The date that a match of `WHEN` or its parts gives, if there is such a day.

    Args:
        groups: `groupdict()` of the match: `year`, `month`, `day`, each perhaps with a number behind it.
        year: where the match has none.
    """
    parts = {name.split("_")[0]: part for name, part in groups.items() if part}
    month = parts["month"]
    number = month if month.isdigit() else str(1 + MONTHS.index(month[:3].lower()))
    found = _day(parts.get("year") or str(year), number, parts.get("day", "1"))
    return found if found is None or "day" in parts else found[:7]


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
