"""`legation path`: how two entities are connected."""

from __future__ import annotations

import json
from typing import Annotated

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
    show,
    write,
)

EXAMPLES = examples(
    "legation path 'Kofi Annan' Kenya",
    "legation path NATO Cuba --most 1",
    "legation path Obama Cuba --type meeting --type visit --json",
)


def path(
    first: Annotated[str, typer.Argument(metavar="A", help="Where the path begins: a name, code, post or id.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Where it ends.")],
    most: Annotated[int, typer.Option(help="Paths at most.", min=1)] = 3,
    types: TypeOption = None,
    modality: ModalityOption = None,
    begin: FromOption = None,
    end: ToOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, a path each.")] = False,
    store: StoreOption = STORE,
) -> None:
    """Show how two entities are connected.

    A path leads over facts from one entity to the next; the shortest come first, each step with the facts that it rests
    on and the words that state them. A place stands for its state.
    """
    from graph import screen_ties
    from graph.lookup import named
    from graph.path import paths

    selection = chosen(types, modality, begin, end)
    with opened(store) as graph:
        ends = named(graph, first), named(graph, second)
        found = paths(graph, *ends, most=most, selection=selection)
    if as_json:
        write("".join(f"{json.dumps(each.to_dict(), ensure_ascii=False)}\n" for each in found).encode())
    elif found:
        show(screen_ties.paths(found))
    if not found:
        nothing_found(f"no path over such facts leads from {ends[0].name} to {ends[1].name}")
