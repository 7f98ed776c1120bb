"""`legation table`: facts of one type for spreadsheets and statistics."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from graph.console import STORE, FromOption, StoreOption, ToOption, examples, opened, period, put

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
        Literal["csv", "xlsx", "parquet", "json"], typer.Option(help="json is an object a line.")
    ] = "csv",
    excel: Annotated[
        bool, typer.Option("--excel", help="A CSV that Excel opens as it is: with a byte order mark, and no formulas.")
    ] = False,
    out: Annotated[str, typer.Option(help="The file to write; - for standard output.", metavar="FILE")] = "-",
    store: StoreOption = STORE,
) -> None:
    """Write facts as a table, a row a fact.

    With --events a row is an event, however many facts report it.

    Each row has names, ids, ISO 3166 and Correlates of War codes, days, modality, the fact in a sentence, the words
    that state it, document, source and confidence. Several values of a cell are parted by semicolons.
    """
    from graph.event_table import event_table
    from graph.fact_table import fact_table
    from graph.lookup import named
    from graph.table_files import table_bytes

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
    put(table_bytes(event_table(rows) if events else rows, format, bom=excel), out)
