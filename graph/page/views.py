"""What each page shows, as plain values for its template."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graph.articles import articled
from graph.charts import origin, saved
from graph.dates import Interval
from graph.errors import LegationError, RecordError
from graph.keeping.decisions import numbered
from graph.keeping.doubtful import doubtful, known_of
from graph.keeping.register import line
from graph.knowledge import KnowledgeGraph
from graph.lookup import card, named
from graph.name_search import meant, near
from graph.page.answers import cells, tried
from graph.page.editing import may_edit
from graph.page.marked import paragraphs
from graph.page.site import Site
from graph.phrases import sentence
from graph.query import answer, table
from graph.questions import Question, question, questions
from graph.records import Entity
from graph.timeline import moments, timeline

AROUND = 25
"""Entities in the picture of what lies around one."""

PAIRS = 50
"""Pairs of persons that the page for decisions offers at once."""


class NotThereError(LegationError, LookupError):
    """There is no such entity, document or question."""


@contextmanager
def _graph(site: Site) -> Iterator[KnowledgeGraph]:
    """The store as it is now: opened anew for each page, so that what was built meanwhile is there."""
    with KnowledgeGraph.open(site.store, read_only=True) as graph:
        yield graph


def home(site: Site, request: Request) -> dict[str, Any]:
    """How much the store holds, and where to begin."""
    with _graph(site) as graph:
        held, source = graph.counts(), origin(graph, site.store.name)
    return {"title": site.store.name, "counts": held, "source": source, "questions": _asked(site)}


def search(site: Site, request: Request) -> dict[str, Any]:
    """The entities that a name stands for, and those whose names are like it."""
    text = request.query_params.get("q", "").strip()
    with _graph(site) as graph:
        found = meant(graph, text) if text else []
        like = [each for each in near(graph, text, limit=12) if each.entity not in {one.entity for one in found}]
        entities = [entity for each in found if (entity := graph.entity(each.entity))]
    guessed = bool(found) and found[0].how == "like"
    return {
        "title": f"Search: {text}",
        "text": text,
        "asked": text,
        "found": entities,
        "near": like if text else [],
        "guessed": guessed,
    }


def entity(site: Site, request: Request) -> dict[str, Any]:
    """An entity's card."""
    with _graph(site) as graph:
        found = _entity(graph, request)
        day = request.query_params.get("as-of", "").strip()
        made = card(graph, found, day=Interval.parse(day).last if day else None)
        sources = {
            source.document: source for lines in made.sections.values() for line in lines for source in line.sources
        }
        when = bool(moments(graph, [found]))
    numbers = made.sources
    return {"title": found.name, "card": made, "numbers": numbers, "sources": sources, "day": day, "timeline": when}


def documents(site: Site, request: Request) -> dict[str, Any]:
    """All documents, the latest first."""
    with _graph(site) as graph:
        every = sorted(graph.documents(), key=lambda each: (each.date or "", each.id), reverse=True)
    return {"title": "Documents", "documents": every}


def document(site: Site, request: Request) -> dict[str, Any]:
    """A document's text with what its facts rest on, and the facts."""
    with _graph(site) as graph:
        reading = graph.reading(request.path_params["id"])
    if reading is None:
        raise NotThereError(f"there is no document {request.path_params['id']!r}")
    told = reading.document
    facts = [
        (fact.id(told.id), sentence(fact, lambda id: reading.entities[id].name, written=told.date), fact)
        for fact in reading.facts
    ]
    evidence = [(id, span) for id, _, fact in facts for span in fact.evidence]
    chosen = request.query_params.get("fact", "")
    sentences = {id: text for id, text, _ in facts}
    content = {"document": told, "facts": facts, "sentences": sentences, "chosen": chosen}
    return {"title": told.heading, "paragraphs": paragraphs(told.text, evidence), **content}


def questions_page(site: Site, request: Request) -> dict[str, Any]:
    """All saved questions."""
    return {"title": "Questions", "questions": [(each, tried(each)) for each in _asked(site)]}


def question_page(site: Site, request: Request) -> dict[str, Any]:
    """A question as a form, and its answer where it was asked."""
    asked = _question(site, request)
    values = {each.name: request.query_params.get(each.name, "") for each in asked.parameters}
    content: dict[str, Any] = {"title": asked.asks.removesuffix("."), "question": asked, "values": values}
    content |= {"query": request.url.query, "tried": tried(asked)}
    needed = [each.name for each in asked.parameters if not each.optional]
    if (request.query_params and all(values[name].strip() for name in needed)) or not asked.parameters:
        with _graph(site) as graph:
            sparql = _bound(graph, asked, values)
        found = table(site.store, sparql, timeout=site.timeout)
        with _graph(site) as graph:
            rows = cells(graph, found)
        content |= {"columns": found.variables, "rows": rows, "sparql": sparql}
    return content


def question_csv(site: Site, request: Request) -> Response:
    """The answer to a question as CSV."""
    asked = _question(site, request)
    values = {each.name: request.query_params.get(each.name, "") for each in asked.parameters}
    with _graph(site) as graph:
        sparql = _bound(graph, asked, values)
    data = answer(site.store, sparql, format="csv", timeout=site.timeout)
    name = f'attachment; filename="{asked.name}.csv"'
    return Response(data, media_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


def review(site: Site, request: Request) -> dict[str, Any]:
    """The pairs of persons that may be one, and what was decided, the latest first; nothing for who may not decide."""
    if not may_edit(site, request):
        return {"title": "Edit"}
    with _graph(site) as graph:
        taken = [(each, line(each)) for _, each in numbered(graph.store) if not each.automatic]
        every = doubtful(graph)
        known = known_of(graph, every[:PAIRS])
        pairs = [(pair, [(person, known[person.id]) for person in (pair.one, pair.other)]) for pair in every[:PAIRS]]
        return {"title": "Review", "pairs": pairs, "of": len(every), "decisions": taken[::-1]}


def network_picture(site: Site, request: Request) -> Response:
    """What lies around an entity, as SVG."""
    from graph.draw import draw

    with _graph(site) as graph:
        found = _entity(graph, request)
        network, source = graph.network(entity=found.id), origin(graph, site.store.name)
    with TemporaryDirectory() as folder:
        out = Path(folder) / "network.svg"
        draw(
            network, out, title=f"Around {articled(found.id, found.name)}", centre=found.id, limit=AROUND, source=source
        )
        return Response(out.read_bytes(), media_type="image/svg+xml")


def timeline_picture(site: Site, request: Request) -> Response:
    """What happened to an entity in the order of time, as SVG."""
    with _graph(site) as graph:
        found = _entity(graph, request)
        chart = timeline(
            moments(graph, [found]),
            title=f"Timeline of {articled(found.id, found.name)}",
            source=origin(graph, site.store.name),
            limit=100,
        )
    with TemporaryDirectory() as folder:
        out = Path(folder) / "timeline.svg"
        saved(chart.figure, out)
        return Response(out.read_bytes(), media_type="image/svg+xml")


def _entity(graph: KnowledgeGraph, request: Request) -> Entity:
    id = request.path_params["id"]
    try:
        found = graph.entity(id)
    except RecordError:
        found = None
    if found is None:
        raise NotThereError(f"no document names an entity {id!r}")
    return found


def _asked(site: Site) -> list[Question]:
    return list(questions(site.questions).values())


def _question(site: Site, request: Request) -> Question:
    with _graph(site) as graph:
        terms = graph.store.terms
    try:
        return question(request.path_params["name"], site.questions, terms=terms)
    except LegationError as error:
        raise NotThereError(str(error)) from error


def _bound(graph: KnowledgeGraph, asked: Question, values: dict[str, str]) -> str:
    return asked.bound(values, lambda each, types: named(graph, each, types=types).id, terms=graph.store.terms)
