"""`legation split`: an entity that is two."""

from __future__ import annotations

from itertools import count
from typing import Annotated

import typer

from graph.commands.deciding import ByOption, OnOption, ReasonOption, told, writable
from graph.console import STORE, StoreOption, examples, show
from graph.errors import RecordError

EXAMPLES = examples(
    "legation split person/john-smith --document 63126b1519094d53",
    "legation split person/john-smith --document 63126b1519094d53 --as person/john-smith-envoy",
)


def split(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="Its id or name.")],
    documents: Annotated[
        list[str], typer.Option("--document", help="A document where it is another; may be repeated.", metavar="ID")
    ],
    new: Annotated[
        str | None, typer.Option("--as", help="The id that it gets there; by default the next free one.", metavar="ID")
    ] = None,
    store: StoreOption = STORE,
    reason: ReasonOption = None,
    by: ByOption = None,
    on: OnOption = None,
) -> None:
    """Say that in some documents an entity is another one.

    It is one of the same name. `legation undo` takes it back.
    """
    from graph.keeping.decision import Decision
    from graph.keeping.desk import decide
    from graph.lookup import named

    with writable(store) as graph:
        old = named(graph, entity).id
        for document in documents:
            reading = graph.reading(document)
            if reading is None or old not in reading.entities:
                raise RecordError(f"document {document!r} does not name {old}; `legation lookup` shows which do")
        free = new or next(id for number in count(2) if graph.entity(id := f"{old}-{number}") is None)
        decision = Decision(
            action="split", entities=(old, free), documents=tuple(sorted(documents)), reason=reason, by=by, on=on
        )
        fresh = decide(graph.store, [decision])
    show([told(decision, fresh, f"{old} is {free} in {', '.join(sorted(documents))}")])
