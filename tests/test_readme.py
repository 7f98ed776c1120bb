"""What the README shows works as it stands there, on the samples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from typer.main import get_command
from typer.testing import CliRunner

from extract.cli import app
from graph.knowledge import KnowledgeGraph


@pytest.fixture(scope="session")
def readme(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_readme_questions_answer(readme: str, samples_store: Path) -> None:
    questions = blocks(readme, "sparql")
    assert len(questions) == 4
    with KnowledgeGraph.open(samples_store, read_only=True) as graph:
        for question in questions:
            table = graph.query(question)
            assert len(table) > 0, question


def test_readme_answers_are_those_of_the_samples(readme: str, samples_store: Path) -> None:
    """Each cell that is shown stands in one row of the answer; `…` stands for what was cut."""
    shown = re.findall(r"^```sparql\n(.*?)^```\n\n```text\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    assert shown
    with KnowledgeGraph.open(samples_store, read_only=True) as graph:
        for question, answer in shown:
            found = graph.query(question)
            rows = [[str(getattr(value, "value", "")) for value in row] for row in found.rows]
            head, *lines = (re.split(r" {2,}", line.rstrip("…")) for line in answer.splitlines())
            assert tuple(head) == found.variables
            for cells in lines:
                assert any(all(map(str.startswith, row, cells)) for row in rows), (cells, rows)


def test_page_on_asking_has_questions_that_answer(root: Path, samples_store: Path) -> None:
    questions = blocks((root / "docs" / "asking.md").read_text("utf-8"), "sparql")
    assert len(questions) == 6
    with KnowledgeGraph.open(samples_store, read_only=True) as graph:
        assert [question for question in questions if not len(graph.query(question))] == []


def test_page_on_keeping_has_a_question_that_answers(root: Path, samples_store: Path) -> None:
    [question] = blocks((root / "docs" / "keeping.md").read_text("utf-8"), "sparql")
    with KnowledgeGraph.open(samples_store, read_only=True) as graph:
        assert len(graph.query(question)) > 0


def test_saved_questions_answer_without_a_fault(root: Path, samples_store: Path) -> None:
    files = [root / "docs" / "demo.rq", *sorted((root / "ontologies" / "questions").glob("*.rq"))]
    with KnowledgeGraph.open(samples_store, read_only=True) as graph:
        answers = {file.name: len(graph.query(file.read_text("utf-8"))) for file in files}
    assert answers["demo.rq"] > 3 and answers["planned.rq"] > 0


def test_readme_names_every_command(readme: str) -> None:
    table = readme.partition("## What it does")[2].partition("## ")[0]
    assert re.findall(r"^\| `legation (\w+)", table, re.MULTILINE) == [*get_command(app).commands]


def test_readme_commands_run(
    readme: str, root: Path, samples_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("LEGATION_STORE", str(tmp_path / "store"))
    lines = [line.split()[1:] for block in blocks(readme, "sh") for line in block.splitlines() if "legation " in line]
    assert lines
    for line in lines:
        result = CliRunner().invoke(app, line)
        assert result.exit_code == 0, (line, result.output)


def test_readme_python_runs(
    readme: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    [code] = blocks(readme, "python")
    exec(compile(code, "README.md", "exec"), {})
    assert "state/TL | observer | " in capsys.readouterr().out


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/adding.md",
        "docs/asking.md",
        "docs/citing.md",
        "docs/documents.md",
        "docs/keeping.md",
        "docs/model.md",
        "samples/README.md",
    ],
)
def test_page_names_files_that_are_there(name: str, root: Path) -> None:
    text = (root / name).read_text("utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    paths = re.findall(r"`((?:docs|extract|graph|notebooks|ontologies|samples|tests)/[\w./-]*)`", text)
    here = (root / name).parent
    assert [path for path in (*links, *paths) if not (root / path).exists() and not (here / path).exists()] == []


def test_page_on_the_model_shows_what_its_program_makes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (root / "docs" / "model.md").read_text("utf-8")
    [code], [shown] = blocks(page, "python"), blocks(page, "turtle")
    exec(compile(code, "docs/model.md", "exec"), {})
    made = rdflib.Graph().parse(data=capsys.readouterr().out, format="turtle")
    claimed = rdflib.Graph().parse(data=shown, format="turtle")
    assert len(claimed) > 25 and set(claimed) - set(made) == set()


def test_page_on_citing_has_commands_that_run(
    root: Path, samples_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "legation-store").symlink_to(samples_store)
    lines = blocks((root / "docs" / "citing.md").read_text("utf-8"), "sh")
    for line in "".join(lines).splitlines():
        result = CliRunner().invoke(app, line.partition(" >")[0].split()[1:])
        assert result.exit_code == 0, (line, result.output)
    assert (tmp_path / "graph.nq").stat().st_size
