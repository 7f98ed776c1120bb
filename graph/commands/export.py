"""`legation export`: the graph for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from graph.console import STORE, StoreOption, examples, opened, put, show

EXAMPLES = examples(
    "legation export --to turtle --out graph.ttl",
    "legation export --to nquads | gzip > graph.nq.gz",
    "legation export --to csv --out neo4j/",
)

Format = Literal[
    "turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld", "graphml", "gexf", "csv", "cypher", "parquet", "facts",
    "plover", "cameo", "ftm",
]  # fmt: skip


def export(
    to: Annotated[
        Format, typer.Option("--to", help="RDF, a network, a property graph, or event data.", metavar="FORMAT")
    ],
    out: Annotated[
        str,
        typer.Option(
            help="The file to write, or the folder of csv and parquet; - for standard output.", metavar="FILE"
        ),
    ] = "-",
    store: StoreOption = STORE,
) -> None:
    """Write the graph for other tools.

    turtle, ntriples, rdfxml, trig, nquads and jsonld are RDF; graphml and gexf are networks, gexf with time; csv is a
    folder with nodes and edges as Neo4j imports them, and cypher a script that makes them; parquet is a folder with a
    file a type of fact; facts is a JSON object a line; plover and cameo are event records, who did what to whom; ftm
    is entities of FollowTheMoney, a JSON object a line.
    """
    from graph.export import FOLDERS, exported, exported_files

    with opened(store) as graph:
        if to not in FOLDERS:
            put(exported(graph, to), out)
            return
        if out == "-":
            raise typer.BadParameter(f"{to} is several files: name a folder with --out", param_hint="--out")
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in exported_files(graph, to):
            (folder / name).write_bytes(data)
            show([str(folder / name)])
