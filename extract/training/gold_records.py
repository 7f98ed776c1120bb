"""What the network learns of an annotated document, as records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extract.language.labels import FORMATS, STATUSES, SUBTYPES, TRIGGERS
from graph.fact import MODALITIES
from graph.records import digest

Key = tuple[int, int, int, bool]

_HELD_OUT = 14
"""One annotated document in so many is held out, by its id: thresholds and confidence are set by these."""


@dataclass(slots=True)
class Mention:
    """Words `[start, end)` that stand for entities: `type` is a place in `ENTITY_TYPES`, or `TIME`.

    `entities` are keys of the document, `None` where it is not known which of several.
    """

    start: int
    end: int
    type: int
    name: bool
    entities: frozenset[str] | None

    @property
    def key(self) -> Key:
        """What makes two mentions the same span."""
        return self.start, self.end, self.type, self.name


@dataclass(slots=True)
class Trigger:
    """A word that states a fact: label, attributes, and arguments as pairs of role and mention; -1 is unknown.

    `times_known` is whether the times among the arguments are all there are.
    """

    word: int
    label: int
    modality: int
    status: int
    format: int
    near: int = -1
    arguments: set[tuple[str, Key]] = field(default_factory=set)
    times_known: bool = True


@dataclass(slots=True)
class GoldText:
    """A document, or its title, as words with what is known of them.

    `unknown_rows` are stretches of words by the type whose mentions are not known there; `unknown_triggers` are words
    and labels of which it is not known whether the word states them; `title` holds the stretches of titles of posts.
    """

    words: list[str]
    bounds: set[int]
    mentions: dict[Key, Mention]
    unknown_rows: list[tuple[int, int, int]]
    triggers: dict[tuple[int, int], Trigger]
    unknown_triggers: set[tuple[int, int]]
    titles: list[tuple[int, int]]
    references_known: bool = True


@dataclass(slots=True)
class GoldDocument:
    """An annotated document, as words."""

    id: str
    source: str
    kind: str
    title: GoldText
    text: GoldText


def label_of(fact: dict[str, Any]) -> int | None:
    """The place of a fact's label in `TRIGGERS`; `None` for one that the network does not know."""
    told = SUBTYPES.get(fact["type"])
    default = {"kind": "member", "capacity": "participant", "action": "exists"}.get(told or "")
    label = f"{fact['type']}:{fact.get(told) or default}" if told else fact["type"]
    return TRIGGERS.index(label) if label in TRIGGERS else None


def trigger_of(fact: dict[str, Any], word: int, label: int) -> Trigger:
    """The trigger of a fact at a word, without its arguments."""
    status = fact.get("status") or ("current" if fact["type"] in {"role", "membership"} else None)
    format = fact.get("format")
    return Trigger(
        word,
        label,
        MODALITIES.index(fact.get("modality", "actual")),
        STATUSES.index(status) if status in STATUSES else -1,
        FORMATS.index(format) if format in FORMATS else -1,
    )


def is_held_out(document: str) -> bool:
    """Whether an annotated document is kept out of training, by its id."""
    return int(digest(document), 16) % _HELD_OUT == 0


def listed(value: Any) -> list[str]:
    """The entities that an argument of an annotated fact names: one, several, or none."""
    return [] if value is None else list(value) if isinstance(value, list) else [value]
