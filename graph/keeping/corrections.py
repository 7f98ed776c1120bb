"""What decisions make of a reading: a function of the two, so that what was read can be had back at any time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from graph.errors import RecordError
from graph.facts import AnyFact, fact_from_dict
from graph.keeping.decision import ABOUT_FACTS, Decision, canonical_json
from graph.keeping.places import is_place
from graph.reading import Reading
from graph.records import Entity

Unfit = Callable[[Decision, str], None]

_KEPT = ("evidence", "confidence")
_SUBJECTS = frozenset({"visitor", "participant", "party"})
"""Those whom a fact is about, without whom it says nothing; what stands alone in its place is needed anyway."""


class Corrections:
    """Decisions, ready to be applied to readings.

    Args:
        decisions: in the order in which they were taken; of two about the same fact, the later one stands.

    >>> from graph.records import Document
    >>> ada = Entity(id="person/a-lind", type="Person", names=("A Lind",))
    >>> reading = Reading(document=Document(id="d", text="A Lind."), entities={ada.id: ada}, facts=())
    >>> one = Decision(action="merge", entities=("person/ada-lind", "person/a-lind"))
    >>> [*Corrections([one]).apply(reading).entities]
    ['person/ada-lind']
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._merged: dict[str, str] = {}
        self._split: dict[tuple[str, str], str] = {}
        self._facts: dict[str, list[Decision]] = {}
        self._claims: dict[tuple[str, str], list[Decision]] = {}
        for decision in decisions:
            if decision.action == "merge":
                first, *others = map(self.canonical, decision.entities)
                self._merged.update({other: first for other in others if other != first})
            elif decision.action == "split":
                old, new = decision.entities
                self._split.update({(document, old): new for document in decision.documents})
            elif decision.action in ABOUT_FACTS and decision.fact:
                self._facts.setdefault(decision.fact, []).append(decision)
                if decision.source and decision.claim and is_place(decision.source):
                    self._claims.setdefault((decision.source, decision.claim), []).append(decision)

    def canonical(self, entity: str) -> str:
        """The id of the entity that an entity was merged into; its own where it was not."""
        while entity in self._merged:
            entity = self._merged[entity]
        return entity

    def entity(self, document: str, entity: str) -> str:
        """The id that an entity of a document goes by."""
        merged = self.canonical(entity)
        split = self._split.get((document, entity)) or self._split.get((document, merged), merged)
        return self.canonical(split)

    def about(self, fact: AnyFact, reading: Reading) -> list[Decision]:
        """The decisions about a fact as it was read: by its id, or by its claim in a text of the same source."""
        document = reading.document
        found = [*self._facts.get(fact.id(document.id), ())]
        if document.source and self._claims:
            found += [each for each in self._claims.get((document.source, claim(fact)), ()) if each not in found]
        return found

    def apply(self, reading: Reading, *, unfit: Unfit | None = None) -> Reading:
        """The reading as the decisions have it; the very same where none touches it.

        Args:
            reading: as it was read.
            unfit: called with each decision that does not fit what was read, and why; it is left aside then. So may
                one that did fit, when its text is corrected or another decision is undone.

        Raises:
            RecordError: without `unfit`, a change does not fit the fact or the document.
        """
        document = reading.document.id
        ids = {id: self.entity(document, id) for id in (*reading.entities, *_countries(reading))}
        decided = {index: found for index, fact in enumerate(reading.facts) if (found := self.about(fact, reading))}
        if not decided and all(old == new for old, new in ids.items()):
            return reading
        facts: dict[Any, AnyFact] = {}
        for index, fact in enumerate(reading.facts):
            fitting = decided.get(index, ())
            if unfit and fitting:
                fitting = [*_fitting(fact, fitting, {*ids, *ids.values()}, unfit)]
            for kept in _decided(fact, fitting):
                known = _renamed(kept, ids)
                facts[known.claim] = facts[known.claim].merged(known) if known.claim in facts else known  # type: ignore[arg-type]
        entities = _entities(reading, ids)
        for fact in facts.values():
            lost = sorted({key for _, key in fact.entities()} - entities.keys())
            if lost:
                raise RecordError(f"document {document!r} names no {', '.join(lost)}; amend facts with what it names")
        return Reading(document=reading.document, entities=entities, facts=tuple(facts.values()))

    def fact(self, fact: AnyFact, reading: Reading) -> AnyFact | None:
        """What becomes of one fact of a reading; None where it is rejected."""
        ids = {id: self.entity(reading.document.id, id) for id in reading.entities}
        return next((_renamed(kept, ids) for kept in _decided(fact, self.about(fact, reading))), None)


def _fitting(
    fact: AnyFact, decisions: Iterable[Decision], entities: Collection[str], unfit: Unfit
) -> Iterator[Decision]:
    """The decisions that can be put into force on a fact of a document with some entities."""
    for decision in decisions:
        if decision.action == "amend":
            try:
                changed = amended(fact, decision.changed())
                if lost := sorted({id for _, id in changed.entities()} - set(entities)):
                    raise RecordError(f"the document names no {', '.join(lost)}")
            except RecordError as error:
                unfit(decision, str(error))
                continue
            fact = changed
        yield decision


def claim(fact: AnyFact) -> str:
    """What a fact claims, as JSON."""
    return canonical_json({key: value for key, value in fact.to_dict().items() if key not in _KEPT})


def _decided(fact: AnyFact, decisions: Iterable[Decision]) -> Iterator[AnyFact]:
    """The fact with what was decided about it; nothing where it was rejected."""
    rejected = False
    for decision in decisions:
        if decision.action in ("reject", "accept"):
            rejected = decision.action == "reject"
            fact = fact if rejected else replace(fact, confidence=1.0)
        if decision.action == "amend":
            fact = amended(fact, decision.changed())
    if not rejected:
        yield fact


def amended(fact: AnyFact, changes: dict[str, Any]) -> AnyFact:
    """A fact with some fields changed; None as a value takes one out.

    Raises:
        RecordError: the type of fact has no such field, or the value does not fit it.
    """
    fixed = sorted(changes.keys() & set(_KEPT))
    if fixed:
        raise RecordError(f"the {fixed[0]} of a fact is what was read; amend what it says, or reject it")
    emptied = sorted(name for name, value in changes.items() if value is None and name in _SUBJECTS)
    if emptied:
        raise RecordError(f"a {fact.type} has a {emptied[0]}; reject the fact if it has none")
    data = {**fact.to_dict(), **changes}
    changed = fact_from_dict({key: value for key, value in data.items() if value is not None and key not in _KEPT})
    return replace(changed, evidence=fact.evidence, confidence=fact.confidence)


def _renamed(fact: AnyFact, ids: dict[str, str]) -> AnyFact:
    """The fact with the ids of its entities changed; one that fills an argument twice fills it once."""
    changes: dict[str, Any] = {}
    for name, many in fact.arguments().items():
        value = getattr(fact, name)
        if many:
            changes[name] = tuple(dict.fromkeys(ids.get(each, each) for each in value))
        elif value is not None:
            changes[name] = ids.get(value, value)
    return replace(fact, **changes)


def _countries(reading: Reading) -> set[str]:
    return {entity.country for entity in reading.entities.values() if entity.country}


def _entities(reading: Reading, ids: dict[str, str]) -> dict[str, Entity]:
    """The entities under their new ids; of several that became one, the one that gave its id is named first."""
    together: dict[str, list[Entity]] = {}
    for id, entity in sorted(reading.entities.items()):
        together.setdefault(ids[id], []).append(entity)
    found = {}
    for new, several in sorted(together.items()):
        several.sort(key=lambda entity: (entity.id != new, entity.id))
        country = next((each.country for each in several if each.country), None)
        found[new] = Entity(
            id=new,
            type=several[0].type,
            names=tuple(dict.fromkeys(name for each in several for name in each.names)),
            country=ids.get(country, country) if country else None,
            wikidata=next((each.wikidata for each in several if each.wikidata), None),
        )
    return found
