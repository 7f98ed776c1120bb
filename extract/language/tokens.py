"""How text is split into words: spaCy's English rules, and some of ours."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

_WITHIN = (
    # "U.S.-China" is three words, as "Sino-Russian" and "EU-China" are to spaCy's own rules.
    r"(?<=[A-Z]\.[A-Z]\.)-(?=[A-Za-z])",
    # A hyphen at which no line may break is one like others: "Paris\u2011based".
    r"(?<=[A-Za-z])\u2011(?=[A-Za-z])",
    # Links in Markdown, and brackets that were set without a space; the "s" of "member(s)" is no word.
    r"\]\((?=\w)",
    r"(?<=\w)\((?=\w\w)",
    r"(?<=\w\w)\)(?=-?\w)",
    r"(?<=\w\))-(?=\w)",
)


def blank() -> Language:
    """An English pipeline that only splits text into tokens, of whatever length.

    >>> [token.text for token in blank()("The U.S.-China talks")]
    ['The', 'U.S.', '-', 'China', 'talks']
    """
    nlp = spacy.blank("en")
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_WITHIN])
    assert isinstance(nlp.tokenizer, Tokenizer)
    nlp.tokenizer.infix_finditer = infixes.finditer
    # A text is as long as it is; the limit of spaCy is for models whose memory grows with it.
    nlp.max_length = 1_000_000_000
    return nlp
