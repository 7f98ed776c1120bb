"""Participation: who attends, hosts, organises, observes or contributes to an event."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.claims import agents, date_of, evidence_of, of_type, place_of, span_of
from extract.described import Description
from extract.discourse import Discourse
from extract.entity_types import AGENTS
from extract.frames import Frame, verb_frame
from extract.modality import compose, modality_of
from extract.patterns import Match
from extract.rolls import rolls
from extract.subjects import case_of
from graph.facts import Modality, Participation

_EVENTS = frozenset({"Event"})
# Where someone is who acts "at" an event, and where one is who is on the way there.
_AT = frozenset({"at", "during"})
_FOR = frozenset({"at", "for", "from", "in", "to"})
_MOVING = frozenset("arrive be come depart fly go head leave return travel visit".split())
# Verbs whose other side is at the event as well: "met the chancellor at the summit".
_TOGETHER = frozenset("confer consult gather greet host meet negotiate receive speak talk welcome".split())
# What one is at when one is at the edge of an event.
# Verbs that leave the event unsaid where it was told before: "Brazil will also take part".
_TAKING_PART = frozenset({"attend", "participate", "represent", "take"})
_EDGES = frozenset({"day", "edge", "end", "fringe", "margin", "opening", "sideline", "start"})


def find_participations(discourse: Discourse, match: Match) -> Iterator[Participation]:
    """The participation that a word states, where it tells who and in what."""
    hosts = match.pattern.labels.get("capacity") == "host"
    participants = of_type(discourse, match.get("participant"), AGENTS | {"Place"} if hosts else AGENTS)
    modality = modality_of(match.token)
    if match.pattern.modality:
        modality = compose(match.pattern.modality, modality)
    if match.pattern.labels.get("capacity") in {"host", "organiser"} and _is_two_sided(discourse, match):
        return
    events = of_type(discourse, match.get("event"), _EVENTS)[:2]
    if not events and match.token.lemma_ in _TAKING_PART and not _tells_what(match):
        events = discourse.memory.last(match.token, _EVENTS)
    for event in events:
        if participants:
            yield Participation(
                participant=participants,
                event=event,
                capacity=match.pattern.labels.get("capacity", "participant"),
                date=date_of(discourse, match.token),
                place=place_of(discourse, match.token),
                modality=modality,
                evidence=evidence_of(match),
            )


def find_attendances(discourse: Discourse) -> Iterator[Participation]:
    """The participation of those who do something at an event: "said at the summit", "met on its sidelines"."""
    for noun, listed in rolls(discourse):
        for event in discourse.memory.last(noun, _EVENTS):
            yield Participation(
                participant=listed,
                event=event,
                date=date_of(discourse, noun),
                modality=_of_roll(noun),
                evidence=span_of(noun.sent),
            )
    for head, found in discourse.described.items():
        mention = discourse.mention_at(head)
        if mention is None or not _is_attended(found, discourse.doc[head]):
            continue
        phrase = _edge(discourse.doc[head])
        verb, case = phrase.head, case_of(phrase).split(" ")[0]
        if phrase.dep_ == "nmod" and verb.dep_ == "obj" and (case in _AT or phrase.i != head):
            # "Gave a speech at the summit".
            verb = verb.head
        elif not phrase.dep_.startswith("obl"):
            continue
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        if case in _AT or phrase.i != head or (case in _FOR and verb.lemma_ in _MOVING):
            frame = verb_frame(verb)
            participants = agents(discourse, discourse.all_refs(tuple(_actors(verb, frame))))
            if participants:
                yield Participation(
                    participant=participants,
                    event=mention.entity,
                    date=date_of(discourse, verb),
                    place=place_of(discourse, discourse.doc[head]),
                    modality=modality_of(verb),
                    evidence=span_of([verb, *discourse.doc[found.start : found.end], *frame.get("subject", ())]),
                )


def _tells_what(match: Match) -> bool:
    """Whether a verb of taking part says in what, be it an event or not."""
    places = [place for alternatives in match.pattern.slots["event"] for place in alternatives.split("|")]
    return any(match.frame.get(place) for place in places if place != "object" or match.token.lemma_ != "take")


def _of_roll(noun: Token) -> Modality:
    """The modality of the act that the heading of a list speaks of: its verb, or what stands behind its noun."""
    verbs = [child for child in noun.subtree if child.pos_ == "VERB" and child.tag_ in {"VB", "VBN", "VBP", "VBD"}]
    return modality_of(verbs[-1] if verbs else noun)


def _is_two_sided(discourse: Discourse, match: Match) -> bool:
    """Whether what is held is a talk of some, which is a meeting; and not "UN-led missions" of any kind."""
    heads = match.heads.get("event", ())
    described = [found for head in heads if (found := discourse.described.get(head.i))]
    if any(found.family == "gathering" and found.weak and not found.sure for found in described):
        return True
    if match.token.dep_ == "amod" and any(head.tag_ == "NNS" for head in heads):
        return True
    return any(case_of(child) in {"between", "with"} for head in heads for child in head.children)


def _is_attended(found: Description, noun: Token) -> bool:
    """Whether a description is of a gathering of many, and not of two sides that meet."""
    if found.type != "Event" or found.family != "gathering":
        return False
    if "bilateral" in found.before:
        return False
    if found.weak and not found.before and (not found.pointing or found.behind):
        return False
    return not any(case_of(child) in {"between", "with"} for child in noun.children)


def _edge(noun: Token) -> Token:
    """The phrase that places an act at an event: its noun, or the sidelines before "of"."""
    above = noun.head
    return above if noun.dep_ == "nmod" and case_of(noun) == "of" and above.lemma_ in _EDGES else noun


def _actors(verb: Token, frame: Frame) -> Iterator[Token]:
    yield from frame.get("subject", ())
    if verb.lemma_ in _TOGETHER:
        yield from (*frame.get("object", ()), *frame.get("with", ()))
