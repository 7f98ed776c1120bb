"""From a name to who or what it stands for: states, organisations, places and agreements out of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from graph.actors import read_actors
from graph.entries import SPEAKING, Known, Sense, case_of, entries
from graph.matching import Phrases, fold
from graph.records import ENTITY_TYPES, Entity

__all__ = ["Gazetteer", "Sense", "load"]

# Which sense of a name comes first where several are sure.
_HOW = {"name": 0, "acronym": 1, "adjective": 2, "demonym": 3, "metonym": 4, "description": 5}


class Gazetteer:
    """Entities of the tables by id and by name. Get one from `load`; it is not changed after.

    >>> gazetteer = load()
    >>> [sense.id for sense in gazetteer.find("Baku")]
    ['place/baku', 'state/AZ']
    >>> gazetteer.find("turkey")
    ()
    """

    def __init__(self, known: Iterable[Known], names: Iterable[tuple[str, Sense]]) -> None:
        self._known = {one.entity.id: one for one in known}
        self._phrases: Phrases[Sense] = Phrases()
        for name, sense in sorted(names, key=lambda pair: self._rank(pair[1])):
            self._phrases.add(name, sense, case=case_of(name, sense.how))
        self._capitals = {one.seat: one.entity.id for one in self._known.values() if one.seat and one.kind in SPEAKING}

    def _rank(self, sense: Sense) -> tuple[bool, int, int]:
        return sense.needs_context, _HOW[sense.how], ENTITY_TYPES.index(self._known[sense.id].entity.type)

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Entity]:
        return (self._known[id].entity for id in sorted(self._known))

    def entity(self, id: str) -> Entity | None:
        """The entity of an id with all its names, the preferred one first; of a state the adjectives as well."""
        known = self._known.get(id)
        return known.entity if known else None

    def kind(self, id: str) -> str | None:
        """What sort of entity it is: `state`, `dependency`, `historical`; `capital`, `region`; `court`, `bank`."""
        known = self._known.get(id)
        return known.kind if known else None

    def parent(self, id: str) -> str | None:
        """The id of the body that another is an organ of.

        >>> load().parent("organisation/un-security-council")
        'organisation/un'
        """
        known = self._known.get(id)
        return known.parent if known and known.parent else None

    def find(self, name: str) -> tuple[Sense, ...]:
        """What a name stands for, the best sense first; empty where it is unknown.

        Accents and the capitals inside a name do not matter, the first capital does ("turkey" is a bird), and an
        acronym is met only as it is written ("us" is a pronoun). A leading "the" may be there or not.
        """
        found = self._phrases.find(name)
        if not found and name[:4].casefold() == "the ":
            found = self._phrases.find(name[4:])
        return _once(found)

    def longest(self, words: Sequence[str], start: int) -> tuple[int, tuple[Sense, ...]] | None:
        """The longest known name that begins at a word, as its end (exclusive) and senses; `None` where none does.

        Args:
            words: the words of a sentence or text as spaCy splits them; hyphens and apostrophes may stand alone.
            start: the index of the name's first word.

        >>> load().longest(["in", "Guinea", "-", "Bissau", "today"], 1)
        (4, (Sense(id='state/GW', how='name', needs_context=False),))
        """
        found = self._phrases.longest(words, start)
        return (found[0], _once(found[1])) if found else None

    def capital_of(self, state: str) -> str | None:
        """The id of a state's capital."""
        known = self._known.get(state)
        return known.seat if known and known.entity.type == "State" else None

    def state_of_capital(self, place: str) -> str | None:
        """The id of the state whose government a capital stands for; `None` for other places."""
        return self._capitals.get(place)

    def nearest(self, name: str, *, limit: int = 5) -> tuple[str, ...]:
        """The ids of the entities whose names look most like a name, best first; for a person who asks.

        >>> load().nearest("Azerbajan", limit=1)
        ('state/AZ',)
        """
        from rapidfuzz import fuzz, process

        spelled = sorted({(fold(n), one.entity.id) for one in self._known.values() for n in one.entity.names})
        scored = process.extract(fold(name), [n for n, _ in spelled], scorer=fuzz.WRatio, limit=limit * 8)
        best: dict[str, float] = {}
        for _, score, index in scored:
            id = spelled[index][1]
            best[id] = max(score, best.get(id, 0))
        return tuple(sorted(best, key=lambda id: (-best[id], id))[:limit])


def _once(senses: Iterable[Sense]) -> tuple[Sense, ...]:
    """The first sense of each entity."""
    first: dict[str, Sense] = {}
    for sense in senses:
        first.setdefault(sense.id, sense)
    return tuple(first.values())


def load(actors: Path | None = None) -> Gazetteer:
    """The gazetteer of the tables, with a user's own actors on top where a file is given.

    Args:
        actors: a YAML file: a mapping from id (`person/ada-lind`, `organisation/my-ngo`) to `type`, `names` (the
            preferred one first) and, where wanted, `country` and `wikidata`. An id of the tables is replaced.

    Raises:
        KnowledgeError: the file cannot be read, or an entry in it lacks what it must have.
    """
    return _load(actors, actors.stat().st_mtime_ns if actors and actors.exists() else 0)


@cache
def _load(actors: Path | None, changed: int) -> Gazetteer:
    known, names = entries()
    if actors is not None:
        own = read_actors(actors)
        replaced = {entity.id for entity in own}
        known = [one for one in known if one.entity.id not in replaced] + [Known(one, "own") for one in own]
        names = [pair for pair in names if pair[1].id not in replaced]
        names += [(name, Sense(entity.id, "name")) for entity in own for name in entity.names]
    return Gazetteer(known, names)
