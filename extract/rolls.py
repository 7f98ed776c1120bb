"""Lists under a heading: "Members of the delegation:", "The countries that will take part are:", and a name a line.

What a delegation does is done by those whom the document names as its members; who is listed under a heading that
speaks of taking part takes part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from extract.entity_types import STATELIKE

if TYPE_CHECKING:
    from extract.discourse import Discourse

# Words of a heading under which the members of a delegation are listed.
_MEMBERS = frozenset({"delegate", "delegation", "member"})
# Nouns and verbs that together say that what follows takes part.
_WHO = frozenset({"attendee", "country", "delegation", "government", "nation", "participant", "state"})
_TAKE_PART = frozenset({"attend", "be", "gather", "include", "meet", "participate", "represent", "take"})
# How an item of a list begins: "- ", "(a) ", "2. ".
_ITEM = re.compile(r"(?:[-*•–·]|\(?\w{1,3}[.)])\s")
# No list that a heading introduces is longer.
_LONGEST = 250
# How many words may stand before the name in a listed paragraph ("The Honorable …").
_NEAR = 6


def delegates(discourse: Discourse) -> tuple[str, ...]:
    """The persons that a document names as its delegation, in the order of the text; empty where it names none."""
    leading = [*discourse.by_lemma.get(("VERB", "head"), ()), *discourse.by_lemma.get(("VERB", "lead"), ())]
    found = [entity for verb in sorted(leading, key=lambda verb: verb.i) for entity in _leaders(discourse, verb)]
    for heading, listed in _headings(discourse):
        if any(token.lemma_.lower() in _MEMBERS for token in heading):
            for paragraph in listed:
                name = _name_at_start(discourse, paragraph)
                if name is None:
                    break
                found.append(name)
    return tuple(dict.fromkeys(found))


def rolls(discourse: Discourse) -> Iterator[tuple[Token, tuple[str, ...]]]:
    """The states and bodies that are listed as taking part, each list with the noun of its heading."""
    for heading, listed in _headings(discourse):
        nouns = [token for token in heading if token.lemma_.lower() in _WHO and token.tag_ in {"NNS", "NNPS"}]
        if nouns and any(token.lemma_ in _TAKE_PART for token in heading):
            found = tuple(dict.fromkeys(_in_bullets(discourse, listed, STATELIKE)))
            if found:
                yield nouns[0], found


def listed_under(discourse: Discourse, token: Token, types: frozenset[str]) -> tuple[str, ...]:
    """The entities of some types in the list under the paragraph of a word, where it ends in a colon and has one."""
    for heading, listed in _headings(discourse):
        if heading.start <= token.i < heading.end:
            return tuple(_in_bullets(discourse, listed, types))
    return ()


def _in_bullets(discourse: Discourse, listed: list[Span], types: frozenset[str]) -> Iterator[str]:
    for paragraph in listed:
        if not _ITEM.match(paragraph.text):
            return
        mentions = (discourse.mention_at(token.i) for token in paragraph)
        entities = dict.fromkeys(mention.entity for mention in mentions if mention is not None)
        yield from (entity for entity in entities if discourse.type(entity) in types)


def _leaders(discourse: Discourse, verb: Token) -> Iterator[str]:
    """Who "leads" or "heads the delegation", where a word says so."""
    if not any(child.lemma_ == "delegation" for child in verb.children):
        return
    for child in verb.children:
        if child.dep_ == "nsubj":
            yield from (entity for entity in discourse.refs(child) if discourse.type(entity) == "Person")


def _headings(discourse: Discourse) -> Iterator[tuple[Span, list[Span]]]:
    """The paragraphs that end in a colon, each with those behind it."""
    for place in discourse.headings:
        yield discourse.paragraphs[place], discourse.paragraphs[place + 1 : place + 1 + _LONGEST]


def _name_at_start(discourse: Discourse, paragraph: Span) -> str | None:
    for token in paragraph[:_NEAR]:
        mention = discourse.mention_at(token.i)
        if mention is not None and discourse.type(mention.entity) == "Person":
            return mention.entity
    return None
