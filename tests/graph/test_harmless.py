"""What others wrote into a record can neither break a file nor steer a terminal; a file is what its ending says."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.padding import Padding
from rich.table import Column
from rich.table import Table as Grid
from rich.text import Text
from typer.testing import CliRunner, Result

from extract.cli import app
from graph.console import show

ESCAPES = "\x1b[31mRed\x1b[2J\x07 \u202egnirts\nLind"
CLEAN = "[31mRed [2J gnirts Lind"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one document, whose names, title, topic and text hold what a terminal would obey."""
    folder = tmp_path_factory.mktemp("harmless")
    text = "Red \x1b[2J Lind met Berg in Oslo."
    record = {
        "id": "odd",
        "title": f"Talks {ESCAPES}",
        "date": "2024-03-05",
        "text": text,
        "entities": {
            "person/red": {"type": "Person", "names": [ESCAPES]},
            "person/berg": {"type": "Person", "names": ["Berg"]},
            "place/oslo": {"type": "Place", "names": ["Oslo"]},
        },
        "facts": [
            {
                "type": "meeting",
                "participant": ["person/red", "person/berg"],
                "place": "place/oslo",
                "topic": "trade\x1b[2J",
                "evidence": [[0, len(text)]],
            }
        ],
    }
    (folder / "odd.json").write_text(json.dumps(record), encoding="utf-8")
    done = run("build", folder / "odd.json", "--facts", "given", "--store", folder / "store")
    assert done.exit_code == 0 and "1 document," in done.stdout, done.output
    return folder / "store"


def run(*words: object, store: Path | None = None) -> Result:
    return CliRunner().invoke(app, [*map(str, words), *(["--store", str(store)] if store else [])])


@pytest.mark.parametrize("to", ["rdfxml", "graphml", "gexf"])
def test_every_xml_file_is_one(store: Path, to: str, tmp_path: Path) -> None:
    assert run("export", "--to", to, "--out", tmp_path / "out.xml", store=store).exit_code == 0
    written = (tmp_path / "out.xml").read_text("utf-8")
    ElementTree.fromstring(written)
    assert CLEAN in written


@pytest.mark.parametrize(
    "command", [("lookup", "Berg"), ("rank",), ("table", "meetings", "--format", "text"), ("search", "Lind")]
)
def test_nothing_steers_a_terminal(store: Path, command: tuple[str, ...]) -> None:
    said = run(*command, store=store).stdout
    assert "Red" in said
    assert not set(said) & {"\x1b", "\x07", "\u202e"}


def test_what_looks_like_markup_or_a_picture_is_shown_as_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    name = ":rocket: Lind [red]of[/red] [link=x]Oslo"
    grid = Grid(Column(name), box=None)
    grid.add_row(name)
    show([name, Text(name), grid, Padding(Text(name), (0, 0, 0, 2))])
    assert [line.strip() for line in capsys.readouterr().out.splitlines()] == [name] * 5


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("table", "meetings"), "a.xlsx"),
        (("table", "meetings"), "a.parquet"),
        (("table", "meetings"), "a.json"),
        (("rank",), "a.jsonl"),
        (("communities",), "a.json"),
        (("ask", "meetings-of", "Berg"), "a.json"),
        (("ask", "meetings-of", "Berg"), "a.csv"),
    ],
)
def test_a_file_is_what_its_ending_says(store: Path, command: tuple[str, ...], name: str, tmp_path: Path) -> None:
    done = run(*command, "--out", tmp_path / name, store=store)
    assert done.exit_code == 0, done.output
    begins = {"xlsx": b"PK", "parquet": b"PAR1", "json": b"{", "jsonl": b"{"}
    kind = name.partition(".")[2]
    assert (tmp_path / name).read_bytes().startswith(begins.get(kind, b"date,"))


@pytest.mark.parametrize(
    "command",
    [
        ("table", "meetings", "--format", "json", "--out", "a.csv"),
        ("table", "meetings", "--out", "a.unknown"),
        ("table", "meetings", "--excel", "--format", "json"),
        ("rank", "--out", "a.xlsx"),
        ("rank", "--format", "text", "--out", "a.txt"),
        ("ask", "meetings-of", "Berg", "--format", "csv", "--out", "a.xml"),
        ("draw", "Berg", "--kind", "roles", "--depth", "2", "--out", "a.png"),
    ],
)
def test_what_contradicts_itself_is_refused(store: Path, command: tuple[str, ...], tmp_path: Path) -> None:
    placed = [str(tmp_path / word) if word.startswith("a.") else word for word in command]
    done = run(*placed, store=store)
    assert done.exit_code == 2, done.output
    assert not list(tmp_path.iterdir())


def test_an_empty_card_says_so(store: Path) -> None:
    done = run("lookup", "Berg", "--as-of", "2012", store=store)
    assert "nothing is known of it on 2012" in done.stderr


def test_a_decision_is_taken_on_a_day(store: Path) -> None:
    done = run("merge", "person/red", "person/berg", "--on", "2026", store=store)
    assert done.exit_code == 1 and "YYYY-MM-DD" in str(done.exception or done.output)
