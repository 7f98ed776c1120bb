"""Events as a table: a row a happening, with the number of its reports, out of a table with a row a fact."""

from __future__ import annotations

from graph.errors import RecordError
from graph.fact import MODALITIES
from graph.fact_table import REPORTING, SEPARATOR, Cell, FactTable
from graph.keeping.places import publication

COUNTS = ("reports", "documents", "sources")
"""The columns that say how many facts report an event, in how many documents, from how many sources."""

DIFFERING = ("modalities", "dates")
"""The columns in which reports of one event differ: all that any of them says."""


def event_table(table: FactTable) -> FactTable:
    """The events that the facts of a table report, in the order in which each is first reported there.

    A row says what the best report says: one of what took place before one of what was only planned or denied, then the
    surest. The columns after `happening` say how many facts of the table report the event, in how many documents, from
    how many sources (a document that names none is one, and so is a file of many); of which modalities they are, and
    which dates they give, from the earliest on: a day, a month, or a stay as an interval (`2024-03-20/2024-03-22`);
    what has an end alone (`../2024-03-22`) comes first. A fact that reports no happening, as a visit to nobody knows
    where, is a row of its own.

    Args:
        table: what `graph.fact_table.fact_table` gives for facts of one of the types `REPORTING`.

    Raises:
        RecordError: its facts are of a kind that reports no events.
    """
    place = {name: number for number, name in enumerate(table.columns)}
    if "happening" not in place:
        raise RecordError(
            f"events are reported by facts of the types {', '.join(sorted(REPORTING))}; these report none"
        )
    after = place["happening"] + 1
    events: dict[Cell, list[tuple[Cell, ...]]] = {}
    for row in table.rows:
        events.setdefault(row[place["happening"]] or row[place["fact"]], []).append(row)

    def best(row: tuple[Cell, ...]) -> tuple[int, float, str]:
        modality, confidence, fact = (row[place[name]] for name in ("modality", "confidence", "fact"))
        return MODALITIES.index(str(modality)), -float(confidence or 0), str(fact)

    def date(row: tuple[Cell, ...]) -> str | None:
        begin, end = (row[place[name]] if name in place else None for name in ("date", "end"))
        return f"{begin or '..'}/{end}" if end else str(begin) if begin else None

    def told(rows: list[tuple[Cell, ...]]) -> tuple[Cell, ...]:
        documents = {row[place["document"]] for row in rows}
        sources = {publication(str(row[place["document_source"]] or row[place["document"]])) for row in rows}
        modalities = sorted({str(row[place["modality"]]) for row in rows}, key=MODALITIES.index)
        dates = {dated: str(row[place["first_day"]] or "") for row in rows if (dated := date(row))}
        listed = SEPARATOR.join(sorted(dates, key=lambda dated: (dates[dated], dated))) or None
        row = min(rows, key=best)
        counts = (len(rows), len(documents), len(sources))
        return (*row[:after], *counts, SEPARATOR.join(modalities), listed, *row[after:])

    columns = (*table.columns[:after], *COUNTS, *DIFFERING, *table.columns[after:])
    return FactTable(columns, tuple(told(rows) for rows in events.values()))
