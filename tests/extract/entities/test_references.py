"""What refers to something, and whom a speaker means by "I" and "we"."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.entities.linking import link
from extract.entities.register import Register
from extract.language.records import Mention, Statements
from extract.language.tokens import blank
from graph.gazetteer import load
from graph.records import Document, EntityType


def linked(
    text: str, marked: Sequence[tuple[str, EntityType]], same: Sequence[tuple[int, int, float]]
) -> list[tuple[str, ...]]:
    """The ids of the marked words of a text; a word in capitals names something, others refer."""
    doc = blank()(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    words, at, mentions = [token.text for token in doc], 0, []
    for word, type in marked:
        at = words.index(word, at)
        mentions.append(Mention(at, at + 1, type, word[0].isupper() and len(word) > 2, word))
    doc._.statements = Statements(tuple(mentions), (), (), tuple(same))
    return link(doc, Document(id="d", text=text), Register(load()))


@pytest.mark.parametrize(
    ("text", "marked", "same", "expected"),
    [
        # The network links one of a speaker's words; the others mean the same, those before it, too.
        (
            "I met them. Norway is glad that we agreed, and our envoys stay.",
            [("I", "State"), ("Norway", "State"), ("we", "State"), ("our", "State")],
            [(2, 1, 0.9)],
            ["state/NO", "state/NO", "state/NO", "state/NO"],
        ),
        # A person who speaks is not the state for which he speaks.
        (
            "I met them. Norway is glad that we agreed.",
            [("I", "Person"), ("Norway", "State"), ("we", "State")],
            [(2, 1, 0.9)],
            [None, "state/NO", "state/NO"],
        ),
        # Who is spoken to is someone else.
        (
            "Norway is glad that we agreed with you.",
            [("Norway", "State"), ("we", "State"), ("you", "State")],
            [(1, 0, 0.9)],
            ["state/NO", "state/NO", None],
        ),
    ],
)  # fmt: skip
def test_the_words_of_a_speaker_mean_the_same(
    text: str,
    marked: Sequence[tuple[str, EntityType]],
    same: Sequence[tuple[int, int, float]],
    expected: Sequence[str | None],
) -> None:
    assert linked(text, marked, same) == [(id,) if id else () for id in expected]
