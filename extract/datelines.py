"""Datelines: the place from which a report comes, before the first dash of a paragraph ("VIENTIANE, Laos – …").

A dateline takes no part in the sentence behind it, though it looks like a part of its subject.
"""

from __future__ import annotations

from spacy.tokens import Doc

_DASHES = frozenset({"-", "–", "—", "--"})
# A dateline is no longer than this, in words and marks.
_LONGEST = 8


def dateline_tokens(doc: Doc) -> frozenset[int]:
    """The tokens of the datelines of a document: names, dates and commas from the start of a paragraph to a dash."""
    found: set[int] = set()
    starts = [0, *(token.i + 1 for token in doc if token.is_space and "\n" in token.text)]
    for start in starts:
        for token in doc[start : start + _LONGEST]:
            if token.text in _DASHES and token.i > start and doc[token.i - 1].whitespace_ and token.whitespace_:
                found.update(range(start, token.i))
            if token.pos_ not in {"PROPN", "PUNCT", "NUM"} or token.text in _DASHES:
                break
    return frozenset(found)
