"""Saved questions are asked of Oxigraph and of rdflib, which fail in different places, and must agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import rdflib

from graph.errors import KnowledgeError
from graph.facts import Document, Reading
from graph.formats import serialised
from graph.knowledge import KnowledgeGraph
from graph.ontology import question, questions
from graph.quads import to_quads
from graph.query import shown
from graph.terms import TERMS, Terms

# rdflib 7.6 warns of its own use of names that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")

Rows = list[tuple[str, ...]]
Ask = Callable[[list[Reading], str], Rows]


def by_oxigraph(readings: list[Reading], sparql: str) -> Rows:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        return [tuple(shown(value, TERMS) for value in row) for row in graph.query(sparql).rows]


def by_rdflib(readings: list[Reading], sparql: str) -> Rows:
    data = rdflib.Dataset(default_union=True)
    quads = [quad for reading in readings for quad in to_quads(reading)]
    data.parse(data=serialised(quads, "nq"), format="nquads")
    prefixes = sorted(TERMS.prefixes().items(), key=lambda item: -len(item[1]))

    def short(value: object) -> str:
        text = "" if value is None else str(value)
        fitting = (f"{prefix}:{text.removeprefix(iri)}" for prefix, iri in prefixes if text.startswith(iri))
        return next(fitting, text)

    return [tuple(map(short, row)) for row in data.query(sparql)]


@pytest.fixture(params=[by_oxigraph, by_rdflib])
def ask(request: pytest.FixtureRequest) -> Ask:
    return request.param


def dated(reading: Reading, date: str | None) -> Reading:
    """The same said by another document, of another date."""
    return replace(reading, document=replace(reading.document, id=f"{reading.document.id}-again", date=date))


def test_questions_are_listed_with_what_they_ask() -> None:
    assert list(questions()) == ["holders", "planned", "shared-memberships", "visits"]
    assert questions()["visits"].startswith("Who visited a country in a year")
    assert all(asked.endswith(".") for asked in questions().values())


def test_question_unknown_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KnowledgeError, match=r"holders, planned.*got 'visit'"):
        question("visit")


def test_question_moves_with_the_namespaces() -> None:
    moved = question("visits", terms=Terms(namespace="https://example.org/d#", base="https://example.org/x/"))
    assert "w3id.org" not in moved
    assert "PREFIX state: <https://example.org/x/state/>" in moved


def test_visits_gives_guest_host_and_words(ask: Ask, readings: list[Reading]) -> None:
    rows = ask(readings, question("visits"))
    said = "Jens Stoltenberg visited Baku on 18 March 2024", "a guest of President Ilham Aliyev"
    assert rows == [
        ("Jens Stoltenberg", "Baku", "Ilham Aliyev", "2024-03-18", words, "document:visit-2024") for words in said
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("state:AZ", "state:GE"),  # a planned and a cancelled visit only
        ("2024-01-01", "2024-03-19"),  # begins the day after
        ("2025-01-01", "2024-03-18"),  # ends on the day, and the end is exclusive
    ],
)
def test_visits_leaves_out_what_did_not_happen_there_and_then(
    ask: Ask, readings: list[Reading], old: str, new: str
) -> None:
    assert ask(readings, question("visits").replace(old, new)) == []


@pytest.mark.parametrize(("day", "found"), [("2024-03-18", True), ("2024-03-17", False), ("2024-03-19", False)])
def test_holders_vouches_for_the_day_of_the_document(ask: Ask, readings: list[Reading], day: str, found: bool) -> None:
    rows = ask(readings, question("holders").replace("2024-03-18", day))
    held = ("Jens Stoltenberg", "Secretary General", "2024-03-18", "2024-03-19", "1", "person:jens-stoltenberg")
    assert rows == ([held] if found else [])


def test_holders_spans_from_the_first_document_to_the_last(ask: Ask, visit: Reading) -> None:
    both = [visit, dated(visit, "2020-06")]
    rows = ask(both, question("holders").replace("2024-03-18", "2022-01-01"))
    assert [row[2:5] for row in rows] == [("2020-06-01", "2024-03-19", "2")]


def test_holders_takes_a_start_that_is_given(ask: Ask, readings: list[Reading]) -> None:
    asked = question("holders").replace("organisation:nato", "<https://w3id.org/legation/id/state/SE>")
    asked = asked.replace('"secretary general"', '"ambassador"')
    assert ask(readings, asked.replace("2024-03-18", "2022-12-31")) == []
    rows = ask(readings, asked.replace("2024-03-18", "2023-01-01"))
    assert [(row[0], row[2]) for row in rows] == [("Elin Åkerö", "2023-01-01")]


def test_holders_leaves_former_ones_without_dates_out(ask: Ask, news: Reading) -> None:
    assert ask([news], question("holders").replace("2024-03-18", "2025-06-01")) == []


def test_shared_memberships_names_states_in_both(ask: Ask, readings: list[Reading]) -> None:
    assert ask(readings, question("shared-memberships")) == [("Finland", "state:FI"), ("Sweden", "state:SE")]


def test_shared_memberships_counts_members_only(ask: Ask, visit: Reading) -> None:
    facts = tuple(
        replace(fact, kind="candidate") if fact.type == "membership" and fact.member == "state/SE" else fact
        for fact in visit.facts
    )
    assert ask([replace(visit, facts=facts)], question("shared-memberships")) == [("Finland", "state:FI")]


def test_planned_lists_what_is_ahead(ask: Ask, readings: list[Reading]) -> None:
    rows = ask(readings, question("planned"))
    assert [row[:4] for row in rows] == [
        ("2024-03-20", "lg:Visit", "will visit Tbilisi from 20 to 22 March", "document:visit-2024")
    ]


@pytest.mark.parametrize(
    ("date", "left"),
    [("2024-03-25", 0), ("2024-03-18", 0), ("2023", 1), (None, 1)],
    ids=["later", "same day", "before", "undated"],
)
def test_planned_leaves_out_what_was_done_since(ask: Ask, visit: Reading, date: str | None, left: int) -> None:
    done = tuple(replace(fact, modality="actual") for fact in visit.facts if fact.modality == "planned")
    later = dated(replace(visit, facts=done), date)
    assert len(ask([visit, later], question("planned"))) == left


def test_planned_keeps_what_the_same_document_tells_of_before(ask: Ask, visit: Reading) -> None:
    # Somebody who was there on Monday and will be there again on Friday is still expected.
    done = tuple(replace(fact, modality="actual", date="2024-03-01", end=None) for fact in visit.facts
                 if fact.modality == "planned")  # fmt: skip
    assert len(ask([replace(visit, facts=(*visit.facts, *done))], question("planned"))) == 1


def test_questions_answer_an_empty_graph(ask: Ask) -> None:
    empty = Reading(document=Document(id="empty", text="Nothing happened."), entities={}, facts=())
    for name in questions():
        assert ask([empty], question(name)) == [], name
