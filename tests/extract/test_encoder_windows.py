"""Windows, lemmas and pieces: what the encoder is given."""

from __future__ import annotations

import pytest

from extract import lemmas
from extract.pieces import CASES, case_of
from extract.windows import HARD_WORDS, SOFT_WORDS, cut, is_safe, paragraph_starts

LEMMAS = [
    ("visited", "visit"),
    ("Ministries", "ministry"),
    ("was", "be"),
    ("Better", "good"),
    ("n't", "not"),
    ("Baku", "Baku"),
    ("Georgians", "Georgian"),
    ("NATO", "NATO"),
    ("The", "the"),
    ("I", "I"),
    (".", "."),
    ("|", "|"),
]


@pytest.mark.parametrize(("form", "lemma"), LEMMAS)
def test_script_is_undone_by_apply(form: str, lemma: str) -> None:
    assert lemmas.apply(lemmas.script(form, lemma), form) == lemma


def test_script_is_the_same_for_words_of_one_pattern() -> None:
    assert lemmas.script("talks", "talk") == lemmas.script("Embassies", "embassie") == "l|1|"
    assert lemmas.script("Embassies", "embassy") != lemmas.script("talks", "talk")


def test_apply_falls_back_to_lower_case() -> None:
    assert lemmas.apply("l|5|be", "Are") == "are"
    # Cutting a word to nothing gives no lemma.
    assert lemmas.apply("l|1|", "s") == "s"


CLASSES = {
    "lower": ("talks", "1990s"),
    "title": ("Talks", "A"),
    "upper": ("EU", "U.S.", "G8"),
    "mixed": ("MacLeod",),
    "digit": ("2024",),
    "other": (",", "—", ""),
}


@pytest.mark.parametrize(("case", "words"), CLASSES.items())
def test_case_of_tells_cases_apart(case: str, words: tuple[str, ...]) -> None:
    assert [CASES[case_of(word)] for word in words] == [case] * len(words)


PARAGRAPHS = [
    # a blank line parts, however it is made
    (["One", ".", "\n\n", "Two", "."], [3]),
    (["One", ".", "\n \n", "two", "."], [3]),
    # a heading above its text: the next word would have fitted on its line
    (["Visit", "\n", "The", "minister", "came", "to", "town", "today", "."], [2]),
    # a line that was broken because it was full
    (["The", "minister", "travelled", "\n", "Monday", "to", "Rome"], []),
    # a short line that goes on in lower case is no heading
    (["The", "\n", "minister", "travelled", "on", "Monday"], []),
    # items of a list
    (["Topics", ":", "\n", "-", "trade", "with", "neighbours", "\n", "-", "energy"], [3, 8]),
    # white space at the ends parts nothing
    (["\n\n", "One", "\n\n"], [1]),
    ([" ", "One", "  ", "two"], []),
    ([], []),
]


@pytest.mark.parametrize(("words", "starts"), PARAGRAPHS)
def test_paragraph_starts_finds_breaks_that_were_meant(words: list[str], starts: list[int]) -> None:
    assert sorted(paragraph_starts(words)) == starts


@pytest.mark.parametrize(
    ("before", "after", "safe"),
    [
        (["He", "left", "."], "She", True),
        (["He", "left", ".", "”"], "She", True),
        (["In", "2024", "."], "She", False),  # a number may be of an ordinal or a list
        (["He", "left", "."], "she", False),
        (["Why", "?"], "He", True),
        (["by", "Lt", "."], "Smith", False),
        (["by", "J", "."], "Smith", False),
        (["in", "Ankara", "."], "He", True),
        (["left", ","], "She", False),
        (["."], "She", False),
    ],
)
def test_is_safe_knows_where_a_sentence_surely_begins(before: list[str], after: str, safe: bool) -> None:
    assert is_safe([*before, after], len(before)) is safe


def sentence(words: int) -> list[str]:
    return ["The", *["word"] * (words - 2), "."]


def test_cut_ends_windows_with_sentences() -> None:
    words = sentence(40) * 5
    assert cut(words, [1] * 200, set()) == [(0, 80), (80, 160), (160, 200)]


def test_cut_prefers_the_end_of_a_paragraph_unless_it_comes_early() -> None:
    words = sentence(30) * 5
    assert cut(words, [1] * 150, {60})[0] == (0, 60)
    assert cut(words, [1] * 150, {30})[0] == (0, 90)


def test_cut_lets_a_long_sentence_be_long_but_not_endless() -> None:
    assert cut(sentence(150) + sentence(20), [1] * 170, set())[0] == (0, 150)
    windows = cut(["word"] * 1000, [1] * 1000, set())
    assert {end - start for start, end in windows} == {HARD_WORDS}
    assert max(end - start for start, end in cut(["word"] * 1000, [8] * 1000, set())) < SOFT_WORDS


def test_cut_covers_every_word_once() -> None:
    words = (sentence(7) + sentence(90) + ["word"] * 250) * 3
    windows = cut(words, [1 + len(word) // 4 for word in words], {100, 101, 500})
    assert [place for start, end in windows for place in range(start, end)] == list(range(len(words)))
    assert cut([], [], set()) == []
