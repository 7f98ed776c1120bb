from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal

from graph.background import background
from graph.export import exported
from graph.facts import Membership
from graph.gazetteer import load
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document
from graph.terms import TERMS, Terms

MEMBERS = "SELECT DISTINCT ?state { GRAPH lg:background { ?state lg:memberOf organisation:nato } }"


@pytest.fixture(scope="module")
def graph() -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph.open() as opened:
        opened.add_background()
        yield opened


def test_background_is_one_graph_in_a_fixed_order() -> None:
    quads = background()
    assert {quad.graph_name for quad in quads} == {TERMS.background}
    assert background() == quads
    assert len(set(quads)) == len(quads) > 20_000


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("ASK { GRAPH lg:background { state:FI lg:memberOf organisation:nato } }", True),
        ("ASK { GRAPH lg:background { state:AT lg:memberOf organisation:nato } }", False),
        ("ASK { GRAPH lg:background { state:GB lg:memberOf organisation:eu } }", False),
        ("ASK { GRAPH lg:background { state:GB lg:formerMemberOf organisation:eu } }", True),
        ("ASK { GRAPH lg:background { state:AZ a lg:State ; owl:sameAs wd:Q227 } }", True),
        ("ASK { state:FI lg:memberOf organisation:nato }", False),  # no document says so
    ],
)
def test_background_is_seen_where_it_is_named(graph: KnowledgeGraph, sparql: str, expected: bool) -> None:
    assert graph.query(sparql).rows == ((Literal(expected),),)


def test_background_gives_the_treaty_and_the_days(graph: KnowledgeGraph) -> None:
    (row,) = graph.query(
        "SELECT ?begin ?end ?source { GRAPH lg:background { "
        "?fact lg:member state:GB ; lg:body organisation:eu ; lg:begin ?begin ; lg:end ?end ; dc:source ?source } }"
    )
    assert row["begin"] == Literal("1973-01-01", datatype=row["begin"].datatype)
    assert row["end"] == Literal("2020-02-01", datatype=row["end"].datatype)  # the end is exclusive
    assert "Accession" in row["source"].value


def test_background_is_no_document(graph: KnowledgeGraph) -> None:
    assert list(graph.documents()) == list(graph.entities()) == list(graph.facts()) == []
    assert graph.entity("state/FI") is None
    assert list(graph.store.graph(DefaultGraph())) == []
    assert exported(graph, "turtle").strip() == b""


def test_background_leaves_documents_as_they_are(fresh: KnowledgeGraph, readings: list[Reading]) -> None:
    fresh.add(readings)
    before = [list(fresh.facts()), list(fresh.entities()), exported(fresh, "turtle"), fresh.counts().facts]
    fresh.add_background()
    assert [list(fresh.facts()), list(fresh.entities()), exported(fresh, "turtle"), fresh.counts().facts] == before
    # Documents that go take nothing of it along.
    for reading in readings:
        fresh.remove(reading.document.id)
    assert len(fresh.query(MEMBERS)) == 32
    assert list(fresh.store.graph(DefaultGraph())) == []


def test_background_is_put_in_place_of_the_old(graph: KnowledgeGraph) -> None:
    before = set(graph.store.quads())
    graph.add_background()
    assert set(graph.store.quads()) == before


def test_background_moves_with_the_namespaces() -> None:
    terms = Terms(namespace="https://example.org/d#", base="https://example.org/x/")
    assert not any("w3id.org" in str(quad) for quad in background(terms=terms))


def test_background_can_be_left_out_where_graphs_are_asked(readings: list[Reading]) -> None:
    asked = "SELECT DISTINCT ?document {{ GRAPH ?document {{ {} ?fact a lg:Membership }} }}"
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        graph.add_background()
        everywhere, documents = (graph.query(asked.format(also)).rows for also in ("", "?document a lg:Document ."))
        assert set(everywhere) - set(documents) == {(TERMS.background,)}
        assert documents == ((TERMS.document("visit-2024"),),)


def test_questions_of_the_page_on_asking(root: Path) -> None:
    page = (root / "docs" / "asking.md").read_text("utf-8")
    members, differing = re.findall(r"^legation query '(.*?)'$", page, re.MULTILINE | re.DOTALL)
    said = Membership(member="state/SE", body="organisation/asean", evidence=((0, 6),))
    right = Membership(member="state/SE", body="organisation/eu", evidence=((0, 6),))
    known = load()
    ids = ("state/SE", "organisation/asean", "organisation/eu")
    reading = Reading(
        document=Document(id="d", text="Sweden belongs to them."),
        entities={id: entity for id in ids if (entity := known.entity(id))},
        facts=(said, right),
    )
    with KnowledgeGraph.open() as graph:
        graph.add([reading])
        assert len(graph.query(members)) == 0
        graph.add_background()
        found = graph.query(members)
        assert found.variables == ("state", "since", "source")
        assert len(found) == 11
        assert found.rows[0][0] == TERMS.entity("state/ID")
        assert graph.query(differing).rows == ((TERMS.entity("state/SE"), TERMS.entity("organisation/asean")),)
