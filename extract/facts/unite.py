"""One fact told twice is one: statements of the same fact joined, with the evidence of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from graph.facts import AnyFact, Meeting, Role, Visit

_OPTIONAL = ("date", "end", "start", "place", "host", "topic", "to")
# Labels that may be worded differently for one fact.
_LOOSE = frozenset({"title", "format"})


def unite(facts: Iterable[AnyFact]) -> tuple[AnyFact, ...]:
    """The facts, each once, in the order of their first evidence.

    Two are one where they agree in what both tell: a fact without a date joins the same with one, a role without its
    body the same with it, a meeting of some the meeting of the same and others at that time and place.
    """
    groups: dict[tuple[Any, ...], list[AnyFact]] = {}
    for fact in facts:
        group = groups.setdefault(_core(fact), [])
        for i, other in enumerate(group):
            joined = _join(other, fact)
            if joined is not None:
                group[i] = joined
                break
        else:
            group.append(fact)
    united = _without_parts([fact for group in groups.values() for fact in group])
    return tuple(sorted(united, key=lambda fact: (fact.evidence, fact.type, str(fact.claim))))


def _core(fact: AnyFact) -> tuple[Any, ...]:
    """What two statements of one fact must share."""
    names = [name for name in (*fact.arguments(), *fact.labels()) if name not in _OPTIONAL and name not in _LOOSE]
    if isinstance(fact, Role):
        names.remove("body")
    if isinstance(fact, Meeting):
        sides = [*fact.participant, *fact.against]
        return (fact.type, fact.modality, tuple(sorted(sides)))
    return (fact.type, fact.modality, *(getattr(fact, name) for name in names))


def _join(first: AnyFact, second: AnyFact) -> AnyFact | None:
    """Both as one fact, where no optional argument contradicts."""
    filled: dict[str, Any] = {}
    for name in (*_OPTIONAL, *(("body",) if isinstance(first, Role) else ())):
        mine, other = getattr(first, name, None), getattr(second, name, None)
        if mine and other and mine != other and name not in {"topic", "host"}:
            if name == "date" and (finer := _finer(mine, other)):
                filled[name] = finer
                continue
            return None
        if not mine and other:
            filled[name] = other
    if isinstance(first, Role) and isinstance(second, Role):
        if not _same_title(first.title, second.title):
            return None
        filled["title"] = max(first.title, second.title, key=len)
    if isinstance(first, Meeting) and isinstance(second, Meeting) and not first.against and second.against:
        filled |= {"participant": second.participant, "against": second.against}
    evidence = tuple(sorted({*first.evidence, *second.evidence}))
    return replace(first, evidence=evidence, confidence=max(first.confidence, second.confidence), **filled)


def _finer(one: str, other: str) -> str | None:
    """The more precise of two dates, where one lies in the other."""
    if one.startswith(other):
        return one
    return other if other.startswith(one) else None


def _same_title(first: str, second: str) -> bool:
    mine, other = set(first.lower().split()), set(second.lower().split())
    return mine <= other or other <= mine


def _without_parts(facts: Sequence[AnyFact]) -> list[AnyFact]:
    """The facts without those meetings and visits that are only a part of another one told at the same time."""
    return [fact for fact in facts if not any(_is_part(fact, other) for other in facts if other is not fact)]


def _is_part(fact: AnyFact, other: AnyFact) -> bool:
    if fact.modality != other.modality:
        return False
    if isinstance(fact, Meeting) and isinstance(other, Meeting):
        mine, theirs = {*fact.participant, *fact.against}, {*other.participant, *other.against}
        return mine < theirs and not fact.date and not fact.place
    if isinstance(fact, Visit) and isinstance(other, Visit):
        return set(fact.visitor) < set(other.visitor) and fact.destination == other.destination and not fact.date
    return False
