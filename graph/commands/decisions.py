"""`legation decisions`: what was decided, to read, to keep in a file, and to take over from one."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.commands.deciding import writable
from graph.console import STORE, StoreOption, examples, opened, show, write
from graph.phrases import counted

if TYPE_CHECKING:
    from graph.keeping.decision import Decision

EXAMPLES = examples(
    "legation decisions",
    "legation decisions --json > decisions.jsonl",
    "legation decisions --import decisions.jsonl --store new-store",
)


def decisions(
    store: StoreOption = STORE,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, a decision of a person each.")
    ] = False,
    taken_over: Annotated[
        str | None,
        typer.Option("--import", help="A file that --json wrote, whose decisions are taken; - for standard input."),
    ] = None,
) -> None:
    """List what was decided, or take over the decisions of a file.

    The file of all decisions can be kept under version control, reviewed there, and taken over by another store or by
    one that was built from scratch; a decision that is there already is not taken twice.
    """
    from graph.keeping.decisions import numbered
    from graph.keeping.desk import decide, unfit
    from graph.keeping.register import line, parsed

    if taken_over is not None:
        text = sys.stdin.read() if taken_over == "-" else Path(taken_over).read_text("utf-8")
        with writable(store) as graph:
            found = parsed(text, name=taken_over)
            fresh = decide(graph.store, found)
            aside = unfit(graph.store)
        show([f"{fresh:,} decisions taken over, {len(found) - fresh:,} were there already"])
        _tell(aside)
        return
    with opened(store) as graph:
        known = [decision for _, decision in numbered(graph.store)]
        aside = [] if as_json else unfit(graph.store)
    if as_json:
        lines = (json.dumps(each.to_dict(), ensure_ascii=False, sort_keys=True) for each in known if not each.automatic)
        write("".join(f"{each}\n" for each in lines).encode())
    else:
        show([*(f"{each.id}  {line(each)}" for each in known), counted(len(known), "decision")])
        _tell(aside)


def _tell(aside: list[tuple[Decision, str]]) -> None:
    """Which decisions are left aside, and why."""
    if aside:
        said = counted(len(aside), "decision does not fit", "decisions do not fit")
        show([f"{said} what was read, and nothing is made of it:"], error=True)
        show((f"  {decision.id}: {why}; undo it, or decide anew" for decision, why in aside), error=True)
