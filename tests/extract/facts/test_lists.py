"""One word may state the same of several, each with a time of its own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.facts.lists import apart
from extract.language.records import Argument, Mention, Statements, Time, Trigger
from extract.language.times import find_times


def parted(label: str, filled: Sequence[tuple[str, str, float]], text: str) -> list[dict[str, str]]:
    """The arguments of each part, by role, of a trigger whose roles are filled by single words."""
    words = text.split()
    mentions = tuple(Mention(at, at + 1, "State", True, word) for at, word in enumerate(words))
    times = tuple(Time(at, at + 1, find_times(f"in {word}")[0]) for at, word in enumerate(words) if word.isdigit())
    spoken = [word for word in words if word.isdigit()]
    arguments = tuple(
        Argument(role, spoken.index(word) if role in ("date", "start", "end") else words.index(word), chance)
        for role, word, chance in filled
    )
    trigger = Trigger(1, 2, label, 0.9, "actual", "current", "talks", 0.9, arguments)
    told = []
    for part in apart(trigger, Statements(mentions, times, (trigger,), ()), range(len(words))):
        found: dict[str, str] = {}
        for one in part.arguments:
            word = spoken[one.place] if one.role in ("date", "start", "end") else words[one.place]
            found[one.role] = f"{found[one.role]} {word}" if one.role in found else word
        told.append(found)
    return told


JOINED = [("member", "Peru", 0.9), ("body", "Pact", 0.9), ("start", "1984", 0.9), ("member", "Chile", 0.9)]
JOINED += [("member", "Cuba", 0.9), ("start", "1997", 0.9)]


@pytest.mark.parametrize(
    ("filled", "text", "parts"),
    [
        (
            JOINED,
            "Peru joined the Pact in 1984 and Chile and Cuba in 1997",
            [
                {"member": "Peru", "body": "Pact", "start": "1984"},
                {"member": "Chile Cuba", "body": "Pact", "start": "1997"},
            ],
        ),
        # The time may come first.
        (
            JOINED,
            "In 1984 Peru joined the Pact and in 1997 Chile and Cuba",
            [
                {"member": "Peru", "body": "Pact", "start": "1984"},
                {"member": "Chile Cuba", "body": "Pact", "start": "1997"},
            ],
        ),
        # What has no time that counts has none of another's.
        (
            [*JOINED[:4], ("start", "1997", 0.9), ("member", "Haiti", 0.9), ("start", "1999", 0.1)],
            "Peru joined the Pact in 1984 and Chile in 1997 and Haiti maybe 1999",
            [
                {"member": "Peru", "body": "Pact", "start": "1984"},
                {"member": "Chile", "body": "Pact", "start": "1997 1999"},  # the likelier one counts
                {"member": "Haiti", "body": "Pact"},
            ],
        ),
        # An end is of the time that it ends.
        (
            [*JOINED[:4], ("end", "1986", 0.9), ("start", "1997", 0.9), ("end", "1999", 0.9)],
            "Peru was in the Pact from 1984 to 1986 and Chile from 1997 to 1999",
            [
                {"member": "Peru", "body": "Pact", "start": "1984", "end": "1986"},
                {"member": "Chile", "body": "Pact", "start": "1997", "end": "1999"},
            ],
        ),
        # Two times of all, or one time, are no list.
        (JOINED[:3], "Peru joined the Pact in 1984", [{"member": "Peru", "body": "Pact", "start": "1984"}]),
        (
            [*JOINED[:3], ("start", "1997", 0.9)],
            "Peru joined the Pact in 1984 and in 1997",
            [{"member": "Peru", "body": "Pact", "start": "1984 1997"}],
        ),
    ],
)
def test_lists_are_taken_apart_by_their_times(
    filled: list[tuple[str, str, float]], text: str, parts: list[dict[str, str]]
) -> None:
    assert parted("membership:member", filled, text) == parts
