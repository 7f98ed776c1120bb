"""What every fact needs beside its arguments: its date, its place in the text, and entities of the right type."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from extract.datelines import is_dash
from extract.discourse import Discourse
from extract.entity_types import AGENTS, WHERE
from extract.frames import support_of
from extract.lexicon import words
from extract.patterns import Match
from extract.subjects import NOMINAL, case_of
from graph.facts import Document, Modality, Span

# What is said of an act in a clause of its own.
_TAKING_PLACE = frozenset(
    {
        "arrange",
        "begin",
        "conduct",
        "conclude",
        "end",
        "hold",
        "open",
        "plan",
        "resume",
        "schedule",
        "set",
        "start",
        "take",
    }
)
# Words for a state as a land, not as those who act for it.
_TERRITORIES = frozenset({"country", "nation", "state", "republic", "kingdom", "island", "islands", "capital"})
# A time below one of these belongs to another act than the one above it.
_OTHER_CLAUSE = frozenset({"ccomp", "acl:relcl", "advcl", "parataxis", "csubj", "acl"})


def of_type(discourse: Discourse, entities: Iterable[str], types: frozenset[str]) -> tuple[str, ...]:
    """The entities that are of one of some types, in order."""
    return tuple(entity for entity in entities if discourse.type(entity) in types)


def agents(discourse: Discourse, entities: Iterable[str]) -> tuple[str, ...]:
    """Who acts: persons, states and bodies; a named person counts, and not the state or body beside it as well."""
    return of_type(discourse, entities, AGENTS)


def is_delegation(discourse: Discourse, head: Token) -> bool:
    """Whether a phrase speaks of people: persons, or those who act for a state ("a delegation"), not its name."""
    mention = discourse.mention_at(head.i)
    if mention is not None:
        return discourse.type(mention.entity) == "Person"
    if head.tag_ in {"PRP", "WP"}:
        return head.lower_ != "it"
    if head.i in discourse.posts.headed:
        return True
    lemma = head.lemma_.lower()
    return lemma in words("nouns")["group"]["lemmas"] and lemma not in _TERRITORIES


def seen_from(document: Document, modality: Modality, date: str | None) -> tuple[Modality, str | None]:
    """The modality of an act and its date, each in the light of the other.

    What lies after the document is yet to come; and what is yet to come did not happen before it, so that an earlier
    date is that of another act.

    >>> seen_from(Document(id="a", text="He arrives on Friday.", date="2024-05-15"), "actual", "2024-05-17")
    ('planned', '2024-05-17')
    >>> seen_from(Document(id="a", text="He left on Monday to meet them.", date="2024-05-15"), "planned", "2024-05-13")
    ('planned', None)
    """
    if date is None or document.date is None:
        return modality, date
    written, first, last = (day.split("/")[at] for day, at in ((document.date, 0), (date, 0), (date, -1)))
    if modality == "actual" and _earlier(written, first):
        return "planned", date
    if modality == "planned" and _earlier(last, written):
        return modality, None
    return modality, date


def _earlier(one: str, other: str) -> bool:
    """Whether a partial date lies wholly before another."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def date_of(discourse: Discourse, act: Token) -> str | None:
    """The date of the act that a word states, where the clause gives one: the nearest in it, else in those above."""
    anchors = [act]
    support = support_of(act) if act.pos_ in NOMINAL else None
    if support is not None:
        anchors.append(support)
    node = act
    while node.head.i != node.i and node.dep_ not in {"ccomp", "acl:relcl"}:
        node = node.head
        anchors.append(node)
    for anchor in anchors:
        times = [
            (abs(index - act.i), time.value)
            for index in range(anchor.left_edge.i, anchor.right_edge.i + 1)
            if (time := discourse.times.get(index)) is not None and _belongs(discourse.doc[index], anchor)
        ]
        if times:
            return min(times)[1]
    return None


def _belongs(time: Token, anchor: Token) -> bool:
    node = time
    for _ in range(20):
        if node.i == anchor.i or _describes(node, anchor):
            return True
        if node.dep_ in _OTHER_CLAUSE or node.head.i == node.i:
            return False
        if node.pos_ == "VERB" and node.dep_ == "conj":
            return False
        node = node.head
    return False


def _describes(verb: Token, act: Token) -> bool:
    """Whether a clause says when or where the act of its noun is: "talks held today", "talks that begin on Friday"."""
    return verb.head.i == act.i and verb.dep_.startswith("acl") and verb.lemma_ in _TAKING_PLACE


def place_of(discourse: Discourse, act: Token) -> str | None:
    """Where an act takes place, where its clause says so: "in Geneva", "at the White House"."""
    nodes = [act]
    support = support_of(act) if act.pos_ in NOMINAL else None
    if support is not None:
        nodes.append(support)
    nodes += [child for child in act.children if _describes(child, act)]
    for node in nodes:
        for child in node.children:
            if child.dep_ in {"obl", "nmod"} and case_of(child) in {"in", "at"}:
                found = of_type(discourse, discourse.refs(child), WHERE)
                if found:
                    return found[0]
    return None


def evidence_of(match: Match) -> tuple[Span, ...]:
    """The stretch of the text from the first to the last word of a match, in one sentence."""
    tokens = [match.token]
    tokens += [edge for heads in match.heads.values() for head in heads for edge in (_front(head), _back(head))]
    return span_of([token for token in tokens if token.sent.start == match.token.sent.start])


def span_of(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """The characters from the first to the last of some tokens."""
    ordered = sorted(tokens, key=lambda token: token.i)
    return ((ordered[0].idx, ordered[-1].idx + len(ordered[-1])),)


def _front(head: Token) -> Token:
    """The first word of a phrase; a dateline before it, which a parse may hang on it, left off."""
    first = head
    for child in reversed(list(head.lefts)):
        if any(is_dash(token) for token in head.doc[child.i : first.i]):
            break
        first = child if child.dep_ != "punct" else first
    return first


def _back(head: Token) -> Token:
    """The last word of a phrase, its relative clauses left off."""
    last = head
    for child in head.rights:
        if child.dep_ in {"acl:relcl", "punct", "parataxis", "acl"}:
            break
        last = child.right_edge
    return last
