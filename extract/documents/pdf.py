"""PDF: the text of each page."""

from __future__ import annotations

import io
import logging
from typing import IO

from extract.documents.draft import Draft
from extract.documents.limits import told, whole
from graph.errors import DocumentError

MOST_PAGES = 5_000
# Characters of all pages together: a page of text has some three thousand, and no release of them a million.
_MOST_TEXT = 20_000_000


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
            pages.append(page.extract_text().replace("\f", "\n"))
            size += len(pages[-1])
            if size > _MOST_TEXT:
                raise DocumentError(f"expected one document; its pages have more than {_MOST_TEXT:,} characters")
    if not any(page.strip() for page in pages):
        raise DocumentError(
            "expected a PDF with text; its pages are pictures of it; run it through character recognition (OCR) first"
        )
    return Draft(text="\f".join(pages), paged=True)
