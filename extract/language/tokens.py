"""How text is split into words: spaCy's English rules, and one of ours."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

# "U.S.-China" is three words, as "Sino-Russian" and "EU-China" are to spaCy's own rules.
_BEHIND_INITIALS = r"(?<=[A-Z]\.[A-Z]\.)-(?=[A-Za-z])"


def blank() -> Language:
    """An English pipeline that only splits text into tokens, of whatever length.

    >>> [token.text for token in blank()("The U.S.-China talks")]
    ['The', 'U.S.', '-', 'China', 'talks']
    """
    nlp = spacy.blank("en")
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), _BEHIND_INITIALS])
    assert isinstance(nlp.tokenizer, Tokenizer)
    nlp.tokenizer.infix_finditer = infixes.finditer
    # A text is as long as it is; the limit of spaCy is for models whose memory grows with it.
    nlp.max_length = 1_000_000_000
    return nlp
