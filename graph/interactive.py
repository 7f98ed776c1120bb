"""A network as one page to look around in: pan, zoom, hover for the evidence, filter, search; it asks no other machine.

Bokeh draws. The page is ours, so that the same graph gives the same bytes (Bokeh names things by chance), and so that
a name or a quote can only ever be text: everything of the graph is in one block of JSON.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from graph.charts import nothing
from graph.draw import Drawn, facts_of, most_tied
from graph.errors import LegationError
from graph.gathering import gathered
from graph.interactive_page import page
from graph.lettering import unsteered
from graph.namesakes import apart

if TYPE_CHECKING:
    from networkx import MultiDiGraph

LIMIT = 300
"""Entities in the page where nothing else is said: more take half a minute to lay out, and no one finds his way."""

_MARKERS = {
    "Person": "circle",
    "State": "square",
    "Organisation": "hex",
    "Place": "triangle",
    "Event": "star",
    "Agreement": "diamond",
    "Mission": "inverted_triangle",
}
_DASHES = {"real": "solid", "over": "dotdash", "open": "dashed", "not so": "dotted"}
_BEND, _WIDEST = 0.09, 0.7
"""How far from each other lines between the same two bow, as a share of their length, and all of them together."""
_POINTS = 9
"""Of a bowed line."""


def interactive(
    network: MultiDiGraph, *, title: str, centre: str | None = None, limit: int = LIMIT, source: str = ""
) -> tuple[bytes, Drawn]:
    """A network as an HTML page.

    Args:
        network: as `KnowledgeGraph.network` gives it.
        title: says what is shown.
        centre: an entity that stays in, however many others there are.
        limit: how many entities are shown at most, the best connected.
        source: stands below.

    Returns:
        The page, and what it shows.

    Raises:
        LegationError: Bokeh is not installed.
        DrawingError: there is nothing to draw.
    """
    if find_spec("bokeh") is None:
        raise LegationError("an interactive drawing needs bokeh; install it with: pip install 'legation[interactive]'")
    shown = most_tied(gathered(network), limit, centre=centre)
    if not shown:
        raise nothing(title, "no fact ties two entities together")
    drawn = Drawn.of(shown, network)
    return page(_figure(shown), shown, title=title, source=source, drawn=drawn), drawn


def _figure(network: MultiDiGraph) -> Any:
    from bokeh.models import (
        ColumnDataSource,
        HoverTool,
        MultiLine,
        PanTool,
        Plot,
        Range1d,
        ResetTool,
        SaveTool,
        Scatter,
        Text,
        WheelZoomTool,
    )

    nodes, edges = _columns(network)
    xs, ys = nodes["x"], nodes["y"]
    span = max(max(xs) - min(xs), max(ys) - min(ys), 100.0) / 2 + 60
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    plot = Plot(
        x_range=Range1d(middle[0] - span, middle[0] + span),
        y_range=Range1d(middle[1] - span, middle[1] + span),
        match_aspect=True,
        sizing_mode="stretch_both",
        outline_line_color=None,
        name="plot",
    )
    lines = ColumnDataSource(edges, name="edges")
    points = ColumnDataSource(nodes, name="nodes")
    style: dict[str, Any] = {"line_color": "colour", "line_dash": "dash", "line_width": 1.6, "line_alpha": 0.85}
    drawn = plot.add_glyph(
        lines,
        MultiLine(xs="xs", ys="ys", **style),
        hover_glyph=MultiLine(xs="xs", ys="ys", line_color="colour", line_dash="dash", line_width=4),
    )
    marks = plot.add_glyph(
        points,
        Scatter(x="x", y="y", marker="marker", size="size", fill_color="colour", line_color="rim", line_width="width"),
    )
    plot.add_glyph(
        points,
        Text(
            x="x",
            y="y",
            text="shown",
            y_offset=9,
            text_align="center",
            text_baseline="top",
            text_font_size="11px",
            text_color="#222222",
            background_fill_color="white",
            background_fill_alpha=0.85,
        ),
    )
    told = [("", "@sentence"), ("", "“@quote”"), ("modality", "@modality"), ("document", "@document")]
    about = [("", "@name"), ("type", "@type"), ("id", "@key"), ("facts", "@facts")]
    wheel = WheelZoomTool()
    plot.add_tools(
        PanTool(),
        wheel,
        ResetTool(),
        SaveTool(),
        HoverTool(renderers=[marks], tooltips=about),
        HoverTool(renderers=[drawn], tooltips=told, line_policy="interp"),
    )
    plot.toolbar.active_scroll = wheel
    plot.toolbar.logo = None
    return plot


def _columns(network: MultiDiGraph) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """What is drawn: the columns of the nodes, and of the lines, one a pair and fact."""
    from graph.layout import arrange
    from graph.picture import LINES, NODES, undirected
    from graph.ties import standing
    from graph.writing import MARKER, NAME, extent, wrapped

    about = dict(sorted(network.nodes(data=True)))
    called = apart({node: str(data["label"]) for node, data in about.items()})
    boxes = {node: extent(wrapped(name), NAME) for node, name in called.items()}
    places = arrange(
        undirected(network), {node: (max(wide, MARKER), high + MARKER + 2) for node, (wide, high) in boxes.items()}
    )
    names = [unsteered(name) for name in called.values()]
    facts = [len(facts_of(network, node)) for node in about]
    nodes: dict[str, list[Any]] = {
        "key": list(about),
        "name": names,
        "shown": names,
        "x": [places[node][0] for node in about],
        "y": [places[node][1] for node in about],
        "type": [data["type"] for data in about.values()],
        "colour": [NODES[data["type"]][1] for data in about.values()],
        "marker": [_MARKERS[data["type"]] for data in about.values()],
        "size": [round(9 + 2 * min(number, 30) ** 0.5, 2) for number in facts],
        "facts": facts,
        "rim": ["#222222"] * len(about),
        "width": [0.8] * len(about),
    }
    pairs: dict[tuple[str, str], list[tuple[str, str, dict[str, Any]]]] = {}
    for source, target, data in sorted(network.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["fact"])):
        pairs.setdefault((min(source, target), max(source, target)), []).append((source, target, data))
    edges: dict[str, list[Any]] = {
        name: []
        for name in (
            "xs",
            "ys",
            "source",
            "target",
            "type",
            "modality",
            "colour",
            "dash",
            "begin",
            "end",
            "sentence",
            "quote",
            "document",
        )
    }
    for (first, last), every in sorted(pairs.items()):
        step = min(_BEND, _WIDEST / len(every))
        for number, (source, target, data) in enumerate(every):
            xs, ys = _bowed(places[first], places[last], (number - (len(every) - 1) / 2) * step)
            values = {**data, "xs": xs, "ys": ys, "source": source, "target": target, "colour": LINES[data["type"]]}
            # What has an end alone is known at its end only, as in `graph.selection.within`.
            values["begin"] = data["begin"] or data["date"]
            values["dash"] = _DASHES[standing(data)]
            for name in ("sentence", "quote"):
                values[name] = unsteered(values[name])
            for name, column in edges.items():
                column.append(values[name])
    return nodes, edges


def _bowed(start: tuple[float, float], end: tuple[float, float], bend: float) -> tuple[list[float], list[float]]:
    """The points of a line that bows to one side by a share of its length."""
    (x1, y1), (x2, y2) = start, end
    middle = ((x1 + x2) / 2 + 2 * bend * (y2 - y1), (y1 + y2) / 2 - 2 * bend * (x2 - x1))
    xs, ys = [], []
    for number in range(_POINTS):
        share = number / (_POINTS - 1)
        rest = 1 - share
        xs.append(round(rest * rest * x1 + 2 * rest * share * middle[0] + share * share * x2, 2))
        ys.append(round(rest * rest * y1 + 2 * rest * share * middle[1] + share * share * y2, 2))
    return xs, ys
