"""Event data: when, and for whom somebody acts."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest

from graph.dates import Interval
from graph.events import events
from graph.facts import AnyFact, Role, Visit
from graph.home import Incumbency, in_post
from graph.knowledge import KnowledgeGraph, Statement
from graph.reading import Reading
from graph.records import Document, Entity

KNOWN = {
    "person/old": Entity(id="person/old", type="Person", names=("John Old",)),
    "state/IT": Entity(id="state/IT", type="State", names=("Italy",)),
    "state/SE": Entity(id="state/SE", type="State", names=("Sweden",)),
}
POST: dict[str, Any] = {"person": "person/old", "title": "minister", "body": "state/IT"}


def exported(scheme: str, *facts: AnyFact, written: str | None = "2021-05-03") -> list[dict[str, str]]:
    reading = Reading(document=Document(id="d", text="…", date=written), entities=KNOWN, facts=facts)
    with KnowledgeGraph.open() as graph:
        graph.add([reading])
        return list(csv.DictReader(io.StringIO(events(graph, scheme).decode())))


def visit(**when: str) -> Visit:
    return Visit(visitor=("person/old",), destination=("state/SE",), **when)  # type: ignore[arg-type]


@pytest.mark.parametrize("scheme", ["plover", "cameo"])
def test_no_day_is_taken_for_stated_that_is_not(scheme: str) -> None:
    given = (visit(date="2021"), visit(date="2021-03"), visit(date="2021-03-04"), visit(end="2021-04"), visit())
    dated = [(row["event_date"], row["date_precision"]) for row in exported(scheme, *given)]
    # What has an end alone is known at its end.
    assert dated == [
        ("2021-01-01", "year"), ("2021-03-01", "month"), ("2021-03-04", "day"), ("2021-04-01", "month"), ("", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "date", "code"),
    [
        (Role(**POST, start="1970", end="1974", status="former"), "2021", "ITA"),
        (Role(**POST, start="1970", end="1974", status="former"), "1972-03", "ITAGOV"),
        (Role(**POST), "2021-04-30", "ITAGOV"),  # reported some days later
        (Role(**POST, status="former"), "2021-04-30", "ITA"),
        (Role(**POST), "", "ITAGOV"),
        (Role(**POST, modality="planned"), "2021-04-30", ""),
        (Role(**POST, status="designate"), "2021-04-30", "ITA"),
    ],
)
def test_only_who_holds_a_post_at_the_time_acts_for_the_government(role: Role, date: str, code: str) -> None:
    [row] = exported("cameo", role, visit(date=date) if date else visit())
    assert row["source_code"] == code


def test_of_what_has_no_day_nor_document_with_one_a_present_post_counts() -> None:
    for status, code in (("current", "ITAGOV"), ("former", "ITA")):
        [row] = exported("cameo", Role(**POST, status=status), visit(), written=None)  # type: ignore[arg-type]
        assert row["source_code"] == code


TERMS: list[tuple[Sequence[tuple[str | None, dict[str, str]]], dict[str, bool]]] = [
    # Called minister in one document and former minister in another: the nearer one counts.
    ([("2015", {}), ("2019", {"status": "former"})], {"1990": True, "2016": True, "2018": False, "2021": False}),
    # A term that is stated is over when it is over, whatever was written in it.
    ([("2005", {}), ("2012", {"start": "2000", "end": "2010", "status": "former"})], {"2009": True, "2015": False}),
    # He goes on from a beginning, until a document says otherwise.
    ([("2010", {"start": "2004"})], {"2003": False, "2004": True, "2020": True}),
    ([("2010", {"start": "2004"}), ("2015", {"status": "former"})], {"2011": True, "2020": False}),
    # What is over with one end alone is known on that date.
    ([("2023", {"start": "2004", "status": "former"})], {"2003": False, "2004-05": True, "2010": False}),
    ([("2023", {"end": "2018", "status": "former"})], {"2017": False, "2018-05": True, "2019": False}),
    ([(None, {})], {"2015": True}),
    ([], {"2015": False}),
]


@pytest.mark.parametrize(("stated", "held"), TERMS)
def test_in_post_goes_by_what_speaks_of_the_nearest_time(
    stated: Sequence[tuple[str | None, dict[str, str]]], held: dict[str, bool]
) -> None:
    said = (Statement(Document(id="d", text="…", date=date), Role(**POST, **about)) for date, about in stated)
    posts = [post for each in said if (post := Incumbency.stated(each))]
    assert {time: in_post(posts, "state/IT", Interval.parse(time)) for time in held} == held
    assert not in_post(posts, "state/SE", Interval.parse("2015"))
