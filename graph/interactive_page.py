"""The page around a lively drawing: title, legend, filters, search, and the drawing as JSON that only ever is data."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graph.draw import Drawn
from graph.lettering import unsteered
from graph.phrases import counted

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_SIGNS = {
    "Person": "●",
    "State": "■",
    "Organisation": "⬢",
    "Place": "▲",
    "Event": "★",
    "Agreement": "◆",
    "Mission": "▼",
}
"""How the legend writes the markers."""


def page(figure: Any, network: MultiDiGraph, *, title: str, source: str, drawn: Drawn) -> bytes:
    """The page, in UTF-8.

    Args:
        figure: what Bokeh draws, as it makes it.
        network: what is drawn.
        title: says what is shown.
        source: stands below.
        drawn: how much of how much.
    """
    from bokeh.core.types import ID
    from bokeh.embed import json_item
    from bokeh.resources import Resources
    from jinja2 import Environment, select_autoescape

    from graph.picture import LINES, NODES

    item = _renamed(json_item(figure, ID("drawing")), {})
    types = {data["type"] for *_, data in network.edges(data=True)}
    kinds = {data["type"] for _, data in network.nodes(data=True)}
    modalities = sorted({data["modality"] for *_, data in network.edges(data=True)})
    environment = Environment(autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((files("graph") / "interactive.html.jinja").read_text("utf-8"))
    some = drawn.entities < drawn.of_entities
    caption = f"{f'The {drawn.entities} best connected of {drawn.of_entities}' if some else drawn.entities} entities"
    return template.render(
        title=title,
        caption=". ".join(part for part in (f"{caption}, {counted(drawn.facts, 'fact')}", source) if part),
        types={type: colour for type, colour in LINES.items() if type in types},
        kinds=[(_SIGNS[type], NODES[type][1], type) for type in NODES if type in kinds],
        modalities=modalities,
        names=sorted({unsteered(str(data["label"])) for _, data in network.nodes(data=True)}),
        bokeh="\n".join(Resources(mode="inline", components=["bokeh"]).js_raw),
        item=_inert(item),
    ).encode()


def _renamed(value: Any, names: dict[str, str]) -> Any:
    """What Bokeh made, with ids of ours: its own go on counting as long as the process lasts."""
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: names.setdefault(each, f"p{len(names) + 1}")
        if key in ("id", "root_id") and isinstance(each, str) and re.fullmatch(r"p\d+", each)
        else _renamed(each, names)
        for key, each in value.items()
    }


def _inert(value: Any) -> str:
    """JSON within which nothing can end the block that it stands in."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028")
