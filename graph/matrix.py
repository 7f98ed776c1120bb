"""How often states met and visited each other: who went to whom, as a matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import combinations, product

from graph.charts import FOOT, GREY, HEAD, INK, PALE, SIDE, SMALL, Chart, breadth, nothing, page, words
from graph.facts import Meeting, Visit
from graph.home import homes, incumbencies, state_of
from graph.knowledge import KnowledgeGraph
from graph.reports import reported
from graph.selection import within

CELL = 20.0
"""Points of a cell: room for a count of two figures."""
SHADES = ("#e7eef5", "#bdd3e6", "#84aed2", "#4a83ba", "#1f4e8c")
"""From few to many: one hue, told apart by lightness alone."""

Pairs = Mapping[tuple[str, str], int]


def contacts(graph: KnowledgeGraph, *, begin: date | None = None, end: date | None = None) -> Counter[tuple[str, str]]:
    """How many visits there were from one state to another, and meetings of their people.

    What several documents tell counts once. A visit counts from the visitor's state to the one that was visited; a
    meeting counts both ways. Persons count for the state whose post they hold. Only what took place is counted.

    Args:
        graph: what is counted in.
        begin, end: only what falls in this period; see `graph.selection.within`.
    """
    known, states = homes(incumbencies(graph)), dict[str, str | None]()

    def state(id: str) -> str | None:
        if id not in states:
            states[id] = state_of(graph, id, known)
        return states[id]

    happenings, counted = reported(graph.store), set[tuple[str, str, str]]()
    for type in ("visit", "meeting"):
        for statement in graph.facts(type=type):
            if statement.fact.modality == "actual" and within(statement.fact, begin, end):
                event = happenings.get(statement.id, statement.id)
                counted |= {(event, *pair) for pair in _pairs(statement.fact, state)}  # type: ignore[arg-type]
    return Counter((one, other) for _, one, other in sorted(counted))


def _pairs(fact: Visit | Meeting, state: object) -> set[tuple[str, str]]:
    found = {id: state(id) for _, id in fact.entities()}  # type: ignore[operator]
    if isinstance(fact, Visit):
        pairs = set(product((found[id] for id in fact.visitor), (found[id] for id in fact.destination)))
    else:
        sides = product(fact.participant, fact.against) if fact.against else combinations(fact.participant, 2)
        both = [(found[one], found[other]) for one, other in sides]
        pairs = {*both, *((other, one) for one, other in both)}
    return {(one, other) for one, other in pairs if one and other and one != other}


def matrix(counted: Pairs, names: Mapping[str, str], *, title: str, source: str = "", limit: int = 40) -> Chart:
    """The picture of a matrix: a row for who went, a column for where to, the busiest first.

    Raises:
        DrawingError: there is nothing to draw.
    """
    if not counted:
        raise nothing(title, "no visit or meeting between two states")
    weight: Counter[str] = Counter()
    for (one, other), count in counted.items():
        weight[one] += count
        weight[other] += count
    shown = sorted(weight, key=lambda id: (-weight[id], id))[:limit]
    most = max(counted.values())
    left = SIDE + breadth([names[id] for id in shown], SMALL) + 8
    # Names of columns are turned by 60 degrees.
    over = breadth([names[id] for id in shown], SMALL) * 0.87 + 16
    side = CELL * len(shown)
    wide, high = max(left + side + over * 0.6 + SIDE, 420.0), HEAD + 14 + over + side + FOOT + 30
    some = f"The {len(shown)} busiest of {len(weight)} states" if len(shown) < len(weight) else f"{len(weight)} states"
    caption = f"{some}; visits and meetings that took place"
    figure, axes = page(wide, high, title=title, caption=f"{caption}. {source}" if source else caption)
    top = high - HEAD - 14 - over
    words(axes, SIDE, high - HEAD - 4, "Rows: who went or met; columns: where, or whom.", size=SMALL, colour=GREY)
    from matplotlib.patches import Rectangle

    for row, one in enumerate(shown):
        y = top - row * CELL
        words(axes, left - 6, y - CELL / 2, names[one], size=SMALL, at="right")
        words(axes, left + row * CELL + CELL / 2 + 3, top + 5, names[one], size=SMALL, turned=60)
        for column, other in enumerate(shown):
            count = counted.get((one, other), 0)
            if not count and one != other:
                continue
            place = min(len(SHADES) - 1, count * len(SHADES) // (most + 1))
            shade = SHADES[place] if count else "#f2f2f2"
            x = left + column * CELL
            axes.add_patch(Rectangle((x, y - CELL), CELL, CELL, facecolor=shade, edgecolor="none"))
            if count:
                ink = "white" if place >= 3 else INK
                words(axes, x + CELL / 2, y - CELL / 2, str(count), size=SMALL, colour=ink, at="center")
    for number in range(len(shown) + 1):
        axes.plot([left, left + side], [top - number * CELL] * 2, color=PALE, linewidth=0.6)
        axes.plot([left + number * CELL] * 2, [top, top - side], color=PALE, linewidth=0.6)
    _key(axes, left, FOOT + 8, most)
    return Chart(figure=figure, shown=len(shown), of=len(weight), what="states")


def _key(axes: object, x: float, y: float, most: int) -> None:
    from matplotlib.patches import Rectangle

    words(axes, x, y, "Times:", size=SMALL, colour=GREY)  # type: ignore[arg-type]
    x += 44
    steps = sorted({count * len(SHADES) // (most + 1): count for count in range(most, 0, -1)}.items())
    for shade, count in steps:
        axes.add_patch(Rectangle((x, y - 5), 12, 10, facecolor=SHADES[shade], edgecolor=PALE))  # type: ignore[attr-defined]
        words(axes, x + 16, y, f"from {count}", size=SMALL)  # type: ignore[arg-type]
        x += 52
