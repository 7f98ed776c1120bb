"""The types of entities: what an id tells of its own, and those that may be described only."""

from __future__ import annotations

from typing import cast, get_args

from graph.records import EntityType

DESCRIBED = frozenset({"Event", "Agreement", "Mission"})
"""What a text may speak of without naming it ("the talks"): an entity where a fact speaks of it."""

UNTOLD = frozenset({"accord", "agreement", "deal", "pact", "treaty"})
"""What says of an agreement no more than that it is one."""

_BY_PREFIX = {type.lower(): cast(EntityType, type) for type in get_args(EntityType)}


def type_of(id: str) -> EntityType:
    """The type of an entity, from its id.

    >>> type_of("state/AZ")
    'State'
    """
    return _BY_PREFIX[id.partition("/")[0]]
