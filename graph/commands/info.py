"""`legation info`: what the store holds."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from graph.console import STORE, StoreOption, examples, opened, show, write

EXAMPLES = examples("legation info", "legation info --store other-store --json")


def info(
    store: StoreOption = STORE,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what the store holds.

    Documents, entities and facts by type, facts by modality.
    """
    from dataclasses import asdict

    from graph import screen

    with opened(store) as graph:
        held = graph.counts()
    if as_json:
        write(f"{json.dumps(asdict(held))}\n".encode())
    else:
        show([screen.counts(held)])
