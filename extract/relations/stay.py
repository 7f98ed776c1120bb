"""Visits told by where somebody is: "Mr Annan is in Beirut", "he said while in Libya for a summit"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from extract.claims import date_of, of_type, seen_from, span_of
from extract.company import company_of
from extract.discourse import Discourse
from extract.entity_types import WHERE
from extract.modality import compose, modality_of
from extract.subjects import NOMINAL, case_of, surface_subject
from graph.facts import Visit

_PEOPLE = frozenset({"Person"})
_WHILE = frozenset({"while", "whilst", "when"})


def find_stays(discourse: Discourse) -> Iterator[Visit]:
    """The visits of officials who are said to be in a place that is not their own state's."""
    for token in discourse.doc:
        if case_of(token) not in {"in", "at"}:
            continue
        places = of_type(discourse, discourse.refs(token, conjuncts=False), WHERE)
        if not places:
            continue
        act, subjects = _who_is_there(token)
        visitors = of_type(discourse, discourse.all_refs(subjects), _PEOPLE)
        sure = act.i == token.i
        visitors = tuple(one for one in visitors if _is_abroad(discourse, one, places[0], sure=sure))
        if not visitors:
            continue
        modality, date = seen_from(discourse.document, modality_of(act), date_of(discourse, act))
        if date is None and modality == "actual" and _is_now(act):
            date = discourse.document.date
        visit = Visit(
            visitor=visitors,
            destination=(places[0],),
            date=date,
            modality=modality,
            evidence=span_of([*subjects, token] if subjects[0].sent.start == token.sent.start else [token]),
        )
        yield visit
        for one in company_of(discourse, visitors, act):
            guests = tuple(guest for guest in one.guests if guest not in visitors)
            if guests:
                evidence = tuple(sorted({*visit.evidence, one.span}))
                yield replace(visit, visitor=guests, modality=compose(modality, one.modality), evidence=evidence)


def _who_is_there(token: Token) -> tuple[Token, list[Token]]:
    """The act that a place stands with, and whom it places there; nobody where it does not."""
    deps = {child.dep_ for child in token.children}
    marks = {child.lower_ for child in token.children}
    if "cop" in deps:
        return token, [child for child in token.children if child.dep_ == "nsubj"]
    head = token.head
    if marks & _WHILE and head.pos_ in {"VERB", "AUX"}:
        return token, surface_subject(head)
    if token.dep_ == "obl" and head.lemma_ == "be" and head.pos_ in {"VERB", "AUX"}:
        return head, surface_subject(head)
    above = token
    while above.dep_ in {"nmod", "obl"} and above.head.pos_ in NOMINAL:
        above = above.head
    speaking = above.head.lemma_ == "speak" and above.head.tag_ == "VBG"
    if above.dep_ == "obl" and (speaking or _is_press_conference(above)) and case_of(above) not in {"after", "before"}:
        return above.head, surface_subject(above.head)
    return token, []


def _is_now(act: Token) -> bool:
    """Whether somebody is said to be there as the text is written."""
    return any(child.dep_ == "cop" and child.tag_ in {"VBZ", "VBP"} for child in act.children)


def _is_press_conference(noun: Token) -> bool:
    return noun.lemma_ == "conference" and any(child.lower_ in {"news", "press"} for child in noun.children)


def _is_abroad(discourse: Discourse, person: str, place: str, *, sure: bool) -> bool:
    """Whether a place is outside the state that somebody acts for.

    Where the text does not tell the state, it is only for one who holds a post and is plainly said to be there.
    """
    homes = discourse.states_of(person)
    if not homes:
        held = list(discourse.posts.of(person))
        return bool(held) if sure else any(post.body for post in held)
    return discourse.country_of(place) not in homes
