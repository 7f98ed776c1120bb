"""Where the nodes of a picture go: distances as in the network, and no two boxes over each other.

Stress majorisation (Gansner, Koren and North 2004) places each connected part so that distances on the page are as
near as can be to path lengths in the network; then boxes that overlap are pushed apart; then the parts are set side
by side. Starts are drawn from a fixed seed, so the same network gives the same page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from networkx import Graph
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

LINK, LOOSE, FEW = 116.0, 160.0, 20
"""The length in points that one link should have: room for an arrow and a label of two words; between nodes as few as
the third number, where the page has room, for a label of any length."""

FAR = 0.8
"""The power of the path length that distances follow: under 1, so that long chains curl up and the page stays small."""

GAP = 12.0
"""Points kept free between two boxes; with less, neighbouring names read as one."""

STARTS = 6
"""Random starts per part; the best is kept. More than six no longer lowered the stress of graphs of 60 nodes."""

ASPECT = 1.3
"""Width to height that the page should come near to."""


def arrange(network: Graph, sizes: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Places the nodes of an undirected network on a page.

    Args:
        network: its edges pull their ends together; parallel links and directions play no part.
        sizes: for each node the width and height in points of the box that it needs, centred on its place.

    Returns:
        For each node the centre of its box, in points from the lower left corner of the smallest page that holds
        all boxes. Boxes are at least `GAP` apart.

    >>> import networkx as nx
    >>> places = arrange(nx.path_graph(["a", "b"]), {"a": (10, 10), "b": (10, 10)})
    >>> sorted(places) == ["a", "b"] and abs(places["a"][0] - places["b"][0]) > 22
    True
    """
    import networkx as nx

    parts = sorted((sorted(part) for part in nx.connected_components(network)), key=lambda part: (-len(part), part))
    placed: list[tuple[list[str], Points, Points]] = []
    for part in parts:
        boxes = np.array([sizes[node] for node in part], dtype=float) + GAP
        points = _lie_down(_least_stress(_distances(network, part)))
        placed.append((part, _apart(points, boxes), boxes))
    return _side_by_side(placed)


def _distances(network: Graph, part: Sequence[str]) -> Points:
    import networkx as nx

    link = LOOSE if len(part) <= FEW else LINK
    paths = dict(nx.all_pairs_shortest_path_length(network.subgraph(part)))
    return np.array([[paths[one][other] for other in part] for one in part], dtype=float) ** FAR * link


def _least_stress(distances: Points) -> Points:
    """Majorises the stress from several starts, weights being 1 / distance²."""
    count = len(distances)
    if count == 1:
        return np.zeros((1, 2))
    weights = np.divide(1.0, distances**2, out=np.zeros_like(distances), where=distances > 0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    chance = np.random.default_rng(20)
    found: list[tuple[float, Points]] = []
    for _ in range(STARTS):
        points = chance.uniform(-1, 1, (count, 2)) * distances.max()
        stress = np.inf
        for _ in range(300):
            apart = _lengths(points)
            new = (weights * (apart - distances) ** 2).sum()
            if stress - new < 1e-4 * new:
                break
            stress = new
            ratio = weights * np.divide(distances, apart, out=np.zeros_like(apart), where=apart > 1e-9)
            points = inverse @ ((np.diag(ratio.sum(axis=1)) - ratio) @ points)
        found.append((round(float(stress), 6), points))
    return min(found, key=lambda pair: pair[0])[1]


def _lengths(points: Points) -> Points:
    between = points[:, None, :] - points[None, :, :]
    return np.hypot(between[..., 0], between[..., 1])


def _lie_down(points: Points) -> Points:
    """Turns the points so that they spread most from left to right, the first node to the left."""
    centred: Points = points - points.mean(axis=0)
    if len(points) < 2:
        return centred
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned: Points = centred @ axes.T
    turned *= np.where(turned[0] > 0, -1, 1)
    return np.round(turned, 3)


def _apart(points: Points, boxes: Points) -> Points:
    """Pushes overlapping boxes from each other, each pair along the way that is shorter; ends with no overlap."""
    points = points.copy()
    needed = (boxes[:, None, :] + boxes[None, :, :]) / 2
    np.einsum("iij->ij", needed)[:] = 0
    order = np.arange(len(points))
    earlier = np.asarray(np.sign(order[:, None] - order[None, :]))
    while True:
        for _ in range(200):
            between = points[:, None, :] - points[None, :, :]
            missing = needed - np.abs(between)
            over = missing.min(axis=2) > 1e-6
            if not over.any():
                return points
            sideways = missing[:, :, 0] <= missing[:, :, 1]
            # Two nodes on one spot have no direction to part in: the earlier goes left and down.
            sign = np.where(between == 0, earlier[:, :, None], np.sign(between))
            step = np.stack([missing[:, :, 0] * sideways, missing[:, :, 1] * ~sideways], axis=2)
            points += (sign * step * over[:, :, None]).sum(axis=1) * 0.3
        points *= 1.1


def _side_by_side(placed: Sequence[tuple[list[str], Points, Points]]) -> dict[str, tuple[float, float]]:
    """Sets the parts in rows, in their order, on the page that is nearest to `ASPECT`."""
    corners = [((points - boxes / 2).min(axis=0), (points + boxes / 2).max(axis=0)) for _, points, boxes in placed]
    spans = [(float(width), float(height)) for width, height in (high - low + GAP for low, high in corners)]
    widest = max((width for width, _ in spans), default=0.0)
    pages = [_rows(spans, widest * (1 + step / 8)) for step in range(25)]
    offsets, (_, height) = min(pages, key=lambda page: max(page[1][0] / ASPECT, page[1][1]))
    places: dict[str, tuple[float, float]] = {}
    for (part, points, _), (low, _), (left, top) in zip(placed, corners, offsets, strict=True):
        for node, (x, y) in zip(part, points - low, strict=True):
            places[node] = (round(left + float(x), 2), round(height - top - float(y), 2))
    return dict(sorted(places.items()))


def _rows(spans: Sequence[tuple[float, float]], page: float) -> tuple[list[tuple[float, float]], tuple[float, float]]:
    """Fills rows of a page's width: how far from the left and the top each span is set, and the whole size."""
    offsets, left, top, row, width = [], 0.0, 0.0, 0.0, 0.0
    for across, down in spans:
        if left and left + across > page:
            left, top, row = 0.0, top + row, 0.0
        offsets.append((left, top))
        left, row = left + across, max(row, down)
        width = max(width, left)
    return offsets, (width, top + row)
