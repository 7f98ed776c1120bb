"""Which of its senses a name has in a document: a capital for its place or its government, one Congo or the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from extract.names import Name
from extract.subjects import case_of
from graph.gazetteer import Gazetteer, Sense

# A capital stands for its government where it does something, owns something, or is one of two sides.
_SIDES = frozenset({"between", "with", "against", "by"})
_ACTS_UPON = frozenset(
    "accuse urge ask warn condemn criticise criticize blame press threaten assure tell inform invite support back help "
    "sanction pressure persuade convince punish".split()
)
_LAID_UPON = frozenset({"embargo", "pressure", "sanction", "tariff"})
_OF_A_PLACE = frozenset({"airport", "mayor", "street", "suburb", "port", "summit"})
_ADJECTIVAL = frozenset({"adjective", "demonym"})


class Senses:
    """The senses of the names of one document.

    Args:
        doc: parsed.
        names: its names, in order, as `find_names` gives them.
        gazetteer: what is known by name.
    """

    def __init__(self, doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> None:
        self._doc = doc
        self._gazetteer = gazetteer
        self._ends = {name.end: name for name in names}
        # The longer names by each of their words.
        self._bearing: dict[str, list[Name]] = {}
        for name in names:
            if name.end - name.start > 1:
                for token in doc[name.start : name.end]:
                    self._bearing.setdefault(token.lower_, []).append(name)
        self._told = {name.start: state for name in names if (state := self._tells(name))}

    def meant(self, name: Name) -> str:
        """The id of the entity that a name of the tables stands for where it stands."""
        region = self._region(name)
        if region is not None:
            return region
        first = self._first(name)
        metonym = next((sense for sense in name.senses if sense.how == "metonym"), None)
        if metonym is None or not (first.id.startswith("place/") or first is metonym):
            return first.id
        place = next((sense for sense in name.senses if sense.id.startswith("place/")), None)
        return metonym.id if place is None or self._acts(name) else place.id

    def _tells(self, name: Name) -> str | None:
        """The state that a name speaks of for sure, itself or as the country of a place."""
        if not name.senses or name.senses[0].needs_context or len(_states(name)) > 1:
            return None
        entity = self._gazetteer.entity(name.senses[0].id)
        if entity is None:
            return None
        return entity.id if entity.type == "State" else entity.country

    def _region(self, name: Name) -> str | None:
        """What stands behind a place and a comma says where it lies: "Savannah, Georgia", "Batumi, Georgia"."""
        doc = self._doc
        before = self._ends.get(name.start - 1)
        if before is None or before.type != "Place" or doc[name.start - 1].text != "," or len(name.senses) < 2:
            return None
        if doc[name.start : name.end].root.dep_ == "conj":
            return None
        known = self._gazetteer.entity(before.known) if before.known else None
        country = known and known.country
        for sense in name.senses:
            place = self._gazetteer.entity(sense.id)
            lies = place is not None and place.country == country and self._gazetteer.kind(sense.id) == "region"
            if country and sense.how == "name" and (sense.id == country or lies):
                return sense.id
        return None

    def _first(self, name: Name) -> Sense:
        """The first sense, or a later state that the document speaks of while it does not speak of the first.

        An adjective is any such state's ("Congolese" beside "Brazzaville"); a noun is one's only where it shortens
        a longer name that came before ("the Republic of the Congo … Congo"), for "China" is not Taiwan beside it.
        """
        first = name.senses[0]
        states = _states(name)
        if len(states) < 2 or states[0] is not first:
            return first
        told = set(self._told.values() if first.how in _ADJECTIVAL else self._longer(name))
        return first if first.id in told else next((sense for sense in states if sense.id in told), first)

    def _longer(self, name: Name) -> Iterator[str]:
        """The states whose names before a name have all its words, and more."""
        words = {token.lower_ for token in self._doc[name.start : name.end]}
        for other in self._bearing.get(self._doc[name.start].lower_, ()):
            longer = words < {token.lower_ for token in self._doc[other.start : other.end]}
            if longer and other.start < name.start and other.start in self._told:
                yield self._told[other.start]

    def _acts(self, name: Name) -> bool:
        root = self._doc[name.start : name.end].root
        dep, head = _place_of(root)
        if dep == "nsubj":
            return head.pos_ in {"VERB", "AUX"} and head.lemma_ != "be"
        if dep == "nmod:poss":
            return head.pos_ == "NOUN" and head.lemma_ not in _OF_A_PLACE
        if dep == "obj":
            return head.lemma_ in _ACTS_UPON
        if dep not in {"obl", "nmod", "obl:agent"}:
            return False
        case = case_of(root)
        while not case and root.dep_ == "conj" and root.head.i < root.i:
            # "Proposed by Washington and Paris".
            root = root.head
            case = case_of(root)
        return case in _SIDES or (case in {"on", "upon"} and head.lemma_ in _LAID_UPON)


def _states(name: Name) -> list[Sense]:
    """The states that share a name, by name or adjective."""
    return [sense for sense in name.senses if sense.id.startswith("state/") and sense.how == name.senses[0].how]


def _place_of(root: Token) -> tuple[str, Token]:
    """The relation and head of a word, or of the first of its row."""
    dep, head = root.dep_, root.head
    while dep == "conj":
        dep, head = head.dep_, head.head
    return dep, head
