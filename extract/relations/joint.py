"""Memberships that names tell, without a word for it: joint bodies, lists in brackets, "Smith of the Left Party"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from extract.claims import span_of
from extract.discourse import Discourse
from extract.linking import Mention
from extract.lists import SHORTEST, list_in_brackets
from extract.subjects import NOMINAL
from graph.facts import Membership, Span

_STATES = frozenset({"State"})
# What two or more states have together, where its name begins with theirs.
_JOINT = frozenset("alliance commission committee council force group initiative partnership panel".split())
# What a party's name has, of whom a person may be: "Smith of the Reform Party".
_PARTIES = frozenset({"party", "front", "movement", "bloc", "democrats"})
# Who sits in a parliament for a party.
_SEATED = frozenset({"mp", "lawmaker", "legislator", "deputy", "senator", "peer", "parliamentarian"})
_LINKS = frozenset({"-", "–", "/", "and"})
_IN_NAMES = frozenset({"ADJ", "NOUN", "PROPN"})
_ARTICLES = frozenset({"the", "a", "an", "this", "new"})


def find_named_members(discourse: Discourse) -> Iterator[Membership]:
    """Memberships that names tell: "the Turkish-Hungarian Council", "the EU-3 (France, …)"."""
    yield from _joint_bodies(discourse)
    for mention in discourse.mentions:
        if discourse.type(mention.entity) == "Organisation":
            last = discourse.doc[mention.end - 1]
            listed = list_in_brackets(discourse, last, types=_STATES)
            if listed:
                yield from _each(listed, mention.entity, span_of(discourse.doc[mention.start : last.sent.end]))
            person = _partisan(discourse, mention)
            if person is not None:
                first, end = min(person.start, mention.start), max(person.end, mention.end)
                span = span_of(discourse.doc[first:end])
                yield from _each((person.entity,), mention.entity, span)


def _each(members: tuple[str, ...], body: str, evidence: tuple[Span, ...]) -> Iterator[Membership]:
    for member in members:
        if member != body:
            yield Membership(member=member, body=body, evidence=evidence)


def _partisan(discourse: Discourse, party: Mention) -> Mention | None:
    """The person right before "of the … Party", or behind "Labour lawmaker"."""
    doc = discourse.doc
    names = {word for name in discourse.register.drafts[party.entity].names for word in name.lower().split()}
    if party.end + 1 < len(doc) and doc[party.end].lower_ in _SEATED and _PARTIES & names:
        behind = discourse.mention_at(party.end + 1)
        return behind if behind is not None and discourse.type(behind.entity) == "Person" else None
    of = party.start - 2 if doc[party.start - 1].lower_ == "the" else party.start - 1
    if of < 1 or doc[of].lower_ != "of" or doc[party.end - 1].lower_ not in _PARTIES:
        return None
    person = discourse.mention_at(of - 1)
    return person if person is not None and discourse.type(person.entity) == "Person" else None


def _joint_bodies(discourse: Discourse) -> Iterator[Membership]:
    """The bodies whose phrase begins with the states that have them together."""
    for noun in discourse.doc:
        if noun.lower_ not in _JOINT or noun.pos_ not in NOMINAL:
            continue
        start = noun.i
        while start > 0 and (discourse.doc[start - 1].pos_ in _IN_NAMES or discourse.doc[start - 1].text in _LINKS):
            start -= 1
        while discourse.doc[start].lower_ in {*_ARTICLES, *_LINKS}:
            start += 1
        phrase = discourse.doc[start : noun.i + 1]
        states = _states_in(discourse, [token.text for token in phrase])
        mention = discourse.mention_at(noun.i)
        if len(states) < SHORTEST or (mention is not None and discourse.gazetteer.entity(mention.entity)):
            continue
        body = _body_called(discourse, phrase, noun)
        yield from _each(tuple(discourse.register.known(state) for state in states), body, span_of(phrase))


def _body_called(discourse: Discourse, phrase: Phrase, noun: Token) -> str:
    for at in (noun.i, phrase.start):
        mention = discourse.mention_at(at)
        if mention is not None and discourse.type(mention.entity) == "Organisation":
            discourse.register.drafts[mention.entity].called(phrase.text)
            return mention.entity
    body = discourse.register.minted("Organisation", phrase.text)
    if noun.right_edge.i > noun.i and noun.nbor(1).lower_ in {"on", "for", "of"}:
        discourse.register.drafts[body].called(noun.doc[phrase.start : noun.right_edge.i + 1].text)
    return body


def _states_in(discourse: Discourse, words: list[str]) -> tuple[str, ...]:
    """The states that the words of a name begin with, hyphens and "and" between them."""
    found: list[str] = []
    at = 0
    while at < len(words):
        match = discourse.gazetteer.longest(words, at)
        if match is not None and match[1] and match[1][0].id.startswith("state/"):
            found.append(match[1][0].id)
            at = match[0]
        elif words[at].lower() in {*_LINKS, "the"}:
            at += 1
        else:
            break
    return tuple(dict.fromkeys(found))
