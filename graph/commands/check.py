"""`legation check`: faults of the graph, and what contradicts itself in it."""

from __future__ import annotations

import typer

from graph.console import STORE, StoreOption, examples, opened, show
from graph.errors import LegationError, RecordError

EXAMPLES = examples("legation check", "legation check --store my-store")


def check(store: StoreOption = STORE) -> None:
    """Check the graph, and find what contradicts itself in it.

    Faults are where the graph is not as its shapes say; each is shown with its fact and what states it, and the exit
    code is 1 if there is any. Contradictions are where documents say what cannot all be so, as two holders of one
    post; they are for a person to look at, and no fault. Needs the extra `check`.
    """
    from importlib.util import find_spec

    from graph import screen
    from graph.check import check as faults
    from graph.contradictions import contradictions

    if find_spec("pyshacl") is None:
        raise LegationError("checking needs pySHACL; install it with: pip install 'legation[check]'")
    with opened(store) as graph:
        found = list(faults(graph.store))
        show([*screen.faults(found), ""])
        try:
            show(screen.contradictions(list(contradictions(graph))))
        except RecordError as error:
            raise RecordError(f"contradictions can be found once the faults are mended: {error}") from error
    if found:
        raise typer.Exit(1)
