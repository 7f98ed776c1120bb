"""Spells: what several statements of one post or membership make together."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import pytest

from graph.facts import Membership, Role
from graph.growth import changes, growth_chart
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document, Entity
from graph.spells import spells
from graph.tenures import tenures

Stated = tuple[str | None, str | None, str | None]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        # An end alone closes the spell that is open, and no spell that had ended before.
        ([("2009", None, None), (None, "2018", None)], [("2009", "2018")]),
        ([("2009", "2011", None), (None, "2018", None)], [("2009", "2011"), (None, "2018")]),
        ([("1965", "1973", None), ("2001", None, None), (None, "2018", None)], [("1965", "1973"), ("2001", "2018")]),
        ([(None, "1973", None), (None, "2018", None)], [(None, "1973"), (None, "2018")]),
        # It is of the spell that ended on the same date, however exactly each is told.
        ([("1965", "1973", None), (None, "1973", None)], [("1965", "1973")]),
        ([("1965", "1973", None), (None, "1973-05", None)], [("1965", "1973")]),
        ([("1965", "1973-05", None), (None, "1973", None)], [("1965", "1973")]),
        (
            [("1965", "1973-05", None), ("1973-09", None, None), (None, "1973", None)],
            [("1965", "1973"), ("1973", None)],
        ),
        ([("1965", "1973-05", None), (None, "1973-06", None)], [("1965", "1973"), (None, "1973")]),
        # What was seen and then ended is one.
        ([(None, None, "2015"), (None, "2018", None)], [(None, "2018")]),
        ([("2009", "2011", None), (None, None, "2015"), (None, "2018", None)], [("2009", "2011"), (None, "2018")]),
        ([(None, "2011", None), ("2015", None, None)], [(None, "2011"), ("2015", None)]),
        ([(None, None, None)], [(None, None)]),
    ],
)
def test_end_alone_joins_no_spell_that_ended_at_another_time(
    stated: list[Stated], expected: list[tuple[str | None, str | None]]
) -> None:
    found = spells((start, end, date(int(seen), 1, 1) if seen else None) for start, end, seen in stated)
    years = [(each.begin and str(each.begin.year), each.closing and str(each.closing.year)) for each in found]
    assert years == expected


def test_spell_with_an_end_alone_is_known_on_that_date() -> None:
    [spell] = spells([(None, "2018", None)])
    assert (spell.first, spell.last) == (date(2018, 1, 1), date(2019, 1, 1))


def test_no_chart_has_a_term_that_nobody_stated() -> None:
    known = {
        "person/fox": Entity(id="person/fox", type="Person", names=("Nora Fox",)),
        "state/NO": Entity(id="state/NO", type="State", names=("Norway",)),
        "organisation/pact": Entity(id="organisation/pact", type="Organisation", names=("Pact",)),
    }
    fox, norway, pact = known
    facts = (
        Role(person=fox, title="Prime Minister", body=norway, start="2009", end="2011", status="former"),
        Role(person=fox, title="prime minister", body=norway, end="2018", status="former"),
        Membership(member=norway, body=pact, start="1965", end="1973", status="former"),
        Membership(member=norway, body=pact, end="2018", status="former"),
    )
    with KnowledgeGraph.open() as graph:
        graph.add([Reading(document=Document(id="d", text="…"), entities=known, facts=facts)])
        terms = tenures(graph, known[fox])
        every = changes(graph, known[pact])
    assert [(each.title, each.time.begin, each.time.end) for each in terms] == [
        ("Prime Minister", date(2009, 1, 1), date(2012, 1, 1)), ("Prime Minister", None, date(2019, 1, 1)),
    ]  # fmt: skip
    assert [(each.year, each.joined, each.left) for each in every] == [
        (1965, ("Norway",), ()), (1973, (), ("Norway",)), (2018, (), ("Norway",)),
    ]  # fmt: skip
    # It was one member to 1973 and in 2018, and none between: no member from before all dates is made up for it.
    chart = growth_chart(every, title="Members")
    [curve] = [line for line in chart.figure.axes[0].lines if line.get_linewidth() == 2]
    heights = [height for height, _ in groupby(round(float(y)) for y in curve.get_ydata())]  # type: ignore[union-attr]
    none, one = min(heights), max(heights)
    assert heights == [none, one, none, one, none]
