"""`legation import`: other people's data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.console import STORE, StoreOption, examples, show

EXAMPLES = examples(
    "legation import ministers.ttl --source https://example.org/ministers",
    "legation import travels.csv --mapping travels.toml",
)


def import_data(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="RDF (.ttl .nt .nq .trig .rdf .jsonld .n3), or a table (.csv).")
    ],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="For a table: a TOML file that says what its columns are.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="Where RDF comes from, an address or a citation.")
    ] = None,
    store: StoreOption = STORE,
) -> None:
    """Take other people's data into the graph.

    RDF is asked along with what documents say, and stands in a graph of its own. The rows of a table become facts like
    others, with the row for evidence and the source that the mapping names. The same file again replaces what it said
    before. docs/keeping.md shows a mapping. Where rows are refused, the exit code is 1.
    """
    from graph.errors import DocumentError
    from graph.keeping.datasets import import_rdf
    from graph.keeping.mapping import read_mapping
    from graph.keeping.tabular import import_table
    from graph.knowledge import KnowledgeGraph

    table = file.suffix.lower() == ".csv"
    if table and source:
        raise typer.BadParameter("the mapping of a table says where it comes from", param_hint="--source")
    if mapping and not table:
        raise typer.BadParameter("RDF says itself what it is; a mapping is for a .csv", param_hint="--mapping")
    if table and mapping is None:
        raise DocumentError(f"a table needs a file that says what its columns are; give {file} a --mapping")
    read = read_mapping(mapping) if table and mapping else None
    if not file.is_file():
        raise DocumentError(f"{file}: no such file")
    with KnowledgeGraph.open(store) as graph:
        if read is None:
            show([_counted(import_rdf(graph, file, source=source), "triple", file)])
            return
        told = import_table(graph, file, read)
    show([_counted(told.rows, "row", file)])
    if told.refused:
        lines = [f"  line {number}: {reason}" if number else f"  {reason}" for number, reason in told.refused]
        show([f"{len(told.refused):,} refused:", *lines], error=True)
    if told.refused or not told.rows:
        raise typer.Exit(1)


def _counted(number: int, what: str, file: Path) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'} from {file}"
