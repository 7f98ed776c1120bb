"""Lists that have a time for each part: "Brunei joined in 1984, Vietnam in 1995, Laos and Myanmar in 1997"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import replace

from extract.language.labels import TIMES
from extract.language.records import Argument, Statements, Trigger

_SURE = 0.8
"""The chance from which times and mentions make a list: what merely may be one is read as it stands."""


def apart(trigger: Trigger, said: Statements, sentence: range) -> list[Trigger]:
    """A trigger for each part of a list of times; only the trigger itself where its times make no list.

    They make one where several of its sentence are sure, and some argument has a mention with each of them, before it
    or else behind it. Such an argument is filled in each part by what stands there ("Vietnam"), any other in all parts
    alike ("ASEAN"); what has none of the times makes a part without one. The end of a time is of the part that it
    stands in.

    Args:
        trigger: the word that states something of all parts.
        said: what its arguments are places in.
        sentence: the tokens of its sentence.
    """
    for role in ("date", "start"):
        sure = (one for one in trigger.arguments if one.role == role and one.chance >= _SURE)
        times = [one for one in sure if said.times[one.place].start in sentence]
        times.sort(key=lambda one: said.times[one.place].start)
        if len(times) < 2:
            continue
        starts = [said.times[one.place].start for one in times]
        for behind in (0, 1):  # what has a time stands before it, or behind
            part_of = {
                one: bisect_right(starts, _start(one, said)) - (1 if one.role in TIMES else behind)
                for one in trigger.arguments
            }
            placed = {(one.role, part) for one, part in part_of.items() if one.chance >= _SURE}
            own = {one for one, _ in placed if all((one, part) in placed for part in range(len(times)))} - {*TIMES}
            if own:
                held = sorted({part for one, part in placed if one in own})
                return [_part(trigger, part_of, part, own | {*TIMES}) for part in held]
    return [trigger]


def _part(trigger: Trigger, part_of: Mapping[Argument, int], part: int, own: Collection[str]) -> Trigger:
    """The trigger with what is of one part alone, of the roles that have something in each, and what is of all."""
    kept = (one for one in trigger.arguments if one.role not in own or part_of[one] == part)
    return replace(trigger, arguments=tuple(kept))


def _start(one: Argument, said: Statements) -> int:
    """The first word of an argument; one in the title comes before all."""
    if one.role in TIMES:
        return said.times[one.place].start
    mention = said.mentions[one.place]
    return -1 if mention.title else mention.start
