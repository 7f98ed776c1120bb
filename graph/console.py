"""What every command needs: the store's option, examples for its help, output for people and for programs."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from graph.knowledge import KnowledgeGraph
    from graph.selection import Selection

StoreOption = Annotated[
    Path,
    typer.Option(
        "--store",
        envvar="LEGATION_STORE",
        help="The folder that holds the graph, or a SPARQL server's address.",
        metavar="DIR",
    ),
]
STORE = Path("legation-store")

FromOption = Annotated[
    str | None, typer.Option("--from", help="The first day: YYYY, YYYY-MM or YYYY-MM-DD.", metavar="DATE")
]
ToOption = Annotated[
    str | None, typer.Option("--to", help="The last day: YYYY, YYYY-MM or YYYY-MM-DD; it counts.", metavar="DATE")
]

TypeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        help="Only facts of this type: role, membership, visit, meeting, mission, agreement, participation, relation; "
        "may be given again.",
        metavar="TYPE",
    ),
]
ModalityOption = Annotated[
    list[str] | None,
    typer.Option(
        "--modality",
        help="Facts that are actual, planned, possible, requested, denied or cancelled; may be given again. By default "
        "only what is actual.",
        metavar="MODALITY",
    ),
]

_ENDINGS = ("csv", "tsv", "json", "xml", "xlsx", "parquet")

WIDTH = 120
"""Characters of a line where output goes to a file or a pipe."""


# What a terminal obeys, but for colours: nothing that stands in a graph may steer it.
_STEERING = re.compile("[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\x1b(?!\\[[\\d;]*m)")


def examples(*lines: str) -> str:
    """The end of a command's help: lines to copy."""
    return "\n".join(("\b", "Examples:", *lines))


def show(parts: Iterable[RenderableType], *, error: bool = False) -> None:
    """Prints for people: as wide as the terminal, or `WIDTH` where there is none; a plain line stays one line."""
    from rich.console import Console

    blank = re.compile(r" +((?:\x1b\[[\d;]*m)*)$", re.MULTILINE)
    console = Console(stderr=error, highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = WIDTH
    for part in parts:
        with console.capture() as caught:
            # A path or message broken in two could be neither searched for nor copied.
            console.print(part, soft_wrap=isinstance(part, str))
        # Tables are filled up to the width with blanks, which would be copied as well.
        console.file.write(_STEERING.sub("", blank.sub(r"\1", caught.get())))
    console.file.flush()


def nothing_found(said: str) -> NoReturn:
    """Ends a command that looked for something and found nothing: says so, and the exit code is 1.

    Raises:
        typer.Exit: always.
    """
    show([said], error=True)
    raise typer.Exit(1)


def write(data: bytes) -> None:
    """Writes for programs: the bytes and nothing else."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def put(data: bytes, out: str) -> None:
    """Writes into a file, or to standard output where it is `-`."""
    if out == "-":
        write(data)
    else:
        Path(out).write_bytes(data)


def written_as(format: str | None, out: str, *, may: Sequence[str], screen: str, binary: Collection[str] = ()) -> str:
    """The format of what is written: as asked, else by the ending of its file, else that of the screen.

    Args:
        format: what was asked for, if anything was.
        out: the file, or `-` for standard output.
        may: the formats that a file can have here.
        screen: the format of standard output.
        binary: formats that a terminal cannot show.

    Raises:
        typer.BadParameter: the file's ending says another format or none, or the screen cannot show it.
    """
    offered = ", ".join(may)
    if out == "-":
        if format in binary and sys.stdout.isatty():
            raise typer.BadParameter(f"{format} is not for the screen: name a file", param_hint="--out")
        return format or screen
    ending = Path(out).suffix.lower().removeprefix(".").replace("jsonl", "json")
    if format is not None and format not in may:
        raise typer.BadParameter(f"a file is for programs: give another --format ({offered})", param_hint="--out")
    if ending in _ENDINGS and (ending not in may or format not in (None, ending)):
        said = f"{out!r}, written as {format}" if format else repr(out)
        raise typer.BadParameter(
            f"a file's ending says what it is, here one of {offered}; got {said}", param_hint="--out"
        )
    if format is None and ending not in may:
        raise typer.BadParameter(
            f"a file's ending says what it is, or --format does ({offered}); got {out!r}", param_hint="--out"
        )
    return format or ending


def opened(store: Path) -> KnowledgeGraph:
    """The graph of a store, to be read only."""
    from graph.knowledge import KnowledgeGraph

    return KnowledgeGraph.open(store, read_only=True)


def first_day(value: str | None) -> date | None:
    """The day that a date of the command line begins on; None where none was given.

    Raises:
        RecordError: it is no date.
    """
    from graph.dates import Interval

    return Interval.parse(value).begin if value else None


def day_after(value: str | None) -> date | None:
    """The day after the last that a date of the command line takes in; None where none was given.

    Raises:
        RecordError: it is no date.
    """
    from graph.dates import Interval

    return Interval.parse(value).end if value else None


def last_day(value: str | None) -> date | None:
    """The last day that a date of the command line takes in; None where none was given.

    Raises:
        RecordError: it is no date.
    """
    from graph.dates import Interval

    return Interval.parse(value).last if value else None


def period(begin: str | None, end: str | None) -> tuple[date | None, date | None]:
    """The first day of a period of the command line, and the day after its last; None where it is open.

    Raises:
        RecordError: one of them is no date, or the period ends before it begins.
    """
    from graph.selection import Selection

    found = Selection(begin=first_day(begin), end=day_after(end))
    return found.begin, found.end


def chosen(types: list[str] | None, modalities: list[str] | None, begin: str | None, end: str | None) -> Selection:
    """The facts that the options of a command choose.

    Raises:
        RecordError: a type, modality or date is none.
    """
    from graph.selection import Selection

    first, after = period(begin, end)
    return Selection(types=tuple(types or ()), modalities=tuple(modalities or ("actual",)), begin=first, end=after)
