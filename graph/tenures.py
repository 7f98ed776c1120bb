"""Who held which post when, as bars over time: the holders of a body's posts, or the posts of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.charts import FOOT, GREY, HEAD, PALE, SIDE, SMALL, Chart, breadth, nothing, page, words
from graph.dates import Interval, when
from graph.facts import Role
from graph.knowledge import KnowledgeGraph
from graph.phrases import counted
from graph.records import Entity

ROW = 18.0
"""Points of a bar with the space around it."""
SPAN = 430.0
"""Points of the axis of time."""
HELD, AHEAD = "#1f4e8c", "#c44e00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A post of a person, with its first and last day where a text gives them, and the days of the documents.

    Args:
        person, title, body: names; `body` is empty where none is known.
        begin, end: the first day, and the day after the last.
        seen: the days of the documents that state it as it is on their day.
        ahead: whether it is only planned, possible or asked for.
    """

    person: str
    title: str
    body: str
    begin: date | None
    end: date | None
    seen: tuple[date, ...]
    ahead: bool


def tenures(graph: KnowledgeGraph, entity: Entity) -> list[Tenure]:
    """The posts of a person, or of a state or organisation, by body, title and time; statements of one are joined."""
    found: dict[tuple[str, str, str, bool], tuple[set[date], set[date], set[date]]] = {}
    names = {entity.id: entity.name}

    def name(id: str | None) -> str:
        if id and id not in names:
            known = graph.entity(id)
            names[id] = known.name if known else id
        return names[id] if id else ""

    for statement in graph.facts(entity=entity.id, type="role"):
        fact = statement.fact
        if not isinstance(fact, Role) or entity.id not in (fact.person, fact.body) or fact.modality in _NOT:
            continue
        ahead = fact.modality != "actual" or fact.status == "designate"
        title = f"{fact.title} to {name(fact.to)}" if fact.to else fact.title
        key = (name(fact.person), title[:1].upper() + title[1:], name(fact.body), ahead)
        begins, ends, seen = found.setdefault(key, (set(), set(), set()))
        interval = when(fact)
        begins |= {interval.begin} if interval and interval.begin else set()
        ends |= {interval.end} if interval and interval.end else set()
        if fact.status in ("current", "acting") and statement.document.date and not ahead:
            written = Interval.parse(statement.document.date).begin
            seen |= {written} if written else set()
    every = [
        Tenure(
            person=person,
            title=title,
            body=body,
            begin=min(begins, default=None),
            end=max(ends, default=None),
            seen=tuple(sorted(seen)),
            ahead=ahead,
        )
        for (person, title, body, ahead), (begins, ends, seen) in found.items()
    ]
    return sorted(every, key=lambda each: (each.body, each.title, _first(each) or date.max, each.person))


_NOT = frozenset({"denied", "cancelled"})


def _first(tenure: Tenure) -> date | None:
    return min((day for day in (tenure.begin, *tenure.seen, tenure.end) if day), default=None)


def _last(tenure: Tenure) -> date | None:
    return max((day for day in (tenure.begin, *tenure.seen, tenure.end) if day), default=None)


def tenure_chart(every: Sequence[Tenure], *, of: str, title: str, source: str = "", limit: int = 300) -> Chart:
    """The picture: a row a post; a bar from its first to its last known day, a mark for each document that states it.

    A bar is thin where a text does not give both ends. Posts of which no day is known are left out,
    and the caption says so.

    Args:
        every: what is to be shown.
        of: the name that need not stand in every row.
        limit: rows at most, the latest.

    Raises:
        DrawingError: there is nothing to draw.
    """
    known = [each for each in every if _first(each)]
    if not known:
        raise nothing(title, "no post of a known date")
    if len(known) > limit:
        latest = sorted(known, key=lambda each: _last(each) or date.min)[-limit:]
        known = [each for each in known if each in latest]
    firsts, lasts = [_first(each) for each in known], [_last(each) for each in known]
    opens = min(day for day in firsts if day).year
    closes = max(day for day in lasts if day).year + 1
    labels = [", ".join(part for part in (each.person, each.title, each.body) if part and part != of) for each in known]
    left = SIDE + breadth(labels, SMALL) + 10
    wide, high = left + SPAN + SIDE, HEAD + FOOT + ROW * len(known) + 24
    omitted = f"; left out, without a date or older: {len(every) - len(known)}" if len(known) < len(every) else ""
    legend = "Bar: term as stated; dot: a document says so; dashed: to come"
    caption = f"{legend}. {counted(len(known), 'post')}{omitted}"
    figure, axes = page(max(wide, 520), high, title=title, caption=f"{caption}. {source}" if source else caption)

    def across(day: date) -> float:
        years = day.year - opens + (day.timetuple().tm_yday - 1) / 366
        return left + SPAN * years / max(closes - opens, 1)

    top = high - HEAD - 8
    step = next(each for each in (1, 2, 5, 10, 20, 50, 100) if (closes - opens) / each <= 11 or each == 100)
    for year in range(opens + (-opens) % step, closes + 1, step):
        x = across(date(year, 1, 1))
        axes.plot([x, x], [FOOT, top - 8], color=PALE, linewidth=0.7, zorder=0)
        words(axes, x, top, str(year), size=SMALL, colour=GREY, at="center")
    y = top - 20
    for label, each in zip(labels, known, strict=True):
        words(axes, left - 8, y, label, size=SMALL, at="right")
        first, last = _first(each), _last(each)
        colour, dashes = (AHEAD, (0, (2, 1))) if each.ahead else (HELD, "solid")
        if first and last and (each.begin or each.end or len(each.seen) > 1):
            width = 6 if each.begin and each.end else 3
            ends = [across(first), max(across(last), across(first) + 4)]
            axes.plot(ends, [y, y], color=colour, linewidth=width, linestyle=dashes, solid_capstyle="butt")
        for day in each.seen:
            axes.plot([across(day)], [y], marker="o", markersize=5, color=colour, markeredgecolor="white")
        if each.begin and not each.end:
            axes.plot([across(each.begin)], [y], marker="|", markersize=9, markeredgewidth=2, color=colour)
        y -= ROW
    return Chart(figure=figure, shown=len(known), of=len(every), what="posts")
