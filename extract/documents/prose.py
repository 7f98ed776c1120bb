"""Plain text made even: characters, lines, paragraphs."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from extract.documents.chronology import ENTRY
from extract.documents.wrapping import joined

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")  # as PDFs have them: one sign for "ffi"
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BLANK = re.compile(r"\n[ \n]*\n")

# A line longer than this was not wrapped by hand: it is a paragraph of its own.
_WIDEST = 100
# The share of such lines from which on nothing is joined.
_FEW = 0.1
# A line shorter than this was ended on purpose: a heading, an item, a line of an address.
_NARROWEST = 50
# A paragraph in a narrow column has at least so many lines, so wide, most of which go on from the one before.
_LINES, _THINNEST = 4, 24
# A line that is no shorter and ends in the middle of a sentence goes on in the next, where that begins small.
_GOES_ON = 20
# How far a hand-wrapped line may fall short of the longest line, beyond the word that did not fit.
_RAGGED = 12

_ITEM = re.compile(r"(?:[-*+•–—·▪‣◦]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_ENDED = re.compile(r"""[.?!:;…—–-]["'”’)\]]*$""")

TURN = r"(?:[QA][.:]|[^\W\d_a-z][^\s:]*(?: [^\s:]+){0,5}:)\s"
"""A pattern for the start of a speaker's turn: `Q:`, or a name of up to six words and a colon."""
_TURN = re.compile(TURN)


def tidy(text: str) -> str:
    """Even text: composed characters (NFC), single spaces, paragraphs separated by one blank line.

    Lines wrapped by hand are joined; list items, headings and the turns of speakers stay on lines of their own.
    Doing it twice changes nothing more.

    >>> tidy("A\u00a0visit\\r\\nA second line\\r\\n\\r\\n\\r\\nThe end")
    'A visit\\nA second line\\n\\nThe end'
    """
    text = _DROPPED.sub("", unicodedata.normalize("NFC", _LINE_BREAK.sub("\n", text)))
    text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n")).strip()
    # A join can lengthen a line so that the next break looks like a wrap too; every round has fewer breaks.
    while (again := _even(text)) != text:
        text = again
    return text


def _even(text: str) -> str:
    blocks = [block.split("\n") for block in _BLANK.split(text)]
    lengths = [len(line) for block in blocks for line in block]
    # A file with more than a few long lines was wrapped by no hand, whatever its short lines look like.
    if sum(length > _WIDEST for length in lengths) < _FEW * len(lengths):
        width = max((len(line) for block in blocks for line in block if len(block) > 1), default=0)
        blocks = [_unwrapped(lines, min(width, _WIDEST)) for lines in blocks]
    return "\n\n".join(_spread(lines) for lines in blocks)


def _unwrapped(lines: list[str], width: int) -> list[str]:
    runs = [lines[:1]]
    narrow = _column(lines)
    for before, line in pairwise(lines):
        if not _wrapped(before, line, narrow or width, narrow // 2 if narrow else _NARROWEST):
            runs.append([])
        runs[-1].append(line)
    return [joined(*run) for run in runs]


def _column(lines: list[str]) -> int:
    """The width of a paragraph in a narrow column; 0 where the lines are none, but a list, an address or a verse."""
    width = max(map(len, lines))
    if len(lines) < _LINES or not _THINNEST <= width <= _WIDEST:
        return 0
    full = sum(len(line) > width - _RAGGED for line in lines[:-1])
    running = sum(line[0].islower() for line in lines[1:])
    return width if full >= 0.75 * (len(lines) - 1) and running >= 0.5 * (len(lines) - 1) else 0


def _wrapped(before: str, line: str, width: int, narrowest: int) -> bool:
    """Whether the break between two lines is only where the page ended."""
    if re.search(r"[^\W\d_]-$", before) and line[0].islower() and not _ITEM.match(line):
        return True
    if " | " in line or " | " in before:
        return False  # rows of a table
    if len(before) >= _GOES_ON and line[0].islower() and not _ENDED.search(before) and not _ITEM.match(line):
        return True
    if len(before) < narrowest:
        return False
    begins = _ITEM.match(line) or _TURN.match(line) or ENTRY.match(line)
    if begins and (_ENDED.search(before) or _ITEM.match(before) or ENTRY.match(before)):
        return False
    return len(before) + 1 + len(line.split(" ", 1)[0]) > width - _RAGGED


def _spread(lines: list[str]) -> str:
    """Long lines are paragraphs; short ones beside short ones stay together, as items, verses and addresses do."""
    out = lines[0]
    for before, line in pairwise(lines):
        apart = max(len(before), len(line)) > _WIDEST and not (_ITEM.match(before) and _ITEM.match(line))
        apart = apart or bool(ENTRY.match(line) and (ENTRY.match(before) or _ENDED.search(before)))
        out += ("\n\n" if apart else "\n") + line
    return out
