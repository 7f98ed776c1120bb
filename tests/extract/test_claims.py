"""The date and the place of an act, and what they say of its modality."""

from __future__ import annotations

import pytest

from extract.claims import date_of, is_delegation, place_of, seen_from
from graph.facts import Document, Modality
from tests.extract.conftest import Parse


@pytest.mark.parametrize(
    ("modality", "date", "expected"),
    [
        ("actual", "2024-05-17", ("planned", "2024-05-17")),
        ("actual", "2024-05-15", ("actual", "2024-05-15")),
        ("actual", "2024-05", ("actual", "2024-05")),
        ("actual", "2024-05-14/2024-05-18", ("actual", "2024-05-14/2024-05-18")),
        # What is yet to come did not happen before the document.
        ("planned", "2024-05-13", ("planned", None)),
        ("planned", "2024-05-17", ("planned", "2024-05-17")),
        ("denied", "2024-05-13", ("denied", "2024-05-13")),
        ("actual", None, ("actual", None)),
    ],
)
def test_seen_from(modality: Modality, date: str | None, expected: tuple[str, str | None]) -> None:
    assert seen_from(Document(id="a", text="", date="2024-05-15"), modality, date) == expected


@pytest.mark.parametrize(
    ("text", "act", "date", "place"),
    [
        ("They met in Riga on 5 March.", "met", "2024-03-05", "Riga"),
        ("They held talks in Riga on 5 March.", "talks", "2024-03-05", "Riga"),
        ("Talks held in Riga on 5 March failed.", "Talks", "2024-03-05", "Riga"),
        # The time of another clause is another act's.
        ("They met the man who was born in Riga in 1960.", "met", None, None),
    ],
)
def test_date_and_place_of_an_act(parse: Parse, text: str, act: str, date: str | None, place: str | None) -> None:
    discourse = parse(text)
    [token] = [token for token in discourse.doc if token.text == act]
    found = place_of(discourse, token)
    assert date_of(discourse, token) == date
    assert (discourse.register.drafts[found].names[0] if found else None) == place


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("They welcomed Alexander Stubb.", "Alexander", True),
        ("They welcomed a Finnish delegation.", "delegation", True),
        ("They welcomed the minister.", "minister", True),
        ("They welcomed Finland.", "Finland", False),
        ("They welcomed the decision.", "decision", False),
        ("They visited the country.", "country", False),
    ],
)
def test_is_delegation(parse: Parse, text: str, word: str, expected: bool) -> None:
    discourse = parse(text)
    [token] = [token for token in discourse.doc if token.text == word]
    assert is_delegation(discourse, token) is expected
