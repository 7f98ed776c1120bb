"""Memberships: who belongs to which organisation, alliance, programme or treaty body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extract.claims import agents, date_of, evidence_of, of_type, span_of
from extract.discourse import Discourse
from extract.lists import SHORTEST, list_behind
from extract.modality import compose, modality_of
from extract.patterns import Match
from graph.facts import Membership, Span

_BODIES = frozenset({"Organisation", "Agreement"})
_STATES = frozenset({"State"})
# Words with which persons belong to a body; who leads or founds one holds a post there.
_FOR_PERSONS = frozenset({"member", "membership", "join", "belong", "leave", "quit", "militant"})
# What two or more states have together, where its name begins with theirs.
_JOINT = frozenset(
    "alliance commission committee council dialogue force forum group initiative partnership panel".split()
)
# Said of members without the body's name, once that is known.
_OF_A_BODY = frozenset({"member", "candidate", "accession", "membership", "join"})
# Nouns whose list spells out members: "EU countries - Austria, Lithuania and Greece".
_COLLECTIVE = frozenset({"member", "country", "state", "nation", "ally", "power", "partner", "signatory"})


def find_memberships(discourse: Discourse, match: Match) -> Iterator[Membership]:
    """The memberships that a word states, one for each member and body."""
    token = match.token
    modality = modality_of(token) if _is_said(match) else "actual"
    if match.pattern.modality:
        modality = compose(match.pattern.modality, modality)
    bodies = of_type(discourse, match.get("body"), _BODIES)
    bodies = tuple(body for body in bodies if _can_have_members(discourse, body, match))
    if not bodies and token.lemma_ in _COLLECTIVE and "body" not in match.heads:
        bodies = tuple(body for body in discourse.owners(token) if discourse.type(body) == "Organisation")
    members = agents(discourse, match.get("member"))
    if token.lemma_ not in _FOR_PERSONS:
        members = tuple(member for member in members if discourse.type(member) != "Person")
    people = any(discourse.type(member) == "Person" for member in members)
    unnamed = "body" not in match.heads and not match.frame.get("object")
    if not bodies and token.lemma_ in _OF_A_BODY and unnamed and not people:
        last = discourse.memory.last(token, frozenset({"Organisation"}))
        bodies = tuple(body for body in last if _is_international(discourse, body)) or _main_body(discourse)
    evidence = evidence_of(match)
    if match.pattern.pos == "noun":
        # "EU membership", "the G7 presidency": the body stands where a member may stand as well.
        members = tuple(member for member in members if discourse.type(member) != "Organisation")
        if bodies and token.lemma_ in _COLLECTIVE and token.tag_ in {"NNS", "NNPS"}:
            listed = list_behind(discourse, token, types=_STATES)
            members = tuple(dict.fromkeys((*members, *listed)))
            evidence = _with_list(discourse, match, listed) if listed else evidence
    for member in members:
        for body in bodies:
            if member != body:
                yield Membership(
                    member=member,
                    body=body,
                    kind=match.pattern.labels.get("kind", "member"),
                    status=match.pattern.labels.get("status", "current"),
                    start=date_of(discourse, token) if match.pattern.pos == "verb" else None,
                    modality=modality,
                    evidence=evidence,
                )


def find_joint_bodies(discourse: Discourse) -> Iterator[Membership]:
    """Memberships that a body's name tells: "the Turkish-Hungarian Strategic Council" has two members."""
    for mention in discourse.mentions:
        if discourse.type(mention.entity) != "Organisation" or discourse.gazetteer.entity(mention.entity):
            continue
        words = [token.text for token in discourse.doc[mention.start : mention.end]]
        states = _states_in(discourse, words)
        if len(states) < SHORTEST or not _JOINT & {word.lower() for word in words}:
            continue
        span = span_of(discourse.doc[mention.start : mention.end])
        for state in states:
            yield Membership(member=discourse.register.known(state), body=mention.entity, evidence=span)


def _states_in(discourse: Discourse, words: list[str]) -> tuple[str, ...]:
    """The states that the words of a name begin with, hyphens and "and" between them."""
    found: list[str] = []
    at = 0
    while at < len(words):
        match = discourse.gazetteer.longest(words, at)
        if match is not None and match[1] and match[1][0].id.startswith("state/"):
            found.append(match[1][0].id)
            at = match[0]
        elif words[at].lower() in {"-", "–", "and", "the", "/"}:
            at += 1
        else:
            break
    return tuple(dict.fromkeys(found))


def _main_body(discourse: Discourse) -> tuple[str, ...]:
    """The international body that a text speaks of most: "the new members" of a text on the EU are the EU's."""
    counts = Counter(m.entity for m in discourse.mentions if _is_international(discourse, m.entity))
    return (max(counts, key=lambda body: (counts[body], body)),) if counts else ()


def _is_said(match: Match) -> bool:
    """Whether the membership itself is stated or wished for, and not just used to name who did something else."""
    if match.pattern.pos != "noun" or match.token.lemma_ not in _COLLECTIVE:
        return True
    return any(child.dep_ == "cop" for child in match.token.children) or match.token.dep_ in {"xcomp", "obl"}


def _can_have_members(discourse: Discourse, body: str, match: Match) -> bool:
    """Not a treaty that one joins (that is an agreement), and not "non-EU"."""
    if discourse.type(body) == "Agreement" and match.pattern.labels.get("kind") != "participant":
        return False
    heads = match.heads.get("body", ())
    return not any(
        head.i > 1 and head.nbor(-1).text == "-" and head.nbor(-2).lower_ in {"non", "anti", "pro"} for head in heads
    )


def _is_international(discourse: Discourse, body: str) -> bool:
    """Whether the tables know a body, and as no single state's."""
    known = discourse.gazetteer.entity(body)
    return known is not None and known.type == "Organisation" and known.country is None


def _with_list(discourse: Discourse, match: Match, listed: tuple[str, ...]) -> tuple[Span, ...]:
    tokens = [match.token]
    for mention in discourse.mentions:
        if mention.entity in listed and match.token.i < mention.start < match.token.sent.end:
            tokens.append(discourse.doc[mention.end - 1])
    return span_of(tokens)
