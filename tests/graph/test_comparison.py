"""Two entities side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.cli import app
from graph.comparison import Comparison, compare
from graph.errors import RecordError
from graph.facts import Meeting, Role, Visit
from graph.knowledge import KnowledgeGraph
from graph.lookup import named
from graph.reading import Reading
from graph.records import Document, Entity
from graph.selection import Selection


@pytest.fixture
def graph(readings: list[Reading]) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        yield graph


def whose(found: Comparison) -> dict[tuple[str, str], str]:
    sides = {(True, True): "both", (True, False): "first", (False, True): "second"}
    return {(row.heading, row.name): sides[bool(row.first), bool(row.second)] for row in found.rows}


def test_comparison_tells_what_both_have_and_what_one_has(graph: KnowledgeGraph) -> None:
    found = compare(graph, named(graph, "Sweden"), named(graph, "Finland"))
    assert whose(found) == {
        ("Memberships", "European Union"): "both",
        ("Memberships", "NATO"): "both",
        ("Holders of its posts", "Elin Åkerö"): "first",
        ("Missions abroad", "Azerbaijan"): "first",
        ("Acts towards others", "Georgia"): "first",
    }
    assert found.between == ()
    nato = next(row for row in found.rows if row.name == "NATO")
    assert [line.sources[0].quote for line in (*nato.first, *nato.second)] == [
        "Sweden joined the Alliance in March 2024", "Finland is a member too",
    ]  # fmt: skip


def test_comparison_puts_first_what_is_between_them(graph: KnowledgeGraph) -> None:
    found = compare(graph, named(graph, "Sweden"), named(graph, "Azerbaijan"))
    assert [line.text for line in found.between] == ["Sweden has an embassy in Azerbaijan (Baku)"]
    assert ("Missions abroad", "Azerbaijan") not in whose(found)


def test_comparison_is_of_what_is_actual_unless_more_is_asked_for(graph: KnowledgeGraph) -> None:
    pair = named(graph, "Armenia"), named(graph, "Azerbaijan")
    assert compare(graph, *pair).between == ()
    told = compare(graph, *pair, selection=Selection(modalities=("denied",))).between
    assert [line.text for line in told] == ["Azerbaijan threatened Armenia"]


def test_post_is_shared_where_title_and_body_are_the_same_and_places_stand_for_states() -> None:
    ids = {"person/a": "Person", "person/b": "Person", "state/CU": "State", "place/havana": "Place"}
    known = {
        id: Entity(id=id, type=type, names=(id[-2:],), country="state/CU" if type == "Place" else None)  # type: ignore[arg-type]
        for id, type in ids.items()
    }
    facts = (
        Role(person="person/a", title="President", body="state/CU"),
        Role(person="person/b", title="president", body="state/CU", status="former"),
        Role(person="person/b", title="Minister", body="state/CU"),
        Role(person="person/a", title="Envoy"),
        Visit(visitor=("person/a",), destination=("place/havana",)),
        Visit(visitor=("person/b",), destination=("state/CU",)),
    )
    with KnowledgeGraph.open() as graph:
        graph.add([Reading(document=Document(id="d", text="…"), entities=known, facts=facts)])
        found = whose(compare(graph, known["person/a"], known["person/b"]))
    assert found == {
        ("Roles", "Envoy"): "first",
        ("Roles", "Minister of CU"): "second",
        ("Roles", "President of CU"): "first",
        ("Past roles", "President of CU"): "second",
        ("Visits", "CU"): "both",
    }


def test_comparison_has_hosts_and_places_of_meeting() -> None:
    ids = {
        "person/guest": "Person",
        "person/host": "Person",
        "state/FR": "State",
        "state/IR": "State",
        "state/AT": "State",
    }
    known = {id: Entity(id=id, type=type, names=(id,)) for id, type in ids.items()}  # type: ignore[arg-type]
    known |= {id: Entity(id=id, type="Place", names=(id,), country="state/AT") for id in ("place/graz", "place/vienna")}
    guest, host, france, iran, austria, graz, vienna = known.values()
    facts = (
        Visit(visitor=(guest.id,), destination=(graz.id,), host=(host.id,)),
        Meeting(participant=(france.id,), against=(iran.id,), place=vienna.id),
    )
    with KnowledgeGraph.open() as graph:
        graph.add([Reading(document=Document(id="d", text="…"), entities=known, facts=facts)])
        pairs = ((guest, host), (guest, graz), (guest, austria), (france, vienna), (france, iran), (austria, iran))
        between = [[line.fact["type"] for line in compare(graph, *pair).between] for pair in pairs]
        places, states = compare(graph, graz, vienna), compare(graph, france, iran)
    assert between == [["visit"], ["visit"], ["visit"], ["meeting"], ["meeting"], ["meeting"]]
    assert whose(places) == {
        ("Visited by", "person/guest"): "first",
        ("Meetings there", "state/FR"): "second",
        ("Meetings there", "state/IR"): "second",
    }
    assert whose(states) == {}  # Austria is where they met, and not whom


def test_comparison_needs_two(graph: KnowledgeGraph) -> None:
    with pytest.raises(RecordError, match="for both"):
        compare(graph, named(graph, "NATO"), named(graph, "NATO"))


def test_compare_shows_both_columns_and_each_source_once(
    readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with KnowledgeGraph.open(tmp_path / "store") as graph:
        graph.add(readings)
    monkeypatch.setenv("LEGATION_STORE", str(tmp_path / "store"))
    shown = CliRunner().invoke(app, ["compare", "Sweden", "Finland"]).stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert lines[0] == "Sweden and Finland"
    assert "both European Union [2]; NATO [2]" in lines
    assert "Sweden alone Azerbaijan [1]" in lines
    assert shown.count("Stoltenberg in Baku") == 1
    answer = json.loads(CliRunner().invoke(app, ["compare", "Sweden", "Finland", "--json"]).stdout)
    assert (answer["first"], answer["second"], len(answer["rows"])) == ("state/SE", "state/FI", 5)
    alone = CliRunner().invoke(app, ["compare", "Sweden", "Finland", "--type", "meeting"])
    assert (alone.stdout, alone.stderr) == ("", "no such fact is known of Sweden or Finland\n")
