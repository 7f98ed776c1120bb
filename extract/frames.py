"""Predicates and their arguments, read off a parse in Universal Dependencies.

A frame says who stands in which place of a verb or noun, whatever the construction: active or passive, coordinated,
controlled ("asked Turkey to open …"), relative ("the minister who visited …"), nominal ("a visit by X to Y", "X's
visit"), or with a support verb ("paid a visit to …").
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from spacy.tokens import Token

from extract.lexicon import words
from extract.subjects import NOMINAL, case_of, is_passive, stands_behind, surface_subject

Frame = dict[str, list[Token]]
"""The heads of the argument phrases by their place: `subject`, `object`, `poss`, `mod`, `clause`, or a preposition.

What a verb takes beside them stands under `that` (a clause), `infinitive`, or `predicate` ("called it a mistake").
"""

# Verbs that carry a noun and say little themselves: their subject acts in the noun ("held talks with").
SUPPORT = frozenset(
    [
        "accept",
        "attend",
        "be",
        "begin",
        "chair",
        "complete",
        "conclude",
        "conduct",
        "continue",
        "convene",
        "do",
        "embark",
        "end",
        "enter",
        "execute",
        "finish",
        "give",
        "have",
        "hold",
        "host",
        "initiate",
        "join",
        "launch",
        "lead",
        "make",
        "open",
        "pay",
        "reach",
        "resume",
        "sign",
        "start",
        "take",
        "undertake",
        "wrap",
    ]
)
# Verbs that carry a noun behind a preposition: "engaged in talks", "returned to negotiations".
_GOING = frozenset({"on", "for", "in", "at"})
CARRIED = dict.fromkeys(("arrive", "be", "embark", "go"), _GOING) | {
    "engage": frozenset({"in"}),
    "enter": frozenset({"into"}),
    "participate": frozenset({"in"}),
    "return": frozenset({"to"}),
}
# An act that stands behind one of these is that of the clause around it: "after talks with", "on a visit to".
AROUND = frozenset(
    ["after", "following", "before", "during", "in", "at", "on", "for", "upon", "amid", "since", "ahead of", "prior to"]
)
# Verbs whose object takes part, beside the subject, in what they are done for: "invited them for talks".
BROUGHT = frozenset({"invite", "host", "receive", "welcome", "summon", "meet", "join", "see"})
# What one makes for the sake of another act: "on a visit for talks".
JOURNEYS = frozenset({"visit", "trip", "tour", "journey", "stay", "stop", "meeting", "summit"})
# What one holds of an act that goes on for long: "two rounds of talks".
PARTS = frozenset({"round", "series", "set", "session", "day", "hour", "phase", "part", "number", "string", "course"})
_SAYING = frozenset({"add", "comment", "declare", "insist", "note", "say", "state", "stress", "tell", "warn", "write"})


def verb_frame(verb: Token) -> Frame:
    """Who stands where around a verb (or a predicate noun or adjective with a copula)."""
    frame: Frame = defaultdict(list)
    passive = is_passive(verb)
    frame["object" if passive else "subject"].extend(surface_subject(verb))
    if verb.dep_ == "amod" and verb.tag_ == "VBN":
        # "the Iranian-backed militia": said of the noun behind, by the name before.
        frame["object"].append(verb.head)
        frame["subject"].extend(left for left in verb.lefts if left.pos_ in {"PROPN", "ADJ", "NOUN"})
        if not frame["subject"]:
            frame["subject"].extend(_hyphened(verb))
    for child in verb.children:
        dep = child.dep_
        if dep == "obj":
            frame["object"].append(child)
        elif stands_behind(child):
            frame[case_of(child) or "object"].append(child)
        elif dep == "iobj":
            frame["indirect"].append(child)
        elif (dep == "obl:agent" and case_of(child) in {"by", "from", ""}) or (
            dep == "obl" and passive and case_of(child) in {"by", "upon by", "on by"}
        ):
            frame["subject"].append(child)
        elif dep.startswith("obl") or dep == "nmod" or (dep == "advcl" and child.pos_ in NOMINAL):
            frame[case_of(child) or "unmarked"].append(child)
        elif dep == "compound:prt":
            frame["particle"].append(child)
        elif dep == "ccomp":
            frame["that"].append(child)
        elif dep == "xcomp":
            frame["infinitive" if child.tag_ in {"VB", "VBG"} else "predicate"].append(child)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        _share(frame, verb)
    frame["speaker"].extend(_speaker(verb))
    return frame


def _speaker(said: Token) -> list[Token]:
    """Who says a clause: the subject of the verb that it hangs on ("said that …"), or of one put in ("…, he said")."""
    if said.dep_ == "ccomp":
        return surface_subject(said.head)
    inserted = [child for child in said.children if child.dep_ == "parataxis" and child.lemma_ in _SAYING]
    return surface_subject(inserted[0]) if inserted else []


def _hyphened(participle: Token) -> list[Token]:
    """The name right before a participle, where a parse hangs it elsewhere: "the Kuwait-brokered talks"."""
    at = participle.i - 1
    if at > 0 and participle.doc[at].text in {"-", "–", "‑"}:
        at -= 1
    return [participle.doc[at]] if at >= 0 and participle.doc[at].pos_ == "PROPN" else []


def _share(frame: Frame, verb: Token) -> None:
    """What stands after the last of two coordinated verbs belongs to the first too, and is given to neither twice."""
    first = verb.head
    for child in first.children:
        shared = child.i > verb.i or child.tag_ in {"WDT", "WP"}
        if child.dep_ == "obj" and "object" not in frame and shared:
            frame["object"].append(child)


def support_of(noun: Token) -> Token | None:
    """The verb that carries a noun ("held" in "held talks", "took place" in "the talks took place")."""
    if noun.dep_ == "nmod" and case_of(noun) == "of" and noun.head.lemma_ in PARTS:
        # "Held a round of talks".
        return support_of(noun.head)
    head, dep = noun.head, noun.dep_
    if dep == "conj" and head.pos_ in NOMINAL:
        return support_of(head)
    if head.pos_ not in {"VERB", "AUX"}:
        return None
    if dep in {"obj", "nsubj:pass"} and head.lemma_ in SUPPORT:
        return head
    if dep == "nsubj" and head.lemma_ in {"take", "begin", "start", "end", "continue", "open", "happen", "occur"}:
        return head
    if dep == "obl" and case_of(noun) in CARRIED.get(head.lemma_, ()):
        return head
    return None


@cache
def _intended() -> frozenset[str]:
    """Verbs that say what somebody means to do, or not to do, with the act that is their object."""
    return frozenset(verb for listed in words("modality")["verb"].values() for verb in listed) | {"call", "put"}


def noun_frame(noun: Token) -> Frame:
    """Who stands where around a noun, with the arguments of the verb that carries it, where one does."""
    frame: Frame = defaultdict(list)
    for child in noun.children:
        dep = child.dep_
        if dep == "nmod:poss":
            frame["poss"].append(child)
        elif dep in {"amod", "compound", "nmod:desc", "nmod:unmarked"} and child.i < noun.i:
            frame["mod"].append(child)
            frame["mod"].extend(inner for inner in child.children if inner.dep_ == "conj")
        elif dep in {"nmod", "obl", "nmod:desc"}:
            frame[case_of(child) or "unmarked"].append(child)
        elif dep == "acl" and child.tag_ in {"VBN", "VBG"}:
            for inner in child.children:
                if inner.dep_.startswith("obl"):
                    frame[case_of(inner) or "unmarked"].append(inner)
    frame["subject"].extend(_predicated(noun))
    verb = support_of(noun)
    if verb is None and noun.dep_ == "obj" and noun.head.lemma_ in _intended():
        # "Cancelled a visit", "proposed talks with".
        frame["support"].extend(surface_subject(noun.head))
    if verb is not None:
        outer = verb_frame(verb)
        frame["support"].extend(token for token in outer["subject"] if token.i != noun.i)
        for place, tokens in outer.items():
            if place not in {"subject", "object", "particle"} and place not in frame:
                frame[place].extend(token for token in tokens if token.i != noun.i)
    else:
        frame["clause"].extend(_around(noun))
    return frame


def _around(noun: Token, depth: int = 0) -> list[Token]:
    """Who acts in the clause that a noun hangs in: "after talks with Y, X said", "on a visit for talks with Y"."""
    node = noun
    while node.dep_ == "conj" and node.head.pos_ in NOMINAL:
        node = node.head
    head = node.head
    if node.dep_ == "obj" and head.lemma_ in {"address", "tell"}:
        # "Told a news conference with Y".
        return surface_subject(head)
    if depth > 3 or case_of(node) not in AROUND:
        return []
    if any(child.dep_ == "cop" for child in node.children):
        # "The president is on a tour of …".
        return surface_subject(node)
    if head.i == node.i:
        return []
    if head.pos_ in NOMINAL and not any(child.dep_ == "cop" for child in head.children):
        if head.lemma_ not in JOURNEYS:
            return []
        own = [child for child in head.children if child.dep_ == "nmod:poss"]
        verb = support_of(head)
        return own or (surface_subject(verb) if verb is not None else _around(head, depth + 1))
    agents = [child for child in head.children if child.dep_ == "obl:agent"]
    found = agents or surface_subject(head)
    if case_of(node) in {"for", "in"} and head.lemma_ in BROUGHT:
        found = [*found, *(child for child in head.children if child.dep_ == "obj")]
    return found


def _predicated(noun: Token) -> list[Token]:
    """What a noun is said of: by a copula ("Türkiye is a member"), an apposition, or a list ("members include …")."""
    deps = {child.dep_ for child in noun.children}
    if "cop" in deps:
        return surface_subject(noun)
    out = [child for child in noun.children if child.dep_ in {"appos", "flat"}]
    out += [c for c in noun.children if c.dep_ == "nmod" and case_of(c) in {"including", "such as", "like"}]
    if noun.dep_ in {"appos", "nmod:desc", "compound"} and noun.head.pos_ in NOMINAL:
        out.append(noun.head)
    if noun.dep_ == "nmod" and noun.head.lower_ == "one" and noun.head.i < noun.i:
        # "Slovakia is one of the members of the Union".
        out += _predicated(noun.head)
    if noun.dep_ == "nsubj" and noun.head.pos_ == "PROPN" and any(child.dep_ == "cop" for child in noun.head.children):
        # "The members are Laos and Peru".
        out.append(noun.head)
    if noun.dep_ == "nsubj" and noun.head.lemma_ in {"include", "comprise", "be"}:
        out += [child for child in noun.head.children if child.dep_ == "obj"]
    for child in noun.children:
        if child.dep_ == "acl:relcl" and child.lemma_ in {"include", "comprise"}:
            out += [inner for inner in child.children if inner.dep_ == "obj"]
    if noun.dep_ == "nmod" and case_of(noun) == "as":
        # "Peru's role as a guarantor".
        out += [child for child in noun.head.children if child.dep_ == "nmod:poss"]
    if noun.dep_ in {"xcomp", "obl"} and (noun.dep_ == "xcomp" or case_of(noun) == "as"):
        out += surface_subject(noun.head)
    return out


def frame_of(token: Token) -> Frame:
    """The frame of a verb or noun."""
    return verb_frame(token) if token.pos_ in {"VERB", "AUX", "ADJ"} else noun_frame(token)
