"""From a draft to a document: its text evened, its title and dates found, its language checked."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from extract.documents.chronology import dated_spans
from extract.documents.dates import likely_date, order_in, parse_date
from extract.documents.draft import Draft
from extract.documents.english import require_english
from extract.documents.heading import find_date, find_title
from extract.documents.hints import Hints
from extract.documents.pages import marked_pages, without_furniture
from extract.documents.prose import tidy
from graph.dates import Interval
from graph.errors import DocumentError, RecordError
from graph.reading import Reading
from graph.records import DatedSpan, Document, digest

# What a word, a number, an address or a URN is made of.
_ID = re.compile(r"\w[^\s\x00-\x1f\x7f<>\"{}|\\^`]*")
_LONGEST_ID = 1000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
# What catalogues write where they know no date.
_UNDATED = frozenset({"", "-", "–", "—", "?", "n.d", "nd", "n/a", "na", "none", "null", "undated", "unknown"})


def finish(draft: Draft, *, source: str, date: str | None = None, hints: Hints | None = None) -> Document:
    """Make a document of a draft.

    Args:
        draft: what the file yields.
        source: where it was read, kept if the draft names no source of its own.
        date: overrides every other date.
        hints: how its dates are to be read.

    Raises:
        DocumentError: there is no text, it is not English, or its id or date cannot be used.
    """
    first = hints.first if hints else None
    # Half a character, as a careless cut of JSON leaves, is none that can be written; its place is kept.
    whole = re.sub(r"[\ud800-\udfff]", "\ufffd", draft.text)
    text, pages = marked_pages(tidy(without_furniture(whole)))
    if not text:
        raise DocumentError("expected text; there is none")
    require_english(text, draft.language)
    # Symbols of documents ("A/RES/1514 (XV)") and ids of feeds ("12345 at https://…") have spaces.
    id = "_".join(draft.id.split()) if draft.id is not None else None
    if id is not None and not (_ID.fullmatch(id) and len(id) <= _LONGEST_ID and id == _clean(id)):
        raise DocumentError(
            f"an id is a word, a number, an address or a URN; got {id[:60]!a}; change it, or leave it out"
        )
    told = None if str(draft.date).strip(" .").lower() in _UNDATED else draft.date
    if date is None and told is not None and not (date := parse_date(told, first)):
        raise DocumentError(
            f"a date is YYYY-MM-DD, YYYY-MM, YYYY or written out; got {draft.date!r}; "
            "change it, or give one with --date"
        )
    order = first or order_in(text)
    dates = dated_spans(text, order)
    return Document(
        id=id or digest(text),
        text=text,
        title=" ".join(tidy(_clean(draft.title or "")).split()) or find_title(text),
        date=date
        or find_date(_undated(text, dates), order)
        or likely_date(draft.shown, first)
        or likely_date(draft.modified, first),
        source=_clean(draft.source or source),
        language="en" if draft.language else None,
        licence=_clean(draft.licence) if draft.licence else None,
        dates=dates,
        pages=pages or ((0,) if draft.paged else ()),
    )


def finish_given(draft: Draft, *, source: str) -> Reading:
    """The reading that a record carries, its text as it is, so that the evidence stays in place.

    A control character in it, which XML cannot hold and a terminal would obey, is a blank.

    Raises:
        DocumentError: it is not of the shape of `legation facts`.
    """
    record: dict[str, Any] = dict(draft.given or {})
    if isinstance(record.get("text"), str):
        record["text"] = _CONTROL.sub(" ", record["text"])
    if record.get("id") in (None, "") and isinstance(record.get("text"), str):
        record["id"] = digest(record["text"])
    try:
        reading = Reading.from_dict(
            {"source": source, **{key: value for key, value in record.items() if value is not None}}
        )
        if reading.document.date is not None:
            Interval.parse(reading.document.date)
        length = len(reading.document.text)
        for fact in reading.facts:
            for start, end in fact.evidence:
                if not 0 <= start < end <= length:
                    raise RecordError(f"evidence lies in the text of {length:,} characters; got {start} to {end}")
    except (RecordError, AttributeError, LookupError, TypeError, ValueError) as error:
        said = str(error) if isinstance(error, RecordError) else f"{type(error).__name__}: {error}"
        raise DocumentError(
            f"expected facts in the shape of `legation facts`; {said}; mend them, or leave --facts given out"
        ) from error
    return reading


def _undated(text: str, dates: tuple[DatedSpan, ...]) -> str:
    """The text without the lines of a chronology, whose dates are not that of the document."""
    if len(dates) < 2:
        return text
    kept, at = [], 0
    for start, end, _ in dates:
        kept.append(text[at:start])
        at = end
    return "".join((*kept, text[at:])).strip()


def _clean(value: str) -> str:
    """A value without what neither JSON nor a store takes: halves of characters, and control characters."""
    return "".join(char for char in value if unicodedata.category(char) not in ("Cs", "Cc") or char in "\n\t")
