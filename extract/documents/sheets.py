"""Rows of spreadsheets, Parquet and CSV: each a document where one column holds texts, else all of them one."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from csv import Error as CsvError
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast

from extract.documents.draft import Draft
from extract.documents.hints import Hints
from extract.documents.json_files import Found
from extract.documents.limits import told, whole
from extract.documents.orders import settled
from extract.documents.records import from_record, means_text
from extract.documents.tables import count_headings, under_headings
from graph.errors import DocumentError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Numbered = tuple[int, Sequence[Any]]
T = TypeVar("T")

# Rows that are looked at for the heading: titles and empty rows may stand above it.
_TOP = 20
# Words of a cell that show a text where the name of its column might mean another thing ("Body", "Message", "Lead").
_TEXT_WORDS = 8
_BATCH = 256
# A table without texts that has more rows than this is one of figures, and not for reading.
_MOST_ROWS = 5_000


def from_spreadsheet(stream: IO[bytes], hints: Hints) -> Iterator[Found]:
    """The rows of every sheet of a workbook (XLSX, XLS, ODS) that has a heading row with a text."""
    from python_calamine import CalamineError, CalamineWorkbook

    with told("a spreadsheet", CalamineError):
        book = CalamineWorkbook.from_filelike(io.BytesIO(whole(stream)))
        names = book.sheet_names
    faults: list[Found] = []
    read = 0
    for name in names:
        sheet = f" sheet {name!r}" if len(names) > 1 else ""
        try:
            with told("a spreadsheet", CalamineError):
                rows = _unmerged(book.get_sheet_by_name(name))
            if not any(map(any, rows)):
                continue
            for where, found in drafts_of(iter(rows), hints, "row"):
                read += 1
                yield f"{sheet}{where}", found
        except DocumentError as error:
            faults.append((sheet, error))
    if read:
        yield from faults
    elif faults:
        raise cast(DocumentError, faults[0][1])
    else:
        raise DocumentError("expected a row of headings and a text under one of them; the workbook is empty")


def _unmerged(sheet: CalamineSheet) -> list[list[Any]]:
    """The rows of a sheet; what stands in a cell over several rows counts in each of them."""
    rows = [list(row) for row in sheet.iter_rows()]
    # Empty columns before the first are left out, and empty rows are not.
    left = (sheet.start or (0, 0))[1]
    for (top, first), (bottom, _) in sheet.merged_cell_ranges or ():
        column = first - left
        for row in rows[top + 1 : bottom + 1]:
            if 0 <= column < len(row) and not row[column]:
                row[column] = rows[top][column]
    return rows


def from_parquet(stream: IO[bytes], hints: Hints) -> Iterator[Found]:
    """The rows of a Parquet file, some hundred at a time.

    Raises:
        DocumentError: it is damaged, or `pyarrow` is not installed.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise DocumentError("reading Parquet needs pyarrow; install it with: pip install 'legation[table]'") from error
    with told("a Parquet file", ArrowException, OSError):
        # Its table of contents stands at the end.
        file = ParquetFile(stream if stream.seekable() else io.BytesIO(whole(stream)))
        batches = file.iter_batches(batch_size=_BATCH)
        rows = enumerate((record for batch in batches for record in batch.to_pylist()), 1)
        drafts = (
            (f" row {number}", _draft({key: _plain(value) for key, value in record.items()}, hints))
            for number, record in rows
        )
        yield from settled(drafts, hints)


def drafts_of(rows: Iterator[Sequence[Any]], hints: Hints, unit: str) -> Iterator[Found]:
    """The rows below the first that names a text, with their numbers; where none does, all of them as one document."""
    top, numbered = beginning(enumerate(rows, 1), CsvError)
    for place, (_, cells) in enumerate(top[:_TOP], 1):
        names = [str(cell).strip() for cell in cells]
        if any(names) and _names_text(names, [row for _, row in top[place:]], hints):
            yield from settled(_records(chain(top[place:], numbered), names, unit, hints), hints)
            return
    yield "", _listed([cells for _, cells in chain(top, islice(numbered, _MOST_ROWS))], hints)


def beginning(rows: Iterator[T], fault: type[Exception]) -> tuple[list[T], Iterator[T]]:
    """The first rows and the rest; where one among the first is damaged, that is said behind those before it."""
    top: list[T] = []

    def fail(error: Exception) -> Iterator[T]:
        raise error
        yield

    try:
        top.extend(islice(rows, 2 * _TOP))
    except fault as error:
        return top, fail(error)
    return top, rows


def _records(numbered: Iterator[Numbered], names: Sequence[str], unit: str, hints: Hints) -> Iterator[Found]:
    for number, cells in numbered:
        record = {name: _plain(cell) for name, cell in zip(names, cells, strict=False) if name}
        if any(cell not in (None, "") for cell in cells[len(names) :]):
            yield (
                f" {unit} {number}",
                DocumentError(
                    f"expected {len(names)} cells, as the heading has; got {len(cells)}; "
                    "put a cell that holds the sign between cells in quotes"
                ),
            )
        elif any(value not in (None, "") for value in record.values()):
            yield f" {unit} {number}", _draft(record, hints)


def _listed(table: Sequence[Sequence[Any]], hints: Hints) -> Draft:
    """A table whose heading names no text, each of its rows a line of one document.

    Raises:
        DocumentError: a text was asked for, or the table has no usual headings, cells with texts, or too many rows.
    """
    rows = [["" if cell is None else str(_plain(cell)) for cell in row] for row in table]
    headed = count_headings(rows) if "text" not in hints.fields and len(rows) <= _MOST_ROWS else 0
    lines = under_headings(rows, headed=headed, first=hints.first) if headed else None
    if not lines:
        first = next((row for row in rows if any(row)), [])
        raise DocumentError(
            "expected a row of headings, one of which is 'text' or another usual name of it; "
            f"the first row is {str([cell for cell in first if cell])[:200]}; name the column with --field text=NAME"
        )
    return Draft(
        text="\n\n".join(lines),
        remark="no heading in it is known to stand above texts, so its rows are read as the lines of one document; "
        "if one does, --field text=NAME makes a document of each row",
    )


def _names_text(names: Sequence[str], below: Sequence[Sequence[Any]], hints: Hints) -> bool:
    """Whether a row names a column of texts: by a word that means nothing else, or texts stand below it."""
    named = Hints(fields=hints.fields)
    try:
        from_record({name: "a" for name in names if name}, named)
    except DocumentError:
        return False
    if "text" in hints.fields or any(means_text(name) for name in names):
        return True
    texts = [_draft({name: cell for name, cell in zip(names, row, strict=False) if name}, named) for row in below]
    return not below or any(isinstance(one, Draft) and len(one.text.split()) >= _TEXT_WORDS for one in texts)


def _draft(record: dict[str, Any], hints: Hints) -> Any:
    try:
        return from_record(record, hints)
    except DocumentError as error:
        return error


def _plain(cell: Any) -> Any:
    """A cell as a record of JSON would have it; of midnight, which a day without an hour is in a workbook, the day."""
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.datetime):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.strip() if isinstance(cell, str) else cell
