"""Meetings: who meets, talks to or telephones whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.claims import agents, date_of, evidence_of, is_delegation, of_type, place_of, seen_from
from extract.company import company_of
from extract.discourse import Discourse
from extract.frames import case_of
from extract.modality import modality_of
from extract.patterns import Match
from extract.times import MONTHS, WEEKDAYS
from graph.facts import Meeting

# One receives and greets persons and delegations; one welcomes a state's decision, too.
_PERSONAL = frozenset({"greet", "host", "receive", "visit", "welcome"})
_EXCHANGES = frozenset({"discuss", "speak", "talk"})
_BY_WIRE = frozenset({"phone", "telephone", "video", "videoconference", "teleconference", "call"})


def find_meetings(discourse: Discourse, match: Match) -> Iterator[Meeting]:
    """The meeting that a word states, where it tells at least two who meet."""
    participants = agents(discourse, match.get("participant"))
    others = match.get("with")
    if match.token.lemma_.lower() in _PERSONAL:
        others = tuple(
            e for head in match.heads.get("with", ()) if is_delegation(discourse, head) for e in discourse.refs(head)
        )
        if not others:
            return
    against = tuple(e for e in agents(discourse, others) if e not in participants)
    if len(participants) + len(against) < 2 or not participants:
        return
    if not against and not _together(discourse, match):
        return
    modality, date = seen_from(discourse.document, modality_of(match.token), date_of(discourse, match.token))
    evidence = evidence_of(match)
    if against:
        for one in company_of(discourse, participants, match.token):
            participants += tuple(guest for guest in one.guests if guest not in participants + against)
            evidence = tuple(sorted({*evidence, one.span}))
    yield Meeting(
        participant=participants,
        against=against,
        place=place_of(discourse, match.token),
        date=date,
        format=_format(match),
        topic=_topic(match),
        modality=modality,
        evidence=evidence,
    )


def _together(discourse: Discourse, match: Match) -> bool:
    """Whether a word without another side says a meeting of those it has.

    "They discussed trade" takes up what was said before; "talks" beside which somebody speaks may be of others.
    """
    heads = match.heads.get("participant", ())
    if match.pattern.pos == "verb" and match.token.lemma_ in _EXCHANGES:
        return match.token.dep_ != "advcl" and (
            all(discourse.mention_at(head.i) is not None for head in heads) or _of_two_states(discourse, match)
        )
    if match.pattern.pos == "verb":
        return True
    if heads and all(head.tag_ == "PRP$" for head in heads):
        # "During their talks" takes up a meeting; "their next meeting" is another one.
        return modality_of(match.token) != "actual"
    beside = {head.i for head in match.frame.get("clause", ())}
    people = of_type(discourse, match.get("participant"), frozenset({"Person"}))
    return len(people) > 1 or len(heads) > 1 or not beside.issuperset(head.i for head in heads)


def _of_two_states(discourse: Discourse, match: Match) -> bool:
    """Whether those who speak are two officials of two states."""
    people = match.get("participant")
    states = {discourse.states_of(one)[:1] for one in people if discourse.type(one) == "Person"}
    return len(people) == len(states) == 2 and () not in states


def _format(match: Match) -> Any:
    """A call where it goes by wire ("spoke by phone"); else what the word itself says."""
    for place in ("by", "on", "over", "via", "mod"):
        if any(head.lemma_.lower() in _BY_WIRE for head in match.frame.get(place, ())):
            return "call"
    return match.pattern.labels.get("format", "talks")


def _topic(match: Match) -> str | None:
    """What they talk about: the phrase after "on", "about" or "over", if it is short."""
    for child in match.token.children:
        if child.dep_ in {"obl", "nmod"} and case_of(child) in {"on", "about", "over", "regarding", "concerning"}:
            if child.ent_type_ or child.like_num or child.lower_ in WEEKDAYS or child.lower_ in MONTHS:
                continue
            words = [t for t in child.subtree if t.dep_ != "case" or t.head.i != child.i]
            if 0 < len(words) <= 8:
                return " ".join(match.token.doc[words[0].i : words[-1].i + 1].text.split())
    return None
