"""Questions in SPARQL: asked in this process, or in a child process that a deadline really stops.

Oxigraph cannot be interrupted, and a careless query may run for hours. So what a user types goes through `answer` or
`table`, which ask in a child and end it in time; what a program has written itself may go through `ask`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from graph.closed import require_closed
from graph.confinement import bound_memory, confine
from graph.errors import LegationError, QueryError, StoreError
from graph.faults import explained
from graph.formats import TRIPLES, serialised
from graph.keeping.engine import Answer
from graph.keeping.remote import address
from graph.store import Store
from graph.terms import Terms

Value = NamedNode | BlankNode | Literal | Triple | None

DEADLINE = 30.0
"""Seconds that a question may take where nothing else is said."""

MEMORY = 4096
"""Megabytes that a question may take where nothing else is said."""

RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
"""What a SELECT or an ASK can be written as."""

_REFUSED, _BROKEN = 3, 4


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a question as rows of terms; an unbound variable is None.

    An ASK gives one row under `answer`, a CONSTRUCT a row a triple under `subject`, `predicate` and `object`.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Each row by the names of its variables."""
        return (dict(zip(self.variables, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def ask(store: Store, sparql: str, *, allow_service: bool = False) -> Answer:
    """Oxigraph's own answer, over all documents together, with the usual prefixes known; there is no deadline.

    Raises:
        QueryError: the query has a fault, whose place is in the message, or would leave the machine.
    """
    if not allow_service:
        require_closed(sparql)
    try:
        return store.query(sparql)
    except SyntaxError as error:
        raise QueryError(explained(str(error), sparql, store.terms)) from error


def answer(
    path: Path,
    sparql: str,
    *,
    format: str = "json",
    timeout: float = DEADLINE,
    memory: int = MEMORY,
    allow_service: bool = False,
) -> bytes:
    """The answer of the store in a directory, written out, or an error when the time is up.

    Args:
        path: the store's directory.
        sparql: any query of SPARQL 1.1; the usual prefixes need no declaration.
        format: one of `RESULTS` for SELECT and ASK, one of `graph.formats.TRIPLES` for CONSTRUCT and DESCRIBE.
        timeout: seconds after which the child is ended.
        memory: megabytes that the answer may take, beside what the store itself takes; 50 or more.
        allow_service: whether the question may ask other servers with SERVICE; without it, the child has no network
            where the system allows that to be taken away.

    Raises:
        QueryError: the query has a fault, does not go with the format, would leave the machine, or took too much.
        StoreError: the store cannot be read.
    """
    return _asked(path, sparql, format, timeout, memory, allow_service)[1]


def table(
    path: Path, sparql: str, *, timeout: float = DEADLINE, memory: int = MEMORY, allow_service: bool = False
) -> Table:
    """The answer of the store in a directory as rows; arguments and errors as for `answer`."""
    kind, written = _asked(path, sparql, "", timeout, memory, allow_service)
    if kind == "triples":
        return tabled(quad.triple for quad in parse(written, RdfFormat.N_TRIPLES))
    return tabled(parse_query_results(written, QueryResultsFormat.JSON))


def tabled(found: Answer | Iterator[Triple]) -> Table:
    """An answer of Oxigraph's as rows."""
    if isinstance(found, QuerySolutions):
        variables = tuple(variable.value for variable in found.variables)
        return Table(variables, tuple(tuple(row[name] for name in variables) for row in found))
    if isinstance(found, QueryBoolean):
        return Table(("answer",), ((Literal(bool(found)),),))
    return Table(
        ("subject", "predicate", "object"), tuple((each.subject, each.predicate, each.object) for each in found)
    )


def written(found: Answer, format: str, terms: Terms) -> bytes:
    """An answer of Oxigraph's in one of the formats of `RESULTS` or of `TRIPLES`; triples are sorted.

    Raises:
        QueryError: the format does not go with the kind of query, or is none of these.
    """
    if isinstance(found, QueryTriples):
        if format not in TRIPLES:
            raise QueryError(f"the query gives triples, which are written as {' or '.join(TRIPLES)}; got {format!r}")
        return serialised(found, format, terms=terms)
    if format not in RESULTS:
        raise QueryError(f"the query gives a table, which is written as {', '.join(RESULTS)}; got {format!r}")
    return found.serialize(format=RESULTS[format]) or b""


def has_rows(answered: bytes, format: str) -> bool:
    """Whether an answer that was written in one of the formats of `RESULTS` has a row; that of an ASK is one.

    >>> has_rows(b"name\\r\\nAda\\r\\n", "csv"), has_rows(b"name\\r\\n", "csv")
    (True, False)
    """
    if format == "csv":  # which Oxigraph writes, and does not read
        return answered.count(b"\n") > 1
    found = parse_query_results(answered, RESULTS[format])
    return isinstance(found, QueryBoolean) or any(True for _ in found)


def shown(value: Value, terms: Terms) -> str:
    """A term as a person reads it: a literal's text, a prefixed name where a prefix fits, else the IRI.

    >>> from graph.terms import TERMS
    >>> shown(TERMS.term("Visit"), TERMS), shown(TERMS.entity("state/AZ"), TERMS), shown(Literal(3), TERMS)
    ('lg:Visit', 'state:AZ', '3')
    """
    if value is None:
        return ""
    if isinstance(value, NamedNode):
        fitting = [(iri, prefix) for prefix, iri in terms.prefixes().items() if value.value.startswith(iri)]
        if fitting:
            iri, prefix = max(fitting)
            return f"{prefix}:{value.value.removeprefix(iri)}"
        return value.value
    return value.value if isinstance(value, Literal) else str(value)


def own(value: Value, terms: Terms) -> str:
    """The id that a term was made of, as `Terms.local` gives it, or nothing where it is none of the store's own.

    >>> from graph.terms import TERMS
    >>> own(TERMS.document("a"), TERMS), own(Literal(3), TERMS)
    ('document/a', '')
    """
    return terms.local(value) if isinstance(value, NamedNode) and value.value.startswith(terms.base) else ""


def _asked(path: Path, sparql: str, format: str, timeout: float, memory: int, allow_service: bool) -> tuple[str, bytes]:
    """Asks in a child process: the kind of answer, and the answer as it was written."""
    # The child finds the packages where this process did, and not in the folder that it happens to run in.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(str(Path(each).resolve()) for each in sys.path)}
    command = [sys.executable, "-P", "-c", "from graph.query import _serve; _serve()"]
    order = {"path": str(path), "sparql": sparql, "format": format, "timeout": timeout, "memory": memory}
    written = json.dumps({**order, "allow_service": allow_service}).encode()
    try:
        done = subprocess.run(
            command, input=written, capture_output=True, timeout=timeout, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError(
            f"the query took longer than {timeout:g} s and was ended; narrow it (name the entities, add a LIMIT) "
            "or give it more time"
        ) from error
    if done.returncode in (_REFUSED, _BROKEN):
        raise (QueryError if done.returncode == _REFUSED else StoreError)(done.stderr.decode())
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip()
        if "memory allocation" in told or "MemoryError" in told or "bad_alloc" in told:
            raise QueryError(
                f"the query needed more than {memory:,} MB and was ended; narrow it (name the entities, add a LIMIT) "
                "or give it more memory"
            )
        last = told.rpartition("\n")[2]
        raise QueryError(f"the query ended with code {done.returncode}: {last or 'it may have run out of memory'}")
    kind, _, result = done.stdout.partition(b"\n")
    return kind.decode(), result


def _serve() -> None:
    """What the child does: reads the order from standard input, and writes the kind of answer and the answer."""
    order = json.load(sys.stdin.buffer)
    allowed = bool(order["allow_service"])
    confine(seconds=order["timeout"], network=allowed or address(Path(order["path"])) is not None)
    try:
        with Store.open(Path(order["path"]), read_only=True) as store:
            bound_memory(order["memory"])
            found = ask(store, order["sparql"], allow_service=allowed)
            kind = "triples" if isinstance(found, QueryTriples) else "table"
            format = order["format"] or ("nt" if kind == "triples" else "json")
            result = written(found, format, store.terms)
    except (LegationError, OSError, RuntimeError) as error:
        # Oxigraph fails so while it answers, as where another server does not.
        sys.stderr.write(str(error) if isinstance(error, LegationError) else f"the query failed: {error}")
        raise SystemExit(_BROKEN if isinstance(error, StoreError) else _REFUSED) from None
    sys.stdout.buffer.write(kind.encode() + b"\n" + result)
