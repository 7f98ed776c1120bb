"""Missions by class: what an embassy, a legation or a consulate is in law, who heads it, and at which level.

The classes are those of the Vienna Conventions of 1961 and 1963, with what stands beside them in practice (liaison
offices, interests sections) and the levels by which data sets of diplomatic representation count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from graph.matching import Phrases
from graph.tables import rows, split

Kind = Literal[
    "diplomatic", "permanent", "consular", "other", "historical", "head", "consular head", "level", "accreditation"
]


@dataclass(frozen=True, slots=True)
class MissionTerm:
    """A class of mission, a class of its heads, a level of representation, or a way of accrediting.

    Args:
        id: `class/embassy`, `head/ambassador`, `level/charge`, `accreditation/concurrent`.
        label: how it is usually written.
        kind: of a class of mission whether it is `diplomatic`, `permanent` (with an organisation), `consular`,
            `historical` or `other` (outside the conventions' classes); else `head` (of a mission), `consular head`,
            `level` or `accreditation`.
        heads: of a class of mission, the ids of those who may head it.
        level: of a head, the id of the level of representation that it makes; `None` for consular posts.
        office: of a head, its id in `offices.tsv`.
        convention: the id of the agreement that treats it, and `articles` where in it: `14(1)(a)`.
        code: of a level, its number in the Diplomatic Exchange data of the Correlates of War project.
    """

    id: str
    label: str
    kind: Kind
    heads: tuple[str, ...] = ()
    level: str | None = None
    office: str | None = None
    convention: str | None = None
    articles: tuple[str, ...] = ()
    code: int | None = None


def mission_terms(kind: Kind | None = None) -> tuple[MissionTerm, ...]:
    """All terms, or those of a kind, by id.

    >>> [one.label for one in mission_terms("level") if one.code == 2]
    ['minister']
    """
    return tuple(one for one in _by_id().values() if kind is None or one.kind == kind)


def find_mission(words: Sequence[str], start: int) -> tuple[int, MissionTerm] | None:
    """The longest name of a class of mission that begins at a word; `None` where none does.

    Args:
        words: the words of a sentence or text as spaCy splits them.
        start: the index of the first word.

    Returns:
        The index after its last word, and the class.

    >>> found = find_mission("its Consulate General in Osh".split(), 1)
    >>> found and (found[0], found[1].id, found[1].articles)
    (3, 'class/consulate-general', ('1(1)(a)',))
    """
    found = _classes().longest(words, start)
    return (found[0], found[1][0]) if found else None


def named_class(name: str) -> MissionTerm | None:
    """The class of mission that a name says first; None where it says none.

    >>> found = named_class("Russian Consulate General in San Francisco")
    >>> found and found.id
    'class/consulate-general'
    """
    words = name.split()
    return next((found[1] for start in range(len(words)) if (found := find_mission(words, start))), None)


@cache
def _by_id() -> dict[str, MissionTerm]:
    return {
        row["id"]: MissionTerm(
            id=row["id"],
            label=row["name"],
            kind=cast(Kind, row["kind"]),
            heads=split(row["heads"]),
            level=row["level"] or None,
            office=row["office"] or None,
            convention=row["convention"] or None,
            articles=split(row["article"]),
            code=int(row["code"]) if row["code"] else None,
        )
        for row in rows("missions")
    }


@cache
def _classes() -> Phrases[MissionTerm]:
    phrases: Phrases[MissionTerm] = Phrases()
    for row in rows("missions"):
        if row["id"].startswith("class/"):
            for name in (row["name"], *split(row["names"])):
                phrases.add(name, _by_id()[row["id"]], case="any")
    return phrases
