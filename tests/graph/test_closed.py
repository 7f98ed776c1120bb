from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from graph.closed import require_closed
from graph.errors import QueryError
from graph.knowledge import KnowledgeGraph
from graph.query import answer, table
from graph.reading import Reading

ANSWER = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"y"}}]}}'
ADDRESS = "<http://127.0.0.1:{port}/sparql>"


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://a/> { ?a ?b ?c } }",
        "select * { service silent ?where { ?a ?b ?c } }",
        "SELECT * { { SELECT * { SERVICE<http://a/>{ ?a ?b ?c } } } }",
        "SELECT * { ?a ?b 'x' . SERVICE <http://a/> {} }",
        "SELECT * { # '\n SERVICE <http://a/> {} }",
        "SELECT * { ?a ?b '\\'' SERVICE <http://a/> {} # '\n }",
        r"SELECT * { \u0053ERVICE <http://a/> {} }",
        r"SELECT * { SERV\U00000049CE <http://a/> {} }",
        "SELECT * { ?a <b#c> ?d SERVICE <http://a/> {} }",
        "PREFIX a: <b> SELECT * { a:b a:c a:d. SERVICE a:e {} }",
        # The grammar wants no blanks around the word, and a prefix may hide it.
        "SELECT * { SERVICESILENT <http://a/> { ?a ?b ?c } }",
        "PREFIX e: <http://a/> SELECT * { SERVICEe:x { ?a ?b ?c } }",
        "PREFIX : <http://a/> SELECT * { SERVICE:x { ?a ?b ?c } }",
        "SELECT * { ?a ?b 1SERVICE <http://a/> { ?a ?b ?c } }",
        "SELECT * { ?a ?b trueSERVICE <http://a/> { ?a ?b ?c } }",
        "SELECT * { OPTIONAL {}SERVICESILENT<http://a/>{ ?a ?b ?c } }",
        "PREFIX service: <http://a/> SELECT * { ?a service:x ?b }",
    ],
)
def test_closed_refuses_a_question_to_other_servers(sparql: str) -> None:
    with pytest.raises(QueryError, match="SERVICE asks another server"):
        require_closed(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service a lg:Mission }",
        "SELECT * { ?a lg:service ?b . ?b :SERVICE ?d }",
        "SELECT * { ?a ?b 'in the SERVICE of' , \"SERVICE\" , '''a ' SERVICE''' }",
        "SELECT * { ?a <http://a/SERVICE> ?b } # no SERVICE here",
        'SELECT * { ?a rdfs:label """a "SERVICE" b""" }',
        "SELECT * { ?a ?b ?c FILTER(?services < 3 && ?c > 2) }",
        "ASK { ?a ?b 'INSERT DATA' }",
        "CONSTRUCT { ?a lg:load ?b } WHERE { ?a lg:ADD ?b }",
    ],
)
def test_closed_lets_others_pass(sparql: str) -> None:
    require_closed(sparql)


@pytest.mark.parametrize("word", ["LOAD <http://a/>", "INSERT DATA { <a:b> <a:c> <a:d> }", "drop all"])
def test_closed_says_where_updates_belong(word: str) -> None:
    with pytest.raises(QueryError, match=f"{word.split()[0].upper()} is an update"):
        require_closed(f"# SELECT\nPREFIX a: <b>\n{word}")


@pytest.fixture
def path(tmp_path: Path, readings: list[Reading]) -> Path:
    with KnowledgeGraph.open(tmp_path / "store") as graph:
        graph.add(readings)
    return tmp_path / "store"


class Endpoint(BaseHTTPRequestHandler):
    """Answers any question, and remembers that it was asked."""

    asked = 0

    def do_POST(self) -> None:
        type(self).asked += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        self.wfile.write(ANSWER)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[str]:
    Endpoint.asked = 0
    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield ADDRESS.format(port=server.server_port)
    server.shutdown()
    thread.join()
    server.server_close()


def test_question_to_another_server_is_asked_only_if_allowed(path: Path, endpoint: str) -> None:
    sparql = f"SELECT ?x {{ SERVICE {endpoint} {{ ?x ?y ?z }} }}"
    with pytest.raises(QueryError, match="SERVICE"):
        answer(path, sparql)
    with KnowledgeGraph.open(path, read_only=True) as graph, pytest.raises(QueryError, match="SERVICE"):
        graph.query(sparql)
    assert Endpoint.asked == 0
    assert answer(path, sparql, format="csv", allow_service=True).split() == [b"x", b"y"]
    assert Endpoint.asked == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can take the network away")
def test_confined_process_reaches_no_server(endpoint: str) -> None:
    port = endpoint.split(":")[2].split("/")[0]
    code = (
        "import socket, sys\nfrom graph.confinement import confine\n"
        "if not confine(seconds=5, network=False): sys.exit(77)\n"
        f"socket.create_connection(('127.0.0.1', {port}), timeout=5)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode == 77:
        pytest.skip("this system does not let a process give up the network")
    assert done.returncode == 1 and "OSError" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no process so")
def test_question_is_ended_when_its_memory_is_used_up(path: Path) -> None:
    names = "abcdefghi"
    longer = " ".join(f"BIND(CONCAT({', '.join([f'?{one}'] * 10)}) AS ?{ten})" for one, ten in pairwise(names))
    greedy = f"SELECT (STRLEN(?i) AS ?n) {{ VALUES ?a {{ '0123456789' }} {longer} }}"  # a gigabyte
    with pytest.raises(QueryError, match="needed more than 100 MB"):
        table(path, greedy, memory=100, timeout=120)
    assert table(path, "ASK { ?a ?b ?c }", memory=100).rows[0][0] is not None
