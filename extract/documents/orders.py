"""What comes first in days such as `5/3/2024` where the dates of a table's records stand in one column."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Literal

from extract.documents.dates import parse_date, told_order
from extract.documents.draft import Draft
from extract.documents.hints import Hints
from extract.documents.json_files import Found
from graph.errors import DocumentError

# So many records are looked at ahead, and no more of their text than this.
_AHEAD, _LONGEST = 1_000, 32 * 2**20

# What those who read tables raise where one is damaged.
_DAMAGED = (DocumentError, OSError, ValueError, csv.Error)


def settled(found: Iterator[Found], hints: Hints) -> Iterator[Found]:
    """The drafts of a table, their days read in the order that another one of the first days in their column tells.

    Where none tells, where days contradict each other, or where the hints say it, they stay as they are.
    """
    ahead: list[Found] = []
    size, broken = 0, None
    try:
        for one in islice(found, _AHEAD):
            ahead.append(one)
            size += len(one[1].text) if isinstance(one[1], Draft) else 0
            if size > _LONGEST:
                break
    except _DAMAGED as error:  # what stands before it is read all the same
        broken = error
    order = None if hints.first else told_order(one.date for _, one in ahead if isinstance(one, Draft))
    for where, draft in chain(ahead, found):
        yield where, _ordered(draft, order) if order and isinstance(draft, Draft) else draft
    if broken is not None:
        raise broken


def _ordered(draft: Draft, order: Literal["day", "month"]) -> Draft:
    day = draft.date or ""
    try:
        parse_date(day)
    except DocumentError:  # it can be read two ways
        return replace(draft, date=parse_date(day, order))
    return draft
