"""Whether a text is English."""

from __future__ import annotations

import re
from itertools import islice

from graph.errors import DocumentError

# Frequent English words that are rare in other languages written in Latin letters ("in", "is", "was", "to" are not).
_FREQUENT = (
    "the of and that with from by this which have has had been were are would their they his her its it he she we you "
    "not but will who said on as at be or after during between about other our into than"
)
_ENGLISH = frozenset(_FREQUENT.split())
_WORD = re.compile(r"[^\W\d_]+")

# Texts with fewer words than this pass: a share of so few says nothing.
_ENOUGH = 20
# Half way between what was met: nearly three hundred English news, readouts and lists of nominees had 0.17 and more,
# samples of Danish, Dutch, French, German, Spanish and Turkish 0.08 and less.
_LEAST = 0.12
# Words of the beginning that are looked at.
_SAMPLE = 2000


def english_share(text: str) -> float | None:
    """The share of frequent English words among the first words of a text; `None` where they are too few to tell.

    >>> english_share("Bonjour") is None
    True
    """
    words = [match.group().lower() for match in islice(_WORD.finditer(text), _SAMPLE)]
    return sum(word in _ENGLISH for word in words) / len(words) if len(words) >= _ENOUGH else None


def require_english(text: str, language: str | None = None) -> None:
    """Pass a text that is English, and one too short to tell.

    Args:
        text: plain text.
        language: what its source says it is in, `en` or `en-GB`, or `English`.

    Raises:
        DocumentError: the source names another language, or the words are not English.
    """
    if language and re.split("[-_]", language.lower())[0] not in ("en", "eng", "english"):
        raise DocumentError(f"expected English; its language is given as {language!r}; translate it first")
    share = english_share(text)
    if share is not None and share < _LEAST:
        raise DocumentError(
            f"expected English; of its words {share:.0%} are among the most frequent English ones, at least "
            f"{_LEAST:.0%} are needed; translate it first"
        )
