"""The short texts that teach kinds of sentences: each whole, and as the records want it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.language.tokens import blank
from extract.training.calibrate import plain
from extract.training.gold import gold_document
from extract.training.written import TEXTS, written_texts


def test_every_text_is_a_document_with_triggers() -> None:
    nlp, ids, triggers = blank(), set(), 0
    for text in written_texts():
        reading = plain(text)
        assert len(reading.facts) == len(text["facts"])
        used = {id for fact in reading.facts for _, id in fact.entities()}
        assert used <= set(text["entities"]), text["id"]
        ids.add(text["id"])
        triggers += len(gold_document(text, nlp).text.triggers)
    assert len(ids) == sum(len(path.read_text(encoding="utf-8").splitlines()) for path in TEXTS.glob("*.jsonl"))
    assert triggers > 1_000


def test_words_are_found_where_the_fact_is_stated(tmp_path: Path) -> None:
    row = {
        "id": "1",
        "text": "He left Oslo. He met Berg in Oslo, and Lind in Bern.",
        "entities": {},
        "facts": [
            {
                "type": "meeting",
                "quote": "met Berg in Oslo",
                "trigger": "met",
                "words": {"participant": ["He"], "with": ["Berg"], "place": ["Oslo"]},
            }
        ],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    [text] = written_texts(tmp_path)
    # The place of the quote, not the first in the text; and the nearest word before it.
    assert text["facts"][0]["mentions"] == {"participant": [[14, 16]], "with": [[21, 25]], "place": [[29, 33]]}
    assert (text["id"], text["facts"][0]["trigger"]) == ("a-1", [17, 20])


def test_words_that_are_not_there_are_named(tmp_path: Path) -> None:
    row = {"id": "1", "text": "He left.", "entities": {}, "facts": [{"type": "visit", "quote": "arrived"}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ValueError, match=r"a-1 in .*a\.jsonl: expected words of the text, got 'arrived'"):
        list(written_texts(tmp_path))
