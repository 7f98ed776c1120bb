"""Deciding in the page: who may, and what becomes of it.

Only where the page was started with a token, only for a browser that gave it, and only from a form of this page.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graph.errors import LegationError, RecordError
from graph.keeping.decision import Action, Decision
from graph.keeping.desk import about_fact, decide, undo
from graph.knowledge import KnowledgeGraph
from graph.lookup import named
from graph.page.site import Site

COOKIE = "legation-editor"
LARGEST = 20_000
"""Bytes that a form may have."""


class NotAllowedError(LegationError):
    """Somebody would change the graph who may not."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form of the page says, each field once."""

    fields: dict[str, str]

    def __getitem__(self, name: str) -> str:
        value = self.fields.get(name, "").strip()
        if not value:
            raise RecordError(f"the form lacks {name!r}")
        return value

    def get(self, name: str) -> str | None:
        """A field that may be left empty; None where it is."""
        return self.fields.get(name, "").strip() or None


def may_edit(site: Site, request: Request) -> bool:
    """Whether the browser gave the token of the page."""
    given = request.cookies.get(COOKIE, "")
    return site.token is not None and hmac.compare_digest(given.encode(), _pass(site.token).encode())


async def form(request: Request) -> Form:
    """The fields of a form that was sent from this page.

    Raises:
        NotAllowedError: another page sent it.
        RecordError: it is no form, or too long.
    """
    origin = request.headers.get("origin")
    if origin is None or urlsplit(origin).netloc != request.headers.get("host"):
        raise NotAllowedError(f"a form is sent from this page; this one comes from {origin or 'nowhere'}")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise RecordError(f"a form has at most {LARGEST} bytes")
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, strict_parsing=bool(body))
    except ValueError as error:
        raise RecordError(f"a form is sent as application/x-www-form-urlencoded: {error}") from error
    return Form({name: values[0] for name, values in fields.items()})


def enter(site: Site, request: Request, said: Form) -> Response:
    """Takes the token of the page, and remembers in the browser that it was given.

    Raises:
        NotAllowedError: it is another.
    """
    if site.token is None or not hmac.compare_digest(said["token"].encode(), site.token.encode()):
        raise NotAllowedError(
            "that is not the token of this page; `legation serve --edit` shows it where it was started"
        )
    answer = RedirectResponse("/review", status_code=303)
    answer.set_cookie(COOKIE, _pass(site.token), httponly=True, samesite="strict", path="/")
    return answer


def decided(act: str, site: Site, request: Request, said: Form) -> Response:
    """Takes a decision, one of `ACTS`, and goes back to where it was taken.

    Raises:
        NotAllowedError: the token was not given.
        LegationError: the decision cannot be taken; the message says why.
    """
    if not may_edit(site, request):
        raise NotAllowedError("give the token of this page first, under Edit")
    with KnowledgeGraph.open(site.store) as graph:
        _ACTS[act](graph, said)
    return RedirectResponse(_back(said.get("back")), status_code=303)


def _review(graph: KnowledgeGraph, said: Form) -> None:
    actions: dict[str, Action] = {"one": "merge", "two": "distinct"}
    if said["answer"] not in actions:
        raise RecordError(f"two persons are one or two; got {said['answer']!r}")
    decide(graph.store, [_decision(said, actions[said["answer"]], entities=(said["first"], said["second"]))])


def _merge(graph: KnowledgeGraph, said: Form) -> None:
    ids = tuple(named(graph, said[name]).id for name in ("into", "other"))
    decide(graph.store, [_decision(said, "merge", entities=ids)])


def _reject(graph: KnowledgeGraph, said: Form) -> None:
    decision = _decision(said, "reject", fact=said["fact"])
    decide(graph.store, [about_fact(graph.store, said["fact"], decision)])


def _undo(graph: KnowledgeGraph, said: Form) -> None:
    undo(graph.store, said["decision"])


_ACTS: dict[str, Callable[[KnowledgeGraph, Form], None]] = {
    "review": _review,
    "merge": _merge,
    "reject": _reject,
    "undo": _undo,
}
ACTS = tuple(_ACTS)
"""What can be decided in the page."""


def _decision(said: Form, action: Action, *, entities: tuple[str, ...] = (), fact: str | None = None) -> Decision:
    """A decision with who took it, when and why, as the form says."""
    reason, by, on = (said.get(name) for name in ("reason", "by", "on"))
    return Decision(action=action, entities=entities, fact=fact, reason=reason, by=by, on=on)


def _back(path: str | None) -> str:
    """A path of this page, and nothing else."""
    return path if path and path.startswith("/") and not path.startswith(("//", "/\\")) else "/review"


def _pass(token: str) -> str:
    """What the browser keeps: it shows that the token was given, and does not give it away."""
    return hmac.new(token.encode(), b"legation-editor", sha256).hexdigest()
