"""The quality gate holds extraction on the samples to what it has reached."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extract.gate import fingerprint, load_gold, measure, raised, shortfalls, table
from extract.score import Score
from graph.errors import RecordError


def test_extraction_reaches_its_floors_on_the_samples(root: Path) -> None:
    folder = root / "tests" / "data"
    gold = load_gold(folder / "gold")
    kept = tomllib.loads((folder / "floors.toml").read_text(encoding="utf-8"))
    assert kept["gold"] == fingerprint(gold), "the gold has changed: measure anew with python -m extract.gate --raise"
    scores = measure(gold)
    assert not shortfalls(scores, kept["f1"]), table(scores)


@pytest.mark.parametrize(
    ("floor", "expected"),
    [
        (0.5, []),
        (0.501, ["visit: F1 0.500 is below the floor of 0.501"]),
        (None, ["visit: no floor; measured F1 0.500"]),
    ],
)
def test_shortfalls_names_each_type_below_its_floor(floor: float | None, expected: list[str]) -> None:
    floors = {} if floor is None else {"visit": floor}
    assert shortfalls({"visit": Score(1, 2, 2)}, floors) == expected


def test_raised_lifts_and_never_lowers() -> None:
    scores = {"visit": Score(1, 2, 2), "role": Score(1, 1, 1)}
    assert raised(scores, {"visit": 0.7, "role": 0.2}) == {"visit": 0.7, "role": 1.0}


def test_load_gold_refuses_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="holds none"):
        load_gold(tmp_path)


def test_fingerprint_tells_changed_gold(root: Path) -> None:
    gold = load_gold(root / "tests" / "data" / "gold")
    assert fingerprint(gold) != fingerprint(gold[1:])
