"""Participation: who attends, hosts, organises, observes or contributes to an event."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims import agents, date_of, evidence_of, of_type, place_of
from extract.discourse import Discourse
from extract.modality import modality_of
from extract.patterns import Match
from graph.facts import Participation

_EVENTS = frozenset({"Event"})


def find_participations(discourse: Discourse, match: Match) -> Iterator[Participation]:
    """The participation that a word states, where it tells who and in what."""
    participants = agents(discourse, match.get("participant"))
    for event in of_type(discourse, match.get("event"), _EVENTS)[:2]:
        if participants:
            yield Participation(
                participant=participants,
                event=event,
                capacity=match.pattern.labels.get("capacity", "participant"),
                date=date_of(discourse, match.token),
                place=place_of(discourse, match.token),
                modality=modality_of(match.token),
                evidence=evidence_of(match),
            )
