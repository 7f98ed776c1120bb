"""States and territories: what rigour knows of them, with our overlay on top."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graph.tables import Row, rows, split


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRecord:
    """A state or territory, with all that the tables hold of it.

    Args:
        id: `state/AZ`; the part after the slash is its ISO 3166-1 code of two letters where it has one.
        name: how it is usually called in English.
        full_name: its formal name.
        names: every name, the usual one first; no adjectives, no demonyms.
        adjectives, demonyms: "Swedish"; "Swede" and "Swedes".
        metonyms: wordings that stand for its government, apart from its capital.
        unsure: those of its names, adjectives, demonyms, metonyms and its capital's names that need support.
        second: those that more often mean another state.
        kind: `state` (a member of the United Nations), `observer`, `contested`, `dependency`, `region`, `historical`.
        capital: the id of its capital, a place.
        alpha3: its ISO 3166-1 code of three letters.
        wikidata: its Wikidata id.
        parent: the id of the state that it belongs to or is counted as part of.
        successors, claims: ids of the states that came after it, and that claim it.
        begin, end: when it began in its present form, and when it ended, as partial ISO dates.
    """

    id: str
    name: str
    full_name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]
    unsure: frozenset[str]
    second: frozenset[str]
    kind: str
    capital: str | None = None
    alpha3: str | None = None
    wikidata: str | None = None
    parent: str | None = None
    successors: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    begin: str | None = None
    end: str | None = None


@cache
def states() -> tuple[StateRecord, ...]:
    """All states and territories, those of the past too, by id.

    >>> [(one.name, one.adjectives[0], one.capital) for one in states() if one.id == "state/SE"]
    [('Sweden', 'Swedish', 'place/stockholm')]
    """
    base = {row["id"]: row for table in ("states", "historical_states") for row in rows(table)}
    overlay = rows("state_words")
    # Rigour keeps adjectives and demonyms among its names; here they have columns of their own.
    words = frozenset(word for row in overlay for column in ("adjectives", "demonyms") for word in split(row[column]))
    return tuple(_record(base[row["id"]], row, words) for row in overlay)


def _record(base: Row, ours: Row, words: frozenset[str]) -> StateRecord:
    dropped = words.union(split(ours["dropped"]))
    name = ours["name"] or base["name"]
    formal = [one for one in (base["name"], base["full_name"], *split(base["names"])) if one not in dropped]
    return StateRecord(
        id=ours["id"],
        name=name,
        full_name=base["full_name"],
        names=tuple(dict.fromkeys([name, *split(ours["names"]), *formal])),
        adjectives=split(ours["adjectives"]),
        demonyms=split(ours["demonyms"]),
        metonyms=split(ours["metonyms"]),
        unsure=frozenset(split(ours["unsure"])),
        second=frozenset(split(ours["second"])),
        kind=ours["kind"],
        capital=ours["capital"] or None,
        alpha3=base["alpha3"] or None,
        wikidata=ours["wikidata"] or base["wikidata"] or None,
        parent=ours["parent"] or base["parent"] or None,
        successors=split(ours["successors"] or base["successors"]),
        claims=split(base["claims"]),
        begin=ours["begin"] or None,
        end=ours["end"] or None,
    )
