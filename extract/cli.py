"""The command `legation`: what reads documents, beside the commands of `graph.cli` that ask the graph.

Heavy packages are imported by the command that needs them, so that help comes at once.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from contextlib import AbstractContextManager, nullcontext, suppress
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extract.reporting import progress, summary, tell_refused
from graph.cli import app as asking
from graph.console import STORE, StoreOption, examples, show, write
from graph.errors import LegationError

if TYPE_CHECKING:
    from extract.documents import Hints
    from extract.workers import DocumentReader, ReaderMaker

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

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
Least = Annotated[float, typer.Option(help="Leave out facts that are less sure than this, 0 to 1.", min=0.0, max=1.0)]
Threads = Annotated[int, typer.Option(help="Processor threads for the language model.", min=1)]
Workers = Annotated[int, typer.Option(help="Processes at most that read, each with its own model.", min=1, max=256)]
Address = Annotated[str | None, typer.Option(help="A Dask scheduler whose workers read instead.", metavar="ADDRESS")]


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
        "legation build news/ --workers 8",
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
    workers: Workers = 1,
    cluster: Address = None,
    least: Least = 0.0,
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
    from extract.workers import ReaderMaker
    from graph.knowledge import KnowledgeGraph

    tally = Tally()
    hints = _hints(field, day_first, given)
    try:
        with (
            KnowledgeGraph.open(store) as graph,
            progress() as seen,
            _reading(ReaderMaker(model, actors, threads, least), workers, cluster) as reader,
        ):
            started = perf_counter()
            built(
                graph, reader, paths, date=date, hints=hints, seen=seen, tally=tally,
                read_with=read_mark(model, actors, least), again=again, keep_versions=keep_versions,
            )  # fmt: skip
            seconds = perf_counter() - started
            if background:
                graph.add_background()
    except KeyboardInterrupt:
        kept = f"{tally.documents:,} documents were read and are in {store}"
        show([f"interrupted; {kept}, and repeating the command goes on from there"], error=True)
        raise typer.Exit(130) from None
    show(summary(tally, seconds, store))
    tell_refused(tally)


@app.command(
    epilog=examples(
        "legation facts news/visit.txt",
        "legation facts news/ --out facts/ --least 0.7",
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
    workers: Workers = 1,
    cluster: Address = None,
    least: Least = 0.0,
) -> None:
    """Print what documents say as JSON.

    A document a line, with its entities, and its facts with evidence; or with --out a file a document.
    """
    from extract.build import Tally, readings
    from extract.workers import ReaderMaker

    tally = Tally()
    hints = _hints(field, day_first, given)
    with _reading(ReaderMaker(model, actors, threads, least), workers, cluster) as reader:
        for reading in readings(reader, paths, tally=tally, date=date, hints=hints):
            if out is None:
                write(f"{json.dumps(reading.to_dict(), ensure_ascii=False)}\n".encode())
            else:
                out.mkdir(parents=True, exist_ok=True)
                text = json.dumps(reading.to_dict(), ensure_ascii=False, indent=1)
                _keep(out / f"{_file_name(reading.document.id)}.json", f"{text}\n")
    tell_refused(tally)


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


def _hints(field: list[str] | None, day_first: bool | None, facts: Literal["anew", "given"]) -> Hints:
    from extract.documents import Hints, named_fields

    first: Literal["day", "month"] | None = None if day_first is None else "day" if day_first else "month"
    return Hints(fields=named_fields(field or ()), first=first, facts=facts)


def _reading(make: ReaderMaker, workers: int, cluster: str | None) -> AbstractContextManager[DocumentReader]:
    """What reads documents: this process, several, or other machines."""
    from extract.workers import Cluster, Processes

    if cluster:
        return Cluster(make, cluster)
    return Processes(make, workers) if workers > 1 else nullcontext(make())


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
