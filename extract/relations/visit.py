"""Visits: who travels where, and who receives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from extract.claims import agents, date_of, evidence_of, is_delegation, of_type, seen_from
from extract.company import company_of
from extract.discourse import Discourse
from extract.entity_types import STATELIKE, WHERE
from extract.modality import compose, modality_of
from extract.patterns import Match, heads_at
from extract.subjects import case_of
from graph.facts import Visit

_DESTINATIONS = frozenset({"Place", "State", "Organisation"})
# Going home is no visit; these say it, the others do not.
_HOMEWARD = frozenset(
    {"arrive", "come", "drive", "fly", "go", "head", "jet", "land", "reach", "return", "travel", "leave"}
)
# Only persons and delegations are received, sent or invited; a state is welcomed into an alliance.
_PERSONAL = frozenset({"greet", "host", "invite", "receive", "welcome"})
_SENDING = frozenset({"dispatch", "send"})


def find_visits(discourse: Discourse, match: Match) -> Iterator[Visit]:
    """The visit that a word states, where it tells who and where to."""
    lemma = match.token.lemma_.lower()
    visitors = _visitors(discourse, match, lemma)
    hosts = tuple(host for host in agents(discourse, match.get("host")) if host not in visitors)
    types = WHERE if lemma in _SENDING | _PERSONAL | {"enter", "reach"} else _DESTINATIONS
    destinations = of_type(discourse, match.get("destination") or _seat(discourse, match), types)
    destinations = tuple(place for place in destinations if place not in visitors)
    destinations = _abroad(discourse, match, visitors, destinations)
    if not visitors or not destinations:
        return
    modality = modality_of(match.token)
    if match.pattern.modality:
        modality = compose(match.pattern.modality, modality)
    modality, found = seen_from(discourse.document, modality, date_of(discourse, match.token))
    date, end = _stay(found)
    visit = Visit(
        visitor=visitors,
        destination=most_precise(discourse, destinations),
        host=hosts,
        date=date,
        end=end,
        modality=modality,
        evidence=evidence_of(match),
    )
    yield visit
    for one in company_of(discourse, visitors, match.token):
        guests = tuple(guest for guest in one.guests if guest not in visitors + hosts)
        if guests:
            modality = compose(visit.modality, one.modality)
            yield replace(visit, visitor=guests, modality=modality, evidence=tuple(sorted({*visit.evidence, one.span})))


def _abroad(
    discourse: Discourse, match: Match, visitors: tuple[str, ...], destinations: tuple[str, ...]
) -> tuple[str, ...]:
    """The destinations that are no way home, and not the visitor's own state under "the country"."""
    homes = {home for visitor in visitors for home in discourse.states_of(visitor)}
    heads = match.heads.get("destination", ())
    if match.token.lemma_.lower() in _HOMEWARD:
        return tuple(one for one in destinations if one not in homes and discourse.country_of(one) not in homes)
    if heads and all(discourse.mention_at(head.i) is None for head in heads):
        return tuple(one for one in destinations if one not in homes)
    return destinations


def _visitors(discourse: Discourse, match: Match, lemma: str) -> tuple[str, ...]:
    heads = match.heads.get("visitor", ())
    found = agents(discourse, match.get("visitor"))
    if lemma in _PERSONAL:
        return tuple(
            e for head in heads if is_delegation(discourse, head) for e in agents(discourse, discourse.refs(head))
        )
    if lemma in _SENDING:
        sent = [head for head in match.frame.get("object", ()) if is_delegation(discourse, head)]
        if not sent:
            return ()
        own = agents(discourse, discourse.all_refs(sent))
        senders = agents(discourse, discourse.all_refs(match.frame.get("subject", ())))
        # The envoy of a person is his state's.
        return own or tuple(dict.fromkeys(state for one in senders for state in discourse.states_of(one) or (one,)))
    if lemma == "enter":
        # Of a state, it says an invasion.
        return of_type(discourse, found, frozenset({"Person"}))
    if lemma == "leave" and "object" in match.frame:
        finite = match.token.tag_ in {"VBD", "VBZ", "VBP"}
        return tuple(one for one in found if finite and discourse.type(one) != "State")
    if lemma == "lead":
        # Who leads a delegation, and whose it is.
        led = [head for head in match.frame.get("object", ()) if head.lemma_ in match.pattern.object]
        return tuple(dict.fromkeys((*found, *of_type(discourse, discourse.all_refs(led), STATELIKE))))
    received = [head for head in heads if head.dep_ == "obj" and head.head.lemma_ in _PERSONAL]
    if match.pattern.pos == "noun" and received:
        # "Welcomed them for a visit": they came.
        return agents(discourse, discourse.all_refs(received))
    if match.pattern.pos == "noun" and not _acts(discourse, heads, match.token):
        return ()
    return found


def _seat(discourse: Discourse, match: Match) -> tuple[str, ...]:
    """Where the event lies to which somebody goes: "travelled to the summit in Bali"."""
    places = [part for place in match.pattern.slots["destination"] for part in place.split("|")]
    heads = [head for place in places for head in heads_at(match, place)]
    inner = [c for head in heads for c in head.children if c.dep_ in {"nmod", "obl"} and case_of(c) in {"in", "at"}]
    return discourse.all_refs(inner)


def _acts(discourse: Discourse, heads: tuple[Token, ...], noun: Token) -> bool:
    """Whether what stands before or behind a noun of travel is who travels, and not where to ("a tour of Iraq")."""
    return any(is_delegation(discourse, head) or head.dep_ == "nmod:poss" or head.head.i != noun.i for head in heads)


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
