"""Visits: who travels where, and who receives them."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims import agents, date_of, evidence_of, of_type
from extract.discourse import Discourse
from extract.modality import compose, modality_of
from extract.patterns import Match
from graph.facts import Visit

_DESTINATIONS = frozenset({"Place", "State", "Organisation"})


def find_visits(discourse: Discourse, match: Match) -> Iterator[Visit]:
    """The visit that a word states, where it tells who and where to."""
    visitors = agents(discourse, match.get("visitor"))
    destinations = of_type(discourse, match.get("destination"), _DESTINATIONS)
    hosts = agents(discourse, match.get("host"))
    destinations = tuple(place for place in destinations if place not in visitors)
    if not visitors or not destinations:
        return
    modality = modality_of(match.token)
    if match.pattern.modality:
        modality = compose(match.pattern.modality, modality)
    date, end = _stay(date_of(discourse, match.token))
    yield Visit(
        visitor=visitors,
        destination=most_precise(discourse, destinations),
        host=tuple(host for host in hosts if host not in visitors),
        date=date,
        end=end,
        modality=modality,
        evidence=evidence_of(match),
    )


def most_precise(discourse: Discourse, places: tuple[str, ...]) -> tuple[str, ...]:
    """Places without the states that they lie in ("Baku, Azerbaijan" is Baku)."""
    lying_in = {discourse.register.drafts[place].country for place in places}
    return tuple(place for place in places if place not in lying_in)


def _stay(date: str | None) -> tuple[str | None, str | None]:
    """The first and the last day of a stay that is given in days."""
    if date is not None and "/" in date and len(date) == 21:
        first, last = date.split("/")
        return first, last
    return date, None
