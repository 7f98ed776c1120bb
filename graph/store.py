"""The RDF store: quads in memory, in a directory or on a server, behind one interface."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.described import Described
from graph.errors import StoreError
from graph.keeping.batch import Batch
from graph.keeping.engine import Answer, Embedded, Engine
from graph.keeping.marker import FORMAT, mark, marked
from graph.keeping.remote import Remote, address
from graph.terms import TERMS, Term, Terms

__all__ = ["FORMAT", "Store"]


class Store:
    """Quads, in named graphs. Open one with `Store.open`, and close it, or use it in a `with`.

    Reading goes through the methods below, and writing through `writing`. The default graph is the union of what
    documents say, so that a question without GRAPH is about all of them.

    Args:
        engine: what holds the quads.
        terms: the namespaces that this store was made with.
        path: its directory; None for one in memory or on a server.
        read_only: whether `writing` is refused.
    """

    def __init__(self, engine: Engine, terms: Terms, *, path: Path | None = None, read_only: bool = False) -> None:
        self._engine: Engine | None = engine
        self.terms = terms
        self.path = path
        self.read_only = read_only
        self._apart = terms.apart

    @classmethod
    def open(cls, path: Path | None = None, *, read_only: bool = False, terms: Terms | None = None) -> Self:
        """Opens the store in a directory, or makes one there; without a path, an empty one in memory.

        Args:
            path: a directory that this made, or that is empty or does not exist; or the address of a server that
                speaks SPARQL 1.1 (`https://host/sparql`), which makes no difference to anything else.
            read_only: shows the store as it is now, takes no lock, and makes nothing.
            terms: the namespaces of a new store; a store that exists has its own.

        Raises:
            StoreError: there is none to read, the directory holds something else, was written by a newer version or
                with other namespaces, another process is writing to it, or the server cannot be reached.
        """
        if path is None:
            return cls(Embedded.open(None, read_only=False), terms or TERMS)
        if (server := address(path)) is not None:
            return cls(Remote(server), terms or TERMS, read_only=read_only)
        found = marked(path)
        if found is None:
            if read_only:
                raise StoreError(
                    f"there is no store in {str(path)!r}; make one with: legation build PATH --store {path}"
                )
            try:
                mark(path, terms or TERMS)
            except OSError as error:
                raise StoreError(f"the store in {str(path)!r} cannot be made: {error.strerror}") from error
        if terms not in (None, found) and found is not None:
            raise StoreError(f"the store in {str(path)!r} was made with {found}, not {terms}; make a new one for these")
        engine = Embedded.open(path, read_only=read_only)
        return cls(engine, found or terms or TERMS, path=path, read_only=read_only)

    @property
    def engine(self) -> Engine:
        """What holds the quads.

        Raises:
            StoreError: it was closed.
        """
        if self._engine is None:
            raise StoreError("the store was closed; open it again")
        return self._engine

    @property
    def view(self) -> pyoxigraph.Store:
        """Oxigraph's own store, where it is in this process.

        Raises:
            StoreError: it was closed, or is on a server.
        """
        if not isinstance(self.engine, Embedded):
            raise StoreError("this needs a store on this machine; name a folder with --store")
        return self.engine.view

    def query(self, sparql: str) -> Answer:
        """The answer to a question, with the usual prefixes known; see `graph.query`."""
        return self.engine.query(sparql, self.terms.prefixes())

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
        self._write(batch)

    def _write(self, batch: Batch) -> None:
        """Makes the changes of a batch in one transaction, and leaves alone what is there already.

        The default graph is kept as the union of the documents. Oxigraph could make the union while it answers, but
        up to 0.5 it then counts a triple once for each graph that has it, and every sum over names is wrong.

        New quads stay in the order in which they come, with what is about one node side by side: in the order of a set,
        Oxigraph takes twice as long over them.
        """
        stale, fresh = set(batch.removed), dict.fromkeys(batch.added)
        for name, quads in batch.graphs.items():
            before, after = set(self.graph(name)), dict.fromkeys(quads)
            stale |= before - after.keys()
            fresh |= dict.fromkeys(quad for quad in after if quad not in before)
        if not stale and not fresh:
            return
        added = dict.fromkeys(Quad(*quad.triple) for quad in fresh if self._united(quad))
        doubtful = {quad for quad in stale if self._united(quad) and Quad(*quad.triple) not in added}
        stay = {
            Quad(*same.triple) for same in self.engine.elsewhere(doubtful) if self._united(same) and same not in stale
        }
        gone = {union for quad in doubtful if (union := Quad(*quad.triple)) not in stay}
        dropped = [name for name, quads in batch.graphs.items() if not quads] if stale else []
        self.engine.change(stale | gone, [*fresh, *added], dropped)

    def _united(self, quad: Quad) -> bool:
        """Whether a quad's triple is to be found in the default graph, too."""
        return isinstance(quad.graph_name, NamedNode) and quad.graph_name not in self._apart

    def _is_document(self, quad: Quad) -> bool:
        return isinstance(quad.graph_name, NamedNode) and self.terms.is_document(quad.graph_name)

    def quads(self) -> Iterator[Quad]:
        """The quads of all named graphs, but for the ledger, which says how this store came to be."""
        everywhere = self.engine.match(None, None, None, None)
        named = (quad for quad in everywhere if isinstance(quad.graph_name, NamedNode))
        return (quad for quad in named if quad.graph_name != self.terms.ledger)

    def graph(self, name: NamedNode | DefaultGraph) -> Iterator[Quad]:
        """The quads of one graph."""
        return self.engine.match(None, None, None, name)

    def match(
        self, subject: NamedNode | None, property: NamedNode | None, value: Term | None, graph: NamedNode
    ) -> Iterator[Quad]:
        """The quads of one graph that fit a pattern, where None stands for anything."""
        return self.engine.match(subject, property, value, graph)

    def subjects(self, property: NamedNode | None, value: Term) -> set[tuple[NamedNode, NamedNode]]:
        """What has this value for a property (for any, if None), each with the graph of the document that says so."""
        quads = filter(self._is_document, self.engine.match(None, property, value, None))
        pairs = ((quad.subject, quad.graph_name) for quad in quads)
        return {(node, graph) for node, graph in pairs if isinstance(node, NamedNode) and isinstance(graph, NamedNode)}

    def values(self, node: NamedNode, property: NamedNode) -> list[Term]:
        """The values of a property of a node, each once, whatever the number of documents that give it."""
        return [quad.object for quad in self.engine.match(node, property, None, DefaultGraph())]

    def ranked(self, node: NamedNode, property: NamedNode) -> list[Term]:
        """The same, what most documents give first, then by alphabet; they are counted only where they differ."""
        found = self.values(node, property)
        if len(found) < 2:
            return found
        said = filter(self._is_document, self.engine.match(node, property, None, None))
        count = Counter(quad.object for quad in said)
        return sorted(found, key=lambda value: (-count[value], str(value)))

    def described(self, node: NamedNode, graph: NamedNode) -> Described:
        """What a named graph says of a node."""
        found: dict[NamedNode, list[Term]] = {}
        for quad in self.engine.match(node, None, None, graph):
            found.setdefault(quad.predicate, []).append(quad.object)
        return Described(node, found)

    def close(self) -> None:
        """Writes out what is still in memory and gives the lock back. Closing twice does no harm.

        Raises:
            StoreError: the disk refuses.
        """
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
