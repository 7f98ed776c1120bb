"""The words that tell each action of a fact: as done, and as what is still to be done."""

from __future__ import annotations

Verb = tuple[str, str]
"""What was done ("visited"), and what is to be done ("visit")."""

STANDINGS: dict[str, tuple[str, str]] = {
    "member": ("a member", "of"),
    "partner": ("a partner", "of"),
    "observer": ("an observer", "at"),
    "candidate": ("a candidate", "for"),
    "participant": ("a participant", "in"),
}
"""How one belongs to a body, and the preposition before it."""

MEETINGS: dict[str, tuple[Verb, Verb, str]] = {
    "talks": (("met", "meet"), ("met", "meet"), ""),
    "other": (("met", "meet"), ("met", "meet"), ""),
    "summit": (("met", "meet"), ("met", "meet"), " at a summit"),
    "call": (("spoke by telephone", "speak by telephone"), ("telephoned with", "telephone with"), ""),
    "lunch": (("had a meal together", "have a meal together"), ("had a meal with", "have a meal with"), ""),
    "ceremony": (("met", "meet"), ("met", "meet"), " at a ceremony"),
}
"""For each format how many meet among themselves, how one side meets the other, and what follows."""

MISSIONS: dict[str, tuple[Verb, bool]] = {
    "exists": (("has", "have"), False),
    "open": (("opened", "open"), False),
    "close": (("closed", "close"), True),
    "upgrade": (("upgraded", "upgrade"), True),
    "downgrade": (("downgraded", "downgrade"), True),
}
"""What a sender does with a mission, and whether it was its own before."""

AGREEMENTS: dict[str, Verb] = {
    "negotiate": ("negotiated", "negotiate"),
    "agree": ("agreed on", "agree on"),
    "sign": ("signed", "sign"),
    "ratify": ("ratified", "ratify"),
    "join": ("joined", "join"),
    "extend": ("extended", "extend"),
    "breach": ("breached", "breach"),
    "suspend": ("suspended", "suspend"),
    "withdraw": ("withdrew from", "withdraw from"),
}

PASSIVES: dict[str, Verb] = {
    "negotiate": ("was negotiated", "be negotiated"),
    "agree": ("was agreed", "be agreed"),
    "sign": ("was signed", "be signed"),
    "ratify": ("was ratified", "be ratified"),
    "join": ("was joined", "be joined"),
    "extend": ("was extended", "be extended"),
    "breach": ("was breached", "be breached"),
    "suspend": ("was suspended", "be suspended"),
    "withdraw": ("was left", "be left"),
    "exists": ("exists", "exist"),
    "open": ("was opened", "be opened"),
    "close": ("was closed", "be closed"),
    "upgrade": ("was upgraded", "be upgraded"),
    "downgrade": ("was downgraded", "be downgraded"),
}
"""What befalls an agreement or a mission where nobody is named who acts."""

CAPACITIES: dict[str, Verb] = {
    "participant": ("took part in", "take part in"),
    "observer": ("observed", "observe"),
    "host": ("hosted", "host"),
    "organiser": ("organised", "organise"),
    "contributor": ("contributed to", "contribute to"),
}

BETWEEN: dict[str, Verb] = {
    "establish": ("established relations", "establish relations"),
    "restore": ("restored relations", "restore relations"),
    "sever": ("severed relations", "sever relations"),
    "upgrade": ("upgraded their relations", "upgrade their relations"),
    "downgrade": ("downgraded their relations", "downgrade their relations"),
}
"""Acts that neither does to the other."""

RELATIONS: dict[str, Verb] = {
    "recognise": ("recognised", "recognise"),
    "derecognise": ("withdrew its recognition of", "withdraw its recognition of"),
    "recall": ("recalled", "recall"),
    "expel": ("expelled", "expel"),
    "summon": ("summoned", "summon"),
    "accredit": ("accredited", "accredit"),
    "sanction": ("imposed sanctions on", "impose sanctions on"),
    "lift_sanctions": ("lifted sanctions on", "lift sanctions on"),
    "support": ("supported", "support"),
    "condemn": ("condemned", "condemn"),
    "accuse": ("accused", "accuse"),
    "threaten": ("threatened", "threaten"),
    "aid": ("gave aid to", "give aid to"),
    "mediate": ("mediated for", "mediate for"),
}

ON_BODIES: dict[str, Verb] = {
    "recall": ("recalled its envoy from", "recall its envoy from"),
    "expel": ("expelled diplomats of", "expel diplomats of"),
    "summon": ("summoned the envoy of", "summon the envoy of"),
    "accredit": ("accredited an envoy of", "accredit an envoy of"),
}
"""Acts towards a state or body that are done to its people, or to one's own people there."""
