"""What ties many to each other, for pictures: a meeting of thirty is a node with thirty lines, and not 435 lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from networkx import MultiDiGraph

MANY = 6
"""Entities that are drawn with a line between each two: fifteen among six can be told apart, more cannot."""

Edge = tuple[str, str, str, dict[str, Any]]


def gathered(network: MultiDiGraph) -> MultiDiGraph:
    """A network as it is drawn: where an event ties more than `MANY` to each other, it is a node to which all are tied.

    Such a node has the type `Event`, what it was and of how many for its `label`, and `gathering` set; facts that
    report one event share it. All else is as in the network.

    Args:
        network: as `graph.network.network` makes it.
    """
    events: dict[str, list[Edge]] = {}
    for source, target, key, data in network.edges(keys=True, data=True):
        happening = data.get("happening")
        id = f"happening/{happening}" if happening else f"fact/{key}"
        events.setdefault(id, []).append((source, target, key, data))
    many = {id: edges for id, edges in events.items() if _crowded(edges)}
    if not many:
        return network
    made = network.copy()
    for id, edges in sorted(many.items()):
        made.remove_edges_from((source, target, key) for source, target, key, _ in edges)
        made.add_node(id, label=_called(network, edges), type="Event", country="", wikidata="", gathering=True)
        for source, target, key, data in edges:
            about = {**data, "label": data["type"]}
            made.add_edge(source, id, key=key, **about)
            # Where lines have a direction, they go on to whom it was done.
            ends = (id, target) if data["type"] == "visit" else (target, id)
            made.add_edge(*ends, key=key, **about)
    return made


def _crowded(edges: list[Edge]) -> bool:
    """Whether edges are of more than `MANY` entities, and more than a node of their own would have."""
    pairs = {frozenset((source, target)) for source, target, *_ in edges}
    ends = frozenset().union(*pairs)
    return len(ends) > MANY and len(pairs) > len(ends)


def _called(network: MultiDiGraph, edges: list[Edge]) -> str:
    """What an event was, of how many, and when: "Summit of 30, 2012-02-29"."""
    type = str(edges[0][3]["type"])
    formats = sorted({str(data["label"]) for *_, data in edges} - {type, "other"}) if type == "meeting" else []
    ends = {source for source, *_ in edges} | ({target for _, target, *_ in edges} if type != "visit" else set())
    number = sum(network.nodes[end]["type"] != "Place" for end in ends)
    dates = sorted(str(data["date"]) for *_, data in edges if data["date"])
    when = f", {dates[0].replace('/', ' to ')}" if dates else ""
    return f"{(formats or [type])[0].capitalize()} of {number}{when}"
