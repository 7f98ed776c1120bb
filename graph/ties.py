"""The lines of a picture: facts of one kind between the same two entities, folded into one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal

from graph.facts import MUTUAL

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Standing = Literal["real", "open", "not so"]
STANDINGS: dict[str, Standing] = {
    "actual": "real",
    "planned": "open",
    "possible": "open",
    "requested": "open",
    "denied": "not so",
    "cancelled": "not so",
}
"""The three groups of modalities that a picture tells apart."""

PLAIN = frozenset({"exists", "other"})
"""Actions and formats that say no more than the line itself."""

WIDTH, LINES = 24, 3
"""Characters in a line of a label, and lines of it: wider or higher ones find no room beside the names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One line of a picture.

    Args:
        source, target: the ids of its ends, by alphabet where it has no direction.
        type: of its facts, one of the eight.
        standing: whether they happened, are open, or are said not to be so.
        directed: whether the line is an arrow.
        label: what to write on it, in lines: titles or actions, the commonest first, and the years.
        count: how many facts it stands for.
    """

    source: str
    target: str
    type: str
    standing: Standing
    directed: bool
    label: str
    count: int


def ties(network: MultiDiGraph) -> list[Tie]:
    """The lines for a network made by `graph.network`, in the order of their ends, types and standings.

    >>> import networkx as nx
    >>> twice = nx.MultiDiGraph()
    >>> twice.add_nodes_from("ab", type="State")
    >>> for key, date in enumerate(("2023-05", "2024-01-30")):
    ...     _ = twice.add_edge("a", "b", key, type="visit", label="visit", modality="actual", date=date)
    >>> [tie.label for tie in ties(twice)]
    ['2023–2024 ×2']
    """
    folded: dict[tuple[str, str, str, Standing, bool], list[dict[str, Any]]] = {}
    for source, target, data in network.edges(data=True):
        directed = not _mutual(data, network.nodes[target]["type"])
        ends = (source, target) if directed else sorted((source, target))
        key = (ends[0], ends[1], data["type"], STANDINGS[data["modality"]], directed)
        folded.setdefault(key, []).append(data)
    return [
        Tie(
            source=source,
            target=target,
            type=type,
            standing=standing,
            directed=directed,
            label=_label(type, facts),
            count=len(facts),
        )
        for (source, target, type, standing, directed), facts in sorted(folded.items())
    ]


def _mutual(fact: dict[str, Any], target: str) -> bool:
    match fact["type"]:
        case "meeting":
            return True
        case "agreement":
            return target != "Agreement"
        case "relation":
            return fact["label"] in MUTUAL
    return False


def _label(type: str, facts: list[dict[str, Any]]) -> str:
    words = Counter(str(fact["label"]).replace("_", " ") for fact in facts if fact["label"] not in (type, *PLAIN))
    common = sorted(words, key=lambda each: (-words[each], each))
    kept = len(common)
    while kept > 1 and len(wrap(", ".join(common[:kept]), WIDTH)) > LINES - 1:
        kept -= 1
    common = common if kept == len(common) else [*common[:kept], "…"]
    word = "\n".join(wrap(", ".join(common), WIDTH, max_lines=LINES, placeholder=" …"))
    years = sorted({str(fact["date"])[:4] for fact in facts if fact["date"]})
    span = "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""
    count = f"×{len(facts)}" if len(facts) > 1 else ""
    last = word.rpartition("\n")[2]
    rest = " ".join(part for part in (span, count) if part)
    between = "\n" if len(last) + len(rest) >= WIDTH else " "
    return between.join(part for part in (word, rest) if part)
