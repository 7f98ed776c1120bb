"""Oxigraph's own SPARQL server, started beside the page and reached through it.

What the page passes on asks this store alone: a query that would have the server call another one is refused.
"""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreError
from graph.keeping.snapshot import Snapshot

_STARTING = 20.0
"""Seconds that the server may take until it answers."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running server on this machine; `ask` passes one request on."""

    port: int
    timeout: float

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """The server's status, the headers that matter, and its answer.

        Raises:
            OSError: it does not answer.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout + 10)
        try:
            connection.request(method, path, body=body or None, headers=headers)
            answer = connection.getresponse()
            kept = {name: answer.headers[name] for name in ("Content-Type",) if answer.headers[name]}
            return answer.status, kept, answer.read()
        finally:
            connection.close()


def program() -> str | None:
    """The path of Oxigraph's server, where it is installed: beside this Python, or on the path."""
    beside = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    return beside or shutil.which("oxigraph")


@contextmanager
def serving(data: Path | None, *, timeout: float) -> Iterator[Endpoint | None]:
    """Oxigraph's server on a store's data as they are now, read only, on a free port of this machine; None where it is
    not installed, or without data.

    Args:
        data: the folder of Oxigraph's files, if it is to run.
        timeout: seconds after which a query is ended.

    Raises:
        StoreError: it does not start.
    """
    server = program()
    if server is None or data is None:
        yield None
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    snapshot = Snapshot.of(data)
    location = snapshot.path if snapshot else data
    command = [server, "serve-read-only", "--location", str(location), "--bind", f"127.0.0.1:{port}"]
    command += ["--timeout-s", str(max(1, round(timeout)))]
    try:
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(running, port)
            yield Endpoint(port, timeout)
        finally:
            running.terminate()
            running.wait()
    finally:
        if snapshot:
            snapshot.remove()


def _wait(running: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _STARTING
    while time.monotonic() < until and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise StoreError(f"the SPARQL server did not start within {_STARTING:g} s; start the page with --no-sparql")
