"""Modality: composed from auxiliaries, negation and governing words."""

from __future__ import annotations

import pytest

from extract.modality import compose, modality_of
from graph.facts import Modality
from tests.extract.conftest import Parse


@pytest.mark.parametrize(
    ("outer", "inner", "whole"),
    [
        ("actual", "planned", "planned"),
        ("planned", "actual", "planned"),
        ("denied", "planned", "denied"),  # a plan that was given up
        ("planned", "denied", "denied"),  # planning not to
        ("denied", "denied", "possible"),  # did not refuse
        ("requested", "possible", "possible"),
        ("cancelled", "planned", "cancelled"),
    ],
)
def test_compose_makes_one_of_two(outer: Modality, inner: Modality, whole: Modality) -> None:
    assert compose(outer, inner) == whole


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The minister visited Rome on Monday.", "visited", "actual"),
        ("The minister will visit Rome on Monday.", "visit", "planned"),
        ("The minister plans to visit Rome.", "visit", "planned"),
        ("The minister is expected to visit Rome.", "visit", "planned"),
        ("The minister is to visit Rome on Friday.", "visit", "planned"),
        ("The minister was to visit Rome in May.", "visit", "planned"),
        ("Norway refused to join Italy in condemning the raid.", "condemning", "denied"),
        ("Norway joined Italy in condemning the raid.", "condemning", "actual"),
        ("Norway stopped short of condemning the raid.", "condemning", "denied"),
        ("Norway neither praised the plan nor condemned the raid.", "condemned", "denied"),
        ("The minister may visit Rome next month.", "visit", "possible"),
        ("The minister did not visit Rome.", "visit", "denied"),
        ("The minister has no plans to visit Rome.", "visit", "denied"),
        ("The minister refused to visit Rome.", "visit", "denied"),
        ("The minister cancelled his visit to Rome.", "visit", "cancelled"),
        ("Italy asked the minister to visit Rome.", "visit", "requested"),
        ("Will the minister visit Rome?", "visit", "planned"),
        ("Did the minister visit Rome?", "visit", "possible"),
        ("The spokesman said the minister had visited Rome.", "visited", "actual"),
    ],
)
def test_modality_of_reads_the_words_above_an_act(parse: Parse, text: str, word: str, expected: Modality) -> None:
    doc = parse(text).doc
    act = next(token for token in doc if token.text == word)
    assert modality_of(act) == expected
