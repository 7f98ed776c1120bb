"""How sure a fact is: how often the word that states it was right on annotated documents.

The shares are data, `ontologies/lexicon/confidence.tsv`, made by `python -m extract.calibrate`. A word that was met too
seldom to tell counts as its fact type on the whole does.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

# A share counts as if this many pairs of the fact type's own share had been met besides: few pairs say little.
WEIGHT = 6
# What is more often wrong than right is left out. On 262 annotated documents this took strict precision from 0.795 to
# 0.813 and recall from 0.539 to 0.536; bounds from 0.45 to 0.55 differ by less. Measure anew after a calibration.
LOWEST = 0.5


def confidence(pattern: str) -> float:
    """The confidence of what a pattern of the lexicon states, 0 to 1.

    Args:
        pattern: its name, `visit/verb/tour`, or a fact type where no word stands behind it.
    """
    return _shares().get(pattern) or _shares().get(pattern.partition("/")[0], 1.0)


def shares(counts: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """The confidence of each pattern from its right and found pairs, drawn towards that of its fact type.

    >>> shares({"visit/verb/tour": (6, 6), "visit": (6, 12)})
    {'visit': 0.5, 'visit/verb/tour': 0.75}
    """
    whole = {name: right / found for name, (right, found) in counts.items() if "/" not in name and found}
    out = dict(whole)
    for name, (right, found) in counts.items():
        if "/" in name:
            out[name] = (right + WEIGHT * whole.get(name.partition("/")[0], 0.5)) / (found + WEIGHT)
    return {name: round(out[name], 3) for name in sorted(out)}


@cache
def _shares() -> Mapping[str, float]:
    path = files("ontologies") / "lexicon" / "confidence.tsv"
    if not path.is_file():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {name: float(share) for name, _right, _found, share in rows}
