"""Every post that a document tells, once its pronouns and descriptions can be resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.appointments import with_appointments
from extract.bodies import with_bodies
from extract.leading import verbal_posts
from extract.posts import Post
from extract.successions import with_successions

if TYPE_CHECKING:
    from extract.discourse import Discourse


def told_posts(discourse: Discourse, posts: list[Post]) -> list[Post]:
    """The posts with all that the document tells of their holders and bodies, and those that only a verb says.

    Args:
        discourse: the document, in which pronouns can be resolved.
        posts: by their wording, with the holders beside them.
    """
    held = [*with_appointments(discourse, posts), *verbal_posts(discourse)]
    return with_successions(discourse, with_bodies(discourse, sorted(held, key=lambda post: (post.start, post.end))))
