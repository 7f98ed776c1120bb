"""The ontology as the program sees it: what each record is called there, and the files it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Literal, get_args, get_origin, get_type_hints

from graph.facts import FACT_TYPES
from graph.terms import NAMESPACE, TERMS, Terms

FACT_CLASSES: dict[str, str] = {
    "role": "Role",
    "membership": "Membership",
    "visit": "Visit",
    "meeting": "Meeting",
    "mission": "Representation",
    "agreement": "TreatyAction",
    "participation": "Participation",
    "relation": "Relation",
}
"""The class of each fact type. An embassy is an `lg:Mission` and a treaty an `lg:Agreement`; having the one or
signing the other is a fact, and needs a name of its own."""

_PROPERTIES = {
    "to": "accreditedTo",
    "against": "counterpart",
    "date": "statedDate",
    "start": "statedStart",
    "end": "statedEnd",
}


def property_name(field: str) -> str:
    """The property that a field of a fact becomes.

    >>> property_name("visitor"), property_name("against")
    ('visitor', 'counterpart')
    """
    return _PROPERTIES.get(field, field)


def concept_name(fact_type: str, field: str, value: str) -> str:
    """The concept that one of a few allowed words becomes; modalities are the same for all facts.

    >>> concept_name("agreement", "action", "enter_into_force"), concept_name("visit", "modality", "planned")
    ('TreatyActionEnterIntoForce', 'Planned')
    """
    camel = "".join(part.capitalize() for part in value.split("_"))
    return camel if field == "modality" else FACT_CLASSES[fact_type] + camel


@cache
def choices(fact_type: str) -> dict[str, tuple[str, ...]]:
    """The fields of a fact type that take one of a few words, with the words, in the order of the record."""
    kind = FACT_TYPES[fact_type]
    hints = get_type_hints(kind)
    return {f.name: get_args(hints[f.name]) for f in fields(kind) if get_origin(hints[f.name]) is Literal}


def concepts() -> Iterator[tuple[str, str, str, str]]:
    """Each concept that facts use: its name, the fact type, the field, and the word in the records."""
    for fact_type in FACT_TYPES:
        for field, words in choices(fact_type).items():
            for word in words:
                yield concept_name(fact_type, field, word), fact_type, field, word


def ontology(name: str = "legation.ttl", *, terms: Terms = TERMS) -> str:
    """A Turtle file of the ontology (`legation.ttl`, or its shapes in `shapes.ttl`), in the namespace of `terms`."""
    return (files("ontologies") / name).read_text("utf-8").replace(NAMESPACE, terms.namespace)
