"""Who stands in the middle, and who belongs together."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from graph.cli import app
from graph.communities import communities
from graph.errors import RecordError
from graph.facts import Meeting, Visit
from graph.knowledge import KnowledgeGraph
from graph.ranking import rank
from graph.reading import Reading
from graph.records import Document, Entity
from graph.selection import Selection


def circle(*pairs: str) -> Reading:
    """A document of meetings: `ab` for one of a and b."""
    known = {
        f"person/{one}": Entity(id=f"person/{one}", type="Person", names=(one,)) for one in sorted({*"".join(pairs)})
    }
    facts = tuple(
        Meeting(participant=(f"person/{pair[0]}",), against=(f"person/{pair[1]}",), date=f"{2000 + number}")
        for number, pair in enumerate(pairs)
    )
    return Reading(document=Document(id="circle", text="…"), entities=known, facts=facts)


@pytest.fixture
def bridge() -> Iterator[KnowledgeGraph]:
    """Two triangles with a bridge from c to d; c and a met twice."""
    with KnowledgeGraph.open() as graph:
        graph.add([circle("ab", "bc", "ca", "ca", "cd", "de", "ef", "fd")])
        yield graph


def dicts(graph: KnowledgeGraph, **about: Any) -> list[dict[str, Any]]:
    found = rank(graph, **about)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_where_two_met_makes_neither_better_connected() -> None:
    known = {f"person/{one}": Entity(id=f"person/{one}", type="Person", names=(one,)) for one in "abc"}
    known["place/oslo"] = Entity(id="place/oslo", type="Place", names=("Oslo",))
    facts = (
        Meeting(participant=("person/a",), against=("person/b",), place="place/oslo"),
        Visit(visitor=("person/a",), destination=("place/oslo",), host=("person/c",)),
    )
    with KnowledgeGraph.open() as graph:
        graph.add([Reading(document=Document(id="d", text="…"), entities=known, facts=facts)])
        neighbours = {each["id"]: each["neighbours"] for each in dicts(graph)}
    assert neighbours == {"person/a": 2, "person/b": 1, "place/oslo": 1}


def test_rank_counts_neighbours_and_facts(bridge: KnowledgeGraph) -> None:
    first, second, *rest = dicts(bridge)
    assert (first["id"], first["place"], first["neighbours"], first["facts"], first["degree"]) == (
        "person/c",
        1,
        3,
        4,
        0.6,
    )
    assert (second["id"], second["place"], second["facts"]) == ("person/d", 1, 3)
    assert [each["place"] for each in rest] == [3] * 4  # of one value


def test_rank_by_betweenness_is_that_of_the_books(bridge: KnowledgeGraph) -> None:
    # On the bridge lie the paths of 2 x 3 pairs each, of the 10 pairs of the five others.
    values = {each["id"][-1]: each["betweenness"] for each in dicts(bridge, by="betweenness")}
    assert values == {"c": 0.6, "d": 0.6, "a": 0.0, "b": 0.0, "e": 0.0, "f": 0.0}


def test_rank_by_eigenvector_favours_those_near_the_centre(bridge: KnowledgeGraph) -> None:
    order = [each["id"][-1] for each in dicts(bridge, by="eigenvector")]
    assert order[0] == "c" and order.index("a") < order.index("e")


def test_rank_keeps_to_a_selection_a_type_and_a_limit(bridge: KnowledgeGraph, readings: list[Reading]) -> None:
    assert dicts(bridge, selection=Selection(types=("visit",))) == []
    assert len(dicts(bridge, limit=2)) == 2
    bridge.add(readings)
    assert {each["type"] for each in dicts(bridge, entity_type="State")} == {"State"}
    states = {each["id"]: each["country"] for each in dicts(bridge)}
    assert (states["state/SE"], states["place/baku"], states["person/c"]) == ("state/SE", "state/AZ", None)


def test_rank_of_nothing_is_empty() -> None:
    with KnowledgeGraph.open() as graph:
        assert rank(graph).rows == ()
        assert communities(graph).communities == ()


@pytest.mark.parametrize(("about", "told"), [({"by": "fame"}, "'fame'"), ({"entity_type": "Ship"}, "'Ship'")])
def test_rank_says_what_it_knows(bridge: KnowledgeGraph, about: dict[str, str], told: str) -> None:
    with pytest.raises(RecordError, match=told):
        rank(bridge, **about)  # type: ignore[arg-type]


def test_communities_are_the_two_sides_of_a_bridge(bridge: KnowledgeGraph) -> None:
    found = communities(bridge)
    assert ["".join(member.name for member in each.members) for each in found.communities] == ["acb", "def"]
    first, second = found.communities
    assert (first.inside, first.outside, second.inside, second.outside) == (4, 1, 3, 1)
    assert 0.3 < found.modularity < 0.5


def test_communities_are_smaller_with_a_higher_resolution(bridge: KnowledgeGraph) -> None:
    assert len(communities(bridge, resolution=5).communities) > 2
    with pytest.raises(RecordError, match="above 0"):
        communities(bridge, resolution=0)


@pytest.fixture
def store(readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with KnowledgeGraph.open(tmp_path / "store") as graph:
        graph.add([*readings, circle("ab", "bc", "ca", "cd", "de", "ef", "fd")])
    monkeypatch.setenv("LEGATION_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def test_rank_is_shown_and_written(store: Path, tmp_path: Path) -> None:
    shown = CliRunner().invoke(app, ["rank", "--limit", "3"])
    _, head, *rows = shown.stdout.splitlines()
    assert head.split() == ["name", "type", "bours", "facts", "degree", "ness", "vector"]
    assert len(rows) == 3
    narrow = CliRunner().invoke(app, ["rank", "--limit", "3"], env={"COLUMNS": "60"}).stdout.splitlines()
    assert max(map(len, narrow)) <= 60 and narrow[1].split()[-1] == "vector"
    out = tmp_path / "rank.csv"
    assert CliRunner().invoke(app, ["rank", "--format", "csv", "--out", str(out)]).exit_code == 0
    table = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert {"person/c", "state/SE"} <= {row["id"] for row in table}
    assert float(table[0]["degree"]) >= float(table[-1]["degree"])
    assert CliRunner().invoke(app, ["rank", "--out", "x.txt"]).exit_code == 2
    assert "no entity is tied" in CliRunner().invoke(app, ["rank", "--to", "1900"]).stderr


def test_communities_are_shown_and_written(store: Path) -> None:
    shown = CliRunner().invoke(app, ["communities", "--members", "2"]).stdout
    assert shown.startswith("1. ") and "more" in shown and "Modularity 0." in shown
    table = list(csv.DictReader(io.StringIO(CliRunner().invoke(app, ["communities", "--format", "csv"]).stdout)))
    assert {row["community"] for row in table if row["id"] in ("person/a", "person/b", "person/c")} == {
        row["community"] for row in table if row["id"] == "person/a"
    }
    groups = [
        json.loads(line) for line in CliRunner().invoke(app, ["communities", "--format", "json"]).stdout.splitlines()
    ]
    assert sum(len(each["members"]) for each in groups) == len(table)


def test_communities_and_ranks_are_the_same_in_every_process(store: Path) -> None:
    code = (
        "from graph.cli import app\n"
        "for name in ('communities', 'rank'):\n    app([name, '--format', 'json'], standalone_mode=False)\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1 and next(iter(found)).count(b"\n") > 10


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(RecordError, match="a period ends after it begins; got one from 2020-01-01"):
        Selection(begin=date(2020, 1, 1), end=date(2017, 1, 1))
