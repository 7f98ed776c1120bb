"""Events, agreements and missions that the text names or describes: "the Annapolis conference", "a peace treaty".

A description is a noun phrase around one of the nouns of `ontologies/lexicon/nouns.toml`. It goes by several names: as
it stands, and with its modifiers and its "of …" left off, so that "the historic joint declaration" and "the
declaration" meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from extract.frames import case_of
from extract.lexicon import words
from graph.facts import EntityType

_KINDS: dict[str, EntityType] = {"event": "Event", "agreement": "Agreement", "mission": "Mission"}
_BEFORE = frozenset({"amod", "compound", "nummod", "nmod:desc", "flat", "nmod", "punct", "advmod", "nmod:unmarked"})
_BEHIND = frozenset({"of", "on", "between", "for", "in", "to", "with", "against", "at"})
# Said of nearly any event or agreement; they tell none from another, and are no part of its name.
_EMPTY = frozenset(
    [
        "new",
        "historic",
        "recent",
        "upcoming",
        "forthcoming",
        "first",
        "second",
        "third",
        "last",
        "next",
        "final",
        "important",
        "major",
        "bilateral",
        "latest",
        "current",
        "previous",
        "earlier",
        "planned",
        "proposed",
        "possible",
        "future",
        "further",
        "more",
        "such",
        "same",
        "several",
        "many",
        "two",
        "three",
        "four",
        "initial",
        "international",
        "official",
        "formal",
        "high-level",
        "key",
        "landmark",
        "other",
    ]
)


@dataclass(frozen=True, slots=True)
class Description:
    """A described event, agreement or mission: its tokens, its head, its type and the names it goes by, best first."""

    start: int
    end: int
    head: int
    type: EntityType
    names: tuple[str, ...]
    proper: bool
    bare: bool


@cache
def _kinds() -> dict[str, EntityType]:
    return {lemma: kind for part, kind in _KINDS.items() for lemma in words("nouns")[part]["lemmas"]}


@cache
def _weak() -> frozenset[str]:
    return frozenset(lemma for part in ("event", "agreement") for lemma in words("nouns")[part]["weak"])


def kind_of(noun: Token) -> EntityType | None:
    """The type of what a noun describes, with the word before it where only the two together do ("liaison office")."""
    kinds = _kinds()
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    lemma = noun.lemma_.lower()
    if noun.i > 0:
        pair = f"{noun.nbor(-1).lemma_.lower()} {lemma}"
        if pair in kinds:
            return kinds[pair]
    return kinds.get(lemma)


def find_described(doc: Doc, taken: frozenset[int]) -> Iterator[Description]:
    """The descriptions in a document, in order.

    Args:
        doc: parsed.
        taken: the tokens of names that the tables know; no description is headed there.
    """
    for noun in doc:
        kind = kind_of(noun)
        if kind is not None and noun.i not in taken and noun.dep_ not in {"compound", "flat"}:
            yield _describe(noun, kind)


def _describe(noun: Token, kind: EntityType) -> Description:
    left = noun.i
    while left > 0:
        before = noun.doc[left - 1]
        inside = before.head.i >= left - 1 and before.head.i <= noun.i and before.dep_ in _BEFORE
        if not inside or before.is_space or before.text in {",", ";", ":", "(", ")", '"', "“", "”"}:
            break
        left -= 1
    own = [token for token in noun.doc[left : noun.i + 1]]
    right = noun.i + 1
    for child in noun.rights:
        if child.dep_ == "nmod" and case_of(child) in _BEHIND and child.left_edge.i == right:
            right = child.right_edge.i + 1
        elif child.dep_ == "flat" and child.i == right:
            right = child.i + 1
    while right > noun.i + 1 and noun.doc[right - 1].is_punct:
        right -= 1
    proper = any(token.pos_ == "PROPN" or token.is_digit for token in own)
    names = _names(noun, own, right)
    bare = len(own) == 1 and right == noun.i + 1
    return Description(left, right, noun.i, kind, names, proper, bare)


def _names(noun: Token, own: list[Token], right: int) -> tuple[str, ...]:
    doc = noun.doc
    kept = list(own)
    while len(kept) > 1 and kept[0].lower_ in _EMPTY:
        kept = kept[1:]
    fronts = [kept, own, kept[1:] if len(kept) > 2 else kept]
    behind = doc[noun.i + 1 : right].text if right > noun.i + 1 and right - noun.i <= 12 else ""
    texts = [doc[front[0].i : noun.i + 1].text for front in fronts if front]
    out = [f"{texts[0]} {behind}"] if behind else []
    out += [texts[0], *([f"{text} {behind}" for text in texts[1:]] if behind else []), *texts[1:]]
    return tuple(dict.fromkeys(" ".join(text.split()) for text in out))


def is_weak(noun: Token) -> bool:
    """Whether a noun describes an event or agreement only with something before it ("the meeting" alone is an act)."""
    return noun.lemma_.lower() in _weak()
