"""Which of its senses in the tables a name has: the network's type, what else is spoken of, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from extract.language.records import Mention
from graph.gazetteer import Gazetteer, Sense
from graph.records import EntityType

_ADJECTIVAL = frozenset({"adjective", "demonym"})
# Where the tables are sure of one of these, the network's type yields: Kosovo is a state, NATO is an organisation.
_SURE = frozenset({"name", "acronym", "adjective", "demonym"})
_YIELDING = frozenset({"State", "Organisation", "Place"})


class Senses:
    """The senses of the names of one document.

    Args:
        doc: the text.
        names: the mentions of it that name something, in the order of the text.
        gazetteer: what is known by name.
    """

    def __init__(self, doc: Doc, names: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self._doc, self._gazetteer = doc, gazetteer
        self._ends = {name.end: name for name in names if not name.title}
        self._told: dict[str, int] = {}  # states that the text speaks of for sure, with the first place
        self._longer: dict[str, list[tuple[int, str]]] = {}  # longer names of states by each of their words
        for name in names:
            state = self._tells(name)
            if state is not None:
                self._told.setdefault(state, name.start)
                words = name.text.split()
                for word in words if len(words) > 1 else ():
                    self._longer.setdefault(word.lower(), []).append((name.start, state))

    def meant(self, mention: Mention, text: str) -> str | None:
        """The id of the entity of the tables that a name stands for; `None` where they do not have it.

        Args:
            mention: where it stands.
            text: its words, without a possessive ending.
        """
        found = self._gazetteer.find(text)
        if not found:
            return None
        region = self._region(mention, found)
        if region is not None:
            return region
        fitting = [sense for sense in found if self._type(sense) == mention.type and sense.how != "description"]
        if fitting:
            return self._first(mention, fitting).id
        if mention.type not in _YIELDING:
            return None
        first = found[0]
        if first.how in _SURE and not first.needs_context and self._type(first) in _YIELDING:
            return self._first(mention, list(found)).id
        return None

    def _type(self, sense: Sense) -> EntityType | None:
        entity = self._gazetteer.entity(sense.id)
        return entity.type if entity else None

    def _tells(self, name: Mention) -> str | None:
        """The state that a name speaks of for sure, itself or as the country of a place."""
        senses = self._gazetteer.find(name.text)
        if not senses or senses[0].needs_context or len(_states(senses)) > 1:
            return None
        entity = self._gazetteer.entity(senses[0].id)
        if entity is None:
            return None
        return entity.id if entity.type == "State" else entity.country

    def _region(self, mention: Mention, senses: Sequence[Sense]) -> str | None:
        """What stands behind a place and a comma says where it lies: "Savannah, Georgia", "Batumi, Georgia"."""
        before = self._ends.get(mention.start - 1)
        if mention.title or before is None or before.type != "Place" or len(senses) < 2:
            return None
        if self._doc[mention.start - 1].text != ",":
            return None
        places = self._gazetteer.find(before.text)
        known = self._gazetteer.entity(places[0].id) if places else None
        country = known and known.country
        for sense in senses:
            place = self._gazetteer.entity(sense.id)
            lies = place is not None and place.country == country and self._gazetteer.kind(sense.id) == "region"
            if country and sense.how == "name" and (sense.id == country or lies):
                return sense.id
        return None

    def _first(self, mention: Mention, senses: Sequence[Sense]) -> Sense:
        """The first sense, or a later state that the document speaks of while it does not speak of the first.

        An adjective is any such state's ("Congolese" beside "Brazzaville"); a noun is one's only where it shortens
        a longer name that came before ("the Republic of the Congo … Congo"), for "China" is not Taiwan beside it.
        """
        first = senses[0]
        states = _states(senses)
        if len(states) < 2 or states[0] is not first:
            return first
        told = set(self._told if first.how in _ADJECTIVAL else self._shortened(mention))
        return first if first.id in told else next((sense for sense in states if sense.id in told), first)

    def _shortened(self, mention: Mention) -> Iterator[str]:
        """The states whose longer names came before and have the words of a name."""
        words = [word.lower() for word in mention.text.split()]
        for start, state in self._longer.get(words[0], ()):
            if start < mention.start:
                yield state


def _states(senses: Iterable[Sense]) -> list[Sense]:
    """The states that share a name, by name or adjective as the first sense does."""
    listed = list(senses)
    return [sense for sense in listed if sense.id.startswith("state/") and sense.how == listed[0].how]
