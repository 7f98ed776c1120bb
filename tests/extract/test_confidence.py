"""Confidence: measured shares, drawn towards those of the fact type where little was met."""

from __future__ import annotations

from importlib.resources import files

import pytest

from extract.confidence import LOWEST, WEIGHT, confidence, shares
from extract.lexicon import patterns
from graph.facts import FACT_TYPES


@pytest.mark.parametrize(
    ("right", "found", "expected"),
    [(0, 0, 0.5), (WEIGHT, WEIGHT, 0.75), (0, WEIGHT, 0.25), (1, 1, round((1 + WEIGHT / 2) / (1 + WEIGHT), 3))],
)
def test_shares_are_drawn_towards_the_type(right: int, found: int, expected: float) -> None:
    counts = {"visit": (50, 100), "visit/verb/tour": (right, found)}
    assert shares(counts)["visit/verb/tour"] == expected


def test_confidence_of_an_unknown_word_is_that_of_its_type() -> None:
    assert confidence("visit/verb/no-such-word") == confidence("visit")


def test_table_is_sorted_and_names_words_of_the_lexicon() -> None:
    lines = (files("ontologies") / "lexicon" / "confidence.tsv").read_text(encoding="utf-8").splitlines()
    names = [line.split("\t")[0] for line in lines[1:]]
    assert names == sorted(names)
    known = {pattern.name(lemma) for (_, lemma), found in patterns().items() for pattern in found}
    assert set(names) <= known | set(FACT_TYPES)
    assert set(FACT_TYPES) <= set(names)


def test_lowest_leaves_every_type_in() -> None:
    assert all(confidence(type) > LOWEST for type in FACT_TYPES)
