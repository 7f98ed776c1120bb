"""Which names of persons in a document are one person, and what the person is called.

A person is minted from the fullest name: `person/jens-stoltenberg`. A surname joins the last person before it who bears
it, or else the first one after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from extract.entities.register import Register
from graph.terms import slug

# Shorter names are too often one letter from another's.
_LONG_ENOUGH = 6
# Small words that a surname begins with.
_PARTICLES = frozenset("al bin d' da de del della der di dos du el ibn la le ten ter van von".split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def link_persons(names: Sequence[tuple[int, str]], known: Mapping[int, str], register: Register) -> list[str]:
    """The ids of the persons that some names mean, in the order of the names.

    Full names first, then surnames, so that "Mr Castro" finds the Castro who was named in full.

    Args:
        names: the place in the text of each name, and its words.
        known: the ids of those that the tables know, by the place in the text.
        register: where the persons are made.
    """
    order = sorted(range(len(names)), key=lambda i: (len(parts(names[i][1])) < 2, names[i][0]))
    people = _People()
    linked = {i: people.named(names[i][1], names[i][0]) for i in order}
    ids = {person: _register(person, known, register) for person in people.all}
    for person in people.all:
        surname = _surname(person.full)
        if surname and not any(_bears(other, surname) for other in people.near(surname) if other is not person):
            register.drafts[ids[person]].called(surname)
    return [ids[linked[i]] for i in range(len(names))]


def _register(person: _Person, known: Mapping[int, str], register: Register) -> str:
    """The id of a person: that of the tables, where one of the names is known there."""
    texts = list(dict.fromkeys([person.full, *person.texts]))
    own = next((known[at] for at in person.at if at in known), None)
    return register.known(own, *texts) if own else register.minted("Person", *texts)


def _surname(full: str) -> str | None:
    """The last word of a name, where the name has more, with the particles before it ("de Hoop Scheffer")."""
    words = full.split()
    last = words[-1]
    if len(parts(full)) < 2 or parts(last) != parts(full)[-1:]:
        return None
    particle = next((at for at, word in enumerate(words[1:-1], 1) if word in _PARTICLES), None)
    return last if particle is None else " ".join(words[particle:])


def _bears(person: _Person, name: str) -> bool:
    """Whether a person too may be meant by one word: it is a part of the name."""
    return any(parts(name)[-1:] == [part] for text in person.texts for part in parts(text))


@dataclass(slots=True, eq=False)
class _Person:
    texts: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)

    @property
    def full(self) -> str:
        """The longest of the names."""
        return max(self.texts, key=lambda text: (len(parts(text)), len(text)))


class _People:
    """The persons found so far. A name is compared with those alone whose names have a part that begins as its own."""

    def __init__(self) -> None:
        self.all: list[_Person] = []
        self._by_letter: dict[str, dict[_Person, None]] = defaultdict(dict)

    def near(self, name: str) -> Iterable[_Person]:
        """The persons who may be meant by a name."""
        letters = dict.fromkeys(part[0] for part in parts(name))
        return dict.fromkeys(person for letter in letters for person in self._by_letter.get(letter, ()))

    def named(self, text: str, at: int) -> _Person:
        """The person whom the name at a token means, who may be new."""
        person = _same(text, at, self.near(text))
        if person is None:
            person = _Person()
            self.all.append(person)
        if text not in person.texts:
            person.texts.append(text)
            for part in parts(text):
                self._by_letter[part[0]][person] = None
        person.at.append(at)
        return person


@lru_cache(maxsize=8192)
def parts(name: str) -> list[str]:
    """The parts of a person's name, folded, without initials, "Jr." and hyphens.

    >>> parts("Joseph R. Biden, Jr."), parts("Abdul-Karim")
    (['joseph', 'biden'], ['abdul', 'karim'])
    """
    return [part for part in slug(name).split("-") if len(part) > 1 and part not in _SUFFIXES]


def _same(text: str, at: int, people: Iterable[_Person]) -> _Person | None:
    """The person whom a name means: the last one before it who fits, else the first one after."""
    mine = parts(text)
    fitting = [person for person in people if any(_fits(mine, parts(other)) for other in person.texts)]
    if not fitting:
        return None
    before = [person for person in fitting if min(person.at) < at]
    if before:
        return max(before, key=lambda person: max(where for where in person.at if where < at))
    return min(fitting, key=lambda person: min(person.at))


def _fits(mine: list[str], other: list[str]) -> bool:
    if not mine or not other:
        return False
    if len(mine) == 1:
        within = len(other) > 2 and any(_alike(mine[0], part) for part in other)
        return within or _alike(mine[0], other[-1]) or _alike(mine[0], other[0])
    if len(other) == 1:
        return _alike(other[0], mine[-1]) or _alike(other[0], mine[0])
    small, large = sorted((mine, other), key=len)
    shared = [part for part in small if any(_alike(part, one) for one in large)]
    if len(shared) == len(small):
        return True
    # "Jim Yong Kim" and "Jim Kim"; but "Raúl Castro" is not "Fidel Castro".
    return len(shared) >= 2 and _alike(small[-1], large[-1]) and _alike(small[0], large[0])


@lru_cache(maxsize=8192)
def _alike(one: str, other: str) -> bool:
    """Whether two parts of names are the same, or one is the other misspelt by a letter.

    >>> _alike("lindqvist", "lindqivst"), _alike("petrovsk", "petrovska"), _alike("khan", "khal")
    (True, False, False)
    """
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG_ENOUGH or one[0] != other[0]:
        return False
    # A woman's name may differ from a man's by its ending alone.
    return one.rstrip("a") != other.rstrip("a") and OSA.distance(one, other, score_cutoff=1) <= 1
