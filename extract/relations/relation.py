"""Relations: acts of one towards another that change or show how they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.claims import agents, date_of, evidence_of, of_type
from extract.discourse import Discourse
from extract.modality import compose, modality_of
from extract.patterns import Match
from graph.facts import Relation

# Acts without direction: one fact for two sides, in the order of the text.
MUTUAL = frozenset({"establish", "restore", "sever", "upgrade", "downgrade"})
_BETWEEN_STATES = MUTUAL | {"recall", "recognise", "derecognise"}
_TARGETS = frozenset({"Person", "State", "Organisation", "Place"})


def find_relations(discourse: Discourse, match: Match) -> Iterator[Relation]:
    """The acts that a word states, one for each pair of source and target."""
    action: Any = match.pattern.labels["action"]
    modality = modality_of(match.token)
    if match.pattern.modality:
        modality = compose(match.pattern.modality, modality)
    sources = agents(discourse, match.get("source"))
    targets = of_type(discourse, match.get("target"), _TARGETS)
    if action in _BETWEEN_STATES:
        # Diplomats are recalled from a capital, and it is its state that they are recalled from.
        targets = tuple(dict.fromkeys(discourse.country_of(one) or one for one in targets))
    if action in MUTUAL and len(sources) > 1 and not targets:
        sources, targets = sources[:1], sources[1:]
    for source in sources:
        for target in targets:
            if source != target:
                yield Relation(
                    source=source,
                    target=target,
                    action=action,
                    date=date_of(discourse, match.token),
                    modality=modality,
                    evidence=evidence_of(match),
                )
