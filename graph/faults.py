"""What is wrong with a query, in words that say where and what may stand there."""

from __future__ import annotations

import re

from graph.terms import Terms

_SIGNS = {
    "?": "a variable (?who)",
    ":": "a name (lg:visitor)",
    "'": "a value ('2016')",
    ";": ";",
    ".": "a full stop",
    "}": "}",
    ")": ")",
}


def explained(message: str, sparql: str, terms: Terms) -> str:
    """Oxigraph's message with the line it is about and a mark under the place, and the prefixes if one is missing.

    Args:
        message: as Oxigraph has it.
        sparql: the query.
        terms: know the prefixes.

    >>> from graph.terms import TERMS
    >>> print(explained("error at 1:11: expected one of \\"?\\", \\"}\\"", "SELECT * {", TERMS).splitlines()[0])
    the query has a fault in line 1, column 11: expected a variable (?who) or }
    """
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return f"the query has a fault: {message}"
    line, column, reason = int(found[1]), int(found[2]), found[3]
    lines = sparql.splitlines() or [""]
    text = lines[min(line, len(lines)) - 1]
    if "Prefix not found" in reason:
        reason = f"the prefix is not known; known are {', '.join(terms.prefixes())}"
    else:
        reason = _wanted(reason)
    return f"the query has a fault in line {line}, column {column}: {reason}\n  {text}\n  {' ' * (column - 1)}^"


def _wanted(reason: str) -> str:
    """What may stand at a fault, in words, where the parser lists every sign that may begin it."""
    # Classes of letters say nothing to a person.
    listed = re.sub(r",? \[[^\]]*['_][^\]]*\]", "", reason)
    may = [said for sign, said in _SIGNS.items() if f'"{sign}"' in listed]
    return f"expected {', '.join(may[:-1])} or {may[-1]}" if len(may) > 1 else listed
