"""The posts of a document, in the order of the text, and where to find one: by its words or by its holder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extract.posts import Post


class Roster:
    """The posts that a text gives. Looking one up does not go through them all, so that a long text is read as fast.

    Args:
        posts: in the order of the text.
    """

    def __init__(self, posts: Iterable[Post]) -> None:
        self._posts = tuple(posts)
        self.headed = {post.head: post for post in self._posts}
        self._held: dict[str, list[Post]] = defaultdict(list)
        self._near: dict[int, list[Post]] = defaultdict(list)
        for post in self._posts:
            if post.person is not None:
                self._held[post.person].append(post)
            for token in range(post.start, max(post.end, post.head, post.start + 1)):
                self._near[token].append(post)

    def __iter__(self) -> Iterator[Post]:
        return iter(self._posts)

    def of(self, person: str) -> Iterator[Post]:
        """The posts that a person holds, or held."""
        return iter(self._held.get(person, ()))

    def covering(self, token: int) -> Post | None:
        """The first post in whose words, the holder's name among them, a token stands."""
        return next((post for post in self._near.get(token, ()) if post.start <= token < post.end), None)

    def titled(self, token: int) -> Post | None:
        """The first post in whose title, before its noun, a token stands."""
        near = self._near.get(token, ())
        return next((post for post in near if token < max(post.head, post.start + 1)), None)

    def starting(self, token: int) -> Iterator[Post]:
        """The posts whose words start with a token."""
        return (post for post in self._near.get(token, ()) if post.start == token)

    def ending(self, end: int) -> Iterator[Post]:
        """The posts whose words end before a token."""
        return (post for post in self._near.get(end - 1, ()) if post.end == end)
