"""Phrases with what they mean, found in a sequence of words: folded, but with an eye for capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Generic, Literal, NamedTuple, TypeVar

Case = Literal["exact", "first", "any"]
Value = TypeVar("Value")

_PART = re.compile(r"[^\W_]+(?:['’ʻʼ`.](?=\w)[^\W_]+)*|[,&]")
_MARK = re.compile(r"['’ʻʼ`.]")
_S = re.compile(r"['’]s\b")
_INSIDE = frozenset("-–—‑'’./+")
"""Words that a phrase may hold without their counting."""


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Text without accents and case, for comparing.

    >>> fold("Chişinău"), fold("Straße")
    ('chisinau', 'strasse')
    """
    return _plain(text).casefold()


def _plain(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ə": "a", "Ə": "A"})


@lru_cache(maxsize=100_000)
def parts(word: str) -> tuple[tuple[str, str], ...]:
    """The parts of a word that count, each folded and as it stands: hyphens split, dots and apostrophes go.

    >>> parts("Guinea-Bissau")
    (('guinea', 'Guinea'), ('bissau', 'Bissau'))
    >>> parts("U.S."), parts("d’Ivoire"), parts("'s")
    ((('us', 'US'),), (('divoire', 'dIvoire'),), (('s', 's'),))
    """
    if word.isalnum():
        pieces = [_plain(word)]
    else:
        pieces = [
            "and" if piece == "&" else _MARK.sub("", _plain(piece)) for piece in _PART.findall(_S.sub(" s", word))
        ]
    return tuple((piece.casefold(), piece) for piece in pieces)


class _Ending(NamedTuple, Generic[Value]):
    """A phrase that ends here: how closely its capitals count, which part holds the first, and how it is written."""

    case: Case
    capital: int
    raw: str
    value: Value


class _Node(dict[str, "_Node[Value]"], Generic[Value]):
    """What may follow, by the next part; and what ends here."""

    __slots__ = ("ends",)
    ends: list[_Ending[Value]]


class Phrases(Generic[Value]):
    """Phrases, each with values, that are looked for word by word.

    Use it for names and titles. A phrase of case `exact` is met only in its own capitals (`US`, `WHO`); of case
    `first` only where its first capital stands (`Turkey`, `al-Shabaab`); of case `any` anyhow.

    >>> phrases = Phrases[str]()
    >>> phrases.add("Côte d'Ivoire", "CI")
    >>> phrases.longest(["the", "Cote", "d’Ivoire", "team"], 1)
    (3, ('CI',))
    """

    def __init__(self) -> None:
        self._root: _Node[Value] = _Node()

    def add(self, phrase: str, value: Value, *, case: Case = "first") -> None:
        """Adds a value under a phrase; values of one phrase keep the order in which they came."""
        node = self._root
        written: list[str] = []
        for word in phrase.split():
            for folded, raw in parts(word):
                written.append(raw)
                following = node.get(folded)
                if following is None:
                    following = node[folded] = _Node()
                node = following
        if not written:
            return
        capital = next((i for i, raw in enumerate(written) if raw[0].isupper()), -1)
        ending = _Ending("any" if case == "first" and capital < 0 else case, capital, "".join(written), value)
        try:
            node.ends.append(ending)
        except AttributeError:
            node.ends = [ending]

    def longest(self, words: Sequence[str], start: int) -> tuple[int, tuple[Value, ...]] | None:
        """The longest phrase that begins at a word, as the end (exclusive) and its values; `None` where none does."""
        best = None
        for found in self._walk(words, start):
            best = found
        return best

    def find(self, phrase: str) -> tuple[Value, ...]:
        """The values of a phrase that is all there is; empty where it is unknown."""
        words = phrase.split()
        return next((values for end, values in self._walk(words, 0) if end == len(words)), ())

    def _walk(self, words: Sequence[str], start: int) -> Iterator[tuple[int, tuple[Value, ...]]]:
        node = self._root
        seen: list[str] = []
        for index in range(start, len(words)):
            pieces = parts(words[index])
            if not pieces:
                if index > start and words[index] in _INSIDE:
                    continue
                return
            for folded, raw in pieces:
                following = node.get(folded)
                if following is None:
                    return
                node = following
                seen.append(raw)
            values = tuple(ending.value for ending in getattr(node, "ends", ()) if _fits(ending, seen))
            if values:
                yield index + 1, values


def _fits(ending: _Ending[Value], seen: Sequence[str]) -> bool:
    if ending.case == "exact":
        return "".join(seen) == ending.raw
    return ending.case == "any" or seen[ending.capital][0].isupper()
