"""Decisions as lines: for people, and for a file that can be kept under version control."""

from __future__ import annotations

import json

from graph.errors import RecordError
from graph.keeping.decision import ABOUT_FACTS, Decision


def line(decision: Decision) -> str:
    """A decision in one line.

    >>> line(Decision(action="merge", entities=("person/a", "person/b"), reason="same post", by="Ada", on="2026-03-01"))
    'merge person/a, person/b: same post (Ada, 2026-03-01)'
    """
    parts: list[str] = [decision.action]
    if decision.action in ABOUT_FACTS:
        claim = json.loads(decision.claim) if decision.claim else {}
        parts.append(f"{claim.get('type', 'fact')} {decision.fact} of document {', '.join(decision.documents)}")
    else:
        parts.append(", ".join(decision.entities))
        if decision.documents:
            parts.append(f"in {', '.join(decision.documents)}")
    if decision.changes:
        parts.append("to " + ", ".join(f"{name} {value}" for name, value in decision.changed().items()))
    if decision.text:
        parts.append(f"“{decision.text}”")
    who = ", ".join(each for each in (decision.by, decision.on) if each)
    score = f", score {decision.score:.2f}" if decision.score is not None else ""
    why = f": {decision.reason}{score}" if decision.reason else ""
    return " ".join(parts) + why + (f" ({who})" if who else "")


def parsed(text: str, *, name: str) -> list[Decision]:
    """The decisions of a file, a JSON object a line.

    Args:
        text: what the file holds.
        name: what it is called, for messages.

    Raises:
        RecordError: a line is no decision; none is taken then.
    """
    found = []
    for number, written in enumerate(text.splitlines(), 1):
        if written.strip():
            try:
                found.append(Decision.from_dict(json.loads(written)))
            except (json.JSONDecodeError, RecordError) as error:
                raise RecordError(f"{name} line {number} is no decision: {error}") from error
    return found
