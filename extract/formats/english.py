"""Whether a text is English."""

from __future__ import annotations

import re
from itertools import islice

from graph.errors import DocumentError

# Frequent English words that its neighbours do not have: "of" and "we" are Dutch too, "at" and "her" Danish, "will"
# German, "on" French, "he" and "has" Spanish.
_FREQUENT = (
    "the and that with from this which been were would their they his its it she you not who said during between about "
    "other our into than also when could should these those what there first year"
)
_ENGLISH = frozenset(_FREQUENT.split())
_WORD = re.compile(r"[^\W\d_]+")

# Texts with fewer words than this pass: a share of so few says nothing. Below the second number a single English
# word is enough: a short notice full of names has few others.
_ENOUGH, _MANY = 20, 80
# Nearly three hundred English news, readouts and lists of delegates had 0.10 and more; samples of Danish, Dutch,
# French, German, Spanish and Turkish 0.03 and less.
_LEAST = 0.05
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
    short = share is not None and share > 0 and len(_WORD.findall(text[: _MANY * 20])) < _MANY
    if share is not None and share < _LEAST and not short:
        raise DocumentError(
            f"expected English; of its words {share:.0%} are among the most frequent English ones, at least "
            f"{_LEAST:.0%} are needed; translate it first"
        )
