"""The text of marked-up paragraphs: what begins a line, what begins a paragraph, and what is no text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from extract.documents.elements import BLOCKS, BREAKS, CELLS, HYPHENS, ITEMS, NO_TEXT, ROWS, SPACES, TABLES, local_name
from extract.documents.grids import row_texts, table_lines
from extract.documents.tables import alone
from graph.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

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
    text = "".join(_pieces(element, NO_TEXT | dropped, False, 0))
    lines = (line.strip(" \t") for line in text.split("\n"))
    return _DOUBLE.sub("\n\n", "\n".join(lines)).strip()


def block_line(element: _Element, *, dropped: frozenset[str] = frozenset(), depth: int = 0) -> str:
    """The text of an element on one line, as that of a cell of a table.

    Args:
        element: see `block_text`.
        dropped: see there.
        depth: how deep it lies in what is read.

    Raises:
        DocumentError: it is nested more deeply than any text.
    """
    return " ".join("".join(_pieces(element, NO_TEXT | dropped, False, depth)).split())


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


def _pieces(element: _Element, without: frozenset[str], kept: bool, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise DocumentError(f"expected text; its markup is nested more than {_DEEPEST} deep")
    name = local_name(element)
    line_of = partial(block_line, dropped=without, depth=depth + 1)
    if not name:
        yield html.unescape(element.text or "") if type(element).__name__ == "_Entity" else ""
    elif name in without:
        return
    elif name in ITEMS:
        yield f"\n- {''.join(_within(element, without, kept, depth)).strip()}"
    elif name in TABLES and (lines := table_lines(element, line_of)):
        yield "\n\n" + "\n\n".join(lines) + "\n\n"
    elif name in ROWS and (texts := row_texts(element, line_of)):
        yield f"\n\n{alone(texts)}\n\n"
    else:
        apart = name in BLOCKS or name in ROWS or name in CELLS
        yield "\n\n" if apart else "\n" if name in BREAKS else " " if name in SPACES else "-" if name in HYPHENS else ""
        yield from _within(element, without, kept or name == "pre", depth)
        yield "\n\n" if apart else ""


def _within(element: _Element, without: frozenset[str], kept: bool, depth: int) -> Iterator[str]:
    yield _run(element.text, kept)
    for child in element:
        yield from _pieces(child, without, kept, depth + 1)
        yield _run(child.tail, kept)


def _run(text: str | None, kept: bool) -> str:
    if not text:
        return ""
    return text.replace("\r\n", "\n") if kept else re.sub(r"\s+", " ", text)
