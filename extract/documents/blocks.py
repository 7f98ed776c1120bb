"""The text of marked-up paragraphs: what begins a line, what begins a paragraph, and what is no text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graph.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

# Names of HTML, NITF, OpenDocument and the older corpora, without their namespaces, in small letters.
_BLOCKS = frozenset(
    "address article aside blockquote body caption dd div dl dt fieldset figcaption figure footer h h1 h2 h3 h4 h5 h6 "
    "header hl1 hl2 hr html main nav nitf ol p page pre section table tbody tfoot thead title ul byline "
    "dateline block bq hedline list paragraph".split()
)
_ITEMS = frozenset({"li", "list-item"})
_BREAKS = frozenset({"br", "line-break"})
_SPACES = frozenset({"s", "tab"})  # of word processors
_ROWS = frozenset({"tr", "table-row"})
_CELLS = frozenset({"td", "th", "tc", "table-cell"})
_NO_TEXT = frozenset(
    "script style noscript template head iframe object embed svg math button input select textarea form canvas audio "
    "video picture media annotation tracked-changes note note-citation parse".split()
)
# Tables also lay out pages: a cell with more than this is no cell, but a part of the page.
_LONGEST_CELL = 300
_DEEPEST = 250
_DOUBLE = re.compile(r"\n{3,}")


def block_text(element: _Element, *, dropped: frozenset[str] = frozenset()) -> str:
    """The text of an element, its paragraphs separated by blank lines, its items and broken lines by line breaks.

    Args:
        element: of HTML, NITF or a like vocabulary, parsed by lxml.
        dropped: names of elements that are left out, beside those that never are text.

    Raises:
        DocumentError: it is nested more deeply than any text.

    >>> fragment_text("<p>The talks:</p><ul><li>fish</li><li>trade</li></ul>")
    'The talks:\\n\\n- fish\\n- trade'
    """
    text = "".join(_pieces(element, _NO_TEXT | dropped, False, 0))
    lines = (line.strip(" \t") for line in text.split("\n"))
    return _DOUBLE.sub("\n\n", "\n".join(lines)).strip()


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML, as feeds and news services send it; nothing of it is left out as a page's menu is.

    Raises:
        DocumentError: it is nested more deeply than any text.
    """
    element = parsed_html(markup)
    return "" if element is None else block_text(element)


def parsed_html(markup: str) -> _Element | None:
    """HTML of any quality as a tree; None where there is nothing in it. Nothing is fetched, whatever it points at."""
    from lxml import etree
    from lxml.html import HTMLParser

    # lxml refuses a declaration of the encoding in what is decoded already, and NUL characters.
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup.replace("\x00", ""))
    if not markup.strip():
        return None
    parser = HTMLParser(no_network=True, recover=True, huge_tree=False, remove_comments=True, encoding="utf-8")
    try:
        return etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise DocumentError(f"expected a page; its markup cannot be read ({error})") from error


def local_name(element: Any) -> str:
    """The name of an element in small letters, without its namespace; nothing for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _pieces(element: _Element, without: frozenset[str], kept: bool, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise DocumentError(f"expected text; its markup is nested more than {_DEEPEST} deep")
    name = local_name(element)
    if not name:
        yield html.unescape(element.text or "") if type(element).__name__ == "_Entity" else ""
    elif name in without:
        return
    elif name in _ITEMS:
        yield f"\n- {''.join(_within(element, without, kept, depth)).strip()}"
    elif name in _ROWS and (row := _row(element, without, depth)) is not None:
        yield f"\n\n{row}\n\n"
    else:
        apart = name in _BLOCKS or name in _ROWS or name in _CELLS
        yield "\n\n" if apart else "\n" if name in _BREAKS else " " if name in _SPACES else ""
        yield from _within(element, without, kept or name == "pre", depth)
        yield "\n\n" if apart else ""


def _within(element: _Element, without: frozenset[str], kept: bool, depth: int) -> Iterator[str]:
    yield _run(element.text, kept)
    for child in element:
        yield from _pieces(child, without, kept, depth + 1)
        yield _run(child.tail, kept)


def _row(element: _Element, without: frozenset[str], depth: int) -> str | None:
    """The cells of a row on one line; None where they are no cells."""
    cells = [child for child in element if local_name(child) in _CELLS]
    texts = ["".join(_pieces(cell, without, False, depth + 1)).strip() for cell in cells]
    if not cells or max(map(len, texts)) > _LONGEST_CELL:
        return None
    return " | ".join(" ".join(text.split()) for text in texts if text)


def _run(text: str | None, kept: bool) -> str:
    if not text:
        return ""
    return text.replace("\r\n", "\n") if kept else re.sub(r"\s+", " ", text)
