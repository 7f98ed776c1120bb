"""From the network's scores to a valid parse and valid names, for a batch of windows at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.language.labels import NAMES
from extract.language.tree import best_tree

Floats = NDArray[np.floating]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]


def trees(arcs: Floats, starts: Bools, lengths: Ints) -> Ints:
    """The heads of all words: one tree with one root for each sentence.

    Args:
        arcs: (windows, words, words + 1), for each word the score of each head; column 0 is the root.
        starts: (windows, words), whether a word begins a sentence; the first of a window does.
        lengths: the number of words of each window; the rest is padding.

    Returns:
        (windows, words): 0 for a root, `i + 1` for the word `i` of the window; 0 in the padding.
    """
    windows, words = starts.shape
    valid = np.arange(words) < lengths[:, None]
    sentences = np.where(valid, starts.cumsum(1), 0)
    together = (sentences[:, :, None] == sentences[:, None, :]) & ~np.eye(words, dtype=bool)
    scores = np.concatenate([arcs[..., :1], np.where(together, arcs[..., 1:], -np.inf)], 2)
    heads = np.where(valid, scores.argmax(2), 0)

    # Following heads twice as far each time: whoever has not come to the root by then runs in a circle.
    ends = np.concatenate([np.zeros((windows, 1), dtype=np.intp), heads], 1)
    for _ in range(words.bit_length()):
        ends = np.take_along_axis(ends, ends, 1)
    # A number for each sentence of the batch.
    numbers = sentences + np.arange(windows)[:, None] * (words + 1)
    roots = np.bincount(numbers[valid & (heads == 0)], minlength=windows * (words + 1))
    for number in np.unique(numbers[valid & ((roots[numbers] != 1) | (ends[:, 1:] != 0))]):
        window, sentence = divmod(int(number), words + 1)
        first, last = np.flatnonzero(sentences[window] == sentence)[[0, -1]]
        columns = np.r_[0, first + 1 : last + 2]
        found = best_tree(scores[window, first : last + 1][:, columns])
        heads[window, first : last + 1] = columns[found]
    return heads


def names(scores: Floats, starts: Bools, lengths: Ints) -> Ints:
    """The best valid row of name labels: an `I-` only after its own kind, and no name over the bound of a sentence.

    Args:
        scores: (windows, words, labels), as in `NAMES`.
        starts: as in `trees`.
        lengths: as in `trees`.

    Returns:
        (windows, words): places in `NAMES`; `O` in the padding.
    """
    windows, words, count = scores.shape
    scores = np.where(starts[..., None] & _INSIDE, -np.inf, scores)
    padding = np.arange(words) >= lengths[:, None]
    scores = np.where(padding[..., None], np.where(np.arange(count) == 0, 0.0, -np.inf), scores)
    best = scores[:, 0]
    before = np.zeros((windows, words, count), dtype=np.intp)
    for word in range(1, words):
        paths = best[:, :, None] + _FOLLOWS
        before[:, word] = paths.argmax(1)
        best = paths.max(1) + scores[:, word]
    labels = np.zeros((windows, words), dtype=np.intp)
    labels[:, -1] = best.argmax(1)
    rows = np.arange(windows)
    for word in range(words - 1, 0, -1):
        labels[:, word - 1] = before[rows, word, labels[:, word]]
    return labels


_INSIDE = np.array([label.startswith("I-") for label in NAMES])
_FOLLOWS = np.array(
    [[0.0 if second[0] != "I" or first[2:] == second[2:] else -np.inf for second in NAMES] for first in NAMES]
)
