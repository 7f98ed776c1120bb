"""What is only described is called by its words, in full and in short."""

from __future__ import annotations

import pytest

from extract.entities.descriptions import in_full
from extract.language.records import Mention
from extract.pipeline import Reader
from graph.records import Document


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        # What the noun takes with it belongs to the description, what is told of it besides does not.
        ("They signed an agreement on the use of the port.", "agreement", "agreement on the use of the port"),
        ("They signed the second agreement, which Oslo welcomed.", "agreement", "second agreement"),
        ("They signed an agreement and a protocol.", "agreement", "agreement"),
        # Too long for a name.
        (
            "They signed an agreement on the use of the port, the river, the canal, the railway, the road and pass.",
            "agreement",
            "",
        ),
    ],
)
def test_in_full(reader: Reader, text: str, marked: str, expected: str) -> None:
    doc = reader.nlp(reader.prepared(Document(id="d", text=text)))
    at = next(token.i for token in doc if token.text == marked)
    assert in_full(doc, Mention(at, at + 1, "Agreement", True, marked)) == expected
    assert in_full(doc, Mention(0, 1, "Agreement", True, marked, title=True)) == ""
