"""A noun phrase behind an office, and what it stands for: a state, a place, a body, or a field of work.

"the Office of Public Works", "Norway's governing Labour party", "Trade and Industry", "the Embassy in Lima".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from spacy.tokens import Doc

from extract.posts import vocabulary
from graph.offices import find_office, honorific

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.linking import Mention

Kind = Literal["body", "state", "place", "field"]

DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "this", "that"})
# Words of the formal front of a state's name.
FORMAL = frozenset(
    {"republic", "kingdom", "federation", "commonwealth", "state", "union", "arab", "federal", "islamic", "independent"}
)
_LINKS = frozenset({"and", "of", "for", "the", "on", "&", "in", "to"})
_MARKS = frozenset({",", "-", "–", "/", "'s", "’s"})
# A phrase behind an office has at most so many words; longer ones are sentences gone astray.
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase `[start, end)`: what kind of thing it stands for, which one, and whether it is capitalised."""

    start: int
    end: int
    kind: Kind
    entity: str | None = None
    proper: bool = False


def past_determiners(doc: Doc, at: int) -> int:
    """The index after any determiners at a token."""
    while at < len(doc) and (doc[at].lower_ in DETERMINERS or doc[at].is_space):
        at += 1
    return at


def read_phrase(discourse: Discourse, start: int) -> Phrase | None:
    """The noun phrase that begins at a token, and what it stands for; `None` where none begins there.

    Args:
        discourse: the document, with its names.
        start: the index of its first word after any determiner.
    """
    end = _extent(discourse, start)
    if end == start:
        return None
    inside = list(dict.fromkeys(_mentions(discourse, start, end)))
    mission = _mission(discourse, start, end, inside)
    if mission is not None:
        return mission
    last = inside[-1] if inside else None
    owned = end < len(discourse.doc) and discourse.doc[end].text in {"'s", "’s"}
    if last is not None and last.end >= end and not owned:
        return _named(discourse, start, last, end)
    lemma = discourse.doc[end - 1].lemma_.lower()
    named = last is not None and discourse.type(last.entity) == "Organisation" and last.end == end - 1
    if last is not None and named and lemma in vocabulary("body"):
        return Phrase(start, end, "body", last.entity)
    owner = last is not None and last.end < end and discourse.doc[last.end].text in {"'s", "’s"}
    if last is not None and owner and discourse.type(last.entity) == "Organisation" and lemma not in vocabulary("body"):
        return Phrase(start, end, "body", last.entity)
    if lemma in vocabulary("body") or _heads_body(discourse.doc, start, end):
        return Phrase(start, end, "body", _described(discourse, start, end, inside))
    return Phrase(start, end, "field", proper=discourse.doc[start].text[:1].isupper())


def _extent(discourse: Discourse, start: int) -> int:
    """Where the phrase ends: before a person, a verb, a mark, or a preposition that is no part of a name."""
    doc = discourse.doc
    at = start
    while at < min(len(doc), start + _LONGEST, doc[start].sent.end):
        following = _next(discourse, start, at)
        if following is None:
            break
        at = following
    while at > start and (doc[at - 1].lower_ in _LINKS or doc[at - 1].text in _MARKS):
        at -= 1
    return at


def _next(discourse: Discourse, start: int, at: int) -> int | None:
    """The index after a word that goes on with the phrase; `None` where it does not."""
    doc = discourse.doc
    token = doc[at]
    mention = discourse.mention_at(at)
    if mention is not None:
        return None if discourse.type(mention.entity) == "Person" else max(at + 1, mention.end)
    if token.is_space or (at > start and _is_title(discourse, at)):
        return None
    if at > start:
        inner = token.lower_ in {"of", "for", "on"} and _in_a_name(doc, at)
        joins = token.lower_ in {"and", "&"} and _goes_on(discourse, at)
        if token.text == "," and doc[at + 1].lower_ in {"and", "&"} and _goes_on(discourse, at + 1):
            return past_determiners(doc, at + 2)
        if inner or joins or (token.text == "," and _list_goes_on(discourse, start, at)):
            return past_determiners(doc, at + 1)
    if at > start and token.pos_ == "ADJ" and token.is_lower and doc[at - 1].text[:1].isupper():
        return None  # "the Office for Trade responsible for …"
    if (token.text in _MARKS and token.text != ",") or token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return at + 1
    if token.dep_ in {"amod", "advmod", "compound"} and at < token.head.i < at + 4:
        return at + 1  # "the ruling party", "a more moderate party"
    return at + 1 if token.text[:1].isupper() and token.pos_ not in {"PRON", "DET"} else None


def _is_title(discourse: Discourse, at: int) -> bool:
    """Whether the title of the person named next begins at a word."""
    match = find_office([token.text for token in discourse.doc[at : at + 6]], 0)
    holder = discourse.mention_at(at + match[0]) if match is not None and at + match[0] < len(discourse.doc) else None
    return holder is not None and discourse.type(holder.entity) == "Person"


def _goes_on(discourse: Discourse, at: int) -> bool:
    """Whether an "and" joins parts of one phrase, and does not lead on to another person or post."""
    doc = discourse.doc
    inner = past_determiners(doc, at + 1)
    if inner >= len(doc) or honorific(doc[inner].text) or (inner > at + 1 and not doc[inner].text[:1].isupper()):
        return False
    mention = discourse.mention_at(inner)
    if mention is not None and (discourse.type(mention.entity) == "Person" or discourse.mention_at(at - 1) is not None):
        return False
    if find_office([token.text for token in doc[inner : inner + 6]], 0) is not None:
        return False
    if doc[inner].pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return False
    return doc[inner].text[:1].isupper() == doc[at - 1].text[:1].isupper()


def _list_goes_on(discourse: Discourse, start: int, comma: int) -> bool:
    """Whether a comma is followed by more of a field, up to an "and": "Trade, Industry and Energy"."""
    doc = discourse.doc
    if discourse.mention_at(comma - 1) is not None and not doc[start].text[:1].isupper():
        return False
    ahead = doc[comma + 1 : comma + 7]
    if not len(ahead) or not ahead[0].text[:1].isupper():
        return False
    for i, token in enumerate(ahead):
        mention = discourse.mention_at(token.i)
        if mention is not None and discourse.type(mention.entity) == "Person":
            return False
        if find_office([t.text for t in doc[token.i : token.i + 4]], 0) is not None:
            return False
        if token.lower_ in {"and", "&"}:
            after = past_determiners(doc, token.i + 1)
            return i > 0 and after < len(doc) and doc[after].text[:1].isupper()
        if not (token.text[:1].isupper() or token.text in {",", "-"}):
            return False
    return False


def _in_a_name(doc: Doc, at: int) -> bool:
    """Whether a preposition is inside a capitalised name: "Office of Public Works", "Bureau for Trade"."""
    following = at + 1
    while following < len(doc) and doc[following].lower_ == "the":
        following += 1
    if following >= len(doc) or not doc[following].text[:1].isupper():
        return False
    noun = doc[at - 1].lemma_.lower()
    return noun in vocabulary("body") and (doc[at - 1].text[:1].isupper() or noun in vocabulary("company"))


def _mentions(discourse: Discourse, start: int, end: int) -> Iterator[Mention]:
    for at in range(start, end):
        mention = discourse.mention_at(at)
        if mention is not None and mention.start >= start:
            yield mention


def _named(discourse: Discourse, start: int, mention: Mention, end: int) -> Phrase:
    """A phrase that ends in a name."""
    doc = discourse.doc
    kind = discourse.type(mention.entity)
    if kind == "State":
        if _heads_body(doc, start, mention.start):
            return Phrase(start, end, "body", _described(discourse, start, end, [mention]))
        plain = all(doc[at].lower_ in FORMAL | {"of", "the"} for at in range(start, mention.start))
        return (
            Phrase(start, end, "state", mention.entity)
            if plain
            else Phrase(start, end, "field", proper=discourse.doc[start].text[:1].isupper())
        )
    if kind == "Organisation":
        if mention.start > start and doc[mention.start - 1].lower_ in {"of", "for"}:
            return Phrase(start, end, "body", _described(discourse, start, end, [mention]))
        return Phrase(start, end, "body", mention.entity)
    if kind == "Place":
        if _heads_body(doc, start, mention.start):
            return Phrase(start, end, "body", _described(discourse, start, end, []))
        return Phrase(start, end, "place", mention.entity)
    return Phrase(start, end, "field", proper=discourse.doc[start].text[:1].isupper())


def _heads_body(doc: Doc, start: int, end: int) -> bool:
    """Whether a capitalised noun for a body stands in a phrase before its "of": "the Office of Public Works"."""
    return any(
        doc[at].lemma_.lower() in vocabulary("body")
        and at + 1 < len(doc)
        and doc[at + 1].lower_ in {"of", "for", "on"}
        and (doc[at].text[:1].isupper() or at + 2 <= end)
        for at in range(start, end)
    )


def _described(discourse: Discourse, start: int, end: int, inside: list[Mention]) -> str:
    """A body that only its phrase names: from its first word that tells it, behind a possessor."""
    doc = discourse.doc
    covering = discourse.mention_at(start)
    if covering is not None and covering.end == end and discourse.type(covering.entity) == "Organisation":
        return covering.entity
    first = start
    for at in range(start, end):
        if doc[at].text in {"'s", "’s"}:
            first = at + 1
    if doc[first].is_lower and any(doc[at].text[:1].isupper() for at in range(first, end)):
        kind = next((at for at in range(first, end) if doc[at].lemma_.lower() in vocabulary("company")), end)
        first = next((at for at in range(kind, end) if doc[at].text[:1].isupper()), first)
    country = next((m.entity for m in inside if discourse.type(m.entity) == "State"), None)
    text = " ".join(doc[first:end].text.split())
    whole = " ".join(doc[start:end].text.split())
    return discourse.register.minted("Organisation", text, whole, country=country)


def _mission(discourse: Discourse, start: int, end: int, inside: list[Mention]) -> Phrase | None:
    """A mission as a body: "the U.S. Embassy in Beirut, Lebanon"."""
    doc = discourse.doc
    noun = next((at for at in range(start, end) if doc[at].lemma_.lower() in vocabulary("mission")), None)
    if noun is None or not inside:
        return None
    sender = next((m.entity for m in inside if m.end <= noun and discourse.type(m.entity) == "State"), None)
    names = [" ".join(doc[start : noun + 1].text.split())]
    stop = noun + 1
    if stop + 1 < len(doc) and doc[stop].lower_ in {"in", "to"}:
        seat = discourse.mention_at(stop + 1)
        if seat is not None:
            names.insert(0, f"{names[0]} in {doc[seat.start : seat.end].text}")
            stop = seat.end
    entity = discourse.register.minted("Mission", *names, country=sender)
    return Phrase(start, max(stop, end), "body", entity)
