"""From scores of words to spans: mentions, titles of posts, and the words that state facts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from extract.language.labels import ROWS
from graph.records import ENTITY_TYPES

Floats = NDArray[np.floating]
Ints = NDArray[np.intp]

LEAST_TRIGGER = 0.04
"""Words that state a fact with a smaller chance are not looked at; which of the others count is for the decoding."""

_TITLE = len(ROWS) - 1

LEAST_REFERENCE = 0.1
"""References are found from this chance on, names where nothing is likelier: a reference is used only where a fact
needs it, and that is told by the arguments."""

_REFERENCES = len(ENTITY_TYPES)


def mention_spans(rows: Floats, start: int, end: int) -> Iterator[tuple[int, int, int, float]]:
    """The mentions that begin among some words: first and last word, row, and the chance that one begins there.

    Args:
        rows: (words, ROWS, 3): scores of outside, begin, inside.
        start, end: the words `[start, end)`.
    """
    best = rows.argmax(-1)
    begins = softmax(rows[start:end, :_TITLE])[..., 1]
    likely = begins >= LEAST_REFERENCE
    likely[:, :_REFERENCES] = best[start:end, :_REFERENCES] == 1
    for row in range(_TITLE):
        for first in np.flatnonzero(likely[:, row]).tolist():
            yield first + start, _last(best, first + start, row), row, float(begins[first, row])


def title_end(rows: Floats, first: int) -> int:
    """The last word of a title of a post that begins at a word; the word itself where none is marked."""
    return _last(rows.argmax(-1), first, _TITLE)


def trigger_words(scores: Floats, start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """The words that may state facts: word, label and chance, in the order of the text."""
    chances = sigmoid(scores[start:end])
    for word, label in np.argwhere(chances >= LEAST_TRIGGER).tolist():
        yield word + start, label, float(chances[word, label])


def sigmoid(scores: Floats) -> Floats:
    """The chance that each score stands for, by itself."""
    chances: Floats = 1.0 / (1.0 + np.exp(-scores.astype(np.float64)))
    return chances


def softmax(scores: Floats) -> Floats:
    """The chances that scores stand for, of which one is so."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Floats = raised / raised.sum(-1, keepdims=True)
    return chances


def _last(best: Ints, first: int, row: int) -> int:
    last = first
    while last + 1 < len(best) and best[last + 1, row] == 2:
        last += 1
    return last
