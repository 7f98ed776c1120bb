"""Words as the encoder reads them: word pieces of a lower-cased vocabulary, and a class for the case that it loses."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer

CASES = ("none", "lower", "title", "upper", "mixed", "digit", "other")
"""The classes of the case embedding; the index is the class. `none` is for padding and the two marks of a window."""

BEGIN, PAD, END, UNKNOWN, MASK = 0, 1, 2, 104, 30_526
"""Pieces of MPNet's vocabulary: begin of a window, padding, end of a part of it, an unknown word, a hidden word."""

LONGEST = 8
"""Pieces that a word may have; the rest is cut. Longer words are addresses and noise, and the first piece is read."""

# One text of 5 MB has some 50,000 different words; a stream of texts must not fill the memory.
_CACHED_WORDS = 200_000


def case_of(word: str) -> int:
    """The case class of a word, an index into `CASES`.

    >>> [CASES[case_of(word)] for word in ("visit", "Baku", "NATO", "McCain", "2024", ";", "I")]
    ['lower', 'title', 'upper', 'mixed', 'digit', 'other', 'title']
    """
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 3
    if word[:1].isupper() and (len(word) == 1 or word[1:].islower()):
        return 2
    if any(char.isdigit() for char in word):
        return 5
    if any(char.isupper() for char in word):
        return 4
    return 6


class Pieces:
    """The word pieces and the case of words, each word looked up once.

    Args:
        tokenizer: the text of a `tokenizer.json` with MPNet's vocabulary.
    """

    def __init__(self, tokenizer: str) -> None:
        self._tokenizer: Tokenizer = Tokenizer.from_str(tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def __call__(self, words: Sequence[str]) -> list[tuple[tuple[int, ...], int]]:
        """For each word its pieces (one to `LONGEST` numbers of the vocabulary) and its case class."""
        known = self._known
        new = sorted({word for word in words if word not in known})
        if new:
            if len(known) > _CACHED_WORDS:
                known.clear()
                new = sorted(set(words))
            # Nothing beyond the first few pieces is kept, so nothing beyond the first letters need be cut into pieces.
            encoded = self._tokenizer.encode_batch([word[:100] for word in new], add_special_tokens=False)
            for word, encoding in zip(new, encoded, strict=True):
                known[word] = (tuple(encoding.ids[:LONGEST]) or (UNKNOWN,), case_of(word))
        return [known[word] for word in words]
