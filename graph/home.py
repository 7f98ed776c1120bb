"""For which state or organisation a person stands, and whether he holds a post of it at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.dates import Interval, when
from graph.facts import Role
from graph.knowledge import KnowledgeGraph, Statement
from graph.selection import known_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Incumbency:
    """A post of a person, as far as one statement knows it.

    Args:
        body: the id of the state or organisation whose post it is.
        status: as in `graph.facts.Role`.
        begin, end: the first day that the statement speaks of, and the day after the last: a term; of a post that goes
            on, up to the day of its document; of one without a date that day alone; None where that has none either.
        held: what it says of these days, and `before` and `after` of the time around them, for want of a nearer one.
    """

    body: str
    status: str
    begin: date | None
    end: date | None
    held: bool
    before: bool
    after: bool

    @classmethod
    def stated(cls, statement: Statement) -> Incumbency | None:
        """What a statement knows; None where it is no actual role in a known body."""
        role = statement.fact
        if not isinstance(role, Role) or role.body is None or role.modality != "actual":
            return None
        seen = Interval.parse(statement.document.date) if statement.document.date else None
        begin, end = (seen.begin, seen.end) if seen else (None, None)
        before = after = held = role.status in ("current", "acting")
        if term := when(role):
            before, held, after = False, role.status != "designate", after and term.end is None
            begin, until = known_from(role), end
            # What is over with no last day is known for its beginning alone.
            end = term.end or Interval.parse(role.start or "").end
            end = max(filter(None, (end, until))) if after else end
        return cls(body=role.body, status=role.status, begin=begin, end=end, held=held, before=before, after=after)

    def said(self, time: Interval) -> tuple[int, bool]:
        """How many days the statement is away from a time, and whether it says that the post was *not* held then."""
        if self.begin is None or self.end is None or time.begin is None or time.end is None:
            return _FAR, not self.held
        if time.end <= self.begin:
            return (self.begin - time.end).days + 1, not self.before
        if self.end <= time.begin:
            return (time.begin - self.end).days + 1, not self.after
        return 0, not self.held


_FAR = date.max.toordinal()
"""Days from what has no date to anything."""


def incumbencies(graph: KnowledgeGraph) -> dict[str, list[Incumbency]]:
    """The posts of each person that are actual and whose body is known, by the person's id."""
    found: dict[str, list[Incumbency]] = defaultdict(list)
    for statement in graph.facts(type="role"):
        if isinstance(statement.fact, Role) and (stated := Incumbency.stated(statement)):
            found[statement.fact.person].append(stated)
    return dict(sorted(found.items()))


def homes(posts: Mapping[str, Iterable[Incumbency]]) -> dict[str, str]:
    """The body of each person's post, by id; those without one are not there.

    A post of a state goes before one of an organisation, a present one before a former one, then the one that is
    stated most often, then the first by id.

    Args:
        posts: as `incumbencies` gives them.
    """
    found: dict[str, str] = {}
    for person, some in posts.items():
        counted = Counter((not each.body.startswith("state/"), each.status == "former", each.body) for each in some)
        found[person] = min(counted, key=lambda key: (key[0], key[1], -counted[key], key[2]))[2]
    return found


def in_post(posts: Iterable[Incumbency], body: str, time: Interval | None) -> bool:
    """Whether a post of a body was held at a time, by what speaks of the nearest time.

    A term that is stated counts for its days. Of a post without a date, the document nearest in time says whether it
    was held: who is called minister in 2015, and former minister in 2019, was one in 2016, and none in 2021.

    Args:
        posts: the posts of one person.
        body: the id of a state or organisation.
        time: days, or None where they are not known; then a post that is present counts.
    """
    own = [each for each in posts if each.body == body]
    if time is None:
        return any(each.after for each in own)
    return bool(own) and not min(each.said(time) for each in own)[1]


def state_of(graph: KnowledgeGraph, entity: str, known: Mapping[str, str]) -> str | None:
    """The state that an entity stands for or lies in: itself, a place's, a person's by `homes`; None where unknown."""
    if entity.startswith("state/"):
        return entity
    if entity.startswith("person/"):
        home = known.get(entity)
        return home if home and home.startswith("state/") else None
    found = graph.entity(entity)
    return found.country if found else None
