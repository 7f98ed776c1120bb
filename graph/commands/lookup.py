"""`legation lookup`: an entity's card."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from graph.console import STORE, StoreOption, examples, last_day, opened, show, write

EXAMPLES = examples(
    "legation lookup NATO",
    "legation lookup 'Recep Tayyip Erdogan' --json",
    "legation lookup GBR",
    "legation lookup 'President of Cuba' --as-of 2016-03",
)

MANY = 3
"""Cards that are shown at once; with more, a name is too wide, and the ids are listed to choose from."""


def lookup(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A name, acronym, surname, post, code (GB, GBR) or id, in any case and spelling."
        ),
    ],
    store: StoreOption = STORE,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            help="What held or had happened on this day; of a month, on its last.",
            metavar="DATE",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, an entity each.")] = False,
) -> None:
    """Show what the graph says of an entity.

    Each fact has its date, its modality where it did not simply happen, and the words that state it; the documents
    are listed below. Where no entity goes by the name, near ones are offered.
    """
    from graph import screen
    from graph.lookup import card
    from graph.name_search import meant, near

    day = last_day(as_of)
    with opened(store) as graph:
        found = meant(graph, name)
        offered = [] if found else near(graph, name)
        shown = found if as_json or len(found) <= MANY else []
        cards = [card(graph, entity, day=day) for each in shown if (entity := graph.entity(each.entity))]
    if found and found[0].how == "like":
        show([f"No entity goes by {name!r}; this is what is most like it."], error=True)
    if as_json:
        write("".join(f"{json.dumps(each.to_dict(), ensure_ascii=False)}\n" for each in cards).encode())
    elif found and not cards:
        show(screen.several(name, found))
    else:
        for number, each in enumerate(cards):
            show([*([""] if number else []), *screen.card(each)])
            if day and not each.sections:
                show([f"nothing is known of it on {as_of}"], error=True)
    if not found:
        show(screen.offers(name, offered), error=True)
        raise typer.Exit(1)
