"""The RDF store: Oxigraph in memory or in a directory, behind one interface."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.described import Described
from graph.errors import StoreError
from graph.terms import TERMS, Term, Terms

FORMAT = 2
"""Raised when what is written changes so that older stores must be built anew."""

_MARKER = "legation.json"
_DATA = "oxigraph"
# How often a store that is being written to is looked at again, and the seconds between.
_TRIES, _PAUSE = 8, 0.1


class Store:
    """Quads in memory or in a directory. Open one with `Store.open`, and close it, or use it in a `with`.

    Reading goes through `view`, which is Oxigraph's own store; writing goes through `writing`. The default graph is
    the union of the documents, so that a question without GRAPH is about all of them.

    Args:
        view: the Oxigraph store.
        terms: the namespaces that this store was made with.
        path: its directory; None for one in memory.
        read_only: whether `writing` is refused.
    """

    def __init__(
        self, view: pyoxigraph.Store, terms: Terms, *, path: Path | None = None, read_only: bool = False
    ) -> None:
        self._view: pyoxigraph.Store | None = view
        self.terms = terms
        self.path = path
        self.read_only = read_only

    @classmethod
    def open(cls, path: Path | None = None, *, read_only: bool = False, terms: Terms | None = None) -> Self:
        """Opens the store in a directory, or makes one there; without a path, an empty one in memory.

        Args:
            path: a directory that this made, or that is empty or does not exist.
            read_only: shows the store as it is now, takes no lock, and makes nothing.
            terms: the namespaces of a new store; a store that exists has its own.

        Raises:
            StoreError: there is none to read, the directory holds something else, was written by a newer version or
                with other namespaces, or another process is writing to it.
        """
        if path is None:
            return cls(pyoxigraph.Store(), terms or TERMS)
        found = _marked(path)
        if found is None:
            if read_only:
                raise StoreError(
                    f"there is no store in {str(path)!r}; make one with: legation build PATH --store {path}"
                )
            found = terms or TERMS
        if terms not in (None, found):
            raise StoreError(f"the store in {str(path)!r} was made with {found}, not {terms}; make a new one for these")
        data = str(path / _DATA)
        try:
            if read_only:
                view = _read_only(data)
            else:
                path.mkdir(parents=True, exist_ok=True)
                view = pyoxigraph.Store(data)
                _mark(path, found)
        except (OSError, RuntimeError) as error:
            if "lock" in str(error).lower():
                raise StoreError(
                    f"the store in {str(path)!r} is being written to; wait until that has ended, or close it first"
                ) from error
            raise StoreError(f"the store in {str(path)!r} cannot be opened: {error}") from error
        return cls(view, found, path=path, read_only=read_only)

    @property
    def view(self) -> pyoxigraph.Store:
        """Oxigraph's store, to read from.

        Raises:
            StoreError: it was closed.
        """
        if self._view is None:
            raise StoreError("the store was closed; open it again")
        return self._view

    @contextmanager
    def writing(self) -> Iterator[Batch]:
        """A batch of changes: they are made when the `with` ends well, and none is when it does not.

        Raises:
            StoreError: the store was opened to be read only, or the disk refuses.
        """
        if self.read_only:
            raise StoreError("the store was opened to be read only; open it again without read_only")
        batch = Batch()
        yield batch
        try:
            self._write(batch)
        except OSError as error:
            raise StoreError(f"the store in {str(self.path)!r} cannot be written to: {error}") from error

    def _write(self, batch: Batch) -> None:
        """Makes the changes of a batch in one transaction, and leaves alone what is there already.

        The default graph is kept as the union of the documents. Oxigraph could make the union while it answers, but
        up to 0.5 it then counts a triple once for each graph that has it, and every sum over names is wrong.
        """
        stale, fresh = set[Quad](), set[Quad]()
        for name, quads in batch.graphs.items():
            before, after = set(self.graph(name)), set(quads)
            stale |= before - after
            fresh |= after - before
        added = {Quad(*quad.triple) for quad in fresh if quad.graph_name != self.terms.background}
        if not stale:
            self.view.extend([*fresh, *added])
            return
        gone = {union for quad in stale if (union := Quad(*quad.triple)) not in added and not self._stays(quad, stale)}
        changes = [f"DELETE DATA {_block(stale | gone)}", f"INSERT DATA {_block(fresh | added)}"]
        changes += [f"DROP SILENT GRAPH {name}" for name, quads in batch.graphs.items() if not quads]
        self.view.update(" ;\n".join(changes))

    def _stays(self, quad: Quad, stale: set[Quad]) -> bool:
        """Whether the graph of another document has the same triple."""
        same = self.view.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        return any(self._is_document(other) and other not in stale for other in same)

    def _is_document(self, quad: Quad) -> bool:
        return isinstance(quad.graph_name, NamedNode) and quad.graph_name != self.terms.background

    def quads(self) -> Iterator[Quad]:
        """The quads of all named graphs."""
        return (quad for quad in self.view if isinstance(quad.graph_name, NamedNode))

    def graph(self, name: NamedNode | DefaultGraph) -> Iterator[Quad]:
        """The quads of one graph."""
        return self.view.quads_for_pattern(None, None, None, name)

    def subjects(self, property: NamedNode | None, value: Term) -> set[tuple[NamedNode, NamedNode]]:
        """What has this value for a property (for any, if None), each with the graph of the document that says so."""
        quads = filter(self._is_document, self.view.quads_for_pattern(None, property, value))
        pairs = ((quad.subject, quad.graph_name) for quad in quads)
        return {(node, graph) for node, graph in pairs if isinstance(node, NamedNode) and isinstance(graph, NamedNode)}

    def values(self, node: NamedNode, property: NamedNode) -> Counter[Term]:
        """The values of a property of a node, each with the number of documents that give it."""
        return Counter(
            quad.object for quad in filter(self._is_document, self.view.quads_for_pattern(node, property, None))
        )

    def described(self, node: NamedNode, graph: NamedNode) -> Described:
        """What a named graph says of a node."""
        found: dict[NamedNode, list[Term]] = {}
        for quad in self.view.quads_for_pattern(node, None, None, graph):
            found.setdefault(quad.predicate, []).append(quad.object)
        return Described(node, found)

    def close(self) -> None:
        """Writes out what is still in memory and gives the lock back. Closing twice does no harm."""
        if self._view is not None and self.path and not self.read_only:
            self._view.flush()
        self._view = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Batch:
    """Named graphs to be written together, each in place of what the store has under its name. See `Store.writing`."""

    def __init__(self) -> None:
        self.graphs: dict[NamedNode, list[Quad]] = {}

    def put(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Replaces a named graph."""
        self.graphs[graph] = list(quads)

    def drop(self, graph: NamedNode) -> None:
        """Removes a named graph."""
        self.put(graph, ())


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


def _marked(path: Path) -> Terms | None:
    """The namespaces that a directory's marker names; None where there is no store and one may be made."""
    try:
        marker = json.loads((path / _MARKER).read_text("utf-8"))
    except FileNotFoundError:
        if path.is_dir() and any(path.iterdir()):
            raise StoreError(
                f"{str(path)!r} holds something else than a store; name an empty or a new directory"
            ) from None
        return None
    except NotADirectoryError as error:
        raise StoreError(f"a store is a directory; {str(path)!r} is a file") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"the marker {str(path / _MARKER)!r} cannot be read: {error}") from error
    if not isinstance(marker, dict) or marker.get("format") != FORMAT:
        raise StoreError(
            f"a store of this version has format {FORMAT}; {str(path / _MARKER)!r} says {marker!r}; build it anew"
        )
    try:
        return Terms(namespace=marker["namespace"], base=marker["base"])
    except KeyError as error:
        raise StoreError(f"the marker {str(path / _MARKER)!r} lacks {error.args[0]!r}") from error


def _block(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL has them in updates."""
    parts = []
    for quad in quads:
        triple = " ".join(map(str, quad.triple))
        parts.append(
            f"GRAPH {quad.graph_name} {{ {triple} }}" if isinstance(quad.graph_name, NamedNode) else f"{triple} ."
        )
    return "{ " + "\n".join(parts) + " }"


def _mark(path: Path, terms: Terms) -> None:
    marker = {"format": FORMAT, "namespace": terms.namespace, "base": terms.base}
    (path / _MARKER).write_text(json.dumps(marker, indent=2) + "\n", "utf-8")
