"""Questions that would leave the machine, told from others by their words."""

from __future__ import annotations

import re

from graph.errors import QueryError

# What may hold any word without its counting: texts, addresses, comments, names of variables, and of a prefixed name
# what stands behind the colon. The prefix counts: `SERVICEe:x` asks e:x.
_PASSED = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'
    |<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n\r]*|[?$]\w+|:(?:[\w.:%-]|\\.)*''',
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# The grammar wants no blank on either side of it: `SERVICESILENT<…>`, `1SERVICE<…>`.
_OUTSIDE = re.compile("SERVICE", re.IGNORECASE)
_CHANGES = re.compile(r"\b(LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.IGNORECASE)
_ASKS = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)


def leaves(sparql: str) -> bool:
    """Whether a question would have another server asked, with SERVICE.

    A prefix in which the word stands is refused as well.

    >>> leaves("SELECT * { SERVICE <http://a.example/> { ?a ?b ?c } }"), leaves("SELECT * { ?a ?service 'SERVICE' }")
    (True, False)
    >>> leaves("PREFIX e: <http://a/> SELECT * { SERVICEe:x { ?a ?b ?c } }"), leaves("SELECT * { ?a lg:service 1 }")
    (True, False)
    """
    return bool(_OUTSIDE.search(_words(sparql)) or _OUTSIDE.search(_PASSED.sub(" ", sparql)))


def require_closed(sparql: str) -> None:
    """Lets a question pass that is answered from the store alone.

    Raises:
        QueryError: it asks another server with SERVICE, or is an update, which could LOAD from one.

    >>> require_closed("SELECT * { ?service ?of 'SERVICE' }")
    >>> require_closed("SELECT * { SERVICE <http://a.example/> { ?a ?b ?c } }")
    Traceback (most recent call last):
        ...
    graph.errors.QueryError: SERVICE asks another server, and would tell it what you look for; the graph is asked on \
this machine alone. Whoever wants it gives --allow-service
    """
    if leaves(sparql):
        raise QueryError(
            "SERVICE asks another server, and would tell it what you look for; the graph is asked on this machine "
            "alone. Whoever wants it gives --allow-service"
        )
    words = _words(sparql)
    found, asks = _CHANGES.search(words), _ASKS.search(words)
    if found and (asks is None or found.start() < asks.start()):
        raise QueryError(
            f"a question asks, and changes nothing; {found[0].upper()} is an update. Documents come in with "
            "`legation build`, data of others with `legation import`, corrections with `legation amend` and its like"
        )


def _words(sparql: str) -> str:
    """What counts of a question. It may spell any letter by its number, and means the same."""
    return _PASSED.sub(" ", _ESCAPE.sub(_letter, sparql))


def _letter(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number <= 0x10FFFF else found[0]
