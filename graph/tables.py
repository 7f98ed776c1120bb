"""The tables in `ontologies/`: tab-separated text with a header, read once and kept."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from graph.errors import KnowledgeError

Row = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of a table of `ontologies/`, in the order of the file.

    Args:
        table: the file's name without `.tsv`: `states`, `places`, `organisations`.

    Returns:
        A row a dictionary from column to cell; an empty cell is the empty string.

    Raises:
        KnowledgeError: there is no such table, or a line has more or fewer cells than the header.

    >>> [row["name"] for row in rows("states") if row["id"] == "state/AZ"]
    ['Azerbaijan']
    """
    try:
        text = resources.files("ontologies").joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise KnowledgeError(f"ontologies/ has no table {table!r}; its tables end in .tsv") from error
    lines = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(lines, [])
    out = []
    for number, cells in enumerate(lines, start=2):
        if len(cells) != len(header):
            raise KnowledgeError(
                f"{table}.tsv, line {number}: expected {len(header)} cells ({', '.join(header)}), got {len(cells)}"
            )
        out.append(dict(zip(header, cells, strict=True)))
    return tuple(out)


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by `;`.

    >>> split("Kyiv;Kiev"), split("")
    (('Kyiv', 'Kiev'), ())
    """
    return tuple(cell.split(";")) if cell else ()
