"""The answer to a saved question as cells to read and follow, and its examples as links."""

from __future__ import annotations

import shlex
from urllib.parse import urlencode

from graph.errors import QueryError
from graph.knowledge import KnowledgeGraph
from graph.query import Table, Value, own, shown
from graph.questions import Question
from graph.terms import Terms


def cells(graph: KnowledgeGraph, found: Table) -> list[list[tuple[str, str]]]:
    """The rows of an answer: each cell's text, and the address of the page of what it stands for, or nothing.

    A document is shown by its title, where it has one.
    """
    titles: dict[Value, str] = {}
    rows = []
    for row in found.rows:
        for value in row:
            if value not in titles:
                titles[value] = _title(graph, value)
        rows.append([(titles[value], _address(value, graph.store.terms)) for value in row])
    return rows


def tried(asked: Question) -> list[tuple[str, str]]:
    """The examples of a question: in words, and as what follows the question mark in its address."""
    out = []
    for example in asked.examples if asked.parameters else ():
        try:
            values = asked.values(shlex.split(example)[3:])
        except (QueryError, ValueError):  # a user's own line, which does more than give values
            continue
        query = urlencode({each.name: values.get(each.name, "") for each in asked.parameters})
        out.append((", ".join(f"{name} {value}" for name, value in values.items()) or "all", query))
    return out


def _title(graph: KnowledgeGraph, value: Value) -> str:
    local = own(value, graph.store.terms)
    document = graph.document(local.removeprefix("document/")) if local.startswith("document/") else None
    return (document.heading if document else None) or shown(value, graph.store.terms)


def _address(value: Value, terms: Terms) -> str:
    local = own(value, terms)
    if not local or local.startswith("fact/"):
        return ""
    path = getattr(value, "value", "").removeprefix(terms.base)
    return f"/{path}" if local.startswith("document/") else f"/entity/{path}"
