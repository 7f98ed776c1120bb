"""The saved questions as a page to read: `python -m graph.question_page docs/questions.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from graph.questions import Question, questions

_HEAD = """# Saved questions

`legation ask QUESTION VALUE…` answers these. Values are names, codes or ids of entities, dates (`2024`, `2024-03`,
`2024-03-18`) or words; they stand in the order of the table or as `name=value`. A month or year stands for all its days
in a period, and for its last where a question takes a day. `legation ask --list` shows this list, `legation ask
QUESTION --sparql` the query, and `--format csv` writes a table for other programs.

Each question is a file of `ontologies/questions/`, which any SPARQL engine takes as it is. A folder of your own files
goes on top: `legation ask --questions my-questions --list`. The head of such a file says what it asks, which values it
takes (`# ?name  kind  what it is`), and an example; each value has a line `VALUES ?name { … }` of its own in the query.

This page is made by `make docs`.
"""


def page() -> str:
    """The page, in Markdown."""
    return "\n".join((_HEAD, *(line for each in questions().values() for line in _lines(each))))


def _lines(question: Question) -> Iterator[str]:
    yield f"## {question.name}\n"
    yield f"{question.asks}\n"
    if question.notes:
        yield f"{question.notes}\n"
    if question.parameters:
        yield "| value | kind | |"
        yield "| --- | --- | --- |"
        for each in question.parameters:
            kind = each.kind.replace("|", ", " if each.choices else " or ")
            yield f"| `{each.name}` | {kind} | {each.says} |"
        yield ""
    yield "```sh"
    yield from question.examples
    yield "```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
