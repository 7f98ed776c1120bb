"""Cuts a text into windows that the encoder reads at once, without cutting sentences where it can be helped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

MAIN_PIECES, CONTEXT_PIECES, TITLE_PIECES = 380, 90, 32
"""Word pieces that a window reads for themselves, reads again from before for what they refer to, and has of the title;
with them and the three marks a window stays within the 512 places of the encoder."""

_HARD_PIECES = MAIN_PIECES + 8
_LEAST = 0.6
"""A window ends with the last paragraph behind this part of it, else with the last sentence."""

_FINAL = frozenset(".!?")
_CLOSING = frozenset("\"'”’»)]")
_BULLET = re.compile(r"[-–—•*▪·]|\(?(?:\d{1,2}|[a-z])[.)]")


def paragraph_starts(words: Sequence[str]) -> set[int]:
    """The places of tokens that begin a paragraph, a heading's successor or a list item, by the white space before.

    A blank line always parts. A single line break parts where it was meant: before a list item, and where the next
    word, not lower-cased, would still have fitted on the line (the longest line of the paragraph gives the width).

    Args:
        words: the tokens of a text, white space as tokens of its own (as spaCy makes them).

    >>> sorted(paragraph_starts(["Visit", "\\n", "The", "minister", "arrived", ".", "\\n\\n", "He", "left"]))
    [2, 7]
    """
    starts: set[int] = set()
    paragraph: list[tuple[int, int]] = []  # start and end of its lines
    begin = 0
    for place, word in enumerate([*words, "\n\n"]):
        if "\n" not in word or not word.isspace():
            continue
        if begin < place:
            paragraph.append((begin, place))
        begin = place + 1
        if word.count("\n") > 1:
            starts.update(_meant(words, paragraph))
            if paragraph:
                starts.add(paragraph[0][0])
            paragraph = []
    starts.discard(0)
    return starts


class Part(NamedTuple):
    """A stretch of words `[start, end)` that a window reads, with the words from `context` on before it."""

    context: int
    start: int
    end: int


def cut(words: Sequence[str], sizes: Sequence[int], bounds: set[int]) -> list[Part]:
    """Cut words (no white space among them) into parts of like length that end with a sentence where they can.

    Args:
        words: the words of a text.
        sizes: the number of word pieces of each.
        bounds: places of words that surely begin a sentence; good places to cut.

    Returns:
        the parts, in order, together the whole text.

    >>> cut(["Talks", "ended", "."] * 200, [1] * 600, set())
    [Part(context=0, start=0, end=315), Part(context=225, start=315, end=600)]
    """
    total = sum(sizes)
    soft = min(MAIN_PIECES, total / max(1, -(-total // MAIN_PIECES)) * 1.05)
    parts: list[Part] = []
    start, count = 0, len(words)
    while start < count:
        pieces, end, bound, safe = 0, start, 0, 0
        while end < count:
            if end > start:
                if end in bounds:
                    safe = end
                    bound = end if pieces >= soft * _LEAST else bound
                elif is_safe(words, end):
                    safe = end
                if pieces + sizes[end] > soft and (safe or pieces + sizes[end] > _HARD_PIECES):
                    end = bound or safe or end
                    break
            pieces += sizes[end]
            end += 1
        context, before = start, 0
        while context > 0 and before + sizes[context - 1] <= CONTEXT_PIECES:
            context -= 1
            before += sizes[context]
        parts.append(Part(context, start, end))
        start = end
    return parts


def is_safe(words: Sequence[str], place: int) -> bool:
    """Whether a sentence surely begins at this place: final punctuation, no abbreviation before it, a capital after.

    Careful on purpose: windows need some safe places, not all; the model finds the sentences.

    >>> is_safe(["He", "left", ".", "She", "stayed"], 3), is_safe(["Amb", ".", "Smith"], 2)
    (True, False)
    """
    if not words[place][:1].isupper():
        return False
    last = place - 1
    while last > 0 and words[last] in _CLOSING:
        last -= 1
    if last < 1 or words[last] not in _FINAL:
        return False
    before = words[last - 1]
    return words[last] != "." or before.islower() or len(before) > 4


def _meant(words: Sequence[str], lines: list[tuple[int, int]]) -> list[int]:
    if len(lines) < 2:
        return []
    widths = [sum(len(word) + 1 for word in words[start:end]) for start, end in lines]
    width = max(widths)
    meant = []
    for this, (start, _end) in zip(widths, lines[1:], strict=False):
        first = words[start]
        item = _BULLET.match(first + (words[start + 1] if start + 1 < len(words) else ""))
        if item or (not first[:1].islower() and this + len(first) < width):
            meant.append(start)
    return meant
