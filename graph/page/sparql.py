"""The SPARQL endpoint of the page: what is asked is checked, and passed on to Oxigraph's server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from graph.closed import leaves
from graph.page.endpoint import Endpoint

LARGEST = 1_000_000
"""Bytes that a query may have."""

# The editor is Oxigraph's own page, which starts itself by a script within it.
_EDITOR_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


async def query(endpoint: Endpoint, request: Request) -> Response:
    """Answers after the SPARQL 1.1 protocol: GET, a form, or a query as the body."""
    body = await request.body()
    if len(body) > LARGEST:
        return PlainTextResponse(f"a query has at most {LARGEST} bytes; this has {len(body)}", status_code=413)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    asked = parse_qs(request.url.query)
    try:
        if kind == "application/x-www-form-urlencoded":
            for name, values in parse_qs(body.decode()).items():
                asked.setdefault(name, []).extend(values)
        elif kind == "application/sparql-query":
            asked.setdefault("query", []).append(body.decode())
        elif body:
            return PlainTextResponse(f"a query is sent as a form or as application/sparql-query; got {kind!r}", 415)
    except UnicodeDecodeError as error:
        return PlainTextResponse(f"a query is UTF-8: {error}", status_code=400)
    if len(asked.get("query", [])) != 1:
        return PlainTextResponse("a request has one query", status_code=400)
    if leaves(asked["query"][0]):
        return PlainTextResponse(
            "SERVICE would send a request to another server, and this page asks its own store alone", status_code=403
        )
    form = urlencode({name: asked[name] for name in _TAKEN if name in asked}, doseq=True).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": request.headers.get("accept", "*/*")}
    try:
        status, kept, answer = await run_in_threadpool(endpoint.ask, "POST", "/query", form, headers)
    except OSError as error:
        return PlainTextResponse(f"the SPARQL server does not answer: {error}", status_code=502)
    return Response(answer, status_code=status, headers=kept)


_TAKEN = ("query", "default-graph-uri", "named-graph-uri")


def editor(endpoint: Endpoint) -> Response:
    """Oxigraph's editor for queries, YASGUI, which asks this page."""
    status, kept, answer = endpoint.ask("GET", "/", b"", {})
    return Response(answer, status_code=status, headers={**kept, "Content-Security-Policy": _EDITOR_POLICY})


def passed_on(endpoint: Endpoint, name: str) -> Callable[[Any, Request], Response]:
    """A file that the editor needs."""

    def answer(site: Any, request: Request) -> Response:
        status, kept, data = endpoint.ask("GET", f"/{name}", b"", {})
        return Response(data, status_code=status, headers=kept)

    return answer
