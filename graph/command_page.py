"""The command line as a page to read: `python -m graph.command_page extract.cli:app docs/commands.md`.

It is made from the same texts as `legation COMMAND --help`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

_HEAD = """# The command line

`legation COMMAND --help` says the same on the screen. Where `--out` is `-`, a command writes to standard output, and
what is for programs goes there as it is; remarks go to standard error. The exit code is 0 where all went well; 1 where
nothing is found, whatever form was asked for, where a command says so, or where a sentence says what went wrong; and 2
where an option or value is none that the command knows. To a question in SPARQL, no row is an answer.

This page is made by `make docs`.
"""


def page(app: typer.Typer) -> str:
    """The page, in Markdown: each command in the order of the help, with its values, options and examples.

    >>> from typing import Annotated
    >>> app = typer.Typer()
    >>> @app.command(epilog="Examples:\\ngreet Ada")
    ... def greet(name: Annotated[str, typer.Argument(metavar="NAME", help="Whom.")]) -> None:
    ...     'Say a word.'
    >>> print(page(app).partition("make docs`.\\n")[2].strip())
    ## greet
    <BLANKLINE>
    Say a word.
    <BLANKLINE>
    | | |
    | --- | --- |
    | `NAME` | Whom. [required] |
    <BLANKLINE>
    ```sh
    greet Ada
    ```
    """
    command: Any = get_command(app)
    commands = getattr(command, "commands", {command.name: command})
    return "\n".join((_HEAD, *(line for name, each in commands.items() for line in _lines(name, each))))


def _lines(name: str, command: Any) -> Iterator[str]:
    yield f"## {name}\n"
    for paragraph in re.split(r"\n\s*\n", command.help.strip()):
        yield f"{' '.join(paragraph.split())}\n"
    yield "| | |"
    yield "| --- | --- |"
    context = command.make_context(name, [], resilient_parsing=True)
    for each in command.params:
        if each.name not in ("help", "install_completion", "show_completion"):
            yield f"| {' | '.join(_cells(each, context))} |"
    yield "\n```sh"
    yield from (line.strip() for line in command.epilog.partition("Examples:")[2].strip().splitlines())
    yield "```\n"


def _cells(param: Any, context: Any) -> Iterator[str]:
    """What a value or option is called, and what it means, as in the help."""
    called, said = param.get_help_record(context)
    if param.param_type_name == "argument":
        called = called.partition(" <")[0]
    for cell in (f"`{called.replace(' range>', '>')}`", said):
        yield " ".join(cell.split()).replace("|", r"\|")


if __name__ == "__main__":
    where, _, name = sys.argv[1].partition(":")
    Path(sys.argv[2]).write_text(page(getattr(import_module(where), name)), "utf-8")
