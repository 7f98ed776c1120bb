"""Agreements: who negotiates, signs, ratifies, joins, breaks or leaves what."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims import agents, date_of, evidence_of, of_type, place_of
from extract.discourse import Discourse
from extract.modality import compose, modality_of
from extract.patterns import Match
from graph.facts import Agreement

_AGREEMENTS = frozenset({"Agreement"})


def find_agreements(discourse: Discourse, match: Match) -> Iterator[Agreement]:
    """The act on an agreement that a word states, where it tells the agreement or two parties."""
    agreements = of_type(discourse, match.get("agreement"), _AGREEMENTS)
    parties = agents(discourse, match.get("party"))
    if not parties or (not agreements and (len(parties) < 2 or "agreement" in match.pattern.slots)):
        return
    modality = modality_of(match.token)
    if match.pattern.modality:
        modality = compose(match.pattern.modality, modality)
    for agreement in agreements[:2] or (None,):
        yield Agreement(
            agreement=agreement,
            party=parties,
            action=match.pattern.labels.get("action", "agree"),
            date=date_of(discourse, match.token),
            place=place_of(discourse, match.token),
            modality=modality,
            evidence=evidence_of(match),
        )
