"""Names to their ends, by readings written by hand."""

from __future__ import annotations

import numpy as np
import pytest

from extract.language.labels import NAMES
from extract.language.model import Reading
from extract.language.wholes import name_end
from graph.records import EntityType


def read(names: str, heads: list[int]) -> Reading:
    """What the network says of some words: their labels as names, and their heads."""
    count = len(heads)
    labels = np.array([NAMES.index(label) for label in names.split()], dtype=np.intp)
    none, scores = np.zeros(count, dtype=np.intp), np.zeros(0)
    return Reading(none.astype(bool), none, none, none, np.array(heads), none, labels, scores, scores, scores)


@pytest.mark.parametrize(
    ("text", "type", "names", "last"),
    [
        ("Angelique Chrisafis writes", "Person", "B-PERSON I-PERSON O", 1),
        ("Tomb of the Unknown Warrior", "Place", "B-LOC I-LOC I-LOC I-LOC I-LOC", 4),
        # What is no name by itself is none behind another.
        ("Bush administration officials", "Person", "B-PERSON I-PERSON O", 0),
        ("ASEAN - Australia", "Organisation", "B-ORG I-ORG I-ORG", 0),
        # States are those of the tables.
        ("Sweden Democrats", "State", "B-ORG I-ORG", 0),
        ("Peter Harvey", "Person", "O O", 0),
    ],
)
def test_name_end_goes_on_with_the_head_of_names(text: str, type: EntityType, names: str, last: int) -> None:
    words = text.split()
    assert name_end(0, 0, type, words, read(names, [0] * len(words))) == last


def test_name_end_goes_on_where_a_word_belongs_to_the_next_of_a_name() -> None:
    words = "the Five Power Defence Arrangements hold".split()
    inside = read("O B-ORG I-ORG I-ORG I-ORG O", [4, 4, 4, 4, 5, 5])
    assert name_end(1, 3, "Agreement", words, inside) == 4
    # The last word is the head of its name: nothing follows.
    assert name_end(1, 4, "Agreement", words, inside) == 4
