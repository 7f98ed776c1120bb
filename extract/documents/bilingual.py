"""Texts that say the same in two languages: their English paragraphs alone are read."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extract.documents.draft import Draft
from extract.documents.english import is_foreign

_BLANK = re.compile(r"\n[ \t\r]*\n\s*|\f")
# A paragraph with fewer words is of the language of the one above it.
_TELLING = 20
# A quotation in another language is left where it stands; so many words are a version of the text.
_VERSION = 40


def english_alone(draft: Draft) -> Draft:
    """A draft without its paragraphs in other languages, with a remark that says so; as it is where there are none.

    Args:
        draft: of any text; where all of it is in another language it stays as it is, to be refused as such.

    >>> english_alone(Draft(text="One.\\n\\nTwo.")).text
    'One.\\n\\nTwo.'
    """
    bounds = [0, *(match.end() for match in _BLANK.finditer(draft.text)), len(draft.text)]
    paragraphs = [draft.text[start:end] for start, end in pairwise(bounds)]
    words = [len(paragraph.split()) for paragraph in paragraphs]
    told = [is_foreign(each) if count >= _TELLING else None for each, count in zip(paragraphs, words, strict=True)]
    if True not in told or False not in told:
        return draft
    last = next(each for each in told if each is not None)
    foreign = [last := last if each is None else each for each in told]
    left_out = sum(count for count, one in zip(words, foreign, strict=True) if one)
    if left_out < _VERSION:
        return draft
    kept = "".join(paragraph for paragraph, one in zip(paragraphs, foreign, strict=True) if not one)
    remark = f"{left_out:,} of its words are in another language and were left out; its English ones are read"
    return replace(draft, text=kept, remark=draft.remark or remark)
