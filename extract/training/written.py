"""Short texts that we wrote to teach kinds of sentences, with their facts: `written_texts`.

They lie in `texts/`, a text a line, so that more of a kind need no code. A fact has a `quote` (the words that state
it), a `trigger` (those of them that say what it is), and under `words` what stands for each of its entities there.
People and almost all accords and events in them are invented, some after real ones; states and organisations are real.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"

Span = tuple[int, int]


def written_texts(folder: Path = TEXTS) -> Iterator[dict[str, Any]]:
    """The texts as annotated documents, their words as places in the text; in the order of files and lines.

    Args:
        folder: where the `*.jsonl` files lie.

    Raises:
        ValueError: words that a line gives do not stand in its text.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            id = f"{path.stem}-{row['id']}"
            try:
                facts = [_placed(fact, row["text"]) for fact in row["facts"]]
            except ValueError as error:
                raise ValueError(f"{id} in {path}: {error}") from error
            yield {**row, "id": id, "source": "written for Legation", "facts": facts}


def _placed(fact: dict[str, Any], text: str) -> dict[str, Any]:
    """A fact with places of the text instead of words."""
    quotes = _listed(fact["quote"])
    evidence = [_find(quote, text, []) for quote in quotes]
    placed = {key: value for key, value in fact.items() if key not in {"quote", "trigger", "words"}}
    placed["evidence"] = [list(span) for span in evidence]
    if fact.get("trigger"):
        placed["trigger"] = list(_find(fact["trigger"], text, evidence))
    placed["mentions"] = {
        role: [list(_find(each, text, evidence)) if each else None for each in _listed(words)]
        for role, words in fact.get("words", {}).items()
    }
    return placed


def _find(words: str, text: str, near: Sequence[Span]) -> Span:
    """Where whole words stand: within the stretches that state the fact, else the nearest to them, rather before."""
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not found:
        raise ValueError(f"expected words of the text, got {words!r}")
    inside = [span for span in found if any(start <= span[0] and span[1] <= end for start, end in near)]
    first = near[0][0] if near else 0
    return inside[0] if inside else min(found, key=lambda span: (span[0] > first, abs(span[0] - first)))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
