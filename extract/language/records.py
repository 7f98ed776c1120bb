"""What the network says of a text, beyond what spaCy's own attributes hold: mentions, times, triggers, references."""

from __future__ import annotations

from dataclasses import dataclass

from extract.language.times import Expression
from graph.records import EntityType


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an entity: a name, or what refers to one ("the minister", "both sides", "we").

    Args:
        start, end: tokens `[start, end)` of the text, or of the title.
        type: of the entity.
        name: whether it names the entity; else it only refers to it.
        text: the words.
        title: whether it stands in the title.
        chance: of its being a mention at all, 0 to 1.
    """

    start: int
    end: int
    type: EntityType
    name: bool
    text: str
    title: bool = False
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression at the tokens `[start, end)`."""

    start: int
    end: int
    expression: Expression


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a role of a trigger: the place of a mention, or for `date`, `start`, `end` of a time; its chance."""

    role: str
    place: int
    chance: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that states a fact.

    Args:
        start, end: its tokens; of a role, those of the title of the post.
        label: one of `TRIGGERS`: the type with its action, kind or capacity.
        chance: that it states such a fact, 0 to 1.
        modality, status, format: the best of each of `ATTRIBUTES`.
        sure: the chance of the modality.
        arguments: who and what it is about, every candidate with a chance worth a thought.
        near: the chances that it happened on the day of the document, in its month, and in its year, although no words
            say so: each holds those before it.
    """

    start: int
    end: int
    label: str
    chance: float
    modality: str
    status: str
    format: str
    sure: float
    arguments: tuple[Argument, ...]
    near: tuple[float, ...] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Statements:
    """All that a text states, as words.

    Args:
        mentions, times: in the order of their finding.
        triggers: in the order of the text.
        same: pairs of places of a mention and of a name, with the chance that they stand for the same entity.
    """

    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    same: tuple[tuple[int, int, float], ...] = ()
