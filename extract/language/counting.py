"""Dates that are counted from another date of the text: a day later, that week, three days from then on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from extract.language.reckoning import anchored, measure, month_from, number_of
from extract.language.time_forms import WEEKDAYS

_RECENT = timedelta(days=31)
_DAYTIMES = frozenset({"morning", "afternoon", "evening", "night"})


def counted(said: Mapping[str, str], shift: int, base: str) -> str | None:
    """The date so many units before or after another date, or the day, month or year of that one for a shift of 0.

    Args:
        said: the parts of the expression: `unit`, and `count` where it is not one.
        shift: 1 after, -1 before, 0 the same.
        base: the date from which it is counted, partial ISO; of an interval the end that lies on that side.

    Returns:
        `None` where that date is less precise than the unit.

    >>> counted({"count": "nine", "unit": "year"}, -1, "2017-03"), counted({"unit": "day"}, 1, "2024-02-28/2024-02-29")
    ('2008', '2024-03-01')
    >>> counted({"unit": "day"}, 0, "2024-03")
    """
    base = base.split("/")[-1 if shift > 0 else 0]
    unit, number = measure(said)
    least = {"year": 4, "month": 7}.get(unit, 10)
    anchor = anchored(base)
    if number is None or anchor is None or len(base) < least:
        return None
    if "weekday" in said:
        return _weekday_beside(WEEKDAYS[said["weekday"].lower()], shift, anchor).isoformat()
    if unit == "year":
        return str(anchor.year + shift * number)
    if unit == "month":
        return month_from(anchor, shift * number)
    if unit == "week" and "count" not in said:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    away = 0 if unit in _DAYTIMES and shift == 0 else shift * number * (7 if unit == "week" else 1)
    return (anchor + timedelta(days=away)).isoformat()


def is_recent(day: str | None, base: str | None) -> bool:
    """Whether a day lies in the weeks before a document.

    >>> is_recent("2024-02-20", "2024-03-08"), is_recent("2024-05-20", "2024-03-08"), is_recent("2024-02", "2024-03-08")
    (True, False, False)
    """
    if day is None or base is None or len(base) != 10 or len(day) < 10:
        return False
    return timedelta(0) <= date.fromisoformat(base) - date.fromisoformat(day[:10]) <= _RECENT


def _weekday_beside(wanted: int, shift: int, anchor: date) -> date:
    """The next or last such weekday after or before a day, or the nearest one."""
    ahead, back = (wanted - anchor.weekday()) % 7, (anchor.weekday() - wanted) % 7
    if shift > 0 or (shift == 0 and ahead <= back):
        return anchor + timedelta(days=ahead or 7 * shift)
    return anchor - timedelta(days=back or -7 * shift)


def lasting(said: Mapping[str, str], shift: int, base: str) -> str | None:
    """The interval that something takes ("three-day") from a date on, or up to it for a shift of -1.

    `None` where that date is no day.

    >>> lasting({"count": "three", "unit": "day"}, 1, "2024-03-11")
    '2024-03-11/2024-03-13'
    """
    number, anchor = number_of(said["count"]), anchored(base)
    if not number or anchor is None or len(base) != 10:
        return None
    days = timedelta(days=number * (7 if said["unit"].lower() == "week" else 1) - 1)
    first, last = (anchor - days, anchor) if shift < 0 else (anchor, anchor + days)
    return f"{first.isoformat()}/{last.isoformat()}" if days else None
