"""The command `legation`: reading documents, and how errors reach a person."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from extract.build import Tally, build, readings
from extract.cli import app, main
from extract.pipeline import Reader
from extract.reporting import progress
from graph.export import exported
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading

VISIT = """Minister in Ankara

President Ilham Aliyev visited Ankara on 3 March 2024. He met President Recep Tayyip Erdoğan."""
TALKS = """Talks in Oslo

Norway's Foreign Minister Espen Barth Eide met his Finnish counterpart Elina Valtonen in Oslo on 5 June 2024."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two documents, an empty one and one that is no text."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "talks.txt").write_text(TALKS, "utf-8")
    (folder / "visit.txt").write_text(VISIT, "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    return folder


def call(*arguments: str | Path, input: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], input=input)


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code and what stands on standard error."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0), capsys.readouterr().err


# --- the work functions ------------------------------------------------------------------------------------------


def test_readings_keep_count(reader: Reader, news: Path) -> None:
    tally, seen = Tally(), []
    found = list(readings(reader, [news], tally=tally, seen=lambda each: seen.append(each.documents)))
    assert [reading.document.title for reading in found] == ["Talks in Oslo", "Minister in Ankara"]
    assert (tally.documents, tally.words) == (2, len(TALKS.split()) + len(VISIT.split()))
    assert tally.facts == {kind: count for kind, count in tally.facts.items() if count}
    assert tally.facts.total() == sum(len(reading.facts) for reading in found) > 0
    assert [refusal.source.rpartition("/")[2] for refusal in tally.refused] == ["empty.txt", "picture.txt"]
    assert seen == [1, 2]


class Interrupted:
    """A reader that is stopped after one document."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def read(self, documents: Iterator[object]) -> Iterator[Reading]:
        yield next(iter(self.reader.read(documents)))  # type: ignore[arg-type]
        raise KeyboardInterrupt


def test_build_can_be_repeated_after_an_interruption(reader: Reader, news: Path, tmp_path: Path) -> None:
    with KnowledgeGraph.open(tmp_path / "whole") as graph:
        build(graph, reader, [news])
        whole = exported(graph, "nquads")
    with KnowledgeGraph.open(tmp_path / "broken") as graph, pytest.raises(KeyboardInterrupt):
        build(graph, Interrupted(reader), [news])  # type: ignore[arg-type]
    for _ in range(2):
        with KnowledgeGraph.open(tmp_path / "broken") as graph:
            build(graph, reader, [news])
            assert exported(graph, "nquads") == whole


# --- the commands ------------------------------------------------------------------------------------------------


def test_build_then_ask(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    result = call("build", news, "--store", store)
    assert result.exit_code == 0, result.output
    first, second, last = result.stdout.splitlines()
    assert first.startswith("2 documents, 39 words, ") and first.endswith(" words/s")
    assert " visit" in second and second.partition(" facts: ")[0].isdigit()
    assert last == f"in {store}"
    assert "2 refused:" in result.stderr
    assert "empty.txt: expected text; the file is empty" in result.stderr
    asked = call("query", "SELECT ?where { person:ilham-aliyev lg:visited ?where }", "--store", store)
    assert "place:ankara" in asked.stdout


def test_build_adds_what_is_known_only_if_asked(news: Path, tmp_path: Path) -> None:
    asked = "SELECT ?body { GRAPH lg:background { state:NO lg:memberOf ?body } }"
    for more, known in (([], False), (["--background"], True)):
        store = tmp_path / f"store-{known}"
        assert call("build", news, "--store", store, *more).exit_code == 0
        assert ("organisation:nato" in call("query", asked, "--store", store).stdout) == known


def test_build_that_is_interrupted_says_what_to_do(
    reader: Reader, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.pipeline.Reader", lambda *_: Interrupted(reader))
    result = call("build", news, "--store", tmp_path / "store")
    assert result.exit_code == 130
    assert "interrupted; 1 documents were read and are in " in result.stderr
    assert "repeating the command goes on" in result.stderr
    with KnowledgeGraph.open(tmp_path / "store", read_only=True) as graph:
        assert len(list(graph.documents())) == 1
    assert call("info", "--store", tmp_path / "store").exit_code == 0


def test_build_of_nothing_fails(tmp_path: Path) -> None:
    result = call("build", tmp_path / "nowhere.txt", "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert "nowhere.txt: no such file or folder" in result.stderr
    assert result.stdout.startswith("0 documents, 0 words")


@pytest.mark.parametrize("several", [[], ["--workers", "2"]])
def test_facts_prints_a_document_a_line(news: Path, several: list[str]) -> None:
    result = call("facts", news, *several)
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["title"] for line in lines] == ["Talks in Oslo", "Minister in Ankara"]
    for line in lines:
        assert Reading.from_dict(line).facts
        assert all(
            fact["quote"] in " ".join(line["text"].split()) for fact in line["facts"] if "…" not in fact["quote"]
        )
    assert "2 refused:" in result.stderr


def test_facts_writes_a_file_a_document(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "facts"
    assert call("facts", news, "--out", out).stdout == ""
    files = sorted(out.iterdir())
    assert len(files) == 2
    for file in files:
        assert Reading.from_dict(json.loads(file.read_text("utf-8"))).document.id == file.stem


def test_facts_reads_standard_input_with_a_date() -> None:
    result = call(
        "facts", "-", "--date", "2024-03-05", input="News\n\nPresident Ilham Aliyev visited Ankara on Sunday."
    )
    [line] = [json.loads(line) for line in result.stdout.splitlines()]
    assert line["date"] == "2024-03-05"
    assert [fact["date"] for fact in line["facts"] if fact["type"] == "visit"] == ["2024-03-03"]


GIVEN = {
    "id": "https://news.example.org/2024/03/05?x=1",
    "text": "Norway recalled its ambassador to Chad.",
    "entities": {"state/NO": {"type": "State", "names": ["Norway"]}, "state/TD": {"type": "State", "names": ["Chad"]}},
    "facts": [
        {
            "type": "relation",
            "modality": "actual",
            "action": "recall",
            "source": "state/NO",
            "target": "state/TD",
            "evidence": [[0, 39]],
        }
    ],
}


def test_facts_takes_given_facts_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "given.jsonl").write_text(json.dumps(GIVEN))
    out = tmp_path / "out"
    assert call("facts", tmp_path / "given.jsonl", "--facts", "given", "--out", out).exit_code == 0
    [file] = out.iterdir()  # an address is no name of a file
    assert file.name == "https%3A%2F%2Fnews.example.org%2F2024%2F03%2F05%3Fx=1.json"
    assert Reading.from_dict(json.loads(file.read_text("utf-8"))) == Reading.from_dict(
        GIVEN | {"source": f"{tmp_path.as_posix()}/given.jsonl line 1"}
    )


def test_facts_says_what_was_left_aside_and_passed_over(tmp_path: Path) -> None:
    (tmp_path / "given.jsonl").write_text(json.dumps(GIVEN))
    (tmp_path / "picture.png").write_bytes(b"x")
    result = call("facts", tmp_path)
    assert result.exit_code == 0
    assert "1 passed over: 1 .png" in result.stderr
    assert "1 left aside:" in result.stderr and "--facts given" in result.stderr
    assert "refused" not in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "given.jsonl").write_text(json.dumps(GIVEN))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("facts", str(tmp_path / "given.jsonl"), "--facts", "given"), stdout=full, stderr=subprocess.PIPE
        )
    assert (done.returncode, done.stderr.decode()) == (1, "legation: the output: No space left on device\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["facts", "-", "--field", "story"], "a field is NAME=THEIRS"),
        (["facts", "-", "--date", "yesterday"], "YYYY-MM-DD"),
        (["facts", "-", "--model", "no_such_model"], "no_such_model"),
        (["facts", "-", "--actors", "no-such.yml"], "no-such.yml"),
        (["info", "--store", "no-such-store"], "legation build"),
    ],
)
def test_main_tells_an_error_in_one_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    code, err = run(*arguments, capsys=capsys)
    assert code == 1
    assert err.startswith("legation: ") and told in err and err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_main_tells_where_a_file_cannot_be_written(
    samples_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "nowhere" / "graph.ttl")
    code, err = run("export", "--to", "turtle", "--out", out, "--store", str(samples_store), capsys=capsys)
    assert (code, err) == (1, f"legation: {out}: No such file or directory\n")


@pytest.mark.parametrize("arguments", [["build"], ["facts", "-", "--threads", "0"], ["no-such-command"], ["--no-such"]])
def test_main_ends_with_2_if_used_wrongly(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments, capsys=capsys)[0] == 2


def test_version_is_the_one_installed() -> None:
    from importlib.metadata import version

    assert call("--version").stdout == f"{version('legation')}\n"


@pytest.mark.parametrize("name", ["build", "facts"])
def test_command_has_help_and_an_example(name: str) -> None:
    command = get_command(app).commands[name]
    assert command.help.splitlines()[0].endswith(".")
    assert f"legation {name}" in command.epilog.partition("Examples:")[2]
    assert [param.name for param in command.params if not getattr(param, "help", None)] == []


def test_help_names_every_command() -> None:
    shown = call("--help").stdout
    for name in get_command(app).commands:
        assert f"\n  {name} " in shown
    assert "..." not in shown.partition("Commands:")[2]  # the first line of each is short enough to be shown whole


# --- the process -------------------------------------------------------------------------------------------------


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from extract.cli import main; main()", *arguments]


@pytest.mark.parametrize("seed", ["1", "77"])
def test_samples_give_the_same_bytes_whatever_the_order_of_hashes(
    root: Path, samples_store: Path, tmp_path: Path, seed: str
) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    store = tmp_path / "store"
    subprocess.run(
        command("build", str(root / "samples"), "--store", str(store)), check=True, env=environment, capture_output=True
    )
    with KnowledgeGraph.open(store, read_only=True) as graph:
        found = exported(graph, "nquads")
    with KnowledgeGraph.open(samples_store, read_only=True) as graph:
        assert found == exported(graph, "nquads")


def test_broken_pipe_ends_quietly(samples_store: Path) -> None:
    export = subprocess.Popen(
        command("export", "--to", "nquads", "--store", str(samples_store)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert export.stdout and export.stderr
    export.stdout.read(10)
    export.stdout.close()
    told = export.stderr.read()
    export.stderr.close()
    export.wait()
    assert told == b""


def test_progress_is_silent_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as seen:
        seen(Tally(documents=3))
    assert capsys.readouterr() == ("", "")
