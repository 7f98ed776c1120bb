"""From triggers and arguments, written by hand, to facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from spacy.tokens import Doc

import extract.language.component  # noqa: F401  (declares `doc._.statements`)
from extract.facts.confidence import Calibration
from extract.facts.decoding import decode
from extract.language.records import Argument, Mention, Statements, Trigger
from extract.language.tokens import blank
from graph.facts import AnyFact
from graph.records import DatedSpan, Document, EntityType

TEXT = "Ada Lind and Bo Dahl of Sweden met Eva Berg in Oslo yesterday"
IDS = {
    "Lind": "person/ada-lind",
    "Dahl": "person/bo-dahl",
    "Sweden": "state/SE",
    "Berg": "person/eva-berg",
    "Oslo": "place/oslo",
}


def read() -> Doc:
    doc = blank()(TEXT)
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def decoded(
    label: str,
    word: str,
    filled: Sequence[tuple[str, str, float]],
    *,
    ids: Mapping[str, str] = IDS,
    date: str | None = None,
    dates: tuple[DatedSpan, ...] = (),
    **more: Any,
) -> list[AnyFact]:
    """The facts of one trigger whose roles are filled by words of the text with some chance."""
    doc = read()
    words = [token.text for token in doc]
    places = list(ids)
    mentions = tuple(Mention(words.index(name), words.index(name) + 1, "Person", True, name) for name in places)
    arguments = tuple(Argument(role, places.index(name), chance) for role, name, chance in filled)
    at = words.index(word)
    doc[at].tag_ = more.pop("tag", "VBD")
    settings = {"chance": 0.9, "modality": "actual", "status": "current", "format": "talks", "sure": 0.9} | more
    trigger = Trigger(start=at, end=at + 1, label=label, arguments=arguments, **settings)
    doc._.statements = Statements(mentions, (), (trigger,), ())
    document = Document(id="d", text=TEXT, date=date, dates=dates)
    return list(decode(doc, document, [(ids[name],) for name in places], Calibration(), {}))


def test_decode_fills_the_sides_of_a_meeting() -> None:
    filled = [("participant", "Lind", 0.9), ("participant", "Dahl", 0.8), ("with", "Berg", 0.9), ("place", "Oslo", 0.7)]
    [fact] = decoded("meeting", "met", filled)
    assert fact.to_dict() == {
        "type": "meeting",
        "participant": ["person/ada-lind", "person/bo-dahl"],
        "with": ["person/eva-berg"],
        "place": "place/oslo",
        "format": "talks",
        "modality": "actual",
        "evidence": [[4, 51]],
        "confidence": pytest.approx(0.9 * 0.9 * 0.7, abs=0.001),
    }


@pytest.mark.parametrize(
    ("label", "filled"),
    [
        # Nobody meets alone, and nothing is said of a visit without its end.
        ("meeting", [("participant", "Lind", 0.9)]),
        ("visit", [("visitor", "Lind", 0.9)]),
        # A person is no body, and a place no visitor.
        ("membership:member", [("member", "Sweden", 0.9), ("body", "Berg", 0.9)]),
        ("visit", [("visitor", "Oslo", 0.9), ("destination", "Oslo", 0.9)]),
        # Nobody condemns himself.
        ("relation:condemn", [("source", "Sweden", 0.9), ("target", "Sweden", 0.9)]),
        # What is unlikely is left out.
        ("visit", [("visitor", "Lind", 0.9), ("destination", "Oslo", 0.1)]),
    ],
)
def test_decode_states_nothing_without_what_a_fact_needs(label: str, filled: list[tuple[str, str, float]]) -> None:
    assert decoded(label, "met", filled) == []


def test_decode_takes_the_likeliest_for_what_a_fact_cannot_do_without() -> None:
    [fact] = decoded(
        "visit", "met", [("visitor", "Lind", 0.9), ("destination", "Oslo", 0.35), ("destination", "Sweden", 0.2)]
    )
    assert fact.to_dict()["destination"] == ["place/oslo"]


def test_decode_makes_a_fact_of_each_where_a_fact_has_one() -> None:
    filled = [("source", "Sweden", 0.9), ("target", "Lind", 0.9), ("target", "Dahl", 0.9)]
    facts = [fact.to_dict() for fact in decoded("relation:condemn", "met", filled)]
    assert [(fact["source"], fact["target"]) for fact in facts] == [
        ("state/SE", "person/ada-lind"),
        ("state/SE", "person/bo-dahl"),
    ]


def test_decode_gives_rows_of_persons_and_bodies_each_their_own() -> None:
    filled = [
        (role, name, 0.9)
        for role, name in (("person", "Lind"), ("person", "Dahl"), ("body", "Sweden"), ("body", "Oslo"))
    ]
    facts = [fact.to_dict() for fact in decoded("role", "met", filled, status="former", tag="NNS")]
    assert [(fact["person"], fact["body"], fact["status"]) for fact in facts] == [
        ("person/ada-lind", "state/SE", "former"),
        ("person/bo-dahl", "place/oslo", "former"),
    ]


def test_decode_puts_what_has_no_direction_in_the_order_of_the_text() -> None:
    ids = {"Oslo": "state/NO", "Sweden": "state/SE"}
    [fact] = decoded("relation:establish", "met", [("source", "Oslo", 0.9), ("target", "Sweden", 0.9)], ids=ids)
    assert fact.to_dict()["source"] == "state/SE"


def test_decode_needs_a_likely_trigger() -> None:
    assert decoded("meeting", "met", [("participant", "Lind", 0.9), ("with", "Berg", 0.9)], chance=0.4) == []


@pytest.mark.parametrize(
    ("lines", "with_", "date"),
    [
        ((), ["person/eva-berg"], None),
        (((0, 44, "2024-03-05"), (44, 61, "2024-03-07")), ["person/eva-berg"], "2024-03-05"),
        # A line of a chronology takes nobody from the next.
        (((0, 39, "2024-03-05"), (39, 61, "2024-03-07")), None, "2024-03-05"),
    ],
)
def test_decode_keeps_the_lines_of_a_chronology_apart(
    lines: tuple[DatedSpan, ...], with_: list[str] | None, date: str | None
) -> None:
    filled = [("participant", "Lind", 0.9), ("participant", "Dahl", 0.9), ("with", "Berg", 0.9)]
    [fact] = (fact.to_dict() for fact in decoded("meeting", "met", filled, dates=lines))
    assert (fact.get("with"), fact.get("date")) == (with_, date)


@pytest.mark.parametrize(
    ("tag", "day", "date", "modality"),
    [
        ("VBZ", "2024-03-15", None, "actual"),
        ("VBZ", "2024-03-15", "2024-03-20", "actual"),
        # What is said to be coming is planned there, too, and so is all that a calendar has for later days.
        ("VB", "2024-03-15", None, "planned"),
        ("VBZ", "2024-03-15", "2024-03-10", "planned"),
        # Outside of chronologies the present tells what is planned.
        ("VBZ", None, "2024-03-20", "planned"),
    ],
)
def test_decode_takes_the_present_of_a_chronology_for_what_happened(
    tag: str, day: str | None, date: str | None, modality: str
) -> None:
    filled = [("participant", "Lind", 0.9), ("participant", "Dahl", 0.9)]
    lines: tuple[DatedSpan, ...] = ((4, 51, day),) if day else ()
    [fact] = decoded("meeting", "met", filled, dates=lines, date=date, tag=tag, modality="planned")
    assert fact.modality == modality


def read_from(*triggers: tuple[str, str, float, list[tuple[str, str]]]) -> list[tuple[str, ...]]:
    """Member, body and kind of the memberships of several triggers: their words, labels, chances and arguments."""
    doc, ids = read(), IDS | {"Berg": "organisation/eu"}
    words, places = [token.text for token in doc], list(ids)
    mentions = tuple(Mention(words.index(name), words.index(name) + 1, "Person", True, name) for name in places)
    said = tuple(
        Trigger(words.index(word), words.index(word) + 1, label, chance, "actual", "current", "talks", 0.9, tuple(
            Argument(role, places.index(name), 0.9) for role, name in filled
        ))
        for word, label, chance, filled in triggers
    )  # fmt: skip
    doc._.statements = Statements(mentions, (), said, ())
    found = decode(doc, Document(id="d", text=TEXT), [(ids[name],) for name in places], Calibration({}, {}), {})
    return [(each["member"], each["body"], each["kind"]) for each in (fact.to_dict() for fact in found)]


def test_decode_takes_the_likeliest_label_of_a_type_at_one_word() -> None:
    filled = [("member", "Sweden"), ("body", "Berg")]
    assert read_from(("met", "membership:partner", 0.9, filled), ("met", "membership:member", 0.6, filled)) == [
        ("state/SE", "organisation/eu", "partner")
    ]


def test_decode_leaves_the_body_of_members_as_it_was_before() -> None:
    before = ("Lind", "membership:member", 0.9, [("member", "Sweden"), ("body", "Berg")])
    after = ("met", "membership:observer", 0.9, [("member", "Dahl")])
    assert read_from(before, after)[1] == ("person/bo-dahl", "organisation/eu", "observer")
    assert read_from(after) == []


def test_decode_takes_no_verb_for_the_title_of_a_post() -> None:
    doc = read()
    doc[7].pos_ = "VERB"  # met
    filled = tuple(Argument(role, place, 0.9) for role, place in (("person", 0), ("body", 2)))
    mentions = tuple(Mention(at, at + 1, "Person", True, "…") for at in (1, 4, 6))
    said = Trigger(7, 8, "role", 0.9, "actual", "current", "talks", 0.9, filled)
    doc._.statements = Statements(mentions, (), (said,), ())
    assert not list(decode(doc, Document(id="d", text=TEXT), [(id,) for id in IDS.values()][:3], Calibration(), {}))


@pytest.mark.parametrize(("type", "titles"), [("Organisation", []), ("Person", ["Ada"])])
def test_decode_takes_no_beginning_of_a_name_for_a_title(type: EntityType, titles: list[str]) -> None:
    # "Queen Ada" is a name whole, and "Queen" her title; "United" is none out of "United Nations".
    doc = read()
    said = Trigger(0, 1, "role", 0.9, "actual", "current", "talks", 0.9, (Argument("person", 1, 0.9),))
    mentions = (Mention(0, 2, type, True, "Ada Lind"), Mention(9, 11, "Person", True, "Eva Berg"))
    doc._.statements = Statements(mentions, (), (said,), ())
    ids = [("person/ada-lind",), ("person/eva-berg",)]
    found = decode(doc, Document(id="d", text=TEXT), ids, Calibration(), {})
    assert [fact.to_dict()["title"] for fact in found] == titles


@pytest.mark.parametrize(("before", "title"), [("minister", "minister"), ("met", "counterpart")])
def test_decode_gives_a_counterpart_the_post_that_was_named_last(before: str, title: str) -> None:
    doc = blank()("The minister Lind met her Swedish counterpart Berg.")
    for token in doc:
        token.is_sent_start = token.i == 0
    words = [token.text for token in doc]
    names = {"Lind": "person/ada-lind", "Berg": "person/eva-berg", "Swedish": "state/SE"}
    mentions = tuple(Mention(words.index(name), words.index(name) + 1, "Person", True, name) for name in names)
    said = tuple(
        Trigger(words.index(word), words.index(word) + 1, label, 0.9, "actual", "current", "talks", 0.9, tuple(filled))
        for word, label, filled in (
            (before, "role" if before == "minister" else "meeting", [Argument("person", 0, 0.9)]),
            ("counterpart", "role", [Argument("person", 1, 0.9), Argument("body", 2, 0.9)]),
        )
    )
    doc._.statements = Statements(mentions, (), said, ())
    document = Document(id="d", text=doc.text)
    found = [fact.to_dict() for fact in decode(doc, document, [(id,) for id in names.values()], Calibration(), {})]
    assert [(each["title"], each["body"]) for each in found if each["person"] == "person/eva-berg"] == [
        (title, "state/SE")
    ]


def test_decode_ends_a_title_with_a_noun() -> None:
    doc = blank()("The budget officer Lind left Oslo.")
    for token in doc:
        token.is_sent_start = token.i == 0
    doc[1].dep_, doc[1].head, doc[2].tag_ = "compound", doc[2], "NN"
    mentions = (Mention(3, 4, "Person", True, "Lind"),)
    said = Trigger(1, 2, "role", 0.9, "actual", "current", "talks", 0.9, (Argument("person", 0, 0.9),))
    doc._.statements = Statements(mentions, (), (said,), ())
    [fact] = decode(doc, Document(id="d", text=doc.text), [("person/ada-lind",)], Calibration(), {})
    assert fact.to_dict()["title"] == "budget officer"
