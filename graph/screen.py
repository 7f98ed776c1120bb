"""How answers look on a terminal, as things that rich prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from graph.check import Fault
from graph.contradictions import Contradiction
from graph.fact_table import FactTable
from graph.knowledge import Counts, KnowledgeGraph
from graph.lines import Line
from graph.lookup import Card
from graph.name_search import Match
from graph.query import Table, Value, own, shown
from graph.records import Document
from graph.terms import Terms
from graph.timeline import Moment


def answer(found: Table, graph: KnowledgeGraph) -> Iterator[RenderableType]:
    """The answer to a saved question, with its documents by numbers, and below it what they are."""
    terms = graph.store.terms
    local = ((value, own(value, terms)) for value in dict.fromkeys(chain(*found.rows)))
    ids = {value: id.removeprefix("document/") for value, id in local if id.startswith("document/")}
    numbers: dict[Value, str] = {value: f"[{number}]" for number, value in enumerate(ids, start=1)}
    yield rows(found, terms, numbers)
    known = ((numbers[value], graph.document(id) or Document(id=id, text="")) for value, id in ids.items())
    yield from _listed({number: _about(each.id, each.heading, each.date) for number, each in known})


def rows(found: Table, terms: Terms, named: Mapping[Value, str] | None = None) -> Grid:
    """The answer to a question, with IRIs shortened by their prefixes, or as they are `named`."""
    grid = Grid(header_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for variable in found.variables:
        grid.add_column(variable, overflow="fold")
    for row in found.rows:
        told = ((named or {}).get(value) or shown(value, terms) for value in row)
        grid.add_row(*(Text(" ".join(each.split())) for each in told))
    return grid


def card(entity: Card) -> Iterator[RenderableType]:
    """An entity's card: who it is, under each heading its facts with the words that state them, and the sources."""
    about = [entity.entity.type, entity.entity.id]
    about += [f"in {entity.country}"] if entity.country else []
    about += [f"Wikidata {entity.entity.wikidata}"] if entity.entity.wikidata else []
    yield Text(entity.entity.name, style="bold")
    yield Text(" · ".join(about), style="dim")
    if entity.entity.names[1:]:
        yield Text(f"also {', '.join(entity.entity.names[1:])}", style="dim")
    numbers = entity.sources
    for heading, told in entity.sections.items():
        yield Text(f"\n{heading}", style="bold")
        yield Padding(facts(told, numbers), (0, 0, 0, 2))
    yield from sources((line for told in entity.sections.values() for line in told), numbers)


def moments(found: Sequence[Moment]) -> Iterator[RenderableType]:
    """Facts in the order of time, each with the words of the first source that states it."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(min_width=10, no_wrap=True)
    grid.add_column()
    for each in found:
        grid.add_row(Text(each.when), _modal(each.text, each.modality))
        first = each.statements[0]
        more = f" and {len(each.statements) - 1} more" if len(each.statements) > 1 else ""
        grid.add_row("", Text(f"“{first.quote}” ({first.document.id}{more})", style="dim"))
    yield grid


_TOLD = ("sentence", "quote", "document", "document_title", "document_date")


def told(found: FactTable) -> Iterator[RenderableType]:
    """Facts or events of a table as sentences, each with the words that state it; a line at the end counts."""
    place = {name: number for number, name in enumerate(found.columns)}
    for row in found.rows:
        sentence, quote, document, title, day = (row[place[name]] for name in _TOLD)
        yield Text(str(sentence))
        about = _about(str(document), str(title or ""), str(day) if day else None)
        reports = row[place["reports"]] if "reports" in place else 1
        more = f", {reports} reports" if reports != 1 else ""
        yield Padding(Text(f"“{quote}” {about}{more}", style="dim"), (0, 0, 0, 2))
    what = "event" if "reports" in place else "fact"
    yield Text(f"{len(found.rows)} {what}" + ("" if len(found.rows) == 1 else "s"))


def several(name: str, found: Sequence[Match]) -> Iterator[RenderableType]:
    """What to say where a name stands for more entities than cards can be shown."""
    yield Text(f"{name!r} stands for {len(found)} entities; look one up by its id:")
    for each in found:
        yield Text(f"  {each.name}  ({each.entity})")


def facts(told: Iterable[Line], numbers: Mapping[str, int]) -> Grid:
    """Lines with their dates, each with the words that state it below."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(min_width=10, no_wrap=True)
    grid.add_column()
    for line in told:
        grid.add_row(Text(line.when or "undated"), _modal(line.text, line.modality))
        for quote, cited in _quotes(line, numbers):
            grid.add_row("", Text(f"“{quote}” {cited}", style="dim"))
    return grid


def sources(told: Iterable[Line], numbers: Mapping[str, int]) -> Iterator[RenderableType]:
    """The documents behind some lines, by their numbers; nothing where there is none."""
    every = {source.document: source for line in told for source in line.sources}
    about = ((number, every[document]) for document, number in numbers.items())
    yield from _listed({f"[{number}]": _about(each.document, each.title, each.date) for number, each in about})


def _listed(cited: Mapping[str, str]) -> Iterator[RenderableType]:
    if not cited:
        return
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column()
    for number, about in cited.items():
        grid.add_row(number, Text(about))
    yield Text("\nSources", style="bold")
    yield Padding(grid, (0, 0, 0, 2))


def _modal(sentence: str, modality: str) -> Text:
    """A fact in words; what did not happen says so first."""
    text = Text(sentence)
    return text if modality == "actual" else Text(f"{modality}: ", style="bold").append_text(text)


def _quotes(line: Line, numbers: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The words of a line's sources, each once, with the numbers of the documents that have them."""
    found: dict[str, list[int]] = {}
    for source in line.sources:
        found.setdefault(source.quote, []).append(numbers[source.document])
    for quote, cited in found.items():
        yield quote, "".join(f"[{number}]" for number in sorted(cited))


def _about(document: str, title: str, date: str | None) -> str:
    known = [part for part in (title, date) if part and part != document]
    return f"{', '.join(known)} ({document})" if known else document


def offers(name: str, found: Sequence[Match]) -> Iterator[RenderableType]:
    """What to say where no entity goes by a name."""
    yield Text(f"No entity goes by {name!r}." + (" Near it are:" if found else ""))
    for each in found:
        yield Text(f"  {each.name}  ({each.entity})")


def faults(found: Sequence[Fault]) -> Iterator[RenderableType]:
    """What is wrong, each with where it is and the words that state it; a line at the end says how much."""
    for fault in found:
        where = f"fact {fault.fact}" if fault.fact else fault.node
        got = f"; it is {fault.value!r}" if fault.value else ""
        yield Text(f"{fault.document}: {where}: {fault.message}{got}")
        if fault.quote:
            yield Padding(Text(f"“{fault.quote}”", style="dim"), (0, 0, 0, 2))
    yield Text(f"{len(found)} faults" if len(found) != 1 else "1 fault")


def contradictions(found: Sequence[Contradiction]) -> Iterator[RenderableType]:
    """What cannot all be so, each with the statements, their documents and their facts; a line at the end counts."""
    for each in found:
        yield Text(each.sentence)
        for statement in each.statements:
            document = statement.document
            where = ", ".join(part for part in (document.heading, document.date) if part)
            said = f"“{statement.quote}” ({where})\nfact {statement.id} of document {document.id}"
            yield Padding(Text(said, style="dim"), (0, 0, 0, 2))
    yield Text(f"{len(found)} contradictions" if len(found) != 1 else "1 contradiction")


def counts(held: Counts) -> Grid:
    """What a store holds, a row a kind."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column()
    grid.add_column(justify="right")
    parts = {"Entities": held.entities, "Facts": held.facts, "Modalities": held.modalities}
    grid.add_row(Text("Documents", style="bold"), str(held.documents))
    for heading, kinds in parts.items():
        grid.add_row(Text(heading, style="bold"), str(sum(kinds.values())) if heading != "Modalities" else "")
        for kind, count in kinds.items():
            if count:
                grid.add_row(f"  {kind}", str(count))
    grid.add_row(Text("Happenings", style="bold"), str(held.happenings))
    grid.add_row(Text("Quads", style="bold"), str(held.quads))
    return grid
