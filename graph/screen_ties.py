"""How answers about who is tied to whom look on a terminal, as things that rich prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from graph.communities import Division
from graph.comparison import Comparison
from graph.fact_table import FactTable
from graph.lines import Line, numbered
from graph.namesakes import apart
from graph.path import Path
from graph.phrases import counted
from graph.screen import facts, sources


def paths(found: Sequence[Path]) -> Iterator[RenderableType]:
    """Ways from one entity to another: what lies along each, the facts of each step, and the sources of all."""
    every = [line for path in found for step in path.steps for line in step.lines]
    numbers, shown = numbered(every), dict[tuple[str, str], int]()
    called = apart({each.id: each.name for path in found for each in path.entities})
    for count, path in enumerate(found, start=1):
        above = "\n" if count > 1 else ""
        yield Text(f"{above}{count}. {' – '.join(called[each.id] for each in path.entities)}", style="bold")
        for step in path.steps:
            ends = (step.source.id, step.target.id)
            told = shown.setdefault(ends, count)
            yield Text(f"  {' – '.join(called[id] for id in ends)}" + (f": as in {told}" if told < count else ""))
            if told == count:
                yield Padding(facts(step.lines, numbers), (0, 0, 0, 4))
    yield from sources(every, numbers)


def comparison(found: Comparison) -> Iterator[RenderableType]:
    """Two entities side by side: the facts between them, then what both have and what one has alone."""
    numbers = found.sources
    first, second = apart({each.id: each.name for each in (found.first, found.second)}).values()
    yield Text(f"{first} and {second}", style="bold")
    if found.between:
        yield Text("\nBetween them", style="bold")
        yield Padding(facts(found.between, numbers), (0, 0, 0, 2))
    for heading in dict.fromkeys(row.heading for row in found.rows):
        yield Text(f"\n{heading}", style="bold")
        grid = Grid.grid(padding=(0, 2, 0, 0))
        grid.add_column(max_width=30)
        grid.add_column()
        rows = [row for row in found.rows if row.heading == heading]
        for whose, of in (
            ("both", [row for row in rows if row.first and row.second]),
            (f"{first} alone", [row for row in rows if not row.second]),
            (f"{second} alone", [row for row in rows if not row.first]),
        ):
            if of:
                told = (f"{row.name} {_numbers((*row.first, *row.second), numbers)}" for row in of)
                grid.add_row(Text(whose, style="dim"), Text("; ".join(told)))
        yield Padding(grid, (0, 0, 0, 2))
    yield from sources(found.lines, numbers)


_HEADINGS = {
    "place": "",
    "neighbours": "neigh-\nbours",
    "betweenness": "between-\nness",
    "eigenvector": "eigen-\nvector",
}


def ranking(found: FactTable) -> Grid:
    """Entities by how central they are."""
    grid = Grid(header_style="bold", box=None, pad_edge=False, padding=(0, 1, 0, 0))
    shown = [number for number, column in enumerate(found.columns) if column not in ("id", "country")]
    for number in shown:
        column = found.columns[number]
        worded = column in ("name", "type")
        # On a narrow terminal the heading of a number gives way before a name does.
        grid.add_column(
            _HEADINGS.get(column, column),
            overflow="fold",
            min_width={"name": 10, "type": 8, "place": 2}.get(column, 6),
            justify="left" if worded else "right",
        )
    for row in found.rows:
        grid.add_row(
            *(Text(f"{row[number]:.3f}" if isinstance(row[number], float) else str(row[number])) for number in shown)
        )
    return grid


def communities(found: Division, members: int) -> Iterator[RenderableType]:
    """Groups of entities, each with its most central members."""
    for number, each in enumerate(found.communities, start=1):
        names = [member.name for member in each.members[:members]]
        more = f" and {len(each.members) - members} more" if len(each.members) > members else ""
        yield Text(
            f"{number}. {len(each.members)} entities, {counted(each.inside, 'tie')} inside, {each.outside} to others",
            "bold",
        )
        yield Padding(Text(f"{', '.join(names)}{more}"), (0, 0, 0, 3))
    if found.communities:
        yield Text(f"\nModularity {found.modularity:.2f}", style="dim")


def _numbers(told: Iterable[Line], numbers: Mapping[str, int]) -> str:
    """The numbers of all documents behind some lines."""
    cited = sorted({numbers[source.document] for line in told for source in line.sources})
    return "".join(f"[{number}]" for number in cited)
