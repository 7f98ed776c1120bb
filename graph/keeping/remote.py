"""A store on a server that speaks the SPARQL 1.1 protocol, queries and updates."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Collection, Iterable, Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pyoxigraph
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse_query_results,
)

from graph.errors import QueryError, StoreError
from graph.keeping.engine import Answer, written
from graph.terms import Term

USER, PASSWORD = "LEGATION_STORE_USER", "LEGATION_STORE_PASSWORD"
"""The environment variables that hold the name and the password for a server that wants them."""

SECONDS = 600.0
"""After which an answer is no longer waited for. Whole graphs are fetched in one answer, so this is long."""

_TRIPLES, _TABLE = "application/n-triples", "application/sparql-results+json"
# Triples that are looked up in one question: servers bound how long one may be.
_TOGETHER = 500
_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))


def address(path: Path | None) -> str | None:
    """The address of a server, where `--store` named one; None where it named a folder.

    A `Path` makes one slash of two, which is mended here.

    >>> address(Path("https://example.org/sparql")), address(Path("my-store"))
    ('https://example.org/sparql', None)
    """
    found = re.match(r"(https?):/+(.+)", path.as_posix()) if path else None
    return f"{found[1]}://{found[2]}" if found else None


class Remote:
    """The quads on a server; see `graph.keeping.engine.Engine` for what it does.

    Args:
        endpoint: the address that takes queries. Updates go there as well, or to `update` beside it where it ends in
            `query`, as Oxigraph and Fuseki have it.

    Raises:
        StoreError: a password would go over the net in clear, or the server cannot be asked.
    """

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        self._update = re.sub(r"/query$", "/update", endpoint)
        self._headers = {"User-Agent": "legation"}
        password = os.environ.get(PASSWORD)
        if password is not None:
            where = urlsplit(endpoint)
            if where.scheme != "https" and where.hostname not in _LOOPBACK:
                raise StoreError(f"a password is sent over https alone; got {endpoint!r}")
            pair = f"{os.environ.get(USER, '')}:{password}".encode()
            self._headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
        self._posted(self._endpoint, "ASK {}", "application/sparql-query")

    def match(
        self,
        subject: Term | None,
        property: NamedNode | None,
        value: Term | None,
        graph: NamedNode | DefaultGraph | None,
    ) -> Iterator[Quad]:
        """See `Engine.match`."""
        given = {"s": subject, "p": property, "o": value}
        pattern = " ".join(str(term) if term is not None else f"?{name}" for name, term in given.items())
        if graph is None:
            where = f"{{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }}"
        else:
            where = pattern if isinstance(graph, DefaultGraph) else f"GRAPH {graph} {{ {pattern} }}"
        names = [name for name, term in given.items() if term is None] + ["g"] * (graph is None)
        rows = self._rows(f"SELECT {' '.join(f'?{name}' for name in names) or '*'} {{ {where} }}")
        fixed = {**given, "g": graph}
        for row in rows:
            found = {**fixed, **{name: row[name] for name in names}}
            yield Quad(found["s"], found["p"], found["o"], found["g"] or DefaultGraph())

    def elsewhere(self, quads: Collection[Quad]) -> Iterator[Quad]:
        """See `Engine.elsewhere`."""
        triples = sorted({f"({quad.subject} {quad.predicate} {quad.object})" for quad in quads})
        for start in range(0, len(triples), _TOGETHER):
            values = " ".join(triples[start : start + _TOGETHER])
            for row in self._rows(f"SELECT ?s ?p ?o ?g {{ VALUES (?s ?p ?o) {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}"):
                yield Quad(row["s"], row["p"], row["o"], row["g"])

    def query(self, sparql: str, prefixes: dict[str, str]) -> Answer:
        """See `Engine.query`."""
        if not re.search("service", sparql, re.IGNORECASE):
            pyoxigraph.Store().query(sparql, prefixes=prefixes)  # tells where a fault is, as for a store in a folder
        declared = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in prefixes.items())
        kind, body = self._posted(self._endpoint, f"{declared} {sparql}", "application/sparql-query")
        if kind == _TRIPLES:
            found = pyoxigraph.Store()
            found.load(body, format=RdfFormat.N_TRIPLES)
            return found.query("CONSTRUCT WHERE { ?s ?p ?o }")
        return parse_query_results(body, QueryResultsFormat.JSON)

    def change(self, gone: Collection[Quad], fresh: Collection[Quad], dropped: Iterable[NamedNode]) -> None:
        """See `Engine.change`."""
        self._posted(self._update, written(gone, fresh, dropped), "application/sparql-update")

    def close(self) -> None:
        """See `Engine.close`; the server has all of it."""

    def _rows(self, sparql: str) -> QuerySolutions:
        kind, body = self._posted(self._endpoint, sparql, "application/sparql-query")
        found = parse_query_results(body, QueryResultsFormat.JSON) if kind == _TABLE else None
        if not isinstance(found, QuerySolutions):
            raise StoreError(f"{self._endpoint} answers a SELECT with {kind or 'nothing'}; expected {_TABLE}")
        return found

    def _posted(self, url: str, text: str, kind: str) -> tuple[str, bytes]:
        """Posts a query or an update: the media type of the answer, and the answer."""
        headers = {**self._headers, "Content-Type": kind, "Accept": f"{_TABLE}, {_TRIPLES};q=0.9"}
        try:
            with urlopen(Request(url, text.encode(), headers), timeout=SECONDS) as answer:
                return str(answer.headers.get_content_type()), answer.read()
        except HTTPError as error:
            with error:
                told = error.read(2000).decode(errors="replace").strip()
            if error.code in (401, 403):
                raise StoreError(
                    f"{url} wants another user or password ({error.code}); give them in {USER} and {PASSWORD}"
                ) from error
            failed = QueryError if kind.endswith("query") else StoreError
            raise failed(f"{url} answers {error.code} {error.reason}: {told}") from error
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            raise StoreError(f"the store at {url} cannot be reached: {reason}; see that the server runs") from error
