"""Who is in the delegation that a document speaks of: who leads it, and the names that are listed under it.

An announcement says "Members of the delegation:" and gives a name a paragraph; what the delegation does, they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

if TYPE_CHECKING:
    from extract.discourse import Discourse

# Words of a heading under which the members of a delegation are listed.
_HEADINGS = frozenset({"delegate", "delegation", "member", "participant"})
# How many words may stand before the name in a listed paragraph ("The Honorable …").
_NEAR = 6


def delegates(discourse: Discourse) -> tuple[str, ...]:
    """The persons that a document names as its delegation, in the order of the text; empty where it names none."""
    found = [entity for verb in discourse.doc for entity in _leaders(discourse, verb)]
    paragraphs = list(_paragraphs(discourse))
    for place, heading in enumerate(paragraphs):
        if heading[-1].text == ":" and any(token.lemma_.lower() in _HEADINGS for token in heading):
            for paragraph in paragraphs[place + 1 :]:
                name = _name_at_start(discourse, paragraph)
                if name is None:
                    break
                found.append(name)
    return tuple(dict.fromkeys(found))


def _leaders(discourse: Discourse, verb: Token) -> Iterator[str]:
    """Who "leads" or "heads the delegation", where a word says so."""
    if verb.lemma_ not in {"head", "lead"} or not any(child.lemma_ == "delegation" for child in verb.children):
        return
    for child in verb.children:
        if child.dep_ == "nsubj":
            yield from (entity for entity in discourse.refs(child) if discourse.type(entity) == "Person")


def _paragraphs(discourse: Discourse) -> Iterator[Span]:
    """The paragraphs of a document, without the white space between them."""
    doc, start = discourse.doc, 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield doc[start : token.i]
            start = token.i + 1
    if start < len(doc):
        yield doc[start : len(doc)]


def _name_at_start(discourse: Discourse, paragraph: Span) -> str | None:
    for token in paragraph[:_NEAR]:
        mention = discourse.mention_at(token.i)
        if mention is not None and discourse.type(mention.entity) == "Person":
            return mention.entity
    return None
