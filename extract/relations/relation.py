"""Relations: acts of one towards another that change or show how they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.claims import agents, date_of, evidence_of, of_type
from extract.discourse import Discourse
from extract.frames import frame_of
from extract.modality import compose, modality_of
from extract.patterns import Match
from extract.subjects import case_of
from graph.facts import MUTUAL, Modality, Relation

_BETWEEN_STATES = MUTUAL | {"recall", "recognise", "derecognise"}
_STATES = frozenset({"State"})
_TARGETS = frozenset({"Person", "State", "Organisation", "Place"})
# What somebody has for another: it stands, whatever is said of it ("discussed their support for Cyprus").
_STANDING = frozenset({"aid", "recognise", "sanction", "support"})
# What is said of it that makes it one to come.
_TO_COME = frozenset(
    "announce ask expand extend increase offer pledge promise propose provide request secure seek want win".split()
)
# "Withdrew its recognition" undoes it.
_UNDOING = frozenset({"rescind", "revoke", "withdraw"})
# Acts that are nobody's towards his own state: that is domestic politics.
_ABROAD = frozenset({"accuse", "aid", "condemn", "recognise", "sanction", "support", "threaten"})


def find_relations(discourse: Discourse, match: Match) -> Iterator[Relation]:
    """The acts that a word states, one for each pair of source and target."""
    action: Any = match.pattern.labels["action"]
    if _is_charge(match) or (match.pattern.pos == "noun" and match.token.head.lemma_ in _UNDOING):
        return
    modality = _modality(match, action)
    if action == "establish" and modality == "denied" and match.frame.get("since"):
        # Who has had no relations since a year had them before.
        action, modality = "sever", "actual"
    sources = agents(discourse, match.get("source"))
    if action == "accredit":
        # It is a state that has its ambassador accredited.
        sources = tuple(dict.fromkeys(s for one in sources for s in discourse.states_of(one) or (one,)))
    targets = of_type(discourse, match.get("target"), _TARGETS)
    if action in _BETWEEN_STATES:
        # Diplomats are recalled from a capital, and it is its state that they are recalled from.
        targets = tuple(dict.fromkeys(discourse.country_of(one) or one for one in targets))
        # "To three EU countries - Austria, …": not to the Union.
        targets = of_type(discourse, targets, _STATES) if action == "recall" else targets
    if sources and not targets:
        targets = _understood(discourse, match, action, sources)
    if action == "mediate":
        places = {one: discourse.country_of(one) for one in targets if discourse.type(one) == "Place"}
        targets = tuple(dict.fromkeys(places.get(one) or one for one in targets))
    if action in MUTUAL and len(sources) > 1 and not targets:
        sources, targets = sources[:1], sources[1:]
    for source in sources:
        for target in targets:
            if source == target or (action in _ABROAD and target in discourse.states_of(source)):
                continue
            yield Relation(
                source=source,
                target=target,
                action=action,
                date=date_of(discourse, match.token),
                modality=modality,
                evidence=evidence_of(match),
            )


def _understood(discourse: Discourse, match: Match, action: str, sources: tuple[str, ...]) -> tuple[str, ...]:
    """The other side, where the word's own phrase leaves it out."""
    sent = match.token.sent
    if action == "mediate":
        # "Talks between Greece and Albania under UN mediation".
        for token in sent:
            if token.lower_ == "between" and token.dep_ == "case":
                return of_type(discourse, discourse.refs(token.head), _TARGETS)
    if action in {"sanction", "lift_sanctions"}:
        # "The Council has lifted the embargo": against whom has been said.
        against = {
            target
            for lemma in ("embargo", "sanction")
            for noun in discourse.by_lemma.get(("NOUN", lemma), ())
            for place in ("against", "on")
            for target in discourse.all_refs(frame_of(noun).get(place, ()))
        }
        against = {one for one in against if discourse.type(one) in _TARGETS}
        return tuple(against) if len(against) == 1 else ()
    return ()


def _modality(match: Match, action: str) -> Modality:
    token = match.token
    if "speaker" in match.pattern.slots.get("source", ()):
        # To say that another will bear the consequences is a threat made.
        return "actual"
    modality = modality_of(token)
    if any(child.lower_ == "no" for head in match.frame.get("object", ()) for child in head.children):
        modality = "denied" if modality == "actual" else modality
    if match.pattern.modality:
        modality = compose(match.pattern.modality, modality)
    if match.pattern.pos == "noun" and action in _STANDING and modality in {"planned", "possible", "cancelled"}:
        own = [head for place in ("poss", "mod") for head in match.frame.get(place, ())]
        if token.head.lemma_ not in _TO_COME and any(head in own for head in match.heads.get("source", ())):
            return "actual"
    return modality


def _is_charge(match: Match) -> bool:
    """Whether an act is what somebody is accused of: the accusation is the fact."""
    token = match.token
    for _ in range(3):
        if token.dep_ == "advcl" and token.tag_ == "VBG" and token.head.lemma_ in {"accuse", "suspect"}:
            return True
        if token.dep_ in {"obl", "advcl"} and case_of(token) == "of" and token.head.lemma_ == "accuse":
            return True
        token = token.head
    return False
