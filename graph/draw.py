"""A picture of a network in a file, for reports: PNG, SVG or PDF, the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import LegationError
from graph.ties import ties

if TYPE_CHECKING:
    from networkx import MultiDiGraph

FORMATS = ("png", "svg", "pdf")
LIMIT = 40
"""Entities in a picture where nothing else is said: about as many as a page holds with names of eight points."""


class DrawingError(LegationError, ValueError):
    """There is nothing to draw, or the file is to have a format that pictures cannot have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a picture shows: entities and facts, and how many there were to show."""

    entities: int
    facts: int
    of_entities: int
    of_facts: int


def draw(network: MultiDiGraph, out: Path, *, title: str, centre: str | None = None, limit: int = LIMIT) -> Drawn:
    """Draws a network into a file.

    Args:
        network: as `KnowledgeGraph.network` gives it.
        out: a path that ends in `.png`, `.svg` or `.pdf`.
        title: says what is shown.
        centre: an entity that stays in, however many others there are.
        limit: how many entities are shown at most, the best connected.

    Raises:
        DrawingError: the format is another, or there is nothing to draw.
    """
    import matplotlib

    from graph.picture import picture

    format = out.suffix.lower().removeprefix(".")
    if format not in FORMATS:
        raise DrawingError(f"a picture is a file ending in .{', .'.join(FORMATS)}; got {str(out)!r}")
    shown = most_tied(network, limit, centre=centre)
    if not shown:
        raise DrawingError(f"there is nothing to draw: no fact ties two entities together ({title})")
    drawn = Drawn(entities=len(shown), facts=_facts(shown), of_entities=len(network), of_facts=_facts(network))
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({"svg.hashsalt": "legation", "pdf.fonttype": 42})
        figure = picture(shown, title=title, caption=_caption(drawn, folded=any(tie.count > 1 for tie in ties(shown))))
        # What a file would say of when and by what it was made would differ from run to run.
        unsaid = {"png": ("Software",), "svg": ("Date", "Creator"), "pdf": ("CreationDate", "Producer", "Creator")}
        figure.savefig(out, format=format, metadata=dict.fromkeys(unsaid[format]))
    return drawn


def most_tied(network: MultiDiGraph, limit: int, *, centre: str | None = None) -> MultiDiGraph:
    """The part of a network between `limit` entities at most, none of them without a tie.

    From the centre, else the entity with the most facts, it grows by the neighbour with the most facts, so that what
    is shown hangs together; where a part is used up, it goes on with the next.
    """
    ranked = sorted(network, key=lambda node: (node != centre, -network.degree(node), node))
    rank = {node: place for place, node in enumerate(ranked)}
    chosen: set[str] = set()
    edge: set[str] = set()
    while len(chosen) < min(limit, len(ranked)):
        node = min(edge or (node for node in ranked if node not in chosen), key=lambda node: rank[node])
        chosen.add(node)
        edge = (edge | {*network.successors(node), *network.predecessors(node)}) - chosen
    shown = network.subgraph(chosen)
    return network.subgraph([node for node in shown if shown.degree(node)])


def _facts(network: MultiDiGraph) -> int:
    return len({key for _, _, key in network.edges(keys=True)})


def _caption(drawn: Drawn, *, folded: bool) -> str:
    several = "; ×2: two facts of a kind between the same two" if folded else ""
    if drawn.entities == drawn.of_entities:
        return f"{drawn.entities} entities, {drawn.facts} facts{several}"
    entities = f"The {drawn.entities} best connected of {drawn.of_entities} entities"
    return f"{entities}; {drawn.facts} of {drawn.of_facts} facts{several}"
