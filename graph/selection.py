"""Which facts a question is about: their types, their modalities, and the period that they fall in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from graph.dates import when
from graph.errors import RecordError
from graph.fact import MODALITIES
from graph.facts import FACT_TYPES, AnyFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Some facts of a graph. Call it with a fact, and it says whether the fact belongs.

    Args:
        types: of these types; of any, if empty.
        modalities: of these modalities; of any, if empty. Without a word, only what is actual.
        begin: only what reaches this day or a later one; facts without a date are left out then.
        end: only what begins before this day; facts without a date are left out then.

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

    def __call__(self, fact: AnyFact) -> bool:
        if (self.types and fact.type not in self.types) or (self.modalities and fact.modality not in self.modalities):
            return False
        if self.begin is None and self.end is None:
            return True
        interval = when(fact)
        if interval is None:
            return False
        starts = self.end is None or interval.begin is None or interval.begin < self.end
        return starts and (self.begin is None or interval.end is None or interval.end > self.begin)
