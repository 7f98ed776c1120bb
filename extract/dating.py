"""Dates that a text gives once for what belongs together: "X is in Delhi until Friday. He will meet the premier."

A visit or meeting without a date of its own has that of the visit or meeting shortly before it which shares somebody,
lies in the same state and is as real. Nothing is dated by what its own sentence dates otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.facts import AnyFact, Meeting, Visit

if TYPE_CHECKING:
    from extract.discourse import Discourse

# How many sentences on an act without a place is taken for a part of a dated one.
REACH = 6


def with_dates(discourse: Discourse, facts: Iterable[AnyFact]) -> Iterator[AnyFact]:
    """The facts, visits and meetings with the date that an earlier one tells of them too.

    Args:
        discourse: the document.
        facts: in the order of the text.
    """
    dated: list[tuple[int, Visit | Meeting]] = []
    for fact in facts:
        if not isinstance(fact, Visit | Meeting) or not fact.evidence:
            yield fact
            continue
        number = discourse.sentence_at(fact.evidence[0][0])
        if fact.date is None and not discourse.is_dated(number):
            near = [one for at, one in dated if _belongs(discourse, one, fact, away=number - at)]
            if near:
                fact = replace(fact, date=_span(near[-1]))
        elif fact.date is not None:
            dated.append((number, fact))
        yield fact


def _belongs(discourse: Discourse, dated: Visit | Meeting, fact: Visit | Meeting, *, away: int) -> bool:
    """Whether an act is part of a dated one: somebody is in both, and they are in one state or close together."""
    if dated.modality != fact.modality or not set(_people(dated)) & set(_people(fact)):
        return False
    there, here = _states(discourse, dated), _states(discourse, fact)
    return bool(there & here) or (not here and away <= REACH)


def _people(fact: Visit | Meeting) -> tuple[str, ...]:
    return fact.visitor if isinstance(fact, Visit) else fact.participant + fact.against


def _states(discourse: Discourse, fact: Visit | Meeting) -> set[str]:
    places = fact.destination if isinstance(fact, Visit) else (fact.place,) if fact.place else ()
    return {state for place in places if (state := discourse.country_of(place))}


def _span(fact: Visit | Meeting) -> str | None:
    """The days of an act: of a visit, from its first to its last."""
    if isinstance(fact, Visit) and fact.end and fact.date:
        return f"{fact.date}/{fact.end}"
    return fact.date
