"""`legation remove`: documents taken out."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.commands.deciding import writable
from graph.console import STORE, StoreOption, examples, show
from graph.phrases import counted

EXAMPLES = examples(
    "legation remove 63126b1519094d53",
    "legation remove news/2024-03.txt",
    "legation remove --source 'news/2024-*'",
    "legation remove dataset/travels",
)


def remove(
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOCUMENT",
            help="Ids of documents, or where they came from; dataset/NAME for what was imported from NAME.csv or .ttl.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", help="All that came from such places; * stands for anything.", metavar="PATTERN"),
    ] = None,
    store: StoreOption = STORE,
) -> None:
    """Take documents out, with all that was read in them.

    Nothing of them is left, as if they had never been read. A later `legation build` that finds them reads them again.
    """
    from graph.keeping.removal import DATASET, removed, removed_dataset

    if not documents and source is None:
        raise typer.BadParameter("name documents, or a pattern with --source")
    with writable(store) as graph:
        datasets = [each for each in documents or [] if each.startswith(DATASET)]
        others = [each for each in documents or [] if each not in datasets]
        gone = removed(graph, others, source=source) if others or source is not None else []
        for each in datasets:
            show([f"{each}: {counted(removed_dataset(graph, each), 'triple or row', 'triples or rows')} removed"])
        if not others and source is None:
            return
    show([*(f"{each.id}  {each.title or each.source or ''}".rstrip() for each in gone), f"{len(gone):,} removed"])
