"""Two entities side by side: what both have, and what one of them has alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from graph.errors import RecordError
from graph.facts import Role
from graph.knowledge import KnowledgeGraph, Statement
from graph.lines import Line, lines, naming, numbered
from graph.lookup import HEADINGS, placed, standing_for
from graph.namesakes import among
from graph.network import dyads, pairs
from graph.phrases import Naming, post
from graph.records import Entity
from graph.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What two entities have in common, or one of them has: a post, a body, someone met, a state visited.

    Args:
        heading: under which it stands on a card.
        name: what it is called.
        first, second: the facts of the one and of the other; empty where it has none.
    """

    heading: str
    name: str
    first: tuple[Line, ...]
    second: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two entities, what facts tie them together (`between`), and the rows by heading and name."""

    first: Entity
    second: Entity
    between: tuple[Line, ...]
    rows: tuple[Row, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Every fact that is shown."""
        yield from self.between
        for row in self.rows:
            yield from (*row.first, *row.second)

    @property
    def sources(self) -> dict[str, int]:
        """The documents that its facts come from, each with the number that a person cites it by, from 1."""
        return numbered(self.lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        rows = [asdict(row) for row in self.rows]
        between = [asdict(line) for line in self.between]
        return {"first": self.first.id, "second": self.second.id, "between": between, "rows": rows}


def compare(graph: KnowledgeGraph, first: Entity, second: Entity, *, selection: Selection | None = None) -> Comparison:
    """Puts two entities side by side, by the headings of their cards.

    Posts count as shared where title and body are the same; all else where the other side of the fact is. A place
    stands for its state.

    Args:
        graph: where the facts come from.
        first, second: two different entities.
        selection: the facts that count; by default all that are actual.

    Raises:
        RecordError: both are the same entity.
    """
    if first.id == second.id:
        raise RecordError(f"two entities are compared; got {first.id!r} for both")
    chosen = selection or Selection()
    own = [standing_for(graph, each) for each in (first, second)]
    held: list[dict[tuple[str, str], list[Statement]]] = [{}, {}]
    names: dict[tuple[str, str], str] = {}
    between: dict[str, Statement] = {}
    every = [
        [(heading, each) for heading, each in placed(graph, entity) if chosen(each.fact, each.document.date)]
        for entity in (first, second)
    ]
    name = among((statement for side in every for _, statement in side), naming(graph))
    for side, some in enumerate(every):
        for heading, statement in some:
            for key, called in _others(graph, statement, own[side], own[1 - side], name):
                if key in own[1 - side]:
                    between[statement.id] = statement
                else:
                    names[heading, key] = called
                    held[side].setdefault((heading, key), []).append(statement)
    order = {heading: number for number, heading in enumerate(HEADINGS)}
    rows = [
        Row(
            heading=heading,
            name=names[heading, key],
            first=lines(held[0].get((heading, key), ()), name),
            second=lines(held[1].get((heading, key), ()), name),
        )
        for heading, key in sorted(names, key=lambda each: (order[each[0]], names[each].casefold(), each[1]))
    ]
    return Comparison(first=first, second=second, between=lines(between.values(), name), rows=tuple(rows))


def _others(
    graph: KnowledgeGraph, statement: Statement, own: set[str], opposite: set[str], name: Naming
) -> Iterator[tuple[str, str]]:
    """What a fact ties one of `own` to, each with what it is called; a post is more than its body.

    Where somebody met others, and who received him, is nobody whom he met or place that he visited: it stands for
    itself where it is the `opposite`, or is one of `own`.
    """
    fact, acts = statement.fact, dyads(statement.fact)
    if isinstance(fact, Role) and fact.person in own:
        yield "\x1f".join((fact.title.casefold(), fact.body or "", fact.to or "")), post(fact, name)
        return
    for pair in pairs(fact):
        if (pair[0] in own) == (pair[1] in own):
            continue
        other = pair[1] if pair[0] in own else pair[0]
        if other in opposite:
            yield other, name(other)
            continue
        if pair not in acts and pair[0] in own:
            continue
        if other.startswith("place/") and (found := graph.entity(other)) and found.country:
            other = found.country
        yield other, name(other)
