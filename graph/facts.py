"""The eight types of diplomatic fact: who visited whom, who met, who holds which post, and who did what to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from graph.errors import RecordError
from graph.fact import Fact, many, one

MUTUAL = frozenset({"establish", "restore", "sever", "upgrade", "downgrade"})
"""Actions between two that neither does to the other: one fact for two sides, in the order of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Fact):
    """A person holds, held or will hold a post (`title`) of a state or organisation (`body`)."""

    type: ClassVar[str] = "role"
    person: str = one(required=True)
    title: str
    body: str | None = one()
    to: str | None = one()
    status: Literal["current", "former", "acting", "designate"] = "current"
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Fact):
    """A state, organisation or person belongs to an organisation, alliance, programme or treaty body."""

    type: ClassVar[str] = "membership"
    member: str = one(required=True)
    body: str = one(required=True)
    kind: Literal["member", "partner", "observer", "candidate", "participant"] = "member"
    status: Literal["current", "former"] = "current"
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Fact):
    """Someone travels to, tours, arrives in or is received in a place, a state or a body's seat."""

    type: ClassVar[str] = "visit"
    visitor: tuple[str, ...] = many()
    destination: tuple[str, ...] = many()
    host: tuple[str, ...] = many()
    date: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """People or states meet, talk, telephone or negotiate; `against` is the other side (`with` in JSON)."""

    type: ClassVar[str] = "meeting"
    participant: tuple[str, ...] = many()
    against: tuple[str, ...] = many("with")
    place: str | None = one()
    date: str | None = None
    format: Literal["talks", "summit", "call", "lunch", "ceremony", "other"] = "talks"
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission(Fact):
    """A state or organisation (`sender`) has, opens or closes a mission in another (`receiver`)."""

    type: ClassVar[str] = "mission"
    mission: str | None = one()
    sender: str | None = one()
    receiver: str | None = one()
    place: str | None = one()
    action: Literal["exists", "open", "close", "upgrade", "downgrade"] = "exists"
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Fact):
    """Parties negotiate, sign, ratify, breach or leave an agreement."""

    type: ClassVar[str] = "agreement"
    agreement: str | None = one()
    party: tuple[str, ...] = many()
    action: Literal[
        "negotiate",
        "agree",
        "sign",
        "ratify",
        "enter_into_force",
        "join",
        "extend",
        "breach",
        "suspend",
        "withdraw",
    ] = "agree"
    date: str | None = None
    place: str | None = one()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Fact):
    """Someone takes part in an exercise, operation, summit, conference or round of talks."""

    type: ClassVar[str] = "participation"
    participant: tuple[str, ...] = many()
    event: str = one(required=True)
    capacity: Literal["participant", "observer", "host", "organiser", "contributor"] = "participant"
    date: str | None = None
    place: str | None = one()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Fact):
    """An act of one state, body or person towards another that changes or shows their relation."""

    type: ClassVar[str] = "relation"
    source: str = one(required=True)
    target: str = one(required=True)
    action: Literal[
        "establish", "restore", "sever", "upgrade", "downgrade", "recognise", "derecognise", "recall", "expel",
        "summon", "accredit", "sanction", "lift_sanctions", "support", "condemn", "accuse", "threaten", "aid",
        "mediate",
    ]  # fmt: skip
    date: str | None = None


AnyFact = Role | Membership | Visit | Meeting | Mission | Agreement | Participation | Relation
FACT_TYPES: dict[str, type[AnyFact]] = {
    kind.type: kind for kind in (Role, Membership, Visit, Meeting, Mission, Agreement, Participation, Relation)
}


def fact_from_dict(data: Mapping[str, Any]) -> AnyFact:
    """The fact that some JSON stands for, the mirror of `Fact.to_dict`, whichever of the eight types it has.

    Raises:
        RecordError: the type is unknown, a key is, or an argument is missing.
    """
    kind = FACT_TYPES.get(data.get("type", ""))
    if kind is None:
        raise RecordError(f"a fact's type is one of {', '.join(FACT_TYPES)}; got {data.get('type')!r}")
    return kind.from_dict(data)
