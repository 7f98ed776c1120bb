"""Events, agreements and missions that the text names or describes: "the Annapolis conference", "a peace treaty".

A description is a noun phrase around one of the nouns of `ontologies/lexicon/nouns.toml`. It goes by several names:
with and without what stands before and behind its noun ("the historic treaty on borders", "the treaty").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Span, Token

from extract.lexicon import words
from extract.phrases import content, phrase_of
from extract.times import WEEKDAYS
from graph.facts import Entity, EntityType

# Verbs whose object is an agreement, whatever its noun.
_ON_PAPER = frozenset({"endorse", "initial", "negotiate", "ratify", "sign"})
# Several of a weak sort are no one event.
_OF_ANY_SORT = frozenset({"ceremonies", "events", "meetings", "sessions"})
_POINTING = frozenset("the this that these those its their both".split())


@dataclass(frozen=True, slots=True)
class _Kind:
    """A family of nouns that describe things of one type and may stand for one another, as the lexicon has it."""

    type: EntityType
    family: str
    strong: frozenset[str]
    weak: frozenset[str]
    licence: frozenset[str]
    never: frozenset[str]


@dataclass(frozen=True, slots=True)
class Description:
    """A described event, agreement or mission.

    Args:
        start, end: its tokens, without the article and with the first phrase behind the noun.
        head: its noun.
        type, family: what sort of thing it is.
        names: what it may be called, best first.
        before, behind: the words that tell it from others of its sort: before its noun, and behind it.
        proper: a name stands before its noun, or it is titled.
        titled: its noun is part of a capitalised title ("Treaty of Lisbon", "Six-Party Talks").
        pointing: something before it points back ("the", "this", "their").
        weak: its noun alone makes no event or agreement.
        sure: it is a thing by itself; else it is one only where it takes up what was described before.
        known: its id in the tables, where its name is one that they have.
    """

    start: int
    end: int
    head: int
    type: EntityType
    family: str
    names: tuple[str, ...]
    before: frozenset[str] = field(default=frozenset())
    behind: frozenset[str] = field(default=frozenset())
    proper: bool = False
    titled: bool = False
    pointing: bool = False
    weak: bool = False
    sure: bool = True
    known: str | None = None


@cache
def _kinds() -> dict[str, _Kind]:
    found: dict[str, _Kind] = {}
    for entry in words("nouns")["described"]:
        parts = {part: frozenset(entry.get(part, ())) for part in ("strong", "weak", "licence", "never")}
        kind = _Kind(entry["type"], entry["family"], **parts)
        found |= dict.fromkeys(sorted(kind.strong | kind.weak), kind)
    missions = frozenset(words("nouns")["mission"]["lemmas"])
    none: frozenset[str] = frozenset()
    return found | dict.fromkeys(sorted(missions), _Kind("Mission", "mission", missions, none, none, none))


def kind_of(noun: Token) -> EntityType | None:
    """The type of what a noun describes, with the word before it where only the two together do ("liaison office")."""
    kind = _kind(noun)
    return kind.type if kind is not None else None


def _kind(noun: Token) -> _Kind | None:
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    kinds, lemma = _kinds(), noun.lemma_.lower()
    kind = kinds.get(lemma) or kinds.get(noun.lower_)
    if noun.i == 0:
        return kind
    before = noun.nbor(-1)
    if before.tag_ == "HYPH" and noun.i > 1 and noun.nbor(-2).lower_ == "co":
        return None
    pair = f"{before.lemma_.lower()} {lemma}"
    return None if kind is not None and pair in kind.never else kinds.get(pair) or kind


def find_described(
    doc: Doc, known: Mapping[tuple[int, int], Entity], *, taken: frozenset[int], states: frozenset[int]
) -> list[Description]:
    """The descriptions in a document, in order.

    Args:
        doc: parsed.
        known: the events and agreements that the tables know by name, by their tokens `[start, end)`.
        taken: the tokens of names that are something else; no description is headed there.
        states: the tokens of names of states; a meeting of theirs alone is a meeting, and no event.
    """
    covered = {token for start, end in known for token in range(start, end)} | taken
    found = [_described_as(doc[start:end], entity) for (start, end), entity in known.items()]
    for noun in doc:
        kind = _kind(noun)
        if kind is not None and noun.i not in covered and not _modifies(noun):
            found.append(_describe(noun, kind, states))
    return sorted(found, key=lambda one: one.head)


def _described_as(span: Span, entity: Entity) -> Description:
    """A name of the tables, with the words of all its names there, so that a description may take it up."""
    told = [word for name in entity.names for word in name.lower().replace("-", " ").split()]
    kinds = [_kinds()[word] for word in told if word in _kinds() and _kinds()[word].type == entity.type]
    family = kinds[0].family if kinds else "accord" if entity.type == "Agreement" else "operation"
    return Description(
        start=span.start,
        end=span.end,
        head=span.root.i,
        type=entity.type,
        family=family,
        names=(" ".join(span.text.split()),),
        before=frozenset(word for word in told if word not in _kinds() and len(word) > 2),
        proper=True,
        titled=True,
        known=entity.id,
    )


def _is_about(behind: Span, kind: _Kind) -> bool:
    """Whether what stands behind a noun names more than a place: "meeting of the IAEA", not "meeting in Vienna"."""
    if not any(token.text[:1].isupper() for token in behind):
        return False
    if kind.type == "Agreement":
        # "A constitution for Europe"; but a proposal by or to somebody is none yet.
        return behind[0].lower_ in {"for", "of"}
    return behind[0].lower_ not in {"at", "in", "on"}


def _is_put_on_paper(noun: Token, kind: _Kind) -> bool:
    """Whether a verb of signing makes an agreement of a plain noun: "signed a document", "endorsed the statement"."""
    if kind.type != "Agreement" or noun.lemma_ == "contract":
        return False
    return noun.dep_ in {"obj", "nsubj:pass"} and noun.head.lemma_ in _ON_PAPER


def _is_dated(ending: Token) -> bool:
    """Whether a possessive ending closes a time that points to what was told: "Tuesday's summit", "this year's"."""
    if ending.tag_ != "POS" or ending.i < 2:
        return False
    time = ending.nbor(-1)
    return time.lower_ in WEEKDAYS or time.lower_ == "today" or time.nbor(-1).lower_ == "this"


def _modifies(noun: Token) -> bool:
    """Whether the noun only says of what sort another is ("treaty obligations")."""
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if following is None or following.pos_ not in {"NOUN", "PROPN"}:
        return False
    return noun.dep_ in {"compound", "flat"} and noun.head.i > noun.i


def _describe(noun: Token, kind: _Kind, states: frozenset[int]) -> Description:
    doc = noun.doc
    phrase = phrase_of(noun)
    own, owner = phrase.own, phrase.owner
    behind = doc[noun.i + 1 : phrase.short]
    titled = noun.text[:1].isupper() and (len(own) > 1 or len(behind) > 0)
    named = any(token.text[:1].isupper() for token in own[:-1])
    weak = bool(kind.weak & {noun.lemma_.lower(), noun.lower_})
    told = any(token.text[:1].isupper() and token.i not in states for token in own[:-1])
    told = told and noun.lower_ not in _OF_ANY_SORT
    numbered = any(token.is_digit for token in behind)
    proper = titled or named or any(token.text[:1].isupper() for token in owner)
    licensed = any(token.lower_ in kind.licence for token in own[:-1])
    about = kind.family in {"accord", "gathering"} and _is_about(doc[noun.i + 1 : phrase.full], kind)
    left = doc[own[0].i - 1] if own[0].i > 0 else None
    return Description(
        start=own[0].i,
        end=max(phrase.short, noun.i + 1),
        head=noun.i,
        type=kind.type,
        family=kind.family,
        names=tuple(phrase.names()),
        before=content([*own[:-1], *owner, *(token for token in behind if token.is_digit)]),
        behind=content(behind),
        proper=proper,
        titled=titled,
        pointing=bool(owner) or (left is not None and (left.lower_ in _POINTING or _is_dated(left))),
        weak=weak,
        sure=not weak
        or _is_put_on_paper(noun, kind)
        or titled
        or numbered
        or licensed
        or about
        or (told and kind.family != "statement"),
    )
