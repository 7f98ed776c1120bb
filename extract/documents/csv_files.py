"""CSV and TSV: the sign between the cells, quotes that are not closed, bytes of any encoding."""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import IO

from extract.documents.decoding import decode
from extract.documents.hints import Hints
from extract.documents.json_files import Found
from extract.documents.limits import LONGEST_LINE, lines, whole
from extract.documents.sheets import beginning, drafts_of
from graph.errors import DocumentError


def from_csv(stream: IO[bytes], hints: Hints) -> Iterator[Found]:
    """The rows of a CSV or TSV file under a heading row; the sign between the cells is told from the first lines.

    Raises:
        DocumentError: it is no table, or its heading names no text and its rows cannot be read as one.
    """
    try:
        first = next(lines(stream))
    except StopIteration:
        raise DocumentError("expected text; the file is empty") from None
    # A byte order mark of UTF-16 says that lines cannot be told by their bytes.
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = decode(first + whole(stream))
        first, stream = b"", io.BytesIO(text.encode())
    decoded = (decode(line) if line.strip() else "\n" for line in chain([first] if first else [], lines(stream)))
    top, rest = beginning(decoded, DocumentError)
    top[:1] = [line.lstrip("\ufeff") for line in top[:1]]
    csv.field_size_limit(LONGEST_LINE)
    try:
        yield from drafts_of(_split(chain(top, rest), _mark(top)), hints, "line")
    except csv.Error as error:
        raise DocumentError(f"expected a table of values; {error}") from error


def _mark(top: Sequence[str]) -> str:
    """The sign between cells: the one that stands as often in most of the first lines, and oftenest in the first."""

    def regular(mark: str) -> int:
        return max(Counter(count for line in top if (count := line.count(mark))).values(), default=0)

    return max("\t,;|", key=lambda mark: (regular(mark), max((line.count(mark) for line in top), default=0)))


def _split(lines: Iterator[str], mark: str) -> Iterator[list[str]]:
    """The cells of each row.

    A quote that opens a cell and is not closed takes in the rows below it, which is told from the row's having too few
    cells while those lines have as many as they should, or as many tabs: there quotes are what they are.
    """
    taken: list[str] = []
    again: deque[str] = deque()

    def noted() -> Iterator[str]:
        while (line := again.popleft() if again else next(lines, None)) is not None:
            taken.append(line)
            yield line

    columns = 0
    for row in csv.reader(noted(), delimiter=mark):
        columns = columns or len(row)
        if len(taken) > 1 and columns > 1 and _swallowed(taken, row, columns, mark):
            again.extendleft(reversed(taken[1:]))
            yield from csv.reader(taken[:1], delimiter=mark, quoting=csv.QUOTE_NONE)
        else:
            yield row
        taken.clear()


def _swallowed(taken: Sequence[str], row: Sequence[str], columns: int, mark: str) -> bool:
    """Whether lines that were taken for one row are several."""
    if mark == "\t":
        return sum(line.count(mark) == columns - 1 for line in taken) > 1
    below = (len(next(csv.reader([line], delimiter=mark), [])) == columns for line in taken[1:] if line.strip())
    return len(row) != columns and any(below)
