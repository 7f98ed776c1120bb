"""What a file yields before it becomes a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.formats.english import require_english
from extract.formats.heading import find_date, find_title, parse_date
from extract.formats.prose import tidy
from graph.errors import DocumentError
from graph.facts import Document, digest

_ID = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text with whatever its source says about it, still as the source words it; see `graph.facts.Document`."""

    text: str
    id: str | None = None
    title: str | None = None
    date: str | None = None
    source: str | None = None
    language: str | None = None
    licence: str | None = None


def finish(draft: Draft, *, source: str, date: str | None = None) -> Document:
    """Make a document of a draft: its text evened, its title and date found, its language checked.

    Args:
        draft: what the file yields.
        source: where it was read, kept if the draft names no source of its own.
        date: overrides every other date.

    Raises:
        DocumentError: there is no text, it is not English, or its id or date cannot be used.
    """
    text = tidy(draft.text)
    if not text:
        raise DocumentError("expected text; there is none")
    require_english(text, draft.language)
    if draft.id is not None and not _ID.fullmatch(draft.id):
        raise DocumentError(
            f"an id is made of letters, digits, '-', '_' and '.'; got {draft.id!r}; change it, or leave it out"
        )
    if date is None and draft.date and not (date := parse_date(draft.date)):
        raise DocumentError(f"a date is YYYY-MM-DD, YYYY-MM, YYYY or written out; got {draft.date!r}; change it")
    return Document(
        id=draft.id or digest(text),
        text=text,
        title=" ".join(tidy(draft.title or "").split()) or find_title(text),
        date=date or find_date(text),
        source=draft.source or source,
        language="en" if draft.language else None,
        licence=draft.licence,
    )
