"""Decoding, on scores made by hand."""

from __future__ import annotations

import numpy as np

from extract.language.decoding import names, trees
from extract.language.labels import NAMES


def arcs(*heads: int) -> np.ndarray:
    """Scores of one window in which each word clearly wants this head."""
    scores = np.zeros((1, len(heads), len(heads) + 1))
    scores[0, np.arange(len(heads)), heads] = 9.0
    return scores


def starts(*places: int, words: int) -> np.ndarray:
    found = np.zeros((1, words), dtype=bool)
    found[0, list(places)] = True
    return found


def test_trees_leaves_good_heads_as_they_are() -> None:
    heads = trees(arcs(2, 0, 2, 5, 0), starts(0, 3, words=5), np.array([5]))
    assert heads.tolist() == [[2, 0, 2, 5, 0]]


def test_trees_never_crosses_the_bound_of_a_sentence() -> None:
    # The third word wants the first, which is in another sentence, and must be a root.
    heads = trees(arcs(0, 1, 1, 3), starts(0, 2, words=4), np.array([4]))
    assert heads.tolist() == [[0, 1, 0, 3]]


def test_trees_repairs_only_the_sentence_that_needs_it() -> None:
    heads = trees(arcs(2, 1, 0, 3), starts(0, 2, words=4), np.array([4]))
    assert sorted(heads[0, :2].tolist()) in ([0, 1], [0, 2])
    assert heads[0, 2:].tolist() == [0, 3]


def test_trees_leaves_padding_alone() -> None:
    heads = trees(np.concatenate([arcs(0, 1, 2), arcs(0, 0, 0)]), starts(0, words=3).repeat(2, 0), np.array([3, 1]))
    assert heads.tolist() == [[0, 1, 2], [0, 0, 0]]


def labels(*rows: dict[str, float], first: tuple[int, ...] = (0,)) -> list[str]:
    scores = np.zeros((1, len(rows), len(NAMES)))
    for word, row in enumerate(rows):
        for label, score in row.items():
            scores[0, word, NAMES.index(label)] = score
    found = names(scores, starts(*first, words=len(rows)), np.array([len(rows)]))
    return [NAMES[label] for label in found[0]]


def test_names_gives_the_best_row_where_that_is_valid() -> None:
    assert labels({"B-ORG": 2}, {"I-ORG": 2}, {"O": 2}) == ["B-ORG", "I-ORG", "O"]


def test_names_begins_a_name_before_it_goes_on() -> None:
    # "I-PERSON" alone is best for the second word, and the first word then has to begin the person.
    assert labels({"O": 1.0, "B-PERSON": 0.8}, {"I-PERSON": 3, "B-PERSON": 1}) == ["B-PERSON", "I-PERSON"]
    # Here that costs too much, and the second word begins it.
    assert labels({"O": 9.0}, {"I-PERSON": 3, "B-PERSON": 1}) == ["O", "B-PERSON"]


def test_names_ends_a_name_with_its_sentence() -> None:
    assert labels({"B-LOC": 2}, {"I-LOC": 3, "B-LOC": 1}, first=(0, 1)) == ["B-LOC", "B-LOC"]


def test_names_leaves_padding_outside() -> None:
    scores = np.zeros((2, 2, len(NAMES)))
    scores[:, :, NAMES.index("B-LOC")] = 1.0
    found = names(scores, starts(0, words=2).repeat(2, 0), np.array([2, 1]))
    assert found.tolist() == [[5, 5], [5, 0]]
