"""The label sets of the language model: what each head chooses from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

NAMES = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
"""Begin, inside and outside of the three kinds of names, in the order of the network's outputs."""

ROOT = "root"
"""The relation of a sentence's root in the treebanks; spaCy calls it `ROOT`."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of the heads; a label's place is its number in the network.

    Args:
        tags: Penn Treebank tags, as in `token.tag_`.
        pos: universal parts of speech, as in `token.pos_`.
        lemmas: edits of `extract.lemmas`.
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
