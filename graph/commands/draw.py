"""`legation draw`: pictures of the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from graph.console import STORE, FromOption, StoreOption, ToOption, examples, opened, period, show

if TYPE_CHECKING:
    from datetime import date

    from graph.charts import Chart
    from graph.knowledge import KnowledgeGraph
    from graph.records import Entity

EXAMPLES = examples(
    "legation draw --out network.svg",
    "legation draw NATO --out nato.png --depth 2 --limit 30",
    "legation draw 'Kofi Annan' --kind timeline --out annan.pdf",
    "legation draw --kind matrix --from 2015 --out matrix.png",
    "legation draw ASEAN --kind growth --out asean.svg",
    "legation draw --from 2014 --to 2016 --out network.html",
)

Kind = Literal["network", "timeline", "matrix", "roles", "growth"]

_OF_NO_PERIOD = ("roles", "growth")


def draw(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The entity that it is about; by default all are drawn.")
    ] = None,
    kind: Annotated[
        Kind,
        typer.Option(
            help="network; timeline of an entity; matrix of who met and visited whom; roles: who held which post when; "
            "growth of a body."
        ),
    ] = "network",
    out: Annotated[
        Path, typer.Option(help="A .png, .svg or .pdf; a network as .html to look around in.", metavar="FILE")
    ] = Path("legation.png"),
    store: StoreOption = STORE,
    depth: Annotated[
        int | None,
        typer.Option(help="Steps from the entity in the middle of a network.", min=1, show_default="1"),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            help="Entities or rows at most: the best connected, busiest or latest.", min=2, show_default=False
        ),
    ] = None,
    begin: FromOption = None,
    end: ToOption = None,
) -> None:
    """Draw the network, what lies around one entity, or a chart.

    A chart of one entity needs its name: timeline, roles, growth. A picture says below where its facts come from, and
    what was left out for want of room. A network in a file ending in .html can be moved, searched and filtered, and
    shows the words behind each line; it is one file that loads nothing.
    """
    from graph.articles import articled
    from graph.charts import origin, saved
    from graph.draw import LIMIT
    from graph.draw import draw as drawn_into
    from graph.interactive import LIMIT as MOST
    from graph.interactive import interactive
    from graph.lookup import named
    from graph.selection import Selection

    lively = out.suffix.lower() == ".html"
    if lively and kind != "network":
        raise typer.BadParameter(
            f"only a network can be looked around in; got a picture of kind {kind}", param_hint="--out"
        )
    if name is None and kind in ("timeline", "roles", "growth"):
        raise typer.BadParameter(f"a picture of kind {kind} is about one entity: give its name", param_hint="NAME")
    if (begin or end) and kind in _OF_NO_PERIOD:
        raise typer.BadParameter(
            f"a period can be drawn of a network, a timeline and a matrix; got a picture of kind {kind}",
            param_hint="--from",
        )
    if depth and (kind != "network" or name is None):
        raise typer.BadParameter("steps are counted in a network around an entity", param_hint="--depth")
    steps = depth or 1
    first, after = period(begin, end)
    with opened(store) as graph:
        entity = named(graph, name) if name else None
        source = origin(graph, store.name)
        if kind == "network":
            selection = Selection(modalities=(), begin=first, end=after)
            network = graph.network(entity=entity.id if entity else None, depth=steps, selection=selection)
            around = f"Within {steps} steps of" if steps > 1 else "Around"
            title = f"{around} {articled(entity.id, entity.name)}" if entity else f"Entities and facts in {store.name}"
            title += _period(begin, end)
            centre = entity.id if entity else None
            if lively:
                page, drawn = interactive(network, title=title, centre=centre, limit=limit or MOST, source=source)
                out.write_bytes(page)
            else:
                drawn = drawn_into(network, out, title=title, centre=centre, limit=limit or LIMIT, source=source)
            show([f"{out}: {drawn.entities} of {drawn.of_entities} entities, {drawn.facts} of {drawn.of_facts} facts"])
            return
        chart = _chart(graph, kind, entity, (first, after), _period(begin, end), source, limit)
    saved(chart.figure, out)
    show([f"{out}: {chart.shown} of {chart.of} {chart.what}"])


def _chart(
    graph: KnowledgeGraph,
    kind: Kind,
    entity: Entity | None,
    days: tuple[date | None, date | None],
    told_period: str,
    source: str,
    limit: int | None,
) -> Chart:
    from graph.articles import articled
    from graph.charts import newest
    from graph.growth import changes, growth_chart
    from graph.matrix import contacts, matrix
    from graph.tenures import tenure_chart, tenures
    from graph.timeline import moments, timeline

    first, after = days
    if kind == "matrix" or entity is None:
        counted = contacts(graph, begin=first, end=after)
        if entity:
            counted = type(counted)({pair: count for pair, count in counted.items() if entity.id in pair})
        states = sorted({id for pair in counted for id in pair})
        names = {id: found.name for id in states if (found := graph.entity(id))}
        title = f"Visits and meetings {f'of {entity.name}' if entity else 'between states'}"
        return matrix(counted, names, title=title + told_period, source=source, limit=limit or 40)
    if kind == "timeline":
        told = moments(graph, [entity], begin=first, end=after)
        title = f"Timeline of {articled(entity.id, entity.name)}{told_period}"
        return timeline(told, title=title, source=source, limit=limit or 300)
    if kind == "roles":
        title = f"Posts of {articled(entity.id, entity.name)}"
        return tenure_chart(tenures(graph, entity), of=entity.name, title=title, source=source, limit=limit or 300)
    return growth_chart(
        changes(graph, entity),
        title=f"Members of {articled(entity.id, entity.name)}",
        source=source,
        limit=limit or 300,
        until=newest(graph),
    )


def _period(begin: str | None, end: str | None) -> str:
    """What a title says of the period, behind all else; nothing where there is none."""
    if begin and end:
        return f", {begin}" if begin == end else f", {begin} to {end}"
    return f", from {begin}" if begin else f", to {end}" if end else ""
