"""Every table of `ontologies/` is read whole: ids, order, references, dates, and names that must mean one thing."""

from __future__ import annotations

import re
from collections import Counter
from importlib.util import find_spec
from itertools import pairwise

import pytest

from graph.entries import entries
from graph.errors import KnowledgeError
from graph.states import states
from graph.tables import Row, rows, split

BY_ID = (
    "agreements",
    "historical_states",
    "honorifics",
    "offices",
    "organisations",
    "places",
    "portfolios",
    "state_words",
    "states",
)
"""The tables whose first column is an id."""

LEVELS = {
    "ambassador",
    "calling",
    "consul",
    "deputy_head_of_state",
    "deputy_minister",
    "envoy",
    "head_of_government",
    "head_of_state",
    "judicial",
    "legislature",
    "military",
    "minister",
    "other",
    "party",
    "rank",
    "religious",
    "royal",
    "secretary_general",
    "spokesperson",
    "style",
}
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
WIKIDATA = re.compile(r"Q[1-9]\d*")


@pytest.fixture(scope="module")
def ids() -> frozenset[str]:
    return frozenset(row["id"] for table in BY_ID for row in rows(table))


@pytest.mark.parametrize("table", BY_ID)
def test_table_has_ids_once_and_in_order(table: str) -> None:
    found = [row["id"] for row in rows(table)]
    assert all(re.fullmatch(r"[a-z]+/[A-Za-z0-9-]+", id) for id in found)
    assert found == sorted(set(found))


def test_memberships_are_in_order_and_stand_once() -> None:
    found = [(row["body"], row["member"], row["begin"]) for row in rows("memberships")]
    assert found == sorted(set(found))


@pytest.mark.parametrize("table", [*BY_ID, "memberships"])
def test_cells_are_clean(table: str) -> None:
    for row in rows(table):
        for column, cell in row.items():
            assert cell == cell.strip(), (row, column)
            values = split(cell)
            if column != "source":
                assert all(value and value == value.strip() for value in values), (row, column)
                assert len(values) == len(set(values)), (row, column)


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("agreements", "place", "place"),
        ("historical_states", "parent", "state"),
        ("historical_states", "successors", "state"),
        ("memberships", "body", "organisation|agreement"),
        ("memberships", "member", "state|organisation"),
        ("offices", "body", "state|organisation"),
        ("organisations", "country", "state"),
        ("organisations", "parent", "organisation"),
        ("organisations", "seat", "place"),
        ("places", "country", "state"),
        ("state_words", "capital", "place"),
        ("state_words", "parent", "state"),
        ("state_words", "successors", "state"),
        ("states", "claims", "state"),
        ("states", "parent", "state"),
        ("states", "successors", "state"),
    ],
)
def test_references_lead_somewhere(table: str, column: str, kind: str, ids: frozenset[str]) -> None:
    for row in rows(table):
        for value in split(row[column]):
            assert value in ids, (row, column)
            assert re.match(f"({kind})/", value), (row, column)


@pytest.mark.parametrize(
    ("table", "begin", "end"),
    [
        ("agreements", "date", "in_force"),
        ("agreements", "date", "end"),
        ("memberships", "begin", "end"),
        ("state_words", "begin", "end"),
    ],
)
def test_dates_are_dates_and_in_order(table: str, begin: str, end: str) -> None:
    for row in rows(table):
        first, last = row[begin], row[end]
        assert all(not date or DATE.fullmatch(date) for date in (first, last)), row
        assert not (first and last) or first[: len(last)] <= last[: len(first)], row


def test_a_member_belongs_once_at_a_time() -> None:
    stretches: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows("memberships"):
        stretches.setdefault((row["body"], row["member"], row["kind"]), []).append(row)
    for some in stretches.values():
        for earlier, later in pairwise(some):
            assert earlier["end"] and earlier["end"] <= later["begin"], (earlier, later)


def test_a_member_was_there_when_it_belonged() -> None:
    lives = {row["id"]: (row["begin"], row["end"]) for row in rows("state_words")}
    for row in rows("memberships"):
        if row["member"] in lives and lives[row["member"]][1]:
            assert row["end"], row
            assert row["end"][:4] <= lives[row["member"]][1][:4], row


def test_memberships_say_where_they_come_from() -> None:
    assert all(row["source"] for row in rows("memberships"))


@pytest.mark.parametrize("table", ["agreements", "historical_states", "organisations", "state_words", "states"])
def test_wikidata_ids_look_right_and_stand_once(table: str) -> None:
    found = [row["wikidata"] for row in rows(table) if row["wikidata"]]
    assert all(WIKIDATA.fullmatch(id) for id in found)
    assert [id for id, times in Counter(found).items() if times > 1] == []


def test_states_are_all_named_and_counted() -> None:
    kinds = Counter(row["kind"] for row in rows("state_words"))
    assert set(kinds) == {"contested", "dependency", "historical", "observer", "region", "state"}
    # The members of the United Nations, and the two states that observe.
    assert (kinds["state"], kinds["observer"]) == (193, 2)
    base = {row["id"] for table in ("states", "historical_states") for row in rows(table)}
    assert base == {row["id"] for row in rows("state_words")}


def test_states_have_words_and_a_capital() -> None:
    for row in rows("state_words"):
        if row["kind"] in {"state", "observer"}:
            assert row["adjectives"] and row["demonyms"] and row["capital"], row["id"]


def test_marked_names_are_names_of_the_row() -> None:
    places = {row["id"]: {row["name"], *split(row["names"])} for row in rows("places")}
    for state in states():
        known = {
            *state.names,
            *state.adjectives,
            *state.demonyms,
            *state.metonyms,
            *places.get(state.capital or "", ()),
        }
        assert state.unsure | state.second <= known, state.id
    for table in ("agreements", "organisations", "places"):
        for row in rows(table):
            assert set(split(row["unsure"])) <= {row["name"], *split(row["names"])}, row["id"]


def test_dependencies_belong_to_a_state() -> None:
    kinds = {state.id: state.kind for state in states()}
    for state in states():
        if state.kind == "dependency":
            assert state.parent and kinds[state.parent] == "state", state.id


def test_successors_came_after() -> None:
    begins = {state.id: state.begin for state in states()}
    for state in states():
        assert (state.kind == "historical") <= bool(state.end), state.id
        for heir in state.successors:
            # A federation's heirs may be older than it, or declare themselves before its last day.
            assert heir != state.id and heir in begins


@pytest.mark.parametrize(
    ("id", "heirs"),
    [
        ("state/CSHH", {"state/CZ", "state/SK"}),
        ("state/YUCS", {"state/BA", "state/CSXX", "state/HR", "state/MK", "state/SI"}),
        ("state/CSXX", {"state/ME", "state/RS"}),
        ("state/DD", {"state/DE"}),
        ("state/ZR", {"state/CD"}),
    ],
)
def test_states_of_the_past_have_the_right_successors(id: str, heirs: set[str]) -> None:
    assert next(set(state.successors) for state in states() if state.id == id) == heirs


def test_a_sure_name_means_one_thing() -> None:
    means: dict[str, set[str]] = {}
    for name, sense in entries()[1]:
        if sense.how in {"name", "acronym"} and not sense.needs_context:
            means.setdefault(name, set()).add(sense.id)
    # A building that speaks for a government is a place and, as a metonym, a state; that is no clash of names.
    assert {name: sorted(ids) for name, ids in means.items() if len(ids) > 1} == {}


def test_offices_have_levels_that_are_known() -> None:
    assert {row["level"] for row in rows("offices")} <= LEVELS
    assert {row["body_kind"] for row in rows("offices")} == {"state", "organisation", "either"}
    written = [name for row in rows("offices") for name in (row["name"], *split(row["names"]))]
    assert [name for name, times in Counter(written).items() if times > 1] == []


def test_tables_are_as_large_as_they_promise() -> None:
    international = [row for row in rows("organisations") if not row["country"]]
    assert len(international) >= 150
    assert len(rows("offices")) >= 150
    assert len({row["body"] for row in rows("memberships")}) >= 60
    assert len(rows("agreements")) >= 60


@pytest.mark.parametrize(
    ("body", "kind", "date", "count"),
    [
        ("organisation/un", "member", "2024", 193),
        ("organisation/un", "member", "1946-01", 51),
        ("organisation/eu", "member", "2015", 28),
        ("organisation/eu", "member", "2021", 27),
        ("organisation/nato", "member", "1990", 16),
        ("organisation/nato", "member", "2025", 32),
        ("organisation/osce", "member", "2025", 57),
        ("organisation/council-of-europe", "member", "2025", 46),
        ("organisation/au", "member", "2020", 55),
        ("organisation/arab-league", "member", "2000", 22),
        ("organisation/oecd", "member", "2022", 38),
        ("organisation/asean", "member", "2010", 10),
        ("organisation/opec", "member", "2025", 12),
        ("organisation/commonwealth", "member", "2023", 56),
        ("organisation/warsaw-pact", "member", "1980", 7),
        ("organisation/cis", "member", "1995", 10),
        ("agreement/partnership-for-peace", "participant", "2025", 18),
    ],
)
def test_bodies_have_as_many_members_as_they_had(body: str, kind: str, date: str, count: int) -> None:
    from graph.memberships import standings

    assert sum(one.kind == kind for one in standings(body=body, date=date)) == count


def test_rows_are_refused_with_the_name_of_the_table() -> None:
    with pytest.raises(KnowledgeError, match="no table 'planets'"):
        rows("planets")


@pytest.mark.skipif(find_spec("rigour") is None, reason="needs rigour, of the extra `tables`")
def test_states_are_what_rigour_says() -> None:
    from importlib import resources

    from graph.regenerate import states_table

    kept = resources.files("ontologies").joinpath("states.tsv").read_text(encoding="utf-8")
    assert kept == states_table(), "run `python -m graph.regenerate`"
