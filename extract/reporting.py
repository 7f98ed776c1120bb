"""What a run that reads documents tells: how far it is, what it did, and what it did not read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from graph.console import show
from graph.facts import FACT_TYPES
from graph.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.build import Tally


@contextmanager
def progress() -> Iterator[Callable[[Tally], None]]:
    """A bar on standard error, on a terminal only; gives what is to be called after each document."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("loading the language model", total=None)

        def seen(tally: Tally) -> None:
            bar.update(task, description=f"{tally.documents:,} documents, {tally.facts.total():,} facts")

        yield seen


def summary(tally: Tally, seconds: float, store: Path) -> Iterator[str]:
    """What was read and found, and how fast, in lines."""
    from graph.keeping.remote import address

    speed = f"{tally.words / seconds:,.0f} words/s" if seconds else "at once"
    yield f"{counted(tally.documents, 'document')}, {counted(tally.words, 'word')}, {seconds:.1f} s, {speed}"
    found = ", ".join(f"{tally.facts[kind]:,} {kind}" for kind in FACT_TYPES if tally.facts[kind])
    yield f"{counted(tally.facts.total(), 'fact')}{': ' if found else ''}{found}"
    if tally.unchanged or tally.replaced:
        yield f"{tally.unchanged:,} were there already, {tally.replaced:,} replaced"
    yield f"in {address(store) or store}"


def tell_refused(tally: Tally) -> None:
    """Says what was not read and why; where nothing was read at all, that is a failure."""
    if tally.skipped:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(tally.skipped.items()))
        show([f"{tally.skipped.total():,} passed over: {kinds}"], error=True)
    for of, said in (("remark", "read with a remark"), ("facts", "left aside"), ("document", "refused")):
        if found := [refusal for refusal in tally.refused if refusal.of == of]:
            show([f"{len(found)} {said}:", *(f"  {refusal}" for refusal in found)], error=True)
    if not tally.documents and not tally.unchanged:
        raise typer.Exit(1)
