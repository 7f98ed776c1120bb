"""What documents say that cannot all be so, for a person to look at: each contradiction in a sentence.

They are no faults of the graph, which keeps what documents say. A slip of an author, a slip in reading, and a dispute
in the world look alike here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from graph.dates import PRECISIONS, Interval, when
from graph.facts import Meeting, Membership, Visit
from graph.incumbents import rivals
from graph.knowledge import KnowledgeGraph, Statement
from graph.memberships import Standing, standings
from graph.shortcuts import Edge, shortcuts

ABOUT = timedelta(days=7)
"""What a document tells without a date is taken to lie within so many days of the document's own, as news does. With
more, a visit that is ruled out now and made next month counts as both."""

Naming = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that cannot all be so.

    Args:
        sentence: what is wrong, with names and dates.
        statements: the facts, each with its document; a person can see from their quotes which of them is amiss.
    """

    sentence: str
    statements: tuple[Statement, ...]


def contradictions(graph: KnowledgeGraph) -> Iterator[Contradiction]:
    """Every contradiction that documents are in with each other, with themselves, or with the table of memberships.

    Two hold a post at once that one person holds; a member is said to belong to a body that it had left; a visit or a
    meeting both took place and did not; a place lies in two states. Always in the same order.

    Raises:
        RecordError: the graph holds a fact that has a fault (see `graph.check`) and cannot be read.
    """

    @cache
    def name(id: str) -> str:
        entity = graph.entity(id)
        return entity.name if entity else id

    yield from _posts(graph, name)
    yield from _members(graph, name)
    yield from _denied(graph, name)
    yield from _places(graph, name)


def _posts(graph: KnowledgeGraph, name: Naming) -> Iterator[Contradiction]:
    def names(id: str) -> tuple[str, ...]:
        entity = graph.entity(id)
        return entity.names if entity else ()

    for found in rivals(graph.facts(type="role"), names):
        one, other = map(name, found.persons)
        to = f" to {name(found.post.to)}" if found.post.to else ""
        day = f"on {found.day}" if found.day else "with no date that tells them apart"
        yield Contradiction(
            f"{one} and {other} are both {found.post.name} of {name(found.post.body)}{to} {day}.", found.statements
        )


def _members(graph: KnowledgeGraph, name: Naming) -> Iterator[Contradiction]:
    """Those who belong to a body at the date of a document, and left it before as another says, or the table."""
    table: dict[tuple[str, ...], list[Standing]] = defaultdict(list)
    for each in standings():
        table[each.member, each.body, each.kind].append(each)
    said: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in graph.facts(type="membership"):
        fact = statement.fact
        if isinstance(fact, Membership) and fact.modality == "actual":
            said[fact.member, fact.body, fact.kind].append(statement)
    for key, statements in sorted(said.items()):
        member, body, kind = key
        for statement in statements:
            left = _left(statement, statements, table[key])
            if left:
                end, source, against = left
                yield Contradiction(
                    f"{name(member)} had left {name(body)} by {end}{source}, and is told to be a {kind} "
                    f"on {statement.document.date}.",
                    (*against, statement),
                )
                break


def _left(
    statement: Statement, others: list[Statement], rows: list[Standing]
) -> tuple[str, str, tuple[Statement, ...]] | None:
    """When a current member had left before the document's date, and what says so: the table or another statement."""
    fact, written = statement.fact, statement.document.date
    assert isinstance(fact, Membership)
    if fact.status != "current" or written is None:
        return None
    day = Interval.parse(written)
    joined = Interval.parse(fact.start) if fact.start else None

    def past(end: str) -> bool:
        closed = Interval.parse(end).end
        rejoined = joined and joined.begin and closed and closed <= joined.begin
        return bool(closed and day.begin and closed <= day.begin and not rejoined)

    if rows and all(row.end and past(row.end) for row in rows):
        last = max(rows, key=lambda row: row.end)
        return last.end, f" ({last.source})", ()
    for other in others:
        former = other.fact
        if isinstance(former, Membership) and former.status == "former" and former.end and past(former.end):
            if any(row.held(str(day.begin)) for row in rows):
                return None
            return former.end, "", (other,)
    return None


def _denied(graph: KnowledgeGraph, name: Naming) -> Iterator[Contradiction]:
    """Visits and meetings that one statement denies and another tells as done."""
    for kind, words in (("visit", "The visit of {} to {}"), ("meeting", "The meeting of {} and {}")):
        statements = list(graph.facts(type=kind))
        denied: dict[Edge, list[Statement]] = defaultdict(list)
        for statement in statements:
            if statement.fact.modality == "denied":
                for edge in _edges(statement):
                    denied[edge].append(statement)
        told = set[Edge]()
        for statement in statements if denied else ():
            if statement.fact.modality != "actual":
                continue
            for edge in _edges(statement, graph):
                source, _, target = edge
                against = next((each for each in denied.get(edge, ()) if _same(each, statement)), None)
                if against and edge not in told:
                    told |= {edge, (target, edge[1], source)} if kind == "meeting" else {edge}
                    sentence = f"{words.format(name(source), name(target))} is both denied and told as done."
                    yield Contradiction(sentence, (against, statement))


def _edges(statement: Statement, graph: KnowledgeGraph | None = None) -> list[Edge]:
    """Who visited what, or who met whom, as if it had been so; with a graph, also the countries of places visited."""
    ids = statement.fact.destination if graph and isinstance(statement.fact, Visit) else ()
    entities = {id: entity for id in ids if graph and (entity := graph.entity(id))}
    return shortcuts(replace(statement.fact, modality="actual"), entities)


def _same(denied: Statement, done: Statement) -> bool:
    """Whether two statements may be of one visit or meeting."""
    one, other = denied.fact, done.fact
    if isinstance(one, Meeting) and isinstance(other, Meeting):
        elsewhere = one.place and other.place and one.place != other.place
        if elsewhere or (one.format == "call") != (other.format == "call"):
            return False
    times = _about(denied), _about(done)
    if times[0] is None or times[1] is None:
        return True
    # Who did not come in March may well have come in that year.
    closer = PRECISIONS.index(times[1].precision) >= PRECISIONS.index(times[0].precision)
    return closer and times[0].overlaps(times[1])


def _about(statement: Statement) -> Interval | None:
    """When a fact was, or else the days around its document, which are about as exact as a month."""
    stated = when(statement.fact)
    if stated or statement.document.date is None:
        return stated
    written = Interval.parse(statement.document.date)
    if written.begin is None or written.end is None or written.precision != "day":
        return written
    return Interval(written.begin - ABOUT, written.end + ABOUT, "month")


def _places(graph: KnowledgeGraph, name: Naming) -> Iterator[Contradiction]:
    """Places that lie in one state in one document, and in another in another."""
    found = graph.query("""
        SELECT ?place ?country (STR(MIN(?document)) AS ?first) {
          GRAPH ?document { ?place a lg:Place ; lg:country ?country . ?document a lg:Document }
        } GROUP BY ?place ?country ORDER BY ?place ?country
    """)
    terms = graph.store.terms
    rows = [
        (terms.local(place), terms.local(country), terms.local(NamedNode(first.value)).removeprefix("document/"))
        for place, country, first in found.rows
        if isinstance(place, NamedNode) and isinstance(country, NamedNode) and isinstance(first, Literal)
    ]
    for place, group in groupby(rows, key=lambda row: row[0]):
        countries = {country: document for _, country, document in group}
        if len(countries) > 1:
            said = list(graph.facts(entity=place))
            first = (next((each for each in said if each.document.id == id), None) for id in countries.values())
            yield Contradiction(
                f"{name(place)} lies in {' and in '.join(map(name, countries))}, as different documents say.",
                tuple(each for each in first if each),
            )
