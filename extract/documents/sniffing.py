"""What a file is, by its first bytes, and by its name where they do not say."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from extract.documents.decoding import head_text
from extract.documents.json_files import looks_like_lines
from graph.errors import DocumentError

Kind = Literal[
    "text", "markdown", "html", "json", "jsonl", "csv", "xml", "mail", "mailbox", "pdf", "docx", "odt", "rtf", "epub",
    "spreadsheet", "parquet", "gzip", "bzip2", "xz", "zip",
]  # fmt: skip

ENDINGS: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".asc": "text", ".srt": "text", ".vtt": "text", ".ris": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".php": "html", ".asp": "html",
    ".aspx": "html", ".jsp": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".xml": "xml", ".nitf": "xml", ".rss": "xml", ".atom": "xml", ".sgml": "xml", ".sgm": "xml",
    ".eml": "mail", ".mbox": "mailbox", ".mbx": "mailbox", ".mht": "mail", ".mhtml": "mail",
    ".pdf": "pdf", ".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".epub": "epub",
    ".xlsx": "spreadsheet", ".xlsm": "spreadsheet", ".xls": "spreadsheet", ".ods": "spreadsheet",
    ".parquet": "parquet",
    ".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zip": "zip",
}  # fmt: skip
"""The endings that are read in a folder, and what each stands for where the first bytes do not say."""

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"PAR1", "parquet"),
    (b"{\\rtf", "rtf"),
)
_FOREIGN = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture; run it through character recognition"),
    (b"MM\x00*", "a TIFF picture; run it through character recognition"),
    (b"RIFF", "a picture, sound or film"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or film"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"(\xb5/\xfd", "a zstd archive; unpack it"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"AT&TFORM", "a DjVu scan; convert it to PDF with its text"),
    (b"wOF", "a font"),
)
_ZIPPED: tuple[tuple[bytes, Kind], ...] = (
    (b"mimetypeapplication/epub+zip", "epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
)
_MAIL = re.compile(r"(?:From \S+(?: at \S+)? .*\n)?(?:[A-Z][\w-]*:.*\n(?:[ \t].*\n)*){2,}\s*\n")
_MAILBOX = re.compile(r"From \S+(?: at \S+)? +[A-Z][a-z]{2} [A-Z][a-z]{2} +\d.*\n[A-Z][\w-]*:")
_MAIL_FIELDS = re.compile(r"^(?:Received|Message-ID|MIME-Version|Return-Path|Content-Type|X-Mailer):", re.I | re.M)
_HTML = re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FRAGMENT = re.compile(r"<(?:article|div|p|main|section|table|h[1-6])\b", re.I)
_XML = re.compile(
    r"<\?xml\b|<!DOCTYPE\s|<(?:\w+:)?(?:rss|feed|RDF|nitf|newsItem|newsMessage|NewsML|Sentences|DOC|doc)\b"
)
_JSON = re.compile(r'\{\s*"|\[\s*(?:\{\s*"|\])')


def ending_of(name: str) -> str:
    """The ending of a file's name in small letters, with its point; what follows on a question mark is no part of it.

    >>> ending_of("a.HTML"), ending_of("view.php?id=1.2"), ending_of("minutes")
    ('.html', '.php', '')
    """
    return PurePath(name.lower().partition("?")[0]).suffix


def kind_of(head: bytes, name: str) -> Kind:
    """What a file is to be read as.

    Its first bytes decide where they can be nothing else; else its ending, where that is known; else what it looks
    like. So a page saved as `.txt` is a page, and a PDF called `.html` is a PDF.

    Args:
        head: the first bytes, some thousands at least.
        name: its name, of which the ending counts; may be empty.

    Raises:
        DocumentError: it is something that has no text to read.

    >>> kind_of(b"%PDF-1.7", "release.html"), kind_of(b"The minister left.", ""), kind_of(b'{"text": 1}', "x.txt")
    ('pdf', 'text', 'json')
    """
    ending = ENDINGS.get(ending_of(name))
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(head, ending)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if ending == "spreadsheet":
            return "spreadsheet"
        raise DocumentError("expected text; this is an old Office file (.doc or .ppt); save it as .docx or .odt")
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise DocumentError(f"expected text; this is {what}")
    if head[257:262] == b"ustar":
        raise DocumentError("expected text; this is a tar archive; unpack it, or make it a zip")
    if head[4:8] == b"ftyp":
        raise DocumentError("expected text; this is a film, sound or picture")
    return _written(head_text(head), ending)


def _zipped(head: bytes, ending: Kind | None) -> Kind:
    for magic, kind in _ZIPPED:
        if magic in head[:200]:
            return kind
    if b"[Content_Types].xml" in head or b"word/" in head or b"xl/" in head:
        word, sheet = head.find(b"word/"), head.find(b"xl/")
        if word >= 0 or sheet >= 0:
            return "docx" if sheet < 0 or 0 <= word < sheet else "spreadsheet"
    return ending if ending in ("docx", "odt", "epub", "spreadsheet") else "zip"


def _written(text: str, ending: Kind | None) -> Kind:
    """The kind of a text."""
    start = text.lstrip("\ufeff \t\r\n")[:4000]
    if _HTML.match(start):
        return "html"
    if _MAILBOX.match(start):
        return "mailbox"
    if start.startswith("MIME-Version:") or (_MAIL.match(start) and len(_MAIL_FIELDS.findall(start)) > 1):
        return "mail"
    if _XML.match(start) and ending != "html":
        return "xml"
    if _JSON.match(start) and ending not in ("jsonl", "csv"):
        return "jsonl" if start.startswith("{") and looks_like_lines(text) else "json"
    if ending == "html" or ending == "xml":
        return ending if "<" in text else "text"
    if ending and ending not in ("pdf", "docx", "odt", "rtf", "epub", "parquet", "gzip", "bzip2", "xz", "zip"):
        return ending if ending not in ("json", "mail", "mailbox", "spreadsheet") else _lying(ending)
    if _FRAGMENT.match(start):
        return "html"
    return "markdown" if re.match(r"---[ \t]*\r?\n[\w-]+:|#{1,3} \S", start) else "text"


def _lying(ending: Kind) -> Kind:
    """What a text with the ending of something else is read as: JSON and mail say best themselves what is wrong."""
    return "text" if ending == "spreadsheet" else ending
