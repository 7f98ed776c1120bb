"""`legation accept`: a fact that is right."""

from __future__ import annotations

from graph.commands.deciding import ByOption, FactArgument, OnOption, ReasonOption, decided_fact
from graph.console import STORE, StoreOption, examples, show

EXAMPLES = examples("legation accept 93e15cb0a3cbd84b --reason 'seen in the communiqué'")


def accept(
    fact: FactArgument,
    store: StoreOption = STORE,
    reason: ReasonOption = None,
    by: ByOption = None,
    on: OnOption = None,
) -> None:
    """Confirm a fact.

    Its confidence is 1 from then on, and a rejection of it no longer counts.
    `legation undo` takes it back.
    """
    from graph.keeping.decision import Decision

    show([decided_fact(store, Decision(action="accept", fact=fact, reason=reason, by=by, on=on))])
