"""Turns of an interview or press conference: who speaks where ("Amb. Lorentzson: …", "PRESIDENT OBASANJO: …")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

if TYPE_CHECKING:
    from extract.discourse import Discourse

# A stop inside a label stands behind a short form: "Amb. Lorentzson", "Ada M. Lind".
_LABEL = re.compile(
    r"^[ \t]*(?P<label>[A-Z](?:[^\n:.?!]|(?<=\b\w)\.|(?<=\b\w\w)\.|(?<=\b\w{3})\.){0,60}?)\s?:(?=\s)", re.MULTILINE
)
_QUESTION = re.compile(
    r"^(?:q|question|journalist|reporter|interviewer|moderator|host|presenter|unidentified.*)\d*$", re.I
)
_ANSWER = re.compile(r"^(?:a|answer)$", re.I)
_SPEAKING = frozenset({"my", "our", "your"})
# Labels that open a line of a document's head or a list, and are no speakers.
_NO_SPEAKER = re.compile(
    r"^(?:note|date|place|venue|source|subject|re|to|from|cc|topics?|related|contact|tags?|see also)$", re.I
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn: the tokens `[start, end)` after the label, who speaks, and for which state or body."""

    start: int
    end: int
    speaker: str | None
    body: str | None


def find_turns(discourse: Discourse) -> list[Turn]:
    """The turns of a document, in order; none where it has fewer than two labels."""
    doc = discourse.doc
    labels = [
        match
        for match in _LABEL.finditer(doc.text)
        if len(match["label"].split()) <= 7 and not _NO_SPEAKER.match(match["label"].strip())
    ]
    if len(labels) < 2:
        return []
    starts = []
    for match in labels:
        span = doc.char_span(match.start("label"), match.end("label"), alignment_mode="expand")
        if span is not None:
            starts.append((span.start, span.end, match["label"].strip()))
    asked = next((start for start, _, label in starts if _QUESTION.match(label) or _ANSWER.match(label)), len(doc))
    turns = []
    for i, (start, end, label) in enumerate(starts):
        until = starts[i + 1][0] if i + 1 < len(starts) else len(doc)
        if _ANSWER.match(label):
            speaker = _interviewed(discourse, asked)
        else:
            speaker = None if _QUESTION.match(label) else _speaker(discourse, start, end)
        turns.append(Turn(end, until, speaker, _body(discourse, speaker)))
    return turns


def turn_at(turns: Sequence[Turn], token: int) -> Turn | None:
    """The turn that covers a token."""
    at = bisect_right(turns, token, key=lambda turn: turn.start) - 1
    return turns[at] if at >= 0 and token < turns[at].end else None


def meant_turn(discourse: Discourse, token: Token) -> Turn | None:
    """The turn of the one whom "my", "our" or "your" means: the speaker's own, else the next one's who answers."""
    word = token.lower_
    turn = turn_at(discourse.turns, token.i) if word in _SPEAKING else None
    if turn is None or word != "your" or turn.speaker is not None:
        return turn
    return next((other for other in discourse.turns if other.start >= turn.end and other.speaker), turn)


def _speaker(discourse: Discourse, start: int, end: int) -> str | None:
    for token in range(start, end):
        mention = discourse.mention_at(token)
        if mention is not None and discourse.type(mention.entity) in {"Person", "State", "Organisation"}:
            return mention.entity
    return _by_surname(discourse, start, end)


def _interviewed(discourse: Discourse, before: int) -> str | None:
    """Who answers under "A:": the first person named before the turns, as the one who is interviewed."""
    people = (m for m in discourse.mentions if m.start < before and discourse.type(m.entity) == "Person")
    first = min(people, key=lambda mention: mention.start, default=None)
    return first.entity if first is not None else None


def _by_surname(discourse: Discourse, start: int, end: int) -> str | None:
    """A label in capitals ("PRESIDENT OBASANJO") names a person that the text names otherwise."""
    folded = {discourse.doc[token].lower_ for token in range(start, end)}
    for id, draft in discourse.register.drafts.items():
        if draft.type == "Person" and any(name.split()[-1].lower() in folded for name in draft.names):
            return id
    return None


def _body(discourse: Discourse, speaker: str | None) -> str | None:
    if speaker is None or discourse.type(speaker) != "Person":
        return speaker
    bodies = [post.body for post in discourse.posts if post.person == speaker and post.body]
    return bodies[0] if bodies else None
