"""`legation merge`: entities that are one."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.commands.deciding import ByOption, OnOption, ReasonOption, told, writable
from graph.console import STORE, StoreOption, examples, show

EXAMPLES = examples(
    "legation merge person/jens-stoltenberg person/j-stoltenberg --reason 'same post, same year'",
    "legation merge 'Recep Tayyip Erdogan' 'R.T. Erdogan' --by 'A. Lind' --on 2026-02-01",
)


def merge(
    entities: Annotated[
        list[str], typer.Argument(metavar="ENTITY", help="Ids or names, two or more; the first id is kept.")
    ],
    store: StoreOption = STORE,
    reason: ReasonOption = None,
    by: ByOption = None,
    on: OnOption = None,
) -> None:
    """Make several entities one.

    Their facts and names are under the first id from then on, in all documents, those to come among them.
    `legation undo` takes it back.
    """
    from graph.keeping.decision import Decision
    from graph.keeping.desk import decide
    from graph.lookup import named

    with writable(store) as graph:
        ids = tuple(named(graph, name).id for name in entities)
        decision = Decision(action="merge", entities=ids, reason=reason, by=by, on=on)
        fresh = decide(graph.store, [decision])
    show([told(decision, fresh, f"{', '.join(ids[1:])} into {ids[0]}")])
