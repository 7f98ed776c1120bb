from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal

from graph.errors import QueryError, RecordError, StoreError
from graph.facts import Visit
from graph.knowledge import KnowledgeGraph
from graph.quads import canonical, to_quads
from graph.reading import Reading
from graph.records import Document, Entity


@pytest.fixture
def graph(fresh: KnowledgeGraph, readings: list[Reading]) -> KnowledgeGraph:
    assert fresh.add(readings) == 3
    return fresh


def named(id: str, *names: str, document: str = "x", **about: str) -> Reading:
    """A document that only names somebody."""
    entity = Entity.from_dict(id, {"type": "Person", "names": list(names), **about})
    return Reading(document=Document(id=document, text="…"), entities={id: entity}, facts=())


def test_graph_gives_readings_back(graph: KnowledgeGraph, readings: list[Reading]) -> None:
    for reading in readings:
        assert graph.reading(reading.document.id) == canonical(reading)
    assert graph.reading("no-such-document") is None


def test_graph_is_the_same_when_opened_again(lasting: Path, readings: list[Reading]) -> None:
    with KnowledgeGraph.open(lasting) as graph:
        graph.add(readings)
        before = list(graph.facts())
    with KnowledgeGraph.open(lasting, read_only=True) as graph:
        assert list(graph.facts()) == before
        with pytest.raises(StoreError):
            graph.add(readings)


def test_graph_keeps_texts_of_any_character(lasting: Path) -> None:
    text = 'é 😀 \x00 \x1f \u2028 \ufffe \\ " \r\n'
    with KnowledgeGraph.open(lasting) as graph:
        graph.add([Reading(document=Document(id="d", text=text), entities={}, facts=())])
    with KnowledgeGraph.open(lasting) as graph:
        assert [document.text for document in graph.documents()] == [text]


def test_documents_come_in_the_order_of_their_ids(graph: KnowledgeGraph, readings: list[Reading]) -> None:
    assert list(graph.documents()) == sorted((reading.document for reading in readings), key=lambda each: each.id)


def test_add_takes_more_than_a_batch(fresh: KnowledgeGraph) -> None:
    many = (named(f"p{number}", "P", document=f"d{number:03}") for number in range(250))
    assert fresh.add(many) == 250
    assert sum(1 for _ in fresh.documents()) == 250


def test_add_of_the_same_documents_changes_nothing(graph: KnowledgeGraph, readings: list[Reading]) -> None:
    before = set(graph.store.engine.match(None, None, None, None))
    assert before
    assert graph.add(readings) == 3
    assert set(graph.store.engine.match(None, None, None, None)) == before


def test_add_replaces_what_was_read_before(graph: KnowledgeGraph, visit: Reading) -> None:
    graph.add([replace(visit, facts=visit.facts[:1])])
    assert graph.reading("visit-2024") == canonical(replace(visit, facts=visit.facts[:1]))
    assert [statement.fact.type for statement in graph.facts(type="visit")] == ["visit"]  # of another document


def test_add_stops_at_a_reading_that_is_broken(graph: KnowledgeGraph, visit: Reading) -> None:
    broken = replace(visit, facts=(Visit(visitor=("nobody",)),))
    with pytest.raises(RecordError, match="nobody"):
        graph.add([named("q", "Q"), broken])
    assert graph.reading("visit-2024") == canonical(visit)


def test_remove_takes_one_document_away(graph: KnowledgeGraph, readings: list[Reading]) -> None:
    assert graph.remove("visit-2024") is True
    assert graph.remove("visit-2024") is False
    assert [document.id for document in graph.documents()] == ["news-2025", "talks-2025"]
    assert not [statement for statement in graph.facts() if statement.document.id == "visit-2024"]


def test_what_is_taken_out_while_it_is_read_is_passed_over(
    graph: KnowledgeGraph, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, facts = [*graph.documents()], [*graph.facts()]
    # What was listed before one document goes is what a reader has in hand when another process takes it out.
    for listing in ("_instances", "_fact_nodes"):
        monkeypatch.setattr(graph, listing, cache(getattr(graph, listing)))
    assert [*graph.documents()] == whole and [*graph.facts()] == facts
    gone = facts[0].document
    graph.remove(gone.id)
    assert [*graph.documents()] == [each for each in whole if each != gone]
    assert [*graph.facts()] == [each for each in facts if each.document != gone]


def test_entities_are_merged_and_sorted(graph: KnowledgeGraph) -> None:
    ids = [entity.id for entity in graph.entities()]
    assert ids == sorted(set(ids))
    assert len(ids) == 17
    assert [entity.id for entity in graph.entities(type="Place")] == [
        "place/baku", "place/tbilisi", "place/washington",
    ]  # fmt: skip


def test_entity_has_the_names_of_all_documents(fresh: KnowledgeGraph) -> None:
    fresh.add([
        named("p", "Recep Tayyip Erdoğan", "Erdoğan", document="a"),
        named("p", "Recep Tayyip Erdoğan", "Mr Erdoğan", document="b"),
        named("p", "Erdoğan", document="c", wikidata="Q39259"),
    ])  # fmt: skip
    assert fresh.entity("p") == Entity(
        id="p", type="Person", names=("Recep Tayyip Erdoğan", "Erdoğan", "Mr Erdoğan"), wikidata="Q39259"
    )


def test_entity_takes_the_first_by_alphabet_where_documents_disagree(fresh: KnowledgeGraph) -> None:
    fresh.add([named("p", "B", document="a"), named("p", "A", document="b")])
    assert fresh.entity("p") == Entity(id="p", type="Person", names=("A", "B"))


def test_entity_unknown_is_none(graph: KnowledgeGraph) -> None:
    assert graph.entity("person/nobody") is None
    assert graph.entity("state/A") is None  # near state/AZ


def test_facts_come_by_date_with_undated_ones_last(graph: KnowledgeGraph) -> None:
    dates = [getattr(each.fact, "date", None) or getattr(each.fact, "start", None) for each in graph.facts()]
    dated = [date for date in dates if date]
    assert len(dates) == 19
    assert dates[: len(dated)] == dated == sorted(dated)


@pytest.mark.parametrize(
    ("entity", "type", "expected"),
    [
        ("person/jens-stoltenberg", "visit", ["2024-03-18", "2024-03-20", None]),
        ("place/baku", "visit", ["2024-03-18"]),
        ("person/ilham-aliyev", "visit", ["2024-03-18"]),  # the host
        ("state/AZ", "visit", []),  # the country of the place, and no part of the fact
        ("person/nobody", "visit", []),
        (None, "meeting", ["2025-08", None]),
    ],
)
def test_facts_of_an_entity_and_type(
    graph: KnowledgeGraph, entity: str | None, type: str, expected: list[str | None]
) -> None:
    found = [getattr(each.fact, "date", None) for each in graph.facts(entity=entity, type=type)]
    assert found == expected


def test_facts_of_an_entity_are_those_that_name_it(graph: KnowledgeGraph) -> None:
    for entity in graph.entities():
        naming = [each for each in graph.facts() if entity.id in {key for _, key in each.fact.entities()}]
        assert list(graph.facts(entity=entity.id)) == naming


def test_statement_has_the_words_of_its_document(graph: KnowledgeGraph) -> None:
    statement = next(graph.facts(type="visit"))
    assert statement.document.title == "Stoltenberg in Baku"
    assert statement.quote == "Jens Stoltenberg visited Baku on 18 March 2024 … a guest of President Ilham Aliyev"
    assert statement.id == statement.fact.id("visit-2024")


def test_facts_of_no_such_type_are_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(RecordError, match="got 'tour'"):
        list(graph.facts(type="tour"))
    with pytest.raises(RecordError, match="got 'Country'"):
        list(graph.entities(type="Country"))


def test_query_sees_all_documents_and_knows_prefixes(graph: KnowledgeGraph) -> None:
    table = graph.query("SELECT ?name { state:FI lg:memberOf organisation:nato ; skos:prefLabel ?name }")
    assert list(table) == [{"name": Literal("Finland")}]
    assert graph.query("ASK { person:jens-stoltenberg lg:visited state:GE }").rows == ((Literal(False),),)
    triples = graph.query("CONSTRUCT { ?a lg:met ?b } WHERE { ?a lg:met ?b }")
    assert triples.variables == ("subject", "predicate", "object")
    assert len(triples) == 2


def test_query_knows_which_document_says_so(graph: KnowledgeGraph) -> None:
    table = graph.query("SELECT ?g { GRAPH ?g { state:SE lg:recognised state:GE } }")
    assert [row["g"] for row in table] == [graph.store.terms.document("talks-2025")]


def test_query_counts_a_triple_once_however_many_documents_have_it(graph: KnowledgeGraph) -> None:
    table = graph.query("SELECT (COUNT(?name) AS ?n) { state:SE skos:prefLabel ?name }")
    assert table.rows == ((Literal(1),),)
    assert len(graph.query("SELECT ?g { GRAPH ?g { state:SE skos:prefLabel ?name } }")) == 3


def test_query_sees_what_is_left_when_a_document_goes(graph: KnowledgeGraph) -> None:
    asked = "ASK { state:SE skos:prefLabel ?name }"
    for document in ("visit-2024", "talks-2025"):
        graph.remove(document)
        assert graph.query(asked).rows == ((Literal(True),),)
    graph.remove("news-2025")
    assert graph.query(asked).rows == ((Literal(False),),)
    assert list(graph.store.engine.match(None, None, None, None)) == []


def test_query_sees_the_union_of_documents_after_any_change(
    graph: KnowledgeGraph, visit: Reading, talks: Reading, news: Reading
) -> None:
    graph.add([replace(visit, facts=visit.facts[2:]), replace(talks, document=replace(talks.document, date="2024"))])
    graph.remove("news-2025")
    graph.add([news, replace(news, document=replace(news.document, id="copy"))])
    graph.add([visit])
    triples = {quad.triple for quad in graph.store.quads()}
    assert {quad.triple for quad in graph.store.graph(DefaultGraph())} == triples


def test_query_with_a_fault_says_where(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="line 1, column 18"):
        graph.query("SELECT ?x {{ ?x }")


def test_counts_what_there_is(graph: KnowledgeGraph, readings: list[Reading]) -> None:
    counts = graph.counts()
    assert counts.documents == 3
    assert counts.entities["State"] == 5
    assert counts.facts == {
        "role": 4, "membership": 4, "visit": 3, "meeting": 2, "mission": 1, "agreement": 2, "participation": 1,
        "relation": 2,
    }  # fmt: skip
    assert counts.modalities == {
        "actual": 14, "planned": 1, "possible": 1, "requested": 1, "denied": 1, "cancelled": 1,
    }  # fmt: skip
    of_documents = sum(len(to_quads(each)) for each in readings)
    assert counts.quads == len(list(graph.store.quads())) > of_documents
    happened = list(graph.store.graph(graph.store.terms.happenings))
    assert counts.quads == of_documents + len(happened)


def test_counts_of_an_empty_graph_are_nought(fresh: KnowledgeGraph) -> None:
    counts = fresh.counts()
    assert counts.documents == counts.quads == 0
    assert set(counts.entities.values()) == set(counts.facts.values()) == {0}
