"""Whether a text is English."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from graph.errors import DocumentError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Frequent English words that its neighbours do not have: "of" and "we" are Dutch too, "at" and "her" Danish, "will"
# German, "on" French, "he" and "has" Spanish.
_FREQUENT = (
    "the and that with from this which been were would their they his its it she you not who said during between about "
    "other our into than also when could should these those what there first year"
)
_ENGLISH = frozenset(_FREQUENT.split())
_NAMES = frozenset({"en", "eng", "english"})
_WORD = re.compile(r"[^\W\d_]+")

# Texts with fewer words than this have no share: of so few it says nothing.
_ENOUGH = 20
# From this share on a text is English for certain, and need not be looked at more closely: samples of Danish, Dutch,
# French, German, Spanish and Turkish had 0.03 and less, running English text mostly twice as much as this.
_CERTAIN = 0.12
# Up to this share it may be another language.
_NONE = 0.04
# Words of the beginning that are looked at.
_SAMPLE = 2000

# Chronologies, lists, tables and headlines have few frequent words. There a detector (py3langid) is asked how likely
# English is in pieces of so many characters, evenly spread. Of the texts in `tests/data/languages.txt` the least likely
# English one had 0.018, the likeliest of 48 other languages 0.0003; of 411 English documents one had a piece below the
# limit, which was Spanish. `benchmarks/languages.py` prints this anew.
_PIECE, _PIECES = 250, 10
_LIKELY = 0.003
# Languages that nobody writes news in, some of them so near to English that a list of names is taken for one of them.
_LEFT_OUT = frozenset("pcm eo bcl la vo zxx gcf gcr ext hbo ang sco ia ie io jam tpi bi".split())
# With fewer words than this a text gets the benefit of the doubt, if it is in our letters.
_FEW = 8
_LETTERS = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")


def english_share(text: str) -> float | None:
    """The share of frequent English words among the first words of a text; `None` where they are too few to tell.

    >>> english_share("Bonjour") is None
    True
    """
    words = [match.group().lower() for match in islice(_WORD.finditer(text), _SAMPLE)]
    return sum(word in _ENGLISH for word in words) / len(words) if len(words) >= _ENOUGH else None


def english_likelihoods(text: str) -> list[float]:
    """How likely it is that each of some pieces of a text is English, from 0 to 1, among 130 languages.

    >>> [each > 0.5 for each in english_likelihoods("The foreign minister travelled to Riga on Monday.")]
    [True]
    """
    count = max(1, len(text) // _PIECE)
    step = max(1, count // _PIECES)
    starts = range(0, count * _PIECE, step * _PIECE)
    pieces = (text[start : start + _PIECE] for start in islice(starts, _PIECES))
    # A piece in capitals is a headline, and the detector knows words as they are written in running text.
    return [float(dict(_detector().rank(piece.title() if piece.isupper() else piece))["en"]) for piece in pieces]


def is_foreign(paragraph: str) -> bool:
    """Whether a paragraph is running text in another language; a list of foreign names is not.

    >>> is_foreign("Les deux ministres se sont rencontrés à Paris et ont signé un accord sur les transports entre eux.")
    True
    """
    if (english_share(paragraph) or 0) >= _NONE:
        return False
    words = [match.group() for match in islice(_WORD.finditer(paragraph), _SAMPLE)]
    if not words:
        return False
    if sum(bool(_LETTERS.match(word)) for word in words) * 2 < len(words):
        return True
    if sum(word[0].islower() for word in words) * 2 < len(words):
        return False
    likely = english_likelihoods(paragraph)
    return sum(each >= _LIKELY for each in likely) * 2 < len(likely)


def require_english(text: str, language: str | None = None) -> None:
    """Pass a text that is English, and one too short to tell.

    Args:
        text: plain text.
        language: what its source says it is in, `en` or `en-GB`, or `English`.

    Raises:
        DocumentError: the source names another language, or the words are not English.
    """
    if language and not _NAMES.intersection(re.split(r"[-_,;/\s]+", language.strip().lower())):
        raise DocumentError(f"expected English; its language is given as {language!r}; translate it first")
    share = english_share(text)
    if share is not None and share >= _CERTAIN:
        return
    words = [match.group() for match in islice(_WORD.finditer(text), _SAMPLE)]
    if not words:
        raise DocumentError("expected English; there are no words in it")
    ours = sum(bool(_LETTERS.match(word)) for word in words) * 2 >= len(words)
    if len(words) < _FEW and ours:
        return
    likely = english_likelihoods(text) if ours else [0.0]
    if sum(each >= _LIKELY for each in likely) * 2 < len(likely):
        raise DocumentError(
            f"expected English; its words are {'of another language' if ours else 'in other letters'} "
            f"(the likelihood of English is {max(likely):.2g}, at least {_LIKELY} is needed); translate it first"
        )


@cache
def _detector() -> LanguageIdentifier:
    """The detector; loading it takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages([name for name in map(str, detector.labels) if name not in _LEFT_OUT])
    return detector
