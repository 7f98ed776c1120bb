"""Who belongs together: groups of entities with more facts among them than with others."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from graph.errors import RecordError
from graph.knowledge import KnowledgeGraph
from graph.ranking import SEED, simple
from graph.selection import Selection


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of a community, and how many ties it has to others of the same."""

    id: str
    name: str
    type: str
    ties: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A group of entities, the one with the most ties inside first.

    A tie is a fact between two entities: a meeting of three is three of them. `inside` ties are among the members,
    `outside` ones lead to others.
    """

    members: tuple[Member, ...]
    inside: int
    outside: int

    @property
    def rows(self) -> tuple[tuple[str, str, str, int], ...]:
        """The members as rows of a table: id, name, type, ties."""
        return tuple((each.id, each.name, each.type, each.ties) for each in self.members)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """All communities, the largest first, and how well they part the network: its modularity, below 1; 0 is chance."""

    communities: tuple[Community, ...]
    modularity: float


def communities(graph: KnowledgeGraph, *, selection: Selection | None = None, resolution: float = 1.0) -> Division:
    """Parts the entities of a graph by the method of Louvain (Blondel and others 2008), a pair weighing as many as its
    facts.

    The method begins in an order drawn from a fixed seed: the same graph gives the same communities. Do not read much
    into a modularity under 0.3.

    Args:
        graph: where the facts come from.
        selection: the facts that count; by default all that are actual.
        resolution: above 1 for smaller communities, below it for larger ones.

    Raises:
        RecordError: the resolution is not above 0.
    """
    import networkx as nx

    if not resolution > 0:
        raise RecordError(f"a resolution is above 0; got {resolution!r}")
    made = simple(graph, selection)
    if not len(made):
        return Division(communities=(), modularity=0.0)
    # With numbers for names, sets have the same order in every process.
    names = list(made)
    numbered = nx.relabel_nodes(made, {name: number for number, name in enumerate(names)})
    parts = nx.community.louvain_communities(numbered, weight="weight", resolution=resolution, seed=SEED)
    value = nx.community.modularity(numbered, parts, weight="weight", resolution=resolution)
    found = []
    for part in parts:
        ids = sorted(names[number] for number in part)
        group = made.subgraph(ids)
        degrees = dict(group.degree(weight="weight"))
        ids.sort(key=lambda id: (-degrees[id], id))
        members = tuple(Member(id, made.nodes[id]["label"], made.nodes[id]["type"], degrees[id]) for id in ids)
        inside = sum(degrees.values()) // 2
        outside = sum(made.degree(id, weight="weight") for id in ids) - 2 * inside
        found.append(Community(members=members, inside=inside, outside=outside))
    found.sort(key=lambda each: (-len(each.members), -each.inside, each.members[0].id))
    return Division(communities=tuple(found), modularity=round(value, 6))
