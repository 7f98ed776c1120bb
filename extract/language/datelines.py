"""Datelines: the place from which a report comes, before the first dash of a paragraph ("VIENTIANE, Laos – …").

A dateline takes no part in the sentence behind it, though it looks like a part of its subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

_DASHES = frozenset({"-", "–", "—", "--"})
# A dateline is no longer than this, in words and marks.
_LONGEST = 8


def report_starts(doc: Doc, paragraphs: Iterable[int]) -> Iterator[int]:
    """Where the sentence behind each dateline begins, told by the words alone, before anything is parsed.

    A dateline gives its place in capitals, or a date or an agency with it; a name between dashes is none ("NATO – the
    alliance – met"), and neither is a range of numbers.

    Args:
        doc: a text, only split into tokens.
        paragraphs: the places of the tokens that begin a paragraph.

    >>> import spacy
    >>> doc = spacy.blank("en")("OSLO, 4 May 2021 – The minister met the king.")
    >>> list(report_starts(doc, [0]))
    [6]
    """
    for start in paragraphs:
        opening = doc[start : start + _LONGEST]
        dash = next((token for token in opening if is_dash(token)), None)
        if dash is None or dash.i == start or dash.i + 1 >= len(doc):
            continue
        place, behind = doc[start : dash.i], dash.nbor()
        named = all(token.is_title or token.is_upper or token.is_digit or token.is_punct for token in place)
        capitals = place[0].is_upper and place[0].is_alpha and len(place[0]) > len("EU")
        told = capitals or any(token.is_digit or token.text == "(" for token in place)
        if named and told and (behind.is_title or behind.is_upper) and _is_alone(dash):
            yield behind.i


def _is_alone(dash: Token) -> bool:
    """Whether no second dash closes what the first one opens, before the sentence ends."""
    for token in dash.doc[dash.i + 1 :]:
        if token.text in {".", "!", "?"} or (token.is_space and "\n" in token.text):
            return True
        if is_dash(token):
            return False
    return True


def is_dash(token: Token) -> bool:
    """Whether a token is a dash with space around it, which sets what is before it apart."""
    return token.text in _DASHES and token.i > 0 and bool(token.nbor(-1).whitespace_ and token.whitespace_)
