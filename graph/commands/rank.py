"""`legation rank`: who stands in the middle."""

from __future__ import annotations

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
    "legation rank",
    "legation rank --by betweenness --entity Person --limit 10",
    "legation rank --type visit --type meeting --from 2016 --to 2016 --format csv --out rank.csv",
)

Measure = Literal["degree", "betweenness", "eigenvector"]
Entities = Literal["Person", "State", "Organisation", "Place", "Event", "Agreement", "Mission"]


def rank(
    by: Annotated[
        Measure,
        typer.Option(
            help="degree: to how many it is tied; betweenness: how many shortest paths pass through it; eigenvector: "
            "tied to those who are central themselves."
        ),
    ] = "degree",
    entity: Annotated[Entities | None, typer.Option(help="Only entities of this type, in a network of all.")] = None,
    limit: Annotated[int | None, typer.Option(help="Rows at most; 20 on the screen, all in a file.", min=1)] = None,
    types: TypeOption = None,
    modality: ModalityOption = None,
    begin: FromOption = None,
    end: ToOption = None,
    format: Annotated[
        Literal["text", "csv", "json"] | None,
        typer.Option(help="json is an object a line.", show_default="text, or what the file's ending says"),
    ] = None,
    out: Annotated[str, typer.Option(help="The file to write; - for standard output.", metavar="FILE")] = "-",
    store: StoreOption = STORE,
) -> None:
    """Rank entities by how central they are.

    The network has who acts on or with whom; hosts and places where somebody met do not count.
    Each row has all three centralities, from 0 to 1, the number of neighbours, and the number of facts.
    """
    from graph import screen_ties
    from graph.ranking import rank as ranked
    from graph.table_files import table_bytes

    form = written_as(format, out, may=("csv", "json"), screen="text")
    selection = chosen(types, modality, begin, end)
    shown = limit or (20 if form == "text" else None)
    with opened(store) as graph:
        found = ranked(graph, by=by, selection=selection, entity_type=entity, limit=shown)
    if form != "text":
        put(table_bytes(found, form), out)
    elif found.rows:
        show([screen_ties.ranking(found)])
    if not found.rows:
        nothing_found("no entity is tied to another by such facts")
