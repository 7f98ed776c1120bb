"""`legation amend`: a fact that was read not quite rightly."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.commands.deciding import ByOption, FactArgument, OnOption, ReasonOption, decided_fact, parsed_changes
from graph.console import STORE, StoreOption, examples, show
from graph.errors import RecordError

EXAMPLES = examples(
    "legation amend 93e15cb0a3cbd84b --date 2024-03-17",
    "legation amend 93e15cb0a3cbd84b --set modality=planned --set visitor=person/ada-lind,person/bo-ek",
)


def amend(
    fact: FactArgument,
    date: Annotated[
        str | None, typer.Option("--date", help="When it was: YYYY, YYYY-MM, YYYY-MM-DD.", metavar="DATE")
    ] = None,
    start: Annotated[str | None, typer.Option("--start", help="Its first day.", metavar="DATE")] = None,
    end: Annotated[str | None, typer.Option("--end", help="Its last day.", metavar="DATE")] = None,
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="Any field, as JSON names it; of ids, several with commas; nothing takes it out.",
            metavar="FIELD=VALUE",
        ),
    ] = None,
    store: StoreOption = STORE,
    reason: ReasonOption = None,
    by: ByOption = None,
    on: OnOption = None,
) -> None:
    """Change what a fact says.

    What was read, and the words that state it, stay known. `legation undo` takes the change back.
    """  # fmt: skip
    from graph.keeping.decision import Decision, canonical_json

    dates = {"date": date, "start": start, "end": end}
    changed = {**{name: value for name, value in dates.items() if value is not None}, **parsed_changes(changes or [])}
    if not changed:
        raise RecordError("to amend needs a change; give --date, --start, --end or --set FIELD=VALUE")
    decision = Decision(action="amend", fact=fact, changes=canonical_json(changed), reason=reason, by=by, on=on)
    show([decided_fact(store, decision)])
