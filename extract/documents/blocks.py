"""The text of marked-up paragraphs: what begins a line, what begins a paragraph, and what is no text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extract.documents.tables import LONGEST_CELL, under_headings
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
_TABLES = frozenset({"table", "tbl"})
_ROWS = frozenset({"tr", "table-row"})
_CELLS = frozenset({"td", "th", "tc", "table-cell"})
_NO_TEXT = frozenset(
    "script style noscript template head iframe object embed svg math button input select textarea form canvas audio "
    "video picture media annotation tracked-changes note note-citation parse".split()
)
# What says that a row is the heading, around it or in it, in HTML, Word and OpenDocument.
_HEADS = frozenset({"thead", "tblheader", "table-header-rows"})
# How many rows or columns a cell may stand for.
_WIDEST = 50
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


def table_lines(table: _Element, without: frozenset[str] = _NO_TEXT, depth: int = 0) -> list[str] | None:
    """The rows of a table under its heading row; None where there is none, or where it lays out a page.

    A cell that stands for several rows counts in each.
    """
    if lays_out(table):
        return None
    inside = [element for element in table.iter() if element is not table]
    rows: list[list[str]] = []
    held: dict[int, tuple[str, int]] = {}  # what stands in a column for some more rows
    for element in inside:
        if local_name(element) in _ROWS:
            row: list[str] = []
            for text, across, down in _cells(element, without, depth):
                _fill(row, held)
                held |= {len(row): (text, down)} if down > 1 else {}
                row += [text, *[""] * (across - 1)]
            _fill(row, held)
            held = {place: (text, down - 1) for place, (text, down) in held.items() if down > 1}
            rows.append(row)
    return under_headings(rows, headed=_is_headed(inside)) if len(rows) > 1 else None


def lays_out(table: _Element) -> bool:
    """Whether a table only puts the parts of a page in their places: it holds another one, or more than a cell has."""
    return any(
        local_name(each) in _TABLES
        or (local_name(each) in _CELLS and len(" ".join("".join(each.itertext()).split())) > LONGEST_CELL)
        for each in table.iterdescendants()
    )


def _fill(row: list[str], held: dict[int, tuple[str, int]]) -> None:
    while len(row) in held:
        row.append(held[len(row)][0])


def _is_headed(inside: list[_Element]) -> bool:
    """Whether a table says that its first row is the heading."""
    if any(local_name(element) in _HEADS for element in inside):
        return True
    first = next((element for element in inside if local_name(element) in _ROWS), ())
    cells = [local_name(cell) for cell in first if local_name(cell) in _CELLS]
    return len(cells) > 1 and all(name == "th" for name in cells[1:])


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
    elif name in _TABLES and (lines := table_lines(element, without, depth)):
        yield "\n\n" + "\n\n".join(lines) + "\n\n"
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
    texts = [text for text, _, _ in _cells(element, without, depth)]
    if not texts or max(map(len, texts)) > LONGEST_CELL:
        return None
    return " | ".join(text for text in texts if text)


def _cells(row: _Element, without: frozenset[str], depth: int) -> Iterator[tuple[str, int, int]]:
    """The text of each cell of a row, and how many columns and rows it stands for."""
    for cell in row:
        if local_name(cell) in _CELLS:
            text = "".join(_pieces(cell, without, False, depth + 1))
            yield (
                " ".join(text.split()),
                _count(cell, ("colspan", "columns-spanned")),
                _count(cell, ("rowspan", "rows-spanned")),
            )


def _count(cell: _Element, names: tuple[str, str]) -> int:
    for key, value in cell.attrib.items():
        if str(key).endswith(names) and re.fullmatch(r"[0-9]{1,9}", str(value)):
            return min(max(int(value), 1), _WIDEST)
    return 1


def _run(text: str | None, kept: bool) -> str:
    if not text:
        return ""
    return text.replace("\r\n", "\n") if kept else re.sub(r"\s+", " ", text)
