"""Annotated documents as the network learns from them: what is known, and what is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.language.labels import TRIGGERS
from extract.language.tokens import blank
from extract.training.gold import read_gold
from extract.training.gold_records import GoldText, label_of

TEXT = (
    "Foreign Minister Mira Holt arrived in Bursa on Tuesday. The minister met Turkish officials at the summit.\n\n"
    "Holt praised the summit of 1994."
)


def span(words: str, start: int = 0) -> list[int]:
    at = TEXT.index(words, start)
    return [at, at + len(words)]


DOCUMENT: dict[str, Any] = {
    "id": "one",
    "title": "Mira Holt in Bursa",
    "date": "2024-03-07",
    "source": "written for this test",
    "kind": "news",
    "text": TEXT,
    "entities": {
        "holt": {"type": "Person", "names": ["Mira Holt", "Holt"]},
        "bursa": {"type": "Place", "names": ["Bursa"]},
        "turkey": {"type": "State", "names": ["Türkiye", "Turkish"]},
        "summit": {"type": "Event", "names": ["the summit", "summit"]},
    },
    "facts": [
        {
            "type": "role",
            "person": "holt",
            "title": "Foreign Minister",
            "modality": "actual",
            "evidence": [span("Foreign Minister Mira Holt"), span("The minister met")],
            "trigger": span("Foreign Minister"),
            "mentions": {"person": [span("Mira Holt")]},
        },
        {
            "type": "visit",
            "visitor": ["holt"],
            "destination": ["bursa"],
            "date": "2024-03-05",
            "modality": "actual",
            "evidence": [span("Foreign Minister Mira Holt arrived in Bursa on Tuesday")],
            "trigger": span("arrived"),
            "mentions": {"visitor": [span("Mira Holt")], "destination": [span("Bursa")]},
        },
        {
            "type": "meeting",
            "participant": ["holt"],
            "with": ["turkey"],
            "date": "2024-04-01",
            "modality": "actual",
            "evidence": [span("The minister met Turkish officials at the summit")],
            "trigger": span("met"),
            "mentions": {"participant": [span("The minister")], "with": [span("Turkish officials")]},
        },
    ],
}


@pytest.fixture
def text(tmp_path: Path) -> GoldText:
    (tmp_path / "one.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    [document] = read_gold(tmp_path, blank())
    return document.text


def stated(text: GoldText, label: str) -> dict[str, list[str]]:
    """The arguments of the first trigger of a label, as words."""
    trigger = next(one for (_, number), one in text.triggers.items() if TRIGGERS[number] == label)
    found: dict[str, list[str]] = {}
    for role, key in sorted(trigger.arguments):
        found.setdefault(role, []).append(" ".join(text.words[key[0] : key[1]]))
    return found


def test_read_gold_finds_every_name_and_what_refers_to_it(text: GoldText) -> None:
    found = {(" ".join(text.words[m.start : m.end]), m.name) for m in text.mentions.values() if m.entities}
    assert found == {("Mira Holt", True), ("Holt", True), ("Bursa", True), ("Turkish", True), ("minister", False)}


def test_read_gold_takes_the_name_inside_for_a_longer_mention(text: GoldText) -> None:
    assert stated(text, "meeting") == {"participant": ["minister"], "with": ["Turkish"]}


def test_read_gold_finds_the_time_of_a_date(text: GoldText) -> None:
    assert stated(text, "visit")["date"] == ["Tuesday"]
    known = {TRIGGERS[label]: one.times_known for (_, label), one in text.triggers.items()}
    # No time of the text says the first of April, so that the times of the meeting are not known.
    assert known == {"role": True, "visit": True, "meeting": False}


def test_read_gold_learns_no_missing_date_from_a_document_whose_own_is_guessed(tmp_path: Path) -> None:
    visit = {key: value for key, value in DOCUMENT["facts"][1].items() if key != "date"}
    known = {}
    for guessed in (False, True):
        data = DOCUMENT | {"facts": [visit]} | ({"date_inferred": True} if guessed else {})
        (tmp_path / "one.json").write_text(json.dumps(data), encoding="utf-8")
        [document] = read_gold(tmp_path, blank())
        [one] = document.text.triggers.values()
        known[guessed] = (one.times_known, one.near)
    assert known == {False: (True, 0), True: (False, -1)}


def test_read_gold_leaves_common_nouns_unknown_where_no_fact_uses_them(text: GoldText) -> None:
    assert [" ".join(text.words[start:end]) for start, end, _ in text.unknown_rows] == ["summit", "summit"]


def test_read_gold_leaves_other_places_of_a_fact_unknown(text: GoldText) -> None:
    role = TRIGGERS.index("role")
    assert {text.words[word] for word, label in text.unknown_triggers if label == role} == {"minister", "met"}


@pytest.mark.parametrize(
    ("fact", "label"),
    [
        ({"type": "visit"}, "visit"),
        ({"type": "agreement", "action": "sign"}, "agreement:sign"),
        ({"type": "participation"}, "participation:participant"),
        ({"type": "relation", "action": "praise"}, None),
    ],
)
def test_label_of_tells_type_and_what_is_told_with_it(fact: dict[str, Any], label: str | None) -> None:
    number = label_of(fact)
    assert (None if number is None else TRIGGERS[number]) == label
