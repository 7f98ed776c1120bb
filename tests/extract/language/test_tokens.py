"""Words are split where people read them apart."""

from __future__ import annotations

import pytest

from extract.language.tokens import blank


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S.-China talks", ["U.S.", "-", "China", "talks"]),
        ("Paris\u2011based", ["Paris", "\u2011", "based"]),
        ("[Dover Summit](https://example.org)", ["[", "Dover", "Summit", "](", "https://example.org", ")"]),
        ("the force(UNDOF) left", ["the", "force", "(", "UNDOF", ")", "left"]),
        ("the (NATO)-led force", ["the", "(", "NATO", ")", "-", "led", "force"]),
        ("its member(s)", ["its", "member(s", ")"]),  # as spaCy has it
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.text for token in blank()(text)] == words
