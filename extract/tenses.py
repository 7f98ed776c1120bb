"""The dates of a parsed document, each on the side that the tense of its clause looks to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extract.subjects import is_to
from extract.times import DAY_LONG, FUTURE, PAST, Time, find_times

# "On that day" is the last day that was named.
_THAT_DAY = re.compile(r"\bon (?:that|the same) day\b", re.IGNORECASE)


def times_by_token(doc: Doc, *, base: str | None) -> dict[int, Time]:
    """The dates of a parsed document, each under the index of its first word.

    The tense of a bare weekday or month is that of the nearest verb above it.
    """
    found: dict[int, Time] = {}
    day: str | None = None
    # Put together once: the text is made anew each time that it is asked for, and for each `Doc.char_span`.
    whole, starts = doc.text, [token.idx for token in doc]
    for sent in doc.sents:
        text = whole[sent.start_char : sent.end_char]
        past = find_times(text, base=base, tense=PAST)
        future = {time.start: time for time in find_times(text, base=base, tense=FUTURE)} if past else {}
        if day is not None:
            past += [Time(again.start(), again.end(), day) for again in _THAT_DAY.finditer(text)]
        for before in past:
            start, end = before.start + sent.start_char, before.end + sent.start_char
            span = doc[bisect_right(starts, start) - 1 : bisect_left(starts, end)]
            after = future.get(before.start, before)
            value = after.value if before.value != after.value and _looks_ahead(span.root) else before.value
            found[span.start] = Time(start, end, value)
            day = value if len(value) == DAY_LONG else day
    return found


def _looks_ahead(token: Token) -> bool:
    """Whether the clause around a token speaks of what is to come."""
    for above in _path(token):
        if above.pos_ not in {"VERB", "AUX"} and not any(child.dep_ == "cop" for child in above.children):
            continue
        words = {child.lower_ for child in above.children if child.dep_.startswith(("aux", "cop"))}
        if words & {"will", "shall", "'ll", "wo"} or above.lower_ in {"scheduled", "expected", "due", "planned", "set"}:
            return True
        if is_to(above) and not words & {"was", "were"}:
            return True
        if above.tag_ in {"VBD", "VBN"} or words & {"had", "was", "were", "has", "have"}:
            return False
        if above.tag_ == "VB" and any(child.lower_ == "to" for child in above.children):
            continue
    return False


def _path(token: Token) -> Iterator[Token]:
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token
