"""What happened to one or several entities, in the order of time: as rows, and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.charts import FOOT, GREY, HEAD, INK, PALE, SIDE, SMALL, TEXT, Chart, breadth, folded, nothing, page, words
from graph.knowledge import KnowledgeGraph, Statement
from graph.lines import identified, naming
from graph.lookup import standing_for
from graph.namesakes import among
from graph.phrases import counted, dated, phrase
from graph.records import Entity
from graph.selection import known_from, within

ROW, GAP = 12.0, 5.0
"""Height in points of a line of text, and what is kept free between two entries."""
CHARACTERS, LINES = 92, 2
"""Of an entry; what goes beyond is cut."""
YEAR = 36.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A fact in time, with all statements that say the same; `day` is its first day."""

    day: date
    when: str
    text: str
    modality: str
    type: str
    statements: tuple[Statement, ...]


def moments(
    graph: KnowledgeGraph, entities: Sequence[Entity], *, begin: date | None = None, end: date | None = None
) -> list[Moment]:
    """The dated facts that name any of some entities, the oldest first; what several documents say is there once.

    Args:
        graph: where they come from.
        entities: whom they are about; of a state, what happened in its places as well.
        begin, end: only what falls in this period; see `graph.selection.within`.
    """
    own = set[str]().union(*(standing_for(graph, entity) for entity in entities))
    found = {each.id: each for id in sorted(own) for each in graph.facts(entity=id)}
    name = among(found.values(), naming(graph))
    told: dict[tuple[date, str, str, str, str, str], list[Statement]] = {}
    for statement in sorted(found.values(), key=lambda each: each.id):
        fact = statement.fact
        first = known_from(fact)
        if first is None or not within(fact, begin, end, statement.document.date):
            continue
        said = phrase(fact, name, written=statement.document.date)
        key = (first, dated(fact), said, fact.modality, fact.type, identified(statement))
        told.setdefault(key, []).append(statement)
    return [
        Moment(day=day, when=stated, text=text, modality=modality, type=type, statements=tuple(statements))
        for (day, stated, text, modality, type, _), statements in sorted(told.items())
    ]


def timeline(shown: Sequence[Moment], *, title: str, source: str = "", limit: int = 300) -> Chart:
    """The picture of a timeline, from the top down: a mark a fact, its date to the left, its sentence to the right.

    Raises:
        DrawingError: there is nothing to draw.
    """
    from graph.picture import LINES as COLOURS
    from graph.ties import STANDINGS

    if not shown:
        raise nothing(title, "no fact of a known date")
    kept = shown[-limit:]
    left = breadth([each.when for each in kept], SMALL)
    entries = [(each, folded(_told(each), CHARACTERS, LINES)) for each in kept]
    years = [number for number, each in enumerate(kept) if number == 0 or each.day.year != kept[number - 1].day.year]
    used = sorted({each.type for each in kept}, key=list(COLOURS).index)
    high = sum(len(text) * ROW + GAP for _, text in entries) + HEAD + FOOT + 20
    line = SIDE + YEAR + left + 14
    wide = max(line + 20 + breadth([part for _, text in entries for part in text]) + SIDE, 430.0)
    caption = f"{len(kept)} of {len(shown)} facts with a date, the latest" if len(kept) < len(shown) else ""
    caption = caption or f"{counted(len(kept), 'fact')} with a date"
    figure, axes = page(wide, high, title=title, caption=f"{caption}. {source}" if source else caption)
    x = SIDE
    for type in used:
        axes.plot([x + 4], [high - HEAD - 2], marker="o", markersize=6, color=COLOURS[type])
        words(axes, x + 12, high - HEAD - 2, type, size=SMALL)
        x += 22 + breadth([type], SMALL)
    top = high - HEAD - 22
    axes.plot([line, line], [top + 4, FOOT], color=PALE, linewidth=2, zorder=0)
    for number, (each, text) in enumerate(entries):
        standing = STANDINGS[each.modality]
        if number in years:
            words(axes, SIDE, top, str(each.day.year), weight="bold")
            axes.plot([SIDE, wide - SIDE], [top + ROW / 2 + 2] * 2, color=PALE, linewidth=0.7, zorder=0)
        words(axes, line - 10, top, each.when, size=SMALL, colour=GREY, at="right")
        mark = {"real": "o", "open": "o", "not so": "x"}[standing]
        fill = COLOURS[each.type] if standing == "real" else "white"
        axes.plot([line], [top], marker=mark, markersize=6.5, color=fill, markeredgecolor=COLOURS[each.type], zorder=2)
        for part in text:
            words(axes, line + 12, top, part, size=TEXT, colour=INK if standing == "real" else GREY)
            top -= ROW
        top -= GAP
    return Chart(figure=figure, shown=len(kept), of=len(shown), what="dated facts")


def _told(moment: Moment) -> str:
    documents = len({statement.document.id for statement in moment.statements})
    said = moment.text if moment.modality == "actual" else f"{moment.modality.capitalize()}: {moment.text}"
    return f"{said} ({documents} documents)" if documents > 1 else said
