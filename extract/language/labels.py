"""The label sets of the network: what each of its heads chooses from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import get_args, get_type_hints

from graph.fact import MODALITIES
from graph.facts import FACT_TYPES
from graph.records import ENTITY_TYPES

NAMES = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
"""Begin, inside and outside of the three kinds of names of the public corpora, in the order of the outputs."""

ROOT = "root"
"""The relation of a sentence's root in the treebanks; spaCy calls it `ROOT`."""

ROWS = (*(f"{type}:name" for type in ENTITY_TYPES), *(f"{type}:reference" for type in ENTITY_TYPES), "title")
"""The rows of the head of mentions, each marked with outside, begin, inside on its own, so that spans of different
types may lie in each other. A reference is what stands for an entity without naming it: "the minister", "we"."""

TIME = len(ENTITY_TYPES)
"""The type of a mention that is a time expression; the others are places in `ENTITY_TYPES`."""

KINDS = 2 * len(ENTITY_TYPES) + 1
"""Kinds of mentions: names by type, references by type, times."""

SUBTYPES = {
    "membership": "kind",
    "mission": "action",
    "agreement": "action",
    "participation": "capacity",
    "relation": "action",
}
"""The label of a fact type that is told together with the type."""


def _triggers() -> tuple[str, ...]:
    labels = []
    for type, record in FACT_TYPES.items():
        told = SUBTYPES.get(type)
        words = get_args(get_type_hints(record)[told]) if told else ()
        labels.extend([f"{type}:{word}" for word in words] or [type])
    return tuple(labels)


TRIGGERS = _triggers()
"""What a word may state: a fact type, with its action, kind or capacity where it has one (`agreement:sign`)."""

STATUSES = ("current", "former", "acting", "designate")
FORMATS = ("talks", "summit", "call", "lunch", "ceremony", "other")

NEAR = {"day": len("2024-03-05"), "month": len("2024-03"), "year": len("2024")}
"""How near to the document's own date something happened that no words date ("Welcome to Oslo", "I met him lately"),
and how much of that date it has; the shortest stretch of time first."""

ATTRIBUTES = {"modality": MODALITIES, "status": STATUSES, "format": FORMATS, "near": ("untold", *NEAR)}
"""What is told of each trigger besides its label."""

TIMES = ("date", "start", "end")

ARGUMENTS = {
    "role": ("person", "body", "to", "start", "end"),
    "membership": ("member", "body", "start", "end"),
    "visit": ("visitor", "destination", "host", "date", "end"),
    "meeting": ("participant", "with", "place", "date"),
    "mission": ("mission", "sender", "receiver", "place", "date"),
    "agreement": ("agreement", "party", "place", "date"),
    "participation": ("participant", "event", "place", "date"),
    "relation": ("source", "target", "date"),
}
"""The arguments of each fact type that a mention may fill; `date`, `start` and `end` are filled by times."""

ROLES = tuple(dict.fromkeys(role for roles in ARGUMENTS.values() for role in roles))
"""All arguments, in the order of the network's outputs."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that the treebanks give; a label's place is its number in the network.

    Args:
        tags: Penn Treebank tags, as in `token.tag_`.
        pos: universal parts of speech, as in `token.pos_`.
        lemmas: edits of `extract.language.lemmas`.
        relations: Universal Dependencies relations with their subtypes.
    """

    tags: tuple[str, ...]
    pos: tuple[str, ...]
    lemmas: tuple[str, ...]
    relations: tuple[str, ...]

    def to_json(self) -> str:
        """The labels as the text of `labels.json`."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Labels:
        """The labels out of the text of `labels.json`."""
        return cls(**{head: tuple(labels) for head, labels in json.loads(text).items()})
