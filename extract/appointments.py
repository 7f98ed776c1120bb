"""Who holds a post by the grammar: by a copula, or by a verb of appointing, becoming, serving or leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.frames import case_of, surface_subject
from extract.modality import modality_of
from extract.posts import Post, Status, vocabulary

if TYPE_CHECKING:
    from extract.discourse import Discourse


def by_grammar(discourse: Discourse, post: Post) -> Post:
    """A post without a holder, with the one that its clause gives it; unchanged where it gives none.

    Args:
        discourse: the document, in which pronouns can be resolved.
        post: one of its posts.
    """
    head = discourse.doc[post.head]
    if head.tag_ in {"NNS", "NNPS"}:
        return post
    if any(child.dep_ == "cop" for child in head.children):
        return _copula(discourse, post, head)
    verb = head.head
    if verb.i == head.i or verb.pos_ not in {"VERB", "AUX"}:
        return post
    lemma = "become" if _takes_over(verb) else verb.lemma_
    case = case_of(head)
    if lemma in vocabulary("appoint", "verbs") and (head.dep_ in {"xcomp", "obj"} or case in {"as", "to", "for"}):
        return _appointed(discourse, post, head, verb)
    if lemma in vocabulary("hold", "verbs") and (head.dep_ in {"xcomp", "obj"} or case == "as"):
        return _served(discourse, post, verb)
    if lemma in vocabulary("leave", "verbs") and case in {"as", "from"}:
        return _left(discourse, post, verb)
    return post


def _takes_over(verb: Token) -> bool:
    """ "Takes over as", "took office as"."""
    return verb.lemma_ == "take" and any(child.lower_ in {"over", "office", "charge"} for child in verb.children)


def _copula(discourse: Discourse, post: Post, head: Token) -> Post:
    person = _person(discourse, surface_subject(head))
    if person is None:
        return post
    past = any(c.lower_ in {"was", "were", "had"} for c in head.children if c.dep_ in {"cop", "aux"})
    status: Status = "former" if past and post.status == "current" else post.status
    return replace(post, person=person, status=status, modality=modality_of(head))


def _served(discourse: Discourse, post: Post, verb: Token) -> Post:
    person = _person(discourse, surface_subject(verb))
    if person is None:
        return post
    time = _time_under(discourse, verb)
    if verb.lemma_ in vocabulary("hold", "begin") or _takes_over(verb):
        return replace(post, person=person, modality=modality_of(verb), since=time)
    past = verb.tag_ in {"VBD", "VBN"} and verb.lemma_ != "remain" and post.status == "current"
    return replace(post, person=person, modality=modality_of(verb), status="former" if past else post.status)


def _left(discourse: Discourse, post: Post, verb: Token) -> Post:
    objects = [c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"}]
    person = _person(discourse, objects or surface_subject(verb))
    if person is None:
        return post
    modality = modality_of(verb)
    status: Status = "former" if modality == "actual" else "current"
    return replace(post, person=person, status=status, until=_time_under(discourse, verb))


def _appointed(discourse: Discourse, post: Post, head: Token, verb: Token) -> Post:
    tokens = [child for child in verb.children if child.dep_ in {"obj", "nsubj:pass"} and child.i != head.i]
    if not tokens and verb.tag_ == "VBN":
        tokens = surface_subject(verb)
    person = _person(discourse, tokens)
    if person is None:
        return post
    modality = modality_of(verb)
    status: Status = post.status
    if verb.lemma_ in vocabulary("appoint", "ahead"):
        status, modality = "designate", "planned"
    elif modality == "planned":
        status = "designate"
    return replace(post, person=person, status=status, modality=modality, since=_time_under(discourse, verb))


def _person(discourse: Discourse, tokens: Sequence[Token]) -> str | None:
    """The one person whom some words stand for."""
    for token in tokens:
        people = [entity for entity in discourse.refs(token, conjuncts=False) if discourse.type(entity) == "Person"]
        if len(people) == 1:
            return people[0]
    return None


def _time_under(discourse: Discourse, verb: Token) -> str | None:
    for token in verb.subtree:
        time = discourse.times.get(token.i)
        if time is not None:
            return time.value
    return None
