"""Windows, lemmas and pieces: what the encoder is given."""

from __future__ import annotations

import pytest

from extract.language import lemmas
from extract.language.pieces import CASES, case_of
from extract.language.windows import CONTEXT_PIECES, MAIN_PIECES, Part, cut, is_safe, paragraph_starts

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


def test_cut_leaves_a_short_text_whole() -> None:
    assert cut(sentence(40) * 5, [1] * 200, set()) == [Part(0, 0, 200)]
    assert cut([], [], set()) == []


def test_cut_ends_parts_of_like_length_with_sentences() -> None:
    parts = cut(sentence(40) * 12, [1] * 480, set())
    assert [part.end for part in parts] == [240, 480]
    assert parts[1].context == 240 - CONTEXT_PIECES


def test_cut_prefers_the_end_of_a_paragraph_unless_it_comes_early() -> None:
    words = sentence(30) * 14
    assert cut(words, [1] * 420, {180})[0].end == 180
    assert cut(words, [1] * 420, {60})[0].end == 210


def test_cut_lets_no_part_be_longer_than_the_encoder_reads() -> None:
    for size in (1, 3, 8):
        words = ["word"] * 2000
        parts = cut(words, [size] * 2000, set())
        assert max(part.end - part.start for part in parts) * size <= MAIN_PIECES + 8
        assert max(part.start - part.context for part in parts) * size <= CONTEXT_PIECES


def test_cut_covers_every_word_once() -> None:
    words = (sentence(7) + sentence(90) + ["word"] * 250) * 3
    parts = cut(words, [1 + len(word) // 4 for word in words], {100, 101, 500})
    assert [place for part in parts for place in range(part.start, part.end)] == list(range(len(words)))
