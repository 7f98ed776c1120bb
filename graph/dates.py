"""Partial ISO dates, read once at the edge as half-open intervals of days. The end is exclusive, everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

from graph.errors import RecordError
from graph.facts import AnyFact

Precision = Literal["year", "month", "day"]
PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")
"""From the coarsest to the finest."""

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The days from `begin` up to and not including `end`, and how exactly the source gave them.

    Use it to compare dates of different precision: March 2024 contains 18 March 2024, and touches no day of April.

    Args:
        begin: the first day; None where it is not known.
        end: the day after the last; None where it is not known.
        precision: the coarsest of the dates that it was made of.
    """

    begin: date | None
    end: date | None
    precision: Precision

    @classmethod
    def parse(cls, value: str) -> Self:
        """Reads `2024`, `2024-03`, `2024-03-18`, or two of them with a slash, the last one included.

        Raises:
            RecordError: it is none of these, no day of the calendar, or ends before it begins.

        >>> Interval.parse("2024-02").end
        datetime.date(2024, 3, 1)
        >>> Interval.parse("2025/2026").begin
        datetime.date(2025, 1, 1)
        """
        first, slash, last = value.partition("/")
        begin, end, precision = _partial(first, value)
        if slash:
            until, end, other = _partial(last, value)
            if until < begin:
                raise RecordError(f"an interval ends after it begins; got {value!r}")
            precision = _coarsest((precision, other))
        return cls(begin, end, precision)

    @property
    def last(self) -> date | None:
        """The last day; None where it is not known.

        >>> Interval.parse("2024-02").last
        datetime.date(2024, 2, 29)
        """
        return self.end - timedelta(days=1) if self.end else None

    @classmethod
    def spanning(cls, *, start: str | None = None, on: str | None = None, end: str | None = None) -> Self | None:
        """The interval of a fact: from its start, or the day it is `on`, to the last day given; None where none is.

        Nothing is put right here: where the source has an end before the start, so has the interval.

        >>> Interval.spanning(on="2024-03-18", end="2024-03-20").end
        datetime.date(2024, 3, 21)
        >>> Interval.spanning(start="2019").end is None
        True
        """
        opening, during, closing = (cls.parse(value) if value else None for value in (start, on, end))
        given = [interval for interval in (opening, during, closing) if interval]
        if not given:
            return None
        first, last = opening or during, closing or during
        return cls(
            first.begin if first else None, last.end if last else None, _coarsest(each.precision for each in given)
        )

    def __contains__(self, day: date | Interval) -> bool:
        """Whether a day, or each day of an interval, lies inside; a side that is not known is open.

        >>> date(2024, 3, 31) in Interval.parse("2024-03"), date(2024, 4, 1) in Interval.parse("2024-03")
        (True, False)
        """
        if isinstance(day, date):
            return (self.begin is None or self.begin <= day) and (self.end is None or day < self.end)
        starts_inside = self.begin is None or (day.begin is not None and self.begin <= day.begin)
        ends_inside = self.end is None or (day.end is not None and day.end <= self.end)
        return starts_inside and ends_inside

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a day; a side that is not known is open.

        >>> Interval.parse("2024").overlaps(Interval.parse("2024-12-31/2025-01-02"))
        True
        """
        starts_before = self.begin is None or other.end is None or self.begin < other.end
        ends_after = self.end is None or other.begin is None or other.begin < self.end
        return starts_before and ends_after


def when(fact: AnyFact) -> Interval | None:
    """The days that a fact takes in, from its `start` or `date` to its `end`; None where it has no date at all.

    Raises:
        RecordError: one of them is no partial date.
    """
    start, on, end = (getattr(fact, name, None) for name in ("start", "date", "end"))
    return Interval.spanning(start=start, on=on, end=end)


def _partial(value: str, whole: str) -> tuple[date, date, Precision]:
    """The first day, the day after the last, and the precision of one partial date; `whole` is for the message."""
    found = _PARTIAL.fullmatch(value)
    try:
        if not found:
            raise ValueError("it is not of the form YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else 0 for part in found.groups())
        begin = date(year, month or 1, day or 1)
        if day:
            return begin, date.fromordinal(begin.toordinal() + 1), "day"
        if month:
            return begin, date(year + month // 12, month % 12 + 1, 1), "month"
        return begin, date(year + 1, 1, 1), "year"
    except (ValueError, OverflowError) as error:
        raise RecordError(
            f"a date is YYYY, YYYY-MM, YYYY-MM-DD, or two of them with a slash between; got {whole!r}: {error}"
        ) from error


def _coarsest(precisions: Iterable[Precision]) -> Precision:
    return min(precisions, key=PRECISIONS.index)
