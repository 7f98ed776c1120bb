"""Counterparts and predecessors: who holds the same post of another state, or held it before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.posts import Post
from extract.speakers import meant_turn

if TYPE_CHECKING:
    from extract.discourse import Discourse

# What nobody has a counterpart in.
_NO_MODEL = frozenset({"counterpart", "military", "other", "spokesperson", "calling", "rank", "style"})


def with_counterparts(discourse: Discourse, posts: list[Post]) -> list[Post]:
    """ "Prime Minister Ada Lind and her Danish counterpart Bo Dahl": he is a prime minister too.

    The post meant is the owner's, else the last one before with a holder; where there is none, it stays open.

    Args:
        discourse: the document, in which pronouns can be resolved.
        posts: its posts, with their holders.
    """
    out = list(posts)
    for i, post in enumerate(posts):
        if post.office.level != "counterpart" or post.person is None:
            continue
        owners = () if post.owner is None else _owners(discourse, discourse.doc[post.owner])
        others = [other for other in reversed(out[:i]) if other.person not in {None, post.person}]
        models = [other for other in others if other.office.level not in _NO_MODEL]
        own = [other for other in models if other.person in owners]
        model = next((other for other in own if other.status != "former"), next(iter([*own, *models]), None))
        if model is not None:
            # Whose counterpart he is says whose post it is not.
            owner = post.owner if post.office.id == "office/predecessor" else None
            out[i] = replace(post, office=model.office, title=model.title, owner=owner)
    return out


def _owners(discourse: Discourse, token: Token) -> tuple[str, ...]:
    turn = meant_turn(discourse, token)
    if turn is not None:
        return (turn.speaker,) if turn.speaker else ()
    return discourse.refs(token, conjuncts=False)
