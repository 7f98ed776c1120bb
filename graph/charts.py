"""What all charts share: the page with its title and caption, styles, and the file with the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from graph.errors import LegationError
from graph.lettering import drawable, rightward
from graph.phrases import counted
from graph.writing import DPI, extent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from graph.knowledge import KnowledgeGraph

FORMATS = ("png", "svg", "pdf")
INK, GREY, PALE = "#222222", "#666666", "#dddddd"
TITLE, TEXT, SMALL = 13.0, 8.5, 7.5
"""Sizes of type in points: title, text, caption and marks."""
HEAD, FOOT, SIDE = 46.0, 34.0, 20.0
"""Points above, below and beside what is drawn."""
_TITLE_LINE, _TITLE_LETTER, _TITLE_WIDTH = 17.0, 7.5, 640.0
"""Points of a line of the title and of a letter in it, and how wide it may be over a narrow picture."""


class DrawingError(LegationError, ValueError):
    """There is nothing to draw, or the file is to have a format that pictures cannot have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A figure, and what it shows: how many things of how many, in words for the person who asked for it."""

    figure: Figure
    shown: int
    of: int
    what: str


def checked(out: Path) -> str:
    """The format of a picture by the ending of its file.

    Raises:
        DrawingError: it has another ending.
    """
    format = out.suffix.lower().removeprefix(".")
    if format not in FORMATS:
        raise DrawingError(f"a picture is a file ending in .{', .'.join(FORMATS)}; got {str(out)!r}")
    return format


def saved(figure: Figure, out: Path) -> None:
    """Writes a figure without what would differ from run to run: when, and by what, it was made."""
    import matplotlib

    format = checked(out)
    unsaid = {"png": ("Software",), "svg": ("Date", "Creator"), "pdf": ("CreationDate", "Producer", "Creator")}
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({"svg.hashsalt": "legation", "pdf.fonttype": 42})
        figure.savefig(out, format=format, metadata=dict.fromkeys(unsaid[format]))


def origin(graph: KnowledgeGraph, name: str) -> str:
    """Where a picture's facts come from: the store, how many documents it has, and their first and last date.

    Args:
        graph: the graph that is drawn.
        name: what its store is called.
    """
    number, dates = _documents(graph)
    span = " to ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else "undated"
    return f"Source: {name}, {counted(number, 'document')}, {span}"


def newest(graph: KnowledgeGraph) -> int | None:
    """The year of the newest document; None where none has a date."""
    _, dates = _documents(graph)
    return int(dates[-1][:4]) if dates else None


def _documents(graph: KnowledgeGraph) -> tuple[int, list[str]]:
    """How many documents there are, and their dates in order."""
    from graph.query import ask, tabled

    rows = tabled(ask(graph.store, "SELECT ?d ?date { ?d a lg:Document . OPTIONAL { ?d dc:date ?date } }")).rows
    dates = sorted(date.value for _, date in rows if date is not None)  # type: ignore[union-attr]
    return len({str(each) for each, _ in rows}), dates


def page(width: float, height: float, *, title: str, caption: str) -> tuple[Figure, Axes]:
    """A white page of `width` by `height` points, in whose coordinates all is drawn, from the lower left.

    It is wider where its caption needs more room, and higher where its title does; what is drawn stays where it is.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width = max(width, breadth([caption], SMALL) + 2 * SIDE)
    lines = wrap(drawable(title), max(20, int(max(width, _TITLE_WIDTH) / _TITLE_LETTER)), max_lines=3, placeholder=" …")
    width = max(width, breadth(lines, TITLE, "bold") + 2 * SIDE)
    height += (len(lines) - 1) * _TITLE_LINE
    figure = Figure(figsize=(width / 72, height / 72), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    for number, line in enumerate(lines):
        words(axes, SIDE, height - 24 - number * _TITLE_LINE, line, size=TITLE, weight="bold")
    words(axes, SIDE, 14, caption, size=SMALL, colour=GREY)
    return figure, axes


def words(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    size: float = TEXT,
    colour: str = INK,
    weight: str = "normal",
    at: str = "left",
    turned: float = 0,
) -> None:
    """Text at a point, `at` its left, right or center, in the middle of its height."""
    axes.text(
        x,
        y,
        text if "\n" in text else rightward(drawable(text)),
        size=size,
        color=colour,
        weight=weight,
        ha=at,
        va="center_baseline" if not turned else "bottom",
        rotation=turned,
        rotation_mode="anchor",
        parse_math=False,
        linespacing=1.25,
    )


def breadth(lines: Iterable[str], size: float = TEXT, weight: str = "normal") -> float:
    """The width in points of the widest of some lines of text."""
    listed = [drawable(line) for line in lines]
    return extent(listed, size, weight=weight)[0] if listed else 0.0


def folded(text: str, characters: int, lines: int) -> list[str]:
    """Text in lines of so many characters, and of so many lines at most."""
    return wrap(drawable(text), characters, max_lines=lines, placeholder=" …") or [""]


def nothing(title: str, why: str) -> DrawingError:
    """The error for a chart without content."""
    return DrawingError(f"there is nothing to draw: {why} ({title})")
