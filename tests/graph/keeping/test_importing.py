"""Other people's data: RDF and tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph
from typer.testing import CliRunner

from graph.cli import app
from graph.errors import DocumentError
from graph.export import exported
from graph.keeping.datasets import import_rdf
from graph.keeping.mapping import read_mapping
from graph.keeping.removal import UnknownDocumentError, removed_dataset
from graph.keeping.tabular import import_table
from graph.knowledge import KnowledgeGraph

TURTLE = """@prefix schema: <https://schema.org/> .
<https://example.org/ada> schema:name "Ada" ; schema:address [ schema:addressCountry "SE" ] ."""
MAPPING = """
fact = "visit"
source = "A list of travels"
licence = "CC0"
separator = "/"
date_format = "%d.%m.%Y"
[columns]
visitor = "Who"
destination = "Where"
date = "From"
end = "To"
[types]
visitor = "Person"
[constants]
modality = "actual"
"""
TABLE = """Who,Where,From,To
Ada Lind,Sweden,03.02.1999,05.02.1999
Ada Lind / Bo Ek,Baku,04.03.2001,
Cy Borg,Atlantis,04.03.2001,
Di Ng,Norway,2001,
,,,
Ada Lind,Sweden,03.02.1999,05.02.1999
"""


@pytest.fixture
def graph(fresh: KnowledgeGraph) -> KnowledgeGraph:
    return fresh


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "people.ttl").write_text(TURTLE, "utf-8")
    (tmp_path / "travels.csv").write_text(TABLE, "utf-8")
    (tmp_path / "travels.toml").write_text(MAPPING, "utf-8")
    return tmp_path


def test_rdf_is_asked_along_with_documents(graph: KnowledgeGraph, files: Path) -> None:
    assert import_rdf(graph, files / "people.ttl", source="https://example.org/") == 3
    asked = "SELECT ?code { <https://example.org/ada> schema:address/schema:addressCountry ?code }"
    assert [row[0].value for row in graph.query(asked).rows] == ["SE"]  # type: ignore[union-attr]
    [row] = graph.query(f"SELECT ?g {{ GRAPH ?g {{ {asked.partition('{')[2]} }}").rows
    assert row[0].value.endswith("dataset/people")  # type: ignore[union-attr]
    assert list(graph.documents()) == [] and list(graph.facts()) == []


def test_rdf_again_replaces_what_it_said_before(graph: KnowledgeGraph, files: Path) -> None:
    import_rdf(graph, files / "people.ttl")
    before = exported(graph, "nquads")
    import_rdf(graph, files / "people.ttl")
    assert exported(graph, "nquads") == before
    (files / "people.ttl").write_text("<a:b> <a:c> <a:d> .", "utf-8")
    assert import_rdf(graph, files / "people.ttl") == 1
    assert len(list(graph.store.graph(DefaultGraph()))) == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.nt", "<a:b> <a:c> <a:d> ."),
        ("x.nq", "<a:b> <a:c> <a:d> <a:g> ."),
        ("x.trig", "GRAPH <a:g> { <a:b> <a:c> <a:d> }"),
        ("x.jsonld", '{"@id": "a:b", "a:c": {"@id": "a:d"}}'),
        (
            "x.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
            '<rdf:Description rdf:about="a:b"><a:c rdf:resource="a:d"/></rdf:Description></rdf:RDF>',
        ),
    ],
)
def test_rdf_is_read_in_any_form(graph: KnowledgeGraph, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert import_rdf(graph, tmp_path / name) == 1
    assert graph.query("ASK { <a:b> <a:c> <a:d> }").rows[0][0].value == "true"  # type: ignore[union-attr]


@pytest.mark.parametrize(("name", "text"), [("x.ttl", "no RDF"), ("x.doc", "x"), ("x.jsonld", "{")])
def test_rdf_that_is_none_is_refused(graph: KnowledgeGraph, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(DocumentError, match=r"x\.|RDF"):
        import_rdf(graph, tmp_path / name)
    assert list(graph.store.quads()) == []


def test_table_becomes_facts_with_the_row_for_evidence(graph: KnowledgeGraph, files: Path) -> None:
    told = import_table(graph, files / "travels.csv", read_mapping(files / "travels.toml"))
    assert told.rows == 2
    assert [number for number, _ in told.refused] == [4, 5]
    assert "'Atlantis'" in told.refused[0][1] and "written %d.%m.%Y; got '2001'" in told.refused[1][1]
    first, second = graph.facts(type="visit")
    assert (first.fact.visitor, first.fact.destination) == (("person/ada-lind",), ("state/SE",))  # type: ignore[union-attr]
    assert (first.fact.date, first.fact.end) == ("1999-02-03", "1999-02-05")  # type: ignore[union-attr]
    assert first.quote == "Who: Ada Lind; Where: Sweden; From: 03.02.1999; To: 05.02.1999"
    assert (first.document.source, first.document.licence) == ("A list of travels", "CC0")
    assert second.fact.visitor == ("person/ada-lind", "person/bo-ek")  # type: ignore[union-attr]
    assert graph.query("ASK { person:ada-lind lg:visited state:AZ }").rows[0][0].value == "true"  # type: ignore[union-attr]


def test_table_again_replaces_what_it_said_before(graph: KnowledgeGraph, files: Path) -> None:
    mapping = read_mapping(files / "travels.toml")
    import_table(graph, files / "travels.csv", mapping)
    before = exported(graph, "nquads")
    import_table(graph, files / "travels.csv", mapping)
    assert exported(graph, "nquads") == before
    (files / "travels.csv").write_text("\n".join(TABLE.splitlines()[:2]), "utf-8")
    assert import_table(graph, files / "travels.csv", mapping).rows == 1
    assert len(list(graph.documents())) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("fact =", "fakt ="), "fact is missing"),
        (('"visit"', '"tour"'), "fact is one of"),
        (("visitor = \"Who\"", "tourist = \"Who\""), "may have date, destination"),
        (('"Person"', '"Human"'), "a type is one of"),
        (("licence", "license"), "got license"),
        (("[types]", "types]"), "TOML"),
        (("%d.%m.%Y", "%Q"), "date_format tells a day"),
        (("%d.%m.%Y", "%d.%m"), "date_format tells a day"),
    ],
)  # fmt: skip
def test_mapping_says_what_is_wrong(files: Path, change: tuple[str, str], message: str) -> None:
    (files / "travels.toml").write_text(MAPPING.replace(*change), "utf-8")
    with pytest.raises(DocumentError, match=message):
        read_mapping(files / "travels.toml")


def test_table_names_rows_that_cannot_be(graph: KnowledgeGraph, files: Path) -> None:
    rows = "Who,Where,From,To\nAda Lind,Sweden,05.02.2020,03.02.2020\nAda Lind,Sweden,06.02.2020,,extra\n"
    (files / "travels.csv").write_text(rows, "utf-8")
    told = import_table(graph, files / "travels.csv", read_mapping(files / "travels.toml"))
    assert told.rows == 0
    assert told.refused == [
        (2, "what begins on 2020-02-05 ends before it"), (3, "expected 4 cells, as in the heading; there are more"),
    ]  # fmt: skip


def test_table_lacks_a_column(graph: KnowledgeGraph, files: Path) -> None:
    (files / "travels.csv").write_text("Name,Where\na,b\n", "utf-8")
    with pytest.raises(DocumentError, match="no column 'From'; there are Name, Where"):
        import_table(graph, files / "travels.csv", read_mapping(files / "travels.toml"))


def test_import_from_the_command_line(files: Path) -> None:
    def call(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["import", *arguments, "--store", str(files / "store")])
        return result.exit_code, result.output + str(result.exception or "")

    assert call(str(files / "people.ttl")) == (0, f"3 triples from {files / 'people.ttl'}\n")
    code, told = call(str(files / "travels.csv"), "--mapping", str(files / "travels.toml"))
    assert code == 1 and "2 rows from" in told and "2 refused:\n  line 4:" in told
    assert "needs a file that says what its columns are" in call(str(files / "travels.csv"))[1]
    assert "no such file" in call(str(files / "none.ttl"))[1]
    mapping = ("--mapping", str(files / "travels.toml"))
    assert call(str(files / "travels.csv"), *mapping, "--source", "me")[0] == 2
    assert call(str(files / "people.ttl"), *mapping)[0] == 2


def test_codes_and_days_of_other_peoples_tables(graph: KnowledgeGraph, files: Path) -> None:
    """As lists of leaders' travels are written: codes of several kinds, days from one to another, semicolons."""
    mapping = """
fact = "visit"
source = "A list"
delimiter = ";"
date_format = "%B %d, %Y"
missing = ["none given"]
[columns]
visitor = "Who"
destination = "Where"
date = "When"
[types]
visitor = "Person"
destination = "State"
"""
    rows = [
        "Who;Where;When", "Ada Lind;fra;March 3-5, 1990", "Ada Lind;255;February 28-March 2, 1990",
        "Bo Ek;UKG;March 9, 1990",
        "Bo Ek;none given;March 10, 1990", "Bo Ek;Atlantis;March 11, 1990", "Bo Ek;N/A;March 12, 1990",
    ]  # fmt: skip
    (files / "list.csv").write_text("\n".join(rows), "utf-8")
    (files / "list.toml").write_text(mapping, "utf-8")
    told = import_table(graph, files / "list.csv", read_mapping(files / "list.toml"))
    found = {(each.fact.destination, each.fact.date) for each in graph.facts(type="visit")}  # type: ignore[union-attr]
    assert {(("state/FR",), "1990-03-03/1990-03-05"), (("state/DE",), "1990-02-28/1990-03-02")} <= found
    assert {(("state/GB",), "1990-03-09"), ((), "1990-03-10"), ((), "1990-03-12")} <= found
    assert [(line, "Atlantis" in why) for line, why in told.refused] == [(6, True)]


def test_a_data_set_can_be_taken_out(graph: KnowledgeGraph, files: Path) -> None:
    before = exported(graph, "nquads")
    import_rdf(graph, files / "people.ttl")
    import_table(graph, files / "travels.csv", read_mapping(files / "travels.toml"))
    assert removed_dataset(graph, "dataset/people") == 3
    assert removed_dataset(graph, "dataset/travels") == 2
    assert exported(graph, "nquads") == before
    with pytest.raises(UnknownDocumentError):
        removed_dataset(graph, "dataset/people")
