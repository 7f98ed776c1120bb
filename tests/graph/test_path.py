"""How two entities are connected: by which steps, on which facts, and as the command shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from graph.cli import app
from graph.errors import RecordError
from graph.fact import Fact
from graph.fact_table import fact_table
from graph.facts import AnyFact, Meeting, Membership, Role, Visit
from graph.knowledge import KnowledgeGraph
from graph.lookup import named
from graph.path import paths
from graph.reading import Reading
from graph.records import Document, Entity
from graph.selection import Selection, within

ANY = Selection(modalities=())


@pytest.fixture
def graph(readings: list[Reading]) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        yield graph


def ways(graph: KnowledgeGraph, first: str, second: str, **about: object) -> list[str]:
    found = paths(graph, named(graph, first), named(graph, second), **about)  # type: ignore[arg-type]
    return [" ".join(each.name for each in path.entities) for path in found]


def test_paths_come_shortest_first_and_no_more_than_asked(graph: KnowledgeGraph) -> None:
    assert ways(graph, "Stoltenberg", "Finland") == [
        "Jens Stoltenberg NATO Finland",
        "Jens Stoltenberg NATO Sweden European Union Finland",
        "Jens Stoltenberg Azerbaijan Sweden European Union Finland",
    ]
    assert len(ways(graph, "Stoltenberg", "Finland", most=1)) == 1
    assert len(ways(graph, "Stoltenberg", "Finland", most=99)) > 3


def test_path_runs_either_way(graph: KnowledgeGraph) -> None:
    assert ways(graph, "Finland", "Stoltenberg", most=1) == ["Finland NATO Jens Stoltenberg"]


def test_path_has_the_facts_of_each_step_with_their_words(graph: KnowledgeGraph) -> None:
    [path] = paths(graph, named(graph, "Stoltenberg"), named(graph, "Finland"), most=1)
    first, last = path.steps
    assert {line.text for line in first.lines} == {
        "Jens Stoltenberg is Secretary General of NATO", "Jens Stoltenberg was Secretary General of NATO",
    }  # fmt: skip
    assert [source.quote for line in last.lines for source in line.sources] == ["Finland is a member too"]


def test_place_stands_for_its_state_unless_it_is_meant(graph: KnowledgeGraph) -> None:
    assert ways(graph, "Stoltenberg", "Azerbaijan", most=1) == ["Jens Stoltenberg Azerbaijan"]
    assert ways(graph, "Stoltenberg", "place/baku", most=1) == ["Jens Stoltenberg Baku"]


def test_path_leads_to_hosts_and_to_where_somebody_met(graph: KnowledgeGraph) -> None:
    assert ways(graph, "Stoltenberg", "Aliyev", most=1) == ["Jens Stoltenberg Ilham Aliyev"]
    assert ways(graph, "Pashinyan", "Washington", most=1) == ["Nikol Pashinyan Washington"]


def test_path_runs_over_what_is_actual_unless_more_is_asked_for(graph: KnowledgeGraph) -> None:
    assert ways(graph, "Armenia", "NATO", selection=Selection(types=("meeting",))) == []
    assert ways(graph, "Armenia", "NATO", selection=Selection(modalities=("requested",))) == ["Armenia NATO"]
    assert ways(graph, "Stoltenberg", "Georgia", most=1, selection=ANY) == ["Jens Stoltenberg Georgia"]


def test_path_keeps_to_types_and_period(graph: KnowledgeGraph) -> None:
    visits = Selection(types=("visit",))
    assert ways(graph, "Stoltenberg", "Sweden", selection=visits) == []
    assert ways(graph, "Stoltenberg", "Azerbaijan", selection=visits) == ["Jens Stoltenberg Azerbaijan"]
    assert ways(graph, "Stoltenberg", "Azerbaijan", selection=Selection(types=("visit",), end=date(2024, 1, 1))) == []


def test_path_prefers_the_step_with_more_facts() -> None:
    ids = ("person/a", "person/b", "person/c", "person/d")
    known = {id: Entity(id=id, type="Person", names=(id[-1],)) for id in ids}
    met = [("b", "a"), ("d", "b"), ("c", "a"), ("d", "c"), ("c", "a")]
    facts = tuple(
        Meeting(participant=(f"person/{one}",), against=(f"person/{other}",), date=f"20{number:02}")
        for number, (one, other) in enumerate(met)
    )
    with KnowledgeGraph.open() as graph:
        graph.add([Reading(document=Document(id="d", text="…"), entities=known, facts=facts)])
        assert ways(graph, "person/a", "person/d") == ["a c d", "a b d"]


def test_path_has_two_ends(graph: KnowledgeGraph) -> None:
    with pytest.raises(RecordError, match="two ends; got 'organisation/nato' for both"):
        paths(graph, named(graph, "NATO"), named(graph, "NATO"))


@pytest.mark.parametrize(("about", "told"), [({"types": ("visits",)}, "'visits'"), ({"modalities": ("x",)}, "'x'")])
def test_selection_says_what_it_knows(about: dict[str, tuple[str, ...]], told: str) -> None:
    with pytest.raises(RecordError, match=told):
        Selection(**about)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("begin", "end", "belongs"),
    [(None, None, True), (date(2024, 3, 31), None, True), (date(2024, 4, 1), None, False),
     (None, date(2024, 3, 1), False), (None, date(2024, 3, 2), True)],
)  # fmt: skip
def test_selection_of_a_period_has_what_reaches_into_it(begin: date | None, end: date | None, belongs: bool) -> None:
    month: Fact = Visit(visitor=("person/a",), date="2024-03")
    undated: Fact = Visit(visitor=("person/a",))
    chosen = Selection(begin=begin, end=end)
    assert chosen(month) is belongs  # type: ignore[arg-type]
    assert chosen(undated) is (begin is end is None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fact", "years"),
    [
        (Role(person="person/a", title="Minister", end="2018-05"), [2018]),  # at its end, and in no year before
        (Role(person="person/a", title="Minister", start="2018-05"), [2018, 2019]),  # goes on
        (Role(person="person/a", title="Minister", start="2016", end="2018-05"), [2016, 2017, 2018]),
        (Visit(visitor=("person/a",), end="2018-05-04"), [2018]),
        (Visit(visitor=("person/a",), date="2017/2018"), [2017, 2018]),
    ],
)  # fmt: skip
def test_what_has_an_end_alone_falls_in_no_period_before_it(fact: AnyFact, years: list[int]) -> None:
    found = [year for year in range(2015, 2020) if within(fact, date(year, 1, 1), date(year + 1, 1, 1))]
    assert found == years
    assert within(fact, date(2018, 5, 1), None) and within(fact, None, date(2018, 5, 5))


@pytest.mark.parametrize(
    ("about", "written", "years"),
    [
        ({"start": "2015", "status": "former"}, "2017-06-01", [2015, 2016, 2017]),  # over when the text was written
        ({"start": "2015", "status": "former"}, None, [2015]),  # over, and nothing says by when
        ({"start": "2015", "end": "2016", "status": "former"}, "2018", [2015, 2016]),
        ({"start": "2015"}, "2017-06-01", [2015, 2016, 2017, 2018, 2019]),  # not said to be over
        ({"status": "former"}, "2017-06-01", []),
    ],
)
def test_what_is_over_goes_on_no_longer_than_to_its_document(
    about: dict[str, Any], written: str | None, years: list[int]
) -> None:
    facts: list[AnyFact] = [
        Role(person="person/a", title="Minister", **about),
        Membership(member="state/SE", body="organisation/nato", **about),
    ]
    for fact in facts:
        periods = {year: Selection(begin=date(year, 1, 1), end=date(year + 1, 1, 1)) for year in range(2014, 2020)}
        assert [year for year, chosen in periods.items() if chosen(fact, written)] == years


def test_every_command_goes_by_the_date_of_the_document(graph: KnowledgeGraph, visit: Reading) -> None:
    role = Role(
        person="person/ilham-aliyev", title="envoy", body="organisation/eu", start="2004", status="former",
        evidence=((0, 4),),
    )  # fmt: skip
    entities = {id: visit.entities[id] for id in ("person/ilham-aliyev", "organisation/eu")}
    graph.add([Reading(document=Document(id="old", text="Ilham.", date="2010"), entities=entities, facts=(role,))])
    for begin, found in ((date(2010, 1, 1), 1), (date(2011, 1, 1), 0)):
        chosen = Selection(types=("role",), begin=begin)
        assert graph.network(entity="organisation/eu", selection=chosen).number_of_edges() == found
        assert len(ways(graph, "Aliyev", "EU", selection=chosen)) == found
        assert len(fact_table(graph, "roles", of=named(graph, "EU"), begin=begin).rows) == found


# --- as a command --------------------------------------------------------------------------------------------------


@pytest.fixture
def store(readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with KnowledgeGraph.open(tmp_path / "store") as graph:
        graph.add(readings)
    monkeypatch.setenv("LEGATION_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def test_path_is_shown_with_quotes_and_sources(store: Path) -> None:
    shown = CliRunner().invoke(app, ["path", "Stoltenberg", "Finland", "--most", "1"])
    assert shown.exit_code == 0
    lines = [line.strip() for line in shown.stdout.splitlines()]
    assert lines[0] == "1. Jens Stoltenberg – NATO – Finland"
    assert "Jens Stoltenberg – NATO" in lines and "NATO – Finland" in lines
    assert "“Finland is a member too” [2]" in lines
    assert lines[-2:] == [
        "[1]  “Sweden's embassy in Baku is to be headed by Elin Åkerö, …”, 2025 (news-2025)",
        "[2]  Stoltenberg in Baku, 2024-03-18 (visit-2024)",
    ]


def test_step_of_an_earlier_path_is_not_told_again(store: Path) -> None:
    shown = CliRunner().invoke(app, ["path", "Stoltenberg", "Finland", "--most", "2"])
    lines = [line.strip() for line in shown.stdout.splitlines()]
    assert lines.count("Jens Stoltenberg – NATO") == lines.count("Jens Stoltenberg – NATO: as in 1") == 1
    assert lines[lines.index("Jens Stoltenberg – NATO: as in 1") + 1] == "NATO – Sweden"


def test_path_as_json_has_an_object_a_path(store: Path) -> None:
    shown = CliRunner().invoke(app, ["path", "Stoltenberg", "Finland", "--json", "--most", "2"])
    first, second = map(json.loads, shown.stdout.splitlines())
    assert [each["id"] for each in first["entities"]] == ["person/jens-stoltenberg", "organisation/nato", "state/FI"]
    assert [step["target"] for step in second["steps"]][-1] == "state/FI"
    assert first["steps"][1]["facts"][0]["sources"][0]["document"] == "visit-2024"


def test_path_that_is_none_says_so(store: Path) -> None:
    shown = CliRunner().invoke(app, ["path", "Armenia", "NATO", "--type", "meeting"])
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "no path over such facts leads from Armenia to NATO" in shown.stderr
