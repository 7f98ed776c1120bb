"""What each fact type may be about: the types of its arguments, those that it cannot do without, those that are one."""

from __future__ import annotations

from graph.records import EntityType

_AGENTS: tuple[EntityType, ...] = ("Person", "State", "Organisation")
_BODIES: tuple[EntityType, ...] = ("State", "Organisation")
_WHERE: tuple[EntityType, ...] = ("Place", "State", "Organisation")

TYPES: dict[tuple[str, str], tuple[EntityType, ...]] = {
    ("role", "person"): ("Person",),
    ("role", "body"): ("State", "Organisation", "Mission", "Event", "Place"),
    ("role", "to"): _BODIES,
    ("membership", "member"): _AGENTS,
    ("membership", "body"): ("Organisation", "Agreement"),
    ("visit", "visitor"): _AGENTS,
    ("visit", "destination"): _WHERE,
    ("visit", "host"): _AGENTS,
    ("meeting", "participant"): _AGENTS,
    ("meeting", "with"): _AGENTS,
    ("meeting", "place"): _WHERE,
    ("mission", "mission"): ("Mission",),
    ("mission", "sender"): _BODIES,
    ("mission", "receiver"): _BODIES,
    ("mission", "place"): _WHERE,
    ("agreement", "agreement"): ("Agreement",),
    ("agreement", "party"): _AGENTS,
    ("agreement", "place"): _WHERE,
    ("participation", "participant"): _AGENTS,
    ("participation", "event"): ("Event", "Agreement"),
    ("participation", "place"): _WHERE,
    ("relation", "source"): _AGENTS,
    ("relation", "target"): _AGENTS,
}
"""The types of entities that may fill an argument (GUIDE, "Facts"; those met in annotated documents)."""

OF_STATES = frozenset(
    "accredit derecognise downgrade establish expel recall recognise restore sever summon upgrade".split()
)
"""The acts that a part of a state does in its name, and suffers so (Vienna Convention on Diplomatic Relations)."""

NEEDED: dict[str, tuple[str, ...]] = {
    "role": ("person",),
    "membership": ("member", "body"),
    "visit": ("visitor", "destination"),
    "meeting": ("participant",),
    "mission": ("sender",),
    "agreement": ("party",),
    "participation": ("participant", "event"),
    "relation": ("source", "target"),
}
"""The arguments without which a fact says nothing."""

SINGLE: dict[str, tuple[str, ...]] = {
    "role": ("person", "body"),
    "membership": ("member", "body"),
    "visit": (),
    "meeting": (),
    "mission": ("sender", "receiver"),
    "agreement": ("agreement",),
    "participation": ("event",),
    "relation": ("source", "target"),
}
"""The arguments of which several make several facts; of those that are in neither this nor a list, one is kept."""
