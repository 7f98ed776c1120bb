"""From a parsed document to its facts: every relation asked, and what says the same made one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc

from extract.confidence import LOWEST, confidence
from extract.dating import with_dates
from extract.discourse import Discourse
from extract.patterns import Match, matches
from extract.relations.agreement import find_agreements
from extract.relations.joint import find_named_members
from extract.relations.meeting import find_meetings
from extract.relations.membership import find_memberships
from extract.relations.mission import find_missions
from extract.relations.participation import find_attendances, find_participations
from extract.relations.relation import find_relations
from extract.relations.role import find_roles
from extract.relations.stay import find_stays
from extract.relations.unwelcome import find_unwelcome
from extract.relations.visit import find_visits
from graph.facts import AnyFact, Document, Entity, Reading, Role
from graph.gazetteer import Gazetteer

# Facts that a word of the lexicon states, and facts that are found by another road.
BY_WORD: dict[str, Callable[[Discourse, Match], Iterator[AnyFact]]] = {
    "agreement": find_agreements,
    "meeting": find_meetings,
    "membership": find_memberships,
    "participation": find_participations,
    "relation": find_relations,
    "visit": find_visits,
}
BY_DOCUMENT: dict[str, Callable[[Discourse], Iterator[AnyFact]]] = {
    "membership": find_named_members,
    "mission": find_missions,
    "participation": find_attendances,
    "relation": find_unwelcome,
    "role": find_roles,
    "visit": find_stays,
}


def read(doc: Doc, document: Document, gazetteer: Gazetteer) -> Reading:
    """The entities and facts of one parsed document.

    Args:
        doc: `document.text`, parsed and with entities.
        document: its record.
        gazetteer: what is known by name.
    """
    discourse = Discourse(doc, document, gazetteer)
    facts = unite(with_dates(discourse, unite(find_facts(discourse))))
    return Reading(document=document, entities=_entities(discourse, facts), facts=facts)


def find_facts(discourse: Discourse) -> Iterator[AnyFact]:
    """Every fact that a document states, as often as it states it, with its confidence; not what is seldom right."""
    for name, fact in stated(discourse):
        sure = confidence(name)
        if sure >= LOWEST:
            yield replace(fact, confidence=min(sure, fact.confidence))


def stated(discourse: Discourse) -> Iterator[tuple[str, AnyFact]]:
    """Every fact with the name of the pattern that found it (`visit/verb/tour`), or its type where none did."""
    for type, find in BY_DOCUMENT.items():
        for fact in find(discourse):
            yield type, fact
    for match in matches(discourse):
        for fact in BY_WORD[match.pattern.fact](discourse, match):
            yield match.pattern.name(match.token.lemma_.lower()), fact


def unite(facts: Iterable[AnyFact]) -> tuple[AnyFact, ...]:
    """The facts, each once, in the order of their first evidence.

    Two are one where they agree in what both tell: a fact without a date joins the same with one.
    """
    groups: dict[tuple[Any, ...], list[AnyFact]] = {}
    for fact in facts:
        group = groups.setdefault(_core(fact), [])
        for i, other in enumerate(group):
            joined = _join(other, fact)
            if joined is not None:
                group[i] = joined
                break
        else:
            group.append(fact)
    united = [fact for group in groups.values() for fact in group]
    return tuple(sorted(united, key=lambda fact: (fact.evidence, fact.type, str(fact.claim))))


_OPTIONAL = ("date", "end", "start", "place", "host", "topic", "to")


def _core(fact: AnyFact) -> tuple[Any, ...]:
    """What two statements of one fact must share."""
    names = [name for name in (*fact.arguments(), *fact.labels()) if name not in _OPTIONAL]
    return (fact.type, fact.modality, *(getattr(fact, name) for name in names if not _loose(fact, name)))


def _loose(fact: AnyFact, name: str) -> bool:
    """Labels that may be worded differently for one fact: a title, a format."""
    return name in {"title", "format"}


def _join(first: AnyFact, second: AnyFact) -> AnyFact | None:
    """Both as one fact, where no optional argument contradicts."""
    filled: dict[str, Any] = {}
    for name in _OPTIONAL:
        mine, other = getattr(first, name, None), getattr(second, name, None)
        if mine and other and mine != other and name not in {"topic", "host"}:
            return None
        if not mine and other:
            filled[name] = other
    if isinstance(first, Role) and isinstance(second, Role) and not _same_title(first.title, second.title):
        return None
    evidence = tuple(sorted({*first.evidence, *second.evidence}))
    return replace(first, evidence=evidence, confidence=max(first.confidence, second.confidence), **filled)


def _same_title(first: str, second: str) -> bool:
    mine, other = set(first.lower().split()), set(second.lower().split())
    return mine <= other or other <= mine


def _entities(discourse: Discourse, facts: tuple[AnyFact, ...]) -> dict[str, Entity]:
    """Every entity that is named, and of the described ones those that a fact speaks of; with their countries."""
    used = {entity for fact in facts for _, entity in fact.entities()}
    drafts = discourse.register.drafts
    described = {mention.entity for mention in discourse.mentions if mention.start in discourse.described}
    shown = [id for id, draft in drafts.items() if id in used or draft.type not in {"Event", "Agreement", "Mission"}]
    for id in list(shown):
        country = drafts[id].country
        if country is not None and country not in drafts and discourse.gazetteer.entity(country):
            discourse.register.known(country)
    shown = [id for id in drafts if id in shown or any(drafts[one].country == id for one in shown)]
    return {id: drafts[id].entity() for id in sorted(shown) if id in used or id not in described}
