"""For which state or organisation a person stands: the body of the post that most documents give."""

from __future__ import annotations

from collections import Counter

from graph.facts import Role
from graph.knowledge import KnowledgeGraph


def homes(graph: KnowledgeGraph) -> dict[str, str]:
    """The body of each person's post, by id; those without one are not there.

    A post of a state goes before one of an organisation, a present one before a former one, then the one that is
    stated most often, then the first by id.
    """
    counted: dict[str, Counter[tuple[bool, bool, str]]] = {}
    for statement in graph.facts(type="role"):
        fact = statement.fact
        if isinstance(fact, Role) and fact.body and fact.modality == "actual":
            key = (not fact.body.startswith("state/"), fact.status == "former", fact.body)
            counted.setdefault(fact.person, Counter())[key] += 1
    return {
        person: min(found, key=lambda key: (key[0], key[1], -found[key], key[2]))[2]
        for person, found in sorted(counted.items())
    }


def state_of(graph: KnowledgeGraph, entity: str, known: dict[str, str]) -> str | None:
    """The state that an entity stands for or lies in: itself, a place's, a person's by `homes`; None where unknown."""
    if entity.startswith("state/"):
        return entity
    if entity.startswith("person/"):
        home = known.get(entity)
        return home if home and home.startswith("state/") else None
    found = graph.entity(entity)
    return found.country if found else None
