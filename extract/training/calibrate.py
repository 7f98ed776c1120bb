"""Sets thresholds and confidence by documents held out of training: `python -m extract.training.calibrate GOLD MODEL`.

Writes `calibration.json` into the folder of the model, and prints the strict scores that it gives on the held-out
documents, and the expected calibration error, each half of them told by the other.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from extract.entities.linking import link
from extract.entities.register import Register
from extract.facts.confidence import Calibration, logit
from extract.facts.stating import stated
from extract.pipeline import Reader, countries
from extract.score import Score, judge, score
from extract.training.gold_records import is_held_out
from graph.facts import FACT_TYPES, AnyFact
from graph.reading import Reading
from graph.records import Entity

_TRIGGERS = (0.05, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
_ARGUMENTS = (0.06, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
_LEAST = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6)
_BESIDE = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_NEARLY = 0.005
"""A strict F1 so far below the best is as good, for much of the difference is chance; and of thresholds that are as
good, the strictest says the fewest wrong things."""
_BINS = 10
_PULL = 80.0
"""As how many facts the curve of all types counts in that of one: of some types few are found."""


@dataclass(slots=True)
class Read:
    """An annotated document as the network reads it, before anything is decided."""

    gold: Reading
    doc: Doc
    ids: list[tuple[str, ...]]
    entities: dict[str, Entity]

    def facts(self, calibration: Calibration) -> tuple[AnyFact, ...]:
        """Its facts with raw confidence."""
        return stated(self.doc, self.gold.document, self.ids, calibration, countries(self.entities.values()))


def held_out(folders: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """What the files hold of the documents that training held out of some folders of annotated documents."""
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        if is_held_out(data["id"]):
            yield data


def read_held_out(folders: Iterable[Path], reader: Reader) -> list[Read]:
    """The documents that training held out of some folders, as they are read, those that are annotated to their ends.

    What is found beyond the end of a list that is annotated in part would count as wrong.
    """
    return [read_one(plain(data), reader) for data in held_out(folders) if not data.get("partial")]


def plain(data: dict[str, Any]) -> Reading:
    """An annotated document without what the records do not have."""
    facts = [
        {k: v for k, v in fact.items() if k not in {"trigger", "mentions"} and v is not None} for fact in data["facts"]
    ]
    kept = {k: v for k, v in data.items() if k in {"id", "title", "date", "source", "text", "entities"}}
    return Reading.from_dict(kept | {"facts": facts})


def read_one(gold: Reading, reader: Reader) -> Read:
    """A document as the network reads it."""
    doc = reader.nlp(reader.prepared(gold.document))
    register = Register(reader.gazetteer)
    ids = link(doc, gold.document, register)
    for state in sorted({*countries(register.drafts.values()).values()} - register.drafts.keys()):
        register.known(state)
    return Read(gold, doc, ids, {id: draft.entity() for id, draft in register.drafts.items()})


def scores(read: Sequence[Read], calibration: Calibration) -> dict[str, Score]:
    """The strict scores of what a calibration makes of some documents."""
    readings = {
        one.gold.document.id: Reading(document=one.gold.document, entities=one.entities, facts=one.facts(calibration))
        for one in read
    }
    return score([one.gold for one in read], readings)


def set_thresholds(read: Sequence[Read]) -> Calibration:
    """The strictest thresholds that give each type nearly its best strict F1, one kind after the other."""
    triggers, arguments, least = (dict.fromkeys(FACT_TYPES, start) for start in (0.5, 0.45, 0.3))
    best = Calibration(triggers, arguments, least)
    for part, steps in (("triggers", _TRIGGERS), ("arguments", _ARGUMENTS), ("least", _LEAST), ("triggers", _TRIGGERS)):
        found: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for step in steps:
            tried = scores(read, _with(best, part, dict.fromkeys(FACT_TYPES, step)))
            for type in FACT_TYPES:
                found[type].append((tried[type].f1 if type in tried else 0.0, step))
        best = _with(best, part, {type: _strictest(rows) for type, rows in found.items()})
    shares = [(scores(read, replace(best, beside=share))["all"].f1, share) for share in _BESIDE]
    return replace(best, beside=_strictest(shares))


def _strictest(tried: Sequence[tuple[float, float]]) -> float:
    """The highest of the thresholds whose F1 is nearly the best."""
    top = max(f1 for f1, _ in tried)
    return max(step for f1, step in tried if f1 >= top - _NEARLY)


def _with(calibration: Calibration, part: str, values: dict[str, float]) -> Calibration:
    changes: dict[str, Any] = {part: values}
    return replace(calibration, **changes)


def set_curves(read: Sequence[Read], calibration: Calibration) -> Calibration:
    """The curves from raw to true confidence, by logistic regression, drawn towards that of all types together."""
    rows = judged(read, calibration)
    whole = _fit([(raw, right) for _, raw, right in rows], (0.0, 1.0), 1.0)
    curves = {
        type: _fit([(raw, right) for kind, raw, right in rows if kind == type], whole, _PULL) for type in FACT_TYPES
    }
    return replace(calibration, curves={type: (round(a, 4), round(b, 4)) for type, (a, b) in curves.items()})


def judged(read: Sequence[Read], calibration: Calibration) -> list[tuple[str, float, float]]:
    """Of each fact its type, raw confidence, and the right part of its pairs."""
    rows = []
    for one in read:
        facts = one.facts(calibration)
        for fact, (right, pairs) in zip(facts, judge(one.gold, facts, one.entities), strict=True):
            if pairs:
                rows.append((fact.type, fact.confidence, right / pairs))
    return rows


def calibration_error(told: Sequence[tuple[float, float]]) -> float:
    """The expected calibration error: how far confidence is from the share that is right, over ten bins.

    Args:
        told: of each fact the confidence, and the right part of its pairs.

    >>> calibration_error([(0.75, 1.0), (0.75, 0.0), (0.25, 0.25)]).__round__(2)
    0.17
    """
    bins: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for chance, right in told:
        bins[min(_BINS - 1, int(chance * _BINS))].append((chance, right))
    return sum(abs(sum(t for t, _ in some) - sum(r for _, r in some)) for some in bins.values()) / max(1, len(told))


def told_by_the_other_half(read: Sequence[Read], calibration: Calibration) -> list[tuple[float, float]]:
    """The confidence of each fact of some documents, by the curves of the other half, and what is right of it."""
    found = []
    for own, other in ((read[::2], read[1::2]), (read[1::2], read[::2])):
        curves = set_curves(other, calibration).curves
        for type, raw, right in judged(own, calibration):
            shift, slope = curves[type]
            found.append((1 / (1 + math.exp(-(shift + slope * logit(raw)))), right))
    return found


def _fit(rows: Sequence[tuple[float, float]], towards: tuple[float, float], weight: float) -> tuple[float, float]:
    """Shift and slope by Newton's method, with a pull towards known ones that counts as so many facts."""
    prior = np.array(towards)
    solution = prior.copy()
    if not rows:
        return float(prior[0]), float(prior[1])
    inputs = np.array([[1.0, logit(raw)] for raw, _ in rows])
    wanted = np.array([right for _, right in rows])
    for _ in range(50):
        told = 1 / (1 + np.exp(-inputs @ solution))
        gradient = inputs.T @ (told - wanted) + weight * 0.25 * (solution - prior)
        curvature = (inputs * (told * (1 - told))[:, None]).T @ inputs + weight * 0.25 * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        # Held short: from far away a whole step leads still further off.
        solution = solution - step / max(1.0, float(np.abs(step).max()))
    return float(solution[0]), float(solution[1])


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m extract.training.calibrate", description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+", help="folders of annotated documents")
    parser.add_argument("model", type=Path, help="the folder of the model")
    asked = parser.parse_args()
    read = read_held_out(asked.gold, Reader(str(asked.model)))
    calibration = set_curves(read, set_thresholds(read))
    error = calibration_error(told_by_the_other_half(read, calibration))
    (asked.model / "calibration.json").write_text(calibration.to_json(), encoding="utf-8")
    for type, found in scores(read, calibration).items():
        print(f"{type:14} P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f} of {found.wanted}")
    print(f"expected calibration error {error:.3f} on {len(read)} documents")


if __name__ == "__main__":
    main()
