"""Lists that have a time for each part: "Brunei joined in 1984, Vietnam in 1995, Laos and Myanmar in 1997"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import replace

from extract.language.labels import TIMES
from extract.language.records import Argument, Statements, Trigger

SURE = 0.8
"""The chance from which times and mentions make a list: what merely may be one is read as it stands."""


def apart(trigger: Trigger, said: Statements, sentence: range) -> list[Trigger]:
    """A trigger for each part of a list of times; only the trigger itself where its times make no list.

    They make one where several of its sentence are sure, and some argument has a mention with each of them, before it
    or else behind it. Such an argument is filled in each part by what stands there ("Vietnam"), any other in all parts
    alike ("ASEAN"); what has none of the times makes a part without one.

    Args:
        trigger: the word that states something of all parts.
        said: what its arguments are places in.
        sentence: the tokens of its sentence.
    """
    for role in ("date", "start"):
        sure = (one for one in trigger.arguments if one.role == role and one.chance >= SURE)
        times = [one for one in sure if said.times[one.place].start in sentence]
        times.sort(key=lambda one: said.times[one.place].start)
        starts = [said.times[one.place].start for one in times]
        for behind in (0, 1) if len(times) > 1 else ():
            parts = {one: bisect_right(starts, _start(one, said)) - behind for one in trigger.arguments}
            placed = {(one.role, part) for one, part in parts.items() if one.chance >= SURE and one.role not in TIMES}
            own = {one for one, _ in placed if all((one, part) in placed for part in range(len(times)))}
            if own:
                dated = dict(enumerate(times))
                held = sorted(dated.keys() | {part for one, part in placed if one in own})
                return [_part(trigger, parts, part, own, dated.get(part)) for part in held]
    return [trigger]


def _part(
    trigger: Trigger, parts: Mapping[Argument, int], place: int, own: Collection[str], time: Argument | None
) -> Trigger:
    """The trigger with what is of one part: its time, what fills the roles of its own, and what is of all."""
    kept = (
        one
        for one in trigger.arguments
        if one == time or (one.role not in TIMES and (one.role not in own or parts[one] == place))
    )
    return replace(trigger, arguments=tuple(kept))


def _start(one: Argument, said: Statements) -> int:
    """The first word of an argument; one in the title comes before all."""
    if one.role in TIMES:
        return said.times[one.place].start
    mention = said.mentions[one.place]
    return -1 if mention.title else mention.start
