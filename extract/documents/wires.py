"""XML of agencies, feeds and corpora, an item at a time: NITF, NewsML-G2, RSS, Atom, GigaWord, lists of sentences."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import IO, TYPE_CHECKING, Any

from extract.documents.blocks import block_text
from extract.documents.editions import jats_record, tei_records
from extract.documents.elements import local_name
from extract.documents.hints import Hints
from extract.documents.json_files import Found
from extract.documents.records import from_record
from graph.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

ITEMS = frozenset("nitf newsitem item entry sentence doc document article story record tei tei.2 reuters row".split())
"""Elements that are a document each, by their names in small letters; the outermost counts."""

_PIECE = 65536
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
# An ampersand that begins nothing, as in "Smith & Sons".
_BARE = re.compile(rb"&(?!#?\w{1,31};)")
# Older wires mark the beginning and end of a text with control characters, which XML knows not even by their numbers.
_CONTROL = re.compile(rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));")
_OWN = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
# What a corpus of a newswire calls its documents: `AFP_ENG_20080806.0001`.
_NUMBERED = re.compile(r"[A-Z_]+_((?:19|20)\d{6})\.\d+")
_OF_PICTURES = ("{http://search.yahoo.com/mrss", "{http://www.itunes.com/", "{http://podcast")
_ROOT = b"legation-list"


def from_xml(stream: IO[bytes], hints: Hints) -> Iterator[Found]:
    """The documents of an XML file; a faulty one is an error in its place.

    Nothing is fetched, no entity resolved but the usual letters, and of the file only one item is held at a time.

    Raises:
        DocumentError: it is damaged from some place on, or of a kind that is not known.
    """
    number = 0
    for element, name in _items(stream):
        for record in _records(element):
            number += 1
            try:
                if isinstance(record, DocumentError):
                    raise record
                yield f" {name} {number}", from_record(record, hints)
            except DocumentError as error:
                yield f" {name} {number}", error
    if not number:
        raise DocumentError(
            "expected XML of news (NITF, NewsML-G2, RSS, Atom), of an edition or a journal (TEI, JATS), or a list of "
            "<doc>, <item>, <article> or <Sentence> with a text each; there is none in it; save the text itself as .txt"
        )


def _items(stream: IO[bytes]) -> Iterator[tuple[_Element, str]]:
    """The elements that are documents, each with its name; an element is emptied once it was used."""
    from lxml import etree

    head = stream.read(_PIECE)
    # Older corpora have no root, no declaration and bare ampersands.
    listed = not re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE)", head) and b"\x00" not in head[:100]
    listed = listed and len(re.findall(rb"<DOC\b", head)) > 0
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=listed,
    )  # fmt: skip
    if listed:
        parser.feed(b"<" + _ROOT + b">")
    inside: _Element | None = None
    try:
        for piece in _pieces(head, stream, b"</" + _ROOT + b">" if listed else b""):
            if piece:
                parser.feed(piece)
            else:
                parser.close()
            for event, element in parser.read_events():
                name = local_name(element)
                if event == "start" and inside is None and name in ITEMS and not _is_list(element, name):
                    inside = element
                elif event == "end" and (element is inside or inside is None):
                    if element is inside:
                        yield element, name
                        inside = None
                    _emptied(element)
    except etree.LxmlError as error:
        raise DocumentError(f"malformed XML: {' '.join(str(error).split())[:150]}") from error


def _is_list(element: _Element, name: str) -> bool:
    """Whether an element only holds others: a root called like one item of it."""
    return element.getparent() is None and name in ("document", "record")


def _pieces(head: bytes, stream: IO[bytes], last: bytes) -> Iterator[bytes]:
    """The bytes, with the letters that HTML has names for written as numbers, which XML knows; nothing at the end."""
    kept = b""
    piece = head
    while b"\x00" in head[:100] and piece:
        yield piece  # of UTF-16, where a sign is no byte
        piece = stream.read(_PIECE)
    while piece:
        piece = kept + piece
        cut = piece.rfind(b"&", -40)
        kept, piece = (piece[cut:], piece[:cut]) if cut >= 0 and b";" not in piece[cut:] else (b"", piece)
        yield _ENTITY.sub(_numbered, _BARE.sub(b"&amp;", _CONTROL.sub(b" ", piece)))
        piece = stream.read(_PIECE)
    if kept or last:
        yield kept + last
    yield b""


def _numbered(match: re.Match[bytes]) -> bytes:
    known = html5.get(f"{match[1].decode()};") or html5.get(f"{match[1].decode().lower()};")
    if match[1] in _OWN or known is None:
        return match[0]
    return "".join(f"&#{ord(char)};" for char in known).encode()


def _emptied(element: _Element) -> None:
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _records(element: _Element) -> list[dict[str, Any] | DocumentError]:
    """What an item says: that of an edition holds a document or several, any other is one."""
    try:
        _without_entities(element)
        if local_name(element) in ("tei", "tei.2"):
            return list(tei_records(element))
        return [jats_record(element) or _record(element)]
    except DocumentError as error:
        return [error]


def _record(element: _Element) -> dict[str, Any]:
    """What an item says, under the names of its elements and attributes."""
    name = local_name(element)
    if name == "nitf":
        return _nitf(element)
    if name == "newsitem":
        return _news_item(element)
    found: dict[str, Any] = {local: value for key, value in element.attrib.items() if (local := _plain(key))}
    for child in element:
        key = local_name(child)
        # What is told of a picture has a namespace of its own, and the names of an article's parts.
        if not key or key == "parse" or (child.tag.startswith("{") and child.tag.startswith(_OF_PICTURES)):
            continue
        if key == "link" and child.get("href") and child.get("rel", "alternate") != "alternate":
            continue
        value = child.get("href") if key == "link" and child.get("href") else _value(child)
        if value and (key not in found or key in ("text", "p")):
            found[key] = f"{found[key]}\n\n{value}" if key in ("p",) and key in found else value
    if name == "sentence" and "text" in found:
        found["text"] = " ".join(found["text"].split())
    dateline = found.pop("dateline", "")
    if dateline and "text" in found and not found["text"].upper().startswith(dateline.upper()):
        found["text"] = f"{dateline}\n\n{found['text']}"
    if "p" in found and "text" not in found:
        found["text"] = found.pop("p")
    if "encoded" in found:
        found["text"] = found.pop("encoded")
    dated = _NUMBERED.fullmatch(str(found.get("id") or found.get("docno") or found.get("docid") or ""))
    if dated and not {"date", "datetime", "date_time"} & found.keys():
        found["date"] = dated.group(1)
    return found


def _plain(key: str) -> str:
    return key.rpartition("}")[2].lower()


def _value(element: _Element) -> str:
    if len(element):
        return block_text(element)
    text = element.text or ""
    # What stands in CDATA is not XML's to unescape.
    return text if "<" in text else html.unescape(text).strip()


def _without_entities(element: _Element) -> None:
    from lxml import etree

    for entity in element.iter(etree.Entity):
        raise DocumentError(
            f"expected plain XML; it declares the entity {entity.text}, and entities are not resolved; write it out"
        )


def _nitf(element: _Element) -> dict[str, Any]:
    """An item of NITF, the dateline as its first paragraph."""
    head = {local_name(one): one for one in reversed(list(element.iter()))}
    body = head.get("body.content")
    dateline = " ".join(" ".join(head["dateline"].itertext()).split()) if "dateline" in head else ""
    text = block_text(body) if body is not None else ""
    if text.upper().startswith(dateline.upper()):
        dateline = ""
    return {
        "text": "\n\n".join(filter(None, (dateline, text))) if text else "",
        "title": next((block_text(head[name]) for name in ("hl1", "hedline", "title") if name in head), None),
        "date": _attribute(head.get("date.issue"), "norm") or _attribute(head.get("story.date"), "norm"),
        "modified": _attribute(head.get("date.release"), "norm"),
        "id": _attribute(head.get("doc-id"), "id-string"),
        "language": element.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "source": _attribute(head.get("pubdata"), "name") or _attribute(head.get("doc-id"), "regsrc"),
    }


def _news_item(element: _Element) -> dict[str, Any]:
    """An item of NewsML: what is about it stands in its notes, the text in NITF or HTML within, or as it is."""
    head = {local_name(one): one for one in reversed(list(element.iter()))}
    inner = head.get("nitf")
    found = {key: value for key, value in (_nitf(inner) if inner is not None else {}).items() if value}
    body = next(
        (head[name] for name in ("inlinexml", "inlinedata", "body.content", "datacontent") if name in head), None
    )
    if "text" not in found and body is not None:
        page = next((one for one in body.iter() if local_name(one) == "body"), body)
        found["text"] = block_text(page) if len(page) else page.text
    for key, names in (("title", ("headline", "title")), ("date", ("contentcreated", "firstcreated"))):
        found.setdefault(key, next((_value(head[name]) for name in names if name in head), None))
    found.setdefault("modified", _value(head["versioncreated"]) if "versioncreated" in head else None)
    # With one version only, that is when it was written.
    found["date"] = found["date"] or found["modified"]
    found["id"] = element.get("guid") or found.get("id")
    found["language"] = _attribute(head.get("language"), "tag") or element.get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    )
    return found


def _attribute(element: _Element | None, name: str) -> str | None:
    return element.get(name) if element is not None else None
