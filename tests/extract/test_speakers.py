"""Speakers: whose turn it is in an interview or press conference, and for whom they speak."""

from __future__ import annotations

import pytest

from extract.speakers import meant_turn
from tests.extract.conftest import Parse

INTERVIEW = """Ana Quispe, Peru's ambassador to Ghana, spoke to this paper.

Q: Will your minister come to Accra?

A: Yes, my minister will come in May. Our embassy is ready.

Q: Thank you.

A: You are welcome."""
CONFERENCE = """President Ada Lindqvist of Chile and Foreign Minister Bo Dahl of Sweden met the press.

PRESIDENT LINDQVIST: We thank our guests.

Mr. Dahl: We thank you.

QUESTION: Will you meet again?

PRESIDENT LINDQVIST: We shall."""


def speakers(parse: Parse, text: str) -> list[tuple[str | None, str | None]]:
    return [(turn.speaker, turn.body) for turn in parse(text).turns]


def test_turns_have_speakers_by_their_labels(parse: Parse) -> None:
    chile, sweden = ("person/ada-lindqvist", "state/CL"), ("person/bo-dahl", "state/SE")
    assert speakers(parse, CONFERENCE) == [chile, sweden, (None, None), chile]


def test_turns_of_an_answer_are_the_interviewed_ones(parse: Parse) -> None:
    found = [speaker for speaker, _ in speakers(parse, INTERVIEW)]
    assert found == [None, "person/ana-quispe", None, "person/ana-quispe"]


@pytest.mark.parametrize("word", ["your", "my", "Our"])
def test_meant_turn_is_the_answering_one(parse: Parse, word: str) -> None:
    discourse = parse(INTERVIEW)
    token = next(token for token in discourse.doc if token.text == word)
    turn = meant_turn(discourse, token)
    assert turn is not None and turn.speaker == "person/ana-quispe"


@pytest.mark.parametrize(
    "text",
    [
        "Note: the talks were held in Oslo.\n\nSource: a diplomat.",
        "Ada Lindqvist left. There was one reason: the weather.",
    ],
)
def test_turns_near_miss(parse: Parse, text: str) -> None:
    assert parse(text).turns == []
