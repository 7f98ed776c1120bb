"""`legation ask`: saved questions, with names and dates for their values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from graph.console import STORE, StoreOption, examples, nothing_found, opened, put, show, written_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.questions import Question

EXAMPLES = examples(
    "legation ask --list",
    "legation ask visits-to Cuba from=2016 to=2016",
    "legation ask holders NATO 'secretary general' 2023-07-12",
    "legation ask dossier 'United States' Cuba --format csv --out dossier.csv",
)

Format = Literal["table", "csv", "tsv", "json", "xml"]


def ask(
    name: Annotated[str | None, typer.Argument(metavar="QUESTION", help="A question's name; see --list.")] = None,
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="VALUE", help="Names and dates, in the order of the question or as name=value."),
    ] = None,
    listing: Annotated[
        bool, typer.Option("--list", help="Show all questions with examples, or one with all that it takes.")
    ] = False,
    sparql: Annotated[bool, typer.Option("--sparql", help="Show the query instead of asking it.")] = False,
    folder: Annotated[
        Path | None,
        typer.Option("--questions", envvar="LEGATION_QUESTIONS", help="A folder of your own .rq files.", metavar="DIR"),
    ] = None,
    store: StoreOption = STORE,
    format: Annotated[
        Format | None,
        typer.Option(help="How the answer is written.", show_default="table, or what the file's ending says"),
    ] = None,
    out: Annotated[str, typer.Option(help="The file to write; - for standard output.", metavar="FILE")] = "-",
    timeout: Annotated[float, typer.Option(help="Seconds after which the question is ended.", min=0.1)] = 30.0,
) -> None:
    """Ask a saved question.

    Values that are not given are those of the question's file, or open where they may be left out.
    """
    from graph import screen
    from graph.lookup import named
    from graph.query import answer, has_rows, table
    from graph.questions import question, questions

    if listing or name is None:
        known = questions(folder) if name is None else {name: question(name, folder)}
        show(line for each in known.values() for line in _listed(each, full=name is not None))
        return
    form = "table" if sparql else written_as(format, out, may=("csv", "tsv", "json", "xml"), screen="table")
    with opened(store) as graph:
        terms = graph.store.terms
        asked = question(name, folder, terms=terms)
        given = asked.values(values or [])
        query = asked.bound(given, lambda each, types: named(graph, each, types=types).id, terms=terms)
        for each in (each for each in asked.parameters if not each.optional and each.name not in given):
            default = f"{each.name} is {each.default}, as in the question's file; give another with {each.name}=VALUE"
            show([default], error=True)
    if sparql:
        put(query.encode(), out)
        return
    if form == "table":
        found = table(store, query, timeout=timeout)
        any_row = len(found) > 0
        with opened(store) as graph:
            show(screen.answer(found, graph))
    else:
        written = answer(store, query, format=form, timeout=timeout)
        any_row = has_rows(written, form)
        put(written, out)
    if not any_row:
        nothing_found(f"no row: {asked.asks}")


def _listed(question: Question, *, full: bool) -> Iterator[str]:
    """A question for people: what it asks and an example, or all that it takes as well."""
    yield question.name
    yield f"  {question.asks}"
    if full:
        if question.notes:
            yield f"  {question.notes}"
        for each in question.parameters:
            default = "" if each.optional else f" (in the file: {each.default})"
            yield f"  {each.name:<10} {each.kind}: {each.says}{default}"
    for example in question.examples:
        yield f"  {example}"
