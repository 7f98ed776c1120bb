"""Who holds a post by the grammar: by a copula, or by a verb of appointing, becoming, serving or leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.entity_types import type_of
from extract.modality import modality_of
from extract.posts import Post, Status, vocabulary
from extract.subjects import NOMINAL, case_of, surface_subject

if TYPE_CHECKING:
    from extract.discourse import Discourse

# Between two posts of one list stand at most so many words, a place or a time among them.
_LONGEST_BREAK = 12


def with_appointments(discourse: Discourse, posts: Sequence[Post]) -> list[Post]:
    """The posts with the holders whom their clauses name; in a list of posts one holder has them all.

    Args:
        discourse: the document, in which pronouns can be resolved.
        posts: its posts in order, with the holders beside them.
    """
    out: list[Post] = []
    last: Post | None = None
    for post in posts:
        if post.person is not None:
            out.append(post)
            continue
        found = _by_grammar(discourse, post)
        if found.person is None and last is not None and _goes_on(discourse, last, post):
            status = last.status if post.status == "current" else post.status
            found = replace(post, person=last.person, status=status, modality=last.modality)
        if found.person is not None:
            last = found
        out.append(found)
    return out


def _goes_on(discourse: Discourse, last: Post, post: Post) -> bool:
    """Whether a post follows another in a list: "as director of A, deputy director of B, and adviser in C"."""
    doc = discourse.doc
    between = doc[last.end : post.start] if last.end <= post.start else doc[post.start : post.start]
    if doc[last.head].sent.start != doc[post.head].sent.start or post.plural:
        return False
    if len(between) > _LONGEST_BREAK or any(token.pos_ in {"VERB", "AUX"} or token.is_quote for token in between):
        return False
    if any(discourse.type(m.entity) == "Person" for t in between if (m := discourse.mention_at(t.i)) is not None):
        return False
    return any(token.text in {",", ";", "and"} for token in between)


def _by_grammar(discourse: Discourse, post: Post) -> Post:
    """A post without a holder, with the one that its clause gives it; unchanged where it gives none."""
    head = discourse.doc[post.head]
    if post.plural:
        return post
    # The parts of "secretary-general" may share what belongs to the whole.
    whole = [token for token in discourse.doc[post.start : post.end] if token.i == head.i or token.head.i == head.i]
    if any(child.dep_ == "cop" for token in whole for child in token.children):
        return _copula(discourse, post, head, whole)
    above = head.head
    case = case_of(head) or _case_before(discourse, post)
    if above.pos_ in NOMINAL and case == "as" and above.lemma_.lower() in vocabulary("hold", "nouns"):
        return _former(post, _person(discourse, [c for c in above.children if c.dep_ == "nmod:poss"]))
    if above.i == head.i or above.pos_ not in {"VERB", "AUX"}:
        return post
    if above.lemma_ == "include" and head.dep_ == "obj":
        return _former(post, _assigned(discourse, above))
    lemma = "become" if _takes_over(above) else above.lemma_
    if lemma in vocabulary("appoint", "verbs") and (head.dep_ in {"xcomp", "obj"} or case in {"as", "to", "for"}):
        return _appointed(discourse, post, head, above)
    if lemma in vocabulary("hold", "verbs") | vocabulary("hold", "begin") and (
        head.dep_ in {"xcomp", "obj"} or case == "as"
    ):
        return _served(discourse, post, above)
    if above.lemma_ == "join" and case == "as":
        return _joined(discourse, post, above)
    if lemma in vocabulary("leave", "verbs") and case in {"as", "from"}:
        return _left(discourse, post, above)
    return post


def _case_before(discourse: Discourse, post: Post) -> str:
    """The preposition right before a post, where a parse hangs it elsewhere."""
    at = post.start - 1
    while at > 0 and discourse.doc[at].lower_ in {"the", "a", "an", "its", "their"}:
        at -= 1
    return discourse.doc[at].lower_ if at >= 0 and discourse.doc[at].pos_ in {"ADP", "SCONJ"} else ""


def _former(post: Post, person: str | None) -> Post:
    status: Status = "former" if post.status == "current" else post.status
    return replace(post, person=person, status=status) if person is not None else post


def _assigned(discourse: Discourse, verb: Token) -> str | None:
    """Whose assignments they are: "her other assignments include …"."""
    for noun in surface_subject(verb):
        if noun.lemma_.lower() in vocabulary("hold", "nouns"):
            return _person(discourse, [child for child in noun.children if child.dep_ == "nmod:poss"])
    return None


def _takes_over(verb: Token) -> bool:
    """ "Takes over as", "took office as"."""
    return verb.lemma_ == "take" and any(child.lower_ in {"over", "office", "charge"} for child in verb.children)


def _copula(discourse: Discourse, post: Post, head: Token, whole: Sequence[Token]) -> Post:
    person = _person(discourse, next((found for token in whole if (found := surface_subject(token))), []))
    if person is None:
        return post
    verbs = (child for token in whole for child in token.children if child.dep_ in {"cop", "aux"})
    past = any(verb.lower_ in {"was", "were", "had"} for verb in verbs)
    status: Status = "former" if past and post.status == "current" else post.status
    since = next((token for token in head.subtree if token.lower_ == "since"), None)
    began = discourse.times.get(since.i) or discourse.times.get(since.i + 1) if since is not None else None
    known = replace(post, since=began.value) if began is not None and status == "current" else post
    return replace(known, person=person, status=status, modality=modality_of(head))


def _served(discourse: Discourse, post: Post, verb: Token) -> Post:
    nominee = _before_infinitive(discourse, verb)
    if nominee is not None:
        return replace(post, person=nominee, status="designate", modality="planned")
    person = _person(discourse, surface_subject(verb))
    if person is None:
        return post
    time = _time_under(discourse, verb)
    if verb.lemma_ in vocabulary("hold", "begin") or _takes_over(verb):
        modality = modality_of(verb)
        status: Status = "designate" if modality == "planned" else post.status
        return replace(post, person=person, modality=modality, since=time, status=status)
    past = verb.tag_ in {"VBD", "VBN"} and verb.lemma_ != "remain" and post.status == "current"
    return replace(post, person=person, modality=modality_of(verb), status="former" if past else post.status)


def _before_infinitive(discourse: Discourse, verb: Token) -> str | None:
    """Who is meant to serve, right before the infinitive: "intends to nominate Ada Lind to serve as"."""
    if verb.tag_ != "VB" or verb.i < 2 or verb.nbor(-1).lower_ != "to":
        return None
    mention = discourse.mention_at(verb.i - 2)
    if mention is None or discourse.type(mention.entity) != "Person" or mention.start == 0:
        return None
    return mention.entity if discourse.doc[mention.start - 1].lemma_ in vocabulary("appoint", "ahead") else None


def _joined(discourse: Discourse, post: Post, verb: Token) -> Post:
    """ "Joined the organisation as a budget officer"."""
    bodies = [e for c in verb.children if c.dep_ == "obj" for e in discourse.refs(c) if type_of(e) == "Organisation"]
    held = _served(discourse, post, verb)
    return replace(held, body=post.body or (bodies[0] if bodies else None)) if held.person is not None else post


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
        tokens = surface_subject(verb) or surface_subject(head)
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
