"""Names as they stand in a sentence: "the United Kingdom", "the EU", "the peace treaty", but "NATO" and "Georgia"."""

from __future__ import annotations

import re

_STATES = frozenset(
    "Bahamas Comoros Gambia Maldives Netherlands Philippines Vatican Emirates Congo Seychelles Sudan Kingdom States "
    "Republic Union Federation Islands Isles Territory See".split()
)
"""Last words of states' names that take an article; those that never do with one word only are in `_BARE`."""

_BARE = frozenset({"Sudan", "South Sudan", "Congo", "Seychelles"})

_HEADS = frozenset(
    "academy accord accords act agency agreement agreements alliance army assembly association authority bank board "
    "bureau cabinet centre center chamber charter coalition college commission committee commonwealth community "
    "compact conference confederation congress consulate convention corporation corps council court covenant deal "
    "declaration delegation department directorate division embassy exercise facility federation force forum "
    "foundation fund government group house initiative institute league legation memorandum ministry mission movement "
    "nations office organisation organization pact parliament partnership party plan police press process programme "
    "program protocol quartet quint region secretariat senate service society statute summit talks treaty tribunal "
    "troika union university".split()
)
"""Common nouns: a name of several words that ends in one, or has one before "of", "on" or "for", takes an article."""

_SPELT = frozenset(
    "EU UN AU CIS G7 G8 G20 IMF WTO WHO OSCE IAEA ICC ICJ ILO OAS OECD GCC SCO CSTO EAEU EEC EEU OIC UNSC EC ECB EBRD "
    "WFP IOM ITU UPU SADC".split()
)
"""Acronyms that are spelt out when spoken and take an article; NATO, OPEC and ASEAN are words."""

_PLACES = frozenset(
    "Balkans;Black Sea;Caucasus;Gaza Strip;Gulf;Horn of Africa;Kremlin;Maghreb;Middle East;Red Sea;Sahel;"
    "South Caucasus;Vatican;West Bank;White House".split(";")
)
"""Places that take an article, beside those that begin with one of `_SITES` and "of": "the Palace of Nations"."""

_SITES = frozenset(
    "Bay Cape Cathedral Church Gates Gulf Hall House Isle Palace Strait Straits Tower University".split()
)

_STOP = re.compile(r"\b(?:of|on|for|to|against|in)\b")


def articled(id: str, name: str) -> str:
    """An entity's name with "the" where English has it.

    Args:
        id: the entity's id, whose first part says what it is; other ids leave the name as it is.
        name: its name.

    >>> [articled("state/x", name) for name in ("United Kingdom", "Georgia", "Netherlands", "South Sudan")]
    ['the United Kingdom', 'Georgia', 'the Netherlands', 'South Sudan']
    >>> [articled("organisation/x", name) for name in ("NATO", "EU", "Council of Europe", "Radio Danubia")]
    ['NATO', 'the EU', 'the Council of Europe', 'Radio Danubia']
    >>> [articled("place/x", name) for name in ("Havana", "West Bank", "Palace of Nations", "Port of Spain")]
    ['Havana', 'the West Bank', 'the Palace of Nations', 'Port of Spain']
    >>> articled("agreement/x", "peace treaty"), articled("event/x", "Noble Partner")
    ('the peace treaty', 'Noble Partner')
    """
    kind = id.partition("/")[0]
    return f"the {name}" if _takes(kind, name) else name


def _takes(kind: str, name: str) -> bool:
    words = name.split()
    if not words or words[0].lower() in ("the", "a", "an"):
        return False
    if kind == "state":
        return words[-1] in _STATES and name not in _BARE and words[0] not in ("North", "South")
    if kind == "place":
        return name in _PLACES or (len(words) > 2 and words[0] in _SITES and words[1] == "of")
    if kind not in ("organisation", "agreement", "event", "mission"):
        return False
    if name in _SPELT:
        return True
    if words[-1].islower() or (words[0].islower() and words[0].isalpha()):
        return True
    head = _STOP.split(name, maxsplit=1)[0].split() or words
    common = head[-1].lower().strip(",") in _HEADS or words[-1].lower() in _HEADS
    return len(words) > 1 and common and not words[-1].isdigit() and not words[0].endswith(("'s", "’s", "s'"))
