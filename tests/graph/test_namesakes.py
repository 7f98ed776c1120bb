"""Two persons of one name: what the one did is not told of the other, wherever both are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.comparison import compare
from graph.facts import Membership, Role, Visit
from graph.growth import changes
from graph.knowledge import KnowledgeGraph
from graph.lookup import card
from graph.path import paths
from graph.picture import plan
from graph.reading import Reading
from graph.records import Document, Entity
from graph.screen_ties import comparison
from graph.screen_ties import paths as shown
from graph.tenures import tenures
from graph.timeline import moments

ONE = Entity(id="person/smith-it", type="Person", names=("John Smith",))
OTHER = Entity(id="person/smith-tr", type="Person", names=("John Smith",))
SWEDEN = Entity(id="state/SE", type="State", names=("Sweden",))
CLUB = Entity(id="organisation/club", type="Organisation", names=("Club",))
TOLD = ["John Smith (person/smith-it) visited Sweden", "John Smith (person/smith-tr) visited Sweden"]


@pytest.fixture
def graph() -> Iterator[KnowledgeGraph]:
    """In two documents, what two John Smiths did on one day, held one after the other, and belong to."""
    terms = {ONE.id: ("1970", "1974"), OTHER.id: ("2010", "2014")}
    with KnowledgeGraph.open() as graph:
        for each in (ONE, OTHER):
            start, end = terms[each.id]
            facts = (
                Visit(visitor=(each.id,), destination=(SWEDEN.id,), date="2021-05-01"),
                Role(person=each.id, title="chair", body=CLUB.id, start=start, end=end, status="former"),
                Membership(member=each.id, body=CLUB.id, start=start),
            )
            known = {entity.id: entity for entity in (each, SWEDEN, CLUB)}
            graph.add([Reading(document=Document(id=each.id[-2:], text="…"), entities=known, facts=facts)])
        yield graph


def test_card_and_timeline_do_not_take_two_for_one(graph: KnowledgeGraph) -> None:
    lines = card(graph, SWEDEN).sections["Visited by"]
    assert sorted(line.text for line in lines) == TOLD
    assert [len(line.sources) for line in lines] == [1, 1]
    found = moments(graph, [SWEDEN])
    assert [(each.text, len(each.statements)) for each in found] == [(text, 1) for text in TOLD]


def test_name_that_nobody_shares_stands_alone(graph: KnowledgeGraph) -> None:
    assert [line.text for line in card(graph, ONE).sections["Visits"]] == ["John Smith visited Sweden"]


def test_what_two_documents_say_of_one_is_still_told_once(graph: KnowledgeGraph) -> None:
    again = graph.reading("tr")
    assert again is not None
    graph.add([replace(again, document=Document(id="again", text="…"))])
    assert [len(line.sources) for line in card(graph, OTHER).sections["Visits"]] == [2]
    assert sorted(len(line.sources) for line in card(graph, SWEDEN).sections["Visited by"]) == [1, 2]


def test_terms_and_memberships_are_those_of_each(graph: KnowledgeGraph) -> None:
    terms = {each.person: each.time.begin for each in tenures(graph, CLUB)}
    assert {name: day.year if day else None for name, day in terms.items()} == {
        "John Smith (person/smith-it)": 1970, "John Smith (person/smith-tr)": 2010,
    }  # fmt: skip
    assert [each.joined for each in changes(graph, CLUB)] == [
        ("John Smith (person/smith-it)",), ("John Smith (person/smith-tr)",),
    ]  # fmt: skip


def test_comparison_path_and_picture_say_which_is_which(graph: KnowledgeGraph) -> None:
    found = compare(graph, ONE, OTHER)
    head, *_ = map(str, comparison(found))
    assert head == "John Smith (person/smith-it) and John Smith (person/smith-tr)"
    [row] = [row for row in found.rows if row.heading == "Visits"]
    assert [line.text for line in (*row.first, *row.second)] == TOLD
    [path, *_] = paths(graph, ONE, OTHER)
    head, *_ = map(str, shown([path]))
    assert head == "1. John Smith (person/smith-it) – Club – John Smith (person/smith-tr)"
    names = [" ".join(lines) for lines in plan(graph.network()).names.values()]
    assert sorted(name for name in names if "Smith" in name) == [
        "John Smith (person/smith-it)", "John Smith (person/smith-tr)",
    ]  # fmt: skip
