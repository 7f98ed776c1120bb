"""The entities that the tables hold, and every name that leads to one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Literal

from graph.matching import Case
from graph.records import Entity, EntityType
from graph.states import states
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
    places = {row["id"]: row for row in rows("places")}
    for state in states():
        metonyms = state.metonyms
        if state.kind in SPEAKING and state.capital:
            capital = places[state.capital]
            metonyms = (*metonyms, capital["name"], *split(capital["names"]))
        every = dict.fromkeys((*state.names, *state.adjectives, *state.demonyms))
        entity = Entity(
            id=state.id,
            type="State",
            names=tuple(name for name in every if name not in state.second),
            wikidata=state.wikidata,
        )
        unsure = state.unsure | state.second
        pairs = [*_named(state.id, state.names, unsure)]
        for how, some in zip(_WORDS, (state.adjectives, state.demonyms, metonyms), strict=True):
            pairs += [(name, Sense(state.id, how, name in unsure)) for name in some if name not in state.names]
        yield Known(entity, state.kind, state.capital, state.parent), pairs, state.second


def _named(id: str, names: Iterable[str], unsure: Set[str]) -> Iterator[tuple[str, Sense]]:
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
