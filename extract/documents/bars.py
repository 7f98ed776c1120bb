"""Tables in a plain text, whose cells tabs or bars keep apart."""

from __future__ import annotations

from collections.abc import Sequence

from extract.documents.tables import FEWEST, alone, names_columns, under_headings

BORDER = "|---|"
"""A line that stands below a heading row, as in Markdown, and says that it is one."""

_BORDER = frozenset(" \t|+:=-")
_BAR = "\0"


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
        found = (
            under_headings(rows, headed=int(bordered)) if len(rows) > FEWEST or (bordered and len(rows) > 1) else None
        )
        if found:
            out += ["", *(each for line in found for each in (line, ""))]
        elif len(rows) >= FEWEST:
            kept = (line for line in lines[n:end] if not _is_border(line.strip(" ")))
            out += [_row_alone(line) for line in kept]
        else:
            end = n + 1 if rows else max(end, n + 1)
            out += lines[n:end]
        n = end
    return out


def _row_alone(line: str) -> str:
    """A row of a table without a heading; bars that stand in it stay."""
    cells = _cells(line)
    return alone(cells) if "\t" in line.strip() or cells[0].endswith(":") else line


def _table_at(lines: Sequence[str], start: int) -> tuple[list[list[str]], int, bool]:
    """The rows that begin at a line, where they end, and whether a border stands below the first of them."""
    rows: list[list[str]] = []
    n, bordered = start, False
    end = last = start
    parted = False
    while n < len(lines):
        line = lines[n].strip(" ")
        if _is_border(line):
            if bordered and parted:
                # An empty line before a row and a border below it: it is the heading of another table.
                return rows[:-1], last, True
            bordered = bordered or len(rows) == 1
            end = n + 1
        elif line.strip():
            cells = _cells(line)
            parted = bool(rows) and not lines[n - 1].strip()
            if len(cells) < 2 or (rows and not bordered and _begins_another(rows[0], cells, parted=parted)):
                break
            rows.append(cells)
            end, last = n + 1, n
        elif not rows or (n and not lines[n - 1].strip()):
            break
        n += 1
    return rows, end, bordered


def _begins_another(heading: Sequence[str], row: Sequence[str], *, parted: bool) -> bool:
    """Whether a row is of another table; one under usual headings may have a cell too many or too few.

    Args:
        heading: the first row of the table before.
        row: the row.
        parted: whether an empty line stands before it.
    """
    if parted and names_columns(row) and names_columns(heading):
        return True
    return len(row) != len(heading) and (names_columns(row) or not names_columns(heading))


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
