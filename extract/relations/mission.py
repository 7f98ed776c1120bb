"""Missions: embassies, consulates, liaison offices and representations, and their opening and closing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Literal

from spacy.tokens import Token

from extract.claims import date_of, of_type, span_of
from extract.described import kind_of
from extract.discourse import Discourse
from extract.entity_types import STATELIKE
from extract.frames import frame_of
from extract.lexicon import words
from extract.modality import modality_of
from extract.subjects import NOMINAL, case_of, surface_subject
from graph.facts import Mission, Modality

_HAVE = frozenset({"have", "maintain", "operate", "run", "keep", "lack", "share"})
# "Raised their relations to embassy level."
_LEVELS = frozenset({"level", "status", "rank"})
_PLACES = frozenset({"Place"})
_BEFORE = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked"})
Action = Literal["exists", "open", "close", "upgrade", "downgrade"]
_ACTIONS: dict[str, Action] = {
    "open": "open",
    "reopen": "open",
    "establish": "open",
    "inaugurate": "open",
    "set": "open",
    "opening": "open",
    "inauguration": "open",
    "establishment": "open",
    "reopening": "open",
    "close": "close",
    "shut": "close",
    "closure": "close",
    "closing": "close",
    "shutter": "close",
    "upgrade": "upgrade",
    "elevate": "upgrade",
    "raise": "upgrade",
    "downgrade": "downgrade",
    "lower": "downgrade",
}


def find_missions(discourse: Discourse) -> Iterator[Mission]:
    """The missions that a document speaks of, each where its sender and its receiver or place are told."""
    for noun in discourse.doc:
        if noun.dep_ != "compound" and (kind_of(noun) == "Mission" or _is_accredited(discourse, noun)):
            yield from _mission(discourse, noun)
    yield from _levels(discourse)


def _is_accredited(discourse: Discourse, noun: Token) -> bool:
    """Whether "mission" is a diplomatic one: "the U.S. Mission to the United Nations"."""
    named = noun.lemma_.lower() == "mission" or noun.text == "Delegation"
    return named and any(
        child.dep_ == "nmod"
        and case_of(child) == "to"
        and any(discourse.type(entity) in {"State", "Organisation", "Place"} for entity in discourse.refs(child))
        for child in noun.children
    )


def _mission(discourse: Discourse, noun: Token) -> Iterator[Mission]:
    senders, wheres, body = _sides(discourse, noun)
    first = _first(noun)
    if not wheres:
        # "An embassy and a consulate in Peru".
        row = (first, *(child for child in first.children if child.dep_ == "conj" and kind_of(child) == "Mission"))
        wheres = next(filter(None, (_sides(discourse, other)[1] for other in row)), [])
    action, verb = _action(noun)
    modality: Modality = modality_of(verb) if verb is not None else "actual"
    if verb is None and not senders and first.dep_ == "obj" and first.head.lemma_ in _HAVE:
        senders = list(of_type(discourse, discourse.all_refs(surface_subject(first.head)), STATELIKE))
        wheres = wheres or _where(discourse, first.head, senders)
        lacking = first.head.lemma_ == "lack" or any(child.lower_ == "no" for child in noun.children)
        modality = "denied" if lacking else modality_of(first.head)
    if verb is not None:
        if not senders:
            senders = list(of_type(discourse, discourse.all_refs(surface_subject(verb)), STATELIKE))
        if not wheres:
            wheres = _where(discourse, verb, senders)
    if noun.tag_ in {"NN", "NNP"}:
        wheres = wheres[:1]  # one embassy stands in one place
    for sender, where in _pairs(discourse, senders, wheres, acted=verb is not None):
        receiver, place = (None, where) if discourse.type(where) == "Place" else (where, None)
        if place is not None:
            country = discourse.register.drafts[place].country
            # Only a state that the text speaks of: which country a city lies in, the table of places tells as well.
            receiver = body or (country if country in discourse.register.drafts else None)
        if sender == receiver:
            continue
        yield Mission(
            mission=_named(discourse, noun, sender, receiver, place),
            sender=sender,
            receiver=receiver,
            place=place,
            action=action,
            date=date_of(discourse, verb) if verb is not None else None,
            modality=modality,
            evidence=span_of([*_front(noun), noun, noun.right_edge]),
        )


def _pairs(discourse: Discourse, senders: list[str], wheres: list[str], *, acted: bool) -> Iterator[tuple[str, str]]:
    """Who has a mission where: each sender in each place, or two states in each other's."""
    countries = [discourse.country_of(where) for where in wheres]
    crosswise = len(set(countries)) == len(wheres) == 2 and None not in countries
    if not wheres and len(senders) == 2 and acted:
        # "The two countries agreed to reopen their embassies": each in the other.
        yield senders[0], senders[1]
        yield senders[1], senders[0]
    elif crosswise and (not senders or {*senders} == {*countries}):
        # "To open embassies in Lima and Quito": those of Ecuador and Peru.
        for where, other in zip(wheres, reversed(countries), strict=True):
            if other is not None and (senders or other in discourse.register.drafts):
                yield other, where
    else:
        for sender in senders:
            for where in wheres:
                if sender != where:
                    yield sender, where


def _levels(discourse: Discourse) -> Iterator[Mission]:
    """Relations raised or lowered to the level of embassies: each has one in the other from then on."""
    for noun in discourse.doc:
        if noun.lemma_ not in _LEVELS or noun.head.pos_ != "VERB" or noun.dep_ != "obl":
            continue
        action = _ACTIONS.get(noun.head.lemma_)
        before = [child for child in noun.children if child.dep_ in {"compound", "amod"}]
        if action not in {"upgrade", "downgrade"} or not any(
            kind_of(child) == "Mission" or child.lower_ == "ambassadorial" for child in before
        ):
            continue
        frame = frame_of(noun.head)
        heads = [*frame["subject"], *frame["with"]]
        for thing in frame["object"]:
            inner = frame_of(thing)
            heads += [*inner["with"], *inner["between"], *inner["poss"]]
        actors = of_type(discourse, discourse.all_refs(frame["subject"]), STATELIKE)
        sides = list(dict.fromkeys(of_type(discourse, discourse.all_refs(heads), STATELIKE)))
        for sender, receiver in permutations(sides, 2) if len(sides) == 2 else ():
            if actors and sender not in actors:
                continue
            yield Mission(
                sender=sender,
                receiver=receiver,
                action=action,
                date=date_of(discourse, noun.head),
                modality=modality_of(noun.head),
                evidence=span_of([noun.head, *heads, noun]),
            )


def _behind(discourse: Discourse, noun: Token) -> list[str]:
    """The city right behind: "U.S. Embassy Baghdad", "Consulate General Erbil"."""
    mention = discourse.mention_at(noun.i + 1) if noun.i + 1 < len(noun.doc) else None
    return [mention.entity] if mention is not None and discourse.type(mention.entity) == "Place" else []


def _first(noun: Token) -> Token:
    while noun.dep_ == "conj" and noun.head.pos_ in NOMINAL:
        noun = noun.head
    return noun


def _front(noun: Token) -> list[Token]:
    return [noun.left_edge] if noun.i - noun.left_edge.i < 8 else [noun]


def _sides(discourse: Discourse, noun: Token) -> tuple[list[str], list[str], str | None]:
    """Whose mission it is, where or else to whom, and the body that it is at, as far as its own phrase tells."""
    senders: list[str] = []
    receivers: list[str] = []
    places: list[str] = []
    for child in noun.children:
        refs = discourse.refs(child)
        stately = list(of_type(discourse, refs, STATELIKE))
        local = list(of_type(discourse, refs, _PLACES))
        preposition = case_of(child)
        if child.dep_ in _BEFORE and child.i < noun.i:
            senders += stately
            places += local  # "their London embassy"
            if not refs:
                inner = [discourse.mention_at(one.i) for one in child.children]
                senders += of_type(discourse, (one.entity for one in inner if one is not None), STATELIKE)
        elif child.dep_ in {"nmod", "obl", "acl"}:
            if preposition in {"of", "for"}:
                senders += [] if senders else stately
            elif preposition in {"in", "to", "at"}:
                receivers += stately
                if preposition == "to":
                    # "The Delegation to Bucharest": a capital for its state.
                    capitals = (discourse.country_of(one) for one in local)
                    receivers += [discourse.register.known(country) for country in capitals if country is not None]
            places += local if preposition in {"in", "at", "of"} else []
            if child.dep_ == "acl" and child.lemma_ == "share":
                senders += of_type(discourse, discourse.all_refs(frame_of(child)["between"]), STATELIKE)
            for inner_child in child.children:
                if inner_child.dep_ in {"nmod", "appos"} and case_of(inner_child) in {"in", ""} and not places:
                    places += of_type(discourse, discourse.refs(inner_child), _PLACES)
        elif child.dep_ == "conj" and child.lower_ in {"those", "that", "one"}:
            # "The Danish embassy and those of Norway and Spain".
            of = (one for one in child.children if one.dep_ == "nmod" and case_of(one) == "of")
            senders += of_type(discourse, discourse.all_refs(of), STATELIKE)
    wheres = places or _behind(discourse, noun) or receivers
    body = next(iter(of_type(discourse, receivers, frozenset({"Organisation"}))), None)
    return list(dict.fromkeys(senders)), list(dict.fromkeys(wheres)), body


def _action(noun: Token) -> tuple[Action, Token | None]:
    noun = _first(noun)
    head = noun.head
    action = _ACTIONS.get(head.lemma_)
    if action is None:
        return "exists", None
    done_to_it = noun.dep_ in {"obj", "nsubj:pass"} or (noun.dep_ in {"obl", "nmod"} and head.pos_ in NOMINAL)
    # "The embassy closed" is a closing; "the embassy opened fire" would be none.
    does_it = noun.dep_ == "nsubj" and head.lemma_ != "open"
    return (action, head) if done_to_it or does_it else ("exists", None)


def _where(discourse: Discourse, verb: Token, senders: list[str]) -> list[str]:
    for child in verb.children:
        if child.dep_.startswith("obl") and case_of(child) in {"in", "to", "at"}:
            refs = discourse.refs(child)
            found = of_type(discourse, refs, _PLACES) or of_type(discourse, refs, STATELIKE)
            if found := tuple(one for one in found if one not in senders):
                return list(found)
    return []


def _named(discourse: Discourse, noun: Token, sender: str, receiver: str | None, place: str | None) -> str:
    """The mission as an entity, under the names that it goes by: "Swedish embassy", "embassy of Sweden in Baku"."""
    drafts = discourse.register.drafts
    kind = noun.lemma_.lower()
    pair = f"{noun.nbor(-1).lemma_.lower()} {kind}" if noun.i else kind
    kind = pair if pair in {*words("nouns")["mission"]["lemmas"]} else kind
    names = [f"{kind} of {drafts[sender].names[0]}"]
    names += [f"{names[0]} in {drafts[where].names[0]}" for where in (place, receiver) if where is not None]
    found = discourse.described.get(noun.i)
    names = [*(found.names if found is not None else ()), *names]
    target = receiver or place or ""
    scope = "-".join(part.partition("/")[2] for part in (sender, target))
    # A mission belongs to the state that sends it; one to a body is in no state of that body.
    country = sender if discourse.type(sender) == "State" else None
    id = discourse.register.minted("Mission", kind, scope=scope.lower(), country=country)
    draft = discourse.register.drafts[id]
    draft.names[:] = [name for name in draft.names if name != kind]
    draft.called(*names)
    return id
