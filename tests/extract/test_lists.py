"""Lists of names behind a noun."""

from __future__ import annotations

import pytest

from extract.lists import list_behind, list_in_brackets
from tests.extract.conftest import Parse

STATES = frozenset({"State"})


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("The new members (Cyprus, Malta and Latvia) voted.", "members", ["state/CY", "state/MT", "state/LV"]),
        ("Three states: Peru, Chile and Mexico.", "states", ["state/PE", "state/CL", "state/MX"]),
        ("Members such as Greece and Spain objected.", "Members", ["state/GR", "state/ES"]),
        (
            "The members who have a veto, China, France and Russia, met.",
            "members",
            ["state/CN", "state/FR", "state/RU"],
        ),
        ("New members were admitted: Peru, Chile and Mexico.", "members", ["state/PE", "state/CL", "state/MX"]),
        ("The members met in Peru.", "members", []),  # no list
        ("The members, Peru said, agreed.", "members", []),  # one name behind a comma
    ],
)
def test_list_behind_reads_names_off_the_punctuation(parse: Parse, text: str, noun: str, expected: list[str]) -> None:
    discourse = parse(text)
    token = next(token for token in discourse.doc if token.text == noun)
    assert list(list_behind(discourse, token, types=STATES)) == expected


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("The three (Peru, Chile and Mexico) met.", "three", ["state/PE", "state/CL", "state/MX"]),
        ("The group (made up of Peru and Chile) met.", "group", ["state/PE", "state/CL"]),
        ("The group (in Peru) met.", "group", []),  # a place
        ("The group, Peru and Chile met.", "group", []),  # no bracket
    ],
)
def test_list_in_brackets_takes_nothing_else(parse: Parse, text: str, noun: str, expected: list[str]) -> None:
    discourse = parse(text)
    token = next(token for token in discourse.doc if token.text == noun)
    assert list(list_in_brackets(discourse, token, types=STATES)) == expected
