"""The commands that ask a graph: lookup, query, draw, export, info, check.

Each reads its arguments, calls the function that does the work, and prints; heavy packages are imported by the
command that needs them, so that help and cards come at once.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from graph.commands import ask, draw, export, lookup, search, serve, table, timeline
from graph.console import STORE, StoreOption, examples, opened, show, write
from graph.errors import LegationError, RecordError

__all__ = ["STORE", "StoreOption", "app", "examples", "show", "write"]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Format = Literal["table", "csv", "tsv", "json", "xml", "ttl", "nt"]


app.command(epilog=lookup.EXAMPLES)(lookup.lookup)
app.command(epilog=search.EXAMPLES)(search.search)
app.command(epilog=ask.EXAMPLES)(ask.ask)
app.command(epilog=table.EXAMPLES)(table.table)


@app.command(
    epilog=examples(
        "legation query 'SELECT ?who ?where { ?who lg:visited ?where }'",
        "legation query -f visits.rq --format csv > visits.csv",
        "legation query 'CONSTRUCT WHERE { ?visit a lg:Visit ; lg:visitor ?who }' --format ttl",
    )
)
def query(
    sparql: Annotated[
        str | None, typer.Argument(metavar="SPARQL", help="The question; the usual prefixes are known.")
    ] = None,
    file: Annotated[
        str | None, typer.Option("--file", "-f", help="A file with the question; - for standard input.", metavar="FILE")
    ] = None,
    store: StoreOption = STORE,
    format: Annotated[Format, typer.Option(help="ttl and nt are for triples, the rest for tables.")] = "table",
    timeout: Annotated[float, typer.Option(help="Seconds after which the question is ended.", min=0.1)] = 30.0,
) -> None:
    """Ask the graph in SPARQL.

    The question runs over all documents together, and is ended when its time is up.
    """
    from graph import screen
    from graph.query import answer
    from graph.query import table as rows_of

    with opened(store) as graph:
        terms = graph.store.terms
    question = _question(sparql, file)
    if format == "table":
        show([screen.rows(rows_of(store, question, timeout=timeout), terms)])
    else:
        write(answer(store, question, format=format, timeout=timeout))


app.command(epilog=draw.EXAMPLES)(draw.draw)
app.command(epilog=timeline.EXAMPLES)(timeline.timeline)
app.command(epilog=serve.EXAMPLES)(serve.serve)


app.command(epilog=export.EXAMPLES)(export.export)


@app.command(
    epilog=examples(
        "legation info",
        "legation info --store other-store --json",
    )
)
def info(
    store: StoreOption = STORE,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what the store holds.

    Documents, entities and facts by type, facts by modality.
    """
    from dataclasses import asdict

    from graph import screen

    with opened(store) as graph:
        held = graph.counts()
    if as_json:
        write(f"{json.dumps(asdict(held))}\n".encode())
    else:
        show([screen.counts(held)])


@app.command(epilog=examples("legation check", "legation check --store my-store"))
def check(store: StoreOption = STORE) -> None:
    """Check the graph, and find what contradicts itself in it.

    Faults are where the graph is not as its shapes say; each is shown with its fact and what states it, and the exit
    code is 1 if there is any. Contradictions are where documents say what cannot all be so, as two holders of one
    post; they are for a person to look at, and no fault. Needs the extra `check`.
    """
    from importlib.util import find_spec

    from graph import screen
    from graph.check import check as faults
    from graph.contradictions import contradictions

    if find_spec("pyshacl") is None:
        raise LegationError("checking needs pySHACL; install it with: pip install 'legation[check]'")
    with opened(store) as graph:
        found = list(faults(graph.store))
        show([*screen.faults(found), ""])
        try:
            show(screen.contradictions(list(contradictions(graph))))
        except RecordError as error:
            raise RecordError(f"contradictions can be found once the faults are mended: {error}") from error
    if found:
        raise typer.Exit(1)


def _question(sparql: str | None, file: str | None) -> str:
    if (sparql is None) == (file is None):
        raise typer.BadParameter("give the question itself, or a file with it (-f FILE), and not both")
    if file is None:
        return sparql or ""
    return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
