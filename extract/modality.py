"""Modality: whether an act happened, is planned, possible, requested, denied or called off.

It is composed, not listed: the act's own auxiliaries and negation first, then each governing word on the way up
("refused to say whether he would visit"), by the classes of `ontologies/lexicon/modality.toml`.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from extract.frames import support_of
from extract.lexicon import words
from extract.subjects import NOMINAL, case_of, is_to
from graph.facts import Modality

_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without", "nobody", "none", "hardly"})
_CONDITIONS = frozenset({"if", "unless", "whether", "should", "until"})
_GRANTING = frozenset({"accept", "grant", "approve"})
# Who has set out to do a thing has not done it yet.
_SETTING_OUT = frozenset({"arrive", "come", "depart", "embark", "fly", "go", "head", "leave", "set"})
# What has been agreed on, or is set about, where an infinitive says what.
_UNDERTAKINGS = frozenset({"accord", "agreement", "deal", "pact", "step"})
_GOING_ON = frozenset({"continue", "keep", "maintain", "remain"})
# Verbs that say of an act that it takes place.
_OCCURRING = frozenset({"be", "begin", "end", "follow", "happen", "occur", "open", "resume", "start", "take"})
# The relations over which a governing word says something of the act.
_COMPLEMENT = ("xcomp", "ccomp", "acl", "obj", "obl", "nmod", "nsubj", "nsubj:pass", "advcl", "csubj", "appos", "conj")


@cache
def _classes(part: str) -> dict[str, Modality]:
    return {word: modality for modality, listed in words("modality")[part].items() for word in listed}


def modality_of(act: Token) -> Modality:
    """The modality of the act that a verb or noun states.

    Args:
        act: the head of the verb or noun phrase that states the fact.
    """
    found = _own(act)
    node = act
    support = support_of(act) if act.pos_ in NOMINAL else None
    if support is not None:
        found = compose(_own(support), found)
        node = support
    for _ in range(8):
        above = node.head
        if above.i == node.i:
            break
        if node.dep_ == "conj":
            found = compose(_inherited(node), found)
            node = _first(node)
            continue
        if not node.dep_.startswith(_COMPLEMENT) or node.dep_ == "acl:relcl":
            break
        step = _said_by(above, node)
        if step is None:
            break
        if found == "requested" and above.lemma_ in _GRANTING and _own(above) == "actual":
            # "Accepted an invitation to visit": what was asked for will be done.
            found = "planned"
        else:
            found = compose(step, found)
        node = above
    if found == "actual" and act.sent.text.rstrip().endswith("?"):
        return "possible"
    return found


def compose(outer: Modality, inner: Modality) -> Modality:
    """What `outer` makes of `inner`: a plan that was refused is denied, a plan that is possible is possible."""
    if outer == "actual":
        return inner
    if outer in {"denied", "cancelled"}:
        # What was not refused may be.
        return "possible" if inner == outer == "denied" else outer
    if inner in {"denied", "cancelled"}:
        return inner
    if inner == "actual":
        return outer
    rank = ("planned", "requested", "possible")
    return max(inner, outer, key=rank.index)


def _first(node: Token) -> Token:
    while node.dep_ == "conj":
        node = node.head
    return node


def _inherited(node: Token) -> Modality:
    """The auxiliaries of the first of coordinated verbs hold for the others, unless they have their own."""
    if node.pos_ != "VERB" or any(child.dep_.startswith(("aux", "nsubj")) for child in node.children):
        return "actual"
    first = _first(node)
    return _auxiliary(first)


def _own(act: Token) -> Modality:
    found: Modality = "actual"
    for child in act.children:
        if act.pos_ in NOMINAL and child.dep_ == "amod":
            found = compose(_classes("adjective").get(child.lower_, "actual"), found)
        if act.pos_ in NOMINAL and child.dep_ in {"acl", "amod"} and child.tag_ == "VBN":
            found = compose(_classes("verb").get(child.lemma_, "actual"), found)
        if act.pos_ in NOMINAL and child.dep_ == "acl:relcl":
            found = compose(_of_relative(child), found)
    if act.pos_ in NOMINAL and any(child.dep_ == "cop" for child in act.children):
        found = compose(_auxiliary(act), found)
    if act.pos_ not in NOMINAL:
        found = compose(_auxiliary(act), found)
        found = compose(_conditional(act), found)
        if is_to(act):
            found = compose("planned", found)
    return _negate(found) if _negated(act) else found


def _of_relative(verb: Token) -> Modality:
    """What a relative clause says of the act it describes: "talks that will begin", "a visit which was put off"."""
    place = next((child.dep_ for child in verb.children if child.tag_ == "WDT"), "")
    if place == "nsubj:pass":
        return compose(_auxiliary(verb), _class_of(verb))
    if place == "nsubj" and verb.lemma_ in _OCCURRING:
        return _auxiliary(verb)
    return "actual"


def _class_of(verb: Token) -> Modality:
    """What a verb says of its object by itself or with its particle."""
    particles = words("modality")["particle"].get(verb.lemma_, {})
    shifted = [particles[c.lower_] for c in verb.children if c.dep_ == "compound:prt" and c.lower_ in particles]
    return shifted[0] if shifted else _classes("verb").get(verb.lemma_, "actual")


def _auxiliary(verb: Token) -> Modality:
    found: Modality = "actual"
    for child in verb.children:
        if child.dep_.startswith("aux"):
            found = compose(_classes("auxiliary").get(child.lower_, "actual"), found)
        if child.dep_.startswith("aux") and child.lower_ == "would":
            found = compose(
                "planned" if verb.head.i != verb.i and verb.dep_ in {"ccomp", "conj"} else "possible", found
            )
    return found


def _conditional(verb: Token) -> Modality:
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    return "possible" if marks & _CONDITIONS and verb.dep_ in {"advcl", "ccomp", "acl"} else "actual"


def _negated(act: Token) -> bool:
    return _is_outstanding(act) or any(
        (child.lower_ in _NEGATIONS and child.dep_ in {"advmod", "det", "neg", "case", "cc:preconj", "mark"})
        or (child.lower_ == "nor" and child.dep_ == "cc")
        for child in act.children
    )


def _is_outstanding(act: Token) -> bool:
    """ "Has yet to ratify": it has not happened."""
    around = {child.lower_ for child in act.children}
    if act.dep_ == "xcomp" and (act.head.lemma_ in {"have", "be"} or act.head.lower_ == "yet"):
        around |= {act.head.lower_, *(child.lower_ for child in act.head.children)}
    return act.tag_ == "VB" and {"yet", "to"} <= around


def _negate(modality: Modality) -> Modality:
    return "possible" if modality in {"denied", "cancelled"} else "denied"


def _said_by(above: Token, node: Token) -> Modality | None:
    """What a governing word says of the act below it; `None` where the way up ends."""
    if above.pos_ in NOMINAL and node.dep_ == "nsubj":
        # "A visit is a possibility".
        return compose(_own(above), _classes("noun").get(above.lemma_, "actual"))
    if above.pos_ in NOMINAL:
        if node.dep_ not in {"acl", "nmod", "obl", "ccomp", "xcomp"} or case_of(node) in {"with", "in", "at", "during"}:
            return None
        if node.dep_ == "acl" and node.tag_ == "VBN":
            # "A plan negotiated last week" was negotiated.
            return None
        step = _classes("noun").get(above.lemma_)
        if step is None and above.lemma_ in _UNDERTAKINGS and node.dep_ == "acl" and node.tag_ == "VB":
            step = "planned"
        if step is None:
            return None
        if above.lemma_ == "opportunity" and above.head.lemma_ == "have" and above.head.tag_ in {"VBD", "VBN"}:
            # Who had the opportunity to meet somebody met him.
            return _negate(step) if _negated(above.head) else "actual"
        return _negate(step) if _negated(above) else compose(_own(above), step)
    if above.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    return _verb_says(above, node)


def _verb_says(verb: Token, node: Token) -> Modality | None:
    if verb.lemma_ in _GOING_ON and node.dep_ in {"xcomp", "obj", "ccomp"}:
        return None  # who will continue to act, or is resolved to, acts already
    step: Modality = "actual"
    if any(child.dep_ == "compound:prt" for child in verb.children) and verb.lemma_ in words("modality")["particle"]:
        step = _class_of(verb)
    elif verb.lower_ == "going" and node.dep_ == "xcomp" and node.tag_ == "VB":
        step = "planned"
    elif verb.lemma_ == "have" and node.dep_ == "xcomp" and node.tag_ == "VB":
        step = "requested"
    elif node.dep_ in {"xcomp", "ccomp", "obj", "csubj", "nsubj:pass"} or _asked_for(verb, node):
        step = _classes("verb").get(verb.lemma_, "actual")
    elif node.dep_ == "nsubj" and verb.pos_ == "ADJ":
        step = _classes("verb").get(verb.lower_, "actual")
    if node.dep_ == "obl" and node.pos_ in NOMINAL and not _asked_for(verb, node):
        # "during his visit he will meet": the visit lies ahead with the meeting; "after his visit" says nothing of it.
        ahead = case_of(node) in {"during", "on", "for", "in", "at", "ahead of", "before"}
        return _auxiliary(verb) if ahead and _auxiliary(verb) == "planned" else None
    if node.dep_ == "advcl":
        # "Will travel to attend": what an act is for lies where the act does.
        if node.tag_ == "VBG" and any(c.lower_ in {"in", "of"} and c.dep_ == "mark" for c in node.children):
            # "Refused to join them in sanctioning", "stopped short of condemning".
            return compose(_own(verb), step if step != "actual" else _class_of(verb))
        if node.tag_ != "VB":
            return None
        if verb.lemma_ in {"appeal", "call"}:
            return compose(_own(verb), "requested")
        if any(child.lemma_ == "pressure" and case_of(child) == "under" for child in verb.children):
            return compose(_own(verb), "requested")
        return compose(_own(verb), "planned" if verb.lemma_ in _SETTING_OUT else step)
    own = _own(verb)
    if node.dep_ == "ccomp" and own == "denied" and step == "actual":
        return "denied" if verb.lemma_ in {"confirm", "think", "believe"} else "actual"
    if own == "denied" and step in {"requested", "possible", "planned"}:
        return "denied"
    if node.dep_ in {"ccomp", "nsubj"} and step == "actual":
        # "will say that X visited": the saying is to come, not the visit; "X's visit will …": the visit is.
        return own if node.dep_ == "nsubj" and own in {"planned", "possible"} else "actual"
    return compose(own, step) if step != "actual" or node.dep_ in {"obj", "xcomp", "nsubj:pass"} else "actual"


def _asked_for(verb: Token, node: Token) -> bool:
    """ "Called for talks", "agreed on a visit", "ruled out a meeting": an oblique that is the object in meaning."""
    return (
        node.dep_ == "obl"
        and case_of(node) in {"for", "on", "to", "out", "from", "against"}
        and (verb.lemma_ in _classes("verb"))
    )
