"""What the person who names the files knows about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.errors import DocumentError

FIELDS = ("id", "text", "title", "date", "source", "language", "licence")
"""What a record can say of a document, by the names of `graph.records.Document`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known of the inputs beyond what they say themselves. Use it for what a command line can tell.

    Args:
        fields: where a record keeps what, as `{"text": "body"}`; a dot leads into an object (`fields.bodyText`).
        first: what comes first in dates such as `5/3/2024`; without it they are refused.
        facts: `anew` reads every text; `given` takes the facts that a record carries, in the shape of
            `legation facts`, as they are, and reads only the texts that come without.

    >>> Hints(fields=named_fields(["text=body", "date=published"])).fields["date"]
    'published'
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    first: Literal["day", "month"] | None = None
    facts: Literal["anew", "given"] = "anew"


def named_fields(pairs: Iterable[str]) -> dict[str, str]:
    """The fields that people name, `NAME=THEIRS` each.

    Raises:
        DocumentError: one is not of this form, or names no field of a document.

    >>> named_fields(["text=story"])
    {'text': 'story'}
    """
    found = {}
    for pair in pairs:
        name, given, theirs = pair.partition("=")
        if not given or not theirs or name not in FIELDS:
            raise DocumentError(
                f"a field is NAME=THEIRS, such as text=body, with one of {', '.join(FIELDS)} before the sign; "
                f"got {pair!r}"
            )
        found[name] = theirs
    return found
