"""What cannot all be so: each kind with a graph that has it, and with graphs that nearly do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.contradictions import contradictions
from graph.facts import AnyFact, Meeting, Membership, Role, Visit
from graph.incumbents import POSTS, may_be_one, post
from graph.knowledge import KnowledgeGraph
from graph.offices import office
from graph.reading import Reading
from graph.records import Document, Entity

NAMES = {
    "person/ann": "Ann Berg",
    "person/bo": "Bo Dahl",
    "person/berg": "Berg",
    "state/SE": "Sweden",
    "state/GB": "United Kingdom",
    "state/GE": "Georgia",
    "organisation/eu": "European Union",
    "organisation/nato": "NATO",
    "organisation/club": "the Club",
    "place/tbilisi": "Tbilisi",
    "place/batumi": "Batumi",
    "place/oslo": "Oslo",
}
COUNTRIES = {"place/tbilisi": "state/GE", "place/batumi": "state/GE"}
ENTITIES = {
    id: Entity(id=id, type=id.partition("/")[0].capitalize(), names=(name,), country=COUNTRIES.get(id))  # type: ignore[arg-type]
    for id, name in NAMES.items()
}
TEXT = "Each fact has a piece of this text for its words."

Said = tuple[str | None, AnyFact]
"""The date of a document, and what it states; documents with different dates are different ones."""


def found(said: Sequence[Said], **entities: Entity) -> list[tuple[str, list[str | None]]]:
    """The sentences of all contradictions, each with the dates of the documents that are cited."""
    readings: dict[str | None, Reading] = {}
    for number, (date, fact) in enumerate(said):
        document = Document(id=f"d-{date}", text=TEXT, date=date)
        before = readings.get(date, Reading(document=document, entities=ENTITIES | entities, facts=()))
        readings[date] = replace(before, facts=(*before.facts, replace(fact, evidence=((number, number + 4),))))
    with KnowledgeGraph.open() as graph:
        graph.add(readings.values())
        return [(each.sentence, [s.document.date for s in each.statements]) for each in contradictions(graph)]


def sentences(*said: Said) -> list[str]:
    return [sentence for sentence, _ in found(said)]


def foreign(person: str, **more: str) -> Role:
    return Role(person=f"person/{person}", **({"title": "Foreign Minister", "body": "state/SE"} | more))  # type: ignore[arg-type]


BOTH = "Ann Berg and Bo Dahl are both foreign minister of Sweden"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # One day, in two documents or in one of any precision.
        ([("2024-03-05", foreign("ann")), ("2024-03-05", foreign("bo"))], f"{BOTH} on 2024-03-05."),
        ([("2024", foreign("ann")), ("2024", foreign("bo"))], f"{BOTH} with no date that tells them apart."),
        # Other words for the same post.
        (
            [("2024-03-05", foreign("ann")), ("2024-03-05", foreign("bo", title="Minister for Foreign Affairs"))],
            f"{BOTH} on 2024-03-05.",
        ),
        # Between two days of the other.
        (
            [("2024-01-05", foreign("ann")), ("2024-03-01", foreign("bo")), ("2024-06-01", foreign("ann"))],
            f"{BOTH} on 2024-03-01.",
        ),
        # A start that is stated reaches from there to the document's day; an end may lie ahead of it.
        ([("2024-05-05", foreign("ann", start="2022")), ("2024-03-01", foreign("bo"))], f"{BOTH} on 2024-03-01."),
        ([("2024-03-05", foreign("ann", end="2025-06")), ("2024-05-01", foreign("bo"))], f"{BOTH} on 2024-05-01."),
        # Nothing says when.
        ([(None, foreign("ann")), ("2024-03-01", foreign("bo"))], f"{BOTH} with no date that tells them apart."),
        ([(None, foreign("ann")), (None, foreign("bo"))], f"{BOTH} with no date that tells them apart."),
    ],
)
def test_two_hold_one_post(said: list[Said], expected: str) -> None:
    assert sentences(*said) == [expected]


@pytest.mark.parametrize(
    "said",
    [
        # One after the other, and one who came back after years.
        [("2024-03-05", foreign("ann")), ("2024-03-06", foreign("bo"))],
        [("2014-01-05", foreign("ann")), ("2018-03-01", foreign("bo")), ("2022-06-01", foreign("ann"))],
        # They may have changed within the month or the year.
        [("2024-03", foreign("ann")), ("2024-03-06", foreign("bo"))],
        [("2024-06-01", foreign("ann", start="2024-03")), ("2024-03-06", foreign("bo"))],
        [("2024-03-06", foreign("ann", end="2024-03")), ("2024-03-20", foreign("bo"))],
        # What was, will be, or is only for the time being; what is not so.
        [("2024-03-05", foreign("ann")), ("2024-03-05", foreign("bo", status="former"))],
        [("2024-03-05", foreign("ann")), ("2024-03-05", foreign("bo", status="acting"))],
        [("2024-03-05", foreign("ann")), ("2024-03-05", foreign("bo", status="designate"))],
        [("2024-03-05", foreign("ann")), ("2024-03-05", foreign("bo", modality="denied"))],
        # Another post, of another body, or of nobody knows whom.
        [("2024-03-05", foreign("ann")), ("2024-03-05", foreign("bo", title="Deputy Foreign Minister"))],
        [("2024-03-05", foreign("ann")), ("2024-03-05", foreign("bo", title="Minister for Foreign Trade"))],
        [("2024-03-05", foreign("ann")), ("2024-03-05", foreign("bo", body="state/GB"))],
        [("2024-03-05", Role(person=f"person/{id}", title="Foreign Minister")) for id in ("ann", "bo")],
        # A post that several may hold; envoys to two states.
        [("2024-03-05", foreign(id, title="Vice President")) for id in ("ann", "bo")],
        [
            ("2024-03-05", foreign("ann", title="Ambassador", to="state/GB")),
            ("2024-03-05", foreign("bo", title="Ambassador", to="state/GE")),
        ],
        # One person under two names.
        [("2024-03-05", foreign("ann")), ("2024-03-05", foreign("berg"))],
    ],
)
def test_two_who_do_not_hold_one_post_at_once(said: list[Said]) -> None:
    assert sentences(*said) == []


def test_two_ambassadors_to_one_state_are_told() -> None:
    said = [("2024-03-05", foreign(id, title="Ambassador", to="state/GB")) for id in ("ann", "bo")]
    assert sentences(*said) == ["Ann Berg and Bo Dahl are both ambassador of Sweden to United Kingdom on 2024-03-05."]


def test_two_holders_are_told_once_with_what_says_so() -> None:
    days = ["2024-01-05", "2024-02-05", "2024-06-01", "2024-07-01"]
    said = [(day, foreign("ann")) for day in days] + [(day, foreign("bo")) for day in ("2024-03-01", "2024-03-09")]
    assert found(said) == [(f"{BOTH} on 2024-03-01.", ["2024-02-05", "2024-03-01", "2024-06-01"])]


def test_posts_are_offices_of_the_table_or_of_a_portfolio() -> None:
    named = "defence-minister defence-secretary finance-minister interior-minister".split()
    assert {id for id in POSTS if office(id) is None} == {f"office/{each}" for each in named}


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        ("Secretary of State", "state/US", "foreign minister"),
        ("Secretary of State", "state/GB", None),
        ("Secretary General", "organisation/nato", "secretary general"),
        ("NATO Secretary General", "organisation/nato", "secretary general"),
        ("Deputy Secretary General", "organisation/nato", None),
        ("President", "state/GE", "president"),
        ("President of the European Commission", "organisation/european-commission", "president"),
        ("Premier", "state/CN", "head of government"),
        ("Federal Chancellor", "state/DE", "head of government"),
        ("Defence Secretary", "state/GB", "defence minister"),
        ("Minister of Defense", "state/GE", "defence minister"),
        ("Finance Minister", "state/GE", "finance minister"),
        ("Minister of the Interior", "state/DE", "interior minister"),
        ("Ambassador", "state/SE", None),  # to whom is not said
    ],
)
def test_post_goes_by_its_wording(title: str, body: str, name: str | None) -> None:
    held = post(Role(person="person/ann", title=title, body=body))
    assert (held and held.name) == name


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Stoltenberg", "Jens Stoltenberg", True),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True),
        ("Recep Tayyip Erdoğan", "Erdogan", True),
        ("Viktor Orbán", "Orban Viktor", True),
        ("Joe Biden", "Joseph R. Biden", True),
        ("J. Stoltenberg", "Jens Stoltenberg", True),
        ("Li Keqiang", "Li Qiang", False),
        ("David Cameron", "David Lammy", False),
        ("Donald Trump", "Joe Biden", False),
    ],
)
def test_may_be_one_forgives_spelling(one: str, other: str, expected: bool) -> None:
    assert may_be_one([one], [other]) == may_be_one([other], ["Nobody", one]) == expected


# --- members that had left ---------------------------------------------------------------------------------------


def member(who: str, of: str, **more: str) -> Membership:
    return Membership(member=f"state/{who}", body=f"organisation/{of}", **more)  # type: ignore[arg-type]


def test_member_that_had_left_as_the_table_says() -> None:
    [(sentence, dates)] = found([("2024-03-18", member("GB", "eu"))])
    assert sentence.startswith("United Kingdom had left European Union by 2020-01-31 (")
    assert sentence.endswith("), and is told to be a member on 2024-03-18.")
    assert dates == ["2024-03-18"]


def test_member_that_had_left_as_another_document_says() -> None:
    former = member("SE", "club", status="former", end="2019")
    assert found([("2020-05-01", former), ("2024-03-18", member("SE", "club"))]) == [
        ("Sweden had left the Club by 2019, and is told to be a member on 2024-03-18.", ["2020-05-01", "2024-03-18"])
    ]


@pytest.mark.parametrize(
    "said",
    [
        [("2019-03-18", member("GB", "eu"))],  # it still belonged
        [("2020", member("GB", "eu"))],  # for a month of that year it did
        [(None, member("GB", "eu"))],
        [("2024-03-18", member("SE", "eu"))],
        [("2024-03-18", member("GB", "eu", kind="partner"))],
        [("2024-03-18", member("GB", "eu", status="former"))],
        [("2024-03-18", member("GB", "eu", modality="possible"))],
        [("2024-03-18", member("GB", "eu", start="2023"))],  # it is said to have come back
        [("2020", member("SE", "club", status="former", end="2019")), ("2018-03-18", member("SE", "club"))],
        [("2020", member("SE", "club", status="former")), ("2024-03-18", member("SE", "club"))],
        [("2020", member("SE", "club", status="former", end="2019")), ("2024", member("SE", "club", start="2021"))],
        [("2020", member("SE", "eu", status="former", end="2019")), ("2024", member("SE", "eu"))],  # the table knows
        [("2020", member("SE", "club", status="former", end="2019")), ("2024", member("GB", "club"))],
    ],
)
def test_member_that_had_not_left(said: list[Said]) -> None:
    assert sentences(*said) == []


# --- done and denied ---------------------------------------------------------------------------------------------


def visit(to: str, modality: str = "actual", **more: str) -> Visit:
    return Visit(visitor=("person/ann",), destination=(to,), modality=modality, **more)  # type: ignore[arg-type]


VISITED = ["The visit of Ann Berg to Georgia is both denied and told as done."]


@pytest.mark.parametrize(
    "said",
    [
        [("2024-03", visit("state/GE", "denied", date="2024-03")), ("2024-04", visit("state/GE", date="2024-03-18"))],
        # A visit to a town is a visit to its country.
        [("2024-03-20", visit("state/GE", "denied", date="2024")), ("2024-04", visit("place/tbilisi", date="2024-03"))],
        # Without dates, the documents are close, or undated as well, or the same.
        [("2024-03-20", visit("state/GE", "denied")), ("2024-03-25", visit("state/GE", date="2024-03-23"))],
        [("2024-03-20", visit("state/GE", "denied")), ("2024-03-25", visit("place/tbilisi"))],
        [(None, visit("state/GE", "denied")), ("2024-03-25", visit("state/GE"))],
    ],
)  # fmt: skip
def test_visit_both_done_and_denied(said: list[Said]) -> None:
    assert sentences(*said) == VISITED
    assert [dates for _, dates in found(said)] == [[said[0][0], said[1][0]]]


@pytest.mark.parametrize(
    "said",
    [
        [("2024-03", visit("state/GE", "denied", date="2024-02")), ("2024-04", visit("state/GE", date="2024-03-18"))],
        [("2024-03-20", visit("state/GE", "denied")), ("2024-08-25", visit("state/GE"))],
        [("2024-03-20", visit("state/GE", "denied")), ("2024-08-25", visit("state/GE", date="2024"))],
        # Who did not go to the capital may have been elsewhere in the country.
        [("2024-03-20", visit("place/tbilisi", "denied")), ("2024-03-20", visit("state/GE"))],
        [("2024-03-20", visit("place/tbilisi", "denied")), ("2024-03-20", visit("place/batumi"))],
        [("2024-03-20", visit("state/GE", "cancelled")), ("2024-03-20", visit("state/GE"))],
        [("2024-03-20", visit("state/GE", "denied")), ("2024-03-20", visit("state/GE", "planned"))],
        [("2024-03-20", visit("state/GE", "denied")),
         ("2024-03-20", Visit(visitor=("person/bo",), destination=("state/GE",)))],
    ],
)  # fmt: skip
def test_visit_not_both_done_and_denied(said: list[Said]) -> None:
    assert sentences(*said) == []


def meeting(modality: str = "actual", *, sides: str = "ann bo", **more: str) -> Meeting:
    one, other = (f"person/{each}" for each in sides.split())
    return Meeting(participant=(one,), against=(other,), modality=modality, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "done",
    [
        meeting(),
        meeting(sides="bo ann"),
        meeting(place="place/oslo"),
        Meeting(participant=("person/ann", "person/bo", "state/GB"), date="2024-03-18"),
    ],
)
def test_meeting_both_held_and_denied(done: Meeting) -> None:
    assert sentences(("2024-03-20", meeting("denied")), ("2024-03-21", done)) == [
        "The meeting of Ann Berg and Bo Dahl is both denied and told as done."
    ]


@pytest.mark.parametrize(
    ("denied", "done"),
    [
        (meeting("denied"), meeting(format="call")),  # they only spoke by telephone
        (meeting("denied"), meeting(date="2023-03")),
        (meeting("denied", place="place/oslo"), meeting(place="place/tbilisi")),
        (meeting("denied"), meeting(sides="ann berg")),
        # The two were on one side of the table.
        (meeting("denied"), Meeting(participant=("person/ann", "person/bo"), against=("state/GB",))),
    ],
)
def test_meeting_not_both_held_and_denied(denied: Meeting, done: Meeting) -> None:
    assert sentences(("2024-03-20", denied), ("2024-03-21", done)) == []


# --- places ------------------------------------------------------------------------------------------------------


def test_place_in_two_states() -> None:
    first = Reading(
        document=Document(id="a", text=TEXT), entities=ENTITIES, facts=(visit("place/tbilisi", date="2024"),)
    )
    moved = replace(ENTITIES["place/tbilisi"], country="state/GB")
    second = Reading(
        document=Document(id="b", text=TEXT),
        entities=ENTITIES | {moved.id: moved},
        facts=(visit("place/tbilisi", date="2023"),),
    )
    with KnowledgeGraph.open() as graph:
        graph.add([first])
        graph.add_background()  # what the tables know is no document
        assert list(contradictions(graph)) == []
        graph.add([second])
        [told] = contradictions(graph)
    assert told.sentence == "Tbilisi lies in United Kingdom and in Georgia, as different documents say."
    assert [each.document.id for each in told.statements] == ["b", "a"]


def test_contradictions_of_sound_readings_are_none(readings: list[Reading]) -> None:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        assert list(contradictions(graph)) == []
