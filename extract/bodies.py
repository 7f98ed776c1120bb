"""Whose post it is, where its own words do not tell: by what the document says elsewhere.

An ordered inference. Each step answers for the posts that it can tell and leaves the rest to the next; what the words
of a post say is never overruled. The confidence of an answer is how often its step was right on annotated documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extract.beside import person_at
from extract.counterparts import with_counterparts
from extract.entity_types import STATELIKE
from extract.ledger import Ledger
from extract.national import is_national, is_organisational
from extract.posts import Post, vocabulary
from extract.salience import Salience
from extract.speakers import meant_turn
from graph.governments import may_have

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.linking import Mention

# Of these a state has one at a time: two persons with one such office are of two states.
_SINGLE = frozenset({"head_of_state", "head_of_government", "royal"})
_SINGLE_OFFICES = frozenset({"office/foreign-minister", "office/defence-minister", "office/vice-president"})
# How many words before a sentence an organisation may be named whose post it is about.
_NEAR = 60
# A body that is named at least so often is what a text is about.
_OFTEN = 3
# How many words before a noun the body may be named that it describes.
_REACH = 400
_LISTED = frozenset({",", "and", ";", "&", "the", "with", "as", "well", "his", "her", "both", "also", "(", ")"})

Step = Callable[["_Bodies", int, Post], "str | None"]


def with_bodies(discourse: Discourse, posts: list[Post]) -> list[Post]:
    """The posts with the bodies that the document lets a reader tell.

    Args:
        discourse: the document, in which pronouns and descriptions can be resolved.
        posts: its posts, with their holders.
    """
    bodies = _Bodies(discourse, with_counterparts(discourse, posts))
    for step, right in _STEPS:
        for i, post in enumerate(bodies.ledger.posts):
            body = step(bodies, i, post) if post.body is None else None
            if body is not None:
                bodies.ledger.tell(i, body, sure=right)
    return bodies.ledger.posts


class _Bodies:
    """The steps, over one document."""

    def __init__(self, discourse: Discourse, posts: list[Post]) -> None:
        self.discourse = discourse
        self.ledger = Ledger(discourse, posts)
        self.salience = Salience(discourse)
        self._named: dict[str, list[Mention]] = defaultdict(list)
        for mention in discourse.mentions:
            self._named[mention.entity].append(mention)
        bodies = [entity for entity in self._named if discourse.type(entity) == "Organisation"]
        often = max(bodies, key=lambda entity: len(self._named[entity]), default=None)
        self._main_body = often if often is not None and len(self._named[often]) >= _OFTEN else None

    def owner(self, i: int, post: Post) -> str | None:
        """The body of its owner: "his" spokesman, aide to the "president", head of the "agency"."""
        if post.owner is None:
            return None
        discourse = self.discourse
        token = discourse.doc[post.owner]
        turn = meant_turn(discourse, token)
        if turn is not None:
            return turn.body or (self._of_person(turn.speaker) if turn.speaker else None)
        inner = next((other for other in self.ledger.headed(token.i) if other.head != post.head), None)
        if inner is not None:
            return inner.body or (self._of_person(inner.person) if inner.person else self._state(i, inner))
        for entity in discourse.refs(token, conjuncts=False):
            if discourse.type(entity) in STATELIKE:
                return entity
            if discourse.type(entity) == "Person" and entity != post.person:
                return self._of_person(entity)
        return self._described(token.i)

    def _of_person(self, person: str) -> str | None:
        return next((other.body for other in self.ledger.of(person) if other.body), None)

    def _described(self, noun: int) -> str | None:
        """The last body before a noun that describes it: "the museum", "the agency", "the department"."""
        discourse = self.discourse
        lemma = discourse.doc[noun].lemma_.lower()
        if lemma not in vocabulary("body"):
            return None
        for mention in reversed(list(self._mentions(max(0, noun - _REACH), noun))):
            names = discourse.register.drafts[mention.entity].names
            if discourse.type(mention.entity) == "Organisation" and any(lemma in n.lower().split() for n in names):
                return mention.entity
        return None

    def same_office(self, i: int, post: Post) -> str | None:
        """What the same person's same post says elsewhere."""
        others = (other for other in self.ledger.of(post.person) if other.office.id == post.office.id)
        return next((other.body for other in others if other.body), None)

    def same_person(self, i: int, post: Post) -> str | None:
        """The state of the same person's other post."""
        if not is_national(post) and post.office.level != "military":
            return None
        bodies = (other.body for other in self.ledger.of(post.person) if other.body)
        return next((body for body in bodies if self.discourse.type(body) == "State"), None)

    def listed(self, i: int, post: Post) -> str | None:
        """The state before the first of a list: "Turkish President A and Foreign Minister B"."""
        if not is_national(post):
            return None
        for other in self.ledger.before(i):
            if not self._is_list(other, post):
                return None
            if other.body is not None:
                before = any(mention.entity == other.body for mention in self._mentions(other.start, other.head))
                single = other.office.id == post.office.id and other.person != post.person
                is_state = self.discourse.type(other.body) == "State"
                return other.body if before and is_state and not single and other.end < post.start else None
        return None

    def trailing(self, i: int, post: Post) -> str | None:
        """The state behind the last of a list: "President A and Foreign Minister B of Colombia"."""
        other = self.ledger.after(i) if is_national(post) else None
        if other is None or other.body is None or self.discourse.type(other.body) != "State":
            return None
        if other.office.id == post.office.id or other.person == post.person or not self._is_list(post, other):
            return None
        behind = any(mention.entity == other.body for mention in self._mentions(other.head, other.end))
        return other.body if behind else None

    def _mentions(self, start: int, end: int) -> Iterator[Mention]:
        for at in range(start, end):
            mention = self.discourse.mention_at(at)
            if mention is not None:
                yield mention

    def _is_list(self, first: Post, second: Post) -> bool:
        """Whether only marks, "and" and persons stand between two posts of a sentence."""
        between = self.discourse.doc[first.end : second.start]
        listed = all(token.lower_ in _LISTED or person_at(self.discourse, token.i) for token in between)
        return listed and any(token.text in {",", "and", ";"} for token in between)

    def home(self, i: int, post: Post) -> str | None:
        """The state that stands behind the person's name anywhere: "Ada Lind (Norway)", "Ada Lind of Norway"."""
        if not is_national(post):
            return None
        doc = self.discourse.doc
        for mention in self._named.get(post.person or "", ()):
            if mention.end + 1 >= len(doc) or doc[mention.end].text not in {"(", "of"}:
                continue
            inside = next(self._mentions(mention.end + 1, min(mention.end + 3, len(doc))), None)
            if inside is not None and self.discourse.type(inside.entity) == "State":
                return inside.entity
        return None

    def organisation(self, i: int, post: Post) -> str | None:
        """The last organisation before a post that only organisations have."""
        if post.person is None or not is_organisational(post):
            return None
        sentence = self.discourse.doc[post.head].sent
        near = self._mentions(max(0, sentence.start - _NEAR), post.start)
        bodies = [mention.entity for mention in near if self.discourse.type(mention.entity) == "Organisation"]
        last = bodies[-1] if bodies else self._main_body
        if last is not None and post.office.level == "secretary_general":
            parent = self.discourse.gazetteer.parent(last)
            return self.discourse.register.known(parent) if parent else last
        return last

    def local(self, i: int, post: Post) -> str | None:
        """The last place before a post that parts of a state have: "in Wales they met the First Minister"."""
        if post.office.id not in {"office/first-minister", "office/chief-minister", "office/mayor"}:
            return None
        sentence = self.discourse.doc[post.head].sent
        places = [m for m in self._mentions(sentence.start, post.start) if self.discourse.type(m.entity) == "Place"]
        return places[-1].entity if places else None

    def office(self, i: int, post: Post) -> str | None:
        """The body that the office alone tells: Secretary of State, Taoiseach."""
        body = post.office.body
        return self.discourse.register.known(body) if body and self.discourse.gazetteer.entity(body) else None

    def likely(self, i: int, post: Post) -> str | None:
        """The state whose affairs the text is about, near the post."""
        if post.person is None or not is_national(post):
            return None
        if post.owner is not None and not self._is_state_itself(post):
            return self._organ(i, post)
        return self._state(i, post)

    def _state(self, i: int, post: Post) -> str | None:
        same = [other for other in self.ledger.of(post.person) if other.office.id == post.office.id]
        others = [other for other in self.ledger.beside(i) if other.person not in {None, post.person} and other.body]
        among = [state for state in self.salience.states if self._may_be(post, state)]
        state = self.salience.likely(same or [post], among, others)
        return self.discourse.register.known(state) if state else None

    def _is_state_itself(self, post: Post) -> bool:
        """Whether a post is owned by what stands for a state: its government, its people."""
        token = self.discourse.doc[post.owner or 0]
        return token.lemma_.lower() in {"government", "cabinet", "country", "state"} or token.pos_ == "PRON"

    def _organ(self, i: int, post: Post) -> str | None:
        """The organ inside a title, of the state that the text is about: the army of an "army spokesman"."""
        token = self.discourse.doc[post.owner or 0]
        if token.lemma_.lower() not in vocabulary("organ") or not post.start <= token.i < post.head:
            return None
        state = self._state(i, post)
        entity = self.discourse.gazetteer.entity(state) if state else None
        if entity is None:
            return None
        organ = token.text if token.is_title else token.text.lower()
        names = [f"{name} {organ}" for name in entity.names if len(name.split()) < 3 and not name.isupper()]
        return self.discourse.register.minted("Organisation", *names, country=state)

    def _may_be(self, post: Post, state: str) -> bool:
        if state in post.to or not may_have(state, post.office):
            return False
        single = post.office.level in _SINGLE or post.office.id in _SINGLE_OFFICES
        current = single and post.status == "current"
        return not (current and self.ledger.is_taken(post.office.id, state, but=post.person or ""))


# The steps, the surest first, with how often each was right.
_STEPS: tuple[tuple[Step, float], ...] = (
    (_Bodies.office, 0.9),
    (_Bodies.owner, 0.9),
    (_Bodies.same_office, 0.95),
    (_Bodies.home, 0.95),
    (_Bodies.listed, 0.86),
    (_Bodies.trailing, 0.87),
    (_Bodies.same_office, 0.9),
    (_Bodies.same_person, 0.85),
    (_Bodies.local, 0.8),
    (_Bodies.organisation, 0.71),
    (_Bodies.likely, 0.7),
    (_Bodies.owner, 0.7),
    (_Bodies.same_office, 0.7),
)
