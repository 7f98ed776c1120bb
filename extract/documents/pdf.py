"""PDF: the text of each page."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median_low
from typing import IO, TYPE_CHECKING, Any, NamedTuple

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
# Two pieces of text are on one line where they stand as high, but for this part of a letter's height; a letter is about
# so wide, and a gap wider than this is none between two words. With fewer of them a page has no columns.
_LEVEL, _LETTER, _WIDE, _FEWEST_GAPS = 0.3, 0.45, 1.2, 3
_BIN = 4.0


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
    pieces: list[_Piece] = []
    size = 0

    def seen(text: str, page: list[float], line: list[float], _: Any, height: float) -> None:
        nonlocal size
        if text.strip():  # how high it stands on the page, and how far from its left edge
            high = line[4] * page[1] + line[5] * page[3] + page[5]
            places.append((size, high))
            across = line[4] * page[0] + line[5] * page[2] + page[4]
            pieces.append(_Piece(size, size + len(text), across, high, abs(height * line[3] * page[3]) or 1.0))
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
    spaced = _spaced(text, pieces)
    return "\n".join(spaced(start, end) for start, end in pairwise(cut))


class _Piece(NamedTuple):
    """Some text of a page: where it stands in all of it, from its left and lower edge, and how high its letters are."""

    start: int
    end: int
    across: float
    high: float
    height: float


def _spaced(text: str, pieces: Sequence[_Piece]) -> Callable[[int, int], str]:
    """Gives a part of the text of a page, with blanks where it has wide gaps between what stands on one line.

    So programs write columns that stand side by side and the cells of tables, which plain text keeps apart like this.
    """
    gaps: dict[int, float] = {}
    for before, piece in pairwise(pieces):
        same = "\n" not in text[before.start : piece.start] and abs(before.high - piece.high) < _LEVEL * piece.height
        width = len(text[before.start : before.end].strip()) * before.height * _LETTER
        if same and piece.across - before.across - width > _WIDE * piece.height:
            gaps[piece.start + len(text[piece.start : piece.end]) - len(text[piece.start : piece.end].lstrip())] = (
                piece.across
            )
    # What stands beside something begins at one place in several lines; a gap in justified prose does so by chance.
    begun = Counter(round(across / _BIN) for across in gaps.values())
    fewest = max(_FEWEST_GAPS, len({text.rfind("\n", 0, at) for at in gaps}) / 2)
    gaps = {at: across for at, across in gaps.items() if begun[round(across / _BIN)] >= fewest}
    if not gaps:
        return lambda start, end: text[start:end]
    first = {text.rfind("\n", 0, at): at for at in sorted(gaps, reverse=True)}
    column = 4 + max(at - line - 1 for line, at in first.items())

    def spaced(start: int, end: int) -> str:
        out, last = "", start
        for at in (at for at in sorted(gaps) if start < at < end):
            out += text[last:at].rstrip(" ")
            on_line = len(out) - out.rfind("\n") - 1
            out += " " * (column - on_line if first[text.rfind("\n", 0, at)] == at else 4)
            last = at
        return out + text[last:end]

    return spaced
