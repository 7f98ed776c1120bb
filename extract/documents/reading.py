"""Reading documents, from files, folders and standard input, one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.documents.bilingual import english_alone
from extract.documents.dates import parse_date
from extract.documents.draft import Draft
from extract.documents.finishing import finish, finish_given
from extract.documents.formats import Opened, drafts
from extract.documents.hints import Hints
from extract.documents.limits import HEAD, Allowance, buffered
from extract.documents.refusal import Refusal
from extract.documents.walking import files, shown
from graph.errors import DocumentError
from graph.reading import Reading
from graph.records import Document, digest

_Found = tuple[str, Draft | DocumentError | Refusal]

_PATIENCE = 1_000
"""Useless records in a row after which a file is given up: millions of empty ones are damage, or malice."""
_Placed = tuple[str, Document | Reading | Refusal]


def read_documents(
    paths: Iterable[str | Path], *, date: str | None = None, hints: Hints | None = None
) -> Iterator[Document | Reading | Refusal]:
    """Read documents one after the other, each as a `Document`, or as a `Refusal` that says why not.

    Use it for whatever people name on a command line. A file that cannot be used never stops the others. A text that
    was read before is refused as its double, and so is another text under an id that is taken. Facts that a record
    carries are refused, and its text read, unless `hints` ask for them: then it comes as a `Reading`.

    Args:
        paths: files; folders, which are searched to any depth in the order of names, without hidden files and readmes;
            and `-` for standard input. A file is taken for what its content is, and else for what its ending says.
        date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; the date of every document, whatever it says itself.
        hints: what is known of the files beyond that.

    Yields:
        Documents and refusals, in the order of the paths.

    Raises:
        DocumentError: `date` is no date.

    >>> [str(refusal) for refusal in read_documents(["nowhere.txt"])]
    ['nowhere.txt: no such file or folder']
    """
    return (found for _, found in read_placed(paths, date=date, hints=hints))


def read_placed(
    paths: Iterable[str | Path], *, date: str | None = None, hints: Hints | None = None
) -> Iterator[_Placed]:
    """As `read_documents`, each with where it was read: a path, with the record or member in it, or `standard input`.

    Use it where a document is to be known again when its text has changed.
    """
    if date is not None and (not date.strip() or parse_date(date) != date):
        raise DocumentError(f"a date is YYYY-MM-DD, YYYY-MM or YYYY; got {date!r}")
    return _read(paths, date, hints or Hints())


def document_from_text(text: str, *, title: str | None = None, date: str | None = None) -> Document:
    """A document out of a plain text in memory, evened and checked as a file would be.

    Args:
        text: plain English text.
        title: the headline; found in the text otherwise.
        date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; found in the text otherwise.

    Raises:
        DocumentError: the text is empty or not English, or the date is no date.

    >>> document_from_text("The minister left for Oslo.", date="2024-03-12").id
    '63126b1519094d53'
    """
    return finish(Draft(text=text, title=title, date=date), source="text")


def _read(paths: Iterable[str | Path], date: str | None, hints: Hints) -> Iterator[_Placed]:
    texts: dict[str, str] = {}
    ids: dict[str, str] = {}
    for source, found in _drafts(paths, hints):
        try:
            if isinstance(found, Refusal):
                yield source, found
                continue
            if isinstance(found, DocumentError):
                raise found
            given = found.given is not None and hints.facts == "given"
            found = found if given else english_alone(found)
            reading = finish_given(found, source=source) if given else None
            doc = reading.document if reading else finish(found, source=source, date=date, hints=hints)
            first = texts.setdefault(digest(doc.text), source)
            if first != source:
                raise DocumentError(f"the same text as {first}; it is read once")
            owner = ids.setdefault(doc.id, source)
            if owner != source:
                raise DocumentError(f"its id {doc.id!r} belongs to another text, {owner}; give it an id of its own")
        except DocumentError as error:
            yield source, Refusal(source=source, reason=str(error))
        else:
            if found.given is not None and not given:
                count = len(found.given["facts"])
                reason = (
                    f"its text is read anew, and the facts that it carries ({count}) are left aside; "
                    "--facts given takes them as they are"
                )
                yield source, Refusal(source=source, reason=reason, of="facts")
            if found.remark:
                yield source, Refusal(source=source, reason=found.remark, of="remark")
            yield source, reading or doc


def _drafts(paths: Iterable[str | Path], hints: Hints) -> Iterator[_Found]:
    """Whatever the paths hold, with where it was found; sources are all different."""
    seen: set[tuple[int, int]] = set()
    for given in paths:
        if str(given) == "-":
            stream = buffered(sys.stdin.buffer)
            opened = Opened(stream=stream, name="", source="standard input")
            yield from _patient(opened.source, drafts(opened, hints, Allowance(HEAD)))
            stream.detach()  # it would be closed together with what reads it
            continue
        for path in files(given):
            if isinstance(path, Refusal):
                yield path.source, path
            else:
                yield from _file(path, hints, seen)


def _patient(source: str, found: Iterator[_Found]) -> Iterator[_Found]:
    """What a file holds, until so much of it is useless that the rest is not worth the wait."""
    useless = 0
    for place, one in found:
        yield place, one
        useless = useless + 1 if isinstance(one, DocumentError) else 0
        if useless == _PATIENCE:
            yield source, DocumentError(f"its last {_PATIENCE:,} records hold no document; the rest of it is not read")
            return


def _file(path: Path, hints: Hints, seen: set[tuple[int, int]]) -> Iterator[_Found]:
    source = shown(path)
    try:
        with path.open("rb", buffering=0) as raw, buffered(raw) as stream:
            about = os.fstat(raw.fileno())
            if (about.st_dev, about.st_ino) in seen:
                return  # under another name, or named twice
            seen.add((about.st_dev, about.st_ino))
            opened = Opened(stream=stream, name=path.name, source=source)
            yield from _patient(source, drafts(opened, hints, Allowance(about.st_size)))
    except OSError as error:
        yield source, DocumentError(f"cannot be opened: {error.strerror or error}")
