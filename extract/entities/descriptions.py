"""What a thing that may be described only is called, and whether it bears a name: "the summit", "Minsk Protocol"."""

from __future__ import annotations

from spacy.tokens import Doc

from extract.entities.register import Draft, clean
from extract.entities.types import DESCRIBED
from extract.language.records import Mention
from graph.gazetteer import Gazetteer

_DETERMINERS = ("the ", "a ", "an ", "this ", "that ", "these ", "those ", "its ", "their ", "his ", "her ", "our ")
_BESIDES = frozenset({"acl:relcl", "appos", "cc", "conj", "parataxis", "punct"})
_BEFORE = frozenset({"case", "cc", "punct"})
_LONGEST = 16
_PARTS = (" in ", " of ", " on ", " for ", " between ", " with ", " at ", " to ", " under ", " from ")


def bare(text: str) -> str:
    """A name without the article or possessive before it.

    >>> bare("the Minsk Protocol"), bare("their talks")
    ('Minsk Protocol', 'talks')
    """
    low = text.lower()
    cut = next((len(word) for word in _DETERMINERS if low.startswith(word)), 0)
    return text[cut:] or text


def called(text: str) -> list[str]:
    """What a described thing is called: in full, and by what stands before its first preposition.

    >>> called("the summit in Cairo")
    ['summit in Cairo', 'summit']
    """
    name = bare(text)
    cut = min((at for part in _PARTS if (at := name.find(part)) > 0), default=len(name))
    return list(dict.fromkeys([name, name[:cut]]))


def in_full(doc: Doc, mention: Mention) -> str:
    """A description with all that its noun takes with it in the sentence, "resolution calling on both sides to …".

    Nothing where that is too long to be a name, or where the mention stands in the headline.

    Args:
        doc: read by the language model.
        mention: of something that is described.
    """
    if mention.title:
        return ""
    noun = doc[mention.start : mention.end].root
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    for child in noun.children:
        if child.i > noun.i and child.dep_ in _BESIDES:
            end = min(end, child.left_edge.i)
        elif child.i < noun.i and child.dep_ in _BEFORE:
            start = max(start, child.i + 1)
    while doc[end - 1].is_punct and end > mention.end:
        end -= 1
    start, end = min(start, mention.start), max(end, mention.end)
    return bare(clean(doc[start:end].text)) if end - start <= _LONGEST else ""


def is_title(text: str) -> bool:
    """Whether a name is written as a title, which means one thing in the world: "Minsk Protocol"."""
    words = [word for word in bare(text).split() if word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) * 2 > len(words)


def is_named(draft: Draft, gazetteer: Gazetteer) -> bool:
    """Whether an entity bears a name and is not only described: its type, the tables or its capitals say so."""
    return draft.type not in DESCRIBED or gazetteer.entity(draft.id) is not None or is_title(draft.names[0])
