"""What holds the quads: the interface that a store needs, and Oxigraph within this process."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Protocol

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from graph.errors import QueryError, StoreError
from graph.terms import Term

Answer = QuerySolutions | QueryBoolean | QueryTriples

DATA = "oxigraph"
"""The folder of a store in which Oxigraph keeps its files."""

# How often a store that is being written to is looked at again, and the seconds between.
_TRIES, _PAUSE = 8, 0.1


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

    def __init__(self, view: pyoxigraph.Store, path: Path | None = None, *, read_only: bool = False) -> None:
        self.view = view
        self._path = path
        self._read_only = read_only

    @classmethod
    def open(cls, path: Path | None, *, read_only: bool) -> Embedded:
        """Opens the data in the directory of a store, or makes it there; without a path, in memory.

        Raises:
            StoreError: it cannot be opened, or another process is writing to it.
        """
        if path is None:
            return cls(pyoxigraph.Store())
        try:
            view = _read_only(str(path / DATA)) if read_only else pyoxigraph.Store(str(path / DATA))
        except (OSError, RuntimeError) as error:
            if "lock" in str(error).lower():
                raise StoreError(
                    f"the store in {str(path)!r} is being written to; wait until that has ended, or close it first"
                ) from error
            raise StoreError(f"the store in {str(path)!r} cannot be opened: {error}") from error
        return cls(view, path, read_only=read_only)

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
        except OSError as error:
            raise StoreError(
                f"the store in {str(self._path)!r} cannot be written to: {error}; what was written before is kept; "
                "see that the disk has room and the folder may be written to, and repeat the command"
            ) from error

    def close(self) -> None:
        """See `Engine.close`."""
        if self._path and not self._read_only:
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


def _read_only(data: str) -> pyoxigraph.Store:
    """Opens a store that another process may be writing to: it may merge a file away while this one looks for it."""
    for _ in range(_TRIES - 1):
        try:
            return pyoxigraph.Store.read_only(data)
        except (OSError, RuntimeError) as error:
            if "No such file" not in str(error):
                raise
            time.sleep(_PAUSE)
    return pyoxigraph.Store.read_only(data)
