"""`legation reject`: a fact that nobody should believe."""

from __future__ import annotations

from graph.commands.deciding import ByOption, FactArgument, OnOption, ReasonOption, decided_fact
from graph.console import STORE, StoreOption, examples, show

EXAMPLES = examples("legation reject 93e15cb0a3cbd84b --reason 'the spokesman was misquoted'")


def reject(
    fact: FactArgument,
    store: StoreOption = STORE,
    reason: ReasonOption = None,
    by: ByOption = None,
    on: OnOption = None,
) -> None:
    """Take a fact out of the graph as wrong.

    It stays out when its document is read again, and when the document is corrected but claims the same.
    `legation undo` takes it back.
    """
    from graph.keeping.decision import Decision

    show([decided_fact(store, Decision(action="reject", fact=fact, reason=reason, by=by, on=on))])
