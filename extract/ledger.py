"""The posts of a document while their bodies are found, and where to find one: by holder, noun, sentence or body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.posts import Post

if TYPE_CHECKING:
    from extract.discourse import Discourse


class Ledger:
    """Posts in the order of the text. Only their bodies change, by `tell`."""

    def __init__(self, discourse: Discourse, posts: Sequence[Post]) -> None:
        self.posts = list(posts)
        self._sentence = [discourse.doc[post.head].sent.start for post in posts]
        self._held: dict[str, list[int]] = defaultdict(list)
        self._headed: dict[int, list[int]] = defaultdict(list)
        self._in: dict[int, list[int]] = defaultdict(list)
        self._holders: dict[tuple[str, str], set[str]] = defaultdict(set)
        for i, post in enumerate(posts):
            if post.person is not None:
                self._held[post.person].append(i)
            self._headed[post.head].append(i)
            self._in[self._sentence[i]].append(i)
            self._note(post)

    def _note(self, post: Post) -> None:
        if post.person is not None and post.body is not None and post.status == "current":
            self._holders[post.office.id, post.body].add(post.person)

    def tell(self, i: int, body: str, *, sure: float) -> None:
        """Sets the body of a post, and how sure it is."""
        self.posts[i] = replace(self.posts[i], body=body, sure=sure)
        self._note(self.posts[i])

    def of(self, person: str | None) -> Iterator[Post]:
        """The posts that a person holds."""
        return (self.posts[i] for i in self._held.get(person or "", ()))

    def headed(self, token: int) -> Iterator[Post]:
        """The posts whose noun a token is; several where several hold it."""
        return (self.posts[i] for i in self._headed.get(token, ()))

    def beside(self, i: int) -> Iterator[Post]:
        """The other posts of a post's sentence, in order."""
        return (self.posts[j] for j in self._in[self._sentence[i]] if j != i)

    def before(self, i: int) -> Iterator[Post]:
        """The posts before one in its sentence, the nearest first."""
        return (self.posts[j] for j in reversed(self._in[self._sentence[i]]) if j < i)

    def after(self, i: int) -> Post | None:
        """The next post in a post's sentence."""
        return next((self.posts[j] for j in self._in[self._sentence[i]] if j > i), None)

    def is_taken(self, office: str, body: str, *, but: str) -> bool:
        """Whether somebody else holds an office of a body now."""
        return bool(self._holders.get((office, body), set()) - {but})
