"""Spells: when something held that may have ended and begun again, such as a membership or a post."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.dates import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A time without a known break.

    Args:
        begin, end: the first day, and the day after the last, where a text gives them.
        closing: the first day of the date that it ended on, the first of January where that is a year.
        seen: the days of the documents that say so of their own day.
    """

    begin: date | None
    end: date | None
    closing: date | None = None
    seen: tuple[date, ...]

    @property
    def first(self) -> date | None:
        """The first day that is known of it; what has an end alone is known on the date that it ended on."""
        return min((day for day in (self.begin, *self.seen, self.closing or self.end) if day), default=None)

    @property
    def last(self) -> date | None:
        """The last day that is known of it, or the day after it."""
        return max((day for day in (self.begin, *self.seen, self.end) if day), default=None)


def spells(stated: Iterable[tuple[str | None, str | None, date | None]]) -> list[Spell]:
    """The spells that some statements of one thing make together, in order.

    Statements are of one spell unless one begins, or is seen, when the one before has ended: who says "since 1949" and
    who says "since April 1949" mean the same, and a member that left in 2013 and came in 2018 has come back. An end
    alone closes the spell that is open, or is that of a spell which ended then; of another spell it is all that is
    known.

    Args:
        stated: of each statement the dates at which it begins and ends, where it gives them, and the day on which its
            document saw it to hold.

    >>> found = spells([("1965", "2013", None), ("1965-02", None, None), ("2018", None, None)])
    >>> [(spell.begin.year, spell.end.year if spell.end else None) for spell in found]
    [(1965, 2014), (2018, None)]
    >>> [(spell.begin, spell.last.year) for spell in spells([("2009", "2011", None), (None, "2018", None)])]
    [(datetime.date(2009, 1, 1), 2012), (None, 2019)]
    """
    found: list[Spell] = []
    for each in sorted(map(_alone, stated), key=_order):
        place = _place(found, each)
        if place is None:
            found.append(each)
        else:
            found[place] = _joined(found[place], each)
    return found


def _alone(stated: tuple[str | None, str | None, date | None]) -> Spell:
    """One statement as a spell; it was not seen on a day by which it had ended or not begun."""
    start, end, seen = stated
    interval = Interval.spanning(start=start, end=end)
    days = (seen,) if seen and (interval is None or seen in interval) else ()
    begin, until = (interval.begin, interval.end) if interval else (None, None)
    return Spell(begin=begin, end=until, closing=Interval.parse(end).begin if end else None, seen=days)


def _order(spell: Spell) -> tuple[date, date]:
    first = spell.begin or next(iter(spell.seen), None) or spell.end or date.max
    return first, spell.end or date.max


def _place(found: Sequence[Spell], each: Spell) -> int | None:
    """Which of some spells, in their order, a later statement is of; None where it is of another."""
    if not found:
        return None
    last, starts = len(found) - 1, each.begin or next(iter(each.seen), None)
    if starts is None and each.end:
        same = (place for place, spell in enumerate(found) if _end_together(spell, each))
        return next(same, last if found[last].end is None else None)
    ended = found[last].end
    return None if starts and ended and starts >= ended else last


def _end_together(one: Spell, other: Spell) -> bool:
    """Whether the dates on which two ended may be one, as 2018 and May 2018."""
    if not (one.closing and one.end and other.closing and other.end):
        return False
    return one.closing < other.end and other.closing < one.end


def _joined(one: Spell, other: Spell) -> Spell:
    ends = max((spell for spell in (one, other) if spell.end), key=lambda spell: spell.end or date.min, default=one)
    return Spell(
        begin=min(filter(None, (one.begin, other.begin)), default=None),
        end=ends.end,
        closing=ends.closing,
        seen=tuple(sorted({*one.seen, *other.seen})),
    )
