"""Changes to a store that are made together or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad


class Batch:
    """What is to be written together. Get one from `Store.writing`.

    A named graph is put in place of what the store has under its name; of graphs that many share, single quads are
    added and taken out.
    """

    def __init__(self) -> None:
        self.graphs: dict[NamedNode, list[Quad]] = {}
        self.added: set[Quad] = set()
        self.removed: set[Quad] = set()

    def put(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Replaces a named graph."""
        self.graphs[graph] = list(quads)

    def drop(self, graph: NamedNode) -> None:
        """Removes a named graph."""
        self.put(graph, ())

    def add(self, quads: Iterable[Quad]) -> None:
        """Adds quads, and takes back that they were to be taken out."""
        for quad in quads:
            self.removed.discard(quad)
            self.added.add(quad)

    def discard(self, quads: Iterable[Quad]) -> None:
        """Takes quads out, and takes back that they were to be added."""
        for quad in quads:
            self.added.discard(quad)
            self.removed.add(quad)
