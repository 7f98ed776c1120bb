"""Time expressions: found by their form, and resolved against the date of the document, or against each other.

Absolute ("18 March 2024", "March 2024", "in 1994"), partial ("March 18", "in August") and relative ("on Tuesday",
"last month", "yesterday") ones become partial ISO dates or intervals. A weekday is the nearest one on the side that
the act looks to; a month without a year is the one nearest to the document. What is counted from another time
of the text ("a day later", "that year", "a three-day visit from Monday") is reckoned from that one, and in what is told
of years ago a month or day has the year of the one before it ("In February 2012 … In March").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.language.counting import counted, is_recent, lasting
from extract.language.reckoning import FUTURE, PAST, reckon
from extract.language.time_forms import FORMS, MONTHS, is_verb

__all__ = ["FUTURE", "PAST", "Expression", "find_times"]

_SIDES = {"earlier": -1, "before": -1, "previous": -1, "previously": -1, "same": 0, "that": 0}
"""On which side of another time an expression lies; those not named lie after it."""

_LONG_AGO = 2
"""Years before the document from which a month without a year is of the year told last: 45 of 46 in annotated texts
were, while of a year ago, or with an earlier month, it was as often another."""

_ENDING = re.compile(
    r"\b(?:after|end\w*|conclud\w+|complet\w+|w(?:rap\w*|ound) up)\s+(?:an?|the|his|her|its|their)\s+$", re.IGNORECASE
)
"""Before what lasted so long, and ended on the day that is told: "after a three-day visit"."""

_BEGINS = re.compile(
    r"\b(?:(?P<begins>from|(?:start|beg[aiu]n|arriv|embark|open|la?u?nch|commenc|kick)\w*)|end\w*|conclud\w+|wrap\w*)\b",
    re.IGNORECASE,
)
"""Between what lasted so long and a day: whether it began or ended then."""

_JOINED = re.compile(r"\s*(?:to|and|or|until|through|[-–—(])\s*(?:on\s+|in\s+)?", re.IGNORECASE)
_UNDER = re.compile(r",?\s+(?:(?:on|in|of)\s+)?", re.IGNORECASE)
"""Between two times of one year, and between a year and a time in it."""

_AT_END = re.compile(r"\s*(?:[,.;:)]|$)")
_NEAR = 40
"""Characters before a stay among which it is told to end."""

_MOST_STEPS = 20
"""Times that are counted one from the other; no text has as many."""

_IN_CALENDAR = re.compile(r"\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?")
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.!?][\"”’')]*\s")


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its characters `[start, end)`, and what its form says.

    `other` is the expression that it is counted from, `shift` on which side of it: 1 after, -1 before, 0 the same.
    """

    start: int
    end: int
    parts: tuple[tuple[str, str], ...]
    other: Expression | None = None
    shift: int = 0

    def value(self, base: str | None, tense: int) -> str | None:
        """Its partial ISO date, or interval; `None` where it needs a date that is not known, or leaves the calendar.

        Args:
            base: the document's date (partial ISO).
            tense: `FUTURE` or `PAST`: the side on which a bare weekday or month lies.

        >>> [one.value("2024-02-08", PAST) for one in find_times("on Tuesday, a day later, and again in March")]
        ['2024-02-06', '2024-02-07', '2024-03']
        """
        with suppress(OverflowError):
            value = self._reckoned(base, tense)
            return value if value and _IN_CALENDAR.fullmatch(value) else None
        return None

    def _reckoned(self, base: str | None, tense: int) -> str | None:
        said = dict(self.parts)
        then = self.other.value(base, tense) if self.other else None
        if "length" in said:
            return lasting(said, self.shift, then) if then else None
        if "side" in said:
            # "Later in the year" is of the document's where none was told.
            then = then or (base if self.shift == 0 and said["side"].lower() in {"earlier", "later"} else None)
            return counted(said, self.shift, then) if then else None
        value = reckon(said, base, tense)
        long_ago = then and tense == PAST and (not base or int(then[:4]) <= int(base[:4]) - _LONG_AGO)
        # A day of the last weeks is news, whatever was told of years ago.
        return reckon(said | {"year": str(then)[:4]}, base, tense) if long_ago and not is_recent(value, base) else value


def find_times(text: str, before: Expression | None = None) -> list[Expression]:
    """The time expressions in a piece of text, a paragraph or so, in order, none inside another.

    A weekday before the date of its own day ("Monday, 18 March") is left out.

    Args:
        text: the piece.
        before: the last expression of what stands before it, from which the first of this one may be counted.
    """
    found: list[Expression] = []
    taken = bytearray(len(text))
    for form in FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]) and not is_verb(match.groupdict()):
                taken[start:end] = bytes([1]) * (end - start)
                parts = tuple((name, part) for name, part in match.groupdict().items() if part is not None)
                found.append(Expression(start, end, parts))
    ordered = sorted(found, key=lambda time: time.start)
    named = {one.start for one, following in pairwise(ordered) if _names(one, following)}
    return _counted([time for time in ordered if time.start not in named], text, before)


def _names(weekday: Expression, following: Expression) -> bool:
    """Whether a date is only the weekday of the one behind it: "Monday, 18 March"."""
    said = dict(following.parts)
    whole = "iso" in said or ("day" in said and "month" in said)
    return "weekday" in dict(weekday.parts) and whole and 0 <= following.start - weekday.end <= len(", ")


def _counted(times: Sequence[Expression], text: str, before: Expression | None) -> list[Expression]:
    """The same, those that are counted from another with that one."""
    done: list[Expression] = []
    dated: Expression | None = None
    month = 0
    for place, time in enumerate(times):
        said = dict(time.parts)
        if "month" in said and "year" not in said and (year := _year_beside(place, times, text)):
            said["year"] = year
            time = replace(time, parts=(*time.parts, ("year", year)))
        if "month" in said or "bare" in said:
            # A month goes on from the last one that has a year, as long as none is earlier than the one before it.
            before_it, month = month, MONTHS.get(said.get("month", "").lower(), 0)
            dated = time if month and "year" in said else dated if month >= before_it else None
            goes_on = dated is not time and not said.keys() & {"which", "of", "bare"}
            done.append(replace(time, other=dated) if goes_on else time)
        elif "side" in said or "length" in said:
            following = times[place + 1] if place + 1 < len(times) else None
            if following is not None and _SENTENCE_END.search(text, time.end, following.start):
                following = None
            last = done[-1] if done else None
            other, shift = (_spanned if "length" in said else _beside)(time, text, last, following, before)
            done.append(replace(time, other=other if _steps(other) < _MOST_STEPS else None, shift=shift))
        else:
            done.append(time)
    return done


def _year_beside(place: int, times: Sequence[Expression], text: str) -> str | None:
    """The year that a month or day has in common with what stands beside it.

    "From 3 March to 5 April 1991", "25 October (7 November) 1917", "in 1994, on 3 July".
    """
    time, said = times[place], dict(times[place].parts)
    if said.keys() & {"which", "of"}:
        return None
    if place + 1 < len(times):
        following = dict(times[place + 1].parts)
        if "month" in following and "year" in following and _JOINED.fullmatch(text, time.end, times[place + 1].start):
            later = MONTHS[following["month"].lower()] < MONTHS[said["month"].lower()]
            return str(int(following["year"]) - later)
    if place:
        last = dict(times[place - 1].parts)
        if "bare" in last and _UNDER.fullmatch(text, times[place - 1].end, time.start):
            return last["bare"]
    return None


def _spanned(
    time: Expression, text: str, last: Expression | None, following: Expression | None, before: Expression | None
) -> tuple[Expression | None, int]:
    """The day on which a stay began, or ended, where it is told that it did so then."""
    near = last if last and not _SENTENCE_END.search(text, last.end, time.start) else None
    if _ENDING.search(text, max(0, time.start - _NEAR), time.start):
        return following or near, -1
    if following is not None and (told := _BEGINS.search(text, time.end, following.start)):
        return following, 1 if told["begins"] else -1
    if near is not None and (told := _BEGINS.search(text, near.end, time.start)) and told["begins"]:
        return near, 1
    return None, 0


def _beside(
    time: Expression, text: str, last: Expression | None, following: Expression | None, before: Expression | None
) -> tuple[Expression | None, int]:
    """What a time is counted from: the one before it, unless it is counted from what stands behind it."""
    side = dict(time.parts)["side"].lower()
    shift = _SIDES.get(side, 1)
    if side in {"earlier", "later"} and "count" not in dict(time.parts):
        return last or before, 0  # in the day, month or year that is told of
    if side not in {"before", "after"} or _AT_END.match(text, time.end):
        return last or before, shift
    # "On 3 June, a day after they had met": they met on the 2nd. "A day after the talks of 3 June, he left".
    if last is not None and text[last.end : time.start].strip(" ,") == "":
        return last, -shift
    begins = last is None or _SENTENCE_END.search(text, last.end, time.start)
    plain = following is not None and "," not in text[time.end : following.start]
    return (following if begins and plain else None), shift


def _steps(time: Expression | None) -> int:
    """How many times are counted one from the other up to this one."""
    steps = 0
    while time is not None and steps < _MOST_STEPS:
        time, steps = time.other, steps + 1
    return steps
