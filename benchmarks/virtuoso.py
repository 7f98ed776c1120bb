"""A Virtuoso server of Debian's packages on a folder of its own, for as long as it is needed: `served`.

Run as a program it prints in what such a server differs from a store in a folder: which literals it gives back
otherwise, which it does not find again, and which saved questions it answers otherwise on the graph of the folder.

    apt-get install virtuoso-opensource
    python benchmarks/virtuoso.py build/demo-store
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph.errors import QueryError
from graph.keeping.remote import Remote
from graph.query import tabled
from graph.questions import questions
from graph.store import Store

UNION = NamedNode("urn:legation:all")
"""The graph that stands for the default graph."""

SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = {sql}
DirsAllowed = {folder}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxClientConnections = 20
MaxQueryMem = 2G
ThreadsPerQuery = 2
VectorSize = 1000
[HTTPServer]
ServerPort = {web}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 100000000
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = 600
[Client]
SQL_QUERY_TIMEOUT = 0
"""


class Virtuoso:
    """A server that runs.

    Args:
        folder: where its files lie.
        sql: the port of its own protocol, for `isql`.
        web: the port of SPARQL over HTTP.
    """

    def __init__(self, folder: Path, sql: int, web: int) -> None:
        self.folder, self._sql = folder, sql
        self.address = f"http://localhost:{web}/sparql?default-graph-uri={UNION.value}"

    def load(self, store: Store) -> int:
        """Loads what a store holds, and beside it the default graph as one of its own, which `address` names.

        Returns how many quads that are.
        """
        count = 0
        with (self.folder / "all.nq").open("wb") as file:
            for quad in store.engine.match(None, None, None, None):
                if isinstance(quad.graph_name, DefaultGraph):
                    quad = Quad(quad.subject, quad.predicate, quad.object, UNION)
                file.write(f"{quad} .\n".encode())
                count += 1
        self.do(f"ld_dir('{self.folder}', 'all.nq', '');\nrdf_loader_run();\ncheckpoint;\n")
        return count

    def do(self, statements: str) -> str:
        """Runs SQL statements as the administrator of the server, and gives what it says."""
        done = subprocess.run(
            ["isql-vt", f"localhost:{self._sql}", "dba", "dba", "VERBOSE=OFF", "ERRORS=STDOUT"],
            input=statements,
            capture_output=True,
            text=True,
            check=False,
        )
        if "*** Error" in done.stdout or done.returncode:
            raise RuntimeError(f"isql-vt: {done.stdout or done.stderr}")
        return done.stdout


@contextmanager
def served(megabytes: int = 2_000) -> Iterator[Virtuoso]:
    """A server with an empty store, on which anybody of this machine may read and write.

    Args:
        megabytes: the memory for pages of its store.
    """
    with tempfile.TemporaryDirectory(prefix="virtuoso-") as name:
        folder = Path(name)
        sql, web = _free(), _free()
        # A page takes 8 KB, and a little more beside.
        buffers = megabytes * 1_000 // 9
        settings = SETTINGS.format(folder=folder, sql=sql, web=web, buffers=buffers, dirty=buffers * 3 // 4)
        (folder / "virtuoso.ini").write_text(settings)
        process = subprocess.Popen(
            ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        try:
            server = Virtuoso(folder, sql, web)
            _until_up(server, process)
            server.do('grant SPARQL_UPDATE to "SPARQL";')
            yield server
        finally:
            process.terminate()
            process.wait(timeout=120)


def _until_up(server: Virtuoso, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if process.poll() is not None:
            raise RuntimeError(f"virtuoso-t ended: {(server.folder / 'virtuoso.log').read_text()[-2000:]}")
        try:
            server.do("select 1;")
            return
        except RuntimeError:
            time.sleep(0.5)
    raise RuntimeError("virtuoso-t does not answer within two minutes")


def _free() -> int:
    with socket.socket() as found:
        found.bind(("localhost", 0))
        return int(found.getsockname()[1])


def literals(server: Virtuoso) -> None:
    """Prints what becomes of literals that are given to the server."""
    xsd = "http://www.w3.org/2001/XMLSchema#"
    given = [Literal("plain"), Literal("taught", language="en"), Literal(value=True), Literal(7)] + [
        Literal(value, datatype=NamedNode(xsd + kind))
        for value, kind in (("0.50", "decimal"), ("2024", "gYear"), ("2024-03", "gYearMonth"), ("2024-03-01", "date"))
    ]
    remote, node, kind, graph = Remote(server.address), *(NamedNode(f"urn:{name}") for name in "skg")
    quads = [Quad(node, kind, each, graph) for each in given]
    insert = " ".join(f"{each.subject} {each.predicate} {each.object} ." for each in quads)
    remote._posted(remote._update, f"INSERT DATA {{ GRAPH {graph} {{ {insert} }} }}", "application/sparql-update")
    back = set(remote.match(node, kind, None, graph))
    print("not given back:", *(each.object for each in quads if each not in back))
    print("given back instead:", *(each.object for each in back if each not in quads))
    found = set(remote.elsewhere(quads))
    print("not found by value:", *(each.object for each in quads if each in back and each not in found))
    delete = " ".join(f"{each.subject} {each.predicate} {each.object} ." for each in sorted(back, key=str))
    remote._posted(remote._update, f"DELETE DATA {{ GRAPH {graph} {{ {delete} }} }}", "application/sparql-update")
    print("not deleted:", *(each.object for each in remote.match(node, kind, None, graph)))


def answers(server: Virtuoso, path: Path) -> None:
    """Prints which saved questions, with the values in their files, have other rows than those of a folder."""
    with Store.open(path, read_only=True) as store:
        server.load(store)
        remote, same = Store.open(Path(server.address)), 0
        for question in questions().values():
            want = rows(store, question.sparql)
            try:
                have = rows(remote, question.sparql)
            except QueryError as error:
                print(f"{question.name}: {str(error)[:300]}")
                continue
            same += want == have
            if want != have:
                print(f"{question.name}: {len(want)} rows in a folder, {len(have)} here")
        print(f"{same} questions with the same rows")


def rows(store: Store, sparql: str) -> list[list[str]]:
    """The rows of an answer as they are written, in any order."""
    return sorted([str(value) for value in row] for row in tabled(store.query(sparql)).rows)


if __name__ == "__main__":
    with served(500) as running:
        literals(running)
        answers(running, Path(sys.argv[1]))
