"""What a document has mentioned so far, and how prominently: the ground on which later words refer back."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Token

from graph.terms import slug

if TYPE_CHECKING:
    from extract.discourse import Discourse

# How many sentences back a pronoun may look.
REACH = 3
# A subject is more likely meant again than another word of its sentence, a possessor less; a sentence between the two
# outweighs that. Tried on annotated documents: half or double the weights decide a few pronouns worse.
_SUBJECT = 1.5
_MODIFIER = -1.0
_SENTENCE = -2.0
# In a life, "he" is the person whose name is its title, unless the sentence has another subject.
_TITLED = 1.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention: its token, its entity with the type, its sentence, and how it stands there.

    Args:
        subject: whether it is a subject, or owns one.
        modifier: whether it only belongs to another word ("Ann's brother").
        group: the first token of the row that it stands in.
    """

    token: int
    entity: str
    type: str
    sent: int
    subject: bool
    modifier: bool
    group: int


class Mentioned:
    """The mentions of a document in their order."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._sents = {sent.start: number for number, sent in enumerate(discourse.doc.sents)}
        self._seen: list[Seen] = []
        for mention in discourse.mentions:
            self.add(discourse.doc[mention.start : mention.end].root, mention.entity)
        self._titled = self._title_person()

    def _title_person(self) -> str | None:
        """The person after whom the document is called, as lives are."""
        title = slug(self._discourse.document.title or "")
        drafts = self._discourse.register.drafts
        people = dict.fromkeys(seen.entity for seen in self._seen if seen.type == "Person")
        return next((one for one in people if title in {slug(name) for name in drafts[one].names}), None)

    def add(self, token: Token, entity: str) -> None:
        """Remembers that a word speaks of an entity."""
        first = token
        while first.dep_ == "conj" and first.head.i != first.i:
            first = first.head
        kind = self._discourse.type(entity)
        owns_subject = first.dep_ == "nmod:poss" and first.head.dep_.startswith("nsubj")
        seen = Seen(
            token=token.i,
            entity=entity,
            type=kind,
            sent=self.sentence_of(token),
            subject=first.dep_.startswith("nsubj") or owns_subject,
            modifier=kind == "Person" and token.dep_ in {"nmod:poss", "compound", "nmod"},
            group=first.i,
        )
        insort(self._seen, seen, key=_place)

    def sentence_of(self, token: Token) -> int:
        """The number of the sentence that a token stands in."""
        return self._sents.get(token.sent.start, 0)

    def before(self, token: Token, types: Collection[str], reach: int) -> list[Seen]:
        """The mentions of some types before a word, at most some sentences back."""
        first = self.sentence_of(token) - reach
        found: list[Seen] = []
        # Back from the word to the first sentence within reach, for a text may be long.
        for at in range(bisect_left(self._seen, token.i, key=_place) - 1, -1, -1):
            seen = self._seen[at]
            if seen.sent < first:
                break
            if seen.type in types:
                found.append(seen)
        return found[::-1]

    def best(
        self, token: Token, types: Collection[str], *, among: Iterable[str] | None = None, but: Collection[str] = ()
    ) -> tuple[str, ...]:
        """The one most likely meant by a word: near, a subject, and no argument of the same verb.

        Args:
            token: the word that refers back.
            types: what it may refer to.
            among: only these, if given.
            but: none of these.
        """
        allowed = None if among is None else frozenset(among)
        sent = self.sentence_of(token)
        best: tuple[float, int] | None = None
        found = ""
        if self._titled is not None and "Person" in types and self._titled not in but and allowed is None:
            best, found = (_TITLED, -1), self._titled
        for seen in self.before(token, types, REACH):
            if seen.entity in but or (allowed is not None and seen.entity not in allowed):
                continue
            if seen.sent == sent and self._is_fellow(seen.token, token):
                continue
            weight = _SUBJECT if seen.subject else _MODIFIER if seen.modifier else 0.0
            score = (weight + _SENTENCE * (sent - seen.sent), seen.token)
            if best is None or score > best:
                best, found = score, seen.entity
        return (found,) if found else ()

    def _is_fellow(self, other: int, token: Token) -> bool:
        """Whether two are arguments of one verb, so that a plain pronoun cannot mean the other ("Ann met her")."""
        return token.dep_ != "nmod:poss" and self._discourse.doc[other].head.i == token.head.i

    def couple(self, token: Token, types: Collection[str], reach: int = 2) -> tuple[str, ...]:
        """The two of the nearest sentence before a word that speaks of two; of more, those that an "and" joins.

        A sentence that speaks of one only is passed over.
        """
        there: dict[int, list[Seen]] = {}
        for seen in self.before(token, types, reach):
            if not seen.modifier:
                there.setdefault(seen.sent, []).append(seen)
        for sent in sorted(there, reverse=True):
            distinct = tuple(dict.fromkeys(seen.entity for seen in there[sent]))
            if len(distinct) > 1:
                return distinct if len(distinct) == 2 else self._joined(there[sent])
        return ()

    def _joined(self, seen: list[Seen]) -> tuple[str, ...]:
        """The last two of several that an "and" joins: "hosted A and B, where the two …"; else nobody."""
        doc = self._discourse.doc
        for first, second in reversed(list(pairwise(seen))):
            between = doc[first.token + 1 : second.token]
            row = {one.entity for one in seen if one.group == first.group}
            if len(row) > 2 and second.entity in row:
                return ()  # "A, B and C" are no two
            if any(word.lower_ == "and" for word in between) and not any(word.pos_ == "VERB" for word in between):
                return (first.entity, second.entity) if first.entity != second.entity else ()
        return ()

    def row(self, token: Token, types: Collection[str]) -> tuple[str, ...]:
        """The last row of several of one type, in the sentence of a word or the one before; subjects first."""
        rows = [row for row in self._rows(token, types, 1) if len({seen.type for seen in row}) == 1]
        if not rows:
            return ()
        last = max(rows, key=lambda row: (row[0].subject, row[-1].token))
        return tuple(dict.fromkeys(seen.entity for seen in last))

    def acting_row(self, token: Token) -> tuple[str, ...]:
        """The persons of the last row of subjects before a word."""
        rows = [row for row in self._rows(token, {"Person"}, 2 * REACH) if row[0].subject]
        return tuple(dict.fromkeys(seen.entity for seen in rows[-1])) if rows else ()

    def _rows(self, token: Token, types: Collection[str], reach: int) -> list[list[Seen]]:
        rows: dict[int, list[Seen]] = {}
        for seen in self.before(token, types, reach):
            rows.setdefault(seen.group, []).append(seen)
        return [row for _, row in sorted(rows.items()) if len({seen.entity for seen in row}) > 1]

    def acting_body(self, token: Token) -> tuple[str, ...]:
        """The body that is the last subject before a word: "The council met. They agreed …"."""
        subjects = [seen for seen in self.before(token, {"Person", "State", "Organisation"}, 1) if seen.subject]
        return (subjects[-1].entity,) if subjects and subjects[-1].type == "Organisation" else ()

    def main_pair(self) -> tuple[str, ...]:
        """The two states that a document is about: each named at least twice as often as any third; else none."""
        counts = Counter(seen.entity for seen in self._seen if seen.type == "State")
        first = counts.most_common(3)
        if len(first) < 2 or first[1][1] < 2 or (len(first) > 2 and first[2][1] * 2 > first[1][1]):
            return ()
        pair = {first[0][0], first[1][0]}
        return tuple(dict.fromkeys(seen.entity for seen in self._seen if seen.entity in pair))


def _place(seen: Seen) -> int:
    return seen.token
