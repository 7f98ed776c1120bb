"""Counterparts: who holds the same post of another state as somebody named before."""

from __future__ import annotations

from dataclasses import replace

from extract.posts import Post

# What nobody has a counterpart in.
_NO_MODEL = frozenset({"counterpart", "military", "other", "spokesperson", "calling", "rank", "style"})


def with_counterparts(posts: list[Post]) -> list[Post]:
    """ "Prime Minister Ada Lind and her Danish counterpart Bo Dahl": he is a prime minister too.

    The post meant is the last one before with a holder; where there is none, whose counterpart he is stays open.
    """
    out = list(posts)
    for i, post in enumerate(posts):
        if post.office.level != "counterpart" or post.person is None:
            continue
        known = (other for other in reversed(out[:i]) if other.person not in {None, post.person})
        model = next((other for other in known if other.office.level not in _NO_MODEL), None)
        if model is not None:
            out[i] = replace(post, office=model.office, title=model.title)
    return out
