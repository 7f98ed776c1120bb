"""Tables as files: CSV, Excel, Parquet and JSON. The same table gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from importlib.util import find_spec

from graph.errors import LegationError, RecordError
from graph.event_table import COUNTS
from graph.fact_table import Cell, FactTable

FORMATS = ("csv", "xlsx", "parquet", "json")
BOM = "\ufeff"

_NEEDS = {"xlsx": "xlsxwriter", "parquet": "pyarrow"}
# Excel takes a cell that begins so for a formula, and a text of a document may begin with anything.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_bytes(table: FactTable, format: str, *, bom: bool = False) -> bytes:
    """A table as a file.

    Args:
        table: what `graph.fact_table.fact_table` gives.
        format: one of `FORMATS`; JSON is an object a line.
        bom: whether a CSV begins with a byte order mark, by which Excel knows that it is UTF-8; cells that Excel would
            take for a formula then begin with an apostrophe.

    Raises:
        RecordError: the format is none of these.
        LegationError: what the format needs is not installed.
    """
    if format not in FORMATS:
        raise RecordError(f"a table is written as {', '.join(FORMATS)}; got {format!r}")
    if format in _NEEDS and find_spec(_NEEDS[format]) is None:
        raise LegationError(f"writing {format} needs {_NEEDS[format]}; install it with: pip install 'legation[table]'")
    if format == "xlsx":
        return _excel(table)
    if format == "parquet":
        return _parquet(table)
    return _json(table) if format == "json" else _csv(table, bom)


def _csv(table: FactTable, bom: bool) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow(["" if cell is None else _safe(cell) if bom else cell for cell in row])
    return f"{BOM if bom else ''}{out.getvalue()}".encode()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _json(table: FactTable) -> bytes:
    rows = (
        {name: cell for name, cell in zip(table.columns, row, strict=True) if cell is not None} for row in table.rows
    )
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def _excel(table: FactTable) -> bytes:
    from datetime import UTC, datetime

    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": "Legation", "created": datetime(1980, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("facts")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, table.columns, bold)
        for number, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, place, cell[:32767] if isinstance(cell, str) else cell)
        sheet.freeze_panes(1, 1)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    return out.getvalue()


def _parquet(table: FactTable) -> bytes:
    import pyarrow
    from pyarrow import parquet

    numbers = {"confidence": pyarrow.float64(), **dict.fromkeys(COUNTS, pyarrow.int64())}
    fields = [(name, numbers.get(name, pyarrow.string())) for name in table.columns]
    columns = list(zip(*table.rows, strict=True)) or [()] * len(fields)
    arrays = [pyarrow.array(column, type=kind) for column, (_, kind) in zip(columns, fields, strict=True)]
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=pyarrow.schema(fields)), out)
    return out.getvalue()
