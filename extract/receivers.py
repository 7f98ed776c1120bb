"""Whom an envoy is sent to: "to Fiji, the Republic of Kiribati, and Tonga"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

from extract.noun_phrases import FORMAL, past_determiners

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.linking import Mention


def read_receivers(discourse: Discourse, at: int) -> tuple[tuple[str, ...], int]:
    """The states, bodies or places in a list, each place as its state, and where the list ends.

    Args:
        discourse: the document, with its names.
        at: the index after the preposition: "to" Barbados, Grenada and Saint Lucia.
    """
    doc = discourse.doc
    found: list[str] = []
    stop = at
    while at < len(doc):
        at = _past_formal(doc, past_determiners(doc, at))
        mention = discourse.mention_at(at) if at < len(doc) else None
        if mention is None or discourse.type(mention.entity) not in {"State", "Organisation", "Place"}:
            break
        if found and _modifies(doc, mention):
            break
        found.append(_state_of(discourse, mention.entity))
        stop = at = mention.end
        separators = 0
        while at < len(doc) and doc[at].text in {",", "and"} and separators < 2:
            at += 1
            separators += 1
        if not separators or (doc[at - 1].text == "," and not _ends_in_and(discourse, at)):
            break
    return tuple(dict.fromkeys(found)), stop


def _modifies(doc: Doc, mention: Mention) -> bool:
    """Whether a name only tells something about the noun behind it: "and Finnish Foreign Minister"."""
    root = doc[mention.start : mention.end].root
    behind = doc[mention.end] if mention.end < len(doc) else None
    return root.pos_ == "ADJ" or (
        behind is not None and (behind.text in {"'s", "’s"} or behind.pos_ in {"NOUN", "PROPN"})
    )


def _state_of(discourse: Discourse, entity: str) -> str:
    """The state that a place lies in; anything else itself."""
    draft = discourse.register.drafts[entity]
    if draft.type == "Place" and draft.country and discourse.gazetteer.entity(draft.country):
        return discourse.register.known(draft.country)
    return entity


def _past_formal(doc: Doc, at: int) -> int:
    """Past "Republic of", "Federation of": the formal front of a state's name."""
    inner = at
    while inner < len(doc) and doc[inner].lower_ in FORMAL and inner - at < 3:
        inner += 1
    if inner > at and inner < len(doc) and doc[inner].lower_ == "of":
        return past_determiners(doc, inner + 1)
    return at


def _ends_in_and(discourse: Discourse, at: int) -> bool:
    """Whether a list goes on to an "and" with nothing but names and commas before it."""
    doc = discourse.doc
    while at < len(doc) and at < doc[at].sent.end:
        at = _past_formal(doc, past_determiners(doc, at))
        mention = discourse.mention_at(at) if at < len(doc) else None
        if mention is None or discourse.type(mention.entity) == "Person":
            return False
        at = mention.end
        while at < len(doc) and doc[at].text == ",":
            at += 1
        if at < len(doc) and doc[at].text == "and":
            return True
    return False
