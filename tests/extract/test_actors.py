"""A user's own actors, from the file on the command line to the answer of a question."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extract.cli import app, main

ACTORS = """\
person/ada-lind-1971:
  type: Person
  names: [Ada Lind, the Iron Envoy]
  wikidata: Q1

state/ATLANTIS:
  type: State
  names: [Atlantis, Atlantean]

organisation/river-league:
  type: Organisation
  names: [River League, RL, Riparian League]
  country: state/AT
"""
TEXT = """Talks in Vienna

Atlantean Foreign Minister Ada Lind visited Vienna on 3 March 2024. Atlantis is a member of the River League.

The RL condemned Atlantis. On 5 March 2024 Atlantis sanctioned the Riparian League. On 8 March 2024 the Iron Envoy \
visited Oslo."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "my.yml").write_text(ACTORS, "utf-8")
    (tmp_path / "news.txt").write_text(TEXT, "utf-8")
    return tmp_path


def call(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def read(folder: Path) -> dict[str, Any]:
    """What `legation facts` prints with the actors."""
    [line] = call("facts", folder / "news.txt", "--actors", folder / "my.yml").stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def facts(read: dict[str, Any], type: str, *names: str) -> list[tuple[str, ...]]:
    return [tuple(str(fact[name]) for name in names) for fact in read["facts"] if fact["type"] == type]


def test_facts_are_of_the_own_actors_by_each_of_their_names(read: dict[str, Any]) -> None:
    assert facts(read, "membership", "member", "body") == [("state/ATLANTIS", "organisation/river-league")]
    assert ("organisation/river-league", "condemn", "state/ATLANTIS") in facts(
        read, "relation", "source", "action", "target"
    )
    assert facts(read, "role", "title", "body") == [("Foreign Minister", "state/ATLANTIS")]
    league = {"type": "Organisation", "names": ["River League", "RL", "Riparian League"], "country": "state/AT"}
    assert read["entities"]["organisation/river-league"] == league
    assert read["entities"]["state/ATLANTIS"] == {"type": "State", "names": ["Atlantis", "Atlantean"]}


def test_facts_are_of_the_own_persons(read: dict[str, Any]) -> None:
    assert facts(read, "role", "person", "body") == [("person/ada-lind-1971", "state/ATLANTIS")]
    assert ("['person/ada-lind-1971']", "['place/vienna']") in facts(read, "visit", "visitor", "destination")
    assert read["entities"]["person/ada-lind-1971"]["wikidata"] == "Q1"
    assert read["entities"]["person/ada-lind-1971"]["names"][:2] == ["Ada Lind", "the Iron Envoy"]


def test_facts_without_the_actors_know_none_of_them(folder: Path) -> None:
    [line] = call("facts", folder / "news.txt").stdout.splitlines()
    assert not {"state/ATLANTIS", "person/ada-lind-1971"} & set(json.loads(line)["entities"])


def test_build_keeps_own_actors_under_their_ids(folder: Path) -> None:
    store = folder / "store"
    call("build", folder / "news.txt", "--actors", folder / "my.yml", "--store", store)
    asked = "SELECT ?who { ?who lg:memberOf organisation:river-league }"
    assert "state:ATLANTIS" in call("query", asked, "--store", store).stdout
    card = call("lookup", "RL", "--store", store).stdout
    assert card.startswith("River League\n") and "Atlantis" in card


def test_actors_are_read_anew_where_the_file_changes(folder: Path) -> None:
    actors = folder / "my.yml"
    for name in ("river-league", "streams"):
        actors.write_text(ACTORS.replace("organisation/river-league", f"organisation/{name}"), "utf-8")
        read = json.loads(call("facts", folder / "news.txt", "--actors", actors).stdout)
        assert f"organisation/{name}" in read["entities"]


@pytest.mark.parametrize("command", [["facts"], ["build", "--store", "store"]])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("person/ada: [Ada Lind]", "an actor has country, names, type, wikidata and no more"),
        ("person/ada: {type: Person, names: [Ada Lind", "cannot read the actors in 'my.yml'"),
        ("ada: {type: Person, names: [Ada Lind]}", "the id of a Person is person/"),
    ],
)
def test_broken_actors_end_in_one_line(
    command: list[str],
    text: str,
    told: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder)
    (folder / "my.yml").write_text(text, "utf-8")
    with pytest.raises(SystemExit) as ended:
        main([*command, "news.txt", "--actors", "my.yml"])
    assert ended.value.code == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("legation: ") and told in err and err.count("\n") == 1
