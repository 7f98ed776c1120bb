"""Memberships: who belongs to which organisation, alliance, programme or treaty body."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims import agents, date_of, evidence_of, of_type
from extract.discourse import Discourse
from extract.modality import compose, modality_of
from extract.patterns import Match
from graph.facts import Membership

_BODIES = frozenset({"Organisation", "Agreement"})


def find_memberships(discourse: Discourse, match: Match) -> Iterator[Membership]:
    """The memberships that a word states, one for each member and body."""
    modality = modality_of(match.token)
    if match.pattern.modality:
        modality = compose(match.pattern.modality, modality)
    bodies = of_type(discourse, match.get("body"), _BODIES)
    for member in agents(discourse, match.get("member")):
        for body in bodies:
            if member != body:
                yield Membership(
                    member=member,
                    body=body,
                    kind=match.pattern.labels.get("kind", "member"),
                    status=match.pattern.labels.get("status", "current"),
                    start=date_of(discourse, match.token) if match.token.pos_ == "VERB" else None,
                    modality=modality,
                    evidence=evidence_of(match),
                )
