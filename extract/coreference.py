"""What pronouns and descriptions refer to inside one document: "he", "its", "the minister", "both countries", "we".

A small ranking, not a model: the nearest fitting entity, subjects before others, the sentence itself before the one
before it. Where nothing fits well, the answer is empty; a wrong person in a graph is worse than none.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.frames import surface_subject

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.posts import Post

_HE = frozenset("he him his himself she her hers herself".split())
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their theirs themselves both".split())
_WE = frozenset("we us our ours ourselves".split())
_I = frozenset("i me my mine myself".split())
_RELATIVE = frozenset("who whom whose which that where".split())
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
_SPEECH = frozenset(
    "say tell add state declare announce note stress explain reply write call warn insist argue remark".split()
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
# How many sentences back a pronoun may look.
_REACH = 3


@dataclass(frozen=True, slots=True)
class _Seen:
    token: int
    entity: str
    type: str
    sent: int
    subject: bool
    group: int
    modifier: bool = False


class Memory:
    """The entities of a document in the order they were mentioned, and what later words refer back to."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self._sents = {sent.start: i for i, sent in enumerate(discourse.doc.sents)}
        doc = discourse.doc
        self._seen = sorted(
            (self._entry(doc[mention.start : mention.end].root, mention.entity) for mention in discourse.mentions),
            key=_place,
        )
        states = Counter(seen.entity for seen in self._seen if seen.type == "State")
        self.main_state = max(states, key=lambda entity: (states[entity], entity)) if states else None

    def walk(self) -> None:
        """Resolves pronouns and unnamed posts in their order, so that each is remembered by those behind it."""
        for token in self.discourse.doc:
            post = self.discourse.post_at.get(token.i)
            unnamed = post is not None and post.person is None
            if not unnamed and token.lower_ not in _HE | _THEY and token.lemma_.lower() not in _GROUPS:
                continue
            if self.discourse.mention_at(token.i) is not None:
                continue
            for entity in self.discourse.refs(token, conjuncts=False):
                insort(self._seen, self._entry(token, entity), key=_place)

    def _entry(self, token: Token, entity: str) -> _Seen:
        first = token
        while first.dep_ == "conj" and first.head.i != first.i:
            first = first.head
        kind = self.discourse.type(entity)
        return _Seen(
            token=token.i,
            entity=entity,
            type=kind,
            sent=self.sentence_of(token),
            subject=first.dep_.startswith("nsubj")
            or (first.dep_ == "nmod:poss" and first.head.dep_.startswith("nsubj")),
            group=first.i,
            modifier=kind == "Person" and token.dep_ in {"nmod:poss", "compound", "nmod"},
        )

    def sentence_of(self, token: Token) -> int:
        """The number of the sentence that a token stands in."""
        return self._sents.get(token.sent.start, 0)

    # --- pronouns -------------------------------------------------------------------------------------------------

    def pronoun(self, token: Token) -> tuple[str, ...]:
        """The entities that a pronoun refers to."""
        word = token.lower_
        if word in _RELATIVE and token.tag_ in {"WP", "WDT", "WP$", "WRB"}:
            return self._antecedent(token)
        if word in _HE:
            return self._owner(token, {"Person"}) or self._best(token, {"Person"})
        if word in _IT:
            return self._best(token, {"State", "Organisation"})
        if word in _THEY:
            return self._several(token)
        if word in _WE or word in _I:
            return self._speaker(token, plural=word in _WE)
        return ()

    def last(self, token: Token, types: frozenset[str]) -> tuple[str, ...]:
        """The last entity of some types before a word, in its sentence or those shortly before."""
        return self._best(token, set(types))

    def _antecedent(self, token: Token) -> tuple[str, ...]:
        above = token
        for _ in range(6):
            if above.dep_ == "acl:relcl":
                found = self.discourse.refs(above.head) if above.head.i != token.i else ()
                return found or self._names_before(token)
            if above.head.i == above.i:
                break
            above = above.head
        return self._names_before(token)

    def _names_before(self, token: Token) -> tuple[str, ...]:
        """The names that end right before a relative pronoun: "Romania and Bulgaria, which joined …"."""
        doc = self.discourse.doc
        at = token.i - 1
        if at > 0 and doc[at].text == ",":
            at -= 1
        found: list[str] = []
        kind = ""
        while at >= token.sent.start:
            mention = self.discourse.mention_at(at)
            if mention is not None and (not kind or self.discourse.type(mention.entity) == kind):
                kind = self.discourse.type(mention.entity)
                found.append(mention.entity)
                at = mention.start - 1
            elif found and doc[at].lower_ in {",", "and", "&"}:
                at -= 1
            else:
                break
        who = token.lower_ in {"who", "whom"}
        return tuple(reversed(found)) if found and (kind == "Person") == who else ()

    def _owner(self, token: Token, types: set[str]) -> tuple[str, ...]:
        """The subject of the clause that a possessive stands in: "in his speech, Ann …", "Ann met Bo on her visit"."""
        if token.dep_ != "nmod:poss":
            return ()
        above = token.head
        for _ in range(5):
            if above.pos_ in {"VERB", "AUX"}:
                break
            if above.dep_.startswith("nsubj") or above.head.i == above.i:
                return ()
            above = above.head
        agents = [child for child in above.children if child.dep_ == "obl:agent"]
        for acting in (surface_subject(above), agents):
            others = [one for one in acting if not one.left_edge.i <= token.i <= one.right_edge.i]
            found = tuple(one for one in self.discourse.all_refs(others) if self.discourse.type(one) in types)
            if found:
                return found if len(found) == 1 or token.lower_ in _THEY else ()
        return ()

    def _best(self, token: Token, types: set[str], among: frozenset[str] | None = None) -> tuple[str, ...]:
        sent = self.sentence_of(token)
        best: tuple[float, int] | None = None
        found = ""
        for seen in reversed(self._seen):
            if seen.token >= token.i or seen.type not in types or (among is not None and seen.entity not in among):
                continue
            distance = sent - seen.sent
            if distance > _REACH:
                break
            if distance == 0 and self._same_clause(seen.token, token):
                continue
            weight = 1.5 if seen.subject else -1.0 if seen.modifier else 0.0
            score = (weight - 2.0 * distance, seen.token)
            if best is None or score > best:
                best, found = score, seen.entity
        return (found,) if found else ()

    def _several(self, token: Token) -> tuple[str, ...]:
        """Whom "they" and "their" mean: a row named before, the two of the sentence before, or a body."""
        types = {"Person", "State", "Organisation"}
        owners = self._owner(token, types)
        if len(owners) > 1:
            return owners
        return self._group_before(token, types) or self._couple(token, {"Person"}) or self._acting_body(token)

    def _acting_body(self, token: Token) -> tuple[str, ...]:
        """The body that is the last subject before a word: "The council met. They agreed …"."""
        sent = self.sentence_of(token)
        for seen in reversed(self._seen):
            if seen.token < token.i and seen.subject and sent - seen.sent <= 1:
                return (seen.entity,) if seen.type == "Organisation" else ()
        return ()

    def _couple(self, token: Token, types: set[str], reach: int = 2) -> tuple[str, ...]:
        """The two of one sentence, in the nearest one before a word that speaks of exactly two; else nobody."""
        sent = self.sentence_of(token)
        there: dict[int, list[_Seen]] = {}
        for seen in self._seen:
            if seen.token < token.i and seen.type in types and sent - seen.sent <= reach and not seen.modifier:
                there.setdefault(seen.sent, []).append(seen)
        for one in sorted(there, reverse=True):
            distinct = tuple(dict.fromkeys(seen.entity for seen in there[one]))
            if len(distinct) == 2:
                return distinct
            if len(distinct) > 2:
                return self._joined(there[one])
        return ()

    def _joined(self, seen: list[_Seen]) -> tuple[str, ...]:
        """The last two of several that an "and" joins: "hosted A and B, where the two …"; else nobody."""
        doc = self.discourse.doc
        for first, second in reversed(list(pairwise(seen))):
            between = doc[first.token + 1 : second.token]
            if any(word.lower_ == "and" for word in between) and not any(word.pos_ == "VERB" for word in between):
                return (first.entity, second.entity) if first.entity != second.entity else ()
        return ()

    def _same_clause(self, other: int, token: Token) -> bool:
        """Whether two are arguments of one verb, so that a plain pronoun cannot mean the other ("Ann met her")."""
        doc = self.discourse.doc
        return token.dep_ != "nmod:poss" and doc[other].head.i == token.head.i

    def _group_before(self, token: Token, types: set[str]) -> tuple[str, ...]:
        """The last coordinated entities of one type before a word, in its sentence or the one before."""
        sent = self.sentence_of(token)
        groups: dict[int, list[_Seen]] = {}
        for seen in self._seen:
            if seen.token < token.i and sent - seen.sent <= 1 and seen.type in types:
                groups.setdefault(seen.group, []).append(seen)
        whole = [g for g in groups.values() if len({seen.entity for seen in g}) > 1 and len({s.type for s in g}) == 1]
        if not whole:
            return ()
        last = max(whole, key=lambda group: (group[0].subject, group[-1].token))
        return tuple(dict.fromkeys(seen.entity for seen in last))

    def _speaker(self, token: Token, *, plural: bool) -> tuple[str, ...]:
        turn = self.discourse.turn(token)
        if turn is not None:
            one = turn.body if plural else turn.speaker
            return (one,) if one else ()
        person = self._quoted(token)
        if person is None:
            return ()
        if not plural:
            return (person,)
        body = next((post.body for post in self.discourse.posts if post.person == person and post.body), None)
        return (body,) if body else ()

    def _quoted(self, token: Token) -> str | None:
        """Who is quoted in a token's sentence: the subject of its verb of speech."""
        for other in token.sent:
            if other.lemma_ in _SPEECH and other.pos_ == "VERB":
                for child in other.children:
                    if child.dep_ == "nsubj" and child.i != token.i and child.lower_ not in _WE | _I:
                        refs = self.discourse.refs(child)
                        if refs and self.discourse.type(refs[0]) == "Person":
                            return refs[0]
        return None

    # --- descriptions ---------------------------------------------------------------------------------------------

    def pair(self, token: Token) -> tuple[str, ...]:
        """The two that "both", "the two leaders", "the two countries" speak of."""
        lemma = token.lemma_.lower()
        types: set[str] = set()
        if lemma in _PEOPLE:
            types = {"Person"}
        elif lemma in _SIDES:
            types = {"State"} if lemma in _COUNTRIES else {"State", "Organisation"}
        if not types:
            return self._group_before(token, {"Person", "State", "Organisation"})
        together = self._group_before(token, types)
        if len(together) == 2:
            return together
        found = self._couple(token, types, reach=2 * _REACH)
        if found or "Person" in types:
            return found
        people = self._couple(token, {"Person"}, reach=2 * _REACH)
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
            owners = [
                one for one in self.discourse.owners(token) if self.discourse.type(one) in {"State", "Organisation"}
            ]
            return tuple(owners) or body
        if not body and not any(child.lower_ in _DEFINITE for child in token.children):
            return body
        held = self._holders(post, token)
        before = [other for other in held if other.start < post.start]
        if not before:
            return (held[0].person,) if held and held[0].person and body else body
        people = frozenset(other.person for other in before if other.person)
        near = self._best(token, {"Person"}, among=people)
        if near:
            return near
        last = before[-1].person
        return (last,) if last else body

    def _holders(self, post: Post, token: Token) -> list[Post]:
        """The posts, with their holders, that a post named without one may be: the same, or one of its kind."""
        word = token.lemma_.lower()
        return [
            other
            for other in self.discourse.posts
            if other.person is not None
            and (post.body is None or other.body == post.body)
            and post.status in {"current", other.status}
            and (
                other.office.id == post.office.id
                or (post.title.lower().split()[-1] == word and len(post.title.split()) < 3 and _same_kind(word, other))
            )
        ]

    def description(self, token: Token) -> tuple[str, ...]:
        """What "the country", "the government", "the two sides" speak of."""
        if _is_pair(token):
            return self.pair(token)
        lemma = token.lemma_.lower()
        definite = any(child.lower_ in {"the", "this"} for child in token.children)
        if lemma in _GROUPS and definite:
            return self._row(token)
        if lemma in _BODIES and definite and token.tag_ in {"NN", "NNP"}:
            return self._body(token, lemma)
        if lemma in _COUNTRIES and definite and token.tag_ in {"NN", "NNP"}:
            return self._best(token, {"State"})
        return ()

    def _row(self, token: Token) -> tuple[str, ...]:
        """The persons of the last row of subjects before "the delegation", or the state whose delegation it was."""
        sent = self.sentence_of(token)
        for other in reversed(token.doc[: token.i]):
            if other.lemma_ == token.lemma_ and (owners := self.discourse.owners(other)):
                return tuple(one for one in owners if self.discourse.type(one) in {"State", "Organisation"})
        rows: dict[int, list[str]] = {}
        for seen in self._seen:
            near = seen.token < token.i and sent - seen.sent <= 2 * _REACH
            if near and seen.type == "Person" and seen.subject:
                rows.setdefault(seen.group, []).append(seen.entity)
        several = [row for _, row in sorted(rows.items()) if len(set(row)) > 1]
        return tuple(dict.fromkeys(several[-1])) if several else ()

    def _body(self, token: Token, lemma: str) -> tuple[str, ...]:
        """The body that "the bloc", "the organisation" speaks of: one with the word in its name, else the last one."""
        drafts = self.discourse.register.drafts
        before = [seen for seen in self._seen if seen.token < token.i and seen.type == "Organisation"]
        for seen in reversed(before):
            if any(lemma in name.lower().split() for name in drafts[seen.entity].names):
                return (seen.entity,)
        return self._best(token, {"Organisation"})


def _place(seen: _Seen) -> int:
    return seen.token


def _same_kind(word: str, post: Post) -> bool:
    """Whether "the minister" or "the leader" may be said of the holder of a post."""
    return word in post.title.lower().split() or post.office.level in _KINDS.get(word, frozenset())


def _is_pair(token: Token) -> bool:
    return any(child.lower_ in {"two", "both"} and child.dep_ in {"nummod", "det", "amod"} for child in token.children)
