"""Missions: embassies, consulates, liaison offices and representations, and their opening and closing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Token

from extract.claims import STATELIKE, date_of, of_type, span_of
from extract.described import kind_of
from extract.discourse import Discourse
from extract.frames import NOMINAL, case_of, surface_subject
from extract.lexicon import words
from extract.modality import modality_of
from graph.facts import Mission

_HAVE = frozenset({"have", "maintain", "operate", "run", "keep", "lack"})
Action = Literal["exists", "open", "close", "upgrade", "downgrade"]
_ACTIONS: dict[str, Action] = {
    "open": "open",
    "reopen": "open",
    "establish": "open",
    "inaugurate": "open",
    "opening": "open",
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


def _is_accredited(discourse: Discourse, noun: Token) -> bool:
    """Whether "mission" is a diplomatic one: "the U.S. Mission to the United Nations"."""
    return noun.lemma_.lower() == "mission" and any(
        child.dep_ == "nmod"
        and case_of(child) == "to"
        and any(discourse.type(entity) in {"State", "Organisation"} for entity in discourse.refs(child))
        for child in noun.children
    )


def _mission(discourse: Discourse, noun: Token) -> Iterator[Mission]:
    senders, receiver, place = _sides(discourse, noun)
    if place is None:
        place = _behind(discourse, noun)
    action, verb = _action(noun)
    if verb is None and not senders and noun.dep_ == "obj" and noun.head.lemma_ in _HAVE:
        senders = list(of_type(discourse, discourse.all_refs(surface_subject(noun.head)), STATELIKE))
    if verb is not None:
        if not senders:
            senders = list(of_type(discourse, discourse.all_refs(surface_subject(verb)), STATELIKE))
        if receiver is None and place is None:
            receiver, place = _where(discourse, verb, senders)
    if receiver is None and place is not None:
        country = discourse.register.drafts[place].country
        if country is not None and discourse.gazetteer.entity(country):
            receiver = discourse.register.known(country)
    modality = modality_of(verb or noun)
    mutual = len(senders) == 2 and receiver is None and place is None and verb is not None
    for sender in senders:
        if mutual:
            # "The two countries agreed to reopen their embassies": each in the other.
            receiver = senders[0] if sender == senders[1] else senders[1]
        if receiver is None and place is None:
            continue
        if sender == receiver:
            continue
        yield Mission(
            mission=_named(discourse, noun, sender, receiver, place),
            sender=sender,
            receiver=receiver,
            place=place,
            action=action,
            date=date_of(discourse, verb) if verb is not None else None,
            modality=modality if verb is not None else "actual",
            evidence=span_of([*_front(noun), noun, noun.right_edge]),
        )


def _behind(discourse: Discourse, noun: Token) -> str | None:
    """The city right behind: "U.S. Embassy Baghdad", "Consulate General Erbil"."""
    if noun.i + 1 >= len(noun.doc):
        return None
    mention = discourse.mention_at(noun.i + 1)
    return mention.entity if mention is not None and discourse.type(mention.entity) == "Place" else None


def _front(noun: Token) -> list[Token]:
    return [noun.left_edge] if noun.i - noun.left_edge.i < 8 else [noun]


def _sides(discourse: Discourse, noun: Token) -> tuple[list[str], str | None, str | None]:
    """Whose mission it is, to whom, and where, as far as its own phrase tells."""
    senders: list[str] = []
    receiver: str | None = None
    place: str | None = None
    for child in noun.children:
        refs = discourse.refs(child)
        if child.dep_ in {"amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked"} and child.i < noun.i:
            senders += [e for e in refs if discourse.type(e) in {"State", "Organisation"}]
            for inner in child.children:
                mention = discourse.mention_at(inner.i)
                if mention is not None and not refs and discourse.type(mention.entity) in {"State", "Organisation"}:
                    senders.append(mention.entity)
        elif child.dep_ in {"nmod", "obl", "acl"}:
            preposition = case_of(child)
            for entity in refs:
                kind = discourse.type(entity)
                if preposition == "of" and kind in {"State", "Organisation"} and not senders:
                    senders.append(entity)
                elif preposition in {"in", "to", "at", "of"} and kind == "Place":
                    place = place or entity
                elif preposition in {"in", "to", "at"} and kind in {"State", "Organisation"}:
                    receiver = receiver or entity
            for inner in child.children:
                if inner.dep_ in {"nmod", "appos"} and case_of(inner) in {"in", ""} and place is None:
                    place = next((e for e in discourse.refs(inner) if discourse.type(e) == "Place"), None)
    return list(dict.fromkeys(senders)), receiver, place


def _action(noun: Token) -> tuple[Action, Token | None]:
    head = noun.head
    while noun.dep_ == "conj" and head.pos_ in NOMINAL:
        noun, head = head, head.head
    action = _ACTIONS.get(head.lemma_)
    if action is None:
        return "exists", None
    done_to_it = noun.dep_ in {"obj", "nsubj:pass"} or (noun.dep_ in {"obl", "nmod"} and head.pos_ in NOMINAL)
    # "The embassy closed" is a closing; "the embassy opened fire" would be none.
    does_it = noun.dep_ == "nsubj" and head.lemma_ != "open"
    return (action, head) if done_to_it or does_it else ("exists", None)


def _where(discourse: Discourse, verb: Token, senders: list[str]) -> tuple[str | None, str | None]:
    for child in verb.children:
        if child.dep_.startswith("obl") and case_of(child) in {"in", "to", "at"}:
            for entity in discourse.refs(child):
                if discourse.type(entity) == "Place":
                    return None, entity
                if discourse.type(entity) in {"State", "Organisation"} and entity not in senders:
                    return entity, None
    return None, None


def _named(discourse: Discourse, noun: Token, sender: str, receiver: str | None, place: str | None) -> str:
    """The mission as an entity, under the names that it goes by: "Swedish embassy", "embassy of Sweden in Baku"."""
    drafts = discourse.register.drafts
    kind = noun.lemma_.lower()
    pair = f"{noun.nbor(-1).lemma_.lower()} {kind}" if noun.i else kind
    kind = pair if pair in {*words("nouns")["mission"]["lemmas"]} else kind
    names = [f"{kind} of {drafts[sender].names[0]}"]
    for where in (place, receiver):
        if where is not None:
            names.append(f"{kind} of {drafts[sender].names[0]} in {drafts[where].names[0]}")
    found = discourse.described.get(noun.i)
    if found is not None:
        names = [*found.names, *names]
    target = receiver or place or ""
    scope = "-".join(part.partition("/")[2] for part in (sender, target))
    id = discourse.register.minted("Mission", kind, scope=scope.lower(), country=receiver)
    draft = discourse.register.drafts[id]
    draft.names[:] = [name for name in draft.names if name != kind]
    draft.called(*names)
    return id
