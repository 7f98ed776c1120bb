"""What the commands that decide have in common: who, when and why, and how a decision is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import RecordError

if TYPE_CHECKING:
    from graph.keeping.decision import Decision
    from graph.knowledge import KnowledgeGraph

FactArgument = Annotated[
    str, typer.Argument(metavar="FACT", help="The fact's id, as `legation lookup --json` shows it.")
]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="Why.", metavar="WORDS")]
ByOption = Annotated[str | None, typer.Option("--by", envvar="LEGATION_USER", help="Who decides.", metavar="NAME")]
OnOption = Annotated[str | None, typer.Option("--on", help="The day of the decision, YYYY-MM-DD.", metavar="DATE")]


def writable(store: Path) -> KnowledgeGraph:
    """The graph of a store that is there, to be changed."""
    from graph.knowledge import KnowledgeGraph

    KnowledgeGraph.open(store, read_only=True).close()  # deciding makes no store
    return KnowledgeGraph.open(store)


def decided_fact(store: Path, decision: Decision) -> str:
    """Takes a decision about a fact, and tells it in a line."""
    from graph.keeping.desk import about_fact, decide, found_fact
    from graph.records import quote

    with writable(store) as graph:
        reading, fact = found_fact(graph.store, decision.fact or "")
        full = about_fact(graph.store, decision.fact or "", decision)
        fresh = decide(graph.store, [full], anew=True)
    words = quote(reading.document.text, fact.evidence)
    return told(full, fresh, f"a {fact.type}, “{words}” in document {reading.document.id}")


def told(decision: Decision, fresh: int, what: str) -> str:
    """A decision in a line, with the id to undo it by."""
    verb = {"merge": "merged", "split": "split", "amend": "amended", "note": "noted"}
    done = verb.get(decision.action, f"{decision.action}ed")
    return f"{done if fresh else 'decided before'}: {what}\nundo it with: legation undo {decision.id}"


def parsed_changes(pairs: list[str]) -> dict[str, object]:
    """What `--set FIELD=VALUE` says: several values have commas between, and none takes the field out.

    Raises:
        RecordError: one of them is not of this form.

    >>> parsed_changes(["date=2024-03", "visitor=person/a,person/b", "end="])
    {'date': '2024-03', 'visitor': ['person/a', 'person/b'], 'end': None}
    """
    changes: dict[str, object] = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals or not field:
            raise RecordError(f"a change is FIELD=VALUE; got {pair!r}")
        values = [each.strip() for each in value.split(",")] if "/" in value.partition(",")[0] else [value.strip()]
        changes[field.strip()] = values if len(values) > 1 else values[0] or None
    return changes
