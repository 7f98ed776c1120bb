from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal

from graph.errors import RecordError
from graph.export import exported
from graph.facts import AnyFact
from graph.keeping.decision import Decision
from graph.keeping.decisions import decisions
from graph.keeping.desk import DecisionError, about_fact, decide, found_fact, undo, unfit
from graph.knowledge import KnowledgeGraph, Statement
from graph.reading import Reading

STOLTENBERG, ALIYEV = "person/jens-stoltenberg", "person/ilham-aliyev"
MERGE = Decision(action="merge", entities=(STOLTENBERG, "person/elin-åkerö"), reason="a test", score=0.5, by="me")
SPLIT = Decision(action="split", entities=(STOLTENBERG, "person/jens-stoltenberg-2"), documents=("news-2025",))


def the(graph: KnowledgeGraph, type: str, **fields: object) -> Statement:
    """The one fact of a type whose fields have these values."""
    found = [
        each
        for each in graph.facts(type=type)
        if all(getattr(each.fact, name) == value for name, value in fields.items())
    ]
    assert len(found) == 1, found
    return found[0]


def fact_decision(graph: KnowledgeGraph, id: str, action: str, **more: str) -> Decision:
    blank = Decision(action=action, fact=id, **more)  # type: ignore[arg-type]
    return about_fact(graph.store, id, blank)


def everything(graph: KnowledgeGraph) -> set[object]:
    return set(graph.store.engine.match(None, None, None, None))


def facts_of(graph: KnowledgeGraph, entity: str) -> list[AnyFact]:
    return [each.fact for each in graph.facts(entity=entity)]


def test_merge_makes_two_entities_one_and_undo_two_again(graph: KnowledgeGraph) -> None:
    before, whole = exported(graph, "nquads"), everything(graph)
    own, other = (len(facts_of(graph, id)) for id in MERGE.entities)
    assert decide(graph.store, [MERGE]) == 1
    assert graph.entity("person/elin-åkerö") is None
    merged = graph.entity(STOLTENBERG)
    assert merged is not None and set(merged.names) == {"Jens Stoltenberg", "Stoltenberg", "Elin Åkerö"}
    assert len(facts_of(graph, STOLTENBERG)) == own + other
    assert graph.query("ASK { ?role lg:person person:jens-stoltenberg ; lg:accreditedTo state:AZ }").rows[0][0]
    assert exported(graph, "nquads") != before
    assert undo(graph.store) == MERGE
    assert exported(graph, "nquads") == before and everything(graph) == whole


def test_merge_of_two_who_met_leaves_one_who_met_nobody(graph: KnowledgeGraph) -> None:
    decide(graph.store, [Decision(action="merge", entities=(ALIYEV, "person/nikol-pashinyan"))])
    assert the(graph, "meeting", format="summit").fact.participant == (ALIYEV,)  # type: ignore[union-attr]
    assert not graph.query(f"SELECT ?x {{ <{graph.store.terms.entity(ALIYEV).value}> lg:met ?x }}").rows


def test_merges_follow_each_other(graph: KnowledgeGraph) -> None:
    chain = [
        Decision(action="merge", entities=("person/nikol-pashinyan", ALIYEV)),
        Decision(action="merge", entities=("person/elin-åkerö", "person/nikol-pashinyan")),
        Decision(action="merge", entities=(ALIYEV, "person/elin-åkerö")),  # nothing is left to be merged
    ]
    assert decide(graph.store, chain) == 3
    assert [entity.id for entity in graph.entities(type="Person")] == ["person/elin-åkerö", STOLTENBERG]
    undo(graph.store)
    undo(graph.store)
    assert graph.entity("person/elin-åkerö") and graph.entity("person/nikol-pashinyan")
    assert graph.entity(ALIYEV) is None


def test_split_gives_an_entity_of_some_documents_another_id(graph: KnowledgeGraph) -> None:
    decide(graph.store, [SPLIT])
    assert sorted(each.type for each in facts_of(graph, "person/jens-stoltenberg-2")) == ["role", "visit"]
    assert len(facts_of(graph, STOLTENBERG)) == 3
    decide(graph.store, [Decision(action="merge", entities=(STOLTENBERG, "person/jens-stoltenberg-2"))])
    assert len(facts_of(graph, STOLTENBERG)) == 5


def test_reject_takes_a_fact_away_and_accept_brings_it_back(graph: KnowledgeGraph) -> None:
    visit = the(graph, "visit", modality="actual")
    recognised = the(graph, "relation", modality="actual")
    assert visit.fact.confidence == 0.85
    decide(graph.store, [fact_decision(graph, visit.id, "reject", reason="a slip")])
    assert graph.query("ASK { person:jens-stoltenberg lg:visited ?where }").rows == ((Literal(False),),)
    assert [each.id for each in graph.facts(type="visit") if each.id == visit.id] == []
    assert recognised in list(graph.facts())
    decide(graph.store, [fact_decision(graph, visit.id, "accept")])
    assert the(graph, "visit", modality="actual").fact.confidence == 1.0
    undo(graph.store)
    undo(graph.store)
    assert the(graph, "visit", modality="actual") == visit


def test_amend_changes_a_fact_and_keeps_what_was_read(graph: KnowledgeGraph, visit: Reading) -> None:
    read = the(graph, "visit", modality="actual")
    decide(graph.store, [fact_decision(graph, read.id, "amend", changes='{"date": "2024-03-17"}')])
    now = the(graph, "visit", modality="actual")
    assert (now.fact.date, now.quote) == ("2024-03-17", read.quote)  # type: ignore[union-attr]
    assert now.id != read.id
    reading, fact = found_fact(graph.store, now.id)
    assert fact == read.fact and reading.document == visit.document
    # A second change is about the same fact, by either of its ids.
    decide(graph.store, [fact_decision(graph, now.id, "amend", changes='{"end": "2024-03-19", "date": null}')])
    assert the(graph, "visit", modality="actual").fact.end == "2024-03-19"  # type: ignore[union-attr]
    assert the(graph, "visit", modality="actual").fact.date is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ('{"visitor": null}', "a visit has a visitor"),
        ('{"date": "soon"}', "got 'soon'"),
        ('{"colour": "red"}', "has no colour"),
        ('{"modality": "sure"}', "got 'sure'"),
        ('{"visitor": ["person/nobody"]}', "names no person/nobody"),
    ],
)
def test_amend_refuses_what_does_not_fit(graph: KnowledgeGraph, changes: str, message: str) -> None:
    visit = the(graph, "visit", modality="actual")
    with pytest.raises(RecordError, match=message):
        fact_decision(graph, visit.id, "amend", changes=changes)


def test_note_changes_nothing_and_can_be_asked_for(graph: KnowledgeGraph) -> None:
    before = exported(graph, "turtle")
    visit = the(graph, "visit", modality="actual")
    decide(graph.store, [fact_decision(graph, visit.id, "note", text="see the diary", by="A. Lind", on="2026-01-02")])
    assert exported(graph, "turtle") == before
    about = f"?d lg:about fact:{visit.id} ; lg:note ?note ; dc:creator ?who ; dc:date ?day"
    asked = f"SELECT ?note ?who ?day {{ GRAPH lg:decisions {{ {about} }} }}"
    assert [value.value for value in graph.query(asked).rows[0]] == [
        "see the diary",
        "A. Lind",
        "2026-01-02",
    ]  # type: ignore[union-attr]


def test_decisions_hold_when_documents_are_read_again(graph: KnowledgeGraph, readings: list[Reading]) -> None:
    visit = the(graph, "visit", modality="actual")
    decide(graph.store, [MERGE, fact_decision(graph, visit.id, "reject"), SPLIT])
    before = exported(graph, "nquads")
    graph.add(readings)
    assert exported(graph, "nquads") == before
    for reading in readings:
        graph.remove(reading.document.id)
    graph.add(reversed(readings))
    assert exported(graph, "nquads") == before


def test_decisions_make_the_same_graph_from_scratch(graph: KnowledgeGraph, readings: list[Reading]) -> None:
    visit = the(graph, "visit", modality="actual")
    decide(graph.store, [MERGE, fact_decision(graph, visit.id, "amend", changes='{"date": "2024"}'), SPLIT])
    with KnowledgeGraph.open() as fresh:
        decide(fresh.store, decisions(graph.store))
        fresh.add(readings)
        assert exported(fresh, "nquads") == exported(graph, "nquads")
        while decisions(fresh.store):
            undo(fresh.store)
        with KnowledgeGraph.open() as plain:
            plain.add(readings)
            assert everything(fresh) == everything(plain)


def test_decision_finds_its_fact_in_a_corrected_text(graph: KnowledgeGraph, visit: Reading) -> None:
    """The new text has another id, and so has the fact; its place and its claim are the same."""
    visit = replace(visit, document=replace(visit.document, source="news/visit.txt"))
    graph.add([visit])
    fact = the(graph, "visit", modality="actual")
    decide(graph.store, [fact_decision(graph, fact.id, "reject")])
    document = replace(visit.document, id="visit-2024-b", text=visit.document.text + " Corrected.")
    graph.remove("visit-2024")
    graph.add([replace(visit, document=document)])
    assert [each.fact.modality for each in graph.facts(type="visit")] == ["planned", "cancelled"]
    elsewhere = replace(document, id="other", source="another paper")
    graph.add([replace(visit, document=elsewhere)])
    assert [each.document.id for each in graph.facts(type="visit") if each.fact.modality == "actual"] == ["other"]


def test_decide_takes_the_same_decision_once(graph: KnowledgeGraph) -> None:
    assert (decide(graph.store, [MERGE, MERGE]), decide(graph.store, [MERGE])) == (1, 0)
    assert decisions(graph.store) == [MERGE]


def test_undo_takes_back_the_last_or_the_one_that_is_named(graph: KnowledgeGraph) -> None:
    decide(graph.store, [MERGE, SPLIT])
    assert undo(graph.store, MERGE.id) == MERGE
    assert undo(graph.store) == SPLIT
    with pytest.raises(DecisionError, match="no decision to undo"):
        undo(graph.store)
    with pytest.raises(DecisionError, match="'abc'"):
        undo(graph.store, "abc")


def test_decision_about_no_fact_says_where_ids_are_shown(graph: KnowledgeGraph) -> None:
    with pytest.raises(DecisionError, match="legation lookup"):
        found_fact(graph.store, "0123456789abcdef")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"action": "burn"}, "got 'burn'"),
        ({"entities": ["a", "b"]}, "has an action"),
        ({"action": "merge", "entities": ["a"]}, "two entities"),
        ({"action": "merge", "entities": ["a", "a"]}, "each once"),
        ({"action": "merge", "entities": "ab"}, "list of ids"),
        ({"action": "split", "entities": ["a", "b"]}, "the documents"),
        ({"action": "reject"}, "names a fact"),
        ({"action": "amend", "fact": "f"}, "what is changed"),
        ({"action": "note", "fact": "f", "text": " "}, "has words"),
        ({"action": "merge", "entities": ["a", "b"], "on": "today"}, "got 'today'"),
        ({"action": "merge", "entities": ["a", "b"], "score": 2}, "between 0 and 1"),
        ({"action": "merge", "entities": ["a", "b"], "colour": "red"}, "may have"),
    ],
)
def test_decision_refuses_what_makes_none(data: dict[str, object], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        Decision.from_dict(data)


@pytest.mark.parametrize("decision", [MERGE, SPLIT, Decision(action="amend", fact="f", changes='{"date": "2024"}')])
def test_decision_comes_back_from_json(decision: Decision) -> None:
    assert Decision.from_dict(decision.to_dict()) == decision


def test_decision_is_about_one_of_a_publishers_documents(graph: KnowledgeGraph, visit: Reading) -> None:
    """Two wires of one agency say the same of two visits; what is decided about one leaves the other alone."""
    later = replace(visit.document, id="visit-2025", date="2025-05-01")
    graph.add([replace(visit, document=later)])
    [first] = [
        each
        for each in graph.facts(type="visit")
        if each.document.id == "visit-2024" and each.fact.modality == "actual"
    ]
    decide(graph.store, [fact_decision(graph, first.id, "reject")])
    left = [each.document.id for each in graph.facts(type="visit") if each.fact.modality == "actual"]
    assert left == ["visit-2025"]


def test_decision_that_no_longer_fits_stops_nothing(graph: KnowledgeGraph, readings: list[Reading]) -> None:
    decide(graph.store, [MERGE])
    fact = the(graph, "visit", modality="actual")
    split = Decision(action="split", entities=(STOLTENBERG, "person/other"), documents=(fact.document.id,))
    decide(graph.store, [split])
    fact = the(graph, "visit", modality="actual")
    decide(graph.store, [fact_decision(graph, fact.id, "amend", changes='{"visitor": ["person/other"]}')])
    assert undo(graph.store, split.id) == split
    # The amendment names somebody whom the document no longer has; the fact is as it was, and all else goes on.
    assert the(graph, "visit", modality="actual").fact.visitor == (STOLTENBERG,)  # type: ignore[union-attr]
    [(decision, why)] = unfit(graph.store)
    assert decision.action == "amend" and "names no person/other" in why
    graph.add(readings)
    graph.remove("talks-2025")
    assert graph.document("talks-2025") is None


def test_decision_can_be_taken_back_and_again(graph: KnowledgeGraph) -> None:
    fact = the(graph, "visit", modality="actual")
    reject, accept = (fact_decision(graph, fact.id, action) for action in ("reject", "accept"))
    for decision, there in ((reject, False), (accept, True), (reject, False), (reject, False), (accept, True)):
        decide(graph.store, [decision], anew=True)
        assert (fact.fact.claim in {each.fact.claim for each in graph.facts(type="visit")}) == there
    assert [each.action for each in decisions(graph.store)] == ["reject", "accept"]
    # What comes in a file is not taken again, whatever overruled it since.
    assert decide(graph.store, [reject]) == 0


@pytest.mark.parametrize("changes", ['{"confidence": 2}', '{"evidence": 1}', '{"end": "2019-01-01"}'])
def test_amendment_is_of_what_can_be(graph: KnowledgeGraph, changes: str) -> None:
    fact = the(graph, "visit", modality="actual")
    with pytest.raises(RecordError):
        fact_decision(graph, fact.id, "amend", changes=changes)


def test_nobody_decides_in_the_name_of_the_program(graph: KnowledgeGraph) -> None:
    with pytest.raises(RecordError, match="give your name"):
        decide(graph.store, [replace(MERGE, by="legation")])


def test_undone_merge_after_a_split_is_as_if_it_had_never_been(graph: KnowledgeGraph, readings: list[Reading]) -> None:
    """Whom the split was about is named otherwise when the merge goes, and is found all the same."""
    merge = Decision(action="merge", entities=("person/elin-åkerö", STOLTENBERG))
    split = Decision(action="split", entities=("person/elin-åkerö", "person/third"), documents=("visit-2024",))
    decide(graph.store, [merge, split])
    assert undo(graph.store, merge.id) == merge
    with KnowledgeGraph.open() as fresh:
        fresh.add(readings)
        decide(fresh.store, decisions(graph.store))
        # The decision has another number, as it is the first one there.
        told, again = (
            [line for line in exported(each, "nquads").splitlines() if b"#number>" not in line]
            for each in (graph, fresh)
        )
        assert told == again
