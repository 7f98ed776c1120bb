"""Spells: when something held that may have ended and begun again, such as a membership or a post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.dates import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A time without a known break.

    Args:
        begin, end: the first day, and the day after the last, where a text gives them.
        seen: the days of the documents that say so of their own day.
    """

    begin: date | None
    end: date | None
    seen: tuple[date, ...]

    @property
    def first(self) -> date | None:
        """The first day that is known of it."""
        return min((day for day in (self.begin, *self.seen, self.end) if day), default=None)

    @property
    def last(self) -> date | None:
        """The last day that is known of it, or the day after it."""
        return max((day for day in (self.begin, *self.seen, self.end) if day), default=None)


def spells(stated: Iterable[tuple[Interval | None, date | None]]) -> list[Spell]:
    """The spells that some statements of one thing make together, in order.

    Statements are of one spell unless one begins, or is seen, when the one before has ended: who says "since 1949" and
    who says "since April 1949" mean the same, and a member that left in 2013 and came in 2018 has come back.

    Args:
        stated: of each statement its interval, where it gives one, and the day on which its document saw it to hold.

    >>> years = (("1965", "2013"), ("1965-02", None), ("2018", None))
    >>> found = spells((Interval.spanning(start=start, end=end), None) for start, end in years)
    >>> [(spell.begin.year, spell.end.year if spell.end else None) for spell in found]
    [(1965, 2014), (2018, None)]
    """
    found: list[Spell] = []
    for begin, end, seen in sorted(map(_bounds, stated), key=_order):
        days = (seen,) if seen else ()
        starts = begin or seen
        last = found[-1] if found else None
        if last is None or (last.end and starts and starts >= last.end):
            found.append(Spell(begin=begin, end=end, seen=days))
        else:
            found[-1] = Spell(
                begin=min(filter(None, (last.begin, begin)), default=None),
                end=max(filter(None, (last.end, end)), default=None),
                seen=tuple(sorted({*last.seen, *days})),
            )
    return found


def _bounds(stated: tuple[Interval | None, date | None]) -> tuple[date | None, date | None, date | None]:
    """Begin, end, and the day on which it was seen, unless it had ended or not begun by then."""
    interval, seen = stated
    if interval is None:
        return None, None, seen
    return interval.begin, interval.end, seen if seen and seen in interval else None


def _order(bounds: tuple[date | None, date | None, date | None]) -> tuple[date, date]:
    begin, end, seen = bounds
    first = begin or seen or end or date.max
    return first, end or date.max
