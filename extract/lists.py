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
# What may introduce the list in a bracket.
_SPELLING = frozenset("consisting comprising made up composed of : namely including the".split())
# A list of names is at least this long; a single name behind a comma is more often something else.
SHORTEST = 2
# How many tokens may stand between a noun and the colon or comma before its list.
LONGEST_CLAUSE = 9


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
    end = noun.sent.end
    at = _behind_clause(discourse, noun, end, types)
    opened = at > noun.i + 1
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


def list_in_brackets(discourse: Discourse, noun: Token, *, types: frozenset[str]) -> tuple[str, ...]:
    """The names that a bracket right behind a word spells out, and nothing else: "the three (A, B and C)".

    Args:
        discourse: the document.
        noun: the last word before the bracket.
        types: the types of entity that belong in it.
    """
    doc = noun.doc
    at = noun.i + 2
    if at >= len(doc) or doc[noun.i + 1].text != "(":
        return ()
    while at < len(doc) and doc[at].lower_ in _SPELLING:
        at += 1
    names = tuple(dict.fromkeys(_run(discourse, at, noun.sent.end, types)))
    return names if len(names) >= SHORTEST else ()


def states_by_year(discourse: Discourse, verb: Token) -> Iterator[tuple[str, str]]:
    """The states, each with a year, behind a verb that is not said again: "Brunei joined in 1984, Laos in 1997".

    Args:
        discourse: the document.
        verb: the verb that is understood with each; the states begin behind it, and end before another verb.
    """
    states: list[str] = []
    at = verb.i + 1
    while at < verb.sent.end:
        mention = discourse.mention_at(at)
        word = verb.doc[at]
        if mention is not None and discourse.type(mention.entity) == "State":
            states.append(mention.entity)
            at = mention.end
            continue
        year = verb.doc[at + 1].text if at + 1 < verb.sent.end else ""
        if word.pos_ in {"VERB", "AUX"}:
            return
        if word.lower_ == "in" and states and len(year) == 4 and year.isdigit():
            yield from ((state, year) for state in states)
            at += 1
        if word.lower_ not in {",", "and", ";"}:
            states = []
        at += 1


def _behind_clause(discourse: Discourse, noun: Token, end: int, types: frozenset[str]) -> int:
    """Where a list may begin: right behind the noun, or behind what is said of it without such a name.

    "Members who have a veto, …", "seven observers were admitted: …".
    """
    doc = noun.doc
    at = noun.i + 1
    relative = any(token.tag_ in {"WP", "WDT"} for token in doc[at : min(at + 4, end)])
    closing = "," if relative else ":"
    for place in range(at, min(at + LONGEST_CLAUSE, end)):
        mention = discourse.mention_at(place)
        if mention is not None and discourse.type(mention.entity) in types and place > at + 3:
            break
        if doc[place].text in {closing, ":"} and place > at:
            return place + 1
    return at


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
