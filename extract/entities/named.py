"""Names besides those that the network marks: what the tables know for sure, and what `doc.ents` has."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from extract.language.records import Mention
from graph.gazetteer import Gazetteer
from graph.records import EntityType

_PLAIN = frozenset({"name", "acronym", "adjective", "demonym"})
_ENTS: dict[str, EntityType] = {"PERSON": "Person", "ORG": "Organisation", "LOC": "Place"}


def known_names(doc: Doc, gazetteer: Gazetteer) -> list[tuple[int, int, EntityType]]:
    """The names in a text that the tables know for sure: first token, end, type of the entity, in order.

    Args:
        doc: a text, split into tokens.
        gazetteer: what is known by name.
    """
    words = [token.text for token in doc]
    found: list[tuple[int, int, EntityType]] = []
    at = 0
    while at < len(words):
        match = gazetteer.longest(words, at) if words[at][:1].isupper() else None
        if match is None:
            at += 1
            continue
        end, senses = match
        entity = gazetteer.entity(senses[0].id)
        if entity is not None and senses[0].how in _PLAIN and not senses[0].needs_context:
            found.append((at, end, entity.type))
        at = end
    return found


def unmarked(doc: Doc) -> Iterator[Mention]:
    """The names of persons, bodies and places that `doc.ents` has and no mention touches: they are in no fact."""
    marked = {
        token
        for mention in doc._.statements.mentions
        if mention.name and not mention.title
        for token in range(mention.start, mention.end)
    }
    for ent in doc.ents:
        type = _ENTS.get(ent.label_)
        if type is not None and marked.isdisjoint(range(ent.start, ent.end)):
            yield Mention(ent.start, ent.end, type, True, ent.text)
