"""A named person comes before the state that he stands for: "President A met President B" is no meeting of states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.facts import AnyFact, Meeting, Participation, Role, Visit


def persons_first(facts: Iterable[AnyFact]) -> list[AnyFact]:
    """The facts, those of who met, travelled and took part without the bodies for which a person among them stands.

    Whom a person stands for is told by the roles among the facts.

    >>> role = Role(person="person/a", title="President", body="state/NO")
    >>> visit = Visit(visitor=("person/a", "state/NO"), destination=("state/SE",))
    >>> persons_first([role, visit])[1].visitor
    ('person/a',)
    """
    listed = list(facts)
    bodies: dict[str, set[str]] = defaultdict(set)
    for fact in listed:
        if isinstance(fact, Role) and fact.body:
            bodies[fact.person].add(fact.body)
    return [_without_bodies(fact, bodies) for fact in listed]


def _without_bodies(fact: AnyFact, bodies: Mapping[str, set[str]]) -> AnyFact:
    if isinstance(fact, Visit):
        return replace(fact, visitor=_kept(fact.visitor, fact.visitor, bodies))
    if isinstance(fact, Participation):
        return replace(fact, participant=_kept(fact.participant, fact.participant, bodies))
    if isinstance(fact, Meeting):
        there = (*fact.participant, *fact.against)
        sides = [_kept(side, there, bodies) for side in (fact.participant, fact.against)]
        # A side of states alone that the other side's persons serve is still a side: a minister meets his government.
        participant, against = (
            kept or side for kept, side in zip(sides, (fact.participant, fact.against), strict=True)
        )
        return replace(fact, participant=participant, against=against)
    return fact


def _kept(side: tuple[str, ...], there: tuple[str, ...], bodies: Mapping[str, set[str]]) -> tuple[str, ...]:
    served = {body for one in there for body in bodies.get(one, ())}
    return tuple(one for one in side if one not in served)
