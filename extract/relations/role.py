"""Roles: who holds, held or will hold which post."""

from __future__ import annotations

from collections.abc import Iterator

from extract.discourse import Discourse
from extract.posts import Post
from graph.facts import Role

# A title of so few letters abbreviates another, unless it is a word of it: "Amb", "PM"; but "King".
_SHORT = 4
# How many words away in its sentence a holder's name counts as evidence.
_NEAR = 25
# What somebody is rather than holds: a rank, a style, a profession.
_CALLINGS = frozenset({"rank", "style", "calling"})


def find_roles(discourse: Discourse) -> Iterator[Role]:
    """The posts whose holders the text names, one fact for a person, office, body and status."""
    for post in discourse.posts:
        if post.person is None or not _counts(post):
            continue
        for to in post.to or (None,):
            yield Role(
                person=post.person,
                title=_title(post),
                body=post.body,
                to=to if to != post.body else None,
                status=post.status,
                start=post.since,
                end=post.until,
                modality=post.modality,
                evidence=(_span(discourse, post),),
                confidence=post.sure,
            )


def _counts(post: Post) -> bool:
    """Whether a post is one: a rank or a calling is none unless its own words tell whose ("a Russian general")."""
    if post.office.level == "counterpart":
        return False
    return post.office.level not in _CALLINGS or (post.body is not None and post.sure == 1.0)


def _title(post: Post) -> str:
    """The post as the text words it; the preferred label where the text abbreviates, or words it for several."""
    short = len(post.title) <= _SHORT and post.title.lower() not in post.office.label.lower().split()
    return post.office.label if short or post.plural else post.title


def _span(discourse: Discourse, post: Post) -> tuple[int, int]:
    doc = discourse.doc
    start, end = post.start, post.end
    sent = doc[post.head].sent
    for at in range(max(sent.start, post.head - _NEAR), min(sent.end, post.head + _NEAR)):
        mention = discourse.mention_at(at)
        if mention is not None and mention.entity == post.person:
            start, end = min(start, mention.start), max(end, mention.end)
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
