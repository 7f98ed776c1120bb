"""How the lines of a picture run between its nodes, and where on them there is room for a label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.ties import Tie

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""

BENDS = (0.0, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36, 0.5, -0.5)
"""How far a line may bow, as a share of its length, the least first."""

BESIDE = 0.11
"""How far apart in bend two lines between the same nodes are at least; with less they run into one."""

STEPS = np.linspace(0.04, 0.96, 24)
"""Where a line is looked at to see what it crosses."""

SPOTS = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72)
"""Where on a line a label may stand, the best first."""

FINE = np.linspace(0, 1, 201)
"""Where a line is looked at to see how far it is hidden by the nodes at its ends."""

SHORTEST = 0.15
"""The share of a line that is seen at least: between two names that nearly touch it runs on behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A tie's line: a parabola between two points that bows by `bend` of its length, seen from `seen[0]` to `seen[1]`.

    What lies before and after is behind the marker and the name of the node there. Shares are those of what is seen.
    """

    tie: Tie
    start: Point
    end: Point
    bend: float
    seen: tuple[float, float] = (0.0, 1.0)

    def at(self, share: float) -> Point:
        """The point at a share of the way, 0 to 1."""
        x, y = self.points(np.array([share]))[0]
        return float(x), float(y)

    def points(self, shares: Points) -> Points:
        """The points at some shares of the way, one a row."""
        shares = self.seen[0] + (self.seen[1] - self.seen[0]) * shares
        return self._blend(shares, shares)

    @property
    def corners(self) -> list[Point]:
        """Where it begins, what draws it to one side, and where it ends: a quadratic Bézier curve."""
        (a, b) = self.seen
        points = self._blend(np.array([a, a, b]), np.array([a, b, b]))
        return [(float(x), float(y)) for x, y in points]

    def _blend(self, one: Points, other: Points) -> Points:
        """The polar form of the parabola: for two equal shares the point there, else where the tangents there meet."""
        (x1, y1), (x2, y2) = self.start, self.end
        control = ((x1 + x2) / 2 + self.bend * (y2 - y1), (y1 + y2) / 2 - self.bend * (x2 - x1))
        first, middle, last = (np.array(corner) for corner in (self.start, control, self.end))
        one, other = one[:, None], other[:, None]
        mixed = (1 - one) * other + one * (1 - other)
        points: Points = (1 - one) * (1 - other) * first + mixed * middle + one * other * last
        return points


def run(
    ties: Sequence[Tie],
    places: Mapping[str, Point],
    boxes: Mapping[str, Box],
    names: Mapping[str, Sequence[Box]],
    radius: float,
) -> list[Curve]:
    """A curve for each tie: as straight as can be without crossing a third node or lying on another tie's line.

    Args:
        ties: in the order in which they choose.
        places: for each node the point that lines run to.
        boxes: for each node what it covers.
        names: for each node the lines of its name; the lines of its ties end there, and do not strike it out.
        radius: how far from their points lines end elsewhere.
    """
    taken: dict[tuple[str, str], list[float]] = {}
    curves = []
    for tie in ties:
        start, end = places[tie.source], places[tie.target]
        others = np.array([box for node, box in boxes.items() if node not in (tie.source, tie.target)]).reshape(-1, 4)
        ends = (min(tie.source, tie.target), max(tie.source, tie.target))
        # Seen from the other end, a bend to the left is one to the right.
        sign = 1 if tie.source == ends[0] else -1
        used = taken.setdefault(ends, [])
        free = [bend for bend in BENDS if all(abs(bend - other) > BESIDE for other in used)] or [BENDS[-1]]
        tried = [Curve(tie=tie, start=start, end=end, bend=sign * bend) for bend in free]
        best = min(tried, key=lambda curve: (_inside(curve.points(STEPS), others), abs(curve.bend)))
        used.append(sign * best.bend)
        curves.append(_seen(best, names, radius))
    return curves


def _seen(curve: Curve, names: Mapping[str, Sequence[Box]], radius: float) -> Curve:
    """The curve with what is seen of it: from where it leaves the one node to where it reaches the other."""
    points = curve.points(FINE)
    ends = ((curve.tie.source, curve.start), (curve.tie.target, curve.end))
    for behind in (names, {}):
        first, last = (
            (np.hypot(*(points - place).T) < radius) | _covered(points, behind.get(node, ())) for node, place in ends
        )
        seen = float(FINE[first][-1]), float(FINE[last][0])
        if seen[1] - seen[0] >= SHORTEST:
            return replace(curve, seen=seen)
    return curve


def settle(curves: Sequence[Curve], sizes: Mapping[str, Point], taken: Iterable[Box], page: Box) -> list[Box | None]:
    """The box of each curve's label; None where it would cover what is taken or another label, or leave the page.

    Of the spots that are free, the one that covers least of other lines is taken. Labels of many facts choose first.

    Args:
        sizes: for each label its width and height.
        taken: the boxes of nodes and whatever else must stay free.
    """
    found: list[Box | None] = [None] * len(curves)
    covered = list(taken)
    lines = [curve.points(STEPS) for curve in curves]
    for index in sorted(range(len(curves)), key=lambda place: (-curves[place].tie.count, place)):
        curve = curves[index]
        width, height = sizes[curve.tie.label]
        others = np.concatenate([line for place, line in enumerate(lines) if place != index] or [np.zeros((0, 2))])
        spots = []
        for rank, share in enumerate(SPOTS):
            x, y = curve.at(share)
            box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if within(box, page) and not any(overlap(box, other) for other in covered):
                spots.append((_inside(others, np.array([box])), rank, box))
        if curve.tie.label and spots:
            found[index] = min(spots)[2]
            covered.append(min(spots)[2])
    return found


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge.

    >>> overlap((0, 0, 2, 2), (1, 1, 3, 3)), overlap((0, 0, 2, 2), (2, 0, 3, 2))
    (True, False)
    """
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def within(box: Box, page: Box) -> bool:
    """Whether a box lies on a page.

    >>> within((1, 1, 2, 2), (0, 0, 3, 3)), within((1, 1, 4, 2), (0, 0, 3, 3))
    (True, False)
    """
    return page[0] <= box[0] and page[1] <= box[1] and box[2] <= page[2] and box[3] <= page[3]


def _inside(points: Points, boxes: Points) -> int:
    """How many of the points lie in a box, counted once for each box."""
    return int(_each(points, boxes).sum())


def _covered(points: Points, boxes: Sequence[Box]) -> NDArray[np.bool_]:
    """Which of the points lie in any of the boxes."""
    return np.asarray(_each(points, np.array(boxes).reshape(-1, 4)).any(axis=1))


def _each(points: Points, boxes: Points) -> NDArray[np.bool_]:
    x, y = points[:, 0, None], points[:, 1, None]
    left, low, right, high = boxes.T
    inside: NDArray[np.bool_] = (left < x) & (x < right) & (low < y) & (y < high)
    return inside
