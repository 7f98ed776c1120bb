"""How a body grew: how many members it had when, and who came and went."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.charts import FOOT, GREY, HEAD, INK, PALE, SIDE, SMALL, TEXT, Chart, breadth, folded, nothing, page, words
from graph.facts import Membership
from graph.knowledge import KnowledgeGraph
from graph.lines import naming
from graph.namesakes import among
from graph.phrases import counted
from graph.records import Entity
from graph.spells import spells

WIDE, STEEP = 560.0, 230.0
"""Points of the curve."""
ROW = 12.0
CAME, WENT = "#00735c", "#b3001e"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """In a year, who joined and who left, by name."""

    year: int
    joined: tuple[str, ...]
    left: tuple[str, ...]


def changes(graph: KnowledgeGraph, body: Entity) -> list[Change]:
    """Who joined and left a body by year, of those whose date a text gives; who came back joins again."""
    stated = defaultdict[str, list[tuple[str | None, str | None, date | None]]](list)
    told = [*graph.facts(entity=body.id, type="membership")]
    name = among(told, naming(graph))
    for statement in told:
        fact = statement.fact
        if (
            not isinstance(fact, Membership)
            or fact.body != body.id
            or fact.modality != "actual"
            or fact.kind != "member"
        ):
            continue
        stated[fact.member].append((fact.start, fact.end, None))
    joined, left = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for id, every in stated.items():
        for spell in spells(every):
            if spell.begin:
                joined[spell.begin.year].append(name(id))
            if spell.end:
                left[(spell.end - timedelta(days=1)).year].append(name(id))
    years = sorted({*joined, *left})
    return [Change(year=year, joined=tuple(sorted(joined[year])), left=tuple(sorted(left[year]))) for year in years]


def growth_chart(
    every: Sequence[Change], *, title: str, source: str = "", limit: int = 300, until: int | None = None
) -> Chart:
    """The picture: the number of members as a staircase, and below it who came and went in which year.

    A year counts all who were members in some part of it. Those that left without a date of their joining are taken
    out of the count from where they are known to have left; those that had left before, and came back nobody knows
    when, count in the year in which they left again.

    Args:
        every: as `changes` gives them.
        title, source: what stands above and below.
        limit: years at most that are told below, the latest.
        until: the last year that the documents know of.

    Raises:
        DrawingError: there is nothing to draw.
    """
    if not every:
        raise nothing(title, "no member whose date of joining is known")
    shown = every[-limit:]
    early, members, moves, gone = 0, Counter[str](), Counter[int](), set[str]()
    for each in every:
        members.update(each.joined)
        moves[each.year] += len(each.joined)
        for name in each.left:
            moves[each.year + 1] -= 1
            if not members[name]:
                early += name not in gone
                moves[each.year] += name in gone
            members[name] = max(0, members[name] - 1)
            gone.add(name)
    steps = [(year, early + sum(moves[each] for each in moves if each <= year)) for year in sorted(moves)]
    lines = [(each, folded(_told(each), 96, 4)) for each in shown]
    below = sum(len(text) * ROW + 4 for _, text in lines)
    high = HEAD + STEEP + 46 + below + FOOT
    left = SIDE + breadth([str(max(number for _, number in steps))], SMALL) + 12
    known = len({name for each in every for name in each.joined})
    caption = f"{counted(known, 'member')} whose date of joining a document gives"
    figure, axes = page(
        max(left + WIDE + SIDE, SIDE * 2 + 40 + breadth([part for _, text in lines for part in text])),
        high,
        title=title,
        caption=f"{caption}. {source}" if source else caption,
    )
    low, top = high - HEAD - STEEP, high - HEAD - 14
    first = steps[0][0]
    last = max(steps[-1][0], first + 1, until or 0)
    most = max(early, *(number for _, number in steps))

    def at(year: float, number: float) -> tuple[float, float]:
        return left + WIDE * (year - first) / (last + 1 - first), low + (top - low) * number / max(most, 1)

    tick = next(each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most / each <= 8 or each == 500)
    for number in range(0, most + 1, tick):
        _, y = at(first, number)
        axes.plot([left, left + WIDE], [y, y], color=PALE, linewidth=0.7, zorder=0)
        words(axes, left - 8, y, str(number), size=SMALL, colour=GREY, at="right")
    step = next(each for each in (1, 2, 5, 10, 20, 50, 100) if (last + 1 - first) / each <= 12 or each == 100)
    for year in range(first + (-first) % step, last + 2, step):
        x, _ = at(year, 0)
        words(axes, x, low - 14, str(year), size=SMALL, colour=GREY, at="center")
    points = [at(first, early)]
    for year, number in steps:
        points += [(at(year, 0)[0], points[-1][1]), at(year, number)]
    points.append(at(last + 1, steps[-1][1]))
    axes.plot(*zip(*points, strict=True), color=CAME, linewidth=2)
    axes.fill_between([x for x, _ in points], [low] * len(points), [y for _, y in points], color=CAME, alpha=0.12, lw=0)
    words(axes, left, top + 12, "Members", size=SMALL, colour=GREY)
    y = low - 40
    for each, text in lines:
        words(axes, SIDE, y, str(each.year), size=TEXT, weight="bold")
        for part in text:
            words(axes, SIDE + 36, y, part, colour=INK if each.joined else WENT)
            y -= ROW
        y -= 4
    return Chart(figure=figure, shown=len(shown), of=len(every), what="years")


def _told(change: Change) -> str:
    joined = f"+{len(change.joined)} {', '.join(change.joined)}" if change.joined else ""
    left = f"−{len(change.left)} {', '.join(change.left)}" if change.left else ""
    return "; ".join(part for part in (joined, left) if part)
