"""An annotated text as words, with the way from characters to words."""

from __future__ import annotations

from collections import defaultdict

from spacy.language import Language

from extract.language.windows import paragraph_starts

DETERMINERS = frozenset("the a an this that these those".split())
"""Words before a mention that are no part of it."""


class Words:
    """The words of a text, none of them white space."""

    def __init__(self, nlp: Language, text: str) -> None:
        doc = nlp.make_doc(text)
        solid = [token for token in doc if not token.is_space]
        self.words = [token.text for token in solid]
        self.lower = [word.lower() for word in self.words]
        self.starts = [token.idx for token in solid]
        self.ends = [token.idx + len(token) for token in solid]
        place = {token.i: i for i, token in enumerate(solid)}
        self.bounds = {place[i] for i in paragraph_starts([token.text for token in doc]) if i in place}
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.lower):
            self.by_word[word].append(i)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The words that touch some characters, without the determiners before them."""
        inside = [i for i in range(len(self.words)) if self.starts[i] < end and self.ends[i] > start]
        while len(inside) > 1 and self.lower[inside[0]] in DETERMINERS:
            inside = inside[1:]
        return (inside[0], inside[-1] + 1) if inside else None
