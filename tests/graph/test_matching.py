"""Phrases in a sequence of words: what is folded, and what is not."""

from __future__ import annotations

import pytest

from graph.matching import Case, Phrases, fold, parts


@pytest.mark.parametrize(
    ("one", "other"),
    [("Chişinău", "chisinau"), ("Łódź", "Lodz"), ("Tromsø", "TROMSO"), ("Qəbələ", "Qabala"), ("Straße", "strasse")],
)
def test_fold_takes_accents_and_case_away(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Sharm", ["sharm"]),
        ("el-Sheikh", ["el", "sheikh"]),
        ("U.S.A.", ["usa"]),
        ("St.", ["st"]),
        ("N'Djamena", ["ndjamena"]),
        ("People's", ["people", "s"]),
        ("&", ["and"]),
        (",", [","]),
        ("-", []),
        ("\n", []),
    ],
)
def test_parts_are_what_counts_in_a_word(word: str, expected: list[str]) -> None:
    assert [folded for folded, _ in parts(word)] == expected


@pytest.mark.parametrize(
    ("phrase", "case", "text", "met"),
    [
        ("WHO", "exact", "WHO", True),
        ("WHO", "exact", "W.H.O.", True),
        ("WHO", "exact", "Who", False),
        ("Turkey", "first", "Turkey", True),
        ("Turkey", "first", "TURKEY", True),
        ("Turkey", "first", "turkey", False),
        ("al-Shabaab", "first", "al - Shabaab", True),
        ("al-Shabaab", "first", "Al Shabaab", True),
        ("al-Shabaab", "first", "al shabaab", False),
        ("the alliance", "any", "The Alliance", True),
        ("six-party talks", "first", "six - party talks", True),
        ("Washington, D.C.", "first", "Washington , D.C.", True),
        ("Washington, D.C.", "first", "Washington D.C.", False),
        ("Antigua and Barbuda", "first", "Antigua & Barbuda", True),
    ],
)
def test_phrases_heed_capitals_as_told(phrase: str, case: Case, text: str, met: bool) -> None:
    phrases = Phrases[int]()
    phrases.add(phrase, 1, case=case)
    assert phrases.find(text) == ((1,) if met else ())


def test_phrases_give_the_longest_and_keep_the_order_of_values() -> None:
    phrases = Phrases[str]()
    for phrase, value in (("Georgia", "first"), ("Georgia", "second"), ("Georgia Tech", "school")):
        phrases.add(phrase, value)
    assert phrases.longest(["in", "Georgia", "Tech"], 1) == (3, ("school",))
    assert phrases.longest(["in", "Georgia", "now"], 1) == (2, ("first", "second"))
    assert phrases.longest(["in", "Georgia"], 0) is None


def test_phrases_without_words_are_not_kept() -> None:
    phrases = Phrases[int]()
    phrases.add("-", 1)
    assert phrases.find("-") == ()
