"""Saved pages: the running text, the headline and the date, without what stands around them."""

from __future__ import annotations

import logging
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.documents.blocks import block_text, parsed_html
from extract.documents.draft import Draft
from extract.documents.hints import Hints
from extract.documents.limits import told
from extract.documents.page_dates import date_beside, page_date
from extract.documents.stubs import stub_reason
from graph.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element

_AROUND = frozenset({"nav", "header", "footer", "aside", "form", "figure", "menu", "dialog"})
# Where `<pre>` holds this share of the words, the page is a plain text in a frame.
_MOSTLY = 0.5
# trafilatura has lost the text where it finds less than this share of what stands in `<article>` or `<main>`.
_LOST = 0.4
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
    published, modified, beside = (
        page_date(page, "published", first),
        page_date(page, "modified", first),
        date_beside(page, first),
    )
    scripted = any(True for _ in page.iter("script"))
    for name in ("script", "style", "noscript", "template"):
        for element in list(page.iter(name)):
            _without(element)
    title, body = _running_text(page)
    if reason := stub_reason(f"{title or ''}\n{body}" if body.strip() else ""):
        if not body.strip() and scripted:
            reason = "it has no text of its own, but scripts that would fetch it"
        if not body.strip() and not scripted:
            reason = "it has no running text"
        raise DocumentError(
            f"expected a page with running text; none was found: {reason}; save it once it is shown in full, or save "
            "the text itself as .txt"
        )
    return Draft(text=body, title=title, date=published, shown=beside, modified=modified)


def _running_text(page: _Element) -> tuple[str | None, str]:
    """The headline and the text."""
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    framed = list(page.iter("pre"))
    shown = block_text(page, dropped=_AROUND)
    words = max(len(shown.split()), 1)
    if framed and sum(len("".join(element.itertext()).split()) for element in framed) >= _MOSTLY * words:
        return _title(page), _untitled(shown, _title(page))
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
    if len(body.split()) < _LOST * len(fuller.split()):
        body = fuller
    return title, _untitled(body, title)


def _paragraphs(body: str) -> str:
    """Every line that trafilatura gives is a paragraph, a heading or a list item."""
    lines = [line.strip() for line in body.split("\n") if line.strip()]
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
