"""How two entities are connected: the shortest ways from one to the other over facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice, pairwise
from typing import Any

from graph.errors import RecordError
from graph.knowledge import KnowledgeGraph, Statement
from graph.lines import Line, lines, naming
from graph.namesakes import among
from graph.network import pairs
from graph.records import Entity
from graph.selection import Selection

_FEW = 1e-4
"""What a step costs more where it rests on one fact: too little for many steps to ever go before fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Two entities of a path that are next to each other, and the facts that tie them together, by date."""

    source: Entity
    target: Entity
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one entity to another, step by step."""

    steps: tuple[Step, ...]

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Both ends, and what lies between them, in order."""
        return (self.steps[0].source, *(step.target for step in self.steps))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON: the ids and names along the way, and the facts of each step."""
        steps = [
            {"source": step.source.id, "target": step.target.id, "facts": [asdict(line) for line in step.lines]}
            for step in self.steps
        ]
        return {"entities": [{"id": each.id, "name": each.name} for each in self.entities], "steps": steps}


def paths(
    graph: KnowledgeGraph, start: Entity, end: Entity, *, most: int = 3, selection: Selection | None = None
) -> list[Path]:
    """The shortest paths between two entities, the shortest first; of as short ones those on more facts go before.

    A step is a pair of entities that a fact ties together (`graph.network.pairs`), in either direction. A place stands
    for the state that it lies in, as on cards, unless it is an end itself.

    Args:
        graph: where the facts come from.
        start, end: the two ends.
        most: how many paths at most.
        selection: over which facts they run; by default over all that are actual.

    Returns:
        As many as there are, up to `most`; none where nothing connects the two.

    Raises:
        RecordError: both ends are the same entity.

    >>> from graph.facts import Membership
    >>> from graph.reading import Reading
    >>> from graph.records import Document
    >>> ids = {"state/SE": "State", "state/FI": "State", "organisation/eu": "Organisation"}
    >>> known = {id: Entity(id=id, type=type, names=(id,)) for id, type in ids.items()}
    >>> facts = tuple(Membership(member=f"state/{code}", body="organisation/eu") for code in ("FI", "SE"))
    >>> with KnowledgeGraph.open() as graph:
    ...     _ = graph.add([Reading(document=Document(id="d", text="…"), entities=known, facts=facts)])
    ...     [[each.id for each in path.entities] for path in paths(graph, known["state/SE"], known["state/FI"])]
    [['state/SE', 'organisation/eu', 'state/FI']]
    """
    import networkx as nx

    if start.id == end.id:
        raise RecordError(f"a path has two ends; got {start.id!r} for both")
    ties = _ties(graph, {start.id, end.id}, selection or Selection())
    network = nx.Graph()
    for (source, target), statements in sorted(ties.items()):
        network.add_edge(source, target, weight=1 + _FEW / len({statement.id for statement in statements}))
    if start.id not in network or end.id not in network:
        return []
    ways: Iterator[list[str]] = nx.shortest_simple_paths(network, start.id, end.id, weight="weight")
    try:
        found = [*islice(ways, most)]
    except nx.NetworkXNoPath:
        return []

    def between(source: str, target: str) -> list[Statement]:
        return ties[min(source, target), max(source, target)]

    steps = dict.fromkeys(pair for nodes in found for pair in pairwise(nodes))
    name = among((statement for pair in steps for statement in between(*pair)), naming(graph))

    def step(source: str, target: str) -> Step:
        told = lines(between(source, target), name)
        return Step(source=_entity(graph, source), target=_entity(graph, target), lines=told)

    return [Path(tuple(step(*pair) for pair in pairwise(nodes))) for nodes in found]


def _ties(graph: KnowledgeGraph, ends: set[str], selection: Selection) -> dict[tuple[str, str], list[Statement]]:
    """The facts between each two entities, whose ids stand in their order."""
    countries = {each.id: each.country for each in graph.entities(type="Place") if each.country}
    found: dict[tuple[str, str], list[Statement]] = {}
    for statement in graph.facts():
        if not selection(statement.fact, statement.document.date):
            continue
        for pair in pairs(statement.fact):
            one, other = sorted(id if id in ends else countries.get(id, id) for id in pair)
            if one != other:
                found.setdefault((one, other), []).append(statement)
    return found


def _entity(graph: KnowledgeGraph, id: str) -> Entity:
    # A state that only its places speak of has no name in the graph.
    return graph.entity(id) or Entity(id=id, type="State", names=(id,))
