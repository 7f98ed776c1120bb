"""`legation query`: questions in SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from graph.console import STORE, StoreOption, examples, opened, show, write

EXAMPLES = examples(
    "legation query 'SELECT ?who ?where { ?who lg:visited ?where }'",
    "legation query -f visits.rq --format csv > visits.csv",
    "legation query 'CONSTRUCT WHERE { ?visit a lg:Visit ; lg:visitor ?who }' --format ttl",
)

Format = Literal["table", "csv", "tsv", "json", "xml", "ttl", "nt"]


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
    memory: Annotated[int, typer.Option(help="Megabytes that it may take.", min=50)] = 4096,
    allow_service: Annotated[
        bool, typer.Option("--allow-service", help="Let SERVICE ask other servers, which see what is asked.")
    ] = False,
) -> None:
    """Ask the graph in SPARQL.

    The question runs over all documents together, and is ended when its time or its memory is used up. It is asked
    on this machine alone: without --allow-service, SERVICE is refused.
    """
    from graph import screen
    from graph.query import answer, table

    with opened(store) as graph:
        terms = graph.store.terms
    question = _question(sparql, file)
    if format == "table":
        found = table(store, question, timeout=timeout, memory=memory, allow_service=allow_service)
        show([screen.rows(found, terms)])
    else:
        write(answer(store, question, format=format, timeout=timeout, memory=memory, allow_service=allow_service))


def _question(sparql: str | None, file: str | None) -> str:
    if (sparql is None) == (file is None):
        raise typer.BadParameter("give the question itself, or a file with it (-f FILE), and not both")
    if file is None:
        return sparql or ""
    return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
