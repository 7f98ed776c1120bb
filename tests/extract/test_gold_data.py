"""Our own gold: that it fits the samples as they are read, and keeps to the guide's shape."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extract.documents import Refusal, read_documents
from graph.fact import MODALITIES
from graph.facts import FACT_TYPES, Membership, Role, Visit
from graph.reading import Reading
from graph.records import Document, quote

ROOT = Path(__file__).parents[2]
GOLD = sorted((ROOT / "tests" / "data" / "gold").glob("*.json"))
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")


@pytest.fixture(scope="module")
def samples() -> dict[str, Document]:
    """The samples by id."""
    return {one.id: one for one in read_documents([ROOT / "samples"]) if isinstance(one, Document)}


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_samples_are_ten_documents_of_the_length_of_news(samples: dict[str, Document]) -> None:
    assert not [one for one in read_documents([ROOT / "samples"]) if isinstance(one, Refusal) and one.of == "document"]
    assert len(samples) == 10
    assert {key: len(doc.text.split()) for key, doc in samples.items() if not 250 <= len(doc.text.split()) <= 700} == {}
    assert all(doc.title and doc.date for doc in samples.values())


def test_gold_covers_every_sample(samples: dict[str, Document]) -> None:
    assert {path.stem for path in GOLD} == set(samples)


def test_gold_holds_every_type_of_fact_and_every_modality() -> None:
    facts = [fact for path in GOLD for fact in _load(path)["facts"]]
    assert {fact["type"] for fact in facts} == set(FACT_TYPES)
    assert {fact["modality"] for fact in facts} == set(MODALITIES)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_text_is_the_text_that_is_read(path: Path, samples: dict[str, Document]) -> None:
    data, doc = _load(path), samples[path.stem]
    assert (data["id"], data["title"], data["date"]) == (doc.id, doc.title, doc.date)
    assert data["text"] == doc.text


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_entities_are_named_in_the_text(path: Path) -> None:
    data = _load(path)
    reading = Reading.from_dict(data)
    lost = [key for key, one in reading.entities.items() if not any(name in data["text"] for name in one.names)]
    assert lost == []
    assert [
        one.country for one in reading.entities.values() if one.country and one.country not in reading.entities
    ] == []


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_evidence_states_its_fact(path: Path) -> None:
    data = _load(path)
    reading = Reading.from_dict(data)
    text = reading.document.text
    for fact, raw in zip(reading.facts, data["facts"], strict=True):
        assert fact.evidence, raw
        assert list(fact.evidence) == sorted(fact.evidence), raw
        for start, end in fact.evidence:
            assert 0 <= start < end <= len(text), raw
            # A span begins and ends with whole words.
            assert not re.match(r"\w\w", text[max(start - 1, 0) : start + 1]) or start == 0, raw
            assert not re.match(r"\w\w", text[end - 1 : end + 1]), raw
        assert raw["quote"] == quote(text, fact.evidence)
        names = [name for _, key in fact.entities() for name in reading.entities[key].names]
        assert any(name in raw["quote"] for name in names), raw
        dates = [raw[key] for key in ("date", "start", "end") if key in raw]
        assert all(DATE.fullmatch(date) for date in dates), raw
        assert dates == sorted(dates), raw


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_facts_are_each_there_once(path: Path) -> None:
    claims = Counter(fact.claim for fact in Reading.from_dict(_load(path)).facts)
    assert [claim for claim, count in claims.items() if count > 1] == []


def test_gold_answers_the_questions_of_the_readme() -> None:
    readings = [Reading.from_dict(_load(path)) for path in GOLD]

    def named(reading: Reading, keys: tuple[str, ...]) -> set[str]:
        return {reading.entities[key].name for key in keys}

    guests = {
        (visitor, host)
        for one in readings
        for fact in one.facts
        if isinstance(fact, Visit) and fact.modality == "actual" and (fact.date or "").startswith("2016")
        for place in fact.destination
        if "Cuba" in (one.entities[place].name, one.entities[one.entities[place].country or place].name)
        for visitor in named(one, fact.visitor)
        for host in named(one, fact.host) or {""}
    }
    assert ("Barack Obama", "Bruno Rodríguez") in guests
    assert {visitor for visitor, _ in guests} == {"Barack Obama", "Michelle Obama", "John Kerry", "Nicolás Maduro"}
    held = {
        one.entities[fact.person].name
        for one in readings
        for fact in one.facts
        if isinstance(fact, Role) and fact.body and fact.title == "Secretary-General" and fact.start and fact.end
        if one.entities[fact.body].name == "United Nations" and fact.start <= "2016-11-01" <= fact.end
    }
    assert held == {"Ban Ki-moon"}
    members: dict[str, set[str]] = {}
    for one in readings:
        for fact in one.facts:
            if isinstance(fact, Membership) and (fact.modality, fact.kind) == ("actual", "member"):
                members.setdefault(one.entities[fact.body].name, set()).add(one.entities[fact.member].name)
    shared = members["Association of Southeast Asian Nations"] & members["Asia-Pacific Economic Cooperation"]
    assert shared == {"Brunei", "Indonesia", "Malaysia", "Philippines", "Singapore", "Thailand", "Vietnam"}
    planned = [fact for one in readings for fact in one.facts if fact.modality == "planned"]
    assert {"visit", "meeting", "mission", "agreement"} <= {fact.type for fact in planned}
