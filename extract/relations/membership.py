"""Memberships: who belongs to which organisation, alliance, programme or treaty body."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims import agents, date_of, evidence_of, of_type, span_of
from extract.discourse import Discourse
from extract.lists import list_behind
from extract.modality import compose, modality_of
from extract.patterns import Match
from graph.facts import Membership, Span

_BODIES = frozenset({"Organisation", "Agreement"})
_STATES = frozenset({"State"})
# Nouns whose list spells out members: "EU countries - Austria, Lithuania and Greece".
_COLLECTIVE = frozenset({"member", "country", "state", "nation", "ally", "power", "partner", "signatory"})


def find_memberships(discourse: Discourse, match: Match) -> Iterator[Membership]:
    """The memberships that a word states, one for each member and body."""
    token = match.token
    modality = modality_of(token)
    if match.pattern.modality:
        modality = compose(match.pattern.modality, modality)
    bodies = of_type(discourse, match.get("body"), _BODIES)
    if not bodies and token.lemma_ == "member" and "body" not in match.heads:
        bodies = discourse.memory.last(token, frozenset({"Organisation"}))
    members = agents(discourse, match.get("member"))
    evidence = evidence_of(match)
    if match.pattern.pos == "noun":
        # "EU membership", "the G7 presidency": the body stands where a member may stand as well.
        members = tuple(member for member in members if discourse.type(member) != "Organisation")
        if bodies and token.lemma_ in _COLLECTIVE and token.tag_ in {"NNS", "NNPS"}:
            listed = list_behind(discourse, token, types=_STATES)
            members = tuple(dict.fromkeys((*members, *listed)))
            evidence = _with_list(discourse, match, listed) if listed else evidence
    for member in members:
        for body in bodies:
            if member != body and not _is_person_of_state(discourse, member, match):
                yield Membership(
                    member=member,
                    body=body,
                    kind=match.pattern.labels.get("kind", "member"),
                    status=match.pattern.labels.get("status", "current"),
                    start=date_of(discourse, token) if match.pattern.pos == "verb" else None,
                    modality=modality,
                    evidence=evidence,
                )


def _is_person_of_state(discourse: Discourse, member: str, match: Match) -> bool:
    """Whether a person only speaks of somebody's membership ("Rehn's accession report")."""
    return discourse.type(member) == "Person" and match.pattern.pos == "noun" and match.token.lemma_ in {
        "accession",
        "integration",
        "entry",
        "admission",
    }


def _with_list(discourse: Discourse, match: Match, listed: tuple[str, ...]) -> tuple[Span, ...]:
    tokens = [match.token]
    for mention in discourse.mentions:
        if mention.entity in listed and match.token.i < mention.start < match.token.sent.end:
            tokens.append(discourse.doc[mention.end - 1])
    return span_of(tokens)
