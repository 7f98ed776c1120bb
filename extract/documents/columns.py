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
# So many lines with a gap at one place are the rows of a table.
_ROWS = 3
# The second column begins at one place in this share of the lines that have a gap.
_STRAIGHT = 0.7


def unfolded(lines: Sequence[str]) -> list[str]:
    """The lines of a page, with columns side by side put one below the other; the rows of a table keep theirs apart.

    Args:
        lines: of one page, with the spaces that keep the columns apart.

    >>> unfolded(["Norway      Oslo", "Latvia      Riga", "Chad        N'Djamena"])
    ['Norway | Oslo', 'Latvia | Riga', "Chad | N'Djamena"]
    """
    starts = Counter(match.end() for line in lines if (match := _GAP.search(line)))
    split = [n for n, line in enumerate(lines) if _GAP.search(line)]
    place, straight = min(starts.items(), key=lambda item: (-item[1], item[0]), default=(0, 0))
    if straight < _ROWS or straight < _STRAIGHT * len(split):
        return list(lines)
    first, last = split[0], split[-1]
    inside = lines[first : last + 1]
    left, right = [line[:place].rstrip() for line in inside], [line[place:].rstrip() for line in inside]
    through = any(line[place - 2 : place].strip() for line in inside)
    if not through and _is_prose(left) and _is_prose(right):
        return [*lines[:first], "", *left, *unfolded(right), "", *lines[last + 1 :]]
    columns = [
        end for end, count in Counter(m.end() for line in lines for m in _GAP.finditer(line)).items() if count > 1
    ]

    def barred(gap: re.Match[str]) -> str:
        """A bar for each column that begins at the end of a gap or in it, where a cell is empty."""
        return " | " * max(1, sum(gap.start() < column <= gap.end() for column in columns))

    return [_GAP.sub(barred, line) for line in lines]


def _is_prose(column: Sequence[str]) -> bool:
    filled = [line.strip() for line in column if line.strip()]
    if len(filled) < _FEWEST or sum(map(len, filled)) < _NARROWEST * len(filled):
        return False
    return sum(line[0].islower() for line in filled) >= _RUNNING * len(filled)
