"""Columns that stand side by side in a plain text, as programs that keep the layout of a page write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
# Fewer lines than these are no column; a table has less text on either side of its gaps.
_FEWEST, _NARROWEST = 6, 18
# Prose goes on from line to line: at least this share of its lines begins with a small letter.
_RUNNING = 0.4
# The second column begins at one place in this share of the lines that have a gap.
_STRAIGHT = 0.7


def unfolded(lines: Sequence[str]) -> list[str]:
    """The lines of a page, with columns side by side put one below the other; tables stay as they are.

    Args:
        lines: of one page, with the spaces that keep the columns apart.
    """
    starts = Counter(match.end() for line in lines if (match := _GAP.search(line)))
    split = [n for n, line in enumerate(lines) if _GAP.search(line)]
    if not starts or len(split) < _FEWEST:
        return list(lines)
    (place, straight), *_ = sorted(starts.items(), key=lambda item: (-item[1], item[0]))
    if straight < _FEWEST or straight < _STRAIGHT * len(split):
        return list(lines)
    first, last = split[0], split[-1]
    left, right = [], []
    for line in lines[first : last + 1]:
        if line[:place].strip() and line[place - 2 : place].strip():
            return list(lines)  # a line runs through the gap
        left.append(line[:place].rstrip())
        right.append(line[place:].rstrip())
    if not (_is_prose(left) and _is_prose(right)):
        return list(lines)
    return [*lines[:first], *left, *unfolded(right), *lines[last + 1 :]]


def _is_prose(column: Sequence[str]) -> bool:
    filled = [line.strip() for line in column if line.strip()]
    if len(filled) < _FEWEST or sum(map(len, filled)) < _NARROWEST * len(filled):
        return False
    return sum(line[0].islower() for line in filled) >= _RUNNING * len(filled)
