"""What pronouns and descriptions refer to inside one document: "he", "the minister", "both countries", "the Alliance".

A small ranking, not a model: the nearest fitting entity, subjects before others, the sentence itself before the one
before it. Where nothing fits well, the answer is empty; a wrong person in a graph is worse than none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.entity_types import AGENTS, STATELIKE
from extract.mentioned import REACH, Mentioned
from extract.pronouns import HE, THEY, pronoun, quoted

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.posts import Post

_PEOPLE = frozenset(
    "leader president minister official man woman diplomat negotiator premier king counterpart chancellor envoy chief "
    "head statesman politician pair two".split()
)
_COUNTRIES = frozenset("country nation state kingdom republic government neighbour neighbor island".split())
_SIDES = frozenset(
    "side party country nation state government capital neighbour neighbor people delegation rival".split()
)
_BODIES = frozenset(
    "alliance association bloc body community council group grouping league organisation organization union".split()
)
# Offices of a kind that a plain word may stand for: "the Georgian leader" is whoever heads the state.
_HEADS = frozenset({"head_of_state", "head_of_government", "royal", "secretary_general"})
_KINDS = {
    "leader": _HEADS,
    "head": _HEADS,
    "chief": _HEADS,
    "premier": frozenset({"head_of_government"}),
    "minister": frozenset({"minister", "deputy_minister"}),
    "secretary": frozenset({"minister", "secretary_general"}),
    "diplomat": frozenset({"minister", "deputy_minister", "ambassador", "envoy"}),
    "envoy": frozenset({"envoy", "ambassador"}),
    "ambassador": frozenset({"ambassador"}),
    "king": frozenset({"royal", "head_of_state"}),
}
# Those who go together: "the delegation", "the officials" are the persons named in one row before.
_GROUPS = frozenset({"delegation", "official", "pair", "trio"})
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their"})


class Memory:
    """What the words of a document refer back to."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.mentioned = Mentioned(discourse)

    def walk(self) -> None:
        """Resolves pronouns and unnamed posts in their order, so that each is remembered by those behind it."""
        for token in self.discourse.doc:
            post = self.discourse.posts.headed.get(token.i)
            unnamed = post is not None and post.person is None
            refers = unnamed or token.lower_ in HE | THEY or token.lemma_.lower() in _GROUPS
            if refers and self.discourse.mention_at(token.i) is None:
                for entity in self.discourse.refs(token, conjuncts=False):
                    self.mentioned.add(token, entity)

    def sentence_of(self, token: Token) -> int:
        """The number of the sentence that a token stands in."""
        return self.mentioned.sentence_of(token)

    def pronoun(self, token: Token) -> tuple[str, ...]:
        """The entities that a pronoun refers to."""
        return pronoun(self.discourse, self.mentioned, token)

    def last(self, token: Token, types: frozenset[str]) -> tuple[str, ...]:
        """The last entity of some types before a word, in its sentence or those shortly before."""
        return self.mentioned.best(token, types)

    def pair(self, token: Token) -> tuple[str, ...]:
        """The two that "both", "the two leaders", "the two countries" speak of."""
        lemma = token.lemma_.lower()
        types: frozenset[str] = frozenset()
        if lemma in _PEOPLE:
            types = frozenset({"Person"})
        elif lemma in _SIDES:
            types = frozenset({"State"}) if lemma in _COUNTRIES else STATELIKE
        if not types:
            return self.mentioned.row(token, AGENTS)
        if "Person" not in types and (main := self.mentioned.main_pair()):
            return main
        together = self.mentioned.row(token, types)
        if len(together) == 2:
            return together
        found = self.mentioned.couple(token, types, reach=2 * REACH)
        if found or "Person" in types:
            return found
        people = self.mentioned.couple(token, {"Person"}, reach=2 * REACH)
        states = tuple(dict.fromkeys(state for one in people for state in self.discourse.states_of(one)))
        return states if len(states) == 2 else ()

    def holder(self, post: Post, token: Token) -> tuple[str, ...]:
        """The person who holds a post that is named without its holder; else the state or body."""
        if post.person is not None:
            return (post.person,)
        if _is_pair(token):
            return self.pair(token)
        body = (post.body,) if post.body else ()
        if token.tag_ in {"NNS", "NNPS"}:
            # "the Canadian and British ambassadors"
            owners = tuple(one for one in self.discourse.owners(token) if self.discourse.type(one) in STATELIKE)
            if owners or body or not any(child.lower_ == "the" for child in token.children):
                return owners or body
            # "The Ministers signed", of the ministers of two states that were named.
            held = [other for other in self._holders(post, token) if other.start < post.start]
            sides = {other.body: other.person for other in held if other.person and other.body}
            return tuple(sides.values()) if len(sides) == 2 else ()
        if not body and not any(child.lower_ in _DEFINITE for child in token.children):
            return body
        held = self._holders(post, token)
        before = [other for other in held if other.start < post.start]
        if not before:
            return (held[0].person,) if held and held[0].person and body else body
        near = self.mentioned.best(token, {"Person"}, among=(other.person for other in before if other.person))
        if near:
            return near
        last = before[-1].person
        return (last,) if last else body

    def _holders(self, post: Post, token: Token) -> list[Post]:
        """The posts, with their holders, that a post named without one may be: the same, or one of its kind."""
        word = token.lemma_.lower()
        said = post.title.lower().split()
        plain = said[-1] in {word, token.lower_} and len(said) < 3
        return [
            other
            for other in self.discourse.posts
            if other.person is not None
            and (post.body is None or other.body == post.body)
            and post.status in {"current", other.status}
            and (other.office.id == post.office.id or (plain and _same_kind(word, other)))
        ]

    def description(self, token: Token) -> tuple[str, ...]:
        """What "the country", "the government", "the two sides" speak of."""
        if _is_pair(token):
            return self.pair(token)
        lemma = token.lemma_.lower()
        definite = any(child.lower_ in {"the", "this"} for child in token.children)
        if not definite:
            return ()
        if lemma in _GROUPS:
            return self._delegation(token)
        if token.tag_ not in {"NN", "NNP"}:
            return ()
        if lemma == "government" and (speaker := quoted(self.discourse, token)):
            states = self.discourse.states_of(speaker)
            return states[:1] or self.mentioned.best(token, {"State"})
        if lemma in _BODIES:
            return self._body(token, lemma)
        return self.mentioned.best(token, {"State"}) if lemma in _COUNTRIES else ()

    def _delegation(self, token: Token) -> tuple[str, ...]:
        """The state whose delegation was spoken of before, or the persons of the last row of subjects."""
        for other in reversed(token.doc[: token.i]):
            if other.lemma_ == token.lemma_ and (owners := self.discourse.owners(other)):
                return tuple(one for one in owners if self.discourse.type(one) in STATELIKE)
        return self.mentioned.acting_row(token)

    def _body(self, token: Token, lemma: str) -> tuple[str, ...]:
        """The body that "the bloc", "the organisation" speaks of: one with the word in its name, else the last one."""
        drafts = self.discourse.register.drafts
        for seen in reversed(self.mentioned.before(token, {"Organisation"}, len(token.doc))):
            if any(lemma in name.lower().split() for name in drafts[seen.entity].names):
                return (seen.entity,)
        return self.mentioned.best(token, {"Organisation"})


def _same_kind(word: str, post: Post) -> bool:
    """Whether "the minister" or "the leader" may be said of the holder of a post."""
    return word in post.title.lower().split() or post.office.level in _KINDS.get(word, frozenset())


def _is_pair(token: Token) -> bool:
    """Whether a phrase means two that were named: "both sides", "the two ministers"; not just any two."""
    words = {child.lower_ for child in token.children if child.dep_ in {"nummod", "det", "amod", "nmod:poss", "predet"}}
    return "both" in words or ("two" in words and bool(words & _DEFINITE | words & {"these", "those"}))
