"""Tables: their rows written out under the heading row, as lines that can be read one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.documents.chronology import ENTRY
from extract.documents.dates import WHEN, parse_date
from graph.errors import DocumentError

Row = Sequence[str]

LONGEST_CELL = 300
"""Characters of a cell: tables also lay out pages, and what has more is no cell, but a part of the page."""

# A heading is a word or a few.
_LONGEST_HEADING = 40
# What the columns of tables in this field are headed by. Where a table does not say which row is its heading, the first
# is if most of its cells end in such a word, or if one of its columns has numbers below a word.
_HEADINGS = frozenset(
    "accession agreement ambassador body capital city consul country date day delegate destination embassy end "
    "envoy event from head host incumbent institution joined member minister mission month name number office "
    "organisation organization participant partner party period person place portfolio position post predecessor "
    "president purpose rank ratification region representative role seat secretary sender signatory signature "
    "since start state status subject successor tenure term title to topic treaty until visitor when where who "
    "year".split()
)
_DAYS = frozenset({"date", "dates", "day", "when", "year", "years"})
# So many rows below it, and a first row that looks like one is a heading.
_FEWEST = 2
BORDER = "|---|"
"""A line that stands below a heading row, as in Markdown, and says that it is one."""
_BORDER = frozenset(" \t|+:=-")
_BAR = "\0"
_YEAR = re.compile(r"\d{4}(?:\D{1,3}\d{4})?")
_DIGIT = re.compile(r"\d")
_CLOSED = re.compile(r"[.?!…][\"'”’)\]]*$")


def under_headings(rows: Sequence[Row], *, headed: bool = False) -> list[str] | None:
    """The rows of a table, each as a line that says under which heading each cell stands; None without a heading row.

    A row with more cells keeps bars between them, and one with a single cell stands as it is. A day is put in front, as
    in a chronology, and dates the line.

    Args:
        rows: of cells, empty ones too; the heading is the first with more than one.
        headed: whether that is known; else it is told from what the cells look like.

    >>> under_headings([["State", "Joined"], ["Finland", "2023"], ["Sweden", "2024"]])
    ['State: Finland; Joined: 2023.', 'State: Sweden; Joined: 2024.']
    >>> under_headings([["Day", "What"], ["5 March 2024", "Dahl visits Riga."]], headed=True)
    ['5 March 2024: Dahl visits Riga.']
    >>> under_headings([["Norway", "Oslo"], ["Latvia", "Riga"], ["Chad", "N'Djamena"]]) is None
    True
    """
    filled = [[" ".join(cell.split()) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if any(len(cell) > LONGEST_CELL for row in filled for cell in row):
        return None
    at = next((n for n, row in enumerate(filled) if _several(row)), len(filled))
    above, below = filled[:at], filled[at + 1 :]
    if not below or not (headed or _is_heading(filled[at], below)):
        return None
    headings = [cell.rstrip(":").strip() for cell in filled[at]]
    return [*(_alone(row) for row in above), *(_line(headings, row) for row in below)]


def names_columns(row: Row) -> bool:
    """Whether most cells of a row are words that the columns of tables in this field are headed by.

    >>> names_columns(["Receiving state", "Ambassador", "Since"]), names_columns(["Norway", "Anna Berg", "2020"])
    (True, False)
    """
    last = [cell.rstrip(": ").lower().split()[-1:] or [""] for cell in row if cell]
    return 2 * sum(word in _HEADINGS or word.removesuffix("s") in _HEADINGS for [word] in last) > len(last)


def rows_apart(lines: Sequence[str]) -> list[str]:
    """The lines of a plain text, with the tables in it written out, whose cells tabs or bars keep apart.

    Where a table has no heading, its cells have bars between them.

    >>> rows_apart(["Members", "State\\tJoined", "Finland\\t2023", "Sweden\\t2024"])
    ['Members', '', 'State: Finland; Joined: 2023.', '', 'State: Sweden; Joined: 2024.', '']
    """
    out: list[str] = []
    n = 0
    while n < len(lines):
        rows, end, bordered = _table_at(lines, n)
        found = under_headings(rows, headed=bordered) if len(rows) > _FEWEST or (bordered and len(rows) > 1) else None
        if found:
            out += ["", *(each for line in found for each in (line, ""))]
        elif len(rows) >= _FEWEST:
            kept = (line for line in lines[n:end] if not _is_border(line.strip(" ")))
            out += [_alone(_cells(line)) if "\t" in line.strip() else line for line in kept]
        else:
            end = n + 1 if rows else max(end, n + 1)
            out += lines[n:end]
        n = end
    return out


def _table_at(lines: Sequence[str], start: int) -> tuple[list[list[str]], int, bool]:
    """The rows that begin at a line, where they end, and whether a border stands below the first of them."""
    rows: list[list[str]] = []
    n, bordered = start, False
    end = start
    while n < len(lines):
        line = lines[n].strip(" ")
        if _is_border(line):
            bordered = bordered or len(rows) == 1
            end = n + 1
        elif line.strip():
            cells = _cells(line)
            if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
                break
            rows.append(cells)
            end = n + 1
        elif not rows or (n and not lines[n - 1].strip()):
            break
        n += 1
    return rows, end, bordered


def _is_border(line: str) -> bool:
    return _BORDER.issuperset(line) and ("--" in line or "==" in line)


def _cells(line: str) -> list[str]:
    if "\t" in line.strip():
        return [cell.strip() for cell in line.split("\t")]
    # A bar with a stroke before it is a bar in a cell.
    whole = line.replace("\\|", _BAR)
    if " | " not in whole:
        return [line]
    return [cell.strip().replace(_BAR, "|") for cell in whole.strip().strip("|").split(" | ")]


def _several(row: Row) -> bool:
    """Whether a row has more than one cell; a cell over all columns is a caption."""
    return sum(map(bool, row)) > 1


def _is_heading(first: Row, below: Sequence[Row]) -> bool:
    named = [cell for cell in first if cell]
    if len(below) < _FEWEST or len(set(named)) < len(named) or any(_DIGIT.search(cell) for cell in named):
        return False
    if any(len(cell) > _LONGEST_HEADING or _CLOSED.search(cell) for cell in named):
        return False
    if names_columns([row[0] for row in below]):
        return False  # it is the first column that says what is meant
    numbered = any(
        heading and all(_DIGIT.search(cell) for cell in column)
        for n, heading in enumerate(first)
        if (column := [row[n] for row in below if n < len(row) and row[n]])
    )
    return numbered or names_columns(named)


def _line(headings: Sequence[str], row: Row) -> str:
    if not _several(row) or len(row) > len(headings):
        return _alone(row)
    cells = [(heading, cell) for heading, cell in zip(headings, row, strict=False) if cell]
    place, day = next(((n, day) for n, one in enumerate(cells) if (day := _day(*one, alone=not n))), (0, ""))
    front = f"{day}: " if day else ""
    if day:
        del cells[place]
    if day and len(cells) == 1:
        return front + _ended(cells[0][1])
    said = [f"{heading[:1].upper()}{heading[1:]}: {cell}" if heading else cell for heading, cell in cells]
    return front + " ".join([*(each if _CLOSED.search(each) else f"{each};" for each in said[:-1]), _ended(said[-1])])


def _alone(row: Row) -> str:
    return " | ".join(cell for cell in row if cell)


def _ended(text: str) -> str:
    return text if _CLOSED.search(text) else f"{text}."


def _day(heading: str, cell: str, *, alone: bool) -> str | None:
    """The day in a cell, or the year if it stands first, as a chronology would have it; None where there is none."""
    if not alone and _YEAR.fullmatch(cell):
        return None
    if heading.lower() not in _DAYS:
        return cell if not heading and re.fullmatch(WHEN, cell) else None
    begun = ENTRY.match(f"{cell}: x")
    if begun and begun.end() == len(cell) + 2:
        return cell
    try:
        return parse_date(cell)
    except DocumentError:  # it can be read two ways
        return None
