"""The graph as a NetworkX multigraph: entities, and an edge for each pair that a fact ties together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import combinations, product
from typing import TYPE_CHECKING, Protocol

from graph.dates import when
from graph.facts import Agreement, AnyFact, Meeting, Membership, Mission, Participation, Relation, Role, Visit
from graph.phrases import had_ended, held_title, sentence
from graph.records import Document, Entity, quote

if TYPE_CHECKING:
    import networkx as nx


class Stated(Protocol):
    """A fact and the document that states it."""

    @property
    def document(self) -> Document: ...
    @property
    def fact(self) -> AnyFact: ...


def pairs(fact: AnyFact) -> list[tuple[str, str]]:
    """The pairs of entities that a fact ties together, each once: its `dyads`, and then what else it names.

    The guest and his host, those who met, the agreement or the event and the place, a mission with its sender and its
    seat: an entity that a fact names is tied by it to another, where there is one.

    >>> pairs(Meeting(participant=("person/a",), against=("person/b",), place="place/c"))
    [('person/a', 'person/b'), ('person/a', 'place/c'), ('person/b', 'place/c')]
    """
    return _each((*_dyads(fact), *_circumstances(fact)))


def dyads(fact: AnyFact) -> list[tuple[str, str]]:
    """The pairs of which one acts on, with or towards the other, each once, in the order of the fact.

    Visitor and destination, holder and body, member and body, the two sides of a meeting (or each two of its
    participants), sender and receiver, party and agreement (or each two parties), participant and event, source and
    target. A fact with one named side only has none.

    >>> dyads(Meeting(participant=("person/a", "person/b"), against=("state/GE",)))
    [('person/a', 'state/GE'), ('person/b', 'state/GE')]
    """
    return _each(_dyads(fact))


def _each(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in dict.fromkeys(found) if pair[0] != pair[1]]


def _dyads(fact: AnyFact) -> Iterable[tuple[str, str]]:
    match fact:
        case Role():
            return product((fact.person,), _named(fact.body, fact.to))
        case Membership():
            return ((fact.member, fact.body),)
        case Visit():
            return product(fact.visitor, fact.destination or fact.host)
        case Meeting():
            return product(fact.participant, fact.against) if fact.against else combinations(fact.participant, 2)
        case Mission():
            return product(_named(fact.sender), _named(fact.receiver) or _named(fact.place) or _named(fact.mission))
        case Agreement():
            return product(fact.party, (fact.agreement,)) if fact.agreement else combinations(fact.party, 2)
        case Participation():
            return product(fact.participant, (fact.event,))
        case Relation():
            return ((fact.source, fact.target),)


def _circumstances(fact: AnyFact) -> Iterable[tuple[str, str]]:
    """Whom and what a fact names beside its dyads, each with those whom it concerns."""
    match fact:
        case Visit():
            return product(fact.visitor or fact.destination, fact.host)
        case Meeting():
            return product((*fact.participant, *fact.against), _named(fact.place))
        case Mission():
            owner = _named(fact.sender) or _named(fact.receiver)
            return (*product(owner, _named(fact.mission)), *product(_named(fact.mission) or owner, _named(fact.place)))
        case Agreement():
            return product(_named(fact.agreement) or fact.party, _named(fact.place))
        case Participation():
            return product((fact.event,), _named(fact.place))
    return ()


def network(
    entities: Mapping[str, Entity], statements: Iterable[Stated], happenings: Mapping[str, str] | None = None
) -> nx.MultiDiGraph:
    """A multigraph of the statements. Use it to count, draw, or hand on to other tools.

    Nodes are entity ids with `label`, `type`, `country` and `wikidata`. An edge has `type`, `tie` (`act` between dyads,
    `circumstance` to a host, a place or a mission), `label` (of an act the title, action or format; else the type),
    `modality`, `status` (of posts and memberships, which are `former` where they had ended when the document was
    written), `date`, `begin` and `end` (the first and the last day), `sentence`, `quote`, `document`, `fact` and
    `happening` (the id of what the fact reports: edges that share it tell of the same event), all of them plain
    strings, and `confidence`; its key is the fact's id. Nodes and edges come in the order of their ids. An entity that
    no statement ties to another is left out.

    Args:
        entities: all that the statements name, by id.
        statements: facts with their documents.
        happenings: of the facts that report one, by id; see `graph.reports`.
    """
    import networkx as nx

    edges: dict[tuple[str, str, str], tuple[Stated, str]] = {}
    for statement in statements:
        key, acts = statement.fact.id(statement.document.id), {*dyads(statement.fact)}
        for pair in pairs(statement.fact):
            edges[*pair, key] = statement, "act" if pair in acts else "circumstance"
    graph = nx.MultiDiGraph()
    for id in sorted({end for source, target, _ in edges for end in (source, target)}):
        entity = entities[id]
        about = {"type": entity.type, "country": entity.country or "", "wikidata": entity.wikidata or ""}
        graph.add_node(id, label=entity.name, **about)
    for source, target, key in sorted(edges):
        statement, tie = edges[source, target, key]
        about_edge = _attributes(statement.document, statement.fact, entities)
        if tie == "circumstance":
            about_edge["label"] = statement.fact.type
        about_edge |= {"tie": tie, "fact": key, "happening": (happenings or {}).get(key, "")}
        graph.add_edge(source, target, key=key, **about_edge)
    return graph


def surroundings(graph: nx.MultiDiGraph, entity: str, depth: int = 1) -> nx.MultiDiGraph:
    """The part of a network within `depth` steps of an entity, whichever way the edges run; a copy.

    Empty where the entity is not in the network.
    """
    import networkx as nx

    if entity not in graph:
        return nx.MultiDiGraph()
    near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), entity, cutoff=depth)
    part = nx.MultiDiGraph()
    # A view of NetworkX on some of the nodes would give them in the order of a set.
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in near)
    part.add_edges_from(edge for edge in graph.edges(keys=True, data=True) if edge[0] in near and edge[1] in near)
    return part


def _attributes(document: Document, fact: AnyFact, entities: Mapping[str, Entity]) -> dict[str, str | float]:
    title = held_title(fact) if isinstance(fact, Role) else None
    labels = (title, *(getattr(fact, name, None) for name in ("action", "format", "kind")))
    dates = (getattr(fact, name, None) for name in ("date", "start", "end"))
    interval = when(fact)
    return {
        "type": fact.type,
        "label": next((label for label in labels if label), fact.type),
        "modality": fact.modality,
        "status": "former" if had_ended(fact, document.date) else getattr(fact, "status", ""),
        "date": next((date for date in dates if date), ""),
        "begin": interval.begin.isoformat() if interval and interval.begin else "",
        "end": (interval.end - timedelta(days=1)).isoformat() if interval and interval.end else "",
        "sentence": sentence(fact, lambda id: entities[id].name, written=document.date),
        "quote": quote(document.text, fact.evidence),
        "document": document.id,
        "confidence": fact.confidence,
    }


def _named(*ids: str | None) -> tuple[str, ...]:
    return tuple(id for id in ids if id)
