"""Entities of one name, told apart where they stand side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from graph.phrases import Naming
from graph.reading import Statement


def apart(called: Mapping[str, str]) -> dict[str, str]:
    """The names of some entities by their ids; a name that several of them share has the id behind it.

    >>> apart({"person/lind": "Lind", "person/lind-se": "Lind", "person/berg": "Berg"})
    {'person/lind': 'Lind (person/lind)', 'person/lind-se': 'Lind (person/lind-se)', 'person/berg': 'Berg'}
    """
    bearers = Counter(called.values())
    return {id: f"{name} ({id})" if bearers[name] > 1 else name for id, name in called.items()}


def among(statements: Iterable[Statement], name: Naming) -> Naming:
    """The names of entities, those that some statements name told apart from each other.

    Args:
        statements: all that are shown together.
        name: called with each entity id, as `graph.lines.naming` makes it.
    """
    ids = sorted({id for statement in statements for _, id in statement.fact.entities()})
    told = apart({id: name(id) for id in ids})
    return lambda id: told[id] if id in told else name(id)
