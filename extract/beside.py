"""The names beside a post: behind it ("Foreign Minister Ada Lind"), before it ("Ada Lind, the foreign minister")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from extract.posts import Post
from graph.offices import find_office, honorific

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.linking import Mention

ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "one", "then"})
_DASHES = frozenset({"-", "–", "—"})
_AND = frozenset({"and", "&"})


def person_at(discourse: Discourse, token: int) -> Mention | None:
    """The person whom a token names."""
    mention = discourse.mention_at(token) if 0 <= token < len(discourse.doc) else None
    return mention if mention is not None and discourse.type(mention.entity) == "Person" else None


def names_beside(discourse: Discourse, post: Post) -> Iterator[Mention]:
    """The names of a post's holders, as far as they stand beside it; several only where it is said of several.

    Args:
        discourse: the document, with its names.
        post: by its wording.
    """
    plural = post.plural
    behind = _behind(discourse, post)
    if behind is not None:
        yield behind
        if plural:
            yield from _further(discourse, behind)
        return
    before = name_before(discourse, post)
    if before is not None and not plural:
        yield before
        return
    after = _after_comma(discourse, post)
    if after is not None:
        more = list(_further(discourse, after)) if plural else []
        if not plural or more:
            yield after
            yield from more


def _behind(discourse: Discourse, post: Post) -> Mention | None:
    """The name right behind a post, past forms of address and further titles."""
    person = person_at(discourse, _past_address(discourse, post.end))
    if person is None or any("\n" in token.text for token in discourse.doc[post.end : person.start]):
        return None
    return person


def _past_address(discourse: Discourse, at: int) -> int:
    doc = discourse.doc
    for _ in range(6):
        if at >= len(doc) or person_at(discourse, at) is not None:
            break
        # A stop ends a sentence, unless it stands behind a short form: "Gen . Lind".
        short = doc[at].text == "." and len(doc[at - 1].text) <= 4
        if honorific(doc[at].text) or short or doc[at].text in {'"', "“"} or doc[at].text.isspace():
            at += 1
            continue
        match = find_office([token.text for token in doc[at : at + 6]], 0)
        if match is None or discourse.mention_at(at) is not None or not doc[at].text[:1].isupper():
            break
        at += match[0]
    return at


def _together(doc: Doc, one: int, other: int) -> bool:
    """Whether nothing but a wrong end of sentence, as after "Gen.", can part two words."""
    if doc[one].sent.start == doc[other].sent.start:
        return True
    return abs(other - one) <= 4 and not any(token.is_space for token in doc[min(one, other) : max(one, other)])


def _after_comma(discourse: Discourse, post: Post) -> Mention | None:
    """ "The foreign minister, Ada Lind, said"."""
    doc = discourse.doc
    if post.end >= len(doc) or doc[post.end].text not in {",", ":", *_DASHES}:
        return None
    person = person_at(discourse, _past_address(discourse, post.end + 1))
    if person is None or not _together(doc, post.head, person.start):
        return None
    if _closes(doc, person.end) or _is_definite(doc, post):
        return person
    return None


def _closes(doc: Doc, end: int) -> bool:
    """Whether a name between commas ends there."""
    if end >= len(doc) or doc[end].text in {",", ".", ")", ";", *_DASHES, '"', "”"}:
        return True
    return doc[end].pos_ in {"VERB", "AUX", "SPACE"}


def _is_definite(doc: Doc, post: Post) -> bool:
    before = doc[post.start - 1].lower_ if post.start else ""
    return before in {"the", "its", "their", "his", "her"} or post.body is not None or post.owner is not None


def _further(discourse: Discourse, first: Mention) -> Iterator[Mention]:
    """The names that follow in a list: "the leaders A, B and C"."""
    doc = discourse.doc
    at, found = _past_brackets(doc, first.end), []
    while at < len(doc) and doc[at].text in {",", *_AND}:
        last = doc[at].text in _AND
        at += 1
        if at < len(doc) and doc[at].text in _AND:
            last, at = True, at + 1
        person = person_at(discourse, _past_address_only(doc, at))
        if person is None:
            return
        found.append(person)
        if last:
            yield from found
            return
        at = _past_brackets(doc, person.end)


def _past_brackets(doc: Doc, at: int) -> int:
    """Past a word or two in brackets: "Ada Lind (Norway)"."""
    closing = next((i for i in range(at + 2, min(at + 5, len(doc))) if doc[i].text == ")"), None)
    return closing + 1 if closing is not None and doc[at].text == "(" else at


def _past_address_only(doc: Doc, at: int) -> int:
    while at < len(doc) and honorific(doc[at].text):
        at += 1
    return at


def name_before(discourse: Discourse, post: Post) -> Mention | None:
    """The name before a post, between commas, brackets or dashes, or with an article alone between them."""
    doc = discourse.doc
    at = post.start - 1
    article = False
    while at >= 0 and doc[at].lower_ in ARTICLES:
        article = True
        at -= 1
    if at < 0:
        return None
    mark = doc[at].text
    if mark not in {",", "(", "–", "—", "-"}:
        person = person_at(discourse, at)
        return person if person is not None and article and _together(doc, person.start, post.head) else None
    person = person_at(discourse, _past_age(discourse, at - 1))
    if person is None or not _together(doc, person.start, post.head):
        return None
    if mark == "," and person_at(discourse, post.end) is not None:
        return None
    return person


def _past_age(discourse: Discourse, at: int) -> int:
    """Back past an age or a home: "Ada Lind, 52, the minister", "Ada Lind of Norway, chair of the council"."""
    doc = discourse.doc
    if at > 1 and doc[at].like_num and doc[at - 1].text == ",":
        return at - 2
    mention = discourse.mention_at(at)
    if mention is not None and discourse.type(mention.entity) in {"State", "Place"}:
        before = mention.start - 1
        while before > 0 and doc[before].lower_ == "the":
            before -= 1
        if before > 0 and doc[before].lower_ in {"of", "from"}:
            return before - 1
    return at
