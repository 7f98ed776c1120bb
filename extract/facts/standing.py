"""Who fills an argument: what is named there, or the state for which it stands."""

from __future__ import annotations

from collections.abc import Mapping

from extract.entities.types import type_of
from extract.facts.schema import OF_STATES, TYPES


def filler(label: str, role: str, id: str, countries: Mapping[str, str]) -> str | None:
    """The id that fills an argument where an entity is named; None where it can fill none.

    A city stands for its state where no place can be meant ("recalled its ambassador from Riga"), and a ministry or an
    embassy for its own where only states act ("was summoned to the Norwegian Foreign Ministry"). `countries` tells in
    which state an entity lies, or to which it belongs.

    >>> countries = {"place/riga": "state/LV", "organisation/norwegian-foreign-ministry": "state/NO"}
    >>> filler("relation:recall", "target", "place/riga", countries), filler("visit", "visitor", "event/games", {})
    ('state/LV', None)
    >>> [filler(f"relation:{act}", "source", [*countries][1], countries) for act in ("summon", "condemn")]
    ['state/NO', 'organisation/norwegian-foreign-ministry']
    """
    type, _, action = label.partition(":")
    allowed, own = TYPES.get((type, role), ()), type_of(id)
    if own == "Place" and "Place" not in allowed and "State" in allowed:
        return countries.get(id)
    if own == "Organisation" and type == "relation" and action in OF_STATES:
        return countries.get(id, id)
    return id if own in allowed else None
