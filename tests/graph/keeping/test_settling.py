"""Persons of one name, and reports of one happening, across documents."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph.event_table import event_table
from graph.export import exported
from graph.fact_table import fact_table
from graph.facts import Agreement, AnyFact, Meeting, Role, Visit
from graph.keeping.decision import Decision
from graph.keeping.decisions import decisions
from graph.keeping.desk import decide, undo
from graph.keeping.dues import Dues
from graph.keeping.happenings import Report, happenings, key
from graph.keeping.persons import kept_apart
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document, Entity

SMITH = "person/john-smith"
ENTITIES = {
    id: Entity(id=id, type=type, names=(id.partition("/")[2],), country=country)  # type: ignore[arg-type]
    for id, type, country in [
        (SMITH, "Person", None),
        ("person/ada-lind", "Person", None),
        ("state/GB", "State", None),
        ("state/US", "State", None),
        ("state/FR", "State", None),
        ("organisation/un", "Organisation", None),
        ("place/london", "Place", "state/GB"),
        ("agreement/accord", "Agreement", None),
        ("place/nowhere", "Place", None),
    ]
}


def reading(id: str, *facts: AnyFact, date: str | None = None, source: str | None = None) -> Reading:
    used = {each for fact in facts for _, each in fact.entities()}
    used |= {country for each in used if (country := ENTITIES[each].country)}
    document = Document(id=id, text=f"Text {id}.", date=date, source=source)
    return Reading(document=document, entities={each: ENTITIES[each] for each in used}, facts=facts)


def post(id: str, body: str, title: str = "minister") -> Reading:
    return reading(id, Role(person=SMITH, title=title, body=body, evidence=((0, 4),)))


def tour(
    id: str, to: str, date: str | None, *, modality: str = "actual", written: str | None = None, **about: str
) -> Reading:
    fact = Visit(visitor=(SMITH,), destination=(to,), date=date, modality=modality, evidence=((0, 4),))  # type: ignore[arg-type]
    return reading(id, fact, date=written, **about)


def bearers(graph: KnowledgeGraph) -> dict[str, list[str]]:
    """Which documents mean which of the persons called John Smith."""
    found: dict[str, list[str]] = {}
    for statement in graph.facts(type="role"):
        found.setdefault(statement.fact.person, []).append(statement.document.id)  # type: ignore[union-attr]
    return {person: sorted(documents) for person, documents in sorted(found.items())}


@pytest.mark.parametrize(
    ("served", "codes"),
    [
        ({"a": {"state/GB"}, "b": {"state/GB"}}, {}),
        ({"a": {"state/GB"}, "b": {"state/US"}}, {"a": "gb", "b": "us"}),
        ({"a": {"state/GB"}, "b": set()}, {}),
        ({"a": {"state/GB"}, "b": {"state/US"}, "c": {"state/GB", "state/US"}}, {}),
        ({"a": {"state/GB"}, "b": {"state/US"}, "c": {"state/FR", "state/US"}}, {"a": "gb", "b": "fr", "c": "fr"}),
    ],
)
def test_kept_apart_by_the_states_that_are_served(served: dict[str, set[str]], codes: dict[str, str]) -> None:
    assert kept_apart({document: frozenset(states) for document, states in served.items()}) == codes


def test_persons_who_serve_two_states_are_two_whatever_the_order() -> None:
    found = [post("a", "state/GB"), post("b", "state/US"), post("c", "organisation/un"), post("d", "state/GB", "envoy")]
    written = set()
    for order in permutations(found):
        with KnowledgeGraph.open() as graph:
            for each in order:
                graph.add([each])
            assert bearers(graph) == {SMITH: ["c"], f"{SMITH}-gb": ["a", "d"], f"{SMITH}-us": ["b"]}
            written.add(exported(graph, "nquads"))
    assert len(written) == 1


def test_persons_are_one_again_when_nothing_speaks_against_it(fresh: KnowledgeGraph) -> None:
    fresh.add([post("a", "state/GB")])
    before = set(fresh.store.engine.match(None, None, None, None))
    fresh.add([post("b", "state/US")])
    assert len(bearers(fresh)) == 2
    fresh.remove("b")
    assert set(fresh.store.engine.match(None, None, None, None)) == before


def test_people_know_better_who_is_one(fresh: KnowledgeGraph) -> None:
    fresh.add([post("a", "state/GB"), post("b", "state/US")])
    decide(fresh.store, [Decision(action="merge", entities=(f"{SMITH}-gb", f"{SMITH}-us"))])
    assert bearers(fresh) == {f"{SMITH}-gb": ["a", "b"]}
    fresh.add([post("c", "state/US"), post("d", "state/FR")])
    assert bearers(fresh) == {f"{SMITH}-fr": ["d"], f"{SMITH}-gb": ["a", "b", "c"]}
    assert undo(fresh.store).action == "merge"  # and no split, which the program would do again
    assert len(bearers(fresh)) == 3
    assert all(each.automatic for each in decisions(fresh.store))


def test_key_is_of_who_and_where_and_not_of_how_sure() -> None:
    def of(fact: AnyFact) -> str | None:
        return key(fact, ENTITIES)

    london = Visit(visitor=(SMITH,), destination=("place/london",), date="2024")
    assert of(london) == of(Visit(visitor=(SMITH,), destination=("state/GB",), modality="denied"))
    assert of(london) != of(Visit(visitor=(SMITH,), destination=("state/US",)))
    assert of(london) != of(Visit(visitor=("person/ada-lind",), destination=("state/GB",)))
    met = Meeting(participant=(SMITH,), against=("person/ada-lind",))
    assert of(met) == of(Meeting(participant=("person/ada-lind", SMITH)))
    assert of(Meeting(participant=(SMITH,))) is None
    assert of(Role(person=SMITH, title="envoy")) is None


@pytest.mark.parametrize("action", ["ratify", "join", "withdraw", "suspend", "breach"])
def test_key_of_what_a_party_does_for_itself_is_of_that_party(action: str) -> None:
    def of(*parties: str, agreement: str | None = "agreement/accord", does: str = action) -> str | None:
        return key(Agreement(agreement=agreement, party=parties, action=does), ENTITIES)  # type: ignore[arg-type]

    assert of("state/GB") == of("state/GB")
    assert len({of("state/GB"), of("state/US"), of("state/US", "state/GB"), of()}) == 4
    assert of("state/GB", "state/US") == of("state/US", "state/GB")
    assert of("state/GB", agreement=None) is None
    assert of("state/GB", "state/US", agreement=None) != of("state/GB", "state/FR", agreement=None)
    # What parties do together is known by the agreement; who is named may differ from report to report.
    assert of("state/GB", does="sign") == of("state/GB", "state/US", does="sign") != of("state/GB")


@pytest.mark.parametrize(
    ("dates", "groups"),
    [
        (["2024-03-01", "2024-03-01"], ["ab"]),
        (["2024-03-01", "2024-03-02"], ["a", "b"]),
        (["2024-03-01", "2024-03"], ["ab"]),
        (["2024-03", "2024-03"], ["ab"]),
        (["2024-03-01", "2024-03-09", "2024-03"], ["a", "b", "c"]),  # of which of the two, nobody knows
        (["2024-03-01", "2024-05-01", "2024", "2024"], ["a", "b", "cd"]),
        ([None, None], ["a", "b"]),
    ],
)
def test_happenings_are_reports_of_the_same_days(dates: list[str | None], groups: list[str]) -> None:
    reports = [
        Report(id, Document(id=id, text="…"), Visit(visitor=("x",), destination=("y",), date=date))
        for id, date in zip("abcd", dates, strict=False)
    ]
    for order in permutations(reports):
        found = happenings("k", order)
        assert sorted("".join(report.id for report in each.reports) for each in found) == groups
        assert len({each.id for each in found}) == len(found)


def test_happenings_take_an_undated_report_for_one_of_these_days() -> None:
    def report(id: str, date: str | None, written: str) -> Report:
        return Report(id, Document(id=id, text="…", date=written), Visit(visitor=("x",), destination=("y",), date=date))

    dated = report("a", "2024-03-01", "2024-03-01")
    assert len(happenings("k", [dated, report("b", None, "2024-03-03")])) == 1
    assert len(happenings("k", [dated, report("b", None, "2024-03-09")])) == 2


def test_happenings_are_not_made_one_by_what_gives_no_day() -> None:
    """A report without a date, or with an end alone, is about one of several at most."""

    def report(id: str, written: str | None = None, **dates: str) -> Report:
        return Report(id, Document(id=id, text="…", date=written), Visit(visitor=("x",), destination=("y",), **dates))  # type: ignore[arg-type]

    two = [report("a", date="2024-03-01"), report("b", date="2024-03-05")]
    for vague, count in (
        (report("c", "2024-03-03"), 3),  # of which of the two, nobody knows
        (report("c", "2024-03-07"), 2),
        (report("c", end="2024-03-30"), 3),
        (report("c", end="2024-03-05"), 2),
    ):
        for order in permutations([*two, vague]):
            found = happenings("k", order)
            assert len(found) == len({each.id for each in found}) == count
    # Several of these days that have no other are of one, and a month does not know of which.
    undated = [
        report("c", "2024-03-14"),
        report("d", "2024-03-15"),
        report("e", "2024-03-28"),
        report("f", date="2024-03"),
    ]
    assert sorted(len(each.reports) for each in happenings("k", undated)) == [1, 1, 2]


SE, NO, FI = "state/SE", "state/NO", "state/FI"


@pytest.mark.parametrize(
    ("signed", "groups"),
    [
        ([((SE, NO), "2024-04-02"), ((SE, NO, FI), "2024-04-02")], ["ab"]),  # one report names one party more
        ([((SE,), "2024-04-02"), ((NO,), "2024-04-02")], ["a", "b"]),
        ([((SE,), "1968"), ((NO,), "1968")], ["a", "b"]),
        ([((SE,), "2024-04-02"), ((NO,), "2024-04-02"), ((SE, NO), "2024-04-02")], ["abc"]),
        ([((SE, NO), "2024-04-02"), ((), "2024-04-02")], ["ab"]),
        ([((SE, NO), "2024-04-02"), ((), "2024-04-02"), ((FI,), "2024-04")], ["ab", "c"]),
        ([((SE,), "2024-04-02"), ((NO,), "2024-04-02"), ((), "2024-04")], ["a", "b", "c"]),  # whose, nobody knows
        ([((SE, NO), "2024-04-02"), (("person/a", "person/b"), "2024-04-02")], ["ab"]),  # they sign for somebody
        ([(("person/a",), "2024-04-02"), (("person/b",), "2024-04-02")], ["a", "b"]),
    ],
)
def test_happenings_of_an_agreement_are_of_parties_that_overlap(
    signed: list[tuple[tuple[str, ...], str]], groups: list[str]
) -> None:
    reports = [
        Report(id, Document(id=id, text="…"), Agreement(agreement="x", party=party, action="sign", date=date))
        for id, (party, date) in zip("abc", signed, strict=False)
    ]
    for order in permutations(reports):
        found = happenings("k", order)
        assert sorted("".join(report.id for report in each.reports) for each in found) == groups
        assert len({each.id for each in found}) == len(found)


def test_happenings_in_two_places_are_two() -> None:
    def report(id: str, *places: str) -> Report:
        fact = Meeting(participant=("x", "y"), date="2024-03-01")
        return Report(id, Document(id=id, text="…"), fact, frozenset(places))

    found = happenings("k", [report("a", "state/GB"), report("b", "state/US")])
    assert len(found) == len({each.id for each in found}) == 2
    assert len(happenings("k", [report("a", "state/GB"), report("b")])) == 1


def test_three_wires_tell_one_visit() -> None:
    found = [
        tour("a", "place/london", "2024-03-01", source="Agency"),
        tour("b", "state/GB", "2024-03", source="Agency"),
        tour("c", "state/GB", None, written="2024-03-02", modality="denied", source="Paper"),
        tour("d", "state/GB", "2024-07-01"),
    ]
    asked = """SELECT ?day ?documents ?sources (COUNT(?report) AS ?n) {
      ?report lg:reportOf ?what . ?what a lg:Happening ;
        lg:firstDay ?day ; lg:documentCount ?documents ; lg:sourceCount ?sources
    } GROUP BY ?what ?day ?documents ?sources ORDER BY ?day"""
    written = set()
    for order in permutations(found):
        with KnowledgeGraph.open() as graph:
            for each in order:
                graph.add([each])
            rows = [[value.value for value in row] for row in graph.query(asked).rows]  # type: ignore[union-attr]
            assert rows == [["2024-03-01", "3", "2", "3"], ["2024-07-01", "1", "1", "1"]]
            written.add(exported(graph, "nquads"))
    assert len(written) == 1


def test_each_party_ratifies_for_itself() -> None:
    def step(id: str, action: str, date: str | None, *parties: str) -> Reading:
        fact = Agreement(
            agreement="agreement/accord",
            party=parties,
            action=action,
            date=date,
            evidence=((0, 4),),  # type: ignore[arg-type]
        )
        return reading(id, fact, date="2016-10-10")

    found = [
        step("a", "ratify", "2016", "state/GB"),
        step("b", "ratify", "2016", "state/US"),
        step("c", "ratify", "2016-10-05", "state/FR"),
        step("d", "ratify", "2016-10", "state/FR"),
        step("e", "sign", "2016-10-05", "state/FR", "state/GB"),
    ]
    asked = """SELECT ?action ?party (COUNT(DISTINCT ?report) AS ?n) {
      ?report lg:reportOf ?what ; lg:action ?action ; lg:party ?party
    } GROUP BY ?what ?action ?party ORDER BY ?action ?party"""
    written = set()
    for order in permutations(found):
        with KnowledgeGraph.open() as graph:
            for each in order:
                graph.add([each])
            graph.remove("a")
            graph.add([found[0]])
            rows = [[value.value.rpartition("/")[2] for value in row] for row in graph.query(asked).rows]  # type: ignore[union-attr]
            ratified = [row[1:] for row in rows if row[0].endswith("Ratify")]
            assert ratified == [["FR", "2"], ["GB", "1"], ["US", "1"]]
            events = event_table(fact_table(graph, "agreements"))
            assert len(events.rows) == 4
            written.add(exported(graph, "nquads"))
    assert len(written) == 1


def test_happenings_follow_corrections_and_removals(fresh: KnowledgeGraph) -> None:
    fresh.add([tour("a", "state/GB", "2024-03-01")])
    before = set(fresh.store.engine.match(None, None, None, None))
    fresh.add([tour("b", "state/GB", "2024-03-01"), tour("c", "state/GB", "2024-03-05")])
    happened = "SELECT DISTINCT ?what { ?report lg:reportOf ?what }"
    assert len(fresh.query(happened)) == 2
    fact = next(each for each in fresh.facts() if each.document.id == "c")
    claimed = Decision(action="amend", fact=fact.id, documents=("c",), changes='{"date": "2024-03-01"}')
    decide(fresh.store, [claimed])
    assert len(fresh.query(happened)) == 1
    undo(fresh.store)
    assert len(fresh.query(happened)) == 2
    for document in ("b", "c"):
        fresh.remove(document)
    assert set(fresh.store.engine.match(None, None, None, None)) == before


def test_what_is_due_is_done_after_the_work_was_broken_off(fresh: KnowledgeGraph) -> None:
    """Documents are in the store, and what is due of them was not done: the next change does it."""
    found = [post("a", "state/GB"), post("b", "state/US"), tour("c", "state/GB", "2024")]
    with KnowledgeGraph.open() as whole:
        fresh.shelf.add(found)
        assert list(bearers(fresh)) == [SMITH]
        fresh.add([tour("d", "state/GB", "2024")])
        whole.add([*found, tour("d", "state/GB", "2024")])
        assert exported(fresh, "nquads") == exported(whole, "nquads")
        assert len(bearers(fresh)) == 2


def test_settling_does_all_that_is_due_however_much_it_is(
    fresh: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.keeping.settling.TOGETHER", 2)
    fresh.add(tour(f"d{number}", "state/GB", f"200{number}-03-01") for number in range(3))
    fresh.add(
        reading(f"m{number}", Visit(visitor=(f"state/{code}",), destination=("state/GB",), evidence=((0, 4),)))
        for number, code in enumerate(("US", "FR", "GB"))
    )
    fresh.add([post("a", "state/GB"), post("b", "state/US"), post("c", "state/FR")])
    assert Dues(fresh.store).keys() == [] and Dues(fresh.store).persons() == []
    assert len(fresh.query("SELECT DISTINCT ?what { ?report lg:reportOf ?what }")) == 6
    assert len(bearers(fresh)) == 3
