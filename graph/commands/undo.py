"""`legation undo`: a decision taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.commands.deciding import writable
from graph.console import STORE, StoreOption, examples, show

EXAMPLES = examples("legation undo", "legation undo 93e15cb0a3cbd84b")


def undo(
    decision: Annotated[
        str | None, typer.Argument(metavar="DECISION", help="Its id; by default the last one that was taken.")
    ] = None,
    store: StoreOption = STORE,
) -> None:
    """Take back a decision, as if it had never been taken."""
    from graph.keeping.desk import undo as undone
    from graph.keeping.register import line

    with writable(store) as graph:
        taken = undone(graph.store, decision)
    show([f"undone: {line(taken)}"])
