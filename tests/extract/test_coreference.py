"""What pronouns and descriptions refer to; and where they had better refer to nothing."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Parse

PAIR = "Finnish President Alexander Stubb met Latvian President Edgars Rinkēvičs. "


def meant(parse: Parse, text: str, word: str) -> list[str]:
    """The names of what the last occurrence of a word in a text refers to."""
    discourse = parse(text)
    token = [token for token in discourse.doc if token.text == word][-1]
    return [discourse.register.drafts[entity].names[0] for entity in discourse.refs(token, conjuncts=False)]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Alexander Stubb met Edgars Rinkēvičs. He was pleased.", "He", ["Alexander Stubb"]),
        # Two arguments of one verb are not one person.
        ("Alexander Stubb met him.", "him", []),
        # A possessive is the subject's, before it and behind it, and in the passive.
        ("Alexander Stubb met Edgars Rinkēvičs during his visit.", "his", ["Alexander Stubb"]),
        ("Edgars Rinkēvičs waited. During his visit, Alexander Stubb spoke.", "his", ["Alexander Stubb"]),
        ("Alexander Stubb was received by Edgars Rinkēvičs during his visit.", "his", ["Alexander Stubb"]),
        ("Ann Lee and Bo Cole met. They were pleased.", "They", ["Ann Lee", "Bo Cole"]),
        ("They were pleased.", "They", []),
        ("Alexander Stubb, who visited Riga, was pleased.", "who", ["Alexander Stubb"]),
        # The speaker is not the "he" of his own words.
        ('Edgars Rinkēvičs was ill. "I like him," said Alexander Stubb.', "him", ["Edgars Rinkēvičs"]),
        ('"I like Riga," said Alexander Stubb.', "I", ["Alexander Stubb"]),
    ],
)  # fmt: skip
def test_pronouns(parse: Parse, text: str, word: str, expected: list[str]) -> None:
    assert meant(parse, text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (PAIR + "The two leaders spoke of trade.", "leaders", ["Alexander Stubb", "Edgars Rinkēvičs"]),
        (PAIR + "The two countries share a sea.", "countries", ["Finland", "Latvia"]),
        (PAIR + "The Finnish leader spoke of trade.", "leader", ["Alexander Stubb"]),
        (PAIR + "The Swedish leader spoke of trade.", "leader", ["Sweden"]),
        ("Finnish President Alexander Stubb spoke. The president was pleased.", "president", ["Alexander Stubb"]),
        ("Finland and Norway border Russia. Both countries are in NATO.", "countries", ["Finland", "Norway"]),
        # Of three, "the two" are none.
        ("Finland, Norway and Sweden met. The two countries differ.", "countries", []),
        ("A Slovak delegation came. The delegation was pleased.", "delegation", ["Slovakia"]),
    ],
)  # fmt: skip
def test_descriptions(parse: Parse, text: str, word: str, expected: list[str]) -> None:
    assert meant(parse, text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "They met Prime Minister Justin Trudeau, Foreign Minister Mélanie Joly and other Canadian officials.",
            "Justin",
            ["Justin Trudeau", "Mélanie Joly", "Canada"],
        ),
        ("She met Ann Lee, Bo Cole and Cy Dahl.", "Ann", ["Ann Lee", "Bo Cole", "Cy Dahl"]),
        # Without an "and" it is no row: a clause begins.
        ("After talks with Ann Lee, Bo Cole was pleased.", "Ann", ["Ann Lee"]),
    ],
)
def test_rows_of_names(parse: Parse, text: str, word: str, expected: list[str]) -> None:
    discourse = parse(text)
    [token] = [token for token in discourse.doc if token.text == word]
    found = {discourse.register.drafts[entity].names[0] for entity in discourse.refs(token)}
    assert found == set(expected)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("They saw the port of Mombasa.", "port", ["Mombasa"]),
        ("They saw an air base in Keflavik.", "base", ["Keflavík"]),
        ("They left the Portuguese capital.", "capital", ["Lisbon"]),
        ("They saw the capital of the company.", "capital", []),
    ],
)
def test_described_places(parse: Parse, text: str, word: str, expected: list[str]) -> None:
    assert meant(parse, text, word) == expected
