"""Names as they stand under the marks of a picture: their lines, and the room that these take.

A mark's point is its middle; the lines of the name stand below it, centred. Lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from graph.lettering import drawable

DPI = 150
NAME = 8.0
"""The size of type of names."""
MARKER = 13.0
"""The width of a mark, and its height."""
SPACING, NAME_WIDTH = 1.2, 20
"""Distance of lines of text by their size, and characters after which a name goes on in the next line."""


def wrapped(name: str) -> tuple[str, ...]:
    """A name in letters that the font has, in four lines at most."""
    lines = wrap(drawable(name), NAME_WIDTH, break_long_words=False, break_on_hyphens=False) or [name]
    return (*lines[:3], f"{lines[3]} …") if len(lines) > 4 else tuple(lines)


def extent(lines: Iterable[str], size: float, *, pad: float = 0, weight: str = "normal") -> tuple[float, float]:
    """Width and height of some lines of text in points."""
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties

    # Measured as finely as it is drawn: glyphs are hinted, and so a little wider or narrower at each resolution.
    renderer: Any = RendererAgg(1, 1, DPI)  # type: ignore[no-untyped-call]
    font, scale = FontProperties(size=size, weight=weight), 72 / DPI
    lines = list(lines)
    width = max(renderer.get_text_width_height_descent(line, font, False)[0] for line in lines)
    return float(width) * scale + 2 * pad, SPACING * size * len(lines) + 2 * pad


def name_depth(lines: int) -> float:
    """How far below its marker a name of some lines ends."""
    return 2 + SPACING * NAME * lines


def name_boxes(place: tuple[float, float], widths: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """The boxes of the lines of a name under a mark, with a little air around them."""
    x, y = place[0], place[1] - MARKER / 2
    return [
        (x - width / 2 - 2, y - name_depth(line + 1) - 1, x + width / 2 + 2, y - name_depth(line) + 1)
        for line, width in enumerate(widths)
    ]
