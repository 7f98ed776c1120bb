"""What happened, out of the reports of it: visits, meetings and steps of agreements that several documents tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby

from graph.dates import PRECISIONS, Interval, when
from graph.facts import Agreement, AnyFact, Meeting, Visit
from graph.keeping.places import publication
from graph.records import Document, Entity, digest
from graph.selection import known

MARGIN = timedelta(days=3)
"""How far from the day of its document a report without a date may be: news is about these days. With a week, a second
round of talks is taken for the first; without any, a report of the day after is a second visit."""

UNILATERAL = frozenset({"ratify", "join", "breach", "suspend", "withdraw"})
"""Steps of an agreement that a party takes for itself; others, as signing, parties take together."""

Named = tuple[frozenset[str], ...]
"""What a report names of each kind: the states where it was, the states and bodies that did it, and the persons."""


@dataclass(frozen=True, slots=True)
class Report:
    """A fact, and what it takes to tell of which happening it is a report.

    Args:
        id: the fact's id.
        document: where it stands.
        fact: what it says.
        places: the states where it says that it happened.

    Attributes:
        days: the days that it is about; those around its document's date where it gives none.
        vagueness: how little is known of them: 0 where it gives a day.
        named: what tells it apart from others of its days.
    """

    id: str
    document: Document
    fact: AnyFact
    places: frozenset[str] = frozenset()
    days: Interval | None = field(init=False)
    vagueness: int = field(init=False)
    named: Named = field(init=False)

    def __post_init__(self) -> None:
        given = known(self.fact)
        days = given or _about(self.document.date)
        coarse = len(PRECISIONS) - 1 - PRECISIONS.index(days.precision) if days else len(PRECISIONS)
        object.__setattr__(self, "days", days)
        object.__setattr__(self, "vagueness", 2 * coarse + (given is None))
        parties = frozenset(self.fact.party if isinstance(self.fact, Agreement) else ())
        persons = frozenset(id for id in parties if id.startswith("person/"))
        object.__setattr__(self, "named", (self.places, parties - persons, persons))


def _about(date: str | None) -> Interval | None:
    """The days that a document of a date tells about."""
    day = Interval.parse(date) if date else None
    if day is None or day.begin is None or day.end is None or day.precision != "day":
        return day
    return Interval(day.begin - MARGIN, day.end + MARGIN, "day")


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, and its reports in the order of their ids; what they contradict each other in stands side by side.

    Args:
        id: a hash of what it is and when it began.
        begin: the first day that a report gives, `YYYY-MM-DD`; None where none does.
    """

    id: str
    reports: tuple[Report, ...]
    begin: str | None

    @property
    def documents(self) -> int:
        """In how many documents it is reported."""
        return len({report.document.id for report in self.reports})

    @property
    def sources(self) -> int:
        """From how many sources, where a document that names none is one, and a file of many documents is one."""
        return len({publication(report.document.source or report.document.id) for report in self.reports})


def key(fact: AnyFact, entities: Mapping[str, Entity]) -> str | None:
    """What reports of the same happening have in common, days apart; None where a fact reports none.

    A visit is known by who went to which states, a meeting by who met, a step of an agreement by the step and the
    agreement, or its parties; what is unilateral, as a ratification, by both. Its modality does not count: a visit that
    was announced, made and denied is one.
    """
    match fact:
        case Visit() if fact.visitor and fact.destination:
            return digest("visit", *sorted(fact.visitor), "", *sorted(states(fact.destination, entities)))
        case Meeting() if len({*fact.participant, *fact.against}) > 1:
            return digest("meeting", *sorted({*fact.participant, *fact.against}))
        case Agreement() if fact.agreement or len(fact.party) > 1:
            parties = [] if fact.agreement and fact.action not in UNILATERAL else sorted(fact.party)
            return digest("agreement", fact.action, *filter(None, (fact.agreement,)), *parties)
    return None


def states(places: Iterable[str | None], entities: Mapping[str, Entity]) -> set[str]:
    """The states that places lie in; a place whose state is not known stands for itself."""
    named = [place for place in places if place]
    return {(entities[place].country or place) if place in entities else place for place in named}


def happenings(key: str, reports: Iterable[Report]) -> list[Happening]:
    """The happenings that reports of one key are about, in the order of their ids.

    Reports whose days overlap are about the same one, unless they name different places or parties. One that gives a
    month or a year, or no date at all, joins the only happening that it may be about, and makes no two one.

    >>> from graph.facts import Visit
    >>> def told(id, date):
    ...     return Report(id, Document(id=id, text="…"), Visit(visitor=("a",), destination=("b",), date=date))
    >>> found = happenings("k", [told("x", "2024-03-01"), told("y", "2024-03"), told("z", "2024-05-02")])
    >>> sorted([report.id for report in each.reports] for each in found)
    [['x', 'y'], ['z']]
    """
    groups: list[list[Report]] = []
    waiting = sorted(reports, key=lambda report: (report.vagueness, report.id))
    for _, level in groupby(waiting, key=lambda report: report.vagueness):
        settled = [(group, _together(group)) for group in groups]
        alone, joining = list[Report](), list[tuple[list[Report], Report]]()
        for report in level:
            near = [group for group, named in settled if not _apart(report.named, named) and _near(report, group)]
            if len(near) == 1:
                joining.append((near[0], report))
            else:
                alone.append(report)
        for group, report in joining:
            group.append(report)
        groups += _joined(alone)
    return sorted((_happening(key, group) for group in groups), key=lambda happening: happening.id)


def _joined(reports: list[Report]) -> list[list[Report]]:
    """Reports in groups: each is the same as one other of its group at least. Those without any day stay alone."""
    groups: list[list[Report]] = []
    for report in reports:
        near = [group for group in groups if _near(report, group)]
        if near:
            groups = [group for group in groups if not any(group is each for each in near)]
        groups.append([report, *(other for group in near for other in group)])
    return groups


def _near(report: Report, group: Iterable[Report]) -> bool:
    """Whether a report may be about the same as one of a group."""
    days = report.days
    return days is not None and any(
        other.days is not None and days.overlaps(other.days) and not _apart(report.named, other.named)
        for other in group
    )


def _apart(some: Named, others: Named) -> bool:
    """Whether of some kind both name something, and nothing that is the same."""
    return any(one and other and one.isdisjoint(other) for one, other in zip(some, others, strict=True))


def _together(group: Iterable[Report]) -> Named:
    """What the reports of a group name."""
    return tuple(frozenset[str]().union(*each) for each in zip(*(report.named for report in group), strict=True))


def _happening(key: str, group: list[Report]) -> Happening:
    given = [days for report in group if (days := when(report.fact)) and days.begin]
    begin = min(days.begin for days in given if days.begin).isoformat() if given else None
    ordered = tuple(sorted(group, key=lambda report: report.id))
    # One of the first of March, one in March of which nobody knows more, and one there and elsewhere that day, differ.
    finest = max((PRECISIONS.index(days.precision) for days in given), default=-1)
    named = digest(key, begin or ordered[0].id, str(finest), *(id for each in _together(group) for id in sorted(each)))
    return Happening(named, ordered, begin)
