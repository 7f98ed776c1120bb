"""A fact as a sentence of plain words: for cards, tables, labels in RDF, and whatever shows a fact to people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from graph.articles import articled
from graph.dates import Interval
from graph.facts import Agreement, AnyFact, Meeting, Membership, Mission, Participation, Relation, Role, Visit
from graph.verbs import (
    AGREEMENTS,
    BETWEEN,
    CAPACITIES,
    MEETINGS,
    MISSIONS,
    ON_BODIES,
    PASSIVES,
    RELATIONS,
    STANDINGS,
    Verb,
)

Naming = Callable[[str], str]
"""From an entity's id to the name to show for it."""

_AHEAD = frozenset({"planned", "possible", "requested", "cancelled"})
_KIND = re.compile(
    r"embass(?:y|ies)|consulates?(?:[ -]general)?|high commissions?|permanent (?:mission|representation|delegation)s?"
    r"|honorary consulates?|liaison offices?|trade missions?|nunciature|missions?|delegations?|offices?"
    r"|representations?",
    re.IGNORECASE,
)
# Words of ours that a sentence may begin with; a name keeps its first letter.
_OURS = ("the ", "someone ", "an agreement ", "a mission ")
_ONE = {"embassies": "embassy", "consulates general": "consulate general", "consulates-general": "consulate-general"}


def phrase(fact: AnyFact, name: Naming, *, written: str | None = None) -> str:
    """What a fact says, without its date, modality and source.

    What is planned, possible, asked for or called off is told as what is "to" happen, so that no sentence passes for
    news of what did.

    Args:
        fact: of any type.
        name: called with each entity id; `str` shows the ids themselves.
        written: when the document that states it was written: a post or membership that had ended by then is past.

    >>> phrase(Role(person="Ada", title="minister", end="2005"), str, written="2018")
    'Ada was minister'
    >>> phrase(Visit(visitor=("Ada",), destination=("Baku",), host=("Bo",)), str)
    'Ada visited Baku, received by Bo'
    >>> phrase(Visit(visitor=("Ada",), destination=("Baku",), modality="planned"), str)
    'Ada to visit Baku'
    """
    ahead = fact.modality in _AHEAD

    def named(id: str) -> str:
        return articled(id, name(id))

    match fact:
        case Role():
            said = _role(fact, named, ahead, had_ended(fact, written))
        case Membership():
            verb, rest = STANDINGS[fact.kind]
            was = "to be" if ahead else "was" if had_ended(fact, written) else "is"
            said = f"{named(fact.member)} {was} {verb} {rest} {named(fact.body)}"
        case Visit() if fact.destination or not fact.host:
            host = f", received by {listed(fact.host, named)}" if fact.host else ""
            went = ("visited", "visit") if fact.destination else ("went on a visit", "go on a visit")
            to = f" {listed(fact.destination, named)}" if fact.destination else ""
            said = f"{listed(fact.visitor, named)} {_said(went, ahead)}{to}{host}"
        case Visit():
            was = "to be" if ahead else "were" if len(fact.visitor) > 1 else "was"
            said = f"{listed(fact.visitor, named)} {was} received by {listed(fact.host, named)}"
        case Meeting():
            said = _meeting(fact, named, ahead)
        case Mission():
            said = _mission(fact, named, name, ahead)
        case Agreement():
            said = _agreement(fact, named, ahead)
        case Participation():
            verb = _said(CAPACITIES[fact.capacity], ahead)
            event, where = named(fact.event), _in(fact.place, named)
            said = f"{listed(fact.participant, named)} {verb} {event}{'' if event.endswith(where) else where}"
        case Relation():
            said = _relation(fact, named, ahead)
    return f"{said[:1].upper()}{said[1:]}" if said.startswith(_OURS) else said


def had_ended(fact: AnyFact, written: str | None) -> bool:
    """Whether a post or membership was past when a document was written, which says so or gives an end before its day.

    >>> had_ended(Role(person="Ada", title="minister", end="2005-02"), "2005-02-20")
    False
    """
    if not isinstance(fact, Role | Membership):
        return False
    end, day = (Interval.parse(value) if value else None for value in (fact.end, written))
    return fact.status == "former" or bool(end and end.end and day and day.begin and end.end <= day.begin)


def sentence(fact: AnyFact, name: Naming, *, written: str | None = None) -> str:
    """What a fact says with its modality and date: the label of a fact where nothing else stands beside it.

    >>> sentence(Visit(visitor=("Ada",), destination=("Baku",), date="2024-03"), str)
    'Ada visited Baku, 2024-03'
    >>> sentence(Relation(source="Ada", target="Bo", action="threaten", modality="denied"), str)
    'Denied: Ada threatened Bo'
    """
    said = ", ".join(part for part in (phrase(fact, name, written=written), dated(fact)) if part)
    return said if fact.modality == "actual" else f"{fact.modality.capitalize()}: {said}"


def dated(fact: AnyFact) -> str:
    """When a fact is dated to, as the text gave it: `2024-03`, `2014 to 2024`, `since 2014`; empty if undated.

    >>> dated(Role(person="Ada", title="Minister", start="2014", status="former", end="2024-10-01"))
    '2014 to 2024-10-01'
    """
    if isinstance(fact, Role | Membership):
        start, end = (value and value.replace("/", " to ") for value in (fact.start, fact.end))
        match start, end:
            case str(start), str(end):
                return f"{start} to {end}"
            case str(start), None:
                return f"since {start}" if fact.modality == "actual" and fact.status != "former" else f"from {start}"
            case None, str(end):
                return f"until {end}"
        return ""
    until = fact.end if isinstance(fact, Visit) else None
    if until:
        return f"{fact.date} to {until}".replace("/", " to ") if fact.date else f"until {until}"
    return (fact.date or "").replace("/", " to ")


def listed(ids: Iterable[str], name: Naming) -> str:
    """Names with commas and a last `and`; `someone` where there are none.

    >>> listed(("Ada", "Bo", "Cy"), str)
    'Ada, Bo and Cy'
    """
    names = [name(one) for one in ids]
    if len(names) < 2:
        return names[0] if names else "someone"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def post(fact: Role, name: Naming) -> str:
    """What the post of a role is called, whoever holds it.

    >>> post(Role(person="p", title="ambassador", body="A", to="B"), str)
    'Ambassador of A to B'
    """
    called = fact.title[:1].upper() + fact.title[1:]
    called += f" of {name(fact.body)}" if fact.body else ""
    return called + (f" to {name(fact.to)}" if fact.to else "")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with what it counts.

    >>> counted(1, "fact"), counted(2300, "fact"), counted(0, "entity", "entities")
    ('1 fact', '2,300 facts', '0 entities')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def held_title(fact: Role) -> str:
    """The title of a role, with whether it is only acted as.

    >>> held_title(Role(person="p", title="president", status="acting"))
    'acting president'
    """
    acting = "acting " if fact.status == "acting" and not fact.title.lower().startswith("acting") else ""
    return f"{acting}{fact.title}"


def _role(fact: Role, name: Naming, ahead: bool, past: bool) -> str:
    was = "to be" if ahead or fact.status == "designate" else "was" if past else "is"
    if fact.status == "designate" and not ahead:
        was = "is to be"
    body = f" of {name(fact.body)}" if fact.body else ""
    to = f" to {name(fact.to)}" if fact.to else ""
    return f"{name(fact.person)} {was} {held_title(fact)}{body}{to}"


def _meeting(fact: Meeting, name: Naming, ahead: bool) -> str:
    alone, verb, tail = MEETINGS[fact.format]
    place, topic = _in(fact.place, name), f" about {fact.topic}" if fact.topic else ""
    who, others = listed(fact.participant, name), [id for id in fact.against if id not in fact.participant]
    if others:
        return f"{who} {_said(verb, ahead)} {listed(others, name)}{tail}{place}{topic}"
    if len(fact.participant) < 2:
        return f"{who} {_said(('held talks', 'hold talks'), ahead)}{place}{topic}"
    return f"{who} {_said(alone, ahead)}{tail}{place}{topic}"


def _mission(fact: Mission, name: Naming, plain: Naming, ahead: bool) -> str:
    found = _KIND.search(plain(fact.mission)) if fact.mission else None
    what = found[0].lower() if found else "mission"
    what = _ONE.get(what, what.removesuffix("s") if found else what)
    seat = fact.receiver or fact.place
    at = f" {'to' if seat.startswith('organisation/') else 'in'} {name(seat)}" if seat else ""
    if fact.receiver and fact.place:
        at += f" ({name(fact.place)})"
    verb, owned = MISSIONS[fact.action]
    if not fact.sender:
        if not fact.mission or not found:
            return f"{name(fact.mission) if fact.mission else 'a mission'} {_said(PASSIVES[fact.action], ahead)}{at}"
        own = name(fact.mission)
        return f"{own} {_said(PASSIVES[fact.action], ahead)}{'' if own.endswith(at) else at}"
    article = "its" if owned else "an" if what[0] in "aeio" else "a"
    return f"{name(fact.sender)} {_said(verb, ahead)} {article} {what}{at}"


def _agreement(fact: Agreement, name: Naming, ahead: bool) -> str:
    what = name(fact.agreement) if fact.agreement else "an agreement"
    place = _in(fact.place, name)
    if fact.action == "enter_into_force":
        parties = f" for {listed(fact.party, name)}" if fact.party else ""
        return f"{what} {_said(('entered into force', 'enter into force'), ahead)}{parties}{place}"
    if not fact.party:
        return f"{what} {_said(PASSIVES[fact.action], ahead)}{place}"
    return f"{listed(fact.party, name)} {_said(AGREEMENTS[fact.action], ahead)} {what}{place}"


def _relation(fact: Relation, name: Naming, ahead: bool) -> str:
    source, target = name(fact.source), name(fact.target)
    if fact.action in BETWEEN:
        return f"{source} and {target} {_said(BETWEEN[fact.action], ahead)}"
    about_body = not fact.target.startswith("person/") and fact.action in ON_BODIES
    return f"{source} {_said((ON_BODIES if about_body else RELATIONS)[fact.action], ahead)} {target}"


def _said(verb: Verb, ahead: bool) -> str:
    told, infinitive = verb
    return f"to {infinitive}" if ahead else told


def _in(place: str | None, name: Naming) -> str:
    return f" in {name(place)}" if place else ""
