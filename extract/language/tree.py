"""The best dependency tree of a sentence out of the scores of its arcs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]
Heads = NDArray[np.signedinteger]


def best_tree(scores: Scores) -> Heads:
    """The tree of highest score that has exactly one root: the algorithm of Chu and Liu, and of Edmonds.

    For the few sentences whose words, each choosing its best head alone, make a circle or more than one root.

    Args:
        scores: (words, words + 1), for each word the score of each head; column 0 is the root, column `i + 1` word `i`.

    Returns:
        for each word its head: 0 for the root, `i + 1` for word `i`.

    Source: Edmonds, "Optimum branchings", 1967.

    >>> best_tree(np.array([[1.0, 0.0, 5.0], [2.0, 5.0, 0.0]])).tolist()
    [2, 0]
    """
    words = len(scores)
    square = np.full((words + 1, words + 1), -np.inf)
    square[1:] = scores
    finite = square[np.isfinite(square)]
    # A root costs more than any rearrangement of the rest can gain, so that the best tree has as few as it can: one.
    square[1:, 0] -= (np.ptp(finite) + 1.0) * (words + 1)
    np.fill_diagonal(square, -np.inf)
    return _arborescence(square)[1:]


def circle(heads: Heads) -> Heads | None:
    """The words of one circle, or `None` where every word leads to the root. Place 0 is the root and leads nowhere.

    >>> circle(np.array([0, 2, 1, 0])).tolist(), circle(np.array([0, 0, 1]))
    ([1, 2], None)
    """
    state = [0] * len(heads)  # 0 not seen, else the walk in which it was seen
    state[0] = -1
    for walk, start in enumerate(range(1, len(heads)), start=1):
        node = start
        while not state[node]:
            state[node] = walk
            node = int(heads[node])
        if state[node] == walk:
            found = [node]
            while (node := int(heads[node])) != found[0]:
                found.append(node)
            return np.array(sorted(found), dtype=np.intp)
    return None


def _arborescence(scores: Scores) -> Heads:
    """Heads of all nodes by `scores[dependent, head]`; node 0 is the root, and its own head is 0."""
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    inside = circle(heads)
    if inside is None:
        return heads
    # The circle becomes one node; what enters it replaces the arc of the word that it enters at.
    outside = np.setdiff1d(np.arange(len(heads)), inside)
    loss = scores[inside, heads[inside]]
    entering = scores[np.ix_(inside, outside)] - loss[:, None]
    leaving = scores[np.ix_(outside, inside)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[:size, size] = leaving.max(1)
    smaller[size, :size] = entering.max(0)
    solved = _arborescence(smaller)
    for place, node in enumerate(outside[1:], start=1):
        head = solved[place]
        heads[node] = outside[head] if head < size else inside[leaving[place].argmax()]
    entry = entering[:, solved[size]].argmax()
    heads[inside[entry]] = outside[solved[size]]
    return heads
