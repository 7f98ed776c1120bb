"""Direct edges between two entities that an actual fact stands for: `visited`, `met`, `holdsPost` and the like.

They make common questions short. What is planned, possible, asked for, denied or called off has none, so a question
that follows them alone never takes an announcement for an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from graph.facts import Agreement, AnyFact, Meeting, Membership, Mission, Participation, Relation, Role, Visit
from graph.records import Entity

Edge = tuple[str, str, str]
"""The id of an entity, the name of a property, the id of another entity."""

ROLES = {"current": "holdsPost", "acting": "holdsPost", "former": "heldPost"}
MEMBERSHIPS = {
    ("member", "current"): "memberOf",
    ("member", "former"): "formerMemberOf",
    ("partner", "current"): "partnerOf",
    ("observer", "current"): "observerAt",
    ("candidate", "current"): "candidateFor",
    ("participant", "current"): "takesPartIn",
}
AGREEMENTS = {
    "agree": "agreedTo", "sign": "signed", "ratify": "ratified", "join": "joined", "withdraw": "withdrewFrom",
}  # fmt: skip
RELATIONS = {
    "establish": "establishedRelationsWith", "restore": "establishedRelationsWith", "recognise": "recognised",
    "sanction": "sanctioned", "support": "supported", "condemn": "condemned", "accuse": "accused",
    "threaten": "threatened",
}  # fmt: skip
_MUTUAL = {"met", "establishedRelationsWith"}

NAMES = frozenset({
    "visited", "met", "hasMissionIn", "participatedIn",
    *ROLES.values(), *MEMBERSHIPS.values(), *AGREEMENTS.values(), *RELATIONS.values(),
})  # fmt: skip
"""Every property that an edge may have."""


def shortcuts(fact: AnyFact, entities: Mapping[str, Entity], *, past: bool = False) -> list[Edge]:
    """The edges of a fact, sorted; none unless its modality is `actual`.

    A visit to a place is a visit to the country it lies in as well, where `entities` gives one, and so with a mission.
    `met` and `establishedRelationsWith` run both ways.

    Args:
        fact: of any type.
        entities: those that it names, and the countries of places, by id.
        past: whether the post, membership or mission was over when the document was written; see
            `graph.valid_time.past`. One whose status is `former` was over anyway.

    >>> shortcuts(Membership(member="state/GB", body="organisation/eu"), {}, past=True)
    [('state/GB', 'formerMemberOf', 'organisation/eu')]
    >>> shortcuts(Visit(visitor=("person/a",), destination=("state/GE",)), {})
    [('person/a', 'visited', 'state/GE')]
    """
    if fact.modality != "actual":
        return []
    edges = set(_edges(fact, entities, past))
    edges |= {(target, name, source) for source, name, target in edges if name in _MUTUAL}
    return sorted(edge for edge in edges if edge[0] != edge[2])


def _edges(fact: AnyFact, entities: Mapping[str, Entity], past: bool) -> Iterator[Edge]:
    match fact:
        case Role(body=str(body)) if fact.status in ROLES:
            yield fact.person, ROLES["former" if past else fact.status], body
        case Membership() if name := MEMBERSHIPS.get((fact.kind, "former" if past else fact.status)):
            yield fact.member, name, fact.body
        case Visit():
            yield from _each(fact.visitor, "visited", _with_countries(fact.destination, entities))
        case Meeting():
            sides = product(fact.participant, fact.against) if fact.against else combinations(fact.participant, 2)
            yield from ((one, "met", other) for one, other in sides)
        case Mission(sender=str(sender)) if fact.action != "close" and not past:
            yield from _each((sender,), "hasMissionIn", _with_countries((fact.receiver or fact.place,), entities))
        case Agreement(agreement=str(agreement)) if fact.action in AGREEMENTS:
            yield from _each(fact.party, AGREEMENTS[fact.action], (agreement,))
        case Participation():
            yield from _each(fact.participant, "participatedIn", (fact.event,))
        case Relation() if fact.action in RELATIONS:
            yield fact.source, RELATIONS[fact.action], fact.target


def _each(sources: Iterable[str], name: str, targets: Iterable[str]) -> Iterator[Edge]:
    return ((source, name, target) for source, target in product(sources, targets))


def _with_countries(places: Iterable[str | None], entities: Mapping[str, Entity]) -> list[str]:
    named = [place for place in places if place]
    countries = [entities[place].country for place in named if place in entities and entities[place].type == "Place"]
    return [*named, *(country for country in countries if country)]
