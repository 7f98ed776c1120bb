"""The lines of a picture: facts of one kind between the same two entities, folded into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal

from graph.facts import MUTUAL
from graph.spells import spells

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Standing = Literal["real", "over", "open", "not so"]
STANDINGS: dict[str, Standing] = {
    "actual": "real",
    "planned": "open",
    "possible": "open",
    "requested": "open",
    "denied": "not so",
    "cancelled": "not so",
}
"""The three groups of modalities that a picture tells apart; of what is real, posts and memberships may be over."""

TERMS = frozenset({"role", "membership"})
"""The types of facts that hold for a time."""

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
        standing: whether they happened or hold, are all over, are open, or are said not to be so.
        directed: whether the line is an arrow.
        label: what to write on it, in lines: titles or actions, the commonest first, each with its years.
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
    ['2023–24 ×2']
    """
    folded: dict[tuple[str, str, str, Standing, bool], list[dict[str, Any]]] = {}
    # What a gathering was is written at its node.
    gatherings = {node for node, data in network.nodes(data=True) if data.get("gathering")}
    for source, target, data in network.edges(data=True):
        directed = not _mutual(data, network.nodes[target]["type"])
        ends = (source, target) if directed else sorted((source, target))
        # Who holds a post and has held another before is tied by one line: it is over where all of it is.
        group = "real" if standing(data) == "over" else standing(data)
        folded.setdefault((ends[0], ends[1], data["type"], group, directed), []).append(data)
    return [
        Tie(
            source=source,
            target=target,
            type=type,
            standing="over" if all(standing(fact) == "over" for fact in facts) else group,
            directed=directed,
            label="" if {source, target} & gatherings else _label(type, facts),
            count=len(facts),
        )
        for (source, target, type, group, directed), facts in sorted(folded.items())
    ]


def standing(fact: Mapping[str, Any]) -> Standing:
    """Whether a fact, as the attributes of an edge, happened or holds, is over, is open, or is said not to be so."""
    found = STANDINGS[fact["modality"]]
    if found != "real" or fact["type"] not in TERMS:
        return found
    return {"former": "over", "designate": "open"}.get(fact.get("status", ""), found)  # type: ignore[return-value]


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
    told: dict[str, list[dict[str, Any]]] = {}
    for fact in facts:
        word = "" if fact["label"] in (type, *PLAIN) else str(fact["label"]).replace("_", " ")
        told.setdefault(word.casefold(), []).append({**fact, "label": word})
    parts = [_part(type, some) for _, some in sorted(told.items(), key=lambda item: (-len(item[1]), item[0]))]
    parts = [part for part in parts if part]
    kept = len(parts)
    while kept > 1 and len(wrap(", ".join(parts[:kept]), WIDTH)) > LINES - 1:
        kept -= 1
    said = ", ".join(parts if kept == len(parts) else [*parts[:kept], "…"])
    count = f"×{len(facts)}" if len(facts) > 1 else ""
    lines = wrap(_TIED.join(part for part in (said, count) if part), WIDTH, max_lines=LINES, placeholder=" …")
    if count and not lines[-1].endswith(count):
        lines = [*wrap(said, WIDTH, max_lines=LINES, placeholder=" …"), count]
    return "\n".join(lines).replace(_TIED, " ")


def _part(type: str, facts: list[dict[str, Any]]) -> str:
    """One title or action with its years; years and the word before them stay in one line."""
    word = Counter(str(fact["label"]) for fact in facts).most_common(1)[0][0]
    if type in TERMS:
        over = all(standing(fact) == "over" for fact in facts)
        word = f"former {word}" if over and not any(fact.get("end") for fact in facts) else word
        years = _terms(facts)
    else:
        dated = sorted({str(fact["date"])[:4] for fact in facts if fact["date"]})
        years = _span(dated[0], dated[-1]) if dated else ""
    return _TIED.join(part for part in (word, years) if part)


def _terms(facts: list[dict[str, Any]]) -> str:
    """The years of terms, each by itself: `1990–95, 2005–09`, `since 2004`, `until 2018`."""
    holds = any(fact["modality"] == "actual" and fact.get("status") in ("current", "acting") for fact in facts)
    said = []
    for spell in spells((fact.get("begin") or None, fact.get("end", "")[:4] or None, None) for fact in facts):
        match spell.begin, spell.closing:
            case date() as begin, date() as closing:
                said.append(_span(f"{begin.year:04}", f"{closing.year:04}"))
            case date() as begin, None:
                said.append(f"{'since' if holds else 'from'}{_TIED}{begin.year:04}")
            case None, date() as closing:
                said.append(f"until{_TIED}{closing.year:04}")
    return ", ".join(said)


def _span(first: str, last: str) -> str:
    """From one year to another, whose century is said where it is another.

    >>> _span("1990", "1995"), _span("1996", "2003"), _span("2024", "2024")
    ('1990–95', '1996–2003', '2024')
    """
    return first if first == last else f"{first}–{last[2:] if first[:2] == last[:2] else last}"


_TIED = "\u00a0"
"""A blank at which no line is broken."""
