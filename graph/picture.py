"""The figure of a network: what is drawn where, in which colour, shape and line.

Kinds of entity differ in colour and shape, kinds of fact in colour, and what is only planned or was denied in its
line. Facts of one kind between the same two entities share one line (`graph.ties`). Names never overlap
(`graph.layout`), and the label of a line is set only where there is room for it (`graph.curves`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.curves import Box, Curve, Point, run, settle
from graph.layout import arrange
from graph.lettering import drawable
from graph.namesakes import apart
from graph.phrases import counted
from graph.ties import Tie, ties
from graph.writing import DPI, MARKER, NAME, SPACING, extent, name_boxes, name_depth, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from networkx import Graph, MultiDiGraph

NODES: dict[str, tuple[str, str]] = {
    "Person": ("o", "#56b4e9"),
    "State": ("s", "#e69f00"),
    "Organisation": ("h", "#009e73"),
    "Place": ("^", "#bdbdbd"),
    "Event": ("p", "#cc79a7"),
    "Agreement": ("D", "#f0e442"),
    "Mission": ("P", "#d55e00"),
}
"""Marker and fill of each type of entity: the colours of Okabe and Ito, told apart by colour-blind readers too."""

LINES: dict[str, str] = {
    "role": "#1f4e8c",
    "membership": "#00735c",
    "visit": "#c44e00",
    "meeting": "#8c2d7e",
    "mission": "#6b4a2b",
    "agreement": "#8a7a00",
    "participation": "#2f83a8",
    "relation": "#b3001e",
}
"""Colour of each type of fact: dark enough for text of the same colour on white."""

STANDINGS: dict[str, tuple[Any, str]] = {
    "real": ("solid", "happened or holds"),
    "over": ((0, (9, 2, 1.5, 2)), "was so, and is over"),
    "open": ((0, (5, 2.5)), "planned, possible or requested"),
    "not so": ((0, (1, 2)), "denied or cancelled"),
}
"""Dashes of each standing, and what the legend calls it; a line of what is not so also has a cross."""

INK, GREY = "#222222", "#666666"
TITLE, LABEL, SMALL = 13.0, 6.5, 7.5
"""Sizes of type in points: title, labels of lines, legend and caption."""
ROW = 14.0
"""Height of a row of the legend."""
MARGIN, HEAD, FOOT, SIDE = 24.0, 40.0, 26.0, 176.0
"""Points around the network: on the left and between parts, for title, caption and legend."""
CROSS = 0.72
"""Where on a line its cross stands: off the middle, which the label likes best, and off the arrow's head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that is to be drawn, and where, in points from the lower left.

    Args:
        size: width and height.
        names: the lines of text under each node; `places` the middle of its marker; `boxes` what both cover.
        curves: the lines, each with the box of its label in `labels`, or None where there is no room for one.
        legend: headings, which have no style, and kinds, each with how it is drawn.
        caption: what stands below, with how many labels found no room.
    """

    size: Point
    names: dict[str, tuple[str, ...]]
    places: dict[str, Point]
    boxes: dict[str, Box]
    curves: list[Curve]
    labels: list[Box | None]
    legend: list[tuple[str, dict[str, Any]]]
    caption: str


def plan(network: MultiDiGraph, *, title: str = "", caption: str = "") -> Page:
    """Sets out a page that is as large as its content needs, under a title, beside a legend and above a caption."""
    lines = ties(network)
    legend = _legend({data["type"] for _, data in network.nodes(data=True)}, lines)
    called = apart({node: str(data["label"]) for node, data in sorted(network.nodes(data=True))})
    names = {node: wrapped(name) for node, name in called.items()}
    widths = {node: [extent((line,), NAME)[0] for line in text] for node, text in names.items()}
    needs = {node: (max(*wide, MARKER), name_depth(len(wide)) + MARKER) for node, wide in widths.items()}
    centres = arrange(undirected(network), needs)
    width = max(x + needs[node][0] / 2 for node, (x, _) in centres.items()) + 2 * MARGIN
    height = max(y + needs[node][1] / 2 for node, (_, y) in centres.items())
    inner = max(height, ROW * len(legend) + 18)
    wide = max(width + SIDE, extent((drawable(title),), TITLE, weight="bold")[0] + 2 * MARGIN)
    size = (wide, HEAD + inner + FOOT)
    left, low = MARGIN, FOOT + (inner - height) / 2
    boxes = {node: _box((x + left, y + low), needs[node]) for node, (x, y) in centres.items()}
    places = {node: ((box[0] + box[2]) / 2, box[3] - MARKER / 2) for node, box in boxes.items()}
    written_at = {node: name_boxes(place, widths[node]) for node, place in places.items()}
    curves = run(lines, places, boxes, written_at, MARKER / 2 + 1.5)
    crosses = [_box(curve.at(CROSS), (8, 8)) for curve in curves if curve.tie.standing == "not so"]
    extents = {tie.label: extent(tie.label.split("\n"), LABEL, pad=1.5) for tie in lines}
    room = (0.0, FOOT, size[0] - SIDE, size[1] - HEAD)
    labels = settle(curves, extents, [*boxes.values(), *crosses], room)
    missing = sum(1 for curve, box in zip(curves, labels, strict=True) if curve.tie.label and box is None)
    said = f"{counted(missing, 'label')} left out for want of room" if missing else ""
    caption = ". ".join(part for part in (caption, said) if part)
    return Page(
        size=(max(wide, extent((drawable(caption),), SMALL)[0] + 2 * MARGIN), size[1]),
        names=names,
        places=places,
        boxes=boxes,
        curves=curves,
        labels=labels,
        legend=legend,
        caption=caption,
    )


def picture(network: MultiDiGraph, *, title: str, caption: str = "") -> Figure:
    """The figure of a network. Use `graph.draw.draw` for a file, and this in a notebook.

    Args:
        network: as `KnowledgeGraph.network` gives it, with at least one edge; forty nodes are legible, sixty full.
        title, caption: stand above and below.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    page = plan(network, title=title, caption=caption)
    width, height = page.size
    figure = Figure(figsize=(width / 72, height / 72), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    for curve, box in zip(page.curves, page.labels, strict=True):
        _line(axes, curve)
        if box:
            _label(axes, curve.tie, box)
    for node, data in sorted(network.nodes(data=True)):
        _node(axes, page.places[node], data["type"], page.names[node])
    axes.text(MARGIN, height - 24, drawable(title), size=TITLE, weight="bold", color=INK, va="center", parse_math=False)
    axes.text(MARGIN, 12, drawable(page.caption), size=SMALL, color=GREY, va="center", parse_math=False)
    _key(axes, page.legend, (width - SIDE + 8, height - HEAD))
    return figure


def _line(axes: Axes, curve: Curve) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    colour = LINES[curve.tie.type]
    axes.add_patch(
        FancyArrowPatch(
            path=Path(curve.corners, [Path.MOVETO, Path.CURVE3, Path.CURVE3]),
            arrowstyle="-|>" if curve.tie.directed else "-",
            mutation_scale=9,
            linewidth=min(1.1 + 0.3 * (curve.tie.count - 1), 2.6),
            linestyle=STANDINGS[curve.tie.standing][0],
            color=colour,
            capstyle="butt",
            zorder=1,
        )
    )
    if curve.tie.standing == "not so":
        axes.plot(*curve.at(CROSS), marker="x", markersize=6, markeredgewidth=1.6, color=colour, zorder=1)


def _node(axes: Axes, place: Point, type: str, lines: Sequence[str]) -> None:
    marker, fill = NODES[type]
    axes.plot(*place, marker=marker, markersize=MARKER - 2, color=fill, markeredgecolor=INK, markeredgewidth=0.8)
    x, y = place
    _halo(axes.text(x, y - MARKER / 2 - 2, "\n".join(lines), size=NAME, color=INK, ha="center", va="top", zorder=4))


def _label(axes: Axes, tie: Tie, box: Box) -> None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    text = axes.text(x, y, tie.label, size=LABEL, color=LINES[tie.type], ha="center", va="center", zorder=3)
    text.set_linespacing(SPACING)
    text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.6})
    text.set_parse_math(False)


def _halo(text: Text) -> None:
    """A white rim, so that a line behind it does not strike the text out."""
    from matplotlib.patheffects import withStroke

    text.set_parse_math(False)
    text.set_linespacing(SPACING)
    text.set_path_effects([withStroke(linewidth=2.5, foreground="white")])


def _legend(types: set[str], lines: Sequence[Tie]) -> list[tuple[str, dict[str, Any]]]:
    """The rows of the legend: of each kind of thing only those that occur."""
    rows: list[tuple[str, dict[str, Any]]] = [("Entities", {})]
    for type, (marker, fill) in NODES.items():
        if type in types:
            rows.append((type, {"marker": marker, "color": fill, "markeredgecolor": INK, "linestyle": "none"}))
    rows.append(("Facts", {}))
    for type, colour in LINES.items():
        if any(tie.type == type for tie in lines):
            rows.append((type.capitalize(), {"color": colour}))
    rows.append(("A fact that", {}))
    for standing, (dashes, meaning) in STANDINGS.items():
        if any(tie.standing == standing for tie in lines):
            cross = {"marker": "x", "markevery": [1]} if standing == "not so" else {}
            rows.append((meaning, {"color": INK, "linestyle": dashes, **cross}))
    return rows


def _key(axes: Axes, rows: Sequence[tuple[str, dict[str, Any]]], corner: Point) -> None:
    x, y = corner
    for text, style in rows:
        if style:
            axes.plot([x, x + 13, x + 26], [y] * 3, linewidth=1.3, markersize=7, **{"markevery": [1], **style})
        else:
            y -= 6
        axes.text(
            x + (34 if style else 0), y, text, size=SMALL, color=INK, va="center", weight="normal" if style else "bold"
        )
        y -= ROW


def _box(centre: Point, size: Point) -> Box:
    (x, y), (width, height) = centre, size
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def undirected(network: MultiDiGraph) -> Graph:
    """The network as `graph.layout.arrange` takes it."""
    import networkx as nx

    return nx.Graph(network.to_undirected(as_view=True))
