"""The commands that ask a graph, as a person types them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Quad
from typer.main import get_command
from typer.testing import CliRunner, Result

from graph.cli import app
from graph.draw import DrawingError
from graph.errors import QueryError, RecordError, StoreError
from graph.facts import Role
from graph.knowledge import KnowledgeGraph
from graph.lookup import UnknownNameError
from graph.reading import Reading
from graph.records import Entity

VISITS = "SELECT ?who ?where { ?who lg:visited ?where } ORDER BY ?who ?where"


@pytest.fixture
def store(readings: list[Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "some-store"
    with KnowledgeGraph.open(path) as graph:
        graph.add(readings)
    monkeypatch.setenv("LEGATION_STORE", str(path))
    return path


def call(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=input)


def said(*arguments: str, input: str | None = None) -> str:
    result = call(*arguments, input=input)
    assert result.exit_code == 0, result.output
    return result.stdout


# --- lookup ------------------------------------------------------------------------------------------------------


def test_lookup_shows_a_card(store: Path) -> None:
    lines = [line.rstrip() for line in said("lookup", "stoltenberg").splitlines()]
    assert lines[:4] == [
        "Jens Stoltenberg",
        "Person · person/jens-stoltenberg · Wikidata Q57665",
        "also Stoltenberg",
        "",
    ]
    shown = " ".join(" ".join(lines).split())
    assert "2024-03-18 Jens Stoltenberg visited Baku, received by Ilham Aliyev “Jens Stoltenberg visited Baku" in shown
    assert "planned: Jens Stoltenberg to visit Tbilisi" in shown
    assert "cancelled: Jens Stoltenberg to visit Georgia" in shown
    assert shown.count("Stoltenberg in Baku, 2024-03-18 (visit-2024)") == 1  # each source is listed once


def test_lookup_as_of_a_day_leaves_out_what_came_later(store: Path) -> None:
    assert "Tbilisi" not in said("lookup", "stoltenberg", "--as-of", "2024-03-18")
    assert "Baku" in said("lookup", "stoltenberg", "--as-of", "2024-03")
    assert isinstance(call("lookup", "stoltenberg", "--as-of", "March").exception, RecordError)


def test_lookup_takes_a_slip_and_says_so(store: Path) -> None:
    result = call("lookup", "Stoltenburg")
    assert result.exit_code == 0
    assert result.stdout.startswith("Jens Stoltenberg\n")
    assert result.stderr == "No entity goes by 'Stoltenburg'; this is what is most like it.\n"


def test_lookup_of_a_shared_name_shows_all(store: Path) -> None:
    shown = said("lookup", "Baku")
    assert "place/baku" in shown and "state/AZ" in shown


def test_lookup_gives_json_lines(store: Path) -> None:
    cards = [json.loads(line) for line in said("lookup", "Baku", "--json").splitlines()]
    assert [card["id"] for card in cards] == ["place/baku", "state/AZ"]
    assert cards[0]["sections"]["Visited by"][0]["sources"][0]["document"] == "visit-2024"


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_lookup_offers_near_names(store: Path, more: list[str]) -> None:
    result = call("lookup", "Stolten", *more)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "No entity goes by 'Stolten'. Near it are:\n  Stoltenberg  (person/jens-stoltenberg)\n" in result.stderr


def test_lookup_with_nothing_near_offers_nothing(store: Path) -> None:
    assert call("lookup", "Zzz").stderr == "No entity goes by 'Zzz'.\n"


# --- query -------------------------------------------------------------------------------------------------------


def test_query_shows_a_table(store: Path) -> None:
    rows = [line.split() for line in said("query", VISITS).splitlines()]
    assert rows == [
        ["who", "where"],
        ["person:jens-stoltenberg", "place:baku"],
        ["person:jens-stoltenberg", "state:AZ"],
    ]


def test_query_takes_a_file_and_standard_input(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "visits.rq"
    file.write_text(VISITS, "utf-8")
    expected = said("query", VISITS)
    assert said("query", "-f", str(file)) == said("query", "--file", "-", input=VISITS) == expected


@pytest.mark.parametrize(
    ("sparql", "format", "starts"),
    [
        (VISITS, "csv", "who,where\r\n"),
        (VISITS, "tsv", "?who\t?where\n"),
        (VISITS, "json", '{"head":'),
        (VISITS, "xml", "<?xml"),
        ("CONSTRUCT WHERE { ?a lg:visited ?b }", "ttl", "@prefix"),
        ("CONSTRUCT WHERE { ?a lg:visited ?b }", "nt", "<https://"),
        ("CONSTRUCT WHERE { ?a lg:visited ?b }", "table", "subject"),
        ("ASK { ?a lg:visited ?b }", "table", "answer"),
        ("ASK { ?a lg:visited ?b }", "json", '{"head":{},"boolean":true}'),
    ],
)
def test_query_writes_formats(store: Path, sparql: str, format: str, starts: str) -> None:
    result = call("query", sparql, "--format", format)
    assert result.exit_code == 0, result.exception
    assert result.stdout_bytes.decode().startswith(starts)


def test_query_as_csv_can_be_read(store: Path) -> None:
    written = call("query", VISITS, "--format", "csv").stdout_bytes.decode()
    assert [row["where"].rpartition("/")[2] for row in csv.DictReader(io.StringIO(written))] == ["baku", "AZ"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["SELECT ?who { ?who lg:visited }"], "fault in line 1"),
        ([VISITS, "--format", "ttl"], "ttl"),
        (["SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "--timeout", "0.3"], "longer than"),
    ],
)
def test_query_says_what_is_wrong(store: Path, arguments: list[str], told: str) -> None:
    result = call("query", *arguments)
    assert isinstance(result.exception, QueryError)
    assert told in str(result.exception)


@pytest.mark.parametrize(
    "arguments", [[], [VISITS, "-f", "-"], [VISITS, "--format", "docx"], [VISITS, "--timeout", "0"]]
)
def test_query_asked_wrongly_is_a_usage_error(store: Path, arguments: list[str]) -> None:
    assert call("query", *arguments).exit_code == 2


# --- draw, export, info, check -----------------------------------------------------------------------------------


def test_draw_writes_a_picture(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.svg"
    assert said("draw", "--out", str(out)) == f"{out}: 17 of 17 entities, 18 of 18 facts\n"
    assert "<svg" in out.read_text("utf-8")


def test_draw_of_one_entity_has_its_surroundings(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "sweden.pdf"
    near, far = (said("draw", "Sweden", "--out", str(out), "--depth", depth) for depth in ("1", "2"))
    assert near.startswith(f"{out}: 7 of 7 entities")
    assert int(far.split(": ")[1].split()[0]) > 6


@pytest.mark.parametrize(
    ("arguments", "error"),
    [(["--out", "x.gif"], DrawingError), (["Baku"], UnknownNameError), (["Nowhere"], UnknownNameError)],
)
def test_draw_says_what_is_wrong(store: Path, arguments: list[str], error: type[Exception]) -> None:
    assert isinstance(call("draw", *arguments).exception, error)


@pytest.mark.parametrize(
    ("period", "facts", "named"),
    [
        (["--from", "2024-03-18", "--to", "2024-03-19"], 3, "2024-03-18 to 2024-03-19"),
        (["--to", "2023"], 1, "to 2023"),
        (["--from", "2025", "--to", "2025"], 4, "2025"),
        (["--from", "2026"], 3, "from 2026"),  # with what goes on: a post since 2023, a membership since 2024
    ],
)
def test_draw_of_a_period_has_the_facts_that_fall_in_it_and_names_it(
    store: Path, tmp_path: Path, period: list[str], facts: int, named: str
) -> None:
    pytest.importorskip("bokeh", reason="needs the extra `interactive`")
    picture, page = tmp_path / "some.svg", tmp_path / "some.html"
    for out in (picture, page):
        assert said("draw", *period, "--out", str(out)).endswith(f" {facts} of {facts} facts\n")
    assert f"<title>Entities and facts in {store.name}, {named}</title>" in page.read_text("utf-8")


def test_draw_of_a_period_without_facts_says_so(store: Path, tmp_path: Path) -> None:
    failed = call("draw", "NATO", "--to", "1950", "--out", str(tmp_path / "x.svg")).exception
    assert isinstance(failed, DrawingError) and "(Around NATO, to 1950)" in str(failed)


@pytest.mark.parametrize("kind", ["roles", "growth"])
def test_draw_refuses_a_period_that_it_would_not_keep(store: Path, kind: str) -> None:
    result = call("draw", "NATO", "--kind", kind, "--from", "2016")
    assert result.exit_code == 2
    told = " ".join(result.output.replace("│", " ").split())
    assert "a period can be drawn of a network, a timeline and a matrix" in told


@pytest.mark.parametrize(
    ("format", "holds"),
    [("rdfxml", b"<rdf:RDF"), ("cypher", b"MERGE"), ("facts", b'"type"'), ("plover", b"event_id"),
     ("cameo", b"event_id"), ("turtle", b"@prefix lg:"), ("ntriples", b"<https://"), ("trig", b"{"), ("nquads", b"<https://"),
     ("jsonld", b'"@graph"'), ("graphml", b"<graphml"), ("gexf", b"<gexf")],
)  # fmt: skip
def test_export_writes_formats(store: Path, tmp_path: Path, format: str, holds: bytes) -> None:
    out = tmp_path / "graph"
    assert said("export", "--to", format, "--out", str(out)) == ""
    assert holds in out.read_bytes()
    assert call("export", "--to", format).stdout_bytes == out.read_bytes()


def test_export_of_several_files_makes_a_folder(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "made" / "here"
    assert said("export", "--to", "csv", "--out", str(out)) == f"{out / 'nodes.csv'}\n{out / 'edges.csv'}\n"
    assert (out / "edges.csv").stat().st_size > 1000
    assert call("export", "--to", "csv").exit_code == 2


def test_export_needs_a_format_it_knows(store: Path) -> None:
    assert call("export", "--to", "docx").exit_code == 2


def test_info_counts(store: Path) -> None:
    held = json.loads(said("info", "--json"))
    assert held["documents"] == 3
    assert sum(held["facts"].values()) == sum(held["modalities"].values()) == 19
    rows = [line.split() for line in said("info").splitlines()]
    assert ["Documents", "3"] in rows and ["Facts", "19"] in rows and ["visit", "3"] in rows


def test_check_finds_nothing_in_a_sound_store(store: Path) -> None:
    assert said("check") == "0 faults\n\n0 contradictions\n"


def test_check_shows_each_fault(store: Path) -> None:
    with KnowledgeGraph.open(store) as graph, graph.store.writing() as batch:
        terms = graph.store.terms
        name = terms.document("talks-2025")
        batch.put(name, [quad for quad in graph.store.graph(name) if quad.predicate != terms.term("modality")])
    result = call("check")
    assert result.exit_code == 1
    assert "talks-2025: fact " in result.stdout and "“Sweden recognised Georgia”" in result.stdout
    assert result.stdout.endswith("5 faults\n\n")
    assert isinstance(result.exception, RecordError)  # a fact without a modality cannot be read, and so not compared
    assert "contradictions can be found once the faults are mended" in str(result.exception)


def test_check_shows_a_fault_and_what_contradicts_itself(store: Path) -> None:
    with KnowledgeGraph.open(store) as graph, graph.store.writing() as batch:
        terms = graph.store.terms
        name = terms.document("talks-2025")
        host = next(quad for quad in graph.store.graph(name) if quad.predicate == terms.term("counterpart"))
        batch.put(
            name, [*graph.store.graph(name), Quad(host.subject, host.predicate, terms.entity("place/baku"), name)]
        )
    result = call("check")
    assert result.exit_code == 1
    assert result.stdout.endswith("\n1 fault\n\n0 contradictions\n")


def test_check_tells_contradictions_and_is_content(store: Path, visit: Reading) -> None:
    other = Entity(id="person/ada-lind", type="Person", names=("Ada Lind",))
    role = next(fact for fact in visit.facts if isinstance(fact, Role) and fact.body == "organisation/nato")
    document = replace(visit.document, id="slip", title=None)
    slip = replace(
        visit, document=document, entities=visit.entities | {other.id: other}, facts=(replace(role, person=other.id),)
    )
    with KnowledgeGraph.open(store) as graph:
        graph.add([slip])
    result = call("check")
    assert result.exit_code == 0
    where = "“NATO Secretary General Jens Stoltenberg visited Baku on 18 …”, 2024-03-18"
    assert [line.rstrip() for line in result.stdout.splitlines()] == [
        "0 faults",
        "",
        "Ada Lind and Jens Stoltenberg are both secretary general of NATO on 2024-03-18.",
        f"  “NATO Secretary General Jens Stoltenberg” ({where})",
        f"  fact {slip.facts[0].id('slip')} of document slip",
        "  “NATO Secretary General Jens Stoltenberg” (Stoltenberg in Baku, 2024-03-18)",
        f"  fact {role.id('visit-2024')} of document visit-2024",
        "1 contradiction",
    ]


# --- all of them -------------------------------------------------------------------------------------------------

COMMANDS = get_command(app).commands


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_and_an_example(name: str) -> None:
    command = COMMANDS[name]
    assert command.help.splitlines()[0].endswith(".")
    assert "Examples:" in command.epilog and f"legation {name}" in command.epilog
    assert [param.name for param in command.params if not getattr(param, "help", None)] == []
    assert command.epilog.partition("Examples:")[2].strip() in said(name, "--help").replace("\n  ", "\n")


@pytest.mark.parametrize(
    "arguments", [["lookup", "x"], ["query", "ASK {}"], ["draw"], ["export", "--to", "trig"], ["info"], ["check"]]
)
def test_command_without_a_store_says_how_to_make_one(arguments: list[str], tmp_path: Path) -> None:
    result = call(*arguments, "--store", str(tmp_path / "none"))
    assert isinstance(result.exception, StoreError)
    assert "legation build" in str(result.exception)
    assert not (tmp_path / "none").exists()
