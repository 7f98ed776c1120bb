"""Who followed whom in a post: "Lind succeeded Dahl", "she took over from Dahl", "Dahl was replaced by Lind"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.frames import verb_frame
from extract.modality import modality_of
from extract.posts import Post

if TYPE_CHECKING:
    from extract.discourse import Discourse

_FOLLOWS = frozenset({"succeed", "replace"})
# What nobody is followed in.
_NO_POST = frozenset({"counterpart", "calling", "rank", "style"})


def with_successions(discourse: Discourse, posts: list[Post]) -> list[Post]:
    """The posts, and those that somebody held before, or holds after, a person who is said to have followed.

    Args:
        discourse: the document, in which pronouns can be resolved.
        posts: its posts in order, with their holders.
    """
    out = list(posts)
    for verb in discourse.doc:
        if verb.pos_ == "VERB" and (verb.lemma_ in _FOLLOWS or _takes_over(verb)):
            out.extend(_followed(discourse, verb, out))
    return sorted(out, key=lambda post: (post.start, post.end))


def _takes_over(verb: Token) -> bool:
    return verb.lemma_ == "take" and any(child.lower_ == "over" for child in verb.children)


def _followed(discourse: Discourse, verb: Token, posts: list[Post]) -> Iterator[Post]:
    """The post that only one of two persons is known to hold, for the other."""
    frame = verb_frame(verb)
    old = _one(discourse, frame.get("from" if verb.lemma_ == "take" else "object", []))
    new = _one(discourse, frame.get("subject", []) + frame.get("by", []))
    if old is None or new is None or old == new:
        return
    known = [post for post in posts if post.person in {old, new} and post.office.level not in _NO_POST]
    if not known:
        return
    # The post that the text speaks of: the last one named before the verb, else the first one after it.
    before = [post for post in known if post.start < verb.i]
    now = [post for post in before if post.person == new and post.status != "former"]
    model = (now or before or known[:1])[-1]
    modality = modality_of(verb)
    other = old if model.person == new else new
    if any(post.person == other and post.office.id == model.office.id for post in posts):
        return
    post = replace(model, person=other, start=verb.i, end=verb.i + 1, head=verb.i, owner=None, since=None, until=None)
    if other == old:
        yield replace(post, status="former" if modality == "actual" else "current", modality="actual")
    else:
        ahead = modality != "actual"
        yield replace(post, status="designate" if ahead else "current", modality=modality)


def _one(discourse: Discourse, tokens: list[Token]) -> str | None:
    """The one person whom some words stand for."""
    people = [e for e in discourse.all_refs(tokens) if discourse.type(e) == "Person"]
    return people[0] if len(people) == 1 else None
