"""Saved pages: the running text, the headline and the date, without what stands around them."""

from __future__ import annotations

import logging
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.documents.blocks import block_line, block_text, parsed_html
from extract.documents.draft import Draft
from extract.documents.elements import BLOCKS, CELLS, local_name
from extract.documents.grids import lays_out, parts, table_lines
from extract.documents.heading import find_date
from extract.documents.hints import Hints
from extract.documents.limits import told
from extract.documents.page_dates import date_above, date_beside, page_date
from extract.documents.stubs import stub_reason
from graph.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

_AROUND = frozenset({"nav", "header", "footer", "aside", "form", "figure", "menu", "dialog"})
# Where `<pre>` holds this share of the words, the page is a plain text in a frame.
_MOSTLY = 0.5
# So many lines above it may tell its date; what else stands around it is no part of it.
_ABOVE = 3
# With fewer words a page that leads to another one says no more than that.
_FEW = 25
# trafilatura has lost the text where it finds less than this share of what stands in `<article>` or `<main>`.
_LOST = 0.4
# What a wiki (MediaWiki) sets around the text of an article.
_APPARATUS = frozenset(
    "toc mw-editsection reference references reflist hatnote navbox catlinks mw-jump-link noprint sistersitebox "
    "printfooter mbox-small metadata mw-references-wrap".split()
)
# Articles of one page are about as long as each other: none has less than this share of the words of the longest.
_AS_LONG, _SHORTEST = 0.3, 15
_ARTICLES = frozenset({"article", "post", "entry", "story"})
# Without dates of its own choosing, htmldate would take today for the latest date that a page can have.
_PAGE_DATES = {"original_date": True, "extensive_search": False, "min_date": "1800-01-01", "max_date": "2099-12-31"}


def from_html(text: str, hints: Hints) -> Draft:
    """The main text of a page, without navigation, banners and footers; title and dates from its metadata.

    Raises:
        DocumentError: there is no main text, or what stands in its place is a notice of a machine.
    """
    page = parsed_html(text)
    if page is None:
        raise DocumentError("expected a page with running text; none was found; save the text itself as .txt")
    first = hints.first
    published, modified = page_date(page, "published", first), page_date(page, "modified", first)
    beside = date_beside(page, first)
    scripted = any(True for _ in page.iter("script"))
    for name in ("script", "style", "noscript", "template"):
        for element in list(page.iter(name)):
            _without(element)
    encyclopaedia = _without_apparatus(page)
    _write_out_tables(page)
    shown = block_text(page, dropped=_AROUND)
    title, body = _running_text(page, shown)
    if reason := _without_text(page, title, body, scripted):
        raise DocumentError(
            f"expected a page with running text; none was found: {reason}; save it once it is shown in full, or save "
            "the text itself as .txt"
        )
    if encyclopaedia:
        # It is as old as its last change, whatever says when it was begun.
        return Draft(text=body, title=title, modified=modified or published)
    return Draft(text=body, title=title, date=published, shown=beside or date_above(shown, body), modified=modified)


def _without_apparatus(page: _Element) -> bool:
    """Takes off what a wiki, or an archive of pages, sets around a text; says whether it is a page of a wiki."""
    wiki = any(_lower(each.get("id")) == "mw-content-text" for each in page.iter("div"))
    for element in list(page.iter()):
        marks = {*_lower(element.get("class")).split(), _lower(element.get("id"))}
        if any(mark.startswith("wm-ipp") for mark in marks) or (wiki and marks & _APPARATUS):
            _without(element)
    return wiki


def _without_text(page: _Element, title: str | None, body: str, scripted: bool) -> str | None:
    """Why a page is none; None where it has a text."""
    if not body.strip():
        return "it has no text of its own, but scripts that would fetch it" if scripted else "it has no running text"
    leads = (each.get("content") or "" for each in page.iter("meta") if _lower(each.get("http-equiv")) == "refresh")
    if len(body.split()) < _FEW and any("url=" in _lower(each) for each in leads):
        return "it only leads to another address"
    return stub_reason(f"{title or ''}\n{body}")


def _lower(value: str | None) -> str:
    return (value or "").lower()


def _running_text(page: _Element, shown: str) -> tuple[str | None, str]:
    """The headline and the text, out of all that a page shows."""
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    framed = list(page.iter("pre"))
    words = max(len(shown.split()), 1)
    if framed and sum(len("".join(element.itertext()).split()) for element in framed) >= _MOSTLY * words:
        return _title(page), _framed_text(framed, shown)
    from trafilatura import bare_extraction

    with told("a page"):
        found = bare_extraction(
            deepcopy(page),
            with_metadata=True,
            include_comments=False,
            include_formatting=False,
            date_extraction_params=_PAGE_DATES,
        )
    if found is None or isinstance(found, dict):
        title, body = _title(page), ""
    else:
        title, body = found.title or _title(page), found.text or ""
    body = _paragraphs(body)
    main = max((block_text(one, dropped=_AROUND) for one in page.iter("article", "main")), key=len, default="")
    fuller = main or shown
    several = _several(page)
    if len(several) > 1 and len(body.split()) < sum(len(each.split()) for each in several):
        return title, _untitled("\n\n".join(several), title)
    if len(body.split()) < _LOST * len(fuller.split()):
        body = fuller
    return title, _untitled(body, title)


def _several(page: _Element) -> list[str]:
    """The articles of a page that has several of its own; what only leads to others is much shorter than they are."""
    marked = [one for one in page.iter("div", "section") if _ARTICLES & {*_lower(one.get("class")).split()}]
    found = list(page.iter("article")) or marked
    outer = [one for one in found if not any(each in found for each in one.iterancestors())]
    if len(outer) < 2:
        return []
    texts = [block_text(one, dropped=_AROUND - {"header"}) for one in outer]
    longest = max(len(text.split()) for text in texts)
    return [text for text in texts if len(text.split()) >= max(_SHORTEST, _AS_LONG * longest)]


def _framed_text(framed: list[_Element], shown: str) -> str:
    """What stands in `<pre>`, below a date that stands right above it."""
    text = "\n\n".join(map(block_text, framed))
    above, _, _ = shown.partition(text.split("\n", 1)[0])
    return "\n\n".join([*(line for line in above.strip().split("\n")[-_ABOVE:] if line and find_date(line)), text])


def _paragraphs(body: str) -> str:
    """Every line that trafilatura gives is a paragraph, a heading, a list item, or a row within bars."""
    lines = [line for each in body.split("\n") if (line := each.strip(" |")) and line.strip("-|: ")]
    text = lines[0] if lines else ""
    for before, line in pairwise(lines):
        text += ("\n" if before.startswith("- ") and line.startswith("- ") else "\n\n") + line
    return text


def _untitled(body: str, title: str | None) -> str:
    """The text without its headline, if that stands at its top."""
    first, _, rest = body.partition("\n")
    return rest.lstrip("\n") if title and " ".join(first.split()) == title and rest.strip() else body


def _title(page: _Element) -> str | None:
    for name in ("h1", "title"):
        for element in page.iter(name):
            if words := " ".join("".join(element.itertext()).split()):
                return words
    return None


def _write_out_tables(page: _Element) -> None:
    """Puts the rows of tables with a heading as paragraphs in their place; a table that lays out the page is none."""
    from lxml.etree import SubElement

    for table in list(page.iter("table")):
        if lines := table_lines(table, block_line):
            table.clear(keep_tail=True)
            table.tag = "div"
            for line in lines:
                SubElement(table, "p").text = line
        elif lays_out(table):
            for part in parts(table):
                whole = local_name(part) in CELLS and not any(local_name(each) in BLOCKS for each in part.iter())
                part.tag = "p" if whole else "div"


def _without(element: _Element) -> None:
    """Takes an element out of its page, but not the text behind it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
