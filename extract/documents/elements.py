"""What the elements of markup are for: which begin a line or a paragraph, which are tables, which are no text."""

from __future__ import annotations

from typing import Any

# Names of HTML, NITF, TEI, JATS, OpenDocument, Word and the older corpora, without their namespaces, in small letters.
BLOCKS = frozenset(
    "address article aside blockquote body caption dd div dl dt fieldset figcaption figure footer h h1 h2 h3 h4 h5 h6 "
    "header hl1 hl2 hr html main nav nitf ol p page pre section table tbody tfoot thead title ul byline "
    "dateline block bq hedline list paragraph sec ab opener closer salute signed trailer postscript lg sp".split()
)
ITEMS = frozenset({"li", "list-item", "item"})
BREAKS = frozenset({"br", "cr", "line-break", "lb", "l"})
HYPHENS = frozenset({"nobreakhyphen"})
SPACES = frozenset({"s", "tab"})  # of word processors
TABLES = frozenset({"table", "tbl"})
ROWS = frozenset({"tr", "table-row", "row"})
CELLS = frozenset({"td", "th", "tc", "table-cell", "cell"})
NO_TEXT = frozenset(
    "script style noscript template head iframe object embed svg math button input select textarea form canvas audio "
    "video picture media annotation tracked-changes note note-citation parse".split()
)


def local_name(element: Any) -> str:
    """The name of an element in small letters, without its namespace; nothing for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
