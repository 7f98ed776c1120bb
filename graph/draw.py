"""A picture of a network in a file, for reports: PNG, SVG or PDF, the same bytes every time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.charts import DrawingError, checked, saved
from graph.gathering import gathered
from graph.phrases import counted
from graph.ties import ties

__all__ = ["LIMIT", "DrawingError", "Drawn", "draw", "facts_in", "most_tied"]

if TYPE_CHECKING:
    from networkx import MultiDiGraph

LIMIT = 40
"""Entities in a picture where nothing else is said: about as many as a page holds with names of eight points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a picture shows: entities and facts, and how many there were to show."""

    entities: int
    facts: int
    of_entities: int
    of_facts: int

    @classmethod
    def of(cls, shown: MultiDiGraph, network: MultiDiGraph) -> Drawn:
        """What a part of a network shows of the whole; a gathering is no entity."""
        entities = sum(not data.get("gathering") for _, data in shown.nodes(data=True))
        return cls(entities=entities, facts=facts_in(shown), of_entities=len(network), of_facts=facts_in(network))


def draw(
    network: MultiDiGraph, out: Path, *, title: str, centre: str | None = None, limit: int = LIMIT, source: str = ""
) -> Drawn:
    """Draws a network into a file.

    Args:
        network: as `KnowledgeGraph.network` gives it.
        out: a path that ends in `.png`, `.svg` or `.pdf`.
        title: says what is shown.
        centre: an entity that stays in, however many others there are.
        limit: how many entities are shown at most, the best connected.
        source: stands below, behind how much is shown.

    Raises:
        DrawingError: the format is another, or there is nothing to draw.
    """
    from graph.picture import picture

    checked(out)
    shown = most_tied(gathered(network), limit, centre=centre)
    if not shown:
        raise DrawingError(f"there is nothing to draw: no fact ties two entities together ({title})")
    drawn = Drawn.of(shown, network)
    caption = _caption(drawn, folded=any(tie.count > 1 and tie.label for tie in ties(shown)))
    figure = picture(shown, title=title, caption=". ".join(part for part in (caption, source) if part))
    saved(figure, out)
    return drawn


def most_tied(network: MultiDiGraph, limit: int, *, centre: str | None = None) -> MultiDiGraph:
    """The part of a network between `limit` entities at most, none of them without a tie.

    From the centre, else the entity with the most facts, it grows by the neighbour with the most facts, so that what
    is shown hangs together; where a part is used up, it goes on with the next.
    """
    ranked = sorted(network, key=lambda node: (node != centre, -len(facts_of(network, node)), node))
    rank = {node: place for place, node in enumerate(ranked)}
    entities = {node for node, data in network.nodes(data=True) if not data.get("gathering")}
    chosen: set[str] = set()
    edge: set[str] = set()
    while len(chosen & entities) < min(limit, len(entities)):
        node = min(edge or (node for node in ranked if node not in chosen), key=lambda node: rank[node])
        chosen.add(node)
        edge = (edge | {*network.successors(node), *network.predecessors(node)}) - chosen
    shown = network.subgraph(chosen)
    return network.subgraph([node for node in shown if shown.degree(node)])


def facts_of(network: MultiDiGraph, node: str) -> set[str]:
    """The facts of an entity: one that ties it to several others is one."""
    return {key for *_, key in (*network.in_edges(node, keys=True), *network.out_edges(node, keys=True))}


def facts_in(network: MultiDiGraph) -> int:
    """How many facts a network has: one that ties several pairs together counts once."""
    return len({key for _, _, key in network.edges(keys=True)})


def _caption(drawn: Drawn, *, folded: bool) -> str:
    several = "; ×2: two facts of a kind between the same two" if folded else ""
    if drawn.entities == drawn.of_entities:
        return f"{drawn.entities} entities, {counted(drawn.facts, 'fact')}{several}"
    entities = f"The {drawn.entities} best connected of {drawn.of_entities} entities"
    return f"{entities}; {drawn.facts} of {drawn.of_facts} facts{several}"
