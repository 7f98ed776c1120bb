"""Which state a text is most likely to mean where it says "the president" and names several.

A small sum of what speaks for each state that the text names. The weights are rounded from a fit to documents with
known facts; right in about seven of ten cases where a person would have to think as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.datelines import dateline_tokens
from extract.home import home_of
from extract.posts import Post
from extract.subjects import NOMINAL, case_of

if TYPE_CHECKING:
    from extract.discourse import Discourse

# What each sign is worth.
_HOME = 2.5  # a government published the text, and it is this one's
_OWN = 2.0  # the share of the state among all that do or own something
_HOST = 2.0  # the sentence begins with a place in it: "In Norway, they met the president"
_THERE = 0.75  # the last place before the post that somebody was in or went to
_NEAREST = 1.0  # the last one before the post in its sentence
_BEFORE = 1.0
_BEHIND = 1.0
_ORGANS = 1.0  # the share of the state's agencies and seats among all
_FIRST = 0.5  # named before all others
_OTHER_SIDE = -4.0  # its leader is the other side in the same sentence
_ABROAD = -4.0  # they travel there, or are received there
# A repeated mention of the person says less than the first.
_AGAIN = 0.5
# How many words back a place may lie.
_REACH = 50
# The lead over the second that makes an answer; below it the text is taken not to tell.
_LEAD = 0.3
# What an answer must be worth by itself: to be named first, or only spoken of, is no sign.
_LEAST = 1.0
# Who does these, or to whom the last are done, is where he does not belong.
_TRAVEL = frozenset("arrive come depart fly go head land leave return tour travel visit".split())
_RECEIVE = frozenset("greet host receive welcome".split())


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    state: str
    acts: bool
    located: bool


class Salience:
    """The states of a document and how they stand in it."""

    def __init__(self, discourse: Discourse) -> None:
        self._doc = discourse.doc
        found = sorted(_named(discourse), key=lambda named: named.start)
        self.states = tuple(dict.fromkeys(named.state for named in found))
        """The states that the document names, in order."""
        self._in: dict[int, list[_Named]] = defaultdict(list)
        for named in found:
            self._in[discourse.doc[named.start].sent.start].append(named)
        self._located = [named for named in found if named.located]
        acting = Counter(named.state for named in found if named.acts)
        self._share = {state: count / acting.total() for state, count in acting.items()}
        self._home = home_of(discourse.document, discourse.gazetteer)
        organs = Counter(_organs(discourse))
        self._organs = {state: count / organs.total() for state, count in organs.items()}

    def likely(self, posts: Sequence[Post], among: Collection[str], others: Collection[Post] = ()) -> str | None:
        """The state whose post it most likely is; `None` where none leads.

        Args:
            posts: one person's mentions with one office.
            among: the states that may have it.
            others: posts of other persons in a sentence of theirs, with known bodies.
        """
        if not among or self._speaks_of_home():
            return None
        scores: dict[str, float] = defaultdict(float)
        first = next((state for state in self.states if state in among), None)
        for state in among:
            scores[state] = (
                _OWN * self._share.get(state, 0.0) + _HOME * (state == self._home) + _FIRST * (state == first)
            )
            scores[state] += max(
                (_AGAIN if i else 1.0) * self._near(post, state, among) for i, post in enumerate(posts)
            )
            if any(state in self._abroad(post) for post in posts):
                scores[state] += _ABROAD
            if any(self._faces(post, other) for post in posts for other in others if other.body == state):
                scores[state] += _OTHER_SIDE
        ranked = sorted(scores, key=lambda state: (-scores[state], state))
        if scores[ranked[0]] < _LEAST:
            return None
        if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _LEAD:
            return None
        return ranked[0]

    def _speaks_of_home(self) -> bool:
        """Whether a government speaks of its own without its name: then the text itself does not tell the state."""
        return self._home is not None and self._home not in self.states

    def _near(self, post: Post, state: str, among: Collection[str]) -> float:
        sentence = self._doc[post.head].sent
        inside = [named for named in self._in.get(sentence.start, ()) if named.state in among]
        before = [named.state for named in inside if named.start < post.start]
        behind = [named.state for named in inside if named.start >= post.end]
        nearest = bool(before) and before[-1] == state
        there = self._there(post.start) == state
        host = any(
            named.state == state and named.start <= sentence.start + 3 and self._doc[named.start - 1].lower_ == "in"
            for named in inside
            if sentence.start < named.start < post.start
        )
        return (
            _BEFORE * (state in before)
            + _NEAREST * nearest
            + _BEHIND * (state in behind)
            + _HOST * host
            + _THERE * there
        )

    def _there(self, at: int) -> str | None:
        """The state of the last place that something was said to be in, or to go to, shortly before a word."""
        last = bisect_left(self._located, at, key=lambda named: named.start) - 1
        near = last >= 0 and at - self._located[last].start < _REACH
        return self._located[last].state if near else None

    def _abroad(self, post: Post) -> frozenset[str]:
        """The states to which the holder of a post is said to travel, or in which to be received, by its own verb."""
        head = self._doc[post.head]
        while head.dep_ in {"nmod:desc", "flat", "appos", "compound"}:
            head = head.head
        verb = head.head
        travels = verb.lemma_ in _TRAVEL and head.dep_.startswith("nsubj")
        if not travels and not (verb.lemma_ in _RECEIVE and head.dep_ in {"nsubj:pass", "obj"}):
            return frozenset()
        behind = (named for named in self._in.get(verb.sent.start, ()) if named.start > max(verb.i, post.start))
        return frozenset(named.state for named in behind)

    def _faces(self, post: Post, other: Post) -> bool:
        """Whether two posts of a sentence are two sides, and no list of one."""
        first, second = sorted((post, other), key=lambda each: each.start)
        if self._doc[first.head].sent.start != self._doc[second.head].sent.start:
            return False
        return any(token.pos_ in {"VERB", "AUX", "ADP"} for token in self._doc[first.end : second.start])


def _organs(discourse: Discourse) -> Iterator[str]:
    """The states of the agencies, seats of government and telling offices that a document names."""
    for mention in discourse.mentions:
        country = discourse.register.drafts[mention.entity].country
        seat = discourse.gazetteer.kind(mention.entity) == "venue"
        if (
            country is not None
            and country.startswith("state/")
            and (seat or discourse.type(mention.entity) == "Organisation")
        ):
            yield country
    for post in discourse.posts:
        if post.office.body is not None and post.office.body.startswith("state/"):
            yield post.office.body


def _named(discourse: Discourse) -> list[_Named]:
    found = []
    datelines = dateline_tokens(discourse.doc)
    for mention in discourse.mentions:
        if mention.start in datelines:
            continue
        kind = discourse.type(mention.entity)
        state: str | None = mention.entity
        if kind == "Place":
            state = discourse.register.drafts[mention.entity].country
        if state is None or kind not in {"State", "Place"} or not state.startswith("state/"):
            continue
        if discourse.gazetteer.entity(state) is None:
            continue
        root = discourse.doc[mention.start : mention.end].root
        owns = root.dep_ in {"nmod:poss", "amod", "compound"} and root.head.pos_ in NOMINAL
        acts = kind == "State" and (owns or root.dep_.startswith("nsubj"))
        found.append(_Named(mention.start, state, acts, case_of(root) in {"in", "to", "at", "into"}))
    return found
