"""PDF: the text of each page."""

from __future__ import annotations

import io
import logging
from itertools import pairwise
from statistics import median_low
from typing import IO, TYPE_CHECKING, Any

from extract.documents.draft import Draft
from extract.documents.limits import told, whole
from graph.errors import DocumentError

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 5_000
# Characters of all pages together: a page of text has some three thousand, and no release of them a million.
_MOST_TEXT = 20_000_000
# A paragraph begins where a line stands lower than usual, by this factor. Lines with raised signs stand up to 1.2 times
# as far apart as others; paragraphs are kept apart by half a line at least.
_APART = 1.4


def from_pdf(stream: IO[bytes]) -> Draft:
    """The text of a PDF, with a form feed between its pages.

    Its own metadata are left aside: the date there is when the file was made, and the title mostly that of a template.

    Raises:
        DocumentError: it is damaged or encrypted, or its pages are pictures.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    data = whole(stream)
    with told("a PDF", PyPdfError, DependencyError):
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("expected a PDF that can be read; it is locked with a password; save it without")
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise DocumentError(f"expected a PDF of at most {MOST_PAGES:,} pages; it has {count:,}; split it")
        pages: list[str] = []
        size = 0
        for page in reader.pages:
            # Form feeds part the pages, so that none may stand within one.
            pages.append(_lines(page).replace("\f", "\n"))
            size += len(pages[-1])
            if size > _MOST_TEXT:
                raise DocumentError(f"expected one document; its pages have more than {_MOST_TEXT:,} characters")
    if not any(page.strip() for page in pages):
        raise DocumentError(
            "expected a PDF with text; its pages are pictures of it; run it through character recognition (OCR) first"
        )
    return Draft(text="\f".join(pages), paged=True)


def _lines(page: PageObject) -> str:
    """The text of a page, with a blank line where the page has a gap between two lines."""
    places: list[tuple[int, float]] = []
    size = 0

    def seen(text: str, page: list[float], line: list[float], *_: Any) -> None:
        nonlocal size
        if text.strip():  # how high it stands on the page
            places.append((size, line[4] * page[1] + line[5] * page[3] + page[5]))
        size += len(text)

    text = page.extract_text(visitor_text=seen)
    if size != len(text):
        return text  # it was put in another order, as that from right to left is
    steps: list[tuple[int, float]] = []
    for (before, high), (at, low) in pairwise(places):
        if "\n" in text[before:at] and high > low:
            steps.append((text.rindex("\n", before, at), high - low))
    usual = median_low(step for _, step in steps) if steps else 0.0
    cut = [0, *(at for at, step in steps if step > _APART * usual), len(text)]
    return "\n".join(text[start:end] for start, end in pairwise(cut))
