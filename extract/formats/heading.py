"""The title and the date of a text, where its first lines give them."""

from __future__ import annotations

import datetime
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|aug|sept?|oct|nov|dec)\b\.?)"
)
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ZONE = r"(?: ?(?:[A-Z]{1,4}|[+-]\d\d:?\d\d)\b)?"
_CLOCK = rf"(?:(?:T|,? (?:at )?)\d{{1,2}}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?{_ZONE})?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_FORMS = (
    rf"{_YEAR}-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?![\d-])",
    rf"{_DAY}(?: of)? {_MONTH},? {_YEAR}",
    rf"{_MONTH} {_DAY},? {_YEAR}",
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}",
    rf"{_MONTH},? {_YEAR}",
)
# Each form needs group names of its own: year_0, year_1, …
_DATE = "|".join(form.replace(">", f"_{n}>") for n, form in enumerate(_FORMS))
_WHEN = rf"(?i:{_WEEKDAY}(?:{_DATE}))"

# Capitalised words, such as a place and a country; a sentence that opens with "On 12 March 2024" is none.
_WORD = r"[A-ZÀ-ÖØ-ÞČĞİŁŚŞŠŽ][^\W\d_]*(?:[.'’-][^\W\d_]+)*\.?"
_NO_PLACE = r"(?!(?:On|In|By|At|As|Since|Until|From|Before|After|For|Between)\b)"
_PLACE = rf"{_NO_PLACE}{_WORD}(?:,? (?:(?:de|la|of|the|and) )?{_WORD}){{0,5}}"

_FULL = re.compile(rf"{_WHEN}(?i:{_CLOCK})\.?")
# A line that holds only a date, with a bullet, a place or a word like "Published" before it.
_ALONE = re.compile(
    r"(?:[-*•–—|] ?)?(?:(?i:(?:first |last )?(?:published|posted|released|issued|updated|date|dated)(?: on| at)?:?) )?"
    rf"(?:(?:Done|Signed|Adopted|Issued) (?:at|in) {_PLACE},?(?: on)? |{_PLACE}[,.]? )?{_WHEN}(?i:{_CLOCK})\.?"
)
# "BAKU, 12 March 2024 (Agency) — The minister …"
_DATELINE = re.compile(rf"(?:{_PLACE}[,.:]? )?\(?{_WHEN}\)?(?: ?[/(][^()/]{{2,40}}[)/])? ?(?:[–—]|--? )")

# A masthead, a headline and a line or two about the author may stand above the dateline.
_TOP = 8
_LONGEST_TITLE = 200
# "Minister Hale: we will wait" is a headline too; only these certainly begin a turn.
_SPEAKER = re.compile(r"(?:[QA][.:]|[A-Z .]+:)\s")


def parse_date(value: str) -> str | None:
    """A date written out, as `YYYY-MM-DD` or `YYYY-MM`, or a bare `YYYY`; `None` where it is none.

    Day and month in figures count only year first, or with full stops between, for `03/04/2024` can be read two ways.

    >>> parse_date("Monday, 15 December, 2025"), parse_date("2024-03-12T10:00:00Z"), parse_date("03/04/2024")
    ('2025-12-15', '2024-03-12', None)
    """
    value = value.strip()
    if re.fullmatch(r"1[89]\d\d|20\d\d", value):
        return value
    match = _FULL.fullmatch(value)
    return _iso(match) if match else None


def find_date(text: str) -> str | None:
    """The date of a document, from a dateline or a line of its own near the top or at the very end.

    Use it where the source gives no date. A date inside running prose never counts.

    Args:
        text: plain text, as `tidy` makes it.

    >>> find_date("Visit to Baku\\n\\nBAKU, 12 March 2024 — The minister arrived.")
    '2024-03-12'
    >>> find_date("On 12 March 2024 the minister arrived in Baku.") is None
    True
    """
    lines = [line for line in text.split("\n") if line]
    for line in lines[:_TOP]:
        match = _ALONE.fullmatch(line) or _DATELINE.match(line)
        if match and (found := _iso(match)):
            return found
    match = _ALONE.fullmatch(lines[-1]) if lines else None
    return _iso(match) if match else None


def find_title(text: str) -> str | None:
    """The headline of a text: a first line, with more below it, that is short and does not end like a sentence.

    >>> find_title("Minister visits Baku\\n\\nThe minister arrived on Tuesday.")
    'Minister visits Baku'
    """
    first, _, rest = text.partition("\n")
    if not rest or len(first) > _LONGEST_TITLE or first.rstrip("\"'”’)]").endswith(tuple(".?!:;,")):
        return None
    if _SPEAKER.match(first) or _ALONE.fullmatch(first) or _DATELINE.match(first) or not first[0].isalnum():
        return None
    return first


def _iso(match: re.Match[str]) -> str | None:
    """The date of a match, if there is such a day."""
    parts = {name.split("_")[0]: part for name, part in match.groupdict().items() if part and "_" in name}
    year, month = int(parts["year"]), parts["month"]
    number = int(month) if month.isdigit() else 1 + _MONTHS.index(month[:3].lower())
    try:
        day = datetime.date(year, number, int(parts.get("day", 1)))
    except ValueError:
        return None
    return day.isoformat() if "day" in parts else day.isoformat()[:7]
