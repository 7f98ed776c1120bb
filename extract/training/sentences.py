"""The records that corpora are read into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Syntax:
    """What a treebank says of each word of a sentence; `heads` count from 1, the root has 0."""

    tags: tuple[str, ...]
    pos: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of words with what its corpus says of them; a layer that the corpus lacks is `None`, not empty.

    Args:
        words: the words.
        names: for each word its BIO label over PERSON, ORG and LOC; `None` for a single word means not known.
        syntax: the parse.
        bounded: whether it is one whole sentence; `False` for stretches whose sentences are not known.
    """

    words: tuple[str, ...]
    names: tuple[str | None, ...] | None = None
    syntax: Syntax | None = None
    bounded: bool = True


Text: TypeAlias = list[Sentence]
"""Consecutive sentences of one document."""


def mark(labels: list[str | None], start: int, end: int, *, label: str) -> None:
    """Write a name into a row of BIO labels, from `start` to `end` (exclusive)."""
    labels[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
