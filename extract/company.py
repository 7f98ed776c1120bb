"""Who goes along: "he was joined by A and B", "accompanied by her deputy", "A, together with B".

What is said of somebody holds for those who are with him, where the text says so in the same sentence or shortly after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.frames import case_of, is_passive, surface_subject
from extract.modality import modality_of
from graph.facts import Modality, Span

if TYPE_CHECKING:
    from extract.discourse import Discourse

_GUESTS = frozenset({"Person", "State", "Organisation"})
# How many sentences after an act the text may still tell who took part.
REACH = 2


@dataclass(frozen=True, slots=True)
class Company:
    """Some who are said to be with others: who, with whom, by which word, where in the text, and how sure."""

    guests: tuple[str, ...]
    hosts: frozenset[str]
    token: int
    sent: int
    modality: Modality
    span: Span


def find_company(discourse: Discourse) -> tuple[Company, ...]:
    """Every place of a document that says who is with whom, in order."""
    sents = {sent.start: number for number, sent in enumerate(discourse.doc.sents)}
    out = []
    for token in discourse.doc:
        if token.pos_ == "VERB" and token.lemma_ in {"accompany", "join", "escort"}:
            guests, hosts = _by_verb(token)
        else:
            continue
        with_them = tuple(one for one in discourse.all_refs(guests) if discourse.type(one) in _GUESTS)
        with_them = tuple(one for one in with_them if discourse.type(one) == "Person") or with_them
        people = frozenset(one for one in discourse.all_refs(hosts) if discourse.type(one) == "Person")
        named = tuple(one for one in with_them if one not in people)
        if named and people:
            ends = [*guests, *hosts, token]
            start = min(t.idx for t in ends if t.sent.start == token.sent.start)
            end = max(t.right_edge.idx + len(t.right_edge) for t in guests)
            span = (start, max(end, token.idx + len(token)))
            number = sents[token.sent.start]
            out.append(Company(named, people, token.i, number, modality_of(token), span))
    return tuple(out)


def _by_verb(verb: Token) -> tuple[list[Token], list[Token]]:
    """Those who join, and those whom they join."""
    subjects = surface_subject(verb)
    if is_passive(verb):
        return [child for child in verb.children if child.dep_ == "obl:agent" or case_of(child) == "by"], subjects
    return subjects, [child for child in verb.children if child.dep_ == "obj"]


def company_of(discourse: Discourse, people: Iterable[str], act: Token) -> Iterator[Company]:
    """Who is with some people in an act: told in its own sentence, or in one shortly after.

    Args:
        discourse: the document.
        people: those who act.
        act: the word that states what they do.
    """
    known = frozenset(people)
    number = discourse.sentence_of(act)
    for one in discourse.company:
        later = 0 <= one.sent - number <= REACH and one.token != act.i
        if later and one.hosts & known:
            yield one
