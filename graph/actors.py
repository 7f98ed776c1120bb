"""A user's own actors: a YAML file of entities that the gazetteer takes on top of its tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.errors import KnowledgeError, RecordError
from graph.facts import Entity

_KEYS = frozenset(["type", "names", "country", "wikidata"])


def read_actors(path: Path) -> tuple[Entity, ...]:
    """The entities of a YAML file, in the order of the file.

    Args:
        path: a mapping from id (`person/ada-lind`) to `type`, `names` and, where wanted, `country` and `wikidata`.

    Raises:
        KnowledgeError: the file cannot be read, is no such mapping, or an entry lacks what it must have.
    """
    import srsly  # type: ignore[import-untyped]

    try:
        data = srsly.read_yaml(path)
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"cannot read the actors in {str(path)!r}: {error}") from error
    if not isinstance(data, dict):
        raise KnowledgeError(f"{str(path)!r} holds a mapping from id to actor; got {type(data).__name__}")
    return tuple(_actor(path, str(id), entry) for id, entry in data.items())


def _actor(path: Path, id: str, entry: Any) -> Entity:
    where = f"{str(path)!r}, {id!r}"
    if not isinstance(entry, dict) or not set(entry) <= _KEYS:
        raise KnowledgeError(f"{where}: an actor has {', '.join(sorted(_KEYS))} and no more; got {entry!r}")
    if not isinstance(entry.get("names"), list) or not all(isinstance(name, str) for name in entry["names"]):
        raise KnowledgeError(f"{where}: names is a list of strings; got {entry.get('names')!r}")
    try:
        return Entity.from_dict(id, entry)
    except RecordError as error:
        raise KnowledgeError(f"{where}: {error}") from error
