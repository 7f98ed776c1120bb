"""Phrases with what they mean, found in a sequence of words: folded, but with an eye for capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Generic, Literal, TypeVar

Case = Literal["exact", "first", "any"]
Value = TypeVar("Value")

_PART = re.compile(r"[^\W_]+(?:['’ʻʼ`.](?=\w)[^\W_]+)*|[,&]")
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
    out = []
    for piece in _PART.findall(re.sub(r"['’]s\b", " s", word)):
        plain = "and" if piece == "&" else re.sub(r"['’ʻʼ`.]", "", _plain(piece))
        out.append((plain.casefold(), plain))
    return tuple(out)


class _Node(Generic[Value]):
    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node[Value]] = {}
        self.ends: list[tuple[Case, int, str, Value]] = []


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
        pieces = [piece for word in phrase.split() for piece in parts(word)]
        for folded, _ in pieces:
            node = node.next.setdefault(folded, _Node())
        capital = next((i for i, (_, raw) in enumerate(pieces) if raw[0].isupper()), -1)
        if case == "first" and capital < 0:
            case = "any"
        if node is not self._root:
            node.ends.append((case, capital, "".join(raw for _, raw in pieces), value))

    def longest(self, words: Sequence[str], start: int) -> tuple[int, tuple[Value, ...]] | None:
        """The longest phrase that begins at a word, as the end (exclusive) and its values; `None` where none does."""
        best = None
        for end, values in self._walk(words, start):
            best = (end, values)
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
                following = node.next.get(folded)
                if following is None:
                    return
                node = following
                seen.append(raw)
            if node.ends:
                values = tuple(value for case, capital, raw, value in node.ends if _fits(case, capital, raw, seen))
                if values:
                    yield index + 1, values


def _fits(case: Case, capital: int, raw: str, seen: Sequence[str]) -> bool:
    if case == "exact":
        return "".join(seen) == raw
    return case == "any" or seen[capital][0].isupper()
