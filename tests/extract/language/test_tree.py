"""The repair of trees, on score matrices made by hand: rows are words, column 0 is the root, column i + 1 word i."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from extract.language.tree import best_tree, circle

CASES = [
    # one word can only be the root
    ([[0.0, 0.0]], [0]),
    # the best heads make a tree already
    ([[5, 0, 1, 0], [0, 5, 0, 0], [0, 0, 5, 0]], [0, 1, 2]),
    # each word wants the other: the circle is broken where that costs least
    ([[1, 0, 5], [4, 5, 0]], [2, 0]),
    # both words want to be the root, and the second pays more for giving way
    ([[3, 0, 1], [9, 1, 0]], [2, 0]),
    # a circle of three beside a root
    ([[9, 0, 0, 0, 0], [0, 1, 0, 8, 0], [0, 3, 0, 0, 8], [0, 2, 8, 0, 0]], [0, 3, 1, 2]),
    # two circles, each entered at its cheapest word
    ([[2, 0, 9, 0, 0], [1, 9, 0, 3, 0], [0, 1, 1, 0, 9], [0, 1, 7, 9, 0]], [0, 1, 4, 2]),
]


@pytest.mark.parametrize(("scores", "heads"), CASES)
def test_best_tree_gives_the_best_tree(scores: list[list[float]], heads: list[int]) -> None:
    assert best_tree(np.array(scores, dtype=float)).tolist() == heads


@pytest.mark.parametrize("seed", range(20))
def test_best_tree_agrees_with_trying_all_trees(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, 5)) * 3
    every = itertools.product(range(5), repeat=4)
    trees = [heads for heads in every if heads.count(0) == 1 and circle(np.array([0, *heads])) is None]
    best = max(trees, key=lambda heads: sum(scores[word, head] for word, head in enumerate(heads)))
    assert best_tree(scores).tolist() == list(best)


def test_best_tree_uses_no_arc_that_is_shut() -> None:
    scores = np.array([[0.0, -np.inf, 9.0, 9.0], [1.0, 9.0, -np.inf, -np.inf], [0.0, 9.0, -np.inf, -np.inf]])
    assert best_tree(scores).tolist() == [2, 0, 1]


@pytest.mark.parametrize(
    ("heads", "words"),
    [([0, 0, 1, 2], None), ([0, 2, 1, 1], [1, 2]), ([0, 0, 3, 4, 2], [2, 3, 4]), ([0, 1], [1])],
)
def test_circle_finds_the_words_that_never_reach_the_root(heads: list[int], words: list[int] | None) -> None:
    found = circle(np.array(heads))
    assert (found if found is None else found.tolist()) == words
