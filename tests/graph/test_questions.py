"""Saved questions are asked of Oxigraph and of rdflib, which fail in different places, and must agree."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rdflib

from graph.dates import Interval
from graph.errors import KnowledgeError, QueryError, RecordError
from graph.facts import fact_from_dict
from graph.formats import serialised
from graph.knowledge import KnowledgeGraph, Statement
from graph.lookup import named
from graph.query import shown
from graph.question_page import page
from graph.questions import parsed, question, questions
from graph.reading import Reading
from graph.records import Document, Entity
from graph.selection import within
from graph.terms import TERMS, Terms
from graph.valid_time import held

# rdflib 7.6 warns of its own use of names that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")

Rows = list[tuple[str, ...]]
Ask = Callable[..., Rows]


def bound(readings: list[Reading], name: str, values: dict[str, str]) -> str:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        return question(name).bound(values, lambda each, types: named(graph, each, types=types).id)


def by_oxigraph(readings: list[Reading], name: str, **values: str) -> Rows:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        found = graph.query(bound(readings, name, values))
        return [tuple(shown(value, TERMS) for value in row) for row in found.rows]


def by_rdflib(readings: list[Reading], name: str, **values: str) -> Rows:
    data = rdflib.Dataset(default_union=True)
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        quads = list(graph.store.quads())
    data.parse(data=serialised(quads, "nq"), format="nquads")
    prefixes = sorted(TERMS.prefixes().items(), key=lambda item: -len(item[1]))

    def short(value: object) -> str:
        text = "" if value is None else str(value)
        fitting = (f"{prefix}:{text.removeprefix(iri)}" for prefix, iri in prefixes if text.startswith(iri))
        return next(fitting, text)

    return [tuple(map(short, row)) for row in data.query(bound(readings, name, values))]


@pytest.fixture(params=[by_oxigraph, by_rdflib])
def ask(request: pytest.FixtureRequest) -> Ask:
    return request.param


def dated(reading: Reading, date: str | None) -> Reading:
    """The same said by another document, of another date."""
    return replace(reading, document=replace(reading.document, id=f"{reading.document.id}-again", date=date))


# --- what the files say of themselves ------------------------------------------------------------------------------


def test_questions_are_many_and_say_what_they_ask() -> None:
    known = questions()
    assert len(known) >= 30
    assert list(known) == sorted(known)
    assert [name for name, each in known.items() if not each.asks.endswith(".")] == []
    assert len({each.asks for each in known.values()}) == len(known)


@pytest.mark.parametrize("name", questions())
def test_question_has_an_example_that_its_values_fit(name: str) -> None:
    asked = question(name)
    [example] = asked.examples
    words = [part.strip("'") for part in re.findall(r"'[^']*'|\S+", example)][2:]
    assert words[0] == name
    given = asked.values(words[1:])
    assert set(given) <= {each.name for each in asked.parameters}
    needed = {each.name for each in asked.parameters if not each.optional}
    assert needed <= set(given) or asked.parameters[0].name not in needed


@pytest.mark.parametrize("name", questions())
def test_question_declares_its_prefixes_and_its_values(name: str) -> None:
    sparql = question(name).sparql
    used = set(re.findall(r"(?<![\w?<:])([a-z]+):(?=[\w-])", re.sub(r'"[^"]*"|<[^>\s]*>|#.*', "", sparql)))
    declared = set(re.findall(r"PREFIX (\w+):", sparql))
    assert used == declared
    values = re.findall(r"^  VALUES \?(\w+) \{ \S+ \}$", sparql, re.MULTILINE)
    assert set(values) - {"action"} <= {each.name for each in question(name).parameters}


def test_question_unknown_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KnowledgeError, match=r"holders.*got 'visit'"):
        question("visit")


def test_question_moves_with_the_namespaces() -> None:
    moved = question("visits-to", terms=Terms(namespace="https://example.org/d#", base="https://example.org/x/")).sparql
    assert "w3id.org" not in moved
    assert "PREFIX state: <https://example.org/x/state/>" in moved


def test_questions_of_a_folder_go_first(tmp_path: Path) -> None:
    head = "# Mine.\n#\n# ?who  Person  somebody\n#\n# legation ask mine Ada\n\n"
    own = f"{head}SELECT ?who {{\n  VALUES ?who {{ UNDEF }}\n}}\n"
    for name in ("mine.rq", "planned.rq", "notes.txt"):
        (tmp_path / name).write_text(own, "utf-8")
    known = questions(tmp_path)
    assert known["mine"].asks == known["planned"].asks == "Mine."
    assert "notes" not in known and "visits-to" in known
    with pytest.raises(KnowledgeError, match=r"folder of \.rq files"):
        questions(tmp_path / "none")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT * {}", "first line"),
        ("", "first line"),
        ("# Asks.\n# ?who  Person  somebody\nSELECT * {}", "no line VALUES"),
        ("# Asks.\n# ?who  Human  somebody\nSELECT * {\n  VALUES ?who { UNDEF }\n}", "'Human'"),
        ("# Asks.\n# ?who  person|state  somebody\nSELECT * {\n  VALUES ?who { UNDEF }\n}", "'one of'.*'person.state'"),
    ],
)
def test_question_without_a_head_is_refused(text: str, told: str) -> None:
    with pytest.raises(KnowledgeError, match=told):
        parsed(text, "own.rq")


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["NATO", "chair"], {"body": "NATO", "post": "chair"}),
        (["day=2020", "NATO"], {"day": "2020", "body": "NATO"}),
        (["post=a=b"], {"post": "a=b"}),
        ([], {}),
    ],
)
def test_values_come_by_name_or_in_order(words: list[str], values: dict[str, str]) -> None:
    assert question("holders").values(words) == values


@pytest.mark.parametrize(
    ("words", "told"),
    [(["a", "b", "c", "d"], "'d' is too much"), (["on=2020"], "got 'on'"), (["day=1", "day=2"], "too much")],
)
def test_values_that_do_not_fit_are_refused(words: list[str], told: str) -> None:
    with pytest.raises(QueryError, match=told):
        question("holders").values(words)


def test_bound_takes_no_sparql_from_a_person() -> None:
    sparql = question("holders").bound({"post": '" } DROP ALL #\n'}, lambda each, types: "state/AZ")
    assert r'VALUES ?post { "\" } drop all #" }' in sparql
    with pytest.raises(QueryError, match="takes body, post, day"):
        question("holders").bound({"x": "1"}, lambda each, types: "state/AZ")
    with pytest.raises(RecordError, match="got 'May'"):
        question("holders").bound({"day": "May"}, lambda each, types: "state/AZ")
    with pytest.raises(QueryError, match="got ''"):
        question("holders").bound({"body": ""}, lambda each, types: "state/AZ")


@pytest.mark.parametrize(
    ("day", "asked"), [("2020", "2020-12-31"), ("2020-02", "2020-02-29"), ("2020-02-03", "2020-02-03")]
)
def test_day_of_a_month_or_year_is_its_last(day: str, asked: str) -> None:
    sparql = question("holders").bound({"day": day}, lambda each, types: "state/AZ")
    assert f'VALUES ?day {{ "{asked}"^^<http://www.w3.org/2001/XMLSchema#date> }}' in sparql


def test_word_that_is_none_of_the_possible_ones_is_refused_with_them() -> None:
    busiest = question("busiest")
    with pytest.raises(QueryError, match=r"type is one of person, state, .*, mission; got 'country'"):
        busiest.bound({"type": "country"}, lambda each, types: each)
    assert 'VALUES ?type { "place" }' in busiest.bound({"type": " Place"}, lambda each, types: each)
    [parameter] = busiest.parameters
    classes = re.findall(r'\("(\w+)" lg:(\w+)\)', busiest.sparql)
    assert classes == [(choice, choice.capitalize()) for choice in parameter.choices]
    assert parameter.types == ()


def test_page_of_questions_is_as_they_are(root: Path) -> None:
    assert (root / "docs" / "questions.md").read_text("utf-8") == page(), "run: make docs"


# --- what they answer ----------------------------------------------------------------------------------------------

NAMES = {
    "person/ada-lind": "Ada Lind", "person/bo-berg": "Bo Berg", "person/cleo-diaz": "Cleo Diaz",
    "state/SE": "Sweden", "state/GE": "Georgia", "state/CU": "Cuba", "place/tbilisi": "Tbilisi",
    "place/havana": "Havana", "organisation/nato": "NATO", "organisation/un": "United Nations",
    "event/summit": "Tbilisi summit",
    "agreement/pact": "grain pact", "mission/embassy": "Swedish embassy",
}  # fmt: skip
COUNTRIES = {"place/tbilisi": "state/GE", "place/havana": "state/CU", "mission/embassy": "state/SE"}


def told(id: str, date: str | None, *facts: dict[str, Any]) -> Reading:
    """A document that states some facts; each has a word of its own for evidence."""
    text = " ".join(f"fact{number % 10}" for number in range(len(facts))) or "Nothing."
    entities = {
        key: Entity(id=key, type=key.partition("/")[0].capitalize(), names=(name,), country=COUNTRIES.get(key))  # type: ignore[arg-type]
        for key, name in NAMES.items()
    }
    placed = [fact_from_dict({**fact, "evidence": [(6 * n, 6 * n + 5)]}) for n, fact in enumerate(facts)]
    return Reading(document=Document(id=id, date=date, text=text), entities=entities, facts=tuple(placed))


PACT = "agreement/pact"
ADA, BO, CLEO = "person/ada-lind", "person/bo-berg", "person/cleo-diaz"
SE, GE, CU, NATO, UN = "state/SE", "state/GE", "state/CU", "organisation/nato", "organisation/un"

WORLD = [
    told("a", "2020-05-02",
         {"type": "role", "person": ADA, "title": "Foreign Minister", "body": SE, "start": "2019"},
         {"type": "role", "person": BO, "title": "President", "body": GE},
         {"type": "role", "person": CLEO, "title": "ambassador", "body": CU, "to": GE, "start": "2018", "end": "2021",
          "status": "former"},
         {"type": "visit", "visitor": ADA, "destination": "place/tbilisi", "host": BO, "date": "2020-05-01"},
         {"type": "visit", "visitor": BO, "destination": SE, "date": "2019-03"},
         {"type": "visit", "visitor": [ADA, CLEO], "destination": GE},
         {"type": "meeting", "participant": ADA, "with": BO, "place": "place/tbilisi", "date": "2020-05-01"},
         {"type": "participation", "participant": [ADA, BO], "event": "event/summit", "date": "2020-05"},
         {"type": "participation", "participant": CLEO, "event": "event/summit", "capacity": "observer"}),
    told("b", "2021",
         {"type": "visit", "visitor": ADA, "destination": GE, "date": "2022-01-10", "modality": "planned"},
         {"type": "visit", "visitor": ADA, "destination": "place/havana", "date": "2021-02", "modality": "cancelled"},
         {"type": "meeting", "participant": [ADA, BO, CLEO], "date": "2021-06"},
         {"type": "agreement", "agreement": PACT, "party": [SE, GE], "action": "sign", "date": "2021-06-30"},
         {"type": "agreement", "agreement": PACT, "party": GE, "action": "withdraw", "modality": "possible"},
         {"type": "relation", "source": SE, "target": CU, "action": "sanction", "date": "2021-07"},
         {"type": "relation", "source": CU, "target": SE, "action": "expel", "date": "2021-08-01"},
         {"type": "relation", "source": GE, "target": SE, "action": "accuse", "modality": "denied"},
         {"type": "relation", "source": SE, "target": GE, "action": "recognise", "date": "1992"},
         {"type": "mission", "mission": "mission/embassy", "sender": SE, "receiver": GE, "place": "place/tbilisi",
          "action": "open", "date": "2010"},
         {"type": "meeting", "participant": GE, "with": NATO, "modality": "requested"}),
    told("c", "2022-03",
         {"type": "membership", "member": SE, "body": UN, "start": "1946"},
         {"type": "membership", "member": GE, "body": UN, "start": "1992"},
         {"type": "membership", "member": SE, "body": NATO, "kind": "partner", "start": "1994", "end": "2024"},
         {"type": "membership", "member": GE, "body": NATO, "kind": "candidate"},
         {"type": "membership", "member": CU, "body": UN, "status": "former"}),
]  # fmt: skip

FIRST = "Ada Lind visited Tbilisi, received by Bo Berg, 2020-05-01"
TALKS = "Ada Lind met Bo Berg in Tbilisi, 2020-05-01"
BOTH = "Ada Lind and Cleo Diaz visited Georgia"
SIGNED = "Sweden and Georgia signed the grain pact, 2021-06-30"

ANSWERS: list[tuple[str, dict[str, str], Rows]] = [
    ("visits-to", {"country": "Georgia"}, [
        ("2020-05-01", "Ada Lind", "Tbilisi", "fact3", "document:a"),
        ("undated", "Ada Lind", "Georgia", "fact5", "document:a"),
        ("undated", "Cleo Diaz", "Georgia", "fact5", "document:a")]),
    ("visits-to", {"country": "Tbilisi", "from": "2020-05-01", "to": "2020-05-01"}, [
        ("2020-05-01", "Ada Lind", "Tbilisi", "fact3", "document:a")]),
    ("visits-to", {"country": "Georgia", "from": "2020-05-02"}, []),  # begins the day after; undated ones are out
    ("visits-to", {"country": "Georgia", "to": "2020-04"}, []),
    ("visits-from", {"home": "Sweden"}, [
        ("2020-05-01", FIRST, "fact3", "document:a"), ("undated", BOTH, "fact5", "document:a")]),
    ("visits-by", {"visitor": "Berg"}, [("2019-03", "Bo Berg visited Sweden, 2019-03", "fact4", "document:a")]),
    ("visits-between", {"one": "Georgia", "other": "Sweden", "from": "2019"}, [
        ("2019-03", "Bo Berg visited Sweden, 2019-03", "fact4", "document:a"),
        ("2020-05-01", FIRST, "fact3", "document:a")]),
    ("meetings-of", {"who": "Ada Lind", "to": "2020"}, [("2020-05-01", TALKS, "fact6", "document:a")]),
    ("meetings-of", {"who": "NATO"}, []),  # only asked for
    ("meetings-between", {"one": "Sweden", "other": "Georgia"}, [
        ("2020-05-01", TALKS, "fact6", "document:a"),
        ("2021-06", "Ada Lind, Bo Berg and Cleo Diaz met, 2021-06", "fact2", "document:b")]),
    ("holders", {"body": "Sweden", "post": "Foreign minister", "day": "2020-01-01"}, [
        ("Ada Lind", "foreign minister", "2019-01-01", "2020-05-03", "1", "person:ada-lind")]),
    ("holders", {"body": "Sweden", "post": "foreign minister", "day": "2018-12-31"}, []),
    ("posts", {"body": "Cuba"}, [
        ("Cleo Diaz", "ambassador", "former", "2018", "2021", "fact2", "document:a")]),
    ("career", {"person": "Cleo Diaz"}, [
        ("2018", "2021", "Cleo Diaz was ambassador of Cuba to Georgia, 2018 to 2021", "fact2", "document:a")]),
    ("envoys", {"sender": "any", "receiver": "Georgia"}, [
        ("Cleo Diaz", "ambassador", "former", "2018", "2021",
         "Cleo Diaz was ambassador of Cuba to Georgia, 2018 to 2021", "fact2", "document:a")]),
    ("envoys", {"sender": "Sweden"}, []),
    ("envoys", {"sender": "Cuba", "receiver": "Sweden"}, []),
    ("members", {"body": "UN"}, [
        ("Cuba", "member", "", "", "fact4", "document:c"), ("Georgia", "member", "1992", "", "fact1", "document:c"),
        ("Sweden", "member", "1946", "", "fact0", "document:c")]),
    ("members", {"body": "UN", "day": "1950"}, [("Sweden", "member", "1946", "", "fact0", "document:c")]),
    ("members", {"body": "NATO", "day": "2024-12-31"}, [
        ("Georgia", "candidate", "", "", "fact3", "document:c"),
        ("Sweden", "partner", "1994", "2024", "fact2", "document:c")]),
    ("members", {"body": "NATO", "day": "2025"}, [("Georgia", "candidate", "", "", "fact3", "document:c")]),
    ("memberships", {"member": "Sweden"}, [
        ("1946", "", "Sweden is a member of the United Nations, since 1946", "fact0", "document:c"),
        ("1994", "2024", "Sweden is a partner of NATO, 1994 to 2024", "fact2", "document:c")]),
    ("shared-memberships", {"one": "UN", "other": "UN"}, [("Georgia", "state:GE"), ("Sweden", "state:SE")]),
    ("shared-memberships", {"one": "UN", "other": "NATO"}, []),  # partners and candidates are no members
    ("agreements-between", {"one": "Sweden", "other": "Georgia"}, [
        ("2021-06-30", "sign", SIGNED, "fact3", "document:b")]),
    ("agreement-history", {"agreement": "grain pact"}, [
        ("2021-06-30", "sign", SIGNED, "fact3", "document:b"),
        ("undated", "withdraw", "Possible: Georgia to withdraw from the grain pact", "fact4", "document:b")]),
    ("dossier", {"one": "Sweden", "other": "Cuba", "from": "2021"}, [
        ("2021-02", "Cancelled: Ada Lind to visit Havana, 2021-02", "fact1", "document:b"),
        ("2021-06", "Ada Lind, Bo Berg and Cleo Diaz met, 2021-06", "fact2", "document:b"),
        ("2021-07", "Sweden imposed sanctions on Cuba, 2021-07", "fact5", "document:b"),
        ("2021-08-01", "Cuba expelled diplomats of Sweden, 2021-08-01", "fact6", "document:b")]),
    ("first-and-last-contact", {"one": "Sweden", "other": "Georgia"}, [
        ("agreement", "2021-06-30", "2021-06-30", "1", "1"), ("meeting", "2020-05-01", "2021-06", "2", "2"),
        ("visit", "2019-03", "2020-05-01", "2", "2")]),
    ("frequent-visitors", {"country": "Georgia"}, [
        ("Ada Lind", "2", "person:ada-lind"), ("Cleo Diaz", "1", "person:cleo-diaz")]),
    ("most-visited", {"from": "2019", "to": "2020"}, [
        ("Sweden", "1", "state:SE"), ("Tbilisi", "1", "place:tbilisi")]),
    ("co-attendance", {"who": "Ada Lind"}, [
        ("Bo Berg", "3", "person:bo-berg"), ("Cleo Diaz", "2", "person:cleo-diaz")]),
    ("upcoming", {"from": "2022-01", "to": "2022-01"}, [
        ("2022-01-10", "planned", "Planned: Ada Lind to visit Georgia, 2022-01-10", "fact0", "document:b")]),
    ("called-off", {}, [
        ("2021-02", "cancelled", "Cancelled: Ada Lind to visit Havana, 2021-02", "fact1", "document:b"),
        ("undated", "denied", "Denied: Georgia accused Sweden", "fact7", "document:b")]),
    ("called-off", {"from": "2021-03"}, []),
    ("requests", {}, [("undated", "Requested: Georgia to meet NATO", "fact0", "document:b")]),
    ("expulsions", {"from": "2021", "to": "2021"}, [
        ("2021-08-01", "expel", "Cuba expelled diplomats of Sweden, 2021-08-01", "fact6", "document:b")]),
    ("expulsions", {"to": "2021-07"}, []),
    ("sanctions", {"target": "Cuba"}, [
        ("2021-07", "Sweden imposed sanctions on Cuba, 2021-07", "fact5", "document:b")]),
    ("sanctions", {"source": "Cuba"}, []),
    ("recognitions", {}, [("1992", "Sweden recognised Georgia, 1992", "fact8", "document:b")]),
    ("acts", {"source": "any", "target": "Sweden"}, [
        ("2021-08-01", "Cuba expelled diplomats of Sweden, 2021-08-01", "fact6", "document:b"),
        ("undated", "Denied: Georgia accused Sweden", "fact7", "document:b")]),
    ("missions-of", {"sender": "Sweden"}, [
        ("2010", "Sweden opened an embassy in Georgia (Tbilisi), 2010", "fact9", "document:b")]),
    ("missions-in", {"receiver": "Georgia"}, [
        ("2010", "Sweden opened an embassy in Georgia (Tbilisi), 2010", "fact9", "document:b")]),
    ("missions-in", {"receiver": "Cuba"}, []),
    ("event", {"event": "Tbilisi summit"}, [
        ("2020-05", "Ada Lind and Bo Berg took part in the Tbilisi summit, 2020-05", "fact7", "document:a"),
        ("2020-05-01", TALKS, "fact6", "document:a"), ("2020-05-01", FIRST, "fact3", "document:a"),
        ("undated", "Cleo Diaz observed the Tbilisi summit", "fact8", "document:a")]),
    ("sources", {"entity": "NATO"}, [
        ("2021", "", "1", "document:b"), ("2022-03", "", "2", "document:c")]),
    ("busiest", {"type": "Person"}, [
        ("Ada Lind", "6", "person:ada-lind"), ("Bo Berg", "6", "person:bo-berg"),
        ("Cleo Diaz", "4", "person:cleo-diaz")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "rows"), ANSWERS, ids=[f"{name}-{values}" for name, values, _ in ANSWERS])
def test_question_answers(ask: Ask, name: str, values: dict[str, str], rows: Rows) -> None:
    assert ask(WORLD, name, **values) == rows


def test_every_question_has_an_answer_here() -> None:
    answered = {name for name, _, rows in ANSWERS if rows}
    assert answered == questions().keys() - {"planned"}


@pytest.mark.parametrize("name", questions())
def test_question_answers_an_empty_graph(ask: Ask, name: str) -> None:
    assert ask([told("empty", None)], name) == []


def test_planned_lists_what_is_ahead(ask: Ask, readings: list[Reading]) -> None:
    rows = ask(readings, "planned")
    said = "Planned: Jens Stoltenberg to visit Tbilisi, 2024-03-20 to 2024-03-22"
    assert rows == [("2024-03-20", said, "will visit Tbilisi from 20 to 22 March", "document:visit-2024")]


@pytest.mark.parametrize(
    ("date", "left"),
    [("2024-03-25", 0), ("2024-03-18", 0), ("2023", 1), (None, 1)],
    ids=["later", "same day", "before", "undated"],
)
def test_planned_leaves_out_what_was_done_since(ask: Ask, visit: Reading, date: str | None, left: int) -> None:
    done = tuple(replace(fact, modality="actual") for fact in visit.facts if fact.modality == "planned")
    later = dated(replace(visit, facts=done), date)
    assert len(ask([visit, later], "planned")) == left


def test_planned_keeps_what_the_same_document_tells_of_before(ask: Ask, visit: Reading) -> None:
    # Somebody who was there on Monday and will be there again on Friday is still expected.
    done = tuple(replace(fact, modality="actual", date="2024-03-01", end=None) for fact in visit.facts
                 if fact.modality == "planned")  # fmt: skip
    assert len(ask([replace(visit, facts=(*visit.facts, *done))], "planned")) == 1


@pytest.mark.parametrize(("name", "values"), [("most-visited", {}), ("frequent-visitors", {"country": "Azerbaijan"})])
def test_visits_count_once_however_many_documents_tell(
    ask: Ask, visit: Reading, name: str, values: dict[str, str]
) -> None:
    assert [row[1] for row in ask([visit, dated(visit, "2024-03-20")], name, **values)] == ["1"]


def test_events_count_once_however_many_documents_tell(ask: Ask, talks: Reading) -> None:
    twice = [talks, dated(talks, "2025-09")]
    who = "Nikol Pashinyan"
    assert ask(twice, "co-attendance", who=who) == [("Ilham Aliyev", "1", "person:ilham-aliyev")]
    assert ask(twice, "busiest", type="person") == [
        ("Ilham Aliyev", "1", "person:ilham-aliyev"),
        (who, "1", "person:nikol-pashinyan"),
    ]
    [contact] = ask(twice, "first-and-last-contact", one=who, other="Ilham Aliyev")
    assert contact == ("meeting", "2025-08", "2025-08", "1", "2")


def test_busiest_counts_what_reports_no_event_by_the_document(ask: Ask, talks: Reading) -> None:
    # An agreement that two documents tell counts once, a recognition twice.
    [_, *rows] = ask([talks, dated(talks, "2025-09")], "busiest", type="state")
    assert [row[:2] for row in rows] == [("Sweden", "2"), ("Armenia", "1"), ("Azerbaijan", "1")]


def test_holders_spans_from_the_first_document_to_the_last(ask: Ask, visit: Reading) -> None:
    both = [visit, dated(visit, "2020-06")]
    rows = ask(both, "holders", body="NATO", post="secretary general", day="2022-01-01")
    assert [row[2:5] for row in rows] == [("2020-06-01", "2024-03-19", "2")]


def test_holders_leaves_former_ones_without_dates_out(ask: Ask, news: Reading) -> None:
    assert ask([news], "holders", body="NATO", post="secretary general", day="2025-06-01") == []


# --- in time -------------------------------------------------------------------------------------------------------


def role(**more: Any) -> dict[str, Any]:
    """Ada is minister of Sweden."""
    return {"type": "role", "person": ADA, "title": "minister", "body": SE, **more}


def visit_of(who: str, where: str, **more: Any) -> dict[str, Any]:
    return {"type": "visit", "visitor": who, "destination": where, **more}


TERMS_OF_OFFICE = [
    {}, {"start": "2004"}, {"start": "2018-05"}, {"start": "2019/2020"}, {"end": "2018"}, {"end": "2018-05"},
    {"end": "2018-05-07"}, {"end": "2017/2018"}, {"start": "2016", "end": "2018-05"},
    {"start": "2018-05-07", "end": "2018-05-07"},
]  # fmt: skip
PERIODS = [
    {}, {"from": "2018"}, {"from": "2018-05-08"}, {"to": "2016"}, {"to": "2017"}, {"to": "2018-04"},
    {"to": "2018-05-06"}, {"from": "2003", "to": "2003"}, {"from": "2018-05", "to": "2018-05"},
    {"from": "2019", "to": "2024"}, {"from": "2020"}, {"from": "2021"},
]  # fmt: skip


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_period_takes_in_what_it_does_in_every_command(ask: Ask, period: dict[str, str]) -> None:
    documents = (("a", "2020", "current"), ("b", "2018-05-07", "former"), ("c", None, "former"))
    world = [told(id, written, *(role(modality="planned", status=status, **term) for term in TERMS_OF_OFFICE))
             for id, written, status in documents]  # fmt: skip
    days = {name: Interval.parse(value) for name, value in period.items()}
    begin, end = (days["from"].begin if "from" in days else None), (days["to"].end if "to" in days else None)
    falling = {(f"fact{n}", f"document:{reading.document.id}") for reading in world
               for n, fact in enumerate(reading.facts) if within(fact, begin, end, reading.document.date)}  # fmt: skip
    assert {row[3:] for row in ask(world, "upcoming", **period)} == falling


def test_questions_of_a_period_word_it_alike() -> None:
    of_a_period = [each for each in questions().values() if "from" in {one.name for one in each.parameters}]
    worded = re.compile(r"^  OPTIONAL \{ \?fact lg:begin.*?\?begin < \?to\)$", re.DOTALL | re.MULTILINE)
    wordings = {"".join(worded.findall(each.sparql)) for each in of_a_period}
    assert len(of_a_period) > 10
    assert len(wordings) == 1 and "" not in wordings


def test_what_has_an_end_alone_is_dated_and_falls_in_its_period(ask: Ask) -> None:
    world = [told("a", "2022-06-15", visit_of(ADA, GE, end="2022-06-14"))]
    row = ("../2022-06-14", "Ada Lind", "Georgia", "fact0", "document:a")
    assert ask(world, "visits-to", country="Georgia", **{"from": "2022-06", "to": "2022-06"}) == [row]
    assert ask(world, "visits-to", country="Georgia", to="2022-05") == []
    assert ask(world, "most-visited", **{"from": "2022-06-14", "to": "2022-06-14"}) == [("Georgia", "1", "state:GE")]


def test_dossier_says_since_when_and_until_when(ask: Ask) -> None:
    posts = (("ambassador", {"start": "2019-02"}), ("consul", {"end": "2018"}), ("envoy", {}))
    envoys = [role(to=GE, title=title, **term) for title, term in posts]
    rows = ask([told("a", "2020", *envoys)], "dossier", one="Sweden", other="Georgia")
    assert [(row[0], row[2]) for row in rows] == [("../2018", "fact1"), ("2019-02", "fact0"), ("undated", "fact2")]
    assert [row[2] for row in ask([told("a", "2020", *envoys)], "dossier", one=SE, other=GE, **{"from": "2023"})] == [
        "fact0"
    ]


def test_event_has_the_visits_that_ended_on_its_days(ask: Ask) -> None:
    summit = {"type": "participation", "participant": BO, "event": "event/summit", "date": "2020-05-01/2020-05-03"}
    visits = [visit_of(ADA, GE, end="2020-05-02"), visit_of(CLEO, GE, end="2020-05-04"), visit_of(CLEO, GE, end="2020")]
    rows = ask([told("a", "2020-05-05", summit, *visits)], "event", event="Tbilisi summit")
    assert [(row[0], row[2]) for row in rows] == [("../2020-05-02", "fact1"), ("2020-05-01/2020-05-03", "fact0")]


# --- who met whom --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "in_touch"),
    [
        (visit_of(ADA, [CU, GE]), {(SE, CU), (SE, GE)}),  # a tour brings its hosts no nearer
        (visit_of([ADA, BO], "place/havana"), {(SE, CU), (GE, CU)}),  # nor those who travel together
        (visit_of(ADA, "place/havana", host=BO), {(SE, CU), (SE, GE)}),
        ({"type": "meeting", "participant": [SE, GE], "with": CU}, {(SE, CU), (GE, CU)}),
        ({"type": "meeting", "participant": [ADA, BO, CU]}, {(SE, CU), (GE, CU), (SE, GE)}),
        ({"type": "agreement", "agreement": PACT, "party": [SE, GE, CU]}, {(SE, CU), (GE, CU), (SE, GE)}),
    ],
    ids=["tour", "delegation", "host", "two sides", "round table", "agreement"],
)
def test_contact_is_between_those_who_met(ask: Ask, fact: dict[str, Any], in_touch: set[tuple[str, str]]) -> None:
    world = [
        told("posts", "2020", role(), {**role(), "person": BO, "body": GE}),
        told("a", "2020", fact | {"date": "2020"}),
    ]
    for one, other in ((SE, CU), (GE, CU), (SE, GE)):
        met = (one, other) in in_touch
        for pair in ({"one": one, "other": other}, {"one": other, "other": one}):
            assert [row[1:] for row in ask(world, "first-and-last-contact", **pair)] == [
                ("2020", "2020", "1", "1")
            ] * met
            if fact["type"] == "meeting":
                assert [row[2] for row in ask(world, "meetings-between", **pair)] == ["fact0"] * met


def test_contact_has_the_dates_that_documents_give(ask: Ask) -> None:
    world = [
        told("a", "2019-05-01", visit_of(SE, GE, date="2019-04"), visit_of(SE, GE, end="2012-03")),
        told("b", "2019-04-19", visit_of(SE, GE, date="2019-04-18")),
    ]
    [contact] = ask(world, "first-and-last-contact", one="Sweden", other="Georgia")
    assert contact == ("visit", "../2012-03", "2019-04-18", "2", "3")
    assert ask([told("a", "2020", visit_of(SE, GE))], "first-and-last-contact", one="Sweden", other="Georgia") == []


# --- what became of a plan -----------------------------------------------------------------------------------------


def left(ask: Ask, plan: dict[str, Any], date: str, *done: dict[str, Any], written: str = "2024-03-18") -> bool:
    """Whether a plan is listed beside what another document of a date tells."""
    world = [told("plan", written, plan | {"modality": "planned"}), told("later", date, *done)]
    return len(ask(world, "planned")) == 1


JOURNEY = visit_of(ADA, GE, date="2024-05")


@pytest.mark.parametrize(
    ("done", "written", "listed"),
    [
        ({"date": "2013"}, "2024-09", True),
        ({"date": "2024-03-10"}, "2024-09", True),
        ({"date": "2024-04-30"}, "2024-09", True),  # another visit, before the planned one
        ({"date": "2024-05-07"}, "2024-09", False),
        ({"date": "2024"}, "2024-09", False),
        ({"date": "2024-08"}, "2024-09", False),  # put off, and made
        ({"end": "2024-05-07"}, "2024-09", False),
        ({}, "2024-09", False),
        ({}, "2024-04-30", True),
        ({"destination": "place/tbilisi", "date": "2024-05-07"}, "2024-09", False),
    ],
)
def test_plan_is_done_by_what_came_after_it(ask: Ask, done: dict[str, Any], written: str, listed: bool) -> None:
    assert left(ask, JOURNEY, written, JOURNEY | {"date": None} | done) is listed


@pytest.mark.parametrize(
    ("planned", "done", "listed"),
    [("2024", "2024-02", True), ("2024", "2024-04", False), ("1995", "1995", False), ("1995", "1990", True),
     (None, "2023", True), (None, "2024-04", False)],
)  # fmt: skip
def test_plan_is_ahead_of_its_document(ask: Ask, planned: str | None, done: str, listed: bool) -> None:
    # What was planned for 1995 was done in 1995, as late as its documents may be.
    assert left(ask, JOURNEY | {"date": planned}, "2024-09", JOURNEY | {"date": done}) is listed


@pytest.mark.parametrize(
    ("done", "listed"),
    [({"start": "2019"}, True), ({"start": "2024"}, False), ({"start": "2024-06"}, False),
     ({"start": "2024-07-01"}, False), ({"start": "2019", "end": "2029"}, True), ({}, False),
     ({"start": "2024-06", "status": "former"}, False), ({"start": "2019", "status": "former"}, True),
     ({"status": "former"}, True), ({"end": "2024-08", "status": "former"}, True)],
)  # fmt: skip
def test_plan_of_a_post_is_done_by_a_term_that_begins_then(ask: Ask, done: dict[str, str], listed: bool) -> None:
    assert left(ask, role(start="2024-06", status="designate"), "2024-09", role(**done)) is listed


def test_plan_is_not_done_by_an_old_visit_beside_a_new_one_elsewhere(ask: Ask) -> None:
    assert left(ask, JOURNEY, "2024-09", visit_of(ADA, GE, date="2013"), visit_of(ADA, CU, date="2024-05"))


@pytest.mark.parametrize(
    ("plan", "done", "listed"),
    [
        ({"type": "meeting", "participant": [SE, GE]}, {"type": "meeting", "participant": GE, "with": SE}, False),
        ({"type": "meeting", "participant": [SE, GE], "with": CU}, {"type": "meeting", "participant": [SE, GE]}, True),
        ({"type": "mission", "sender": SE, "receiver": GE, "action": "open"},
         {"type": "mission", "sender": SE, "receiver": GE}, False),
        ({"type": "mission", "sender": SE, "receiver": GE, "action": "close"},
         {"type": "mission", "sender": SE, "receiver": GE}, True),
        ({"type": "relation", "source": SE, "target": GE, "action": "restore"},
         {"type": "relation", "source": GE, "target": SE, "action": "establish"}, False),
        ({"type": "relation", "source": SE, "target": GE, "action": "restore"},
         {"type": "relation", "source": SE, "target": GE, "action": "establish", "date": "1992"}, True),
    ],
    ids=["meeting", "one side", "embassy", "embassy to close", "relations", "old relations"],
)  # fmt: skip
def test_plan_is_done_by_what_it_was_about(ask: Ask, plan: dict[str, Any], done: dict[str, Any], listed: bool) -> None:
    assert left(ask, plan, "2024-09", done) is listed


# --- on a day ------------------------------------------------------------------------------------------------------

BELONGING = [
    told("a", "2010-05-01",
         *({"type": "membership", "member": member, "body": UN, **more} for member, more in (
             (SE, {}), (GE, {"start": "1992"}), (CU, {"start": "1965", "end": "1973", "status": "former"}),
             (CU, {"kind": "observer"}), (ADA, {"status": "former"}), (BO, {"end": "2030"})))),
    told("b", "2020-03",
         *({"type": "membership", "member": member, "body": UN, **more} for member, more in (
             (SE, {"end": "2018-01-31", "status": "former"}), (GE, {}), (CU, {"end": "2018", "status": "former"}),
             (CLEO, {"start": "2019-06", "status": "former"})))),
    told("c", None, {"type": "membership", "member": SE, "body": UN},
         {"type": "membership", "member": SE, "body": UN, "start": "2018-02"}),
]  # fmt: skip


@pytest.mark.parametrize(
    "day", ["1950", "1970", "2010-04", "2010-05", "2018-01-30", "2018-01-31", "2018-02", "2018", "2020"]
)
def test_members_on_a_day_are_those_of_the_card(ask: Ask, day: str) -> None:
    every = [Statement(reading.document, fact) for reading in BELONGING for fact in reading.facts]
    asked = Interval.parse(day).last
    assert asked
    there = {(each.document.text[slice(*each.fact.evidence[0])], f"document:{each.document.id}")
             for each in held(every, asked)}  # fmt: skip
    assert {row[4:] for row in ask(BELONGING, "members", body="UN", day=day)} == there


def test_members_leave_by_what_another_document_tells(ask: Ask) -> None:
    belongs = {"type": "membership", "member": SE, "body": UN}
    belonging = [told("a", "2010", belongs), told("b", "2021", {**belongs, "start": "1946", "end": "2020-01-31"})]
    counted = [len(ask(belonging, "members", body="UN", day=day)) for day in ("2009", "2019", "2020-01", "2020")]
    assert counted == [1, 2, 2, 0]


def test_shared_memberships_are_of_those_whom_nobody_told_to_have_left_since(ask: Ask) -> None:
    both = [{"type": "membership", "member": SE, "body": body} for body in (UN, NATO)]
    over = {**both[0], "end": "2020-01-31", "status": "former"}
    for left, count in ([told("b", "2021", over)], 0), ([told("b", "2005", over)], 1), ([told("b", None, over)], 1):
        assert len(ask([told("a", "2010", *both), *left], "shared-memberships", one="UN", other="NATO")) == count


def holding(ask: Ask, *readings: Reading, day: str) -> list[tuple[str, ...]]:
    return [row[:4] for row in ask([*readings], "holders", body="Sweden", post="minister", day=day)]


def test_holders_are_no_designated_ones(ask: Ask) -> None:
    named = told("a", "2021-05-03", role(status="designate", start="2022", end="2027"), {**role(), "person": BO})
    assert holding(ask, named, day="2023") == []
    assert holding(ask, named, day="2021-05-03") == [("Bo Berg", "minister", "2021-05-03", "2021-05-04")]


def test_holders_are_gone_after_an_end_until_they_are_back(ask: Ask) -> None:
    first, second = told("a", "2005", role()), told("c", "2013", role())
    over = told("b", "2010", role(start="2000", end="2008", status="former"))
    assert holding(ask, first, second, day="2010") == [("Ada Lind", "minister", "2005-01-01", "2014-01-01")]
    assert holding(ask, first, over, second, day="2010") == []
    assert holding(ask, first, over, second, day="2006") == [("Ada Lind", "minister", "2000-01-01", "2014-01-01")]
    assert holding(ask, first, over, second, day="2013") == [("Ada Lind", "minister", "2000-01-01", "2014-01-01")]
    until = told("d", "2011", role(end="2007", status="former"))  # one document may be wrong on when it ended
    assert holding(ask, over, until, day="2008-06") == [("Ada Lind", "minister", "2000-01-01", "2009-01-01")]


def test_holders_until_a_year_hold_in_it(ask: Ask) -> None:
    until = told("a", "2022", role(end="2018"))
    assert [len(holding(ask, until, day=day)) for day in ("2017", "2018", "2019")] == [0, 1, 0]
    foretold = told("a", "2017-03", role(end="2018"))  # its own date is vouched for as well
    assert holding(ask, foretold, day="2017-06") == [("Ada Lind", "minister", "2017-03-01", "2019-01-01")]
