"""Tells demonyms ("Turkish", "Georgians") from names of places, for corpora that call both places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.training.sentences import Text

# Endings of demonyms that the treebanks happen not to hold.
_ENDING = re.compile(r"[a-z](?:ian|ean|ese|ish|ani|eni)s?$")

# Americans, Iraqis, Greeks, Arabs; but not the Philippines.
_PLURAL = re.compile(r"(?<=[bikn])s$")

# Of the times that a treebank has the word, the part in which it must be an adjective. "American" and "English" are
# nouns too, and "Indian" is in names, so this is far less than half; hardly a place's name is an adjective ever.
_PART = 0.2


class Demonyms:
    """Whether the last word of a place's name makes it a demonym: by the tags in treebanks, else by the ending.

    Args:
        tagged: for each capitalised word how often each tag was seen.
    """

    def __init__(self, tagged: dict[str, Counter[str]]) -> None:
        self._tagged = tagged

    @classmethod
    def learn(cls, texts: Iterable[Text]) -> Demonyms:
        """Count the tags of capitalised words in parsed texts."""
        tagged: dict[str, Counter[str]] = {}
        for text in texts:
            for sentence in text:
                if sentence.syntax:
                    for word, tag in zip(sentence.words, sentence.syntax.tags, strict=True):
                        if word[:1].isupper():
                            tagged.setdefault(word, Counter())[tag] += 1
        return cls(tagged)

    def __call__(self, word: str) -> bool:
        """Whether it is a demonym.

        >>> demonyms = Demonyms({"Saudi": Counter(JJ=3, NNP=2), "Japan": Counter(NNP=9)})
        >>> [demonyms(word) for word in ("Saudi", "Saudis", "Japan", "Moldovan", "Albanian", "Sweden")]
        [True, True, False, False, True, False]
        """
        seen = [tags for form in (word, _PLURAL.sub("", word)) if (tags := self._tagged.get(form))]
        if not seen:
            return bool(_ENDING.search(word))
        return any(tags["JJ"] / tags.total() >= _PART for tags in seen)
