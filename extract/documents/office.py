"""Documents of word processors and readers: DOCX, ODT, RTF and EPUB.

The packed ones are read from their XML: what tracked changes have added counts as text, which python-docx leaves out,
and nothing outside the file is looked at.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile

from extract.documents.archives import packed, part
from extract.documents.blocks import block_text, parsed_html
from extract.documents.decoding import decode
from extract.documents.draft import Draft
from extract.documents.elements import local_name
from extract.documents.limits import told, whole
from graph.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

# Deleted text, codes of fields, the second copy of what older programs cannot show, and where a picture lies.
_VALUE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"
_UNSEEN = frozenset(
    "del deltext instrtext fallback ppr rpr sectpr movefrom positionh positionv sizerelh sizerelv".split()
)


def from_docx(stream: IO[bytes]) -> Draft:
    """The text of a Word document with all changes accepted, without what is hidden and heads and feet of pages.

    Raises:
        DocumentError: it is damaged, or has no text.
    """
    with packed(stream, "a Word document") as archive:
        root = parsed_xml(part(archive, "word/document.xml"), "a Word document")
    for hidden in [one for one in root.iter() if local_name(one) == "vanish" and one.get(_VALUE) not in ("0", "false")]:
        run = next((one for one in hidden.iterancestors() if local_name(one) == "r"), None)
        if run is not None:
            run.clear(keep_tail=True)
    return _draft(root, "a Word document")


def from_odt(stream: IO[bytes]) -> Draft:
    """The text of an OpenDocument text, without deleted passages, notes and comments.

    Raises:
        DocumentError: it is damaged, encrypted, or has no text.
    """
    with packed(stream, "an OpenDocument text") as archive:
        root = parsed_xml(part(archive, "content.xml"), "an OpenDocument text, not encrypted")
    return _draft(root, "an OpenDocument text")


def from_rtf(stream: IO[bytes]) -> Draft:
    """The text of a rich text file.

    Raises:
        DocumentError: it is damaged, or has no text.
    """
    from striprtf.striprtf import rtf_to_text

    # The format is ASCII; what is beyond is written as codes, or else was Windows' own.
    data = whole(stream).decode("cp1252", "replace")
    with told("a rich text file"):
        text = str(rtf_to_text(data, errors="replace"))  # type: ignore[no-untyped-call]
    # It puts a bar behind each cell of a table.
    text = "\n".join(line.rstrip("|").replace("|", "\t") if line.endswith("|") else line for line in text.split("\n"))
    if not text.strip():
        raise DocumentError("expected a rich text file with text; there is none")
    return Draft(text=text)


def from_epub(stream: IO[bytes]) -> Draft:
    """The text of a book, its parts in the order of reading; title, date, language and licence from its own notes.

    Raises:
        DocumentError: it is damaged, or has no text.
    """
    with packed(stream, "an EPUB book") as archive:
        container = parsed_xml(part(archive, "META-INF/container.xml"), "an EPUB book")
        path = next((one.get("full-path") for one in container.iter() if local_name(one) == "rootfile"), None)
        package = parsed_xml(part(archive, path or "content.opf"), "an EPUB book")
        text = "\n\n".join(_chapters(archive, package, posixpath.dirname(path or "")))
    if not text.strip():
        raise DocumentError("expected an EPUB book with text; there is none")
    said = {name: _said(package, name) for name in ("title", "date", "language", "rights")}
    return Draft(text=text, title=said["title"], shown=said["date"], language=said["language"], licence=said["rights"])


def parsed_xml(data: bytes, what: str) -> _Element:
    """XML as a tree, without following anything that points out of it.

    Raises:
        DocumentError: it is not well formed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    with told(what, etree.LxmlError):
        root = etree.fromstring(data, parser)
        if root is None:
            raise DocumentError(f"expected {what}; it is empty")
        return root


def _draft(root: _Element, what: str) -> Draft:
    body = next((element for element in root.iter() if local_name(element) == "body"), root)
    text = block_text(body, dropped=_UNSEEN)
    if not text:
        raise DocumentError(f"expected {what} with text; there is none")
    return Draft(text=text)


def _chapters(archive: ZipFile, package: _Element, folder: str) -> Iterator[str]:
    files = {
        element.get("id"): element.get("href")
        for element in package.iter()
        if local_name(element) == "item" and "html" in (element.get("media-type") or "")
    }
    read = set()
    for element in package.iter():
        href = files.get(element.get("idref")) if local_name(element) == "itemref" else None
        if href and href not in read:
            read.add(href)
            name = posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))
            page = parsed_html(decode(part(archive, name)))
            if page is not None:
                yield block_text(page)


def _said(package: _Element, name: str) -> str | None:
    for element in package.iter():
        if local_name(element) == name and element.text and element.text.strip():
            return str(element.text.strip())
    return None
