from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib

from graph.errors import RecordError
from graph.export import FORMATS, NETWORKS, exported
from graph.facts import Reading
from graph.knowledge import KnowledgeGraph
from graph.network import pairs

# rdflib 7.6 warns of its own use of names that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")


@pytest.fixture
def graph(readings: list[Reading]) -> KnowledgeGraph:
    graph = KnowledgeGraph.open()
    graph.add(readings)
    return graph


@pytest.mark.parametrize("format", FORMATS)
def test_exported_is_the_same_whatever_was_read_first(format: str, readings: list[Reading]) -> None:
    with KnowledgeGraph.open() as graph, KnowledgeGraph.open() as other:
        graph.add(readings)
        other.add(readings[::-1])
        assert exported(graph, format) == exported(other, format)


def test_exported_is_the_same_in_another_process(tmp_path: Path, readings: list[Reading]) -> None:
    # Hashes of strings, and with them the order of sets, differ from process to process.
    with KnowledgeGraph.open(tmp_path) as graph:
        graph.add(readings)
        expected = [exported(graph, format) for format in FORMATS]
    code = (
        "import sys; from pathlib import Path; from graph.export import *; from graph.knowledge import KnowledgeGraph\n"
        f"graph = KnowledgeGraph.open(Path({str(tmp_path)!r}), read_only=True)\n"
        "sys.stdout.buffer.write(b'\\0'.join(exported(graph, format) for format in FORMATS))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
        assert done.stdout.split(b"\0") == expected


@pytest.mark.parametrize("format", ["trig", "nquads", "jsonld"])
def test_exported_keeps_documents_apart(format: str, graph: KnowledgeGraph) -> None:
    names = {"jsonld": "json-ld"}
    read = rdflib.Dataset()
    read.parse(data=exported(graph, format), format=names.get(format, format))
    assert len(set(read.quads())) == len(set(graph.store.quads()))
    assert {str(each.identifier) for each in read.graphs()} >= {
        graph.store.terms.document(document.id).value for document in graph.documents()
    }


@pytest.mark.parametrize(("format", "name"), [("turtle", "turtle"), ("ntriples", "nt")])
def test_exported_triples_are_all_there(format: str, name: str, graph: KnowledgeGraph) -> None:
    read = rdflib.Graph().parse(data=exported(graph, format), format=name)
    assert len(read) == len({quad.triple for quad in graph.store.quads()})


def test_exported_lines_are_sorted(graph: KnowledgeGraph) -> None:
    lines = exported(graph, "nquads").splitlines()
    assert len(lines) == len(set(graph.store.quads()))
    assert len(set(lines)) == len(lines)
    # By graph, and then by what is said of whom.
    assert lines == sorted(lines, key=lambda line: (line.rsplit(b" ", 2)[1], line))


def test_exported_turtle_declares_the_prefixes_that_it_uses(graph: KnowledgeGraph) -> None:
    written = exported(graph, "turtle").decode()
    assert "state:SE lg:establishedRelationsWith" not in written
    assert "\nstate:FI a lg:State" in written
    assert "@prefix state: <https://w3id.org/legation/id/state/> .\n" in written
    assert "@prefix org:" not in written


@pytest.mark.parametrize(("format", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_exported_network_is_read_by_others(format: str, read: object, graph: KnowledgeGraph) -> None:
    network = read(io.BytesIO(exported(graph, format)))  # type: ignore[operator]
    assert network.is_directed()
    ties = [pair for statement in graph.facts() for pair in pairs(statement.fact)]
    assert network.number_of_edges() == len(ties)
    assert network.nodes["place/baku"]["kind"] == "Place"
    assert network.nodes["place/baku"]["label"] == "Baku"
    edges = [data for _, _, data in network.edges(data=True)]
    assert {edge["kind"] for edge in edges} >= {"visit", "meeting", "role", "agreement"}
    assert {edge["modality"] for edge in edges} >= {"actual", "planned", "denied"}


def test_exported_gexf_has_no_date_of_today(graph: KnowledgeGraph) -> None:
    assert b"lastmodified" not in exported(graph, "gexf")


@pytest.mark.parametrize("format", NETWORKS)
def test_exported_edges_have_ids_of_their_own(format: str, graph: KnowledgeGraph) -> None:
    tree = ElementTree.fromstring(exported(graph, format))
    ids = [element.get("id") for element in tree.iter() if element.tag.endswith("}edge")]
    assert len(ids) == len(set(ids)) > 10


def test_exported_of_an_empty_graph_is_well_formed() -> None:
    with KnowledgeGraph.open() as graph:
        for format in FORMATS:
            exported(graph, format)
        assert exported(graph, "nquads") == b""


def test_exported_refuses_what_it_does_not_know(graph: KnowledgeGraph) -> None:
    with pytest.raises(RecordError, match="got 'rdf'"):
        exported(graph, "rdf")
