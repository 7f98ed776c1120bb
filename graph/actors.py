"""A user's own actors: a YAML file of entities that the gazetteer takes on top of its tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from graph.errors import KnowledgeError, RecordError
from graph.records import ENTITY_TYPES, Entity
from graph.states import states

_KEYS = frozenset(["type", "names", "country", "wikidata"])
_ID = re.compile(rf"({'|'.join(each.lower() for each in ENTITY_TYPES)})/[\w.~-]+")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*", re.ASCII)


def read_actors(path: Path) -> tuple[Entity, ...]:
    """The entities of a YAML file, in the order of the file; `docs/actors.md` has an example.

    Args:
        path: a mapping from id (`person/ada-lind`) to `type`, `names` and, where wanted, `country` and `wikidata`.

    Raises:
        KnowledgeError: the file cannot be read, is no such mapping, or an entry is not as it must be.
    """
    import srsly  # type: ignore[import-untyped]

    try:
        data = srsly.read_yaml(path)
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"cannot read the actors in {str(path)!r}: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise KnowledgeError(f"{str(path)!r} holds a mapping from id to actor; got {type(data).__name__}")
    countries = {state.id for state in states()} | {id for id in data if str(id).startswith("state/")}
    found = tuple(_actor(f"{str(path)!r}, {id!r}", str(id), entry) for id, entry in data.items())
    for actor in found:
        if actor.country is not None and actor.country not in countries:
            raise KnowledgeError(
                f"{str(path)!r}, {actor.id!r}: country is the id of a state of the tables or of this file, such as "
                f"state/SE; got {actor.country!r}"
            )
    return found


def _actor(where: str, id: str, entry: Any) -> Entity:
    if not isinstance(entry, dict) or not set(entry) <= _KEYS:
        raise KnowledgeError(f"{where}: an actor has {', '.join(sorted(_KEYS))} and no more; got {entry!r}")
    names, wikidata = entry.get("names"), entry.get("wikidata")
    if not isinstance(names, list) or not all(isinstance(name, str) and re.search(r"\w", name) for name in names):
        raise KnowledgeError(f"{where}: names is a list of strings, each with a letter or digit; got {names!r}")
    if wikidata is not None and not (isinstance(wikidata, str) and _WIKIDATA.fullmatch(wikidata)):
        raise KnowledgeError(f"{where}: wikidata looks like Q227; got {wikidata!r}")
    try:
        actor = Entity.from_dict(id, entry)
    except RecordError as error:
        raise KnowledgeError(f"{where}: {error}") from error
    kind = _ID.fullmatch(id)
    if kind is None or kind[1] != actor.type.lower():
        wanted = f"{actor.type.lower()}/ and then letters, digits and hyphens"
        raise KnowledgeError(f"{where}: the id of a {actor.type} is {wanted}; got {id!r}")
    return actor
