"""Meetings: who meets, talks to or telephones whom."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims import agents, date_of, evidence_of, place_of
from extract.discourse import Discourse
from extract.frames import case_of
from extract.modality import modality_of
from extract.patterns import Match
from graph.facts import Meeting


def find_meetings(discourse: Discourse, match: Match) -> Iterator[Meeting]:
    """The meeting that a word states, where it tells at least two who meet."""
    participants = agents(discourse, match.get("participant"))
    against = tuple(e for e in agents(discourse, match.get("with")) if e not in participants)
    if len(participants) + len(against) < 2 or not participants:
        return
    yield Meeting(
        participant=participants,
        against=against,
        place=place_of(discourse, match.token),
        date=date_of(discourse, match.token),
        format=match.pattern.labels.get("format", "talks"),
        topic=_topic(match),
        modality=modality_of(match.token),
        evidence=evidence_of(match),
    )


def _topic(match: Match) -> str | None:
    """What they talk about: the phrase after "on", "about" or "over", if it is short."""
    for child in match.token.children:
        if child.dep_ in {"obl", "nmod"} and case_of(child) in {"on", "about", "over", "regarding", "concerning"}:
            if child.ent_type_ or child.like_num:
                continue
            words = [t for t in child.subtree if t.dep_ != "case" or t.head.i != child.i]
            if 0 < len(words) <= 8:
                return " ".join(match.token.doc[words[0].i : words[-1].i + 1].text.split())
    return None
