"""What a file yields before it becomes a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text with whatever its source says about it, still as the source words it; see `graph.records.Document`.

    Args:
        text: with a form feed between the pages where they are known.
        date: when it was written, in any form that `parse_date` takes.
        shown: a date that stands with the text, in such a form; only counts where neither `date` nor the text tell.
        modified: when it was changed; only counts where nothing tells when it was written.
        given: the whole record, where it carries facts.
        paged: whether the original has pages, though it may be one only.
        remark: how it was read, where that may not be what was meant.
    """

    text: str
    id: str | None = None
    title: str | None = None
    date: str | int | float | None = None
    shown: str | None = None
    modified: str | None = None
    source: str | None = None
    language: str | None = None
    licence: str | None = None
    given: Mapping[str, Any] | None = None
    paged: bool = False
    remark: str | None = None
