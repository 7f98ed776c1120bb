"""`legation note`: words beside a fact."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.commands.deciding import ByOption, FactArgument, OnOption, decided_fact
from graph.console import STORE, StoreOption, examples, show

EXAMPLES = examples("legation note 93e15cb0a3cbd84b 'the ministry gives another day' --by 'A. Lind' --on 2026-02-01")


def note(
    fact: FactArgument,
    text: Annotated[str, typer.Argument(metavar="WORDS", help="What is to be remembered.")],
    store: StoreOption = STORE,
    by: ByOption = None,
    on: OnOption = None,
) -> None:
    """Put a note beside a fact.

    It changes nothing else, and is listed by `legation decisions`. `legation undo` takes it back.
    """
    from graph.keeping.decision import Decision

    show([decided_fact(store, Decision(action="note", fact=fact, text=text, by=by, on=on))])
