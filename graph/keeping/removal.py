"""Taking documents out, by id or by where they came from."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from pyoxigraph import NamedNode

from graph.errors import LegationError
from graph.fulltext import forget
from graph.keeping.settling import settle
from graph.knowledge import KnowledgeGraph
from graph.records import Document

DATASET = "dataset/"
"""What the name of a data set begins with, where it stands among documents."""


class UnknownDocumentError(LegationError, LookupError):
    """There is no such document in the store."""


def removed(graph: KnowledgeGraph, documents: Iterable[str], *, source: str | None = None) -> list[Document]:
    """Removes documents with all that was read from them; returns what they were, in the order of their ids.

    Args:
        graph: what they are taken out of.
        documents: ids, or where they came from: the source that they name, or the path of a file, with all its records,
            or of a folder.
        source: a pattern for where they came from, with `*`, `?` and `[…]`.

    Raises:
        UnknownDocumentError: there is no such document; none is removed then.
        StoreError: the store is read only, or the disk refuses.
    """
    chosen: dict[str, Document] = {}
    for name in documents:
        found = [document] if (document := graph.document(name)) else _from(graph, name, exactly=True)
        if not found:
            raise UnknownDocumentError(f"no document has the id {name!r} or comes from there; none was removed")
        chosen.update((each.id, each) for each in found)
    if source is not None:
        found = _from(graph, source, exactly=False)
        if not found:
            raise UnknownDocumentError(f"no document comes from a place like {source!r}; none was removed")
        chosen.update((each.id, each) for each in found)
    shelf = graph.shelf
    with graph.store.writing() as batch:
        for id in chosen:
            shelf.drop(batch, id)
    settle(graph.store)
    forget(graph)
    return [chosen[id] for id in sorted(chosen)]


def removed_dataset(graph: KnowledgeGraph, name: str) -> int:
    """Takes out what was imported under a name, RDF or the rows of a table; returns the number of triples and rows.

    Args:
        graph: what it is taken out of.
        name: `dataset/` and the name of its file without the ending.

    Raises:
        UnknownDocumentError: nothing was imported under the name.
        StoreError: the store is read only, or the disk refuses.
    """
    stem = name.removeprefix(DATASET)
    node = NamedNode(f"{graph.store.terms.base}{DATASET}{stem}")
    triples = sum(1 for _ in graph.store.graph(node))
    rows = graph.shelf.ledger.found_at(f"dataset {stem}")
    if not triples and not rows:
        raise UnknownDocumentError(f"nothing was imported under the name {stem!r}")
    with graph.store.writing() as batch:
        if triples:
            batch.drop(node)
        for row in rows:
            graph.shelf.drop(batch, row)
    settle(graph.store)
    forget(graph)
    # One triple says where the others come from.
    return max(0, triples - 1) + len(rows)


def _from(graph: KnowledgeGraph, pattern: str, *, exactly: bool) -> list[Document]:
    ledger, found = graph.shelf.ledger, []
    wanted = {pattern, Path(pattern).absolute().as_posix()}
    for document in graph.documents():
        places = {*ledger.origins(document.id), *([document.source] if document.source else [])}
        inside = any(place.startswith((f"{each} ", f"{each.rstrip('/')}/")) for place in places for each in wanted)
        like = not exactly and any(fnmatchcase(place, each) for place in places for each in wanted)
        if wanted & places or inside or like:
            found.append(document)
    return found
