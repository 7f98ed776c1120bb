"""What pronouns and descriptions refer to inside one document: "he", "its", "the minister", "both countries", "we".

A small ranking, not a model: the nearest fitting entity, subjects before others, the sentence itself before the one
before it. Where nothing fits well, the answer is empty; a wrong person in a graph is worse than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.titles import Post

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
    "alliance association bloc bloc body community council group grouping league organisation organization union".split()
)
_SPEECH = frozenset(
    "say tell add state declare announce note stress explain reply write call warn insist argue remark".split()
)
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


class Memory:
    """The entities of a document in the order they were mentioned, and what later words refer back to."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self._sents = {sent.start: i for i, sent in enumerate(discourse.doc.sents)}
        self._seen = sorted(self._remember(), key=lambda seen: seen.token)
        states = Counter(seen.entity for seen in self._seen if seen.type == "State")
        self.main_state = max(states, key=lambda entity: (states[entity], entity)) if states else None

    def _remember(self) -> Iterator[_Seen]:
        doc = self.discourse.doc
        for mention in self.discourse.mentions:
            root = doc[mention.start : mention.end].root
            first = root
            while first.dep_ == "conj" and first.head.i != first.i:
                first = first.head
            yield _Seen(
                token=root.i,
                entity=mention.entity,
                type=self.discourse.type(mention.entity),
                sent=self._sent(root),
                subject=first.dep_.startswith("nsubj"),
                group=first.i,
            )

    def _sent(self, token: Token) -> int:
        return self._sents.get(token.sent.start, 0)

    # --- pronouns -------------------------------------------------------------------------------------------------

    def pronoun(self, token: Token) -> tuple[str, ...]:
        """The entities that a pronoun refers to."""
        word = token.lower_
        if word in _RELATIVE and token.tag_ in {"WP", "WDT", "WP$", "WRB"}:
            return self._antecedent(token)
        if word in _HE:
            return self._best(token, {"Person"})
        if word in _IT:
            return self._best(token, {"State", "Organisation"})
        if word in _THEY:
            return self._group_before(token, {"Person", "State", "Organisation"}) or self._best(token, {"Organisation"})
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

    def _best(self, token: Token, types: set[str]) -> tuple[str, ...]:
        sent = self._sent(token)
        best: tuple[float, int] | None = None
        found = ""
        for seen in reversed(self._seen):
            if seen.token >= token.i or seen.type not in types:
                continue
            distance = sent - seen.sent
            if distance > _REACH:
                break
            if distance == 0 and self._same_clause(seen.token, token):
                continue
            score = (-2.0 * distance + (1.5 if seen.subject else 0.0), seen.token)
            if best is None or score > best:
                best, found = score, seen.entity
        return (found,) if found else ()

    def _same_clause(self, other: int, token: Token) -> bool:
        """Whether two are arguments of one verb, so that a plain pronoun cannot mean the other ("Ann met her")."""
        doc = self.discourse.doc
        return token.dep_ != "nmod:poss" and doc[other].head.i == token.head.i

    def _group_before(self, token: Token, types: set[str]) -> tuple[str, ...]:
        """The last coordinated entities of one type before a word, in its sentence or the one before."""
        sent = self._sent(token)
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
        types = {"Person"} if lemma in _PEOPLE else {"State", "Organisation"} if lemma in _SIDES else set()
        types = {"State"} if lemma in {"country", "nation", "state"} else types
        if not types:
            return self._group_before(token, {"Person", "State", "Organisation"})
        together = self._group_before(token, types)
        if len(together) == 2:
            return together
        sent = self._sent(token)
        last: list[str] = []
        for seen in reversed(self._seen):
            if seen.token < token.i and seen.type in types and seen.entity not in last:
                last.append(seen.entity)
            if len(last) == 2 or sent - seen.sent > 2 * _REACH:
                break
        if len(last) < 2 and types == {"Person"}:
            return ()
        return tuple(reversed(last)) if len(last) == 2 else ()

    def holder(self, post: Post, token: Token) -> tuple[str, ...]:
        """The person who holds a post that is named without its holder; else the state or body."""
        if post.person is not None:
            return (post.person,)
        if _is_pair(token):
            return self.pair(token)
        if token.tag_ in {"NNS", "NNPS"}:
            # "the Canadian and British ambassadors"
            owners = [
                one for one in self.discourse.owners(token) if self.discourse.type(one) in {"State", "Organisation"}
            ]
            return tuple(owners) or ((post.body,) if post.body else ())
        held = [
            other
            for other in self.discourse.posts
            if other.person is not None
            and other.office.id == post.office.id
            and (post.body is None or other.body == post.body)
            and post.status in {"current", other.status}
        ]
        before = [other for other in held if other.start < post.start]
        definite = (
            any(c.lower_ in {"the", "his", "her", "its", "their"} for c in token.children) or post.body is not None
        )
        if held and definite:
            chosen = before[-1] if before else held[0] if post.body else None
            if chosen is not None and chosen.person is not None:
                return (chosen.person,)
        return (post.body,) if post.body else ()

    def description(self, token: Token) -> tuple[str, ...]:
        """What "the country", "the government", "the two sides" speak of."""
        if _is_pair(token):
            return self.pair(token)
        lemma = token.lemma_.lower()
        definite = any(child.lower_ in {"the", "this"} for child in token.children)
        if lemma in _BODIES and definite and token.tag_ in {"NN", "NNP"}:
            return self._body(token, lemma)
        if lemma in _COUNTRIES and definite and token.tag_ in {"NN", "NNP"}:
            return self._best(token, {"State"})
        return ()

    def _body(self, token: Token, lemma: str) -> tuple[str, ...]:
        """The body that "the bloc", "the organisation" speaks of: one with the word in its name, else the last one."""
        drafts = self.discourse.register.drafts
        before = [seen for seen in self._seen if seen.token < token.i and seen.type == "Organisation"]
        for seen in reversed(before):
            if any(lemma in name.lower().split() for name in drafts[seen.entity].names):
                return (seen.entity,)
        return self._best(token, {"Organisation"})


def _is_pair(token: Token) -> bool:
    return any(child.lower_ in {"two", "both"} and child.dep_ in {"nummod", "det", "amod"} for child in token.children)
