"""Tables in markup: their cells as a grid, which of their rows are headings, and whether they are tables at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from extract.documents.elements import CELLS, ROWS, TABLES, local_name
from extract.documents.tables import LONGEST_CELL, under_headings

if TYPE_CHECKING:
    from lxml.etree import _Element

# What says that a row is a heading, around it or in it, in HTML, Word and OpenDocument.
_HEADS = frozenset({"thead", "tblheader", "table-header-rows"})
# How many rows or columns a cell may stand for.
_WIDEST = 50


def table_lines(table: _Element, text_of: Callable[[_Element], str]) -> list[str] | None:
    """The rows of a table under its heading rows; None where there are none, or where it lays out a page.

    A cell that stands for several rows counts in each, and a caption stands above them.

    Args:
        table: as lxml parses it.
        text_of: gives the text of a cell, a table in it included.
    """
    rows = list(_below(table, ROWS))
    if len(rows) < 2 or lays_out(table):
        return None
    captions = [text_of(caption) for caption in table if local_name(caption) == "caption"]
    grid = _grid(rows, text_of)
    return under_headings([*([caption] for caption in captions), *grid], headed=_count_headings(rows, grid))


def row_texts(row: _Element, text_of: Callable[[_Element], str]) -> list[str] | None:
    """The texts of the cells of a row; None where it has none, or where one is more than a cell."""
    cells = list(_below(row, CELLS))
    if not cells or any(_holds_table(cell) or _is_long(cell) for cell in cells):
        return None
    return [" ".join(text_of(cell).split()) for cell in cells]


def lays_out(table: _Element) -> bool:
    """Whether a table only puts the parts of a page in their places: it has more than a cell holds, or another table.

    Where its rows have headings, a table in one of its cells is part of what it says, unless that holds a third one.
    """
    headed = _says_headings(table)
    if any(not headed or _holds_table(each) for each in table.iterdescendants() if local_name(each) in TABLES):
        return True
    return any(_is_long(cell) for row in _below(table, ROWS) for cell in _below(row, CELLS))


def parts(table: _Element) -> Iterator[_Element]:
    """The table, its caption, its rows and cells and what groups them, but nothing that stands in a cell."""
    yield table
    for child in table:
        if local_name(child) in CELLS or local_name(child) == "caption":
            yield child
        elif local_name(child) not in TABLES:
            yield from parts(child)


def _below(element: _Element, names: frozenset[str]) -> Iterator[_Element]:
    """What is a row of a table, or a cell of a row, whatever stands around it; nothing of a table in a cell."""
    for child in element:
        name = local_name(child)
        if name in names:
            yield child
        elif name not in TABLES and name not in CELLS:
            yield from _below(child, names)


def _holds_table(element: _Element) -> bool:
    return any(local_name(each) in TABLES for each in element.iterdescendants())


def _is_long(cell: _Element) -> bool:
    return len(" ".join("".join(cell.itertext()).split())) > LONGEST_CELL


def _grid(rows: Sequence[_Element], text_of: Callable[[_Element], str]) -> list[list[str]]:
    """The texts of the cells, each in its column."""
    out: list[list[str]] = []
    held: dict[int, tuple[str, int]] = {}  # what stands in a column for some more rows
    for element in rows:
        row: list[str] = []
        for cell in _below(element, CELLS):
            said, text = _said(cell), text_of(cell)
            _fill(row, held)
            if said.get("vmerge") in ("", "continue") and out and len(row) < len(out[-1]):
                text = out[-1][len(row)]  # as Word has a cell that stands for several rows
            down = _count(said, ("rowspan", "number-rows-spanned"))
            held |= {len(row): (text, down)} if down > 1 else {}
            row += [text, *[""] * (_count(said, ("colspan", "number-columns-spanned", "gridspan")) - 1)]
        _fill(row, held)
        held = {place: (text, down - 1) for place, (text, down) in held.items() if down > 1}
        out.append(row)
    return out


def _fill(row: list[str], held: dict[int, tuple[str, int]]) -> None:
    while len(row) in held:
        row.append(held[len(row)][0])


def _says_headings(table: _Element) -> bool:
    return _is_heading(next(_below(table, ROWS), None), first=True)


def _count_headings(rows: Sequence[_Element], grid: Sequence[Sequence[str]]) -> int:
    """How many rows say that they are headings, from the first on that is no caption; 0 where none does."""
    count = 0
    for element, row in zip(rows, grid, strict=True):
        if not any(row[1:]):
            if count:
                break
            continue
        if not _is_heading(element, first=not count):
            break
        count += 1
    return count


def _is_heading(row: _Element | None, *, first: bool) -> bool:
    """Whether a row says that it is one; the corner of the first may be a cell like any other."""
    if row is None:
        return False
    around = row.getparent()
    if (around is not None and local_name(around) in _HEADS) or any(
        local_name(each) in _HEADS for child in row if local_name(child) not in CELLS for each in child.iter()
    ):
        return True
    names = [local_name(cell) for cell in _below(row, CELLS)]
    return len(names) > first and all(name == "th" for name in names[first:])


def _said(cell: _Element) -> dict[str, str]:
    """What a cell says of itself: its attributes, and the properties that Word keeps in elements."""
    said = {str(key).rpartition("}")[2]: str(value) for key, value in cell.attrib.items()}
    for each in (each for child in cell if local_name(child) == "tcpr" for each in child):
        said[local_name(each)] = str(next(iter(each.attrib.values()), ""))
    return said


def _count(said: dict[str, str], names: tuple[str, ...]) -> int:
    value = next((said[name] for name in names if name in said), "")
    return min(max(int(value), 1), _WIDEST) if re.fullmatch(r"[0-9]{1,9}", value) else 1
