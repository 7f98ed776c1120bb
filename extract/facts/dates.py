"""When a fact holds: the times that the network gives its trigger, resolved; and what that says of its modality."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extract.language.labels import ARGUMENTS, NEAR
from extract.language.records import Argument, Time, Trigger
from extract.language.times import FUTURE, PAST

LEAST = {"date": 0.3, "start": 0.4, "end": 0.4}
"""The chance from which a time counts for a trigger."""

LEAST_NEAR = 0.5
"""The chance from which what has no time happened on the day of the document, or in its month or year."""

_PARTIAL = re.compile(r"\d{4}(-\d\d){0,2}$")
_AHEAD = frozenset({"planned", "possible", "requested"})


def dates(
    trigger: Trigger, times: Sequence[Time], base: str | None, own: str | None = None, since: Collection[int] = ()
) -> tuple[str, dict[str, str]]:
    """The modality of a fact and its `date`, `start` and `end`, each in the light of the other.

    What has no time of its own happened on the day of the document ("I have just met …"), or in its month or year,
    where the network says so. What lies after the document is yet to come; and what is yet to come did not happen
    before it, so that an earlier date is that of another act. Of an interval, a start is the first day and an end the
    last.

    Args:
        trigger: the word that states the fact.
        times: those of the document.
        base: the document's date, partial ISO.
        own: the date of the line in which the trigger stands, where it has one of its own, as in a chronology: what
            is told there happened then, unless its words say otherwise.
        since: places of the times that begin with "since": when nobody had done so ("first visit since 1928").
    """
    type = trigger.label.partition(":")[0]
    base = own or base
    tense = FUTURE if trigger.modality in _AHEAD else PAST
    found: dict[str, str] = {}
    taken: set[int] = set()
    for best in _likeliest(trigger, () if type not in {"visit", "meeting"} else since):
        value = times[best.place].expression.value(base, tense)
        if value is None or (best.place in taken and "/" not in value):
            continue  # one day does not begin and end the same
        taken.add(best.place)
        found[best.role] = {"date": value, "start": value.split("/")[0], "end": value.split("/")[-1]}[best.role]
    near = own or ("" if found or base is None else _near(trigger, base))
    if near and "date" in ARGUMENTS[type]:
        found.setdefault("date", near)
    if found.get("date", "").partition("/")[2] and "end" in found:
        found["date"] = found["date"].partition("/")[0]
    if found.get("end") and found["end"] == found.get("date"):
        del found["end"]
    modality = trigger.modality
    if base is None or "date" not in found:
        return modality, found
    first, last = found["date"].split("/")[0], found["date"].split("/")[-1]
    if modality == "actual" and _earlier(base.split("/")[-1], first):
        modality = "planned"
    elif modality == "planned" and _earlier(last, base.split("/")[0]):
        del found["date"]
    return modality, found


def _likeliest(trigger: Trigger, since: Collection[int]) -> list[Argument]:
    """The likeliest time of each role that has a likely one, the surest first."""
    type = trigger.label.partition(":")[0]
    found = []
    for role in ("date", "start", "end"):
        some = (a for a in trigger.arguments if a.role == role and not (role == "date" and a.place in since))
        best = max(some, key=lambda a: a.chance, default=None)
        if role in ARGUMENTS[type] and best is not None and best.chance >= LEAST[role]:
            found.append(best)
    return sorted(found, key=lambda a: -a.chance)


def is_over(end: str, base: str) -> bool:
    """Whether an end lies before a document, or in the year, month or day of it.

    >>> is_over("2018", "2024-03-05"), is_over("2024", "2024-03-05"), is_over("2025", "2024-03-05")
    (True, True, False)
    """
    return bool(end and base) and not _earlier(base, end)


def _near(trigger: Trigger, base: str) -> str:
    """The day, month or year of the document, the shortest of which the network is sure; nothing where of none."""
    for length, chance in zip(NEAR.values(), trigger.near, strict=True):
        if chance >= LEAST_NEAR and len(base) >= length and _PARTIAL.match(base):
            return base[:length]
    return ""


def _earlier(one: str, other: str) -> bool:
    """Whether a partial date lies wholly before another."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]
