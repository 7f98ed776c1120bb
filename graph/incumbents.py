"""Who holds a post that one person at a time can hold, and when: for finding two that hold it at once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product

from graph.dates import Interval
from graph.facts import Role
from graph.knowledge import Statement
from graph.offices import find_office
from graph.terms import slug

POSTS = {
    "office/president": "president",
    "office/federal-president": "president",
    "office/state-president": "president",
    "office/commission-president": "president",
    "office/european-council-president": "president",
    "office/king": "king",
    "office/emperor": "emperor",
    "office/emir": "emir",
    "office/pope": "pope",
    "office/supreme-leader": "supreme leader",
    "office/prime-minister": "head of government",
    "office/premier": "head of government",
    "office/chancellor": "head of government",
    "office/federal-chancellor": "head of government",
    "office/taoiseach": "head of government",
    "office/president-of-the-government": "head of government",
    "office/chairman-of-the-council-of-ministers": "head of government",
    "office/head-of-government": "head of government",
    "office/foreign-minister": "foreign minister",
    "office/foreign-secretary": "foreign minister",
    "office/secretary-of-state": "foreign minister",
    "office/defence-minister": "defence minister",
    "office/defence-secretary": "defence minister",
    "office/finance-minister": "finance minister",
    "office/interior-minister": "interior minister",
    "office/secretary-general": "secretary general",
    "office/nato-secretary-general": "secretary general",
    "office/un-secretary-general": "secretary general",
    "office/director-general": "director general",
    "office/ambassador": "ambassador",
}
"""Offices that one person at a time holds in a body, with the name of the post; wordings of one post share it. Offices
that several may hold at once, such as vice-president or commissioner, are left out."""

RETURN = timedelta(days=366)
"""Whoever holds a post on two days at most so far apart is taken to hold it in between. With less, a slip in one
document among many goes unseen; with more, those who left and came back count as having stayed."""

ALIKE = 85.0
"""How alike the spellings of a name are, of 100: Gaddafi and Qaddafi are (86), Li Qiang and Li Keqiang are not (83)."""


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """What one person at a time can hold: its name, the id of its body, and, of an envoy, the id of the receiver."""

    name: str
    body: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Two persons who hold one post at once, and the two or three statements that say so, by date.

    Args:
        day: a day on which both hold it; `None` where no date tells the two apart.
    """

    post: Post
    persons: tuple[str, str]
    day: date | None
    statements: tuple[Statement, ...]


def post(role: Role) -> Post | None:
    """The post of a role; `None` where its wording is none of `POSTS`, or whose post it is is not known.

    >>> post(Role(person="person/ada-lind", title="Minister of Foreign Affairs", body="state/SE"))
    Post(name='foreign minister', body='state/SE', to='')
    >>> post(Role(person="person/ada-lind", title="Deputy Minister of Foreign Affairs", body="state/SE"))
    """
    words = role.title.split()
    found = find_office(words, 0)
    if role.body is None or found is None or found[0] < len(words) or found[1].id not in POSTS:
        return None
    office, name = found[1], POSTS[found[1].id]
    if office.id == "office/secretary-of-state" and role.body != office.body:  # elsewhere a deputy, or one of many
        return None
    if (name == "ambassador") != (role.to is not None):
        return None
    return Post(name, role.body, role.to or "")


def rivals(statements: Iterable[Statement], names: Callable[[str], Iterable[str]]) -> Iterator[Rivals]:
    """Each two persons who hold a post at once, by post and then by the persons' ids.

    Only what is actual and current counts, and only days on which a post is held for certain: from the last day that
    the start may be to the first that the end may be; where none is stated, the day of the document. A document of
    which only the year or the month is known is no witness, except against itself.

    Args:
        statements: the facts to compare; those that are no roles are passed over.
        names: gives the names of a person; two ids whose names may be one person's are no rivals.
    """
    holders: dict[Post, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        role = statement.fact
        if isinstance(role, Role) and role.modality == "actual" and role.status == "current" and (held := post(role)):
            holders[held][role.person].append(statement)
    for each, persons in sorted(holders.items()):
        terms = {person: _Terms(said) for person, said in sorted(persons.items())}
        for one, other in combinations(terms, 2):
            found = terms[one].shared(terms[other]) or terms[other].shared(terms[one])
            if found and not may_be_one(names(one), names(other)):
                said = tuple(sorted(found[1], key=_by_document))
                yield Rivals(post=each, persons=(one, other), day=found[0], statements=said)


def may_be_one(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a name among some and one among others may be one person's: shortened, or spelt in another way.

    >>> may_be_one(["Joe Biden"], ["Joseph R. Biden"]), may_be_one(["Zelensky"], ["Volodymyr Zelenskyy"])
    (True, True)
    >>> may_be_one(["David Cameron"], ["David Lammy"])
    False
    """
    return any(_fits(slug(one).split("-"), slug(other).split("-")) for one, other in product(some, list(others)))


def _fits(words: list[str], others: list[str]) -> bool:
    from rapidfuzz.fuzz import ratio

    short, long = sorted((words, others), key=len)
    if all(any(ratio(word, other) >= ALIKE for other in long) for word in short):
        return True
    return len(short) > 1 and short[0][:1] == long[0][:1] and ratio(short[-1], long[-1]) >= ALIKE


def _by_document(statement: Statement) -> tuple[str, str, str]:
    return statement.document.date or "", statement.document.id, statement.id


class _Terms:
    """When one person holds a post for certain: spells, from the first day to the last, each with what says so."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.spells: list[tuple[date, date, Statement]] = []
        self.timeless: list[Statement] = []
        for statement in sorted(statements, key=_by_document):
            spell = _certain(statement)
            if spell:
                self.spells.append((*spell, statement))
            else:
                self.timeless.append(statement)
        self.spells.sort(key=lambda spell: spell[:2])
        self.firsts = [first for first, _, _ in self.spells]

    def shared(self, other: _Terms) -> tuple[date | None, tuple[Statement, ...]] | None:
        """A day on which a spell of this person begins and the other holds the post, with what says so."""
        for first, _, statement in self.spells:
            if against := other.on(first):
                return first, (statement, *against)
        for statement in self.timeless:
            for rival in (*(each for _, _, each in other.spells), *other.timeless):
                undated = statement.document.date is None
                if undated or statement.document.id == rival.document.id:
                    return None, (statement, rival)
        return None

    def on(self, day: date) -> tuple[Statement, ...]:
        """What says that the post is held on a day: one statement of that day, or one before and one after it."""
        at = bisect_right(self.firsts, day)
        before = max(self.spells[:at], key=lambda spell: spell[1], default=None)
        if before is None:
            return ()
        if day <= before[1]:
            return (before[2],)
        if at < len(self.spells) and self.spells[at][0] - before[1] <= RETURN:
            return before[2], self.spells[at][2]
        return ()


def _certain(statement: Statement) -> tuple[date, date] | None:
    """The first and the last day on which a role is held for certain."""
    role, written = statement.fact, statement.document.date
    assert isinstance(role, Role)
    document = Interval.parse(written) if written else None
    start, end = (Interval.parse(value) if value else None for value in (role.start, role.end))
    known = document if document and document.precision == "day" else None
    first = start.end - timedelta(days=1) if start and start.end else known.begin if known else None
    last = end.begin if end else known.begin if known else first
    if first is None:
        first = last
    return (first, last) if first and last and first <= last else None
