"""Which of the events and agreements that a text describes are one: "a peace treaty" … "the accord".

Two descriptions of one family are one thing where the words that tell things apart agree: the later one says nothing
new, or the one of them says all that the other does, and neither a number nor a place contradicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.described import Description

# A bare noun that may take up any thing of its family, not only one that went by the same noun.
_GENERAL = frozenset(
    "accord agreement agreements deal document pact treaty text "
    "conference discussions event forum gathering meeting meetings negotiations summit talks".split()
)


@dataclass(slots=True)
class _Thing:
    """What several descriptions have said of one thing."""

    first: int
    last: int
    nouns: set[str]
    before: set[str]
    behind: set[str]
    times: int = 0

    def add(self, place: int, found: Description, noun: str) -> None:
        self.last = place
        self.times += 1
        self.nouns.add(noun)
        self.before |= found.before
        self.behind |= found.behind


def same_things(found: Sequence[Description], nouns: Sequence[str]) -> list[int | None]:
    """For each description the place of the first one of the same thing; `None` where it describes nothing.

    Args:
        found: the descriptions of a document, in order, those that the tables know among them.
        nouns: the noun of each, in small letters.
    """
    things: dict[tuple[str, str], list[_Thing]] = {}
    out: list[int | None] = []
    for place, (one, noun) in enumerate(zip(found, nouns, strict=True)):
        earlier = things.setdefault((one.type, one.family), [])
        thing = _same_known(one, found, earlier) or _recalled(one, noun, earlier)
        if thing is None and not one.sure:
            out.append(None)
            continue
        if thing is None:
            thing = _Thing(place, place, set(), set(), set())
            earlier.append(thing)
        thing.add(place, one, noun)
        out.append(thing.first)
    return out


def _same_known(one: Description, found: Sequence[Description], earlier: list[_Thing]) -> _Thing | None:
    return next((thing for thing in earlier if one.known and found[thing.first].known == one.known), None)


def _recalled(one: Description, noun: str, earlier: list[_Thing]) -> _Thing | None:
    """The thing described before that a description means; `None` where it is a new one."""
    latest = sorted(earlier, key=lambda thing: thing.last, reverse=True)
    if one.known:
        return None
    if not one.before and not one.behind:
        return _by_noun(one, noun, latest)
    fitting = [thing for thing in latest if _agree(one, noun, thing)]
    return fitting[0] if fitting else None


def _by_noun(one: Description, noun: str, latest: list[_Thing]) -> _Thing | None:
    same = [thing for thing in latest if noun in thing.nouns]
    if not one.pointing:
        # "A ceasefire", said again, is the one that was called so before, and not one that has a fuller name.
        return next((thing for thing in same if not thing.before), None)
    fitting = same or (latest if noun in _GENERAL else [])
    if not fitting or one.type == "Event":
        # Events come one after the other in a text.
        return fitting[0] if fitting else None
    # Of agreements it speaks of one most, and that is the one that it can name in short.
    return max(fitting, key=lambda thing: (thing.times, thing.last))


def _agree(one: Description, noun: str, thing: _Thing) -> bool:
    told = thing.before | thing.behind
    mine = one.before | one.behind
    if _numbers(mine) and _numbers(told) and not _numbers(mine) & _numbers(told):
        return False
    if one.before and one.before <= told:
        return one.pointing or one.proper or one.before == thing.before
    if not one.before:
        return one.pointing and noun in thing.nouns and (not thing.behind or one.behind <= told)
    if thing.before:
        return thing.before <= mine and (one.pointing or one.proper)
    return one.pointing and noun in thing.nouns and not thing.behind


def _numbers(words: set[str] | frozenset[str]) -> set[str]:
    return {word for word in words if word[:1].isdigit()}
