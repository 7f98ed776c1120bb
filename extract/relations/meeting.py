"""Meetings: who meets, talks to or telephones whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Token

from extract.claims import agents, date_of, evidence_of, is_delegation, of_type, place_of, seen_from
from extract.company import company_of
from extract.discourse import Discourse
from extract.frames import support_of
from extract.modality import modality_of
from extract.patterns import Match, heads_at
from extract.subjects import case_of
from extract.times import MONTHS, WEEKDAYS
from graph.facts import Meeting, Span

# One receives and greets persons and delegations; one welcomes a state's decision, too.
_PERSONAL = frozenset({"greet", "host", "receive", "visit", "welcome"})
_PERSONS = frozenset({"Person"})
_EXCHANGES = frozenset({"discuss", "speak", "talk"})
_BY_WIRE = frozenset({"phone", "telephone", "video", "videoconference", "teleconference", "call"})
# People of a state who do not act for it: to meet them is not to meet the state.
_CROWDS = frozenset(
    "army businessman citizen entrepreneur executive expert family force journalist military navy peacekeeper reporter "
    "soldier student troop veteran".split()
)
# Who presides over a meeting or is at it does not meet those who do so with him, unless they are of two states.
_PRESENT = frozenset({"attend", "chair", "convene", "host", "join", "lead", "open", "participate"})
# Negotiations of these are with the body that one joins, not with the others that join it.
_JOINING = frozenset({"accession", "admission", "entry", "membership"})


def find_meetings(discourse: Discourse, match: Match) -> Iterator[Meeting]:
    """The meeting that a word states, where it tells at least two who meet."""
    participants, against = _sides(discourse, match)
    if len(participants) + len(against) < 2 or not participants:
        return
    if not against and not _together(discourse, match, participants):
        return
    modality, date = seen_from(discourse.document, modality_of(match.token), date_of(discourse, match.token))
    evidence = evidence_of(match)
    if against:
        participants, mine = _with_company(discourse, participants, against, match.token)
        against, theirs = _with_company(discourse, against, participants, match.token)
        evidence = tuple(sorted({*evidence, *mine, *theirs}))
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


def _with_company(
    discourse: Discourse, side: tuple[str, ...], other: tuple[str, ...], act: Token
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """A side with those who are said to be with it, and where the text says so."""
    spans: list[Span] = []
    for one in company_of(discourse, side, act):
        side += tuple(guest for guest in one.guests if guest not in side + other)
        spans.append(one.span)
    return side, tuple(spans)


def _sides(discourse: Discourse, match: Match) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who meets whom; a person and the state that he acts for are no two sides."""
    personal = match.token.lemma_.lower() in _PERSONAL
    mine = _those(discourse, match.heads.get("participant", ()), personal=False)
    others = _those(discourse, match.heads.get("with", ()), personal=personal)
    if personal and not others:
        return (), ()
    if match.token.lemma_ == "presence":
        mine, others = _by_state(discourse, mine, others)
    others = tuple(one for one in others if one not in mine and one not in _homes(discourse, mine))
    return tuple(one for one in mine if one not in _homes(discourse, others)), others


def _by_state(
    discourse: Discourse, mine: tuple[str, ...], others: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ministers who sign before their leaders stand with them: the sides are the states, where there are two."""
    states = {one: discourse.states_of(one)[:1] for one in (*mine, *others)}
    if len(set(states.values())) != 2 or () in states.values():
        return mine, others
    first = states[mine[0]] if mine else ()
    return tuple(one for one in states if states[one] == first), tuple(one for one in states if states[one] != first)


def _those(discourse: Discourse, heads: Iterable[Token], *, personal: bool) -> tuple[str, ...]:
    found: list[str] = []
    for head in heads:
        crowd = head.lemma_.lower() in _CROWDS and discourse.mention_at(head.i) is None
        # One speaks with a body, but to persons: "speaking to the BBC" is no meeting.
        persons = personal or (case_of(head) == "to" and head.head.pos_ == "VERB")
        if not crowd and (not persons or is_delegation(discourse, head)):
            found.extend(agents(discourse, discourse.refs(head)))
    return tuple(dict.fromkeys(found))


def _homes(discourse: Discourse, people: Iterable[str]) -> frozenset[str]:
    persons = (one for one in people if discourse.type(one) == "Person")
    return frozenset(state for one in persons for state in discourse.states_of(one))


def _together(discourse: Discourse, match: Match, people: tuple[str, ...]) -> bool:
    """Whether a word without another side says a meeting of those it has.

    "They discussed trade" takes up what was said before; "talks" beside which somebody speaks may be of others.
    """
    token, heads = match.token, match.heads.get("participant", ())
    there = (part for place in match.pattern.slots.get("with", ()) for part in place.split("|"))
    if any(heads_at(match, part) for part in there):
        # There is another side, and it is nobody that counts: "the ministers met with students".
        return False
    if match.pattern.pos == "verb":
        if token.lemma_ not in _EXCHANGES:
            return True
        named = all(discourse.mention_at(head.i) is not None for head in heads)
        persons = of_type(discourse, people, _PERSONS)
        return token.dep_ != "advcl" and (named or (persons == people and _of_two_states(discourse, people)))
    if heads and all(head.tag_ == "PRP$" for head in heads):
        # "During their talks" takes up a meeting; "their next meeting" is another one.
        return modality_of(token) != "actual"
    if any(head.lemma_.lower() in _JOINING for head in match.frame.get("mod", ())):
        return False
    support = support_of(token)
    if support is not None and support.lemma_ in _PRESENT and not _of_two_states(discourse, people):
        return False
    if all(discourse.type(one) == "Organisation" for one in people):
        return len({discourse.country_of(one) or one for one in people}) > 1
    beside = {head.i for head in match.frame.get("clause", ())}
    several = len(of_type(discourse, people, _PERSONS)) > 1 or len(heads) > 1
    return several or not beside.issuperset(head.i for head in heads)


def _of_two_states(discourse: Discourse, people: tuple[str, ...]) -> bool:
    """Whether those who meet are two, of two states."""
    states = {discourse.states_of(one)[:1] for one in people}
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
