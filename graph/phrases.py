"""A fact as one line of plain words, for cards, tables and reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.facts import (
    Agreement,
    AnyFact,
    Meeting,
    Membership,
    Mission,
    Participation,
    Relation,
    Role,
    Visit,
)

Naming = Callable[[str], str]
"""From an entity's id to the name to show for it."""


def phrase(fact: AnyFact, name: Naming) -> str:
    """What a fact says, without its date, modality and source.

    Args:
        fact: of any type.
        name: called with each entity id; `str` shows the ids themselves.

    >>> phrase(Visit(visitor=("Ada",), destination=("Baku",), host=("Bo",)), str)
    'Ada to Baku, received by Bo'
    """
    match fact:
        case Role():
            to = f" to {name(fact.to)}" if fact.to else ""
            body = f", {name(fact.body)}" if fact.body else ""
            status = "" if fact.status == "current" else f" ({fact.status})"
            return f"{name(fact.person)}: {fact.title}{to}{body}{status}"
        case Membership():
            former = "former " if fact.status == "former" else ""
            return f"{name(fact.member)}: {former}{fact.kind} of {name(fact.body)}"
        case Visit():
            to = f" to {listed(fact.destination, name)}" if fact.destination else ""
            host = f", received by {listed(fact.host, name)}" if fact.host else ""
            return f"{listed(fact.visitor, name)}{to}{host}"
        case Meeting():
            against = f" with {listed(fact.against, name)}" if fact.against else ""
            place = f", {name(fact.place)}" if fact.place else ""
            topic = f": {fact.topic}" if fact.topic else ""
            return f"{listed(fact.participant, name)}{against}{place}{topic} ({fact.format})"
        case Mission():
            what = name(fact.mission) if fact.mission else "mission"
            sender = f" of {name(fact.sender)}" if fact.sender else ""
            seat = fact.receiver or fact.place
            return f"{what}{sender}{f' in {name(seat)}' if seat else ''} ({fact.action})"
        case Agreement():
            what = name(fact.agreement) if fact.agreement else "an agreement"
            place = f", {name(fact.place)}" if fact.place else ""
            return f"{listed(fact.party, name)}: {fact.action.replace('_', ' ')} {what}{place}"
        case Participation():
            place = f", {name(fact.place)}" if fact.place else ""
            return f"{listed(fact.participant, name)}: {fact.capacity} in {name(fact.event)}{place}"
        case Relation():
            return f"{name(fact.source)}: {fact.action.replace('_', ' ')}, towards {name(fact.target)}"


def dated(fact: AnyFact) -> str:
    """When a fact is dated to, as the text gave it: `2024-03`, `2014 to 2024`, `since 2014`; empty if undated.

    >>> dated(Role(person="Ada", title="Minister", start="2014", status="former", end="2024-10-01"))
    '2014 to 2024-10-01'
    """
    if isinstance(fact, Role | Membership):
        match fact.start, fact.end:
            case str(start), str(end):
                return f"{start} to {end}"
            case str(start), None:
                return f"since {start}" if fact.modality == "actual" else f"from {start}"
            case None, str(end):
                return f"until {end}"
        return ""
    until = fact.end if isinstance(fact, Visit) else None
    return f"{fact.date} to {until}" if fact.date and until else fact.date or ""


def listed(ids: Iterable[str], name: Naming) -> str:
    """Names with commas and a last `and`; `someone` where there are none.

    >>> listed(("Ada", "Bo", "Cy"), str)
    'Ada, Bo and Cy'
    """
    names = [name(one) for one in ids]
    if len(names) < 2:
        return names[0] if names else "someone"
    return f"{', '.join(names[:-1])} and {names[-1]}"
