"""What held on a day: of what a graph says, the part that was so, or had happened, by then."""

from __future__ import annotations

from datetime import date

from graph.dates import Interval, when
from graph.facts import Membership, Mission, Role
from graph.knowledge import Statement
from graph.selection import known_from


def holds(statement: Statement, day: date) -> bool:
    """Whether a statement was true on a day.

    A post or membership holds within its term, a mission from the day that it is dated to; a visit, meeting, act or
    signing that had taken place by then stays true. What has no date counts from the date of its document, and is
    left out where that has none either. Of what has an end alone only the date that it ended on is known.

    >>> from graph.records import Document
    >>> role = Role(person="person/a", title="Minister", start="2014", end="2018-05")
    >>> told = Statement(Document(id="d", text="…", date="2020"), role)
    >>> [holds(told, date(year, 6, 1)) for year in (2013, 2014, 2018)]
    [False, True, False]
    """
    fact = statement.fact
    span = when(fact)
    written = Interval.parse(statement.document.date) if statement.document.date else None
    known = (span and span.begin) or (written and written.begin) or None
    if not isinstance(fact, Role | Membership | Mission):
        return known is not None and known <= day
    end = span.end if span and not isinstance(fact, Mission) else None
    if end is None and isinstance(fact, Role | Membership) and fact.status == "former":
        return False  # it was over at some time that nobody names
    begin = known_from(fact) if end else known
    return begin is not None and begin <= day and (end is None or day < end)
