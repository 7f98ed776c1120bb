"""`legation communities`: who belongs together."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer

from graph.console import (
    STORE,
    FromOption,
    ModalityOption,
    StoreOption,
    ToOption,
    TypeOption,
    chosen,
    examples,
    nothing_found,
    opened,
    put,
    show,
    written_as,
)

EXAMPLES = examples(
    "legation communities",
    "legation communities --type meeting --type visit --from 2016 --resolution 1.5",
    "legation communities --format csv --out communities.csv",
)


def communities(
    resolution: Annotated[float, typer.Option(help="Above 1 for smaller groups, below 1 for larger ones.")] = 1.0,
    members: Annotated[int, typer.Option(help="Members that are named on the screen, the most central.", min=1)] = 8,
    types: TypeOption = None,
    modality: ModalityOption = None,
    begin: FromOption = None,
    end: ToOption = None,
    format: Annotated[
        Literal["text", "csv", "json"] | None,
        typer.Option(
            help="csv is a row an entity, json an object a community.",
            show_default="text, or what the file's ending says",
        ),
    ] = None,
    out: Annotated[str, typer.Option(help="The file to write; - for standard output.", metavar="FILE")] = "-",
    store: StoreOption = STORE,
) -> None:
    """Find groups of entities that are tied more closely.

    The method is that of Louvain with a fixed seed: the same graph gives the same groups. The most central members of
    each come first.
    """
    from graph import screen_ties
    from graph.communities import communities as divided
    from graph.fact_table import FactTable
    from graph.table_files import table_bytes

    form = written_as(format, out, may=("csv", "json"), screen="text")
    selection = chosen(types, modality, begin, end)
    with opened(store) as graph:
        found = divided(graph, selection=selection, resolution=resolution)
    if form == "json":
        lines = (json.dumps(each.to_dict(), ensure_ascii=False) for each in found.communities)
        put("".join(f"{line}\n" for line in lines).encode(), out)
    elif form == "csv":
        groups = enumerate(found.communities, start=1)
        rows = tuple((number, *member) for number, group in groups for member in group.rows)
        put(table_bytes(FactTable(("community", "id", "name", "type", "ties"), rows), "csv"), out)
    else:
        show(screen_ties.communities(found, members))
    if not found.communities:
        nothing_found("no entity is tied to another by such facts")
