"""`legation serve`: the graph as a web page on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.console import STORE, StoreOption, examples, opened, show

EXAMPLES = examples(
    "legation serve",
    "legation serve --port 9000 --store my-store",
    "legation serve --host 0.0.0.0 --name archive.example.org",
    "legation serve --edit",
)

SHORTEST = 12
"""Characters of a token of one's own: a shorter one is soon guessed, and nothing here counts the tries."""


def serve(
    port: Annotated[int, typer.Option(help="The port of the page.", min=1, max=65535)] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen at; by default only this machine can see the page.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(help="A host name under which it may be called, beside localhost; may be given again."),
    ] = None,
    sparql: Annotated[
        bool,
        typer.Option("--sparql/--no-sparql", help="Whether Oxigraph's SPARQL server runs beside it, where installed."),
    ] = True,
    timeout: Annotated[float, typer.Option(help="Seconds after which a question is ended.", min=1)] = 10.0,
    folder: Annotated[
        Path | None,
        typer.Option("--questions", envvar="LEGATION_QUESTIONS", help="A folder of your own .rq files.", metavar="DIR"),
    ] = None,
    edit: Annotated[
        bool, typer.Option("--edit", help="Let those who know the token review, merge, reject and undo in the page.")
    ] = False,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="LEGATION_TOKEN", help="For --edit; by default a new one is shown at each start.", metavar="WORDS"
        ),
    ] = None,
    store: StoreOption = STORE,
) -> None:
    """Show the graph as a web page on this machine.

    It has search, entities, documents, questions and pictures. It changes nothing without --edit, runs no script, and
    sends nothing to any other machine. Ctrl-C ends it.
    """
    import secrets

    import uvicorn

    from graph.keeping.engine import DATA
    from graph.keeping.remote import address
    from graph.page.app import application
    from graph.page.endpoint import program, serving
    from graph.page.site import Site

    if token is not None and len(token) < SHORTEST:
        raise typer.BadParameter(f"a token has {SHORTEST} characters or more", param_hint="--token")
    secret = (token or secrets.token_urlsafe(18)) if edit else None
    with opened(store):
        pass  # a store that cannot be read is said now, and not at the first page
    server = address(store)  # one that answers SPARQL needs none beside it
    with serving(store / DATA if sparql and server is None else None, timeout=timeout) as endpoint:
        site = Site(store=store, questions=folder, timeout=timeout, endpoint=endpoint, token=secret)
        shown = f"[{host}]" if ":" in host else host
        show([f"http://{shown}:{port}/ shows {server or store}; Ctrl-C ends it"])
        if edit:
            show([f"http://{shown}:{port}/review takes decisions" + ("" if token else f"; the token is {secret}")])
        if endpoint:
            show([f"http://{shown}:{port}/sparql asks it in SPARQL; for programs it is http://{shown}:{port}/query"])
        elif sparql and server is None and program() is None:
            show(["no SPARQL server: install it with pip install 'legation[page]'"], error=True)
        hosts = ("localhost", "127.0.0.1", "[::1]", *(name or ()))
        uvicorn.run(application(site, hosts=hosts), host=host, port=port, log_level="warning", server_header=False)
