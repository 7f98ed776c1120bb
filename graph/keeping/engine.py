"""What holds the quads: the interface that a store needs, and Oxigraph within this process."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Protocol

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from graph.errors import QueryError, StoreError
from graph.keeping.snapshot import Snapshot, sweep
from graph.terms import Term

Answer = QuerySolutions | QueryBoolean | QueryTriples

DATA = "oxigraph"
"""The folder of a store in which Oxigraph keeps its files."""


FLUSH = 400_000
"""Quads after which what is written goes to disk at once: Oxigraph would keep some gigabytes of it in memory first."""


class Engine(Protocol):
    """Holds quads; all that differs between a store in this process and one on a server lies behind this."""

    def match(
        self,
        subject: Term | None,
        property: NamedNode | None,
        value: Term | None,
        graph: NamedNode | DefaultGraph | None,
    ) -> Iterator[Quad]:
        """The quads of a pattern, where None stands for anything; the default graph is a graph like others."""

    def elsewhere(self, quads: Collection[Quad]) -> Iterator[Quad]:
        """The quads of all graphs that have the same triple as one of these."""

    def query(self, sparql: str, prefixes: dict[str, str]) -> Answer:
        """The answer to a question over the default graph and the named ones.

        Raises:
            SyntaxError: the question has a fault, with its place.
            QueryError: it cannot be answered.
        """

    def change(self, gone: Collection[Quad], fresh: Collection[Quad], dropped: Iterable[NamedNode]) -> None:
        """Takes quads out, adds others, and drops graphs, all together or not at all.

        Raises:
            StoreError: the disk or the server refuses.
        """

    def close(self) -> None:
        """Sees that all is written, and lets others write."""


class Embedded:
    """Oxigraph in this process, in memory or in a directory. Make one with `Embedded.open`."""

    def __init__(self, view: pyoxigraph.Store, path: Path | None = None, snapshot: Snapshot | None = None) -> None:
        self.view = view
        self._path = path
        self._snapshot = snapshot
        self._unwritten = 0

    @classmethod
    def open(cls, path: Path | None, *, read_only: bool) -> Embedded:
        """Opens the data in the directory of a store, or makes it there; without a path, in memory.

        Raises:
            StoreError: it cannot be opened, or another process is writing to it.
        """
        if path is None:
            return cls(pyoxigraph.Store())
        snapshot = Snapshot.of(path / DATA) if read_only else None
        try:
            if read_only:
                return cls(pyoxigraph.Store.read_only(str(snapshot.path if snapshot else path / DATA)), None, snapshot)
            view = pyoxigraph.Store(str(path / DATA))
        except (OSError, RuntimeError) as error:
            if "lock" in str(error).lower():
                raise StoreError(
                    f"the store in {str(path)!r} is being written to; wait until that has ended, or close it first"
                ) from error
            raise StoreError(f"the store in {str(path)!r} cannot be opened: {error}") from error
        sweep(path / DATA)
        return cls(view, path)

    def match(
        self,
        subject: Term | None,
        property: NamedNode | None,
        value: Term | None,
        graph: NamedNode | DefaultGraph | None,
    ) -> Iterator[Quad]:
        """See `Engine.match`."""
        return self.view.quads_for_pattern(subject, property, value, graph)  # type: ignore[arg-type]

    def elsewhere(self, quads: Collection[Quad]) -> Iterator[Quad]:
        """See `Engine.elsewhere`."""
        for quad in quads:
            yield from self.view.quads_for_pattern(quad.subject, quad.predicate, quad.object)

    def query(self, sparql: str, prefixes: dict[str, str]) -> Answer:
        """See `Engine.query`."""
        try:
            return self.view.query(sparql, prefixes=prefixes)
        except (OSError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from error

    def change(self, gone: Collection[Quad], fresh: Collection[Quad], dropped: Iterable[NamedNode]) -> None:
        """See `Engine.change`."""
        update = written(gone, fresh, dropped) if gone else ""
        try:
            if update:
                self.view.update(update)
            else:
                self.view.extend(fresh)
            self._unwritten += len(gone) + len(fresh)
            if self._path and self._unwritten > FLUSH:
                self.view.flush()
                self._unwritten = 0
        except OSError as error:
            raise StoreError(
                f"the store in {str(self._path)!r} cannot be written to: {error}; what was written before is kept; "
                "see that the disk has room and the folder may be written to, and repeat the command"
            ) from error

    def close(self) -> None:
        """See `Engine.close`."""
        if self._snapshot:
            self._snapshot.remove()
        if self._path:
            try:
                self.view.flush()
            except OSError as error:
                raise StoreError(
                    f"the store in {str(self._path)!r} could not write out all it holds: {error}; see that the disk "
                    "has room, and repeat the command"
                ) from error


def written(gone: Iterable[Quad], fresh: Iterable[Quad], dropped: Iterable[NamedNode]) -> str:
    """A change as one SPARQL update."""
    parts = []
    if gone:
        parts.append(f"DELETE DATA {_block(gone)}")
    if fresh:
        parts.append(f"INSERT DATA {_block(fresh)}")
    return " ;\n".join([*parts, *(f"DROP SILENT GRAPH {name}" for name in dropped)])


def _block(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL has them in updates."""
    parts = []
    for quad in quads:
        triple = " ".join(map(str, quad.triple))
        parts.append(
            f"GRAPH {quad.graph_name} {{ {triple} }}" if isinstance(quad.graph_name, NamedNode) else f"{triple} ."
        )
    return "{ " + "\n".join(parts) + " }"
