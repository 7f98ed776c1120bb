"""Reading documents: text, Markdown, HTML, JSON and JSONL, from files, folders and standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.formats.decoding import decode
from extract.formats.draft import Draft, finish
from extract.formats.heading import parse_date
from extract.formats.markup import from_html, from_markdown, from_text
from extract.formats.records import from_json, from_record
from graph.errors import DocumentError
from graph.facts import Document, digest

FORMATS = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
}
"""The file names that are read in a folder, and what each is read as."""

_Found = tuple[str, Draft | DocumentError]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file, or one record of it, that was not read.

    Args:
        source: the path, and the line or record where there are several; or `standard input`.
        reason: what was expected, what came, what to do.
    """

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


def read_documents(paths: Iterable[str | Path], *, date: str | None = None) -> Iterator[Document | Refusal]:
    """Read documents one after the other, each as a `Document`, or as a `Refusal` that says why not.

    Use it for whatever people name on a command line. A file that cannot be used never stops the others. A text that
    was read before is refused as its double, and so is another text under an id that is taken.

    Args:
        paths: files; folders, which are searched to any depth in the order of names, for `FORMATS`, without hidden
            files and readmes; and `-` for standard input. A file with another suffix is taken for what it looks like.
        date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; the date of every document, whatever it says itself.

    Yields:
        Documents and refusals, in the order of the paths.

    Raises:
        DocumentError: `date` is no date.

    >>> [str(refusal) for refusal in read_documents(["nowhere.txt"])]
    ['nowhere.txt: no such file or folder']
    """
    return (found for _, found in read_placed(paths, date=date))


def read_placed(paths: Iterable[str | Path], *, date: str | None = None) -> Iterator[tuple[str, Document | Refusal]]:
    """As `read_documents`, each with where it was read: a path, with the line or record in it, or `standard input`.

    Use it where a document is to be known again when its text has changed.
    """
    if date is not None and parse_date(date) != date:
        raise DocumentError(f"a date is YYYY-MM-DD, YYYY-MM or YYYY; got {date!r}")
    return _read(paths, date)


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


def _read(paths: Iterable[str | Path], date: str | None) -> Iterator[tuple[str, Document | Refusal]]:
    texts: dict[str, str] = {}
    ids: dict[str, str] = {}
    for source, found in _drafts(paths):
        try:
            if isinstance(found, DocumentError):
                raise found
            doc = finish(found, source=source, date=date)
            first = texts.setdefault(digest(doc.text), source)
            if first != source:
                raise DocumentError(f"the same text as {first}; it is read once")
            owner = ids.setdefault(doc.id, source)
            if owner != source:
                raise DocumentError(f"its id {doc.id!r} belongs to another text, {owner}; give it an id of its own")
        except DocumentError as error:
            yield source, Refusal(source=source, reason=str(error))
        else:
            yield source, doc


def _drafts(paths: Iterable[str | Path]) -> Iterator[_Found]:
    """Whatever the paths hold, with where it was found; sources are all different."""
    seen: set[Path] = set()
    for given in paths:
        if str(given) == "-":
            yield from _contents("standard input", sys.stdin.buffer.read(), None)
            continue
        for path in _files(Path(given)):
            if isinstance(path, DocumentError):
                yield str(given), path
            elif (resolved := path.resolve()) not in seen:
                seen.add(resolved)
                yield from _file(path)


def _files(path: Path) -> Iterator[Path | DocumentError]:
    if not path.exists():
        yield DocumentError("no such file or folder")
    elif not path.is_dir():
        yield path
    else:
        below = (file for file in path.rglob("*") if file.suffix.lower() in FORMATS and file.is_file())
        # A readme says what lies in the folder, and a store keeps a note of itself; named on its own, either is read.
        below = (file for file in below if file.stem.lower() != "readme" and file.name != "legation.json")
        shown = [file for file in below if not any(part.startswith(".") for part in file.relative_to(path).parts)]
        yield from sorted(shown, key=lambda file: file.relative_to(path).parts)
        if not shown:
            yield DocumentError(f"the folder holds no document; documents end in {', '.join(FORMATS)}")


def _file(path: Path) -> Iterator[_Found]:
    kind = FORMATS.get(path.suffix.lower())
    try:
        if kind == "jsonl":
            with path.open("rb") as lines:
                yield from _lines(path.as_posix(), lines)
        else:
            yield from _contents(path.as_posix(), path.read_bytes(), kind)
    except OSError as error:
        yield path.as_posix(), DocumentError(f"cannot be opened: {error.strerror or error}")


def _contents(source: str, data: bytes, kind: str | None) -> Iterator[_Found]:
    try:
        text = decode(data)
        kind = kind or _sniffed(text)
        if kind == "jsonl":
            yield from _lines(source, (line.encode() for line in text.split("\n")))
        elif kind == "json":
            records = list(from_json(text))
            for n, record in enumerate(records, 1):
                yield (f"{source} record {n}" if len(records) > 1 else source), record
        else:
            yield source, {"html": from_html, "markdown": from_markdown, "text": from_text}[kind](text)
    except DocumentError as error:
        yield source, error


def _lines(source: str, lines: Iterable[bytes]) -> Iterator[_Found]:
    """JSONL, a line at a time, so that a file may be larger than memory."""
    number = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield f"{source} line {number}", from_record(decode(line))
            except DocumentError as error:
                yield f"{source} line {number}", error
    if not number:
        yield source, DocumentError("expected text; the file is empty")


def _sniffed(text: str) -> str:
    """What a text without a file name looks like."""
    start = text.lstrip("\ufeff \t\r\n")[:2000]
    if re.match(r"<(?:!doctype\s+html|!--|\?xml|html|head|body|article|div|p)\b", start, re.IGNORECASE):
        return "html"
    if re.match(r'\{\s*"', start) and re.search(r"\}[ \t]*\r?\n\s*\{", text):
        return "jsonl"
    if re.match(r'\{\s*"|\[\s*\{', start):
        return "json"
    if re.match(r"---[ \t]*\r?\n[\w-]+:|#{1,3} \S", start):
        return "markdown"
    return "text"
