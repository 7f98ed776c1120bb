"""Codes that other data sets call states by: ISO 3166-1 alpha-3, and those of the Correlates of War project."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graph.states import states
from graph.tables import rows


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a state; empty where it has none.

    Args:
        iso3: ISO 3166-1, three letters.
        cow: the abbreviation in the Correlates of War project's list of states.
        cow_number: its number there.
    """

    iso3: str = ""
    cow: str = ""
    cow_number: str = ""


def codes(state: str) -> Codes:
    """The codes of a state by its id; all empty for anything else.

    >>> codes("state/DE"), codes("person/ada-lind")
    (Codes(iso3='DEU', cow='GMY', cow_number='255'), Codes(iso3='', cow='', cow_number=''))
    """
    return _codes().get(state, Codes())


@cache
def _codes() -> dict[str, Codes]:
    listed = {row["id"]: (row["cow"], row["cow_number"]) for row in rows("state_codes")}
    return {state.id: Codes(state.alpha3 or "", *listed.get(state.id, ("", ""))) for state in states()}
