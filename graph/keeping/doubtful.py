"""Pairs of persons that may be one, for somebody to decide about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import NamedNode

from graph.keeping.decisions import decisions
from graph.knowledge import KnowledgeGraph
from graph.lines import naming
from graph.phrases import sentence
from graph.records import Entity
from graph.terms import slug

LEAST = 0.6
"""Pairs below this score are not offered: at 0.6 a surname alone is offered with its bearers, an initial with the full
name, and a letter or two may be wrong; with less, everybody of one first name is."""

_POST, _TOGETHER = 0.15, 0.3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons that may be one.

    Args:
        one, other: the persons; the one with the longer name first, whose id a merge keeps.
        score: how likely they are one, 0 to 1, after their names, posts and documents.
        reasons: what speaks for it and against it, in words.
    """

    one: Entity
    other: Entity
    score: float
    reasons: tuple[str, ...]


def known_of(graph: KnowledgeGraph, pairs: Iterable[Pair], *, limit: int = 3) -> dict[str, list[str]]:
    """What is said of each person of some pairs, by id, in a few sentences, posts first: for who decides about them."""
    name = naming(graph)
    known: dict[str, list[str]] = {}
    for id in dict.fromkeys(person.id for pair in pairs for person in (pair.one, pair.other)):
        facts = sorted((each.fact for each in graph.facts(entity=id)), key=lambda fact: fact.type != "role")
        told = list(dict.fromkeys(sentence(fact, name) for fact in facts))
        known[id] = told if len(told) <= limit else [*told[: limit - 1], f"and {len(told) - limit + 1} more"]
    return known


def doubtful(graph: KnowledgeGraph) -> list[Pair]:
    """The pairs of persons that may be one and about whom nobody has decided, the likeliest first.

    Names are compared word by word, without accents; posts of the same body speak for a pair, and being named in one
    document under two names speaks against it. Pairs that a person called `distinct` are not offered again.
    """
    decided = {
        frozenset(pair)
        for each in decisions(graph.store)
        if each.action in ("distinct", "split")
        for pair in combinations(each.entities, 2)
    }
    persons = {person.id: person for person in graph.entities(type="Person")}
    blocks: dict[str, set[str]] = {}
    for person in persons.values():
        for word in {word for name in person.names for word in slug(name).split("-") if len(word) > 1}:
            # Words that begin alike meet, so that a slip towards the end of a surname does not part them.
            blocks.setdefault(word[:4], set()).add(person.id)
    pairs = {pair for block in blocks.values() for pair in combinations(sorted(block), 2)}
    found = [_pair(graph, persons[one], persons[other]) for one, other in sorted(pairs - _told(decided))]
    return sorted(
        (pair for pair in found if pair.score >= LEAST), key=lambda pair: (-pair.score, pair.one.id, pair.other.id)
    )


def alike(one: str, other: str) -> float:
    """How alike two names of persons are, 0 to 1: each word of the shorter one stands for one of the longer.

    An initial stands for a word, at a price; so does a word that lacks others, as a surname for the whole.

    >>> alike("Jens Stoltenberg", "J. Stoltenberg") > alike("Jens Stoltenberg", "Stoltenberg") > 0.6
    True
    >>> alike("Jens Stoltenberg", "Jens Weidmann") < 0.6
    True
    """
    from rapidfuzz import fuzz

    short, long = sorted((slug(each).split("-") for each in (one, other)), key=len)
    left, total = list(long), 0.0
    for word in short:
        best, score = "", 0.0
        for candidate in left:
            if min(len(word), len(candidate)) == 1:
                now = 0.7 if word[0] == candidate[0] else 0.0
            else:
                now = fuzz.ratio(word, candidate) / 100
            if now > score:
                best, score = candidate, now
        if score < 0.7:
            return 0.0
        left.remove(best)
        total += score
    return (total + 0.45 * len(left)) / len(long) if short[-1] and long[-1] else 0.0


def _told(decided: set[frozenset[str]]) -> set[tuple[str, str]]:
    return {(min(pair), max(pair)) for pair in decided}


def _pair(graph: KnowledgeGraph, one: Entity, other: Entity) -> Pair:
    if len(other.name) > len(one.name):
        one, other = other, one
    names = max((alike(mine, theirs), mine, theirs) for mine in one.names for theirs in other.names)
    score, reasons = names[0], [f"{names[1]!r} is like {names[2]!r}"]
    if score < LEAST - _POST:
        return Pair(one, other, 0.0, ())
    shared = _bodies(graph, one.id) & _bodies(graph, other.id)
    if shared:
        score += _POST
        reasons.append(f"both hold a post of {', '.join(sorted(shared))}")
    together = _documents(graph, one.id) & _documents(graph, other.id)
    if together:
        score -= _TOGETHER
        reasons.append(f"but {len(together)} {'document names' if len(together) == 1 else 'documents name'} both")
    return Pair(one, other, round(min(1.0, max(0.0, score)), 3), tuple(reasons))


def _bodies(graph: KnowledgeGraph, person: str) -> set[str]:
    terms = graph.store.terms
    roles = graph.store.subjects(terms.term("person"), terms.entity(person))
    return {terms.local(body) for role, document in roles for body in _values(graph, role, "body", document)}


def _values(graph: KnowledgeGraph, node: NamedNode, name: str, document: NamedNode) -> Iterator[NamedNode]:
    quads = graph.store.match(node, graph.store.terms.term(name), None, document)
    return (quad.object for quad in quads if isinstance(quad.object, NamedNode))


def _documents(graph: KnowledgeGraph, person: str) -> set[NamedNode]:
    node = graph.store.terms.entity(person)
    graphs = {quad.graph_name for quad in graph.store.engine.match(node, None, None, None)}
    return {each for each in graphs if isinstance(each, NamedNode) and graph.store.terms.is_document(each)}
