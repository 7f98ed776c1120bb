"""What goes wrong, told by kind. The shipped reader reads the sentence; the annotation is made to differ from it."""

from __future__ import annotations

from typing import Any

from extract.pipeline import Reader
from extract.training.calibrate import plain, read_one
from extract.training.errors import Case, missed, wrong

TEXT = "President Ilham Aliyev visited Ankara on 3 March 2024."
ENTITIES = {
    "a": {"type": "Person", "names": ["Ilham Aliyev"]},
    "t": {"type": "Place", "names": ["Ankara"]},
    "b": {"type": "Place", "names": ["Oslo"]},
}
VISIT = {"type": "visit", "visitor": ["a"], "destination": ["t"], "evidence": [[10, 37]], "trigger": [23, 30]}


def case(reader: Reader, *facts: dict[str, Any]) -> Case:
    data = {"id": "x", "text": TEXT, "entities": ENTITIES, "facts": list(facts)}
    return Case(data, read_one(plain(data), reader))


def test_what_is_missed_is_told_by_what_failed_first(reader: Reader) -> None:
    found = case(reader, VISIT | {"mentions": {"visitor": [[10, 22]], "destination": [[31, 37]]}})
    assert not missed(found, reader.calibration)
    signed = {"type": "agreement", "party": ["a", "t"], "action": "sign"}
    unseen = case(reader, signed | {"evidence": VISIT["evidence"], "trigger": VISIT["trigger"]})
    assert missed(unseen, reader.calibration) == {"trigger not seen": 1}
    denied = case(reader, VISIT | {"modality": "denied"})
    assert missed(denied, reader.calibration) == {"modality": 1}
    elsewhere = case(
        reader, VISIT | {"destination": ["b"], "mentions": {"visitor": [[10, 22]], "destination": [[31, 37]]}}
    )
    assert missed(elsewhere, reader.calibration) == {"name linked to something else": 1}


def test_what_is_wrong_is_told_by_what_is_annotated_there(reader: Reader) -> None:
    # The role of the president is read as well, and is not annotated.
    assert wrong(case(reader, VISIT), reader.calibration) == {"annotated there: another type": 1}
    assert wrong(case(reader), reader.calibration) == {"annotated there: nothing": 2}
