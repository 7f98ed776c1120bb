"""Who held which post when, as bars over time: the holders of a body's posts, or the posts of a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.charts import FOOT, GREY, HEAD, PALE, SIDE, SMALL, Chart, breadth, nothing, page, words
from graph.dates import Interval
from graph.facts import Role
from graph.knowledge import KnowledgeGraph
from graph.lines import naming
from graph.namesakes import among
from graph.phrases import counted, held_title
from graph.records import Entity
from graph.spells import Spell, spells

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW = 18.0
"""Points of a bar with the space around it."""
SPAN = 430.0
"""Points of the axis of time."""
HELD, AHEAD = "#1f4e8c", "#c44e00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A post of a person, for a time.

    Args:
        person, title, body: names, those of namesakes with the id; `body` is empty where none is known.
        time: when it was held, and the days of the documents that state it as it is on their day.
        ahead: whether it is only planned, possible or asked for.
    """

    person: str
    title: str
    body: str
    time: Spell
    ahead: bool


def tenures(graph: KnowledgeGraph, entity: Entity) -> list[Tenure]:
    """The posts of a person, or of a state or organisation, by body, title and time; statements of one are joined."""
    stated = defaultdict[tuple[str, str, str | None, bool], list[tuple[str | None, str | None, date | None]]](list)
    titles: dict[str, str] = {}
    every = [*graph.facts(entity=entity.id, type="role")]
    name = among(every, naming(graph))
    for statement in every:
        fact = statement.fact
        if not isinstance(fact, Role) or entity.id not in (fact.person, fact.body) or fact.modality in _NOT:
            continue
        ahead = fact.modality != "actual" or fact.status == "designate"
        title = f"{held_title(fact)} to {name(fact.to)}" if fact.to else held_title(fact)
        held = fact.status in ("current", "acting") and statement.document.date and not ahead
        seen = Interval.parse(statement.document.date or "").begin if held else None
        titles.setdefault(title.casefold(), title[:1].upper() + title[1:])
        stated[fact.person, title.casefold(), fact.body, ahead].append((fact.start, fact.end, seen))
    found = [
        Tenure(person=name(person), title=titles[title], body=name(body) if body else "", time=spell, ahead=ahead)
        for (person, title, body, ahead), some in stated.items()
        for spell in spells(some)
    ]
    return sorted(found, key=lambda each: (each.body, each.title, each.time.first or date.max, each.person))


_NOT = frozenset({"denied", "cancelled"})


def tenure_chart(every: Sequence[Tenure], *, of: str, title: str, source: str = "", limit: int = 300) -> Chart:
    """The picture: a row a post; a bar from its first to its last known day, a mark for each document that states it.

    A bar is thin where a text does not give both ends. Posts of which no day is known are left out,
    and the caption says so.

    Args:
        every: what is to be shown.
        title, source: what stands above and below.
        of: the name that need not stand in every row.
        limit: posts at most, the latest.

    Raises:
        DrawingError: there is nothing to draw.
    """
    dated = [each for each in every if each.time.first]
    if not dated:
        raise nothing(title, "no post of a known date")
    known = dated
    if len(dated) > limit:
        latest = sorted(dated, key=lambda each: each.time.last or date.min)[-limit:]
        known = [each for each in dated if each in latest]
    rows = defaultdict[tuple[str, bool], list[Tenure]](list)
    for each in known:
        label = ", ".join(part for part in (each.person, each.title, each.body) if part and part != of)
        rows[label, each.ahead].append(each)
    opens = min(day for each in known if (day := each.time.first)).year
    closes = max(day for each in known if (day := each.time.last)).year + 1
    left = SIDE + breadth([label for label, _ in rows], SMALL) + 10
    wide, high = left + SPAN + SIDE, HEAD + FOOT + ROW * len(rows) + 24
    omitted = f"; left out, without a date or older: {len(every) - len(known)}" if len(known) < len(every) else ""
    caption = f"{_legend(known)}. {counted(len(known), 'term')}{omitted}"
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
    for (label, _), terms in rows.items():
        words(axes, left - 8, y, label, size=SMALL, at="right")
        for each in terms:
            _bar(axes, y, each, across)
        y -= ROW
    return Chart(figure=figure, shown=len(known), of=len(every), what="posts")


def _bar(axes: Axes, y: float, tenure: Tenure, across: Callable[[date], float]) -> None:
    """One term: a bar, a stroke where it is known to have begun and not to have ended, a dot for each document."""
    time = tenure.time
    colour, dashes = (AHEAD, (0, (2, 1))) if tenure.ahead else (HELD, "solid")
    if time.first and time.last and (time.begin or time.end or len(time.seen) > 1):
        width = 6 if time.begin and time.end else 3
        ends = [across(time.first), max(across(time.last), across(time.first) + 4)]
        axes.plot(ends, [y, y], color=colour, linewidth=width, linestyle=dashes, solid_capstyle="butt")
    for day in time.seen:
        axes.plot([across(day)], [y], marker="o", markersize=5, color=colour, markeredgecolor="white")
    if time.begin and not time.end:
        axes.plot([across(time.begin)], [y], marker="|", markersize=9, markeredgewidth=2, color=colour)


def _legend(known: Sequence[Tenure]) -> str:
    """What the marks mean that are there."""
    times = [each.time for each in known]
    told = (
        ("bar: a term as stated", any(time.begin and time.end for time in times)),
        ("thin bar: one end is not told", any(bool(time.begin) != bool(time.end) for time in times)),
        ("stroke: it began", any(time.begin and not time.end for time in times)),
        ("dot: a document says so", any(time.seen for time in times)),
        ("dashed: to come", any(each.ahead for each in known)),
    )
    said = "; ".join(words for words, there in told if there)
    return said[:1].upper() + said[1:]
