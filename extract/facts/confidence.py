"""How sure a fact is, and from where on a word and an argument count: measured on documents held out.

They are data, `calibration.json` beside the model, made by `python -m extract.training.calibrate`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graph.facts import AnyFact

_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Calibration:
    """From which chances words and arguments count, by fact type, and what a raw confidence is worth.

    Args:
        triggers: the chance from which a word states a fact.
        arguments: the chance from which a mention fills an argument.
        least: the chance from which the likeliest mention fills an argument that the fact cannot do without.
        beside: the part of the chance of the likeliest that another mention needs to fill the same argument.
        curves: the two numbers of each type's curve from raw to true confidence: shift and slope of its log-odds.
    """

    triggers: Mapping[str, float] = field(default_factory=dict)
    arguments: Mapping[str, float] = field(default_factory=dict)
    least: Mapping[str, float] = field(default_factory=dict)
    curves: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    beside: float = 0.0

    def trigger(self, type: str) -> float:
        """The chance from which a word states a fact of a type."""
        return self.triggers.get(type, 0.5)

    def argument(self, type: str) -> float:
        """The chance from which a mention fills an argument of a fact of a type."""
        return self.arguments.get(type, 0.5)

    def needed(self, type: str) -> float:
        """The chance from which the likeliest mention fills an argument that such a fact cannot do without."""
        return min(self.least.get(type, 0.3), self.argument(type))

    def of(self, facts: Iterable[AnyFact]) -> Iterator[AnyFact]:
        """The facts with the confidence that their raw one is worth.

        >>> from graph.facts import Visit
        >>> fact = Visit(visitor=("a",), destination=("b",), confidence=0.5)
        >>> [round(one.confidence, 2) for one in Calibration(curves={"visit": (1.0, 1.0)}).of([fact])]
        [0.73]
        """
        for fact in facts:
            shift, slope = self.curves.get(fact.type, (0.0, 1.0))
            yield replace(fact, confidence=1 / (1 + math.exp(-(shift + slope * logit(fact.confidence)))))

    def to_json(self) -> str:
        """The text of `calibration.json`."""
        parts = ("triggers", "arguments", "least", "beside", "curves")
        return json.dumps({part: getattr(self, part) for part in parts}, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Calibration:
        """The mirror of `to_json`."""
        found: dict[str, Any] = json.loads(text)
        return cls(**found | {"curves": {type: (curve[0], curve[1]) for type, curve in found["curves"].items()}})


def logit(chance: float) -> float:
    """The log-odds of a chance, held within bounds.

    >>> logit(0.5)
    0.0
    """
    inside = min(1 - _EDGE, max(_EDGE, chance))
    return math.log(inside / (1 - inside))
