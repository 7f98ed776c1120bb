"""How like names are: whom a name with a slip in it may mean, and whether it can mean one only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NEAR = 72.0
"""How alike a name must be to be offered, of 100: at 72 two letters may be wrong in a name of eight. Words that both
names have count fully, so a surname finds its bearer; with less than 72, short names are like anything."""

SURE, AHEAD = 84.0, 4.0
"""A name that is at least so like, and by so much more than the next, is taken for the one that was meant: one letter
wrong, missing or swapped in seven. At 83 "Gambia" would be taken for "Zambia"."""

_LOOKED_AT = 200
"""Names that are compared more closely, of those with most words in common: a large graph has many "Republic of …"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """An entity with a name like one that was looked for.

    Args:
        entity: its id.
        name: the likest of its names.
        score: 0 to 100, how like any of its names is where words in common count fully.
        whole: 0 to 100, how like the likest is as a whole.
    """

    entity: str
    name: str
    score: float
    whole: float


def likenesses(wanted: str, names: Iterable[tuple[str, str, str]]) -> list[Likeness]:
    """The entities with names like one, the likest first, each once.

    A slip is seen in the whole of a name, a bearer of a surname by the words in common, and one entity may have either
    kind of name: "Untied States" has a word of "the States", and is "United States".

    Args:
        wanted: a name in small letters.
        names: each name in small letters, its entity's id, and the name as it is written.

    >>> known = [("states", "state/US", "the States"), ("united states", "state/US", "United States")]
    >>> [(each.name, each.score > 95, each.whole > 90) for each in likenesses("untied states", known)]
    [('United States', True, True)]
    """
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    rows = sorted(names)
    choices = [folded for folded, _, _ in rows]
    close = [
        *process.extract(wanted, choices, scorer=fuzz.token_set_ratio, score_cutoff=NEAR, limit=_LOOKED_AT),
        *process.extract(wanted, choices, scorer=OSA.normalized_similarity, score_cutoff=NEAR / 100, limit=_LOOKED_AT),
    ]
    found: dict[str, list[tuple[float, float, str]]] = {}
    for place in dict.fromkeys(place for _, _, place in close):
        folded, id, written = rows[place]
        # Words in common find a surname; the whole names then tell which of those found is most like.
        score = fuzz.token_set_ratio(wanted, folded) * 0.9 + fuzz.ratio(wanted, folded) * 0.1
        found.setdefault(id, []).append((_whole(wanted, folded), round(score, 1), written))
    every = [
        Likeness(entity=id, name=max(some)[2], score=max(score for _, score, _ in some), whole=max(some)[0])
        for id, some in found.items()
    ]
    return sorted(every, key=lambda each: (-each.score, each.entity))


def clear(found: Sequence[Likeness]) -> Likeness | None:
    """The one entity that a name with a slip in it must mean; None where there is none, or it may be another."""
    ranked = sorted(found, key=lambda each: (-each.whole, each.entity))
    if not ranked or ranked[0].whole < SURE:
        return None
    return None if len(ranked) > 1 and ranked[0].whole - ranked[1].whole < AHEAD else ranked[0]


def _whole(wanted: str, name: str) -> float:
    """How like two whole names are, of 100; one word may be the last of a name."""
    from rapidfuzz.distance import OSA

    names = [name] if " " in wanted else [name, name.rpartition(" ")[2]]
    return 100 * max(OSA.normalized_similarity(wanted, each) for each in names)
