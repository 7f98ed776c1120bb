"""Chronologies: lines, and what stands below headings, that have a date of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extract.documents.dates import DAY, MONTH, MONTH_NAME, MONTHS, TO, WHEN, YEAR, in_words, iso
from graph.records import DatedSpan

# What makes words bold or a heading where a text keeps its markup: `**1962**`, `<b>1962</b>`, `== 1962 ==`.
_BOLD = r"(?: ?[*_=#]{1,6} ?|</?[a-z]\w{0,9}>){0,4}"
_MARK = rf"(?:[-*•–—·▪‣◦]\s+)?{_BOLD}[\[(]?"
_CLOSE = rf"(?:[\])]?{_BOLD}\s*(?::|\s[–—-]{{1,2}}\s|\||—){_BOLD}\s*(?=\S)|[\])]{_BOLD}\s+(?=\S))"
# What may also stand between a date and a sentence, but does behind a date in running text as well.
_WEAK = rf"{_BOLD}\.?{_BOLD}\s+(?=[^\W\d_a-z]|[\"“‘'(])"
# "3–5 March 2024", "28 February – 2 March 2024": the first day stands before what can be read alone.
_SINCE = (
    rf"(?:(?P<since>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<sincemonth>(?i:{MONTH_NAME})))?(?:,? (?P<sinceyear>\d{{4}}))?{TO}"
    rf"(?=\d{{1,2}}(?:st|nd|rd|th)? (?i:{MONTH_NAME})))?"
)
# "March 3–5, 2024", "March 30 – April 2, 2024".
_AMERICAN = (
    rf"(?P<us_month>(?i:{MONTH_NAME})) (?P<us_since>\d{{1,2}}){TO}"
    rf"(?:(?P<us_until>(?i:{MONTH_NAME})) )?(?P<us_day>\d{{1,2}})"
    r"(?:,? (?P<us_year>1[89]\d\d|20\d\d))?"
)
_PART = rf"(?i:{DAY} {MONTH}|{MONTH.replace('<month>', '<month_b>')} {DAY.replace('<day>', '<day_b>')})"
_SLASHED = r"\d{1,2}/\d{1,2}/\d{4}(?!\d)"
_YEARS = r"(?P<year>1[89]\d\d|20\d\d)(?:\s?[–—-]\s?(?P<until>1[89]\d\d|20\d\d))?"

ENTRY = re.compile(
    rf"{_MARK}{_SINCE}(?:(?:{_AMERICAN}|{_YEARS}|(?i:{MONTH_NAME})){_CLOSE}|(?:{WHEN}|{_PART}|{_SLASHED})(?:{_CLOSE}|{_WEAK}|[\])]?[.:]?{_BOLD}$))"
)
"""What a line of a chronology begins with: a date, and a colon, a dash, a bar or a sentence; or all that is in it."""

_FULL = re.compile(rf"{_MARK}{_SINCE}{WHEN}(?:{_CLOSE}|(?P<weak>{_WEAK}))")
_OPEN = re.compile(rf"{_MARK}{_SINCE}{_PART}(?:{_CLOSE}|(?P<weak>{_WEAK}))")
_MONTHLY = re.compile(rf"{_MARK}(?i:{MONTH}){_CLOSE}")
_SPAN = re.compile(rf"{_MARK}{_YEARS}{_CLOSE}")
_ALONE = re.compile(rf"{_MARK}{_SINCE}(?:{WHEN}|{_PART})[\])]?[.:]?{_BOLD}")
_DAYS = re.compile(rf"{_MARK}{_AMERICAN}{_CLOSE}")
_YEAR = re.compile(rf"(?:.{{0,60}}(?<![^\W_]))?({YEAR})[)\]]?[.:]?(?: [–—-])?{_BOLD}")

# Bare years and days without a year begin many a line; so many make a chronology.
_FEWEST = 2
# So many lines that hold nothing but a date are headings, and no dateline; so many that begin with a date, and go on
# with a sentence, are entries.
_HEADINGS = 3


def dated_spans(text: str, first: Literal["day", "month"] | None = None) -> tuple[DatedSpan, ...]:
    """The stretches of a text that have a date of their own: the lines of a chronology, what stands below a date.

    Use it on text as `tidy` makes it. A day without a year is of the year that stands in a heading above.

    Args:
        text: plain text.
        first: what comes first in `5/3/2024`.

    >>> dated_spans("5 March 2024: Kenya opens an embassy.\\n\\n7 March 2024: Chad recalls its ambassador.")
    ((0, 37, '2024-03-05'), (39, 81, '2024-03-07'))
    """
    lines = [(start, in_words(line, first), start + len(line)) for start, line in _lines(text)]
    return _below_headings(lines, len(text)) or _entries(lines)


def _below_headings(lines: Sequence[tuple[int, str, int]], end: int) -> tuple[DatedSpan, ...]:
    """What stands below lines that are a date each, up to the end of the text."""
    headings: list[tuple[int, str]] = []
    year = None
    for start, line, _ in lines:
        if match := _ALONE.fullmatch(line):
            own = _year_of(match)
            year = own or year
            if year and (date := _date(match, year)):
                headings.append((start, date))
        elif heading := _YEAR.fullmatch(line):
            year = int(heading.group(1))
    if len(headings) < _HEADINGS or len({date for _, date in headings}) == 1:
        return ()
    ends = [start for start, _ in headings[1:]] + [end]
    return tuple((start, last, date) for (start, date), last in zip(headings, ends, strict=True))


def _entries(lines: Sequence[tuple[int, str, int]]) -> tuple[DatedSpan, ...]:
    """The lines that begin with a date."""
    found: list[DatedSpan] = []
    weak: list[DatedSpan] = []
    sure, year = 0, None
    for start, line, end in lines:
        if (match := _FULL.match(line)) and (date := _date(match)):
            sure += not match["weak"]
            year = int(date.split("/")[-1][:4])
        elif (match := _DAYS.match(line)) and (match["us_year"] or year):
            sure += bool(match["us_year"])
            year = int(match["us_year"] or year or 0)
            date = _american(match, year)
        elif ((match := _OPEN.match(line)) and year) or ((match := _MONTHLY.match(line)) and year):
            date = _date(match, year)
        elif match := _SPAN.match(line):
            date = "/".join(filter(None, (match["year"], match["until"])))
            year = int(match["year"])
        else:
            heading = _YEAR.fullmatch(line)
            year = int(heading.group(1)) if heading else year
            continue
        if date:
            (weak if match.groupdict().get("weak") else found).append((start, end, date))
    if not sure and len(found) < _FEWEST:
        found = []
    return tuple(sorted(found + weak)) if len(weak) >= _HEADINGS else tuple(found)


def _year_of(match: re.Match[str]) -> int | None:
    """The year that a match of `WHEN` has, if it has one."""
    years = (value for name, value in match.groupdict().items() if name.startswith("year") and value)
    return next(map(int, years), None)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, line
        start += len(line) + 1


def _date(match: re.Match[str] | None, year: int | None = None) -> str | None:
    """The day of a match, or its days as an interval."""
    if match is None:
        return None
    groups = match.groupdict()
    last = iso(groups, year)
    if last is None or not groups.get("since"):
        return last
    return _interval(f"{groups['since']} {groups['sincemonth'] or ''}", groups["sinceyear"], last)


def _american(match: re.Match[str], year: int) -> str | None:
    """The days of `March 3–5, 2024`."""
    until = {"month": match["us_until"] or match["us_month"], "day": match["us_day"]}
    last = iso(until, year)
    return last and _interval(f"{match['us_since']} {match['us_month']}", None, last)


def _interval(since: str, year: str | None, last: str) -> str:
    """From a day, with its month where that is another, to the last day; that alone where the first is not before."""
    day, _, month = since.partition(" ")
    place = 1 + MONTHS.index(month[:3].lower()) if month else int(last[5:7])
    # "30 December – 2 January 2024" began in the year before.
    began = int(year) if year else int(last[:4]) - (place > int(last[5:7]))
    first = iso({"month": str(place), "day": day}, began)
    return f"{first}/{last}" if first and first < last else last
