"""The command `legation`: what reads documents, beside the commands of `graph.cli` that ask the graph.

Heavy packages are imported by the command that needs them, so that help comes at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli import STORE, StoreOption, examples, show, write
from graph.cli import app as asking
from graph.errors import LegationError
from graph.facts import FACT_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.build import Tally

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files (.txt .md .html .json .jsonl), folders, or - for standard input."),
]
Date = Annotated[str | None, typer.Option(help="The date of every document: YYYY, YYYY-MM or YYYY-MM-DD.")]
Model = Annotated[str | None, typer.Option(help="Another spaCy pipeline, by its name or folder.")]
Actors = Annotated[Path | None, typer.Option(help="A YAML file of your own actors.", metavar="FILE")]
Threads = Annotated[int, typer.Option(help="Processor threads for the language model.", min=1)]


@app.callback(invoke_without_command=True)
def legation(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Read diplomatic text, keep what it says as a knowledge graph, and ask it."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(installed("legation"))
        raise typer.Exit


@app.command(
    epilog=examples(
        "legation build news/ --store my-store",
        "legation build - --date 2024-03-18 < communique.txt",
        "legation build news/ --actors my.yml --again",
    )
)
def build(
    paths: Paths,
    store: StoreOption = STORE,
    date: Date = None,
    model: Model = None,
    actors: Actors = None,
    threads: Threads = 1,
    background: Annotated[
        bool, typer.Option("--background", help="Add what the tables know, in the graph lg:background.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Read what is there already, too.")] = False,
    keep_versions: Annotated[
        bool, typer.Option("--keep-versions", help="Keep a text that has changed beside the new one.")
    ] = False,
) -> None:
    """Read documents into the store.

    Only what is new or has changed is read, and a text that has changed replaces the one from the same place. What is
    read is in the store within seconds; a run that was interrupted goes on when it is repeated.
    """
    from extract.build import Tally, read_mark
    from extract.build import build as built
    from extract.pipeline import Reader
    from graph.knowledge import KnowledgeGraph

    tally = Tally()
    try:
        with KnowledgeGraph.open(store) as graph, _progress() as seen:
            reader = Reader(model, actors, threads)
            started = perf_counter()
            built(
                graph, reader, paths, date=date, seen=seen, tally=tally, read_with=read_mark(model, actors),
                again=again, keep_versions=keep_versions,
            )  # fmt: skip
            seconds = perf_counter() - started
            if background:
                graph.add_background()
    except KeyboardInterrupt:
        kept = f"{tally.documents:,} documents were read and are in {store}"
        show([f"interrupted; {kept}, and repeating the command goes on from there"], error=True)
        raise typer.Exit(130) from None
    show(_summary(tally, seconds, store))
    _refuse(tally)


@app.command(
    epilog=examples(
        "legation facts news/visit.txt",
        "legation facts news/ --out facts/",
        "cat visit.txt | legation facts -",
    )
)
def facts(
    paths: Paths,
    out: Annotated[Path | None, typer.Option(help="A folder for one file a document.", metavar="DIR")] = None,
    date: Date = None,
    model: Model = None,
    actors: Actors = None,
    threads: Threads = 1,
) -> None:
    """Print what documents say as JSON.

    A document a line, with its entities, and its facts with evidence; or with --out a file a document.
    """
    from extract.build import Tally, readings
    from extract.pipeline import Reader

    tally = Tally()
    for reading in readings(Reader(model, actors, threads), paths, tally=tally, date=date):
        if out is None:
            write(f"{json.dumps(reading.to_dict(), ensure_ascii=False)}\n".encode())
        else:
            out.mkdir(parents=True, exist_ok=True)
            text = json.dumps(reading.to_dict(), ensure_ascii=False, indent=1)
            (out / f"{reading.document.id}.json").write_text(f"{text}\n", "utf-8")
    _refuse(tally)


app.add_typer(asking)


def main(arguments: list[str] | None = None) -> None:
    """The entry point: an error that we raise on purpose is one line on standard error, and exit code 1."""
    try:
        app(args=arguments, prog_name="legation")
    except LegationError as error:
        typer.echo(f"legation: {error}", err=True)
    except OSError as error:
        if error.filename is None:
            raise
        typer.echo(f"legation: {error.filename}: {error.strerror}", err=True)
    sys.exit(1)


def _summary(tally: Tally, seconds: float, store: Path) -> Iterator[str]:
    from graph.keeping.remote import address

    speed = f"{tally.words / seconds:,.0f} words/s" if seconds else "at once"
    yield f"{tally.documents:,} documents, {tally.words:,} words, {seconds:.1f} s, {speed}"
    found = ", ".join(f"{tally.facts[kind]:,} {kind}" for kind in FACT_TYPES if tally.facts[kind])
    yield f"{tally.facts.total():,} facts{': ' if found else ''}{found}"
    if tally.unchanged or tally.replaced:
        yield f"{tally.unchanged:,} were there already, {tally.replaced:,} replaced"
    yield f"in {address(store) or store}"


def _refuse(tally: Tally) -> None:
    """Says what was not read and why; where nothing was read at all, that is a failure."""
    if tally.refused:
        count = len(tally.refused)
        show([f"{count} refused:", *(f"  {refusal}" for refusal in tally.refused)], error=True)
    if not tally.documents and not tally.unchanged:
        raise typer.Exit(1)


@contextmanager
def _progress() -> Iterator[Callable[[Tally], None]]:
    """A bar on standard error, on a terminal only; gives what is to be called after each document."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("loading the language model", total=None)

        def seen(tally: Tally) -> None:
            done = f"{tally.documents:,} documents, {tally.words:,} words, {tally.facts.total():,} facts"
            progress.update(task, description=done)

        yield seen
