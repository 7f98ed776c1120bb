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


def state_of(code: str) -> str | None:
    """The id of the state that a code stands for, in letters of any size: ISO 3166-1, or Correlates of War.

    >>> state_of("fra"), state_of("GMY"), state_of("255"), state_of("XX")
    ('state/FR', 'state/DE', 'state/DE', None)
    """
    return _by_code().get(code.strip().upper())


@cache
def _by_code() -> dict[str, str]:
    found: dict[str, str] = {}
    every = sorted(_codes().items())
    for id, _ in every:
        found.setdefault(id.removeprefix("state/"), id)
    # Of codes that mean two states in the two lists, that of ISO is the one that others use.
    for field in ("iso3", "cow", "cow_number"):
        for id, known in every:
            if code := getattr(known, field):
                found.setdefault(code, id)
    return found


@cache
def _codes() -> dict[str, Codes]:
    listed = {row["id"]: (row["cow"], row["cow_number"]) for row in rows("state_codes")}
    return {state.id: Codes(state.alpha3 or "", *listed.get(state.id, ("", ""))) for state in states()}
