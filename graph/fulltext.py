"""Words of documents, found by SQLite's full-text index, which is kept beside the store and follows it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.dates import Interval
from graph.errors import QueryError
from graph.keeping.engine import DATA
from graph.knowledge import KnowledgeGraph
from graph.records import Document, digest

INDEX = "search.sqlite"
"""The index's file in the store's folder. It can be deleted at any time: the next search makes it anew."""

WORDS = 24
"""Words of a passage that are shown around what was found."""

_TABLES = """
CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, digest TEXT, begin TEXT, end TEXT, source TEXT, title TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS passages USING fts5(
  text, document UNINDEXED, start UNINDEXED, tokenize = "unicode61 remove_diacritics 2"
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that has the words.

    Args:
        document, title, date, source: where it stands.
        start: where in the document's text the passage begins.
        snippet: the words around what was found, which stands between `[` and `]`.
    """

    document: str
    title: str
    date: str
    source: str
    start: int
    snippet: str


def search(
    graph: KnowledgeGraph,
    words: str,
    *,
    begin: date | None = None,
    end: date | None = None,
    source: str = "",
    limit: int = 20,
) -> list[Hit]:
    """The passages that have some words, the best first. Words in quotation marks stand together; `visa*` is a stem.

    Args:
        graph: whose documents are searched.
        words: all of them must be there, in any case and with or without accents; `OR` between two takes either.
        begin: only documents that reach this day or a later one.
        end: only documents dated before this day.
        source: only documents whose source or title has this text in it.
        limit: passages at most.

    Raises:
        QueryError: there is no word in it.
    """
    asked = _asked(words)
    with closing(_connected(graph)) as index:
        _follow(index, graph)
        rows = index.execute(
            "SELECT documents.id, title, begin, end, source, start, snippet(passages, 0, '[', ']', '…', ?) "
            "FROM passages "
            "JOIN documents ON documents.id = passages.document WHERE passages MATCH ? "
            "AND (? = '' OR (end != '' AND end > ?)) AND (? = '' OR (begin != '' AND begin < ?)) "
            "AND (? = '' OR instr(lower(source || ' ' || title), lower(?)) > 0) "
            "ORDER BY rank, documents.id, start LIMIT ?",
            (WORDS, asked, *(_iso(begin),) * 2, *(_iso(end),) * 2, source, source, limit),
        ).fetchall()
    return [
        Hit(
            document=id,
            title=title,
            date=_stated(first, after),
            source=where,
            start=start,
            snippet=" ".join(text.split()),
        )
        for id, title, first, after, where, start, text in rows
    ]


def forget(graph: KnowledgeGraph) -> None:
    """Deletes the index, so that no word of a document is left in it that the store has no more."""
    if graph.store.path is not None:
        (graph.store.path / INDEX).unlink(missing_ok=True)


def _asked(words: str) -> str:
    """The words as FTS5 takes them; whatever else a person types is no operator."""
    parts = list[str]()
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', words):
        if word == "OR" and parts and parts[-1] != "OR":
            parts.append("OR")
            continue
        star = "*" if word.endswith("*") and re.search(r"\w", word) else ""
        found = " ".join(re.findall(r"\w+", phrase or word))
        if found:
            parts.append(f'"{found}"{star}')
    while parts and parts[-1] == "OR":
        parts.pop()
    if parts in ([], ['"OR"']):  # OR alone has nothing to choose between
        raise QueryError(f"a search has a word to look for; got {words!r}")
    return " ".join(parts)


def _connected(graph: KnowledgeGraph) -> sqlite3.Connection:
    """The index beside the store; in memory for a store that has no folder, or one that cannot be written to."""
    if graph.store.path is not None:
        try:
            index = sqlite3.connect(graph.store.path / INDEX, timeout=30)
            index.executescript(_TABLES)
            return index
        except sqlite3.OperationalError:
            pass
    index = sqlite3.connect(":memory:")
    index.executescript(_TABLES)
    return index


def _follow(index: sqlite3.Connection, graph: KnowledgeGraph) -> None:
    """Takes in what the store has and the index has not, and drops what the store has no more."""
    stamp = _stamp(graph.store.path)
    if stamp and index.execute("PRAGMA user_version").fetchone()[0] == stamp:
        return
    kept = dict(index.execute("SELECT id, digest FROM documents"))
    with index:
        for document in graph.documents():
            known = digest(document.text, document.title or "", document.date or "", document.source or "")
            if kept.pop(document.id, None) != known:
                _drop(index, document.id)
                _add(index, document, known)
        for gone in kept:
            _drop(index, gone)
        index.execute(f"PRAGMA user_version = {stamp}")


def _stamp(path: Path | None) -> int:
    """A number that changes whenever a store's files do; 0 for a store in memory."""
    if path is None:
        return 0
    files = sorted((each.name, each.stat().st_mtime_ns, each.stat().st_size) for each in (path / DATA).glob("*"))
    # A program that only reads writes its log, and takes locks.
    kept = [str(each) for each in files if not each[0].startswith(("LOG", "LOCK"))]
    return int(digest(*kept)[:7], 16) + 1


def _drop(index: sqlite3.Connection, id: str) -> None:
    index.execute("DELETE FROM passages WHERE document = ?", (id,))
    index.execute("DELETE FROM documents WHERE id = ?", (id,))


def _add(index: sqlite3.Connection, document: Document, known: str) -> None:
    days = Interval.parse(document.date) if document.date else None
    span = (_iso(days.begin), _iso(days.end)) if days else ("", "")
    about = (document.id, known, *span, document.source or "", document.title or "")
    index.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", about)
    rows = ((text, document.id, start) for start, text in _passages(document))
    index.executemany("INSERT INTO passages VALUES (?, ?, ?)", rows)


def _passages(document: Document) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, each with where it begins; the title goes with the first."""
    title = f"{document.title}\n" if document.title else ""
    for number, found in enumerate(re.finditer(r"\S(?:.|\n(?!\s*\n))*", document.text)):
        yield found.start(), f"{title if number == 0 else ''}{found[0]}"


def _stated(begin: str, end: str) -> str:
    """The date of a document as it was given: of a month or a year no day.

    >>> _stated("2021-06-01", "2021-07-01"), _stated("2021-12-31", "2022-01-01"), _stated("2021-01-01", "2022-01-01")
    ('2021-06', '2021-12-31', '2021')
    """
    for length in (4, 7):
        whole = Interval.parse(begin[:length]) if begin else None
        if whole and (_iso(whole.begin), _iso(whole.end)) == (begin, end):
            return begin[:length]
    return begin


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
