"""Names in a parsed document: what the tables know, joined with what the language model found.

The tables win on states, organisations and capitals; the model wins where a known name is only a part of a longer one
("University of Georgia", "Michael Jordan"). Finding changes nothing in the `Doc`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from extract.entity_types import type_of
from extract.lexicon import words
from graph.facts import EntityType
from graph.gazetteer import Gazetteer, Sense
from graph.offices import find_office, honorific

# The labels of our own model, and those of spaCy's English pipelines, as our entity types.
LABELS: dict[str, EntityType] = {
    "PERSON": "Person",
    "PER": "Person",
    "ORG": "Organisation",
    "LOC": "Place",
    "GPE": "Place",
    "FAC": "Place",
}
_DIRECTIONS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "upper",
        "lower",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
    ]
)
# What is described, not named: the sender and seat are what the graph wants of "U.S. Embassy Baghdad", and a government
# is its state.
_GOVERNMENTS = frozenset({"government", "administration", "authorities", "regime", "delegation", "officials"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "'s", "’s"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: its tokens `[start, end)`, its type, and what the tables know under it, best first."""

    start: int
    end: int
    type: EntityType
    senses: tuple[Sense, ...] = ()
    country: str | None = None

    @property
    def known(self) -> str | None:
        """The id of the entity that the tables give first, if any."""
        return self.senses[0].id if self.senses else None


def find_names(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """The names in a document, in order, none inside another.

    Args:
        doc: parsed and with entities, by our model or another.
        gazetteer: what is known by name.
    """
    found: dict[int, Name] = {}
    for ent in doc.ents:
        name = _from_model(doc, ent)
        if name is None:
            continue
        before = found.get(name.start - 1)
        if before is not None and _is_rest(doc, before, name):
            name = Name(before.start, name.end, name.type)
        found.update(dict.fromkeys(range(name.start, name.end), name))
    kept: list[Name] = []
    for name in _from_tables(doc, gazetteer):
        rivals = list(dict.fromkeys(found[token] for token in range(name.start, name.end) if token in found))
        settled = _settle(doc, name, rivals)
        if settled is None:
            continue
        kept.append(settled)
        for other in rivals:
            for token in range(other.start, other.end):
                found.pop(token, None)
        if settled is name:
            for rest in (rest for other in rivals for rest in _rest(doc, other, name)):
                found.update(dict.fromkeys(range(rest.start, rest.end), rest))
    return _without_overlap([*kept, *dict.fromkeys(found.values())])


def _from_model(doc: Doc, ent: Span) -> Name | None:
    kind = LABELS.get(ent.label_)
    if kind is None or (kind == "Organisation" and (_is_described(ent) or _is_office(ent))):
        return None
    start, end = ent.start, ent.end
    while start < end and (doc[start].lower_ in _DETERMINERS or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].lower_ in _DETERMINERS or doc[end - 1].is_space or doc[end - 1].text in ",;:"):
        end -= 1
    if kind == "Person":
        while start < end and honorific(doc[start].text):
            start += 1
        while end < len(doc) and _goes_on(doc[end]):
            end += 1
    if start == end or not any(token.text[:1].isupper() or token.is_digit for token in doc[start:end]):
        return None
    return Name(start, end, kind)


def _is_rest(doc: Doc, before: Name, name: Name) -> bool:
    """Whether the model took one person for two: "Lucía", "Etcheverry"."""
    return (
        before.type == name.type == "Person"
        and doc[name.start].dep_ == "flat"
        and before.start <= doc[name.start].head.i < before.end
    )


def _goes_on(token: Token) -> bool:
    """Whether a word is the rest of a person's name that the model cut short: "Lucía" of "Lucía Etcheverry"."""
    return token.dep_ == "flat" and token.pos_ == "PROPN" and token.is_title and not token.ent_type_


def _is_described(ent: Span) -> bool:
    if ent[-1].lower_ in _GOVERNMENTS or ent[0].lower_ in _GOVERNMENTS:
        return True
    text = f" {ent.text.lower()} "
    return any(f" {mission} " in text for mission in words("nouns")["mission"]["lemmas"])


def _is_office(ent: Span) -> bool:
    """Whether the model took a post for a body ("Taoiseach", "the Secretary-General")."""
    found = find_office([token.text for token in ent.doc[ent.start : ent.end]], 0)
    return found is not None and found[0] == len(ent)


def _from_tables(doc: Doc, gazetteer: Gazetteer) -> Iterable[Name]:
    texts = [token.text for token in doc]
    at = 0
    while at < len(texts):
        match = gazetteer.longest(texts, at)
        if match is None or not match[1] or _begins_wrong(doc, gazetteer, at, match[0]):
            at += 1
            continue
        end, senses = match
        yield Name(at, end, type_of(senses[0].id), senses)
        at = end


def _begins_wrong(doc: Doc, gazetteer: Gazetteer, at: int, end: int) -> bool:
    """Whether a name that the tables see begins with a word that is none of it.

    "The Caribbean Community" is not the Caribbean, and a "head of state of Georgia" leads no federal state.
    """
    word = doc[at].lower_
    if word == "state" and at > 1 and doc[at - 1].lower_ == "of":
        return True
    if word != "the" or at + 1 >= len(doc):
        return False
    inner = gazetteer.longest([token.text for token in doc[at + 1 : at + 12]], 0)
    return inner is not None and at + 1 + inner[0] > end


def _settle(doc: Doc, name: Name, rivals: list[Name]) -> Name | None:
    """Which name stands where the tables and the model both see one; `None` where the model's does."""
    for rival in rivals:
        longer = rival.end - rival.start > name.end - name.start
        same = (rival.start, rival.end) == (name.start, name.end)
        if rival.type == "Person":
            if longer and not _ends_in_name(doc, rival, name):
                return None
            if same and (name.senses[0].needs_context or name.senses[0].how in {"acronym", "description"}):
                return None
        elif longer and rival.type == "Organisation" and name.start >= rival.start and name.end <= rival.end:
            if name.type == "Organisation" and name.end == rival.end:
                return Name(rival.start, rival.end, name.type, name.senses)
            if name.type == "Organisation" and name.start == rival.start and doc[name.end].is_lower:
                return name  # "ASEAN nations"
            return None
        elif longer and rival.type == "Place" and name.start > rival.start and name.type in {"State", "Place"}:
            # "northern Greece", "Gulf of Mexico"; but not "Baku, Azerbaijan".
            part_of_it = doc[rival.start].lower_ in _DIRECTIONS or name.end < rival.end
            if part_of_it:
                return None
    if not rivals and name.senses[0].needs_context:
        token = doc[name.start]
        if token.pos_ != "PROPN" and token.tag_ not in {"NNP", "NNPS"}:
            return None
    return name


def _ends_in_name(doc: Doc, person: Name, name: Name) -> bool:
    """Whether the model ran a nationality into a person ("Turkish Ahmet"), or a person into a place after a comma."""
    return name.start == person.start and name.senses[0].how in {"adjective", "demonym", "acronym"}


def _rest(doc: Doc, rival: Name, name: Name) -> Iterable[Name]:
    """What is left of a longer name of the model's once a known name is taken off its start or end."""
    for start, end, link in ((rival.start, name.start, name.start - 1), (name.end, rival.end, name.end)):
        if start < end and doc[link].text != "of" and any(token.text[:1].isupper() for token in doc[start:end]):
            yield Name(start, end, rival.type)


def _without_overlap(names: Iterable[Name]) -> list[Name]:
    kept: list[Name] = []
    taken: set[int] = set()
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        tokens = set(range(name.start, name.end))
        if name.start < name.end and not tokens & taken:
            taken |= tokens
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)
