"""`legation timeline`: what happened to some entities, in the order of time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.console import STORE, FromOption, StoreOption, ToOption, examples, nothing_found, opened, period, show

EXAMPLES = examples(
    "legation timeline 'Kofi Annan'",
    "legation timeline 'United States' Cuba --from 2014 --to 2016",
    "legation timeline ASEAN --out asean.png",
)


def timeline(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Whom it is about; several may be given.")],
    begin: FromOption = None,
    end: ToOption = None,
    out: Annotated[
        Path | None, typer.Option(help="A .png, .svg or .pdf; by default the rows are printed.", metavar="FILE")
    ] = None,
    store: StoreOption = STORE,
) -> None:
    """Show what is said of some entities in the order of time.

    Only facts with a date are there; what was planned or denied says so. With --out it is a picture.
    """
    from graph import screen
    from graph.articles import articled
    from graph.charts import origin, saved
    from graph.lookup import named
    from graph.phrases import listed
    from graph.timeline import moments
    from graph.timeline import timeline as chart

    first, after = period(begin, end)
    with opened(store) as graph:
        entities = [named(graph, name) for name in names]
        found = moments(graph, entities, begin=first, end=after)
        source = origin(graph, store.name)
    title = f"Timeline of {listed([articled(entity.id, entity.name) for entity in entities], str)}"
    if out is None:
        if not found:
            nothing_found("no fact of a known date")
        show(screen.moments(found))
    else:
        made = chart(found, title=title, source=source)
        saved(made.figure, out)
        show([f"{out}: {made.shown} of {made.of} {made.what}"])
