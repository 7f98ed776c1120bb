from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode

from graph.errors import QueryError, StoreError
from graph.knowledge import KnowledgeGraph
from graph.query import answer, shown, table
from graph.reading import Reading
from graph.store import Store
from graph.terms import TERMS

MEMBERS = "SELECT ?name { ?state lg:memberOf organisation:nato ; skos:prefLabel ?name } ORDER BY ?name"
PAIRS = "CONSTRUCT { ?a lg:met ?b } WHERE { ?a lg:met ?b }"
# Every triple with every other, three times over: no machine ends this.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def path(tmp_path: Path, readings: list[Reading]) -> Path:
    with KnowledgeGraph.open(tmp_path / "store") as graph:
        graph.add(readings)
    return tmp_path / "store"


@pytest.mark.parametrize(
    ("sparql", "variables", "rows"),
    [
        (MEMBERS, ("name",), ((Literal("Finland"),), (Literal("Sweden"),))),
        ("SELECT ?x ?y { VALUES (?x ?y) { (UNDEF 1) } }", ("x", "y"), ((None, Literal(1)),)),
        ("SELECT ?x { FILTER(false) }", ("x",), ()),
        ("ASK { state:FI lg:memberOf organisation:nato }", ("answer",), ((Literal(True),),)),
        ("ASK { state:GE lg:memberOf organisation:nato }", ("answer",), ((Literal(False),),)),
        (
            "CONSTRUCT { ?s a lg:State } WHERE { ?s lg:recognised ?o }",
            ("subject", "predicate", "object"),
            ((TERMS.entity("state/SE"), NamedNode(str(rdflib.RDF.type)), TERMS.term("State")),),
        ),
        ("CONSTRUCT { ?s a lg:State } WHERE { ?s lg:threatened ?o }", ("subject", "predicate", "object"), ()),
    ],
)
def test_table_gives_rows_of_terms(
    path: Path, sparql: str, variables: tuple[str, ...], rows: tuple[tuple[object, ...], ...]
) -> None:
    found = table(path, sparql)
    assert (found.variables, found.rows) == (variables, rows)


def test_table_keeps_text_whole(path: Path) -> None:
    text = table(path, "SELECT ?text { document:visit-2024 lg:text ?text }").rows[0][0]
    with KnowledgeGraph.open(path, read_only=True) as graph:
        reading = graph.reading("visit-2024")
    assert reading is not None
    assert text == Literal(reading.document.text)
    assert "\n\n" in reading.document.text


def test_answer_in_each_format(path: Path) -> None:
    assert answer(path, MEMBERS, format="csv").decode().split() == ["name", "Finland", "Sweden"]
    assert answer(path, MEMBERS, format="tsv").decode().split() == ["?name", '"Finland"', '"Sweden"']
    found = json.loads(answer(path, MEMBERS, format="json"))
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == ["Finland", "Sweden"]
    assert b"<literal>Finland</literal>" in answer(path, MEMBERS, format="xml")
    assert json.loads(answer(path, "ASK { ?s a lg:Visit }", format="json"))["boolean"] is True


def test_answer_in_turtle_is_read_by_others_and_always_the_same(path: Path) -> None:
    written = {answer(path, PAIRS, format="ttl") for _ in range(3)}
    assert len(written) == 1
    assert len(rdflib.Graph().parse(data=written.pop(), format="turtle")) == 2
    assert len(answer(path, PAIRS, format="nt").splitlines()) == 2


@pytest.mark.parametrize(
    ("sparql", "format", "message"),
    [
        (MEMBERS, "ttl", "csv, tsv, json, xml; got 'ttl'"),
        (MEMBERS, "pdf", "got 'pdf'"),
        ("ASK { ?s ?p ?o }", "nt", "got 'nt'"),
        (PAIRS, "csv", "ttl or nt or rdf; got 'csv'"),
    ],
)
def test_answer_refuses_a_format_that_does_not_fit(path: Path, sparql: str, format: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        answer(path, sparql, format=format)


def test_answer_ends_at_the_deadline(path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryError, match=r"longer than 0\.7 s and was ended"):
        answer(path, ENDLESS, timeout=0.7)
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("sparql", "lines"),
    [
        (
            "SELECT ?x\nWHERE { ?x ?p }",
            ["the query has a fault in line 2, column 16: expected", "  WHERE { ?x ?p }", "                 ^"],
        ),
        (
            "ASK { ?x foaf:name ?y }",
            ["line 1, column 19: the prefix is not known; known are agreement, dc,", "  ASK { ?x foaf:name ?y }"],
        ),
        ("", ["the query has a fault in line 1, column 1"]),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", ["a question asks, and changes nothing"]),
        ("SELECT ?x { ?x a lg:Visit", ["line 1, column 26", "SELECT ?x { ?x a lg:Visit"]),
    ],
)
def test_table_shows_where_the_fault_is(path: Path, sparql: str, lines: list[str]) -> None:
    with pytest.raises(QueryError) as caught:
        table(path, sparql)
    for line in lines:
        assert line in str(caught.value)


def test_table_of_no_store_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        table(tmp_path / "none", MEMBERS)


def test_table_is_asked_beside_one_that_writes(path: Path, visit: Reading) -> None:
    with KnowledgeGraph.open(path) as graph:
        graph.remove("visit-2024")
        assert table(path, MEMBERS).rows == ()


def test_table_is_asked_from_any_folder(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A folder of the same name as our package must not be taken for it.
    (tmp_path / "elsewhere" / "graph").mkdir(parents=True)
    (tmp_path / "elsewhere" / "graph" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert len(table(path, MEMBERS)) == 2


def test_table_cannot_change_the_store(path: Path) -> None:
    with pytest.raises(QueryError):
        table(path, "DROP ALL")
    with Store.open(path, read_only=True) as store:
        assert len(store.view) > 100


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (Literal("a\nb"), "a\nb"),
        (Literal("2024-01-01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")), "2024-01-01"),
        (TERMS.entity("person/jens-stoltenberg"), "person:jens-stoltenberg"),
        (TERMS.entity("E1"), "https://w3id.org/legation/id/E1"),
        (TERMS.term("Visit"), "lg:Visit"),
        (NamedNode("http://www.wikidata.org/entity/Q227"), "wd:Q227"),
        (NamedNode("https://example.org/"), "https://example.org/"),
        (BlankNode("b"), "_:b"),
    ],
)
def test_shown_is_short(value: object, expected: str) -> None:
    assert shown(value, TERMS) == expected  # type: ignore[arg-type]
