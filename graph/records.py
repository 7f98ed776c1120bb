"""The records that facts are about and stand in: documents with the spans of their text, and entities.

Records are frozen and hashable, and turn into plain JSON and back (`to_dict`, `from_dict`). An id is a hash of what
makes a record the same record; nothing here depends on a clock, on chance or on hash order.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, Literal, get_args

from graph.errors import RecordError

EntityType = Literal["Person", "State", "Organisation", "Place", "Event", "Agreement", "Mission"]
ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)

Span = tuple[int, int]
"""Half-open character offsets `[start, end)` into a document's text."""

DatedSpan = tuple[int, int, str]
"""A span of a document's text and the date that it has there: `2024`, `2024-03`, `2024-03-18` or `2024/2025`."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

_HEADING, _HEADING_READ = 60, 200
"""The most characters of what a document without a title is called, and of its text to take them from."""


def digest(*parts: str) -> str:
    """A short, stable hash of some strings, for ids: 16 hexadecimal digits.

    >>> digest("visit", "person/jens-stoltenberg")
    '93e15cb0a3cbd84b'
    """
    whole = "\x1f".join(unicodedata.normalize("NFC", part) for part in parts)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text and what is known about it. `id` is a hash of the text where the source gives none.

    Args:
        id: a word, a number, an address or a URN, without spaces; unique in a store.
        text: plain text, paragraphs separated by a blank line. All offsets point into it.
        title: the headline, where there is one.
        date: when it was written, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; relative dates are resolved against it.
        source: where it comes from: a path, an address, a citation.
        language: ISO 639-1 code.
        licence: the terms it is under, as the source words them.
        dates: stretches of the text with a date of their own, in order and apart: the lines of a chronology. What is
            told there happened then, unless its own words say otherwise.
        pages: where each page of the original begins in the text, the first at 0; empty where it has no pages.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    language: str | None = None
    licence: str | None = None
    dates: tuple[DatedSpan, ...] = ()
    pages: tuple[int, ...] = ()

    @property
    def heading(self) -> str:
        """What it is called: its title, or its first words.

        >>> Document(id="wire", text="Oslo, 3 March. The minister of trade of Norway received her colleague.").heading
        '“Oslo, 3 March. The minister of trade of Norway received …”'
        """
        if self.title:
            return self.title
        words = shorten(self.text[:_HEADING_READ], _HEADING, placeholder=" …")
        return f"“{words}”" if words else self.id

    def page(self, offset: int) -> int | None:
        """The number of the page, from 1, on which a character of the text stands; None where there are no pages.

        >>> Document(id="release", text="First page. Second page.", pages=(0, 12)).page(15)
        2
        """
        return bisect_right(self.pages, offset) or None


def on_a_line(text: str) -> str:
    """A name or a title on one line, without control characters and marks that turn the direction of what follows.

    XML has no place for the former, and a terminal would obey both.

    >>> on_a_line("Ada\\nLind"), on_a_line("\\x1b[31mBo\\u202e")
    ('Ada Lind', '[31mBo')
    """
    return text if text.isprintable() else " ".join(_TURNING.sub("", _CONTROL.sub(" ", text)).split())


def quote(text: str, evidence: tuple[Span, ...]) -> str:
    """The text of some spans, white space folded, with ` … ` between them.

    >>> quote("Ada met Bo. Later they parted.", ((0, 11), (12, 17)))
    'Ada met Bo. … Later'
    """
    return " … ".join(on_a_line(" ".join(text[start:end].split())) for start, end in evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, state, organisation, place, event, agreement or mission.

    Args:
        id: `state/AZ`, `organisation/nato`, `person/jens-stoltenberg`: the local part of its IRI.
        type: one of `ENTITY_TYPES`.
        names: the preferred name first, then every other name it goes by; at least one.
        country: the id of the state that a place lies in, or that an organisation or mission belongs to.
        wikidata: its Wikidata id (`Q227`), where a table gives one.
    """

    id: str
    type: EntityType
    names: tuple[str, ...]
    country: str | None = None
    wikidata: str | None = None

    def __post_init__(self) -> None:
        if self.type not in ENTITY_TYPES:
            raise RecordError(f"an entity's type is one of {', '.join(ENTITY_TYPES)}; got {self.type!r}")
        if not self.names:
            raise RecordError(f"an entity has at least one name; {self.id!r} has none")
        if not all(map(str.isprintable, self.names)):
            object.__setattr__(self, "names", tuple(map(on_a_line, self.names)))

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.names[0]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON; absent values are left out. The id is the key it is stored under, and is left out too."""
        out: dict[str, Any] = {"type": self.type, "names": list(self.names)}
        if self.country:
            out["country"] = self.country
        if self.wikidata:
            out["wikidata"] = self.wikidata
        return out

    @classmethod
    def from_dict(cls, id: str, data: Mapping[str, Any]) -> Entity:
        """The mirror of `to_dict`.

        Raises:
            RecordError: `type` or `names` is missing or wrong.
        """
        try:
            return cls(
                id=id,
                type=data["type"],
                names=tuple(data["names"]),
                country=data.get("country"),
                wikidata=data.get("wikidata"),
            )
        except KeyError as error:
            raise RecordError(f"entity {id!r} lacks {error.args[0]!r}; it has {sorted(data)}") from error
