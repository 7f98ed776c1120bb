"""What held on a day: of what a graph says, the part that was so, or had happened, by then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.dates import Interval, when
from graph.facts import AnyFact, Membership, Mission, Role
from graph.knowledge import Statement
from graph.selection import known_from

_CLOSING = frozenset({"close"})


def held(statements: Iterable[Statement], day: date) -> list[Statement]:
    """The statements that were true on a day, as far as all of them together tell.

    What one document leaves open another may end: a member that left, an embassy that was closed, a term with its last
    day. Of what began before, the end counts.
    """
    every = [*statements]
    ends: dict[tuple[object, ...], list[date]] = {}
    for each in every:
        if (end := _end(each)) and end <= day:
            ends.setdefault(_of(each.fact), []).append(end)
    return [each for each in every if holds(each, day) and not _over(each, ends.get(_of(each.fact), []))]


def _of(fact: AnyFact) -> tuple[object, ...]:
    """What statements of one post, membership or mission have in common; of anything else, the statement alone."""
    match fact:
        case Role():
            return ("role", fact.person, fact.title.lower(), fact.body, fact.to)
        case Membership():
            return ("membership", fact.member, fact.body, fact.kind)
        case Mission():
            return ("mission", fact.sender, fact.receiver or fact.place)
    return ()


def _end(statement: Statement) -> date | None:
    """The day after the last, or from which a mission is closed."""
    fact, span = statement.fact, when(statement.fact)
    if fact.modality != "actual" or span is None:
        return None
    if isinstance(fact, Mission):
        return span.begin if fact.action in _CLOSING else None
    return span.end if isinstance(fact, Role | Membership) and fact.end else None


def _over(statement: Statement, ends: Iterable[date]) -> bool:
    """Whether what a statement leaves open had begun, or was seen, before an end that another gives."""
    fact, span = statement.fact, when(statement.fact)
    if isinstance(fact, Mission) and fact.action in _CLOSING:
        return False
    written = Interval.parse(statement.document.date) if statement.document.date else None
    begin = (span.begin if span else None) or (written.begin if written else None)
    open_end = isinstance(fact, Mission) or (isinstance(fact, Role | Membership) and not fact.end)
    return open_end and begin is not None and any(begin < end for end in ends)


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
