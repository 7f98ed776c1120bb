"""`legation compare`: two entities side by side."""

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
    "legation compare 'United States' Cuba",
    "legation compare NATO 'European Union' --type membership",
    "legation compare Sweden Finland --from 2020 --json",
)


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="A name, code, post or id.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    types: TypeOption = None,
    modality: ModalityOption = None,
    begin: FromOption = None,
    end: ToOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, with every fact and its words.")] = False,
    store: StoreOption = STORE,
) -> None:
    """Put two entities side by side.

    First come the facts between them, then what both have and what one of them has alone: posts, memberships, visits,
    meetings, missions, agreements, by the headings of `legation lookup`, each with the numbers of its sources.
    """
    from graph import screen_ties
    from graph.comparison import compare as compared
    from graph.lookup import named

    selection = chosen(types, modality, begin, end)
    with opened(store) as graph:
        found = compared(graph, named(graph, first), named(graph, second), selection=selection)
    if as_json:
        write(f"{json.dumps(found.to_dict(), ensure_ascii=False)}\n".encode())
    elif found.between or found.rows:
        show(screen_ties.comparison(found))
    if not (found.between or found.rows):
        nothing_found(f"no such fact is known of {found.first.name} or {found.second.name}")
