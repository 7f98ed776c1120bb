"""The title and the date of a text, where its first lines give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from extract.documents.dates import CLOCK, WHEN, YEAR, in_words, iso, last_days, likely_date

# Capitalised words, such as a place and a country; a sentence that opens with "On 12 March 2024" is none.
_WORD = r"[A-ZÀ-ÖØ-ÞČĞİŁŚŞŠŽ][^\W\d_]*(?:[.'’-][^\W\d_]+)*\.?"
_NO_PLACE = r"(?!(?:On|In|By|At|As|Since|Until|From|Before|After|For|Between)\b)"
_PLACE = rf"{_NO_PLACE}{_WORD}(?:,? (?:(?:de|la|of|the|and) )?{_WORD}){{0,5}}"

# A line that holds only a date, with a bullet, a place or a word like "Published" before it.
_ALONE = re.compile(
    r"(?:[-*•–—|] ?)?(?i:(?:(?:first |last )?(?:published|posted|released|issued|updated|delivered|given|date"
    r"|(?:cable )?dated)(?: on| at)?(?: |: ?))?)"
    rf"(?:(?:Done|Signed|Adopted|Issued) (?:at|in) {_PLACE},?(?: on)? |{_PLACE}[,.]? )?{WHEN}(?i:{CLOCK})"
    rf"(?: (?:in|at) {_PLACE})?\.?"
)
# "BAKU, 12 March 2024 (Agency) — The minister …"
_DATELINE = re.compile(rf"(?:{_PLACE}[,.:]? )?\(?{WHEN}\)?(?: ?[/(][^()/]{{2,40}}[)/])? ?(?:[–—]|--? )")

# "Statement by the Minister, Oslo, 5 March 2024"; "Done in Oslo on 5 March 2024 in two copies".
_TITLED = re.compile(
    r"(?:Joint |Opening |Closing |Press )?(?:Statement|Remarks|Speech|Address|Communiqu[eé]|Release|Declaration|Letter"
    rf"|Telegram|Memorandum|Interview|Transcript|Briefing)\b.{{0,150}}, {WHEN}"
)
_DONE = re.compile(rf"(?:Done|Signed) (?:at|in) {_PLACE},? (?:on )?{WHEN}\b.{{0,150}}")
# As cables have it: day, hour and minute, month, year.
_GROUP = re.compile(r"\b(\d\d)\d{4}Z ([A-Z]{3}) (\d{4}|\d\d)\b")
_OLD = "30"
_LIFE = re.compile(r"\b(?:born|died|b\.|d\.)(?!\w)", re.IGNORECASE)
# An old date is not that of a text which tells of what was so many years later.
_RECENT, _BACK = 1990, 5

# At the foot of a text, the day on which it was last touched.
_CHANGED = re.compile(r"^\W*(?:last |page )?(?:updated|modified)\b", re.IGNORECASE)

# Cables and memoranda name what they are about; releases say above their headline that they are such.
_SUBJECT, _SUBJECT_WITHIN = (
    re.compile(r"^(?:SUBJECT|SUBJ|Subject): *(\S.{3,190}(?:\n[A-Z0-9 ,.'()-]{4,80}$)?)", re.M),
    2000,
)
_SIGN = re.compile(
    r"(?:(?:for immediate release|(?:press|media|news) (?:release|statement)|ZCZC|UNCLAS\w*|CONFIDENTIAL|SECRET)\b"
    r"[^a-z]*|no\. ?\d[\w/.-]*)",
    re.IGNORECASE,
)
_PARTS, _FEW = re.compile(r"\s+[|·•–—-]\s+"), 5

# A masthead, a headline and a line or two about the author may stand above the dateline.
_TOP = 8
_LONGEST_TITLE = 200
# "Minister Hale: we will wait" is a headline too; only these certainly begin a turn.
_SPEAKER = re.compile(r"(?:[QA][.:]|[A-Z .]+:)\s")


def find_date(text: str, first: Literal["day", "month"] | None = None) -> str | None:
    """The date of a document, from a dateline or a line of its own near the top or at the very end.

    Use it where the source gives no date. A date inside running prose never counts.

    Args:
        text: plain text, as `tidy` makes it.
        first: what comes first in `5/3/2024`.

    >>> find_date("Visit to Baku\\n\\nBAKU, 12 March 2024 — The minister arrived.")
    '2024-03-12'
    >>> find_date("On 12 March 2024 the minister arrived in Baku.") is None
    True
    """
    lines = [line for line in text.split("\n") if line]
    if lines and _CHANGED.search(lines[-1]):
        del lines[-1]
    top = [in_words(last_days(line), first) for line in lines[:_TOP]]
    for line in top:
        if group := _GROUP.search(line):
            day, month, year = group.groups()
            year = year if len(year) > 2 else f"{'19' if year >= _OLD else '20'}{year}"
            return likely_date(f"{day} {month} {year}")
        match = _ALONE.fullmatch(line) or _DATELINE.match(line) or _TITLED.fullmatch(line)
        if match and (found := iso(match.groupdict())):
            return found
        if (match := _among(line)) and (found := iso(match.groupdict())) and _alone(found, line, lines):
            return found
    last = in_words(last_days(lines[-1]), first) if lines else ""
    match = _ALONE.fullmatch(last) or _DONE.fullmatch(last)
    return iso(match.groupdict()) if match else None


def _among(line: str) -> re.Match[str] | None:
    """The date in a line of a few words parted by bars or dashes: "Press release - 5 March 2024 | Oslo"."""
    parts = _PARTS.split(line)
    dates = [match for part in parts if (match := _ALONE.fullmatch(part))]
    return dates[0] if len(dates) == 1 < len(parts) and all(len(part.split()) <= _FEW for part in parts) else None


def _alone(date: str, line: str, lines: Sequence[str]) -> bool:
    """Whether a date between bars is that of the text, and not of a row of a list or of what a text looks back to."""
    if _LIFE.search(line) or any(other != line and _among(other) for other in lines):
        return False
    year = int(date[:4])
    later = (int(other) > year + _BACK for each in lines for other in re.findall(rf"\b{YEAR}\b", each))
    return year >= _RECENT or not any(later)


def find_title(text: str) -> str | None:
    """The headline of a text: a first line, with more below it, that is short and does not end like a sentence.

    >>> find_title("Minister visits Baku\\n\\nThe minister arrived on Tuesday.")
    'Minister visits Baku'
    """
    if subject := _SUBJECT.search(text[:_SUBJECT_WITHIN]):
        return " ".join(subject[1].split())
    first, _, rest = text.partition("\n")
    while rest.strip() and _SIGN.fullmatch(first):
        first, _, rest = rest.lstrip("\n").partition("\n")
    if not rest or len(first) > _LONGEST_TITLE or first.rstrip("\"'”’)]").endswith(tuple(".?!:;,")):
        return None
    if (
        not any(map(str.isalpha, first))
        or _SPEAKER.match(first)
        or _ALONE.fullmatch(first)
        or _DATELINE.match(first)
        or not first[0].isalnum()
    ):
        return None
    return first
