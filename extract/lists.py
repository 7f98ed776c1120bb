"""Lists of names that stand behind a noun, read off the tokens: "members (A, B and C)", "three countries - A, B, C".

The grammar of a long list is where parsers err most; its punctuation is plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

if TYPE_CHECKING:
    from extract.discourse import Discourse

# What may stand between a noun and its list.
_OPENERS = frozenset("( - – — : ; , of like including include includes namely are".split())
_SEPARATORS = frozenset({",", "and", "or", "&", ";", "also", "both", "the", "then"})
# A list of names is at least this long; a single name behind a comma is more often something else.
SHORTEST = 2


def list_behind(
    discourse: Discourse, noun: Token, *, types: frozenset[str], shortest: int = SHORTEST
) -> tuple[str, ...]:
    """The names listed behind a noun, in order; empty where there is no list.

    Args:
        discourse: the document.
        noun: the noun that the list spells out.
        types: the types of entity that belong in it; the list ends before another.
        shortest: how many names make a list.
    """
    doc = noun.doc
    at = noun.i + 1
    end = noun.sent.end
    opened = False
    while at < end:
        word = doc[at].lower_
        if word in _OPENERS:
            opened = True
            at += 1
        elif word in {"such", "as", "the", "specifically", "consisting", "states", "countries", "nations"}:
            opened = opened or word == "such"
            at += 1
        else:
            break
    if not opened:
        return ()
    names = tuple(dict.fromkeys(_run(discourse, at, end, types)))
    return names if len(names) >= shortest else ()


def _run(discourse: Discourse, at: int, end: int, types: frozenset[str]) -> Iterator[str]:
    doc = discourse.doc
    while at < end:
        mention = discourse.mention_at(at)
        if mention is not None and discourse.type(mention.entity) in types:
            yield mention.entity
            at = mention.end
        elif doc[at].lower_ in _SEPARATORS:
            at += 1
        else:
            return
