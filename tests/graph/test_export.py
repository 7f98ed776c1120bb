from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib
from pyarrow import parquet

from graph.errors import RecordError
from graph.events import code
from graph.export import EVENTS, FOLDERS, FORMATS, NETWORKS, exported, exported_files
from graph.facts import AnyFact, Meeting, Relation, Role, fact_from_dict
from graph.knowledge import KnowledgeGraph
from graph.network import pairs
from graph.reading import Reading

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


@pytest.mark.parametrize(("format", "name"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")])
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
    with pytest.raises(RecordError, match="got 'turtle'"):
        list(exported_files(graph, "turtle"))


def test_exported_jsonld_has_a_context(graph: KnowledgeGraph) -> None:
    written = json.loads(exported(graph, "jsonld"))
    assert written["@context"]["lg"] == "https://w3id.org/legation/ns#"
    assert "org" not in written["@context"]  # a prefix that nothing uses
    assert "document:visit-2024" in {each["@id"] for each in written["@graph"]}


def test_exported_facts_have_a_label_in_every_format(graph: KnowledgeGraph) -> None:
    told = "Jens Stoltenberg visited Baku, received by Ilham Aliyev, 2024-03-18"
    for format in ("turtle", "nquads", "rdfxml", "jsonld", "graphml", "gexf", "cypher", *EVENTS):
        assert told in exported(graph, format).decode(), format


def test_exported_gexf_has_time_weight_and_evidence(graph: KnowledgeGraph) -> None:
    tree = ElementTree.fromstring(exported(graph, "gexf"))
    [root] = [element for element in tree.iter() if element.tag.endswith("}graph")]
    assert (root.get("mode"), root.get("timeformat")) == ("dynamic", "date")
    edges = [element for element in tree.iter() if element.tag.endswith("}edge")]
    spans = {(edge.get("start"), edge.get("end")) for edge in edges}
    assert {("2024-03-20", "2024-03-22"), ("2023-01-01", None), (None, None)} <= spans
    assert all(float(edge.get("weight") or 0) > 0 for edge in edges)
    network = nx.read_gexf(io.BytesIO(exported(graph, "gexf")))
    assert network.nodes["state/AZ"]["wikidata"] == "Q227"
    assert "Sweden recognised Georgia" in {data["quote"] for _, _, data in network.edges(data=True)}


def test_exported_network_is_without_what_xml_cannot_hold(visit: Reading) -> None:
    text = visit.document.text.replace("visited Baku", "visited\x0bBaku")
    strange = replace(visit, document=replace(visit.document, text=text, title="\x00"))
    with KnowledgeGraph.open() as graph:
        graph.add([strange])
        for format in NETWORKS:
            ElementTree.fromstring(exported(graph, format))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_exported_csv_is_nodes_and_edges(graph: KnowledgeGraph) -> None:
    files = dict(exported_files(graph, "csv"))
    nodes, edges = rows(files["nodes.csv"]), rows(files["edges.csv"])
    network = graph.network()
    assert [node["id:ID"] for node in nodes] == list(network)
    assert {edge[end] for edge in edges for end in (":START_ID", ":END_ID")} == {node["id:ID"] for node in nodes}
    assert len(edges) == network.number_of_edges()
    assert {edge[":TYPE"] for edge in edges} >= {"VISIT", "ROLE"}
    assert {float(edge["confidence:float"]) <= 1 for edge in edges} == {True}


def test_exported_parquet_has_a_file_a_type(graph: KnowledgeGraph) -> None:
    files = dict(exported_files(graph, "parquet"))
    assert len(files) == 8 and set(FOLDERS) == {"csv", "parquet"}
    read = {name: parquet.read_table(io.BytesIO(data)).num_rows for name, data in files.items()}
    assert sum(read.values()) == len(list(graph.facts())) and read["visits.parquet"] == 3


def test_exported_cypher_makes_each_node_and_edge_once(graph: KnowledgeGraph) -> None:
    lines = exported(graph, "cypher").decode().splitlines()
    network = graph.network()
    assert len(lines) == 1 + network.number_of_nodes() + network.number_of_edges()
    assert all(line.endswith(";") for line in lines)
    assert 'MERGE (n:Entity {id: "place/baku"}) SET n:Place, n += {name: "Baku", country: "state/AZ"};' in lines
    assert sum(line.startswith("MATCH") and "MERGE (a)-[r:VISIT " in line for line in lines) == 4  # one to a host


def test_exported_facts_are_read_as_facts(graph: KnowledgeGraph) -> None:
    for line in exported(graph, "facts").splitlines():
        data = json.loads(line)
        id, document, happening = data.pop("id"), data.pop("document"), data.pop("happening", None)
        fact = fact_from_dict(data)
        assert fact.id(document) == id
        assert (happening is not None) == (fact.type in ("visit", "meeting", "agreement"))


def test_exported_events_are_dyads_with_codes(graph: KnowledgeGraph) -> None:
    plover, cameo = (rows(exported(graph, scheme)) for scheme in EVENTS)
    [visit] = [row for row in plover if row["quote"].startswith("Jens Stoltenberg visited Baku")]
    assert (visit["event_type"], visit["event_date"], visit["recipient_country"]) == ("CONSULT", "2024-03-18", "AZE")
    denied = [row for row in cameo if row["modality"] == "denied"]
    assert [(row["source_code"], row["target_code"], row["cameo_root"]) for row in denied] == [("AZE", "ARM", "13")]
    assert {row["target_code"] for row in cameo if row["target_name"] == "NATO"} == {"IGO"}
    # A visit is one act towards whom it is made, whoever the host and wherever the talks.
    assert len([row for row in plover if row["quote"] == visit["quote"]]) == 1
    assert not {row["recipient_name"] for row in plover} & {"Washington", "Ilham Aliyev"}
    # Nobody codes a post or a standing embassy.
    assert not {row["sentence"] for row in plover} & {"Sweden has an embassy in Azerbaijan (Baku)"}


@pytest.mark.parametrize(
    ("fact", "cameo", "plover"),
    [
        (Meeting(format="call"), "041", "CONSULT"),
        (Meeting(), "040", "CONSULT"),
        (Relation(source="a", target="b", action="sanction"), "163", "COERCE"),
        (Role(person="a", title="envoy"), "", ""),
    ],
)
def test_code_is_of_the_act_before_the_type(fact: AnyFact, cameo: str, plover: str) -> None:
    assert (code(fact, "cameo"), code(fact, "plover")) == (cameo, plover)
