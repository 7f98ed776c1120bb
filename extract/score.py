"""How good extraction is: predicted facts against annotated ones, pair by pair.

A fact is broken into pairs of entities (person and body, visitor and destination, each two who meet …). A pair is right
when both ends name the annotated entities and the modality is of the same group: real, open, or not so. Without the
modality the score is `lenient`. The rules are those of `tests/data/GUIDE.md`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from graph.facts import MUTUAL, Agreement, AnyFact, Meeting, Relation
from graph.reading import Reading
from graph.records import Entity

GROUPS = {
    "actual": "real",
    "planned": "open",
    "possible": "open",
    "requested": "open",
    "denied": "not so",
    "cancelled": "not so",
}
# The arguments whose two ends make the pairs of a fact; the second of each may be told by its country.
_ENDS = {
    "membership": ("member", "body"),
    "visit": ("visitor", "destination"),
    "participation": ("participant", "event"),
    "relation": ("source", "target"),
    "role": ("person", "body"),
}
_LETTERS = str.maketrans("əıłø", "ailo")


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of a fact, its ends as keys of the annotated entities, or as `?name` where they are none of them."""

    type: str
    ends: tuple[str | None, str | None]
    action: str | None
    group: str


@dataclass(frozen=True, slots=True)
class Score:
    """How many pairs were right, found and wanted."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found; 0 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(gold: Iterable[Reading], predicted: Mapping[str, Reading], *, strict: bool = True) -> dict[str, Score]:
    """The score of each fact type, and of all together under `all`.

    Args:
        gold: annotated documents.
        predicted: what was read, by document id; a document that is missing counts as read without facts.
        strict: whether the group of modality must agree.
    """
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for reading in gold:
        other = predicted.get(reading.document.id)
        names = _Names(reading.entities)
        want = _flat(reading.facts, {key: key for key in reading.entities}, strict)
        have = _flat(other.facts, names.rename(other.entities), strict) if other is not None else []
        wanted.update(pair.type for pair in want)
        found.update(pair.type for pair in have)
        right.update(_hits(want, have, names))
    types = sorted({*wanted, *found})
    out = {type: Score(right[type], found[type], wanted[type]) for type in types}
    out["all"] = Score(right.total(), found.total(), wanted.total())
    return out


def judge(gold: Reading, facts: Iterable[AnyFact], entities: Mapping[str, Entity]) -> Iterator[tuple[int, int]]:
    """How many pairs of each fact are right, strictly, and how many it has.

    Args:
        gold: the annotated document.
        facts: facts read out of it.
        entities: what they speak of.
    """
    names = _Names(gold.entities)
    wanted = _flat(gold.facts, {key: key for key in gold.entities}, strict=True)
    renamed = names.rename(entities)
    for fact in facts:
        own = _flat([fact], renamed, strict=True)
        right = sum(any(_fits(want, pair, names, by_country=True) for want in wanted) for pair in own)
        yield right, len(own)


def recalled(gold: Reading, facts: Iterable[AnyFact], entities: Mapping[str, Entity]) -> Iterator[tuple[int, int]]:
    """How many pairs of each annotated fact were found, strictly, and how many it has: the mirror of `judge`."""
    names = _Names(gold.entities)
    found = _flat(facts, names.rename(entities), strict=True)
    for fact in gold.facts:
        own = _flat([fact], {key: key for key in gold.entities}, strict=True)
        yield _hits(own, found, names).total(), len(own)


def annotated(gold: Reading, entities: Mapping[str, Entity]) -> dict[str, str]:
    """Of each entity that was read the key of the annotated one that bears one of its names, else `?name`."""
    return _Names(gold.entities).rename(entities)


def fold(name: str) -> str:
    """A name with case, accents, punctuation and a leading article folded away.

    >>> fold("The Élysée"), fold("İlham Əliyev")
    ('elysee', 'ilham aliyev')
    """
    bare = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", " ", bare).strip().removeprefix("the ")


class _Names:
    """The annotated entities by name."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities
        self.by_name: dict[str, list[str]] = defaultdict(list)
        for key, entity in entities.items():
            for name in entity.names:
                self.by_name[fold(name)].append(key)

    def rename(self, others: Mapping[str, Entity]) -> dict[str, str]:
        """Other entities' keys, each with that of the annotated entity that bears one of its names."""
        return {key: self._find(entity) or f"?{entity.name}" for key, entity in others.items()}

    def _find(self, entity: Entity) -> str | None:
        hits = [key for name in entity.names for key in self.by_name.get(fold(name), ())]
        same = [key for key in hits if self.entities[key].type == entity.type]
        return next(iter(same or hits), None)

    def one_country(self, first: str | None, second: str | None) -> bool:
        """Whether one of two is a state, and the other lies in it."""
        if first is None or second is None or not {first, second} <= self.entities.keys():
            return False
        both = [self.entities[first], self.entities[second]]
        states = [
            key if entity.type == "State" else entity.country for key, entity in zip((first, second), both, strict=True)
        ]
        return "State" in {entity.type for entity in both} and states[0] is not None and states[0] == states[1]


def pairs(fact: AnyFact) -> list[tuple[str | None, str | None]]:
    """The pairs of entity ids that a fact is broken into, `None` for an end that it lacks."""
    value: Any = lambda name: getattr(fact, name, None)  # noqa: E731
    if fact.type == "meeting":
        sides = value("participant"), value("against")
        return [(a, b) for a in sides[0] for b in sides[1]] if sides[1] else list(combinations(sides[0], 2))
    if fact.type == "agreement":
        named = value("agreement")
        return [(party, named) for party in value("party")] if named else list(combinations(value("party"), 2))
    if fact.type == "mission":
        return [(value("sender"), value("receiver") or value("place"))]
    first, second = (value(name) for name in _ENDS[fact.type])
    return [(a, b) for a in _listed(first) for b in _listed(second)]


def _listed(value: str | tuple[str, ...] | None) -> tuple[str | None, ...]:
    return value if isinstance(value, tuple) else (value,)


def _flat(facts: Iterable[AnyFact], names: Mapping[str, str], strict: bool) -> list[Pair]:
    """The distinct pairs of some facts."""
    out: dict[Pair, None] = {}
    for fact in facts:
        action = fact.action if isinstance(fact, Relation) else None
        group = GROUPS[fact.modality] if strict else ""
        for first, second in pairs(fact):
            ends = tuple(None if end is None else names.get(end, f"?{end}") for end in (first, second))
            if ends[0] == ends[1]:
                continue
            if _undirected(fact):
                ends = tuple(sorted(ends, key=str))
            out[Pair(fact.type, (ends[0], ends[1]), action, group)] = None
    return list(out)


def _undirected(fact: AnyFact) -> bool:
    """Whether the order of a pair's ends says nothing."""
    if isinstance(fact, Relation):
        return fact.action in MUTUAL
    return isinstance(fact, Meeting) or (isinstance(fact, Agreement) and fact.agreement is None)


def _hits(wanted: list[Pair], found: list[Pair], names: _Names) -> Counter[str]:
    """How many wanted pairs of each type have a found pair of their own, the closest fit first."""
    hits = Counter[str]()
    left, open_ = list(found), list(wanted)
    for by_country in (False, True):
        for want in list(open_):
            match = next((pair for pair in left if _fits(want, pair, names, by_country)), None)
            if match is not None:
                hits[want.type] += 1
                left.remove(match)
                open_.remove(want)
    return hits


def _fits(want: Pair, pair: Pair, names: _Names, by_country: bool) -> bool:
    if (want.type, want.action, want.group) != (pair.type, pair.action, pair.group):
        return False
    loose = (
        {"visit": (False, True), "mission": (True, True)}.get(want.type, (False, False))
        if by_country
        else (False, False)
    )
    orders = [pair.ends, pair.ends[::-1]] if want.type == "meeting" else [pair.ends]
    return any(
        all(a == b or (may and names.one_country(a, b)) for a, b, may in zip(want.ends, ends, loose, strict=True))
        for ends in orders
    )
