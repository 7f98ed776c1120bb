"""The command `legation`: what reads documents, beside the commands of `graph.cli` that ask the graph.

Heavy packages are imported by the command that needs them, so that help comes at once.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from graph.cli import STORE, StoreOption, examples, show, write
from graph.cli import app as asking
from graph.errors import LegationError
from graph.facts import FACT_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.build import Tally
    from extract.documents import Hints

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files (text, pages, PDF, Word, mail, feeds, wires, JSON, tables, archives), folders, or - for standard "
        "input.",
    ),
]
Date = Annotated[str | None, typer.Option(help="The date of every document: YYYY, YYYY-MM or YYYY-MM-DD.")]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", help="Where records keep what, as text=body or date=published; repeat it.", metavar="A=B"),
]
DayFirst = Annotated[
    bool | None, typer.Option("--day-first/--month-first", help="How dates such as 5/3/2024 are to be read.")
]
Given = Annotated[
    Literal["anew", "given"],
    typer.Option("--facts", help="Read every text anew, or take the facts that JSON records carry."),
]
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
        "legation build clippings.csv --field text=Story --field date=Seen --day-first",
    )
)
def build(
    paths: Paths,
    store: StoreOption = STORE,
    date: Date = None,
    field: Fields = None,
    day_first: DayFirst = None,
    given: Given = "anew",
    model: Model = None,
    actors: Actors = None,
    threads: Threads = 1,
    background: Annotated[
        bool, typer.Option("--background", help="Add what the tables know, in the graph lg:background.")
    ] = False,
) -> None:
    """Read documents into the store.

    A document that is there already is read anew, so a run that was interrupted can be repeated.
    """
    from extract.build import build as built
    from extract.pipeline import Reader
    from graph.knowledge import KnowledgeGraph

    hints = _hints(field, day_first, given)
    try:
        with KnowledgeGraph.open(store) as graph, _progress() as seen:
            reader = Reader(model, actors, threads)
            started = perf_counter()
            tally = built(graph, reader, paths, date=date, hints=hints, seen=seen)
            seconds = perf_counter() - started
            if background:
                graph.add_background()
    except KeyboardInterrupt:
        show(["interrupted; the store is sound, and repeating the command completes it"], error=True)
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
    field: Fields = None,
    day_first: DayFirst = None,
    given: Given = "anew",
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
    hints = _hints(field, day_first, given)
    for reading in readings(Reader(model, actors, threads), paths, tally=tally, date=date, hints=hints):
        if out is None:
            write(f"{json.dumps(reading.to_dict(), ensure_ascii=False)}\n".encode())
        else:
            out.mkdir(parents=True, exist_ok=True)
            text = json.dumps(reading.to_dict(), ensure_ascii=False, indent=1)
            _keep(out / f"{_file_name(reading.document.id)}.json", f"{text}\n")
    _refuse(tally)


app.add_typer(asking)


def main(arguments: list[str] | None = None) -> None:
    """The entry point: an error that we raise on purpose is one line on standard error, and exit code 1.

    A terminal of any encoding will do: what it cannot show is written as its number.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app(args=arguments, prog_name="legation")
    except LegationError as error:
        typer.echo(f"legation: {error}", err=True)
    except OSError as error:
        if error.filename is None and error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
            raise
        where = "the output" if error.filename is None else error.filename
        _silence()
        typer.echo(f"legation: {where}: {error.strerror}", err=True)
    sys.exit(1)


def _silence() -> None:
    """Lets go of what standard output could not take, so that it is not tried again at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _summary(tally: Tally, seconds: float, store: Path) -> Iterator[str]:
    speed = f"{tally.words / seconds:,.0f} words/s" if seconds else "at once"
    yield f"{tally.documents:,} documents, {tally.words:,} words, {seconds:.1f} s, {speed}"
    found = ", ".join(f"{tally.facts[kind]:,} {kind}" for kind in FACT_TYPES if tally.facts[kind])
    yield f"{tally.facts.total():,} facts{': ' if found else ''}{found}"
    yield f"in {store}"


def _hints(field: list[str] | None, day_first: bool | None, facts: Literal["anew", "given"]) -> Hints:
    from extract.documents import Hints, named_fields

    first: Literal["day", "month"] | None = None if day_first is None else "day" if day_first else "month"
    return Hints(fields=named_fields(field or ()), first=first, facts=facts)


def _file_name(id: str) -> str:
    """A document's id as the name of a file: an address has signs that no name has."""
    from hashlib import sha256
    from urllib.parse import quote

    name = quote(id, safe=" ,()=+@")
    return name if len(name) <= 200 else f"{name[:180]}-{sha256(id.encode()).hexdigest()[:16]}"


def _keep(path: Path, text: str) -> None:
    """Writes a file whole or not at all, whatever happens to the disk."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, "utf-8")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        error.filename = str(path)
        raise


def _refuse(tally: Tally) -> None:
    """Says what was not read and why; where nothing was read at all, that is a failure."""
    if tally.skipped:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(tally.skipped.items()))
        show([f"{tally.skipped.total():,} passed over: {kinds}"], error=True)
    aside = [refusal for refusal in tally.refused if refusal.of != "document"]
    refused = [refusal for refusal in tally.refused if refusal.of == "document"]
    for heading, found in ((f"{len(aside)} left aside:", aside), (f"{len(refused)} refused:", refused)):
        if found:
            show([heading, *(f"  {refusal}" for refusal in found)], error=True)
    if not tally.documents:
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
