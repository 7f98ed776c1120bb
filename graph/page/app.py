"""The page as an application: which address shows what, and what every answer says to the browser.

Nothing that a document or a user writes is ever part of a script: pages have none, and the browser is told to run none.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, select_autoescape
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.errors import LegationError
from graph.lettering import unsteered
from graph.page import views
from graph.page.editing import ACTS, Form, NotAllowedError, decided, enter, form, may_edit
from graph.page.site import Site
from graph.page.sparql import editor, passed_on, query
from graph.page.views import NotThereError

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser would not say that a form is of this page
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer carries, unless it says otherwise itself."""


def application(site: Site, *, hosts: tuple[str, ...] = ("localhost", "127.0.0.1")) -> Starlette:
    """The page of a store.

    Args:
        site: what it is about.
        hosts: the names under which it may be called; any other is refused, so that no foreign page can read it.
    """
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["sparql"] = site.endpoint is not None
    environment.globals["editable"] = site.token is not None
    environment.filters["unsteered"] = unsteered

    def page(name: str, view: Callable[[Site, Request], dict[str, Any]]) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            try:
                content = view(site, request)
            except NotThereError as error:
                return _said(environment, "Not found", str(error), 404)
            except LegationError as error:
                return _said(environment, "That did not work", str(error), 400)
            about = {"editing": may_edit(site, request), "here": request.url.path}
            return HTMLResponse(environment.get_template(name).render(content, **about))

        return answer

    def raw(view: Callable[[Site, Request], Response]) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            try:
                return view(site, request)
            except NotThereError as error:
                return _said(environment, "Not found", str(error), 404)
            except LegationError as error:
                return _said(environment, "That did not work", str(error), 400)

        return answer

    def change(act: Callable[[Site, Request, Form], Response]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            try:
                return await run_in_threadpool(act, site, request, await form(request))
            except NotAllowedError as error:
                return _said(environment, "Not allowed", str(error), 403)
            except LegationError as error:
                return _said(environment, "That did not work", str(error), 400)

        return answer

    async def missing(request: Request, error: Exception) -> Response:
        return _said(environment, "Not found", "There is no such page.", 404)

    routes = [
        Route("/", page("home.html", views.home)),
        Route("/search", page("search.html", views.search)),
        Route("/entity/{id:path}/network.svg", raw(views.network_picture)),
        Route("/entity/{id:path}/timeline.svg", raw(views.timeline_picture)),
        Route("/entity/{id:path}", page("entity.html", views.entity)),
        Route("/documents", page("documents.html", views.documents)),
        Route("/document/{id}", page("document.html", views.document)),
        Route("/questions", page("questions.html", views.questions_page)),
        Route("/questions/{name}.csv", raw(views.question_csv)),
        Route("/questions/{name}", page("question.html", views.question_page)),
        Route("/style.css", raw(lambda site, request: Response(_template("style.css"), media_type="text/css"))),
    ]
    if site.token:
        routes += [
            Route("/review", page("review.html", views.review)),
            Route("/edit", change(enter), methods=["POST"]),
            *(Route(f"/decide/{act}", change(partial(decided, act)), methods=["POST"]) for act in ACTS),
        ]
    if site.endpoint:
        at = site.endpoint
        routes += [
            Route("/sparql", raw(lambda site, request: editor(at))),
            Route("/query", partial(query, at), methods=["GET", "POST"]),
            *(Route(f"/{name}", raw(passed_on(at, name))) for name in ("yasgui.min.js", "yasgui.min.css", "logo.svg")),
        ]
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)), Middleware(_Headers)]
    return Starlette(routes=routes, middleware=middleware, exception_handlers={404: missing})


class _Headers:
    """Adds `HEADERS` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                more = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message["headers"], *(pair for pair in more if pair[0] not in given)]
            await send(message)

        inner: Callable[[Scope, Receive, Send], Awaitable[None]] = self.app
        await inner(scope, receive, sending if scope["type"] == "http" else send)


def _template(name: str) -> str:
    return (files("graph.page") / "templates" / name).read_text("utf-8")


def _said(environment: Environment, title: str, text: str, status: int) -> Response:
    return HTMLResponse(environment.get_template("said.html").render(title=title, text=text), status_code=status)
