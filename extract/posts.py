"""The record of a post as a text gives it, for all that find out about it: its wording, its holder, its body."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.lexicon import words
from graph.facts import Modality
from graph.offices import Office

Status = Literal["current", "former", "acting", "designate"]


@dataclass(frozen=True, slots=True)
class Post:
    """An office in the text.

    Args:
        start, end: its tokens `[start, end)`, with what stands around it and tells its body.
        head: its noun.
        office: which office it is.
        title: how the text words it.
        status: how its holder stands to it.
        body: whose post it is.
        to: whom its holder is sent to.
        owner: the word that it belongs to where that names no body: "his" spokesman, adviser to the "president".
        person: who holds it.
        modality: of its being held.
        since, until: when it was taken and left, as partial dates.
        plural: whether it is said of several: "the ministers".
        sure: how often a body found in this way is the right one, 0 to 1.
    """

    start: int
    end: int
    head: int
    office: Office
    title: str
    status: Status = "current"
    body: str | None = None
    to: tuple[str, ...] = ()
    owner: int | None = None
    person: str | None = None
    modality: Modality = "actual"
    since: str | None = None
    until: str | None = None
    sure: float = 1.0
    plural: bool = False


@cache
def vocabulary(part: str, kind: str = "lemmas") -> frozenset[str]:
    """Some of the words of `ontologies/lexicon/posts.toml`.

    >>> "embassy" in vocabulary("mission")
    True
    """
    return frozenset(words("posts")[part][kind])


@cache
def statuses() -> dict[str, Status]:
    """What a word before or behind a post says of its holder.

    >>> statuses()["acting"]
    'acting'
    """
    return {word: status for status, listed in words("posts")["status"].items() for word in listed}
