"""Who goes along: "he was joined by A and B", "accompanied by her deputy", "A, together with B".

What is said of somebody holds for those who are with him, where the text says so in the same sentence or shortly after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.entity_types import AGENTS, STATELIKE
from extract.modality import modality_of
from extract.subjects import case_of, is_passive, surface_subject
from graph.facts import Modality, Span

if TYPE_CHECKING:
    from extract.discourse import Discourse

_DELEGATIONS = frozenset({"delegation", "party", "team"})
# How many sentences after an act the text may still tell who took part; who was in a delegation, it may tell later.
REACH = 2
_LATER = 6


@dataclass(frozen=True, slots=True)
class Company:
    """Some who are said to be with others.

    Args:
        guests: who.
        hosts: with whom.
        token: the index of the word that says it.
        sent: the number of its sentence.
        reach: how many sentences before it an act may stand that they took part in.
        modality: whether they are, will be or may be with them.
        span: where the text says it.
    """

    guests: tuple[str, ...]
    hosts: frozenset[str]
    token: int
    sent: int
    reach: int
    modality: Modality
    span: Span


def find_company(discourse: Discourse) -> tuple[Company, ...]:
    """Every place of a document that says who is with whom, in order."""
    found = (_along(discourse, token) or _included(discourse, token) for token in discourse.doc if token.pos_ == "VERB")
    return tuple(company for company in found if company is not None)


def _along(discourse: Discourse, verb: Token) -> Company | None:
    """ "He was joined by A", "accompanied by A": the persons, or else the bodies, that go along with persons."""
    if verb.lemma_ not in {"accompany", "escort", "join"}:
        return None
    guests, hosts = _by_verb(verb)
    people = frozenset(one for one in discourse.all_refs(hosts) if discourse.type(one) == "Person")
    with_them = tuple(one for one in discourse.all_refs(guests) if discourse.type(one) in AGENTS and one not in people)
    named = tuple(one for one in with_them if discourse.type(one) == "Person") or with_them
    if not named or not people:
        return None
    start = min(token.idx for token in (*guests, *hosts, verb) if token.sent.start == verb.sent.start)
    end = max(token.right_edge.idx + len(token.right_edge) for token in (*guests, verb))
    number = discourse.sentence_of(verb)
    return Company(named, people, verb.i, number, REACH, modality_of(verb), (start, end))


def _included(discourse: Discourse, verb: Token) -> Company | None:
    """ "The Finnish delegation included A; B; and C": they are with whoever acts for Finland."""
    if verb.lemma_ not in {"comprise", "include"}:
        return None
    subjects = [token for token in surface_subject(verb) if token.lemma_.lower() in _DELEGATIONS]
    states = [one for token in subjects for one in discourse.owners(token) if discourse.type(one) in STATELIKE]
    behind = (discourse.mention_at(token) for token in range(verb.i + 1, verb.sent.end))
    named = dict.fromkeys(m.entity for m in behind if m is not None and discourse.type(m.entity) == "Person")
    if not states or not named:
        return None
    of_state = {
        one.person for one in discourse.posts if one.person and set(states) & {*discourse.states_of(one.person)}
    }
    hosts = frozenset({*states, *of_state} - named.keys())
    last = verb.sent[-1]
    span = (subjects[0].left_edge.idx, last.idx + len(last))
    return Company(tuple(named), hosts, verb.i, discourse.sentence_of(verb), _LATER, modality_of(verb), span)


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
        later = 0 <= one.sent - number <= one.reach and one.token != act.i
        if later and one.hosts & known:
            yield one
