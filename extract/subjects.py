"""Subjects, read off a parse in Universal Dependencies: also where another word has them, or leaves them unsaid.

The subject of a coordinated verb is the first one's, that of an infinitive its controller ("asked Turkey to open …"),
that of a participle the noun before it.
"""

from __future__ import annotations

from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN"})
_FORMS_OF_BE = frozenset({"is", "are", "was", "were", "'s", "’s", "'re", "’re"})
# Those who are sent to do what an infinitive behind them says ("a delegation to attend …").
_SENT = frozenset({"delegation", "envoy", "mission", "official", "representative", "team"})
# Verbs whose subject, not object, is understood as that of the infinitive, though they have an object.
SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "use"})
# Verbs whose object did what stands behind "of" or "for": "accused them of hiding it".
_CHARGED = frozenset({"accuse", "blame", "condemn", "criticise", "criticize", "fault", "suspect", "thank", "praise"})


def case_of(token: Token) -> str:
    """The preposition of a phrase, lower-cased: `to`, `ahead of`; the empty string where there is none."""
    words: list[str] = []
    for child in token.lefts:
        if child.dep_ == "case":
            words.append(child.lower_)
            words.extend(inner.lower_ for inner in child.rights if inner.dep_ == "fixed")
    return " ".join(words)


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive: it has a passive subject or auxiliary, or is a bare past participle."""
    deps = {child.dep_ for child in verb.children}
    if "nsubj:pass" in deps or "aux:pass" in deps:
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not {"aux", "nsubj", "obj"} & deps and verb.head.pos_ == "VERB":
        # "were suspended in 1964 and restored in 1986"
        return is_passive(verb.head)
    if verb.tag_ != "VBN" or {"aux", "obj"} & deps or verb.dep_ == "conj":
        return False
    # "An agreement reached on Thursday": a participle alone, whatever the parse makes of its noun.
    return verb.dep_ in {"acl", "advcl"} or "nsubj" in deps


def is_to(verb: Token) -> bool:
    """Whether a verb is said to be to come by "is to", "were to": the form of "be" before the "to"."""
    to = next((child.i for child in verb.lefts if child.lower_ == "to" and child.dep_ in {"aux", "mark"}), None)
    return to is not None and any(child.lower_ in _FORMS_OF_BE and child.i < to for child in verb.lefts)


def surface_subject(verb: Token, depth: int = 0) -> list[Token]:
    """The subject as the grammar has it, shared along coordination and control; empty where there is none."""
    own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubj:pass", "nsubj:outer"}]
    own = [child for child in own if not stands_behind(child)]
    if own or depth > 6 or verb.head.i == verb.i:
        return own
    head, dep = verb.head, verb.dep_
    wished = _wished_for(verb)
    if wished:
        return wished
    if dep == "conj" or dep.startswith("parataxis"):
        return surface_subject(head, depth + 1)
    if dep == "xcomp":
        objects = [child for child in head.children if child.dep_ in {"obj", "iobj"}]
        if objects and head.lemma_ not in SUBJECT_CONTROL:
            return objects
        called_on = [c for c in head.children if c.dep_ == "obl" and case_of(c) in {"on", "upon", "for"}]
        if called_on and verb.tag_ == "VB":
            return called_on
        return surface_subject(head, depth + 1)
    if (
        dep == "advcl"
        and verb.tag_ == "VBG"
        and head.i > verb.i
        and any(child.dep_ == "cop" for child in head.children)
    ):
        # "Also attending were the presidents of …".
        return surface_subject(head, depth + 1) or [head]
    if dep == "advmod" and verb.lower_ == "yet":
        return surface_subject(head, depth + 1)
    if dep == "advcl" and verb.tag_ == "VBG" and head.lemma_ in _CHARGED and not is_passive(head):
        return [child for child in head.children if child.dep_ == "obj"]
    if dep == "advcl" and verb.tag_ == "VB" and head.lemma_ in {"appeal", "call"}:
        called_on = [c for c in head.children if c.dep_ == "obl" and case_of(c) in {"on", "upon", "to", "for"}]
        if called_on:
            return called_on
    if dep == "advcl" and verb.tag_ == "VB" and _pressed(head):
        return [child for child in head.children if child.dep_ == "obj"]
    if dep == "advcl" or dep == "ccomp":
        return surface_subject(head, depth + 1) if verb.tag_ in {"VB", "VBG", "VBN"} else []
    if dep.startswith("acl") and head.pos_ in NOMINAL:
        if verb.tag_ == "VB":
            return [head] if head.lemma_.lower() in _SENT else _owner(head, depth + 1)
        return [head]
    return []


def _wished_for(verb: Token) -> list[Token]:
    """Whom "for" puts before an infinitive: "plans for A and B to meet"."""
    before = verb.left_edge
    if verb.tag_ != "VB" or before.lower_ != "to" or verb.head.i > verb.i:
        return []
    return [
        child
        for child in verb.head.children
        if child.dep_ in {"obl", "nmod"} and case_of(child) == "for" and child.right_edge.i == before.i - 1
    ]


def _pressed(verb: Token) -> bool:
    """ "Put them under pressure to …"."""
    return any(child.lemma_ == "pressure" and case_of(child) == "under" for child in verb.children)


def stands_behind(word: Token) -> bool:
    """Whether a parse calls a word the subject of a verb that has one before it: English has no second one behind."""
    verb = word.head
    if not word.dep_.startswith("nsubj") or word.i < verb.i or verb.pos_ != "VERB":
        return False
    if any(child.dep_ == "aux:pass" for child in verb.children):
        return False
    return any(child.dep_ in {"nsubj", "nsubj:pass"} and child.i < verb.i for child in verb.children)


def _owner(noun: Token, depth: int) -> list[Token]:
    """Whose plan, decision or promise it is: the possessor, or the subject of the verb that carries the noun."""
    if case_of(noun) == "under" and _pressed(noun.head):
        return [child for child in noun.head.children if child.dep_ == "obj"]
    own = [child for child in noun.children if child.dep_ == "nmod:poss"]
    own += [
        child for child in noun.children if child.dep_ == "nmod" and case_of(child) in {"by", "of", "to", "between"}
    ]
    if own:
        return own
    if noun.dep_ in {"obj", "obl", "xcomp", "nsubj:pass"} and noun.head.pos_ in {"VERB", "AUX"}:
        return surface_subject(noun.head, depth)
    if any(child.dep_ == "cop" for child in noun.children):
        return surface_subject(noun, depth)
    return [child for child in noun.children if child.dep_ in {"compound", "amod"}]
