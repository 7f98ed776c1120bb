"""The lexicon read over a parsed document: every word that may state a fact, with the entities in its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from extract.discourse import Discourse
from extract.entity_types import AGENTS
from extract.frames import Frame, frame_of
from extract.lexicon import Pattern, patterns
from extract.subjects import case_of, surface_subject

Fillers = Mapping[str, tuple[str, ...]]
# The arguments that only who acts can fill: a place in the grammar that holds none of them is passed over.
_WHERE = frozenset({"Place", "State", "Organisation"})
_ACTING = frozenset({"visitor", "host", "participant", "with", "party", "member", "source"})
# What has members.
_BODIES = frozenset({"Organisation", "Agreement"})
# How a deed tells whose it is.
_DOERS = frozenset({"by", "of", "from"})


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that fits at a word: its argument phrases by slot, as heads and as entities."""

    pattern: Pattern
    token: Token
    heads: Mapping[str, tuple[Token, ...]]
    slots: Fillers
    frame: Frame

    def get(self, slot: str) -> tuple[str, ...]:
        """The entities in a slot; empty where it is not filled."""
        return self.slots.get(slot, ())


def matches(discourse: Discourse) -> Iterator[Match]:
    """Every match of the lexicon in a document, in the order of the text."""
    index = patterns()
    for token in discourse.doc:
        found = index.get((token.pos_, token.lemma_.lower()))
        if not found:
            continue
        frame = frame_of(token)
        for pattern in found:
            if _applies(pattern, token, frame):
                match = _match(discourse, pattern, token, frame)
                if all(match.get(slot) for slot in pattern.needs):
                    yield match


def _applies(pattern: Pattern, token: Token, frame: Frame) -> bool:
    conditions = (
        ("object", pattern.object),
        ("mod", pattern.with_mod),
        ("of", pattern.with_of),
        ("to", pattern.with_to),
        ("infinitive", pattern.infinitive),
        ("predicate|as", pattern.predicate),
    )
    for places, lemmas in conditions:
        heads = [head for place in places.split("|") for head in frame.get(place, ())]
        if lemmas and not any(_is_one_of(head, lemmas) for head in heads):
            return False
    if pattern.particle and not any(head.lower_ == pattern.particle for head in frame.get("particle", ())):
        return False
    return not pattern.case or case_of(token) in pattern.case


def _is_one_of(head: Token, lemmas: frozenset[str]) -> bool:
    """Whether a word is one of some lemmas, of which "diplomatic relation" asks for the modifier too."""
    lemma = head.lemma_.lower()
    if lemma in lemmas:
        return True
    return any(f"{child.lemma_.lower()} {lemma}" in lemmas for child in head.children)


def heads_at(match: Match, place: str) -> tuple[Token, ...]:
    """The heads of the phrases in a place of a match, whether or not they fill a slot."""
    return tuple(_at(match.token, match.frame, place))


def _match(discourse: Discourse, pattern: Pattern, token: Token, frame: Frame) -> Match:
    heads: dict[str, tuple[Token, ...]] = {}
    slots: dict[str, tuple[str, ...]] = {}
    for slot, places in pattern.slots.items():
        for place in places:
            there = tuple(head for part in place.split("|") for head in _at(token, frame, part))
            refs = discourse.all_refs(there)
            if not refs and place == "subject":
                # "Its leadership in imposing sanctions", "the minister's letter condemned": whose deed it is.
                refs = discourse.all_refs(owner for head in there for owner in _owners(head))
            if refs and _fills(discourse, slot, refs):
                heads[slot], slots[slot] = there, refs
                break
    return Match(pattern, token, heads, slots, frame)


def _fills(discourse: Discourse, slot: str, refs: tuple[str, ...]) -> bool:
    """Whether any of some entities is of a type that a slot can hold."""
    types = AGENTS if slot in _ACTING else _BODIES if slot == "body" else _WHERE if slot == "destination" else None
    return types is None or any(discourse.type(one) in types for one in refs)


def _owners(noun: Token) -> Iterator[Token]:
    """Whose a deed is, where a thing and nobody stands as the subject."""
    if noun.pos_ != "NOUN":
        return
    found = False
    for child in noun.children:
        if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and case_of(child) in _DOERS):
            found = True
            yield child
    if not found and noun.dep_ == "obj" and noun.head.pos_ == "VERB":
        # "He signed an order recalling the ambassador."
        yield from surface_subject(noun.head)


def _whose(noun: Token) -> Iterator[Token]:
    """Who is behind a deed or belongs to a thing, by what stands around its noun: "a US-led raid by …"."""
    for child in noun.children:
        if child.tag_ == "VBN" and child.dep_ == "amod" and (doers := frame_of(child)["subject"]):
            yield from doers
            return
        before = child.dep_ in {"amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked"} and child.i < noun.i
        if before or (child.dep_ in {"nmod", "obl"} and case_of(child) in _DOERS):
            yield child
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            yield from frame_of(child)["subject"]


def _at(token: Token, frame: Frame, place: str) -> Iterator[Token]:
    """The heads in a place.

    `object.with` is what stands behind "with" inside the object, or what is coordinated with it ("cut aid and ties
    with"); `object.whose` is who is behind the object; `self` is the word itself.
    """
    if place == "self":
        yield token
        return
    if place.startswith("whose"):
        for owner in _whose(token):
            yield from _at(owner, frame_of(owner), place.partition(".")[2]) if "." in place else (owner,)
        return
    outer, _, inner = place.partition(".")
    for head in frame.get(outer, ()):
        if not inner:
            yield head
            continue
        for one in (head, *(child for child in head.children if child.dep_ == "conj")):
            yield from _at(one, frame_of(one), inner)
