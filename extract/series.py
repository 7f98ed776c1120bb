"""Series of names and titles, read off the tokens: "President A, Foreign Minister B and other Georgian officials".

In a row of long titles the grammar is where parsers err most; its commas and its last "and" are plain. What stands in
one row with a phrase is found here, to the right of it, as far as the row goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.lexicon import words
from extract.subjects import case_of

if TYPE_CHECKING:
    from extract.discourse import Discourse

_LAST = (("and",), ("&",), ("as", "well", "as"), ("along", "with"), ("together", "with"), ("plus",))
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
_INSIDE = frozenset({"his", "her", "their", "its", "'s", "’s", "-", "of", "for", "to"})
# No title is longer than this; what is, is a sentence of its own.
LONGEST_TITLE = 16


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase in a row: its tokens `[start, end)`, the token that is asked for its entities, and what it speaks of."""

    start: int
    end: int
    head: int
    kind: str


def row_after(discourse: Discourse, token: Token) -> list[Token]:
    """The heads of the phrases that stand in one row behind the phrase of a word, in order; mostly none.

    Args:
        discourse: the document, with its names and posts.
        token: the head of the first phrase.
    """
    first = _own(discourse, token)
    if first is None:
        return []
    found: list[Token] = []
    sure = 0
    at = first.end
    while (link := _link(discourse, at)) is not None:
        start, last = link
        following = _phrase(discourse, start, token.sent.end)
        if following is None or not _fits(discourse, first, following):
            break
        found.append(discourse.doc[following.head])
        at = following.end
        if last:
            # Only up to an "and" is it a row: "In talks with A, B said …" is none.
            sure = len(found)
    return found[:sure]


def row_before(discourse: Discourse, token: Token) -> list[Token]:
    """The heads of the phrases that stand in one row before the phrase of a subject, in order; mostly none.

    "She and Ambassador Ken Lee met …", where a parse has lost "she".
    """
    first = _own(discourse, token)
    found: list[Token] = []
    if first is None or not token.dep_.startswith("nsubj"):
        return found
    start = first.start
    while (end := _joint_before(discourse, start, last=not found)) is not None:
        before = _ending_at(discourse, end)
        if before is None or not _alike(first, before):
            break
        found.append(discourse.doc[before.head])
        start = before.start
    # Behind a preposition, the row is another one: "After talks with A and B said …".
    governed = start > 0 and discourse.doc[start - 1].pos_ == "ADP"
    return [] if governed else found[::-1]


def _joint_before(discourse: Discourse, start: int, *, last: bool) -> int | None:
    """The end of the phrase that a joint before a token joins it to."""
    doc = discourse.doc
    if not last:
        return start - 1 if start > 0 and doc[start - 1].text == "," else None
    for joint in _LAST:
        at = start - len(joint)
        if at > 0 and tuple(token.lower_ for token in doc[at:start]) == joint:
            return at - 1 if doc[at - 1].text == "," else at
    return None


def _ending_at(discourse: Discourse, end: int) -> _Phrase | None:
    """The phrase that ends before a token: a pronoun, or a name with its title."""
    token = discourse.doc[end - 1]
    if token.tag_ == "PRP":
        return _Phrase(end - 1, end, end - 1, "Person")
    post = next((post for post in discourse.posts.ending(end) if post.person is not None), None)
    if post is not None:
        return _Phrase(post.start, end, post.head, "Person")
    mention = discourse.mention_at(end - 1)
    if mention is None or mention.end != end:
        return None
    root = discourse.doc[mention.start : mention.end].root.i
    return _Phrase(mention.start, end, root, discourse.type(mention.entity))


def _own(discourse: Discourse, token: Token) -> _Phrase | None:
    mention = discourse.mention_at(token.i)
    post = discourse.posts.headed.get(token.i)
    if post is not None:
        return _Phrase(post.start, _tail(discourse, post.end), token.i, "Person")
    if mention is not None:
        kind = discourse.type(mention.entity)
        titled = [post.start for post in discourse.posts.ending(mention.end) if post.start < mention.start]
        return _Phrase(min([mention.start, *titled]), _tail(discourse, mention.end), token.i, kind)
    if token.tag_ == "PRP" or _is_group(token):
        return _Phrase(token.i, token.i + 1, token.i, "Person" if token.tag_ == "PRP" else "Group")
    return None


def _fits(discourse: Discourse, first: _Phrase, other: _Phrase) -> bool:
    """Whether a phrase may stand in one row with the first, and does not begin a clause of its own."""
    if not _alike(first, other):
        return False
    # "Between" has two sides, whatever a parse makes of the second.
    sides = case_of(discourse.doc[first.head]) == "between"
    return sides or not _is_subject(discourse, other) or _is_subject(discourse, first)


def _alike(first: _Phrase, other: _Phrase) -> bool:
    people = {"Person", "Group"}
    alike = {first.kind, other.kind} <= people if first.kind in people else first.kind in {other.kind, "State"}
    return alike and other.kind in {"Person", "Group", "State", "Organisation", "Place"}


def _is_subject(discourse: Discourse, phrase: _Phrase) -> bool:
    tokens = discourse.doc[phrase.start : phrase.end]
    return any(token.dep_.startswith("nsubj") and token.head.i >= phrase.end for token in tokens)


def _link(discourse: Discourse, at: int) -> tuple[int, bool] | None:
    """What joins the next phrase to the one before: where it begins, and whether this is the last of the row."""
    doc = discourse.doc
    start = at
    if at < len(doc) and doc[at].text == ",":
        at += 1
    for joint in _LAST:
        if tuple(token.lower_ for token in doc[at : at + len(joint)]) == joint:
            return at + len(joint), True
    return (at, False) if at > start else None


def _phrase(discourse: Discourse, start: int, stop: int) -> _Phrase | None:
    """The phrase that begins at a token: a person with the title, a post, a group of officials, a state or a body."""
    doc = discourse.doc
    at = start
    while at < min(stop, start + LONGEST_TITLE):
        token = doc[at]
        mention = discourse.mention_at(at)
        if mention is not None and at == mention.start:
            kind = discourse.type(mention.entity)
            if kind == "Person" or not _goes_on(discourse, mention.end):
                root = doc[mention.start : mention.end].root.i
                return _Phrase(start, _tail(discourse, mention.end), root, kind)
            at = mention.end
            continue
        post = discourse.posts.covering(at)
        if post is not None:
            if post.person is not None and post.end > at + 1 and doc[post.end - 1].pos_ == "PROPN":
                return _Phrase(start, _tail(discourse, post.end), post.head, "Person")
            if not _goes_on(discourse, post.end):
                return _Phrase(start, _tail(discourse, post.end), post.head, "Person")
            at = post.end
            continue
        if _is_group(token) and not _goes_on(discourse, at + 1):
            return _Phrase(start, at + 1, at, "Group")
        if token.pos_ not in _NOMINAL and token.lower_ not in _INSIDE:
            return None
        at += 1
    return None


def _is_group(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in words("nouns")["group"]["lemmas"]


def _goes_on(discourse: Discourse, at: int) -> bool:
    """Whether a phrase goes on at a token: what stood before it only modifies."""
    if at >= len(discourse.doc):
        return False
    token = discourse.doc[at]
    return token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} or token.lower_ in {"'s", "’s", "-"} or token.text == "'"


def _tail(discourse: Discourse, at: int) -> int:
    """The end of a phrase with its "of Georgia" and its "(ROK)"."""
    doc = discourse.doc
    if at + 1 < len(doc) and doc[at].lower_ in {"of", "from"}:
        inner = at + 2 if doc[at + 1].lower_ == "the" else at + 1
        mention = discourse.mention_at(inner) if inner < len(doc) else None
        if mention is not None and discourse.type(mention.entity) in {"State", "Organisation"}:
            at = mention.end
    if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")":
        at += 3
    return at
