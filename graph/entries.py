"""The entities that the tables hold, and every name that leads to one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

from graph.facts import Entity, EntityType
from graph.matching import Case
from graph.tables import Row, rows, split

How = Literal["name", "acronym", "adjective", "demonym", "metonym", "description"]

_ACRONYM = re.compile(r"[A-Z0-9][A-Za-z0-9.\-/+]{0,7}")
_CAPITAL = re.compile(r"[A-Z]")
_TYPES: dict[str, EntityType] = {
    "state": "State",
    "place": "Place",
    "organisation": "Organisation",
    "agreement": "Agreement",
    "event": "Event",
}
# A dependency or a state of the past does not speak through its capital.
_WORDS: tuple[How, ...] = ("adjective", "demonym", "metonym")
SPEAKING = frozenset(["state", "observer", "contested"])


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a name may stand for.

    Args:
        id: the entity's id: `state/AZ`, `place/baku`, `organisation/nato`.
        how: as its `name` or `acronym`; by an `adjective` or `demonym` of a state; as a `metonym` (a capital or a
            building for the government); by a `description` that holds only where the entity is already known in
            the document ("the alliance").
        needs_context: the name is too common or too widely shared to count by itself. It counts where something else
            speaks for it: the language model sees a name of that type, or the entity is met by another name.
    """

    id: str
    how: How
    needs_context: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """An entity with what the tables alone know: its kind, where it sits (a state's capital), its parent."""

    entity: Entity
    kind: str = ""
    seat: str | None = None
    parent: str | None = None


def case_of(name: str, how: How) -> Case:
    """How closely a name's capitals count: an acronym's all of them, a description's none, else the first."""
    if how == "description":
        return "any"
    return "exact" if how == "acronym" or is_acronym(name) else "first"


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals, as acronyms are.

    >>> [name for name in ("U.S.", "WHO", "G7", "P5+1", "Nato", "Quad") if is_acronym(name)]
    ['U.S.', 'WHO', 'G7', 'P5+1']
    """
    if name.isupper():
        return len(name) <= 8 and " " not in name
    return bool(_ACRONYM.fullmatch(name)) and len(_CAPITAL.findall(name)) * 2 > len(name)


def entries() -> tuple[list[Known], list[tuple[str, Sense]]]:
    """All entities of the tables, and each name with its sense."""
    known: list[Known] = []
    names: list[tuple[str, Sense]] = []
    last: list[tuple[str, Sense]] = []
    for one, pairs, second in (*_states(), *map(_body, _listed("places", "organisations", "agreements"))):
        known.append(one)
        for name, sense in pairs:
            (last if name in second else names).append((name, sense))
    return known, names + last


# An entity, its names with their senses, and those names that more often mean another.
Entry = tuple[Known, list[tuple[str, Sense]], frozenset[str]]


def _listed(*tables: str) -> Iterator[Row]:
    for table in tables:
        yield from rows(table)


def _states() -> Iterator[Entry]:
    base = {row["id"]: row for table in ("states", "historical_states") for row in rows(table)}
    places = {row["id"]: row for row in rows("places")}
    taken = {
        word for row in rows("state_words") for column in ("adjectives", "demonyms") for word in split(row[column])
    }
    for words in rows("state_words"):
        row = base[words["id"]]
        dropped = {*split(words["dropped"]), *taken}
        formal = [row["name"], row["full_name"], *split(row["names"])]
        own = [words["name"] or row["name"], *split(words["names"])]
        names = list(dict.fromkeys([*own, *(name for name in formal if name not in dropped)]))
        adjectives, demonyms, metonyms = (split(words[c]) for c in ("adjectives", "demonyms", "metonyms"))
        if words["kind"] in SPEAKING and words["capital"]:
            capital = places[words["capital"]]
            metonyms = (*metonyms, capital["name"], *split(capital["names"]))
        second = frozenset(split(words["second"]))
        entity = Entity(
            id=row["id"],
            type="State",
            names=tuple(dict.fromkeys(name for name in (*names, *adjectives, *demonyms) if name not in second)),
            wikidata=words["wikidata"] or row["wikidata"] or None,
        )
        unsure = second.union(split(words["unsure"]))
        pairs = [*_named(entity.id, names, unsure)]
        for how, some in zip(_WORDS, (adjectives, demonyms, metonyms), strict=True):
            pairs += [(name, Sense(entity.id, how, name in unsure)) for name in some if name not in names]
        yield Known(entity, words["kind"], words["capital"] or None, row["parent"] or None), pairs, second


def _named(id: str, names: list[str], unsure: Set[str]) -> Iterator[tuple[str, Sense]]:
    for name in names:
        yield name, Sense(id, "acronym" if is_acronym(name) else "name", name in unsure)


def _body(row: Row) -> Entry:
    id = row["id"]
    names = list(dict.fromkeys([row["name"], *split(row["names"])]))
    entity = Entity(
        id=id,
        type=_TYPES[id.partition("/")[0]],
        names=tuple(names),
        country=row.get("country") or None,
        wikidata=row.get("wikidata") or None,
    )
    known = Known(entity, row.get("kind", ""), row.get("seat") or row.get("place") or None, row.get("parent") or None)
    pairs = [*_named(id, names, set(split(row["unsure"])))]
    pairs += [(name, Sense(id, "metonym")) for name in split(row.get("metonyms", ""))]
    pairs += [(name, Sense(id, "description", True)) for name in split(row.get("descriptions", ""))]
    return known, pairs, frozenset()
