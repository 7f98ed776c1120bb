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

# Texts with fewer words than this pass: a share of so few says nothing. Below the second number a text is refused only
# where words of another language speak against it: a short notice full of names has few words of any.
_ENOUGH, _MANY = 20, 80
_FOREIGN = frozenset(
    "auf av bir bu che da dans de dei del den der des det di die do du een ein eine el en er est et för gli het ich "
    "ikke ile için ist la las le les los mit nicht niet non og och på per por pour que qui som und une van ve von voor "
    "y zu".split()
)
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
    if share is not None and share < _LEAST and not _is_short_english(text):
        raise DocumentError(
            f"expected English; of its words {share:.0%} are among the most frequent English ones, at least "
            f"{_LEAST:.0%} are needed; translate it first"
        )


def _is_short_english(text: str) -> bool:
    """Whether a short text without frequent words is English all the same: one word in ten is not of elsewhere."""
    words = [match.group().lower() for match in islice(_WORD.finditer(text), _MANY)]
    foreign = sum(word in _FOREIGN or not word[0].isascii() for word in words)
    return len(words) < _MANY and foreign * 10 < len(words)
