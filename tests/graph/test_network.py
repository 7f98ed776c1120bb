from __future__ import annotations

import re
from dataclasses import replace

import pytest

from graph.facts import Agreement, AnyFact, Meeting, Membership, Mission, Participation, Relation, Role, Visit
from graph.knowledge import KnowledgeGraph
from graph.network import dyads, pairs, surroundings
from graph.reading import Reading


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (Role(person="p", title="t", body="b"), [("p", "b")]),
        (Role(person="p", title="t", body="b", to="c"), [("p", "b"), ("p", "c")]),
        (Role(person="p", title="t"), []),
        (Membership(member="m", body="b"), [("m", "b")]),
        (Visit(visitor=("p", "q"), destination=("d",), host=("h",)), [("p", "d"), ("q", "d")]),
        (Visit(visitor=("p",), host=("h",)), [("p", "h")]),  # received, and no word of where
        (Visit(visitor=("p",)), []),
        (Meeting(participant=("p", "q"), against=("r",)), [("p", "r"), ("q", "r")]),
        (Meeting(participant=("p", "q", "r")), [("p", "q"), ("p", "r"), ("q", "r")]),
        (Meeting(participant=("p",), against=("p",)), []),
        (Mission(sender="s", receiver="r", place="l", mission="m"), [("s", "r")]),
        (Mission(sender="s", place="l", mission="m"), [("s", "l")]),
        (Mission(sender="s", mission="m"), [("s", "m")]),
        (Mission(receiver="r", mission="m"), []),
        (Agreement(agreement="a", party=("p", "q")), [("p", "a"), ("q", "a")]),
        (Agreement(party=("p", "q")), [("p", "q")]),
        (Participation(participant=("p", "q"), event="e"), [("p", "e"), ("q", "e")]),
        (Relation(source="s", target="t", action="condemn"), [("s", "t")]),
    ],
)
def test_dyads_are_of_those_who_act_together(fact: AnyFact, expected: list[tuple[str, str]]) -> None:
    assert dyads(fact) == expected


@pytest.mark.parametrize(
    ("fact", "more"),
    [
        (Visit(visitor=("p", "q"), destination=("d",), host=("h",)), [("p", "h"), ("q", "h")]),
        (Visit(destination=("d",), host=("h",)), [("d", "h")]),
        (Visit(visitor=("p",), host=("h",)), []),
        (Meeting(participant=("p", "q"), against=("r",), place="l"), [("p", "l"), ("q", "l"), ("r", "l")]),
        (Meeting(participant=("p",), place="l"), [("p", "l")]),
        (Mission(sender="s", receiver="r", place="l", mission="m"), [("s", "m"), ("m", "l")]),
        (Mission(sender="s", receiver="r", place="l"), [("s", "l")]),
        (Mission(receiver="r", mission="m"), [("r", "m")]),
        (Agreement(agreement="a", party=("p", "q"), place="l"), [("a", "l")]),
        (Agreement(party=("p", "q"), place="l"), [("p", "l"), ("q", "l")]),
        (Participation(participant=("p",), event="e", place="l"), [("e", "l")]),
    ],
)
def test_pairs_are_the_dyads_and_what_else_a_fact_names(fact: AnyFact, more: list[tuple[str, str]]) -> None:
    assert pairs(fact) == [*dyads(fact), *more]
    tied = {end for pair in pairs(fact) for end in pair}
    assert tied == {id for _, id in fact.entities()}


def test_network_has_an_edge_for_each_pair(readings: list[Reading]) -> None:
    with KnowledgeGraph.open() as graph:
        graph.add(readings)
        network = graph.network()
        expected = sorted((*pair, statement.id) for statement in graph.facts() for pair in pairs(statement.fact))
        assert sorted(network.edges(keys=True)) == expected


def test_network_describes_nodes_and_edges(visit: Reading) -> None:
    with KnowledgeGraph.open() as graph:
        graph.add([visit])
        network = graph.network()
    assert network.nodes["place/baku"] == {"label": "Baku", "type": "Place", "country": "state/AZ", "wikidata": ""}
    assert network.nodes["person/jens-stoltenberg"]["wikidata"] == "Q57665"
    assert network.nodes["person/jens-stoltenberg"]["country"] == ""
    (edge,) = network.get_edge_data("person/jens-stoltenberg", "place/baku").values()
    assert edge == {
        "type": "visit", "label": "visit", "modality": "actual", "date": "2024-03-18", "document": "visit-2024",
        "confidence": 0.85, "fact": visit.facts[2].id("visit-2024"), "begin": "2024-03-18", "end": "2024-03-18",
        "sentence": "Jens Stoltenberg visited Baku, received by Ilham Aliyev, 2024-03-18",
        "quote": "Jens Stoltenberg visited Baku on 18 March 2024 … a guest of President Ilham Aliyev",
        "happening": edge["happening"], "status": "", "tie": "act",
    }  # fmt: skip
    assert re.fullmatch("[0-9a-f]{16}", edge["happening"])
    (role,) = network.get_edge_data("person/jens-stoltenberg", "organisation/nato").values()
    assert (role["type"], role["label"], role["date"]) == ("role", "Secretary General", "")
    assert role["status"] == "current"


def test_network_leaves_out_who_is_tied_to_nobody(visit: Reading) -> None:
    roles = tuple(fact for fact in visit.facts if fact.type == "role")
    with KnowledgeGraph.open() as graph:
        graph.add([replace(visit, facts=roles)])
        assert "person/ilham-aliyev" not in graph.network()  # a president of no named state


def test_edge_to_a_host_or_a_place_has_no_act_for_its_label(visit: Reading, talks: Reading) -> None:
    with KnowledgeGraph.open() as graph:
        graph.add([visit, talks])
        network = graph.network()
    [hosted] = network.get_edge_data("person/jens-stoltenberg", "person/ilham-aliyev").values()
    assert (hosted["type"], hosted["label"], hosted["tie"]) == ("visit", "visit", "circumstance")
    [met] = network.get_edge_data("person/ilham-aliyev", "person/nikol-pashinyan").values()
    [there] = network.get_edge_data("person/nikol-pashinyan", "place/washington").values()
    assert (met["label"], met["tie"], there["label"], there["tie"]) == ("summit", "act", "meeting", "circumstance")


def test_label_and_status_tell_what_is_only_acted_as_and_what_had_ended(visit: Reading) -> None:
    stoltenberg, nato = "person/jens-stoltenberg", "organisation/nato"
    facts = (
        Role(person=stoltenberg, title="president", body=nato, status="acting"),
        Role(person=stoltenberg, title="envoy", body=nato, end="2010"),
    )
    with KnowledgeGraph.open() as graph:
        graph.add([replace(visit, facts=facts)])
        edges = graph.network().get_edge_data(stoltenberg, nato).values()
    assert {(edge["label"], edge["status"]) for edge in edges} == {("acting president", "acting"), ("envoy", "former")}


def test_network_is_in_the_same_order_whatever_was_read_first(readings: list[Reading]) -> None:
    found = []
    for order in (readings, readings[::-1]):
        with KnowledgeGraph.open() as graph:
            graph.add(order)
            network = graph.network()
        found.append((list(network.nodes(data=True)), list(network.edges(keys=True, data=True))))
    assert found[0] == found[1]
    assert [node for node, _ in found[0][0]] == sorted(node for node, _ in found[0][0])


@pytest.mark.parametrize(
    ("depth", "nodes"),
    [
        (0, ["state/FI"]),
        (1, ["organisation/eu", "organisation/nato", "state/FI"]),
        (2, ["organisation/eu", "organisation/nato", "person/jens-stoltenberg", "state/FI", "state/SE"]),
    ],
)
def test_surroundings_go_either_way_along_edges(visit: Reading, depth: int, nodes: list[str]) -> None:
    with KnowledgeGraph.open() as graph:
        graph.add([visit])
        near = graph.network(entity="state/FI", depth=depth)
    assert list(near.nodes) == nodes


def test_surroundings_of_nobody_are_empty(visit: Reading) -> None:
    with KnowledgeGraph.open() as graph:
        graph.add([visit])
        assert len(surroundings(graph.network(), "state/NO")) == 0


def test_surroundings_are_a_copy(visit: Reading) -> None:
    with KnowledgeGraph.open() as graph:
        graph.add([visit])
        network = graph.network()
    surroundings(network, "state/FI").remove_node("state/FI")
    assert "state/FI" in network
