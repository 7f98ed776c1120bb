"""`legation search`: words of the documents."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from graph.console import STORE, FromOption, StoreOption, ToOption, examples, nothing_found, opened, period, show, write

EXAMPLES = examples(
    "legation search embassy",
    "legation search '\"joint declaration\" OR communiqué' --from 2016",
    "legation search 'visa*' --source samples --json",
)


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORD...", help='All must be there; "in quotes" together, visa* for a beginning, OR for either.'
        ),
    ],
    begin: FromOption = None,
    end: ToOption = None,
    source: Annotated[
        str, typer.Option(help="Only documents with this text in their source or title.", metavar="TEXT")
    ] = "",
    limit: Annotated[int, typer.Option(help="Passages at most.", min=1)] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, a passage each.")] = False,
    store: StoreOption = STORE,
) -> None:
    """Find words in the documents.

    Case and accents do not count. The best passages come first, each with its document; what was found stands in
    brackets.
    """
    from dataclasses import asdict

    from graph.fulltext import search as found_in

    first, after = period(begin, end)
    with opened(store) as graph:
        found = found_in(graph, " ".join(words), begin=first, end=after, source=source, limit=limit)
    if as_json:
        write("".join(f"{json.dumps(asdict(hit), ensure_ascii=False)}\n" for hit in found).encode())
    else:
        for hit in found:
            about = ", ".join(part for part in (hit.title, hit.date) if part)
            show([f"{hit.document}  {about}", f"  {hit.snippet}"])
    if not found:
        nothing_found(f"no document has {' '.join(words)!r}")
