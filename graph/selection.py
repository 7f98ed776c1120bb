"""Which facts a question is about: their types, their modalities, and the period that they fall in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from graph.dates import Interval, when
from graph.errors import RecordError
from graph.fact import MODALITIES
from graph.facts import FACT_TYPES, AnyFact, Membership, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Some facts of a graph. Call it with a fact and the date of its document, and it says whether the fact belongs.

    Args:
        types: of these types; of any, if empty.
        modalities: of these modalities; of any, if empty. Without a word, only what is actual.
        begin, end: only what falls in this period; see `within`.

    Raises:
        RecordError: there is no such type or modality, or the period ends before it begins.

    >>> from graph.facts import Visit
    >>> visit = Visit(visitor=("person/a",), destination=("state/SE",), date="2024-03")
    >>> [Selection(begin=date(year, 1, 1))(visit) for year in (2024, 2025)]
    [True, False]
    """

    types: Collection[str] = ()
    modalities: Collection[str] = ("actual",)
    begin: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        for what, given, known in (("type", self.types, FACT_TYPES), ("modality", self.modalities, MODALITIES)):
            strange = sorted(set(given) - set(known))
            if strange:
                raise RecordError(f"the {what} of a fact is one of {', '.join(known)}; got {strange[0]!r}")
        if self.begin is not None and self.end is not None and self.end <= self.begin:
            raise RecordError(f"a period ends after it begins; got one from {self.begin} that is over by {self.end}")

    def __call__(self, fact: AnyFact, written: str | None = None) -> bool:
        if (self.types and fact.type not in self.types) or (self.modalities and fact.modality not in self.modalities):
            return False
        return within(fact, self.begin, self.end, written)


def within(fact: AnyFact, begin: date | None, end: date | None, written: str | None = None) -> bool:
    """Whether a fact falls in a period: it reaches the first day or a later one, and begins before the day `end`.

    What has a beginning alone goes on. What has an end alone is known at its end only, and falls in no period before:
    who left a post in 2018 took it in a year that nobody names. A post or membership that is told as former, without
    its end, was over when its document was written: it goes on until then, or is known at its beginning alone where
    the document has no date. What has no date falls in no period.

    Args:
        fact: of any type.
        begin: the first day; None where the period is open.
        end: the day after the last; None where the period is open.
        written: when the document that states it was written.

    >>> from graph.facts import Role
    >>> left = Role(person="person/a", title="Minister", end="2018-05")
    >>> [within(left, date(year, 1, 1), date(year + 1, 1, 1)) for year in (2017, 2018, 2019)]
    [False, True, False]
    >>> former = Role(person="person/a", title="Minister", start="2014", status="former")
    >>> [within(former, date(year, 1, 1), date(year + 1, 1, 1), "2016-03-05") for year in (2014, 2016, 2017)]
    [True, True, False]
    """
    if begin is None and end is None:
        return True
    span = known(fact, written)
    if span is None or span.begin is None:
        return False
    return (end is None or span.begin < end) and (begin is None or span.end is None or begin < span.end)


def known_from(fact: AnyFact) -> date | None:
    """The first day of a fact, or of the date that it ended on where it has no other; None without a date."""
    span = known(fact)
    return span.begin if span else None


def known(fact: AnyFact, written: str | None = None) -> Interval | None:
    """The days on which a fact is known to hold, as `within` takes them; None without a date.

    What has an end alone begins with the date that it ended on; what is over, with no end given, ends with the date of
    its document (`written`), or else with that of its beginning.
    """
    interval = when(fact)
    if interval is None:
        return None
    if interval.begin is None:
        return replace(interval, begin=Interval.parse(getattr(fact, "end", "")).begin)
    if interval.end is None and isinstance(fact, Role | Membership) and fact.status == "former":
        latest = (Interval.parse(value).end for value in (fact.start, written) if value)
        return replace(interval, end=max(day for day in latest if day))
    return interval
