"""`legation table`: facts of one type for spreadsheets and statistics."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from graph.console import (
    STORE,
    FromOption,
    StoreOption,
    ToOption,
    examples,
    nothing_found,
    opened,
    period,
    put,
    show,
    written_as,
)

EXAMPLES = examples(
    "legation table visits --of Cuba --from 2016 --to 2016 > visits.csv",
    "legation table roles --of 'United Nations' --format xlsx --out roles.xlsx",
    "legation table visits --events --modality actual",
    "legation table meetings --modality planned --modality requested --format json",
)

Kind = Literal[
    "visits", "meetings", "roles", "memberships", "missions", "agreements", "participations", "relations"
]  # fmt: skip


def table(
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="TABLE",
            help="visits, meetings, roles, memberships, missions, agreements, participations or relations.",
        ),
    ],
    of: Annotated[
        str | None, typer.Option(help="Only facts that name this entity, or a place in it.", metavar="NAME")
    ] = None,
    begin: FromOption = None,
    end: ToOption = None,
    modality: Annotated[
        list[str] | None,
        typer.Option(
            help="Only facts that are actual, planned, possible, requested, denied or cancelled; may be given again."
        ),
    ] = None,
    events: Annotated[
        bool,
        typer.Option("--events", help="A row an event, with the number of its reports: visits, meetings, agreements."),
    ] = False,
    format: Annotated[
        Literal["text", "csv", "xlsx", "parquet", "json"] | None,
        typer.Option(
            help="text is for people, json an object a line.",
            show_default="what the file's ending says; text on a terminal, csv in a pipe",
        ),
    ] = None,
    excel: Annotated[
        bool, typer.Option("--excel", help="A CSV that Excel opens as it is: with a byte order mark, and no formulas.")
    ] = False,
    out: Annotated[str, typer.Option(help="The file to write; - for standard output.", metavar="FILE")] = "-",
    store: StoreOption = STORE,
) -> None:
    """Write facts as a table, a row a fact.

    On a terminal, each is a sentence with the words that state it. With --events a row is an event, however many facts
    report it.

    Each row has names, ids, ISO 3166 and Correlates of War codes, days, modality, the fact in a sentence, the words
    that state it, document, source and confidence. Several values of a cell are parted by semicolons.
    """
    from graph import screen
    from graph.event_table import event_table
    from graph.fact_table import fact_table
    from graph.lookup import named
    from graph.table_files import table_bytes

    on_screen = "text" if sys.stdout.isatty() and not excel else "csv"
    form = written_as(format, out, may=("csv", "xlsx", "parquet", "json"), screen=on_screen, binary=("xlsx", "parquet"))
    if excel and form != "csv":
        raise typer.BadParameter(f"that is a way to write a CSV; got a table written as {form}", param_hint="--excel")
    first, after = period(begin, end)
    with opened(store) as graph:
        rows = fact_table(
            graph,
            kind,
            of=named(graph, of) if of else None,
            begin=first,
            end=after,
            modalities=modality or (),
        )
    found = event_table(rows) if events else rows
    if form == "text":
        show(screen.told(found))
    else:
        put(table_bytes(found, form, bom=excel), out)
    if not found.rows:
        nothing_found("no such fact")
