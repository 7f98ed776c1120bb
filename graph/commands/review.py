"""`legation review`: doubtful pairs of persons, one by one."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from graph.commands.deciding import ByOption, OnOption, writable
from graph.console import STORE, StoreOption, examples, opened, show, write

EXAMPLES = examples(
    "legation review --by 'A. Lind' --on 2026-02-01",
    "legation review --list",
    "legation review --list --json > pairs.jsonl",
)

KEYS = "y: one person, n: two persons, s: leave it for now, q: stop"


def review(
    store: StoreOption = STORE,
    listed: Annotated[bool, typer.Option("--list", help="Show the pairs and ask nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --list: one JSON object a line, a pair each.")] = False,
    by: ByOption = None,
    on: OnOption = None,
) -> None:
    """Go through the pairs of persons that may be one.

    Each is shown with what speaks for it and against it. The answers are decisions like others: they are kept, and
    `legation undo` takes them back. A pair that was answered is not offered again.
    """
    from graph.keeping.decision import Action, Decision
    from graph.keeping.desk import decide
    from graph.keeping.doubtful import doubtful, known_of
    from graph.phrases import counted

    with opened(store) as graph:
        pairs = doubtful(graph)
        known = {} if as_json else known_of(graph, pairs)
    if listed and as_json:
        for pair in pairs:
            record = {"one": pair.one.id, "other": pair.other.id, "score": pair.score, "reasons": list(pair.reasons)}
            write(f"{json.dumps(record, ensure_ascii=False)}\n".encode())
        return
    gone, answers = set[str](), 0
    if pairs and not listed:
        show([KEYS])
    for number, pair in enumerate(pairs, 1):
        if {pair.one.id, pair.other.id} & gone:
            continue
        shown = f"{number} of {len(pairs)}: {pair.one.name} and {pair.other.name}"
        show([shown, f"  {pair.score:.2f}: {'; '.join(pair.reasons)}"])
        show(f"  {id}: {'; '.join(known[id]) or 'nothing is said of it'}" for id in (pair.one.id, pair.other.id))
        if listed:
            continue
        answer = typer.prompt("y/n/s/q", prompt_suffix="? ").strip().lower()[:1]
        if answer == "q":
            break
        if answer in ("y", "n"):
            action: Action = "merge" if answer == "y" else "distinct"
            ids = (pair.one.id, pair.other.id)
            reason = "; ".join(pair.reasons)
            with writable(store) as graph:
                taken = Decision(action=action, entities=ids, reason=reason, score=pair.score, by=by, on=on)
                decide(graph.store, [taken])
            answers += 1
            if answer == "y":
                gone.add(pair.other.id)
    show([counted(len(pairs), "pair") + ("" if listed else f", {answers:,} decided")])
