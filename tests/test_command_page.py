"""The page of the command line is the one that the help makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from extract.cli import app
from graph.command_page import page

COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


def test_page_that_is_kept_is_the_one_that_is_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEGATION_STORE", "elsewhere")  # the page is the same whatever is set here
    assert (root / "docs" / "commands.md").read_text("utf-8") == page(app), "run `make docs`"


def test_page_has_every_command_with_all_its_options_and_examples() -> None:
    text = page(app)
    parts = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE))
    assert list(parts) == list(COMMANDS)
    for name, command in COMMANDS.items():
        for param in command.params:
            shown = [*param.opts, *param.secondary_opts] if param.opts[0].startswith("-") else [param.metavar]
            assert [each for each in shown if each != "--help" and f"{each}" not in parts[name]] == []
        assert f"\nlegation {name}" in parts[name]


def test_page_is_a_table_that_renders() -> None:
    rows = [line for line in page(app).splitlines() if line.startswith("|")]
    assert rows and {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {3}
