"""From one open file to the drafts in it: what kind it is, who reads that kind, and what lies in an archive."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from extract.documents.archives import members, unpacked
from extract.documents.clippings import clippings
from extract.documents.csv_files import from_csv
from extract.documents.decoding import decode
from extract.documents.draft import Draft
from extract.documents.hints import Hints
from extract.documents.json_files import Found, from_json, from_jsonl
from extract.documents.limits import HEAD, Allowance, buffered, whole
from extract.documents.mail import attachments, from_mail, messages
from extract.documents.office import from_docx, from_epub, from_odt, from_rtf
from extract.documents.pdf import from_pdf
from extract.documents.plain import from_markdown, from_text
from extract.documents.refusal import Refusal
from extract.documents.sheets import from_parquet, from_spreadsheet
from extract.documents.sniffing import ENDINGS, Kind, ending_of, kind_of
from extract.documents.web import from_html
from extract.documents.wires import from_xml
from graph.errors import DocumentError

_ONE: dict[str, Callable[[IO[bytes], Hints], Draft | None]] = {
    "text": lambda stream, _: from_text(decode(whole(stream))),
    "markdown": lambda stream, _: from_markdown(decode(whole(stream))),
    "html": lambda stream, hints: from_html(decode(whole(stream)), hints),
    "mail": from_mail,
    "pdf": lambda stream, _: from_pdf(stream),
    "docx": lambda stream, _: from_docx(stream),
    "odt": lambda stream, _: from_odt(stream),
    "rtf": lambda stream, _: from_rtf(stream),
    "epub": lambda stream, _: from_epub(stream),
}
"""Formats of one document each."""

_MANY: dict[str, Callable[[io.BufferedReader, Hints], Iterator[Found]]] = {
    "json": from_json,
    "jsonl": from_jsonl,
    "csv": from_csv,
    "xml": from_xml,
    "spreadsheet": from_spreadsheet,
    "parquet": from_parquet,
}
"""Formats of one record after the other."""

# How many archives may lie in one another.
_DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open file: its bytes, the name that says its kind, and where people find it."""

    stream: io.BufferedReader
    name: str
    source: str


_Found = tuple[str, Draft | DocumentError | Refusal]


def drafts(opened: Opened, hints: Hints, allowance: Allowance, depth: int = 0) -> Iterator[_Found]:
    """Whatever one file holds, each with where it was found; what cannot be read is an error in its place.

    Args:
        opened: the file.
        hints: what is known of it.
        allowance: how much it may unpack to.
        depth: in how many archives it lies.
    """
    empty = True
    for found in _held(opened, hints, allowance, depth):
        empty = False
        yield found
    if empty:
        yield opened.source, DocumentError("expected documents; it has nothing but headings or blank lines")


def _held(opened: Opened, hints: Hints, allowance: Allowance, depth: int) -> Iterator[_Found]:
    source = opened.source
    try:
        stream = opened.stream
        head = stream.peek(HEAD)
        if not head:
            raise DocumentError("expected text; the file is empty")
        kind = kind_of(head[:HEAD], opened.name)
        if kind in ("gzip", "bzip2", "xz", "zip", "mail", "mailbox") and depth >= _DEEPEST:
            raise DocumentError(f"expected documents; they lie in more than {_DEEPEST} archives")
        if kind == "mail":  # read twice, for the message and for what is attached
            stream = buffered(io.BytesIO(whole(stream)))
        if kind in _ONE and (draft := _ONE[kind](stream, hints)):
            articles = clippings(draft)
            for number, article in enumerate(articles, 1):
                yield source if len(articles) == 1 else f"{source} article {number}", article
        for where, found in _MANY[kind](stream, hints) if kind in _MANY else ():
            yield f"{source}{where}", found
        for inner in _inner(opened, stream, kind, allowance):
            if isinstance(inner, Opened):
                yield from drafts(inner, hints, allowance, depth + 1)
            else:
                yield inner
    except DocumentError as error:
        yield source, error
    except OSError as error:
        yield source, DocumentError(f"cannot be read: {error.strerror or error}")


def _inner(
    opened: Opened, stream: io.BufferedReader, kind: Kind, allowance: Allowance
) -> Iterator[Opened | tuple[str, DocumentError | Refusal]]:
    """The files in an archive or message, the messages in a mailbox."""
    if kind == "gzip" or kind == "bzip2" or kind == "xz":
        path = PurePosixPath(opened.name)
        inner = path.stem if path.suffix.lower() in (".gz", ".bz2", ".xz", ".gzip") else path.name
        yield Opened(stream=unpacked(stream, kind, allowance), name=inner, source=opened.source)
    elif kind == "zip":
        yield from _zipped(opened, stream, allowance)
    elif kind == "mailbox":
        for number, message in enumerate(messages(stream), 1):
            yield Opened(stream=buffered(message), name=f"{number}.eml", source=f"{opened.source} message {number}")
    elif kind == "mail":
        stream.seek(0)
        for name, attached in attachments(stream):
            if passed := _passed(name):
                yield _refused(f"{opened.source}/{name}", passed)
            else:
                yield Opened(stream=buffered(attached), name=name, source=f"{opened.source}/{name}")


def _zipped(
    opened: Opened, stream: IO[bytes], allowance: Allowance
) -> Iterator[Opened | tuple[str, DocumentError | Refusal]]:
    found = False
    for name, member in members(stream, allowance):
        shown = "".join(char if char.isprintable() else "\ufffd" for char in name)
        source = f"{opened.source}/{shown}"
        if passed := _passed(name):
            yield _refused(source, passed)
            continue
        found = True
        yield (source, member) if isinstance(member, DocumentError) else Opened(stream=member, name=name, source=source)
    if not found:
        yield opened.source, DocumentError("expected an archive of documents; it holds none")


def _refused(source: str, kind: str) -> tuple[str, Refusal]:
    return source, Refusal(source=source, reason=f"passed over: {kind}", of="file", kind=kind)


def _passed(name: str) -> str:
    """What a member of an archive counts as if it is passed over, as in a folder; empty where it is read."""
    path = PurePosixPath(name.replace("\\", "/"))
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return "hidden"
    if any(part.lower().endswith("_files") for part in path.parts[:-1]):
        return "part of a saved page"
    ending = ending_of(path.name)
    return "readme" if path.stem.lower() == "readme" else "" if not ending or ending in ENDINGS else ending
