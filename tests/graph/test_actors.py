from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.actors import read_actors
from graph.errors import KnowledgeError
from graph.records import Entity

ACTORS = """\
person/ada-lind:
  type: Person
  names: [Ada Lind, Lind]
  wikidata: Q1
state/ATLANTIS:
  type: State
  names: [Atlantis]
place/triton-harbour:
  type: Place
  names: [Triton Harbour]
  country: state/ATLANTIS
organisation/river-league:
  type: Organisation
  names: [River League]
  country: state/AT
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "my.yml"


def test_read_actors_keeps_the_order_of_the_file(file: Path) -> None:
    file.write_text(ACTORS, "utf-8")
    assert read_actors(file) == (
        Entity(id="person/ada-lind", type="Person", names=("Ada Lind", "Lind"), wikidata="Q1"),
        Entity(id="state/ATLANTIS", type="State", names=("Atlantis",)),
        Entity(id="place/triton-harbour", type="Place", names=("Triton Harbour",), country="state/ATLANTIS"),
        Entity(id="organisation/river-league", type="Organisation", names=("River League",), country="state/AT"),
    )


@pytest.mark.parametrize("id", ["person/ada-lind", "person/ada.lind_2", "person/åsa-lind", "person/Q42"])
def test_read_actors_takes_an_id(file: Path, id: str) -> None:
    file.write_text(f"{id}: {{type: Person, names: [Ada Lind]}}", "utf-8")
    assert read_actors(file)[0].id == id


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ada: {type: Person, names: [Ada]}", r"'ada': the id of a Person is person/ and then letters"),
        ("person/: {type: Person, names: [Ada]}", "the id of a Person is"),
        ("person/ada lind: {type: Person, names: [Ada]}", "the id of a Person is"),
        ("person/ada/lind: {type: Person, names: [Ada]}", "the id of a Person is"),
        ("fact/ada: {type: Person, names: [Ada]}", "the id of a Person is"),
        ("person/ada: {type: State, names: [Ada]}", "the id of a State is state/"),
        ("person/ada: {type: Person, names: ['']}", "each with a letter or digit"),
        ("person/ada: {type: Person, names: [7]}", "names is a list of strings"),
        ("person/ada: {type: Person}", "names is a list of strings"),
        ("person/ada: {names: [Ada]}", "lacks 'type'"),
        ("person/ada: {type: Person, names: [Ada], wikidata: 227}", "wikidata looks like Q227; got 227"),
        ("person/ada: {type: Person, names: [Ada], wikidata: q227}", "wikidata looks like Q227"),
        ("person/ada: {type: Person, names: [Ada], country: Sweden}", "such as state/SE; got 'Sweden'"),
        ("person/ada: {type: Person, names: [Ada], country: state/NOWHERE}", "got 'state/NOWHERE'"),
        ("person/ada: {type: Person, names: [A]}\nperson/ada: {type: Person, names: [B]}", "duplicate key"),
        ("", "holds a mapping from id to actor; got NoneType"),
    ],
)
def test_read_actors_says_what_is_wrong_in_one_line(file: Path, text: str, message: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(KnowledgeError, match=message) as raised:
        read_actors(file)
    assert str(file) in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.parametrize("bytes", [b"person/ada: {names: [\xff]}", b"\x00"])
def test_read_actors_says_that_a_file_is_no_text(file: Path, bytes: bytes) -> None:
    file.write_bytes(bytes)
    with pytest.raises(KnowledgeError, match="cannot read the actors"):
        read_actors(file)


def test_example_of_the_page_is_read(root: Path, file: Path) -> None:
    [example] = re.findall(r"^```yaml\n(.*?)^```$", (root / "docs" / "actors.md").read_text("utf-8"), re.M | re.S)
    file.write_text(example, "utf-8")
    assert [actor.type for actor in read_actors(file)] == ["Person", "State", "Organisation", "Place"]
