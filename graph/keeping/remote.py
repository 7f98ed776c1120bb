"""A store on a server that speaks the SPARQL 1.1 protocol, queries and updates."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Collection, Iterable, Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
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
_EITHER = f"{_TABLE}, {_TRIPLES};q=0.9"
_QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-update"
# Triples that are looked up in one question: servers bound how long one may be.
_TOGETHER = 500
# What Virtuoso calls the only column of its answer to ASK, which has a row where the protocol has `true`.
_ASKED = "__ASK_RETVAL"
# The server that reads well and does not keep what it is given: "benchmarks/virtuoso.py" tells in what.
_UNFAITHFUL = "Virtuoso"
# How the graphs begin that Virtuoso keeps for itself.
_ITS_OWN = ("http://www.openlinksw.com/", "http://localuriqaserver/", "http://www.w3.org/ns/ldp#", "urn:rules.")
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
            `query`, as Oxigraph and Fuseki have it. Behind `?default-graph-uri=` it may name the graph that stands for
            the default graph, on servers such as Virtuoso that have none.

    Raises:
        StoreError: a password would go over the net in clear, or the server cannot be asked.
    """

    def __init__(self, endpoint: str) -> None:
        self._endpoint, _, parameters = endpoint.partition("?")
        self._update = re.sub(r"/query$", "/update", self._endpoint)
        named = parse_qs(parameters).get("default-graph-uri")
        self._default = NamedNode(named[0]) if named else None
        self._headers = {"User-Agent": "legation"}
        self._server = ""
        password = os.environ.get(PASSWORD)
        if password is not None:
            where = urlsplit(endpoint)
            if where.scheme != "https" and where.hostname not in _LOOPBACK:
                raise StoreError(f"a password is sent over https alone; got {endpoint!r}")
            pair = f"{os.environ.get(USER, '')}:{password}".encode()
            self._headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
        self._asked("ASK {}")

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
            everywhere = f"GRAPH ?g {{ {pattern} }}"
            where = everywhere if self._default else f"{{ {pattern} }} UNION {{ {everywhere} }}"
        elif isinstance(graph, DefaultGraph):
            where = pattern
        else:
            where = f"GRAPH {graph} {{ {pattern} }}"
            if self._default:
                # Where a default graph is named, Virtuoso takes the other graphs by a variable only.
                where = f"GRAPH ?g {{ {pattern} }} FILTER (?g = {graph})"
        names = [name for name, term in given.items() if term is None] + ["g"] * (graph is None)
        rows = self._rows(f"SELECT {' '.join(f'?{name}' for name in names) or '*'} {{ {where} }}")
        fixed = {**given, "g": graph}
        for row in rows:
            found = {**fixed, **{name: row[name] for name in names}}
            if found["g"] is None or found["g"] == self._default:
                found["g"] = DefaultGraph()
            elif self._default and str(found["g"].value).startswith(_ITS_OWN):
                continue
            yield Quad(found["s"], found["p"], found["o"], found["g"])

    def elsewhere(self, quads: Collection[Quad]) -> Iterator[Quad]:
        """See `Engine.elsewhere`."""
        triples = sorted({f"({quad.subject} {quad.predicate} {quad.object})" for quad in quads})
        for start in range(0, len(triples), _TOGETHER):
            values = " ".join(triples[start : start + _TOGETHER])
            for row in self._rows(f"SELECT ?s ?p ?o ?g {{ VALUES (?s ?p ?o) {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}"):
                yield Quad(row["s"], row["p"], row["o"], row["g"])

    def query(self, sparql: str, prefixes: dict[str, str]) -> Answer:
        """See `Engine.query`."""
        wanted = _EITHER
        if not re.search("service", sparql, re.IGNORECASE):
            # Tells where a fault is, as for a store in a folder, and what the answer is made of.
            empty = pyoxigraph.Store().query(sparql, prefixes=prefixes)
            wanted = _TRIPLES if isinstance(empty, QueryTriples) else _TABLE
        declared = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in prefixes.items())
        kind, body = self._asked(f"{declared} {sparql}", wanted)
        if kind == _TRIPLES:
            found = pyoxigraph.Store()
            found.load(body, format=RdfFormat.N_TRIPLES)
            return found.query("CONSTRUCT WHERE { ?s ?p ?o }")
        answer = parse_query_results(body, QueryResultsFormat.JSON)
        if isinstance(answer, QuerySolutions) and [each.value for each in answer.variables] == [_ASKED]:
            return _truth(any(True for _ in answer))
        return answer

    def change(self, gone: Collection[Quad], fresh: Collection[Quad], dropped: Iterable[NamedNode]) -> None:
        """See `Engine.change`."""
        if self._server.startswith(_UNFAITHFUL):
            raise StoreError(
                f"{self._endpoint} runs {self._server}, which gives back other literals than it was given and does not "
                "find those with a language again, so that a graph kept there would not stay what it was; build in a "
                "folder, export with --to nquads, load that into the server, and ask it there"
            )
        self._posted(self._update, written(gone, fresh, dropped), _UPDATE)

    def close(self) -> None:
        """See `Engine.close`; the server has all of it."""

    def _rows(self, sparql: str) -> QuerySolutions:
        kind, body = self._asked(sparql)
        found = parse_query_results(body, QueryResultsFormat.JSON) if kind == _TABLE else None
        if not isinstance(found, QuerySolutions):
            raise StoreError(f"{self._endpoint} answers a SELECT with {kind or 'nothing'}; expected {_TABLE}")
        return found

    def _asked(self, sparql: str, wanted: str = _TABLE) -> tuple[str, bytes]:
        """Posts a query, as a form: the one way that every server takes.

        Virtuoso answers a question for triples in JSON of its own where it may answer with a table.
        """
        form = {"query": sparql} | ({"default-graph-uri": self._default.value} if self._default else {})
        return self._posted(self._endpoint, urlencode(form), _QUERY, wanted)

    def _posted(self, url: str, text: str, kind: str, wanted: str = "*/*") -> tuple[str, bytes]:
        """Posts a query or an update: the media type of the answer, and the answer."""
        headers = {**self._headers, "Content-Type": kind, "Accept": wanted}
        try:
            with urlopen(Request(url, text.encode(), headers), timeout=SECONDS) as answer:
                self._server = answer.headers.get("Server", "")
                return str(answer.headers.get_content_type()), answer.read()
        except HTTPError as error:
            with error:
                told = error.read(2000).decode(errors="replace").strip()
            if error.code in (401, 403):
                raise StoreError(
                    f"{url} wants another user or password ({error.code}); give them in {USER} and {PASSWORD}"
                ) from error
            failed = QueryError if kind == _QUERY else StoreError
            raise failed(f"{url} answers {error.code} {error.reason}: {told}") from error
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            raise StoreError(f"the store at {url} cannot be reached: {reason}; see that the server runs") from error


def _truth(value: bool) -> QueryBoolean:
    found = parse_query_results(f'{{"head": {{}}, "boolean": {str(value).lower()}}}'.encode(), QueryResultsFormat.JSON)
    assert isinstance(found, QueryBoolean)
    return found
