"""What held on a day: of what a graph says, the part that was so, or had happened, by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache

from graph.dates import Interval, when
from graph.facts import AnyFact, Membership, Mission, Role
from graph.missions import named_class
from graph.phrases import had_ended
from graph.reading import Reading, Statement
from graph.records import Entity
from graph.selection import known_from

Entities = Callable[[str], Entity | None]
"""From an id to what is known of the entity."""

_CLOSING = frozenset({"close"})
_CLASSES = frozenset({"diplomatic", "permanent", "consular"})

_Details = tuple[str | None, ...]


def held(statements: Iterable[Statement], day: date, entity: Entities = lambda id: None) -> list[Statement]:
    """The statements that were true on a day, as far as all of them together tell.

    What one document leaves open another may end: a member that left, an embassy that was closed, a term with its last
    day. Of what began before, the end counts. The closing of a mission ends what it may be about: missions of the same
    sender in the same state, where not both say of which kind they are, or in which city, and differ in it.

    Args:
        statements: of any facts.
        day: the day.
        entity: gives the places and missions that they name, for the states that places lie in, and the kinds and
            owners of missions; without it, only what the statements say themselves is known.
    """
    every = [*statements]
    ended = _ended(every, day, entity)
    return [each for each, over in zip(every, ended, strict=True) if not over and holds(each, day)]


def past(reading: Reading) -> list[bool]:
    """Of each fact of a document whether it is of a post, membership or mission that was over when that was written.

    So says the fact itself (`graph.phrases.had_ended`), or another of the same document.
    """
    document = reading.document
    written = Interval.parse(document.date).begin if document.date else None
    statements = [Statement(document, fact) for fact in reading.facts]
    ended = _ended(statements, written or date.max, reading.entities.get)
    return [over or had_ended(fact, document.date) for over, fact in zip(ended, reading.facts, strict=True)]


def _ended(statements: list[Statement], day: date, entity: Entities) -> list[bool]:
    """Of each statement whether it leaves something open that another says had ended by a day."""
    known = cache(entity)
    ends = defaultdict[tuple[object, ...], list[tuple[date, _Details]]](list)
    for each in statements:
        if (end := _end(each)) and end <= day:
            for what, details in _subjects(each.fact, known):
                ends[what].append((end, details))

    def over(statement: Statement) -> bool:
        begin = _begin_of_open(statement) if ends else None
        return begin is not None and any(
            begin < end and not _differ(details, others)
            for what, details in _subjects(statement.fact, known)
            for end, others in ends.get(what, ())
        )

    return [over(each) for each in statements]


def _differ(some: _Details, others: _Details) -> bool:
    return any(one and other and one != other for one, other in zip(some, others, strict=True))


def _subjects(fact: AnyFact, entity: Entities) -> Iterator[tuple[tuple[object, ...], _Details]]:
    """What a statement of a post, membership or mission may be of; two are of the same where neither detail differs."""
    match fact:
        case Role():
            yield ("role", fact.person, fact.title.lower(), fact.body, fact.to), ()
        case Membership():
            yield ("membership", fact.member, fact.body, fact.kind), ()
        case Mission():
            mission = entity(fact.mission) if fact.mission else None
            sender = fact.sender or (mission.country if mission else None)
            seat = fact.receiver or fact.place
            lies = entity(seat) if seat else None
            state = lies.country if lies and lies.country and lies.type == "Place" else seat
            city = next((id for id in (fact.place, fact.receiver) if id and id.startswith("place/")), None)
            if fact.mission:  # a name may be that of one in each state
                yield ("mission", fact.mission), (sender, state, city)
            yield ("mission", sender, state), (_kind(mission), city)


def _kind(mission: Entity | None) -> str | None:
    """Whether a mission is an embassy, a consulate, one to a body, or of what other class; None where no name tells."""
    named = next(filter(None, map(named_class, mission.names)), None) if mission else None
    return (named.kind if named.kind in _CLASSES else named.id) if named else None


def _end(statement: Statement) -> date | None:
    """The day after the last, or from which a mission is closed."""
    fact = statement.fact
    if fact.modality != "actual":
        return None
    if isinstance(fact, Mission):
        return _known_from(statement) if fact.action in _CLOSING else None
    return Interval.parse(fact.end).end if isinstance(fact, Role | Membership) and fact.end else None


def _begin_of_open(statement: Statement) -> date | None:
    """When what a statement leaves open had begun, or was seen; None where it leaves nothing open."""
    match statement.fact:
        case Mission(action=action) if action not in _CLOSING:
            return _known_from(statement)
        case Role(end=None) | Membership(end=None):
            return _known_from(statement)
    return None


def _known_from(statement: Statement) -> date | None:
    """The first day of a fact, or of the date of its document where it has none."""
    span, written = when(statement.fact), statement.document.date
    return (span and span.begin) or (Interval.parse(written).begin if written else None)


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
    span, known = when(fact), _known_from(statement)
    if not isinstance(fact, Role | Membership | Mission):
        return known is not None and known <= day
    end = span.end if span and not isinstance(fact, Mission) else None
    if end is None and isinstance(fact, Role | Membership) and fact.status == "former":
        return False  # it was over at some time that nobody names
    begin = known_from(fact) if end else known
    return begin is not None and begin <= day and (end is None or day < end)
