"""Tables: their rows written out under the heading row, as lines that can be read one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Literal

from extract.documents.chronology import ENTRY
from extract.documents.dates import WHEN, likely_date, told_order

Row = Sequence[str]

LONGEST_CELL = 300
"""Characters of a cell: tables also lay out pages, and what has more is no cell, but a part of the page."""

# A heading is a word or a few.
_LONGEST_HEADING = 40
# What the columns of tables in this field are headed by. Where a table does not say which row is its heading, the first
# is if most of its cells end in such a word, or if one of its columns has numbers below a word.
_HEADINGS = frozenset(
    "accession addressee agreement ambassador author body capital city consul country date day delegate delegation "
    "destination embassy end envoy event from head host incumbent institution joined lead leader member minister "
    "mission month name number office organisation organization participant partner party period person place "
    "portfolio position post predecessor president purpose rank ratification recipient region representative role "
    "seat secretary sender signatory signature since start state status subject successor tenure term title to "
    "topic treaty type until venue visitor when where who year".split()
)
_DAYS = frozenset({"date", "dates", "day", "when", "year", "years"})
# What happens on one day, so that a column for its date dates the row; a start or an end dates a part of it.
_ON_A_DAY = frozenset({"arrival", "event", "meeting", "signature", "signing", "trip", "visit"})
FEWEST = 2
"""So many rows below it, and a first row that looks like one is a heading."""
_YEAR = re.compile(r"\d{4}(?:\D{1,3}\d{4})?")
_DIGIT = re.compile(r"\d")
_CLOSED = re.compile(r"[.?!…][\"'”’)\]]*$")


def under_headings(
    rows: Sequence[Row], *, headed: int = 0, first: Literal["day", "month"] | None = None
) -> list[str] | None:
    """The rows of a table, each as a line that says under which heading each cell stands; None without a heading row.

    Where the heading has several rows, a column is named by all of them. A cell too many stands without a name, and a
    row with a single cell as it is. A day is put in front, as in a chronology, and dates the line.

    Args:
        rows: of cells, empty ones too, also to the right of a cell that stands for several columns; the heading is the
            first with more than one.
        headed: how many rows are known to be the heading; with 0 it is told from what the cells look like.
        first: what comes first in days such as `5/3/2024`; else another day in the column may tell.

    >>> under_headings([["State", "Joined"], ["Finland", "2023"], ["Sweden", "2024"]])
    ['State: Finland; Joined: 2023.', 'State: Sweden; Joined: 2024.']
    >>> under_headings([["Day", "What"], ["5 March 2024", "Dahl visits Riga."]], headed=1)
    ['5 March 2024: Dahl visits Riga.']
    >>> under_headings([["Norway", "Oslo"], ["Latvia", "Riga"], ["Chad", "N'Djamena"]]) is None
    True
    """
    filled = _filled(rows)
    if any(len(cell) > LONGEST_CELL for row in filled for cell in row):
        return None
    at, end = _heading(filled, headed)
    above, below = filled[:at], filled[end:]
    headings = _joined(filled[at:end])
    if not below or not (headed or _is_heading(headings, below)):
        return None
    orders = [first or told_order(row[n] for row in below if n < len(row)) for n in range(len(headings))]
    return [*(alone(row) for row in above), *(_line(headings, row, orders) for row in below)]


def alone(row: Row) -> str:
    """A row as it is, with bars between its cells; none behind what says what follows, as in the head of a letter.

    >>> alone(["Date:", "5 March 2024"]), alone(["Norway", "Oslo"])
    ('Date: 5 March 2024', 'Norway | Oslo')
    """
    cells = [cell for cell in row if cell]
    said = " ".join(cells[:2]) if len(cells) > 1 and cells[0].endswith(":") else ""
    return " | ".join([said, *cells[2:]] if said else cells)


def names_columns(row: Row) -> bool:
    """Whether most cells of a row are words that the columns of tables in this field are headed by.

    >>> names_columns(["Receiving state", "Ambassador", "Since"]), names_columns(["Norway", "Anna Berg", "2020"])
    (True, False)
    """
    last = [cell.rstrip(": ").lower().split()[-1:] or [""] for cell in row if cell]
    return 2 * sum(word in _HEADINGS or word.removesuffix("s") in _HEADINGS for [word] in last) > len(last)


def count_headings(rows: Sequence[Row]) -> int:
    """How many rows of a table name its columns by usual words, from the first on with more than one cell.

    >>> count_headings([["State", "Visit", ""], ["", "Minister", "Date"], ["Norway", "Anna Berg", "5 March 2024"]])
    2
    """
    filled = _filled(rows)
    at, end = _heading(filled, 0)
    return end - at if names_columns(_joined(filled[at:end])) else 0


def _several(row: Row) -> bool:
    """Whether a row has more than one cell; a cell over all columns is a caption."""
    return sum(map(bool, row)) > 1


def _filled(rows: Sequence[Row]) -> list[list[str]]:
    return [[" ".join(cell.split()) for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _heading(filled: Sequence[Row], headed: int) -> tuple[int, int]:
    """Where the heading begins and ends."""
    at = next((n for n, row in enumerate(filled) if _several(row) or (headed > 1 and any(row[1:]))), len(filled))
    count = headed or 1
    if count == 1 and at + 1 < len(filled):
        count += _goes_on(filled[at], filled[at + 1])
    return at, at + count


def _goes_on(upper: Row, lower: Row) -> bool:
    """Whether the heading goes on in a second row: it names columns over which the first has nothing but a group."""
    gaps = [n for n, cell in enumerate(lower) if cell and (n >= len(upper) or not upper[n])]
    covered = all(upper[n] or cell for n, cell in enumerate(lower) if n < len(upper))
    return bool(gaps) and covered and names_columns(lower) and not any(map(_DIGIT.search, (*upper, *lower)))


def _joined(rows: Sequence[Row]) -> list[str]:
    """The names of the columns, out of all rows of the heading; a cell of an upper row also counts to its right."""
    names: list[list[str]] = [[] for _ in range(max(map(len, rows), default=0))]
    for number, row in enumerate(rows, 1):
        group = ""
        for n, parts in enumerate(names):
            cell = row[n].rstrip(":").strip() if n < len(row) else ""
            group = cell or (group if number < len(rows) else "")
            parts += [group] if group and group not in parts else []
    return [" ".join(parts) for parts in names]


def _is_heading(first: Row, below: Sequence[Row]) -> bool:
    named = [cell for cell in first if cell]
    if len(below) < FEWEST or len(set(named)) < len(named) or any(_DIGIT.search(cell) for cell in named):
        return False
    if any(len(cell) > _LONGEST_HEADING or _CLOSED.search(cell) for cell in named):
        return False
    if names_columns([row[0] for row in below]) or 2 * sum(row[0].endswith(":") for row in below) > len(below):
        return False  # it is the first column that says what is meant
    numbered = any(
        heading and all(_DIGIT.search(cell) for cell in column)
        for n, heading in enumerate(first)
        if (column := [row[n] for row in below if n < len(row) and row[n]])
    )
    return numbered or names_columns(named)


def _line(headings: Sequence[str], row: Row, orders: Sequence[Literal["day", "month"] | None]) -> str:
    if not _several(row):
        return alone(row)
    cells = [(heading, cell, order) for heading, cell, order in zip_longest(headings, row, orders) if cell]
    place, day = next(((n, day) for n, one in enumerate(cells) if (day := _day(*one, alone=not n))), (0, ""))
    front = f"{day}: " if day else ""
    if day:
        del cells[place]
    if day and len(cells) == 1:
        return front + _ended(cells[0][1])
    said = [f"{heading[:1].upper()}{heading[1:]}: {cell}" if heading else cell for heading, cell, _ in cells]
    return front + " ".join([*(each if _CLOSED.search(each) else f"{each};" for each in said[:-1]), _ended(said[-1])])


def _ended(text: str) -> str:
    return text if _CLOSED.search(text) else f"{text}."


def _day(heading: str | None, cell: str, first: Literal["day", "month"] | None, *, alone: bool) -> str | None:
    """The day in a cell, or the year if it stands first, as a chronology would have it; None where there is none."""
    if not alone and _YEAR.fullmatch(cell):
        return None
    if not _dates_its_row(heading or ""):
        return cell if not heading and re.fullmatch(WHEN, cell) else None
    begun = ENTRY.match(f"{cell}: x")
    if begun and begun.end() == len(cell) + 2 and "/" not in cell:
        return cell
    return likely_date(cell, first)


def _dates_its_row(heading: str) -> bool:
    """Whether what stands under a heading is when the rest of the row happened."""
    first, _, second = heading.lower().partition(" ")
    return first in _DAYS if not second else first in _ON_A_DAY and second in _DAYS
