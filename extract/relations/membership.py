"""Memberships: who belongs to which organisation, alliance, programme or treaty body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from spacy.tokens import Token

from extract.claims import agents, date_of, evidence_of, of_type, span_of
from extract.discourse import Discourse
from extract.frames import frame_of
from extract.lists import list_behind, states_by_year
from extract.modality import compose, modality_of
from extract.patterns import Match
from extract.subjects import case_of, surface_subject
from graph.facts import Membership, Modality, Span

_BODIES = frozenset({"Organisation", "Agreement"})
_STATES = frozenset({"State"})
# Words with which persons belong to a body; who leads or founds one holds a post there.
_FOR_PERSONS = frozenset(
    {"member", "membership", "join", "belong", "leave", "quit", "militant", "fighter", "operative", "peer"}
)
# Said of members without the body's name, once that is known.
_OF_A_BODY = frozenset({"member", "candidate", "accession", "membership", "join", "observer"})
# Nouns whose list spells out members: "EU countries - Austria, Lithuania and Greece".
_COLLECTIVE = frozenset("ally candidate country economy member nation observer partner power signatory state".split())
# What is said of a membership that somebody is for or against.
_FOR_OR_AGAINST = frozenset(
    "back discuss endorse favor favour goal hope oppose perspective prospect path road seek support veto".split()
)
# Nouns for becoming a member.
_STEPS = frozenset({"accession", "admission", "entry", "integration"})
_BECOMING = _STEPS | {"membership"}
_CANDIDATES = frozenset({"candidate", "candidacy", "candidature"})
_KINDS = frozenset({"candidate", "observer", "partner"})
_LANDS = frozenset({"country", "nation", "state"})
_PRESIDING = frozenset({"presidency", "chairmanship"})
# What one makes towards membership, and what that makes of it: "a membership bid".
_STRIVING: dict[str, Modality] = {
    "aspiration": "requested",
    "application": "requested",
    "bid": "requested",
    "negotiation": "planned",
    "request": "requested",
    "talk": "planned",
}
# Organs of a body: what one joins is the body.
_ORGANS = frozenset({"parliament", "commission", "court", "secretariat", "bank", "assembly"})
# Who found a body belong to it where they are states: others set it up for others.
_FOUNDING = frozenset({"form", "found", "compose", "create", "establish"})


def find_memberships(discourse: Discourse, match: Match) -> Iterator[Membership]:
    """The memberships that a word states, one for each member and body."""
    token = match.token
    mention = discourse.mention_at(token.i)
    if mention is not None and discourse.type(mention.entity) == "State":
        return  # "the United States"
    if _lemma(token) in _BECOMING and _lemma(token.head) in _CANDIDATES:
        return  # "a candidate for membership" is a candidate
    modality, status = _modality(match)
    bodies = _bodies(discourse, match)
    members = _members(discourse, match)
    evidence = evidence_of(match)
    if match.pattern.pos == "noun" and bodies and _lemma(token) in _COLLECTIVE and token.tag_ in {"NNS", "NNPS"}:
        listed = list_behind(discourse, token, types=_STATES)
        members = tuple(dict.fromkeys((*members, *listed)))
        evidence = _with_list(discourse, match, listed) if listed else evidence
    if match.pattern.pos == "verb" and _lemma(token) in {"join", "admit"} and members:
        gapped = list(states_by_year(discourse, token))
        members = tuple(member for member in members if member not in {other for other, _year in gapped})
        for member, year in gapped:
            for body in bodies:
                yield Membership(member=member, body=body, start=year, modality=modality, evidence=span_of(token.sent))
    kind: Any = match.pattern.labels.get("kind", "member")
    if kind == "member" and _lemma(token) in _LANDS:
        # "An EU candidate country".
        kind = next((_lemma(one) for one in match.frame.get("mod", ()) if _lemma(one) in _KINDS), kind)
    for member in members:
        for body in bodies:
            if member != body:
                yield Membership(
                    member=member,
                    body=body,
                    kind=kind,
                    status=status,
                    start=date_of(discourse, token) if match.pattern.pos == "verb" else None,
                    modality=modality,
                    evidence=evidence,
                )


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _is_wished(noun: Token) -> bool:
    """Whether a membership is what somebody is for or against: "support for Ukraine's membership"."""
    before = [child for child in noun.head.children if child.dep_ == "obj" and child.i < noun.i]
    above = [noun.head, noun.head.head, noun.head.head.head]
    return any(_lemma(token) in _FOR_OR_AGAINST for token in (*before, *above))


def _modality(match: Match) -> tuple[Modality, Literal["current", "former"]]:
    modality = modality_of(match.token) if _is_said(match) else "actual"
    if (
        match.token.dep_ == "compound"
        and match.token.head.pos_ == "NOUN"
        and _lemma(match.token) in _STEPS | {"membership"}
    ):
        # "A membership bid", "accession talks".
        modality = compose(_STRIVING.get(_lemma(match.token.head), modality), modality)
    if _lemma(match.token) == "membership" and modality == "actual" and _is_wished(match.token):
        modality = "requested"
    presides = {_lemma(match.token), *(_lemma(head) for head in match.frame.get("object", ()))} & _PRESIDING
    if presides and modality == "planned":
        modality = "actual"  # who will preside over a body belongs to it now
    if _is_outside(match):
        modality = "denied"
    if match.pattern.modality:
        modality = compose(match.pattern.modality, modality)
    if modality == "actual" and _lemma(match.token) in _STEPS and not match.frame.get("since"):
        # One speaks of an accession before it has come; who has joined is said to have.
        modality = "planned"
    if match.token.dep_ == "acl" and any(child.lower_ == "next" for child in match.token.head.children):
        modality = compose("planned", modality)
    status: Any = match.pattern.labels.get("status", "current")
    if status == "former" and modality != "actual":
        # Who may leave, or was not expelled, is a member still.
        return "actual", "current"
    return modality, status


def _bodies(discourse: Discourse, match: Match) -> tuple[str, ...]:
    """The bodies that a word speaks of, named with it or known from before."""
    token, lemma = match.token, _lemma(match.token)
    bodies = of_type(discourse, match.get("body"), _BODIES)
    bodies = tuple(body for body in bodies if _can_have_members(discourse, body, match))
    if bodies or "body" in match.heads:
        return bodies
    if lemma in _COLLECTIVE:
        bodies = of_type(discourse, discourse.owners(token), frozenset({"Organisation"}))
        if not bodies and token.dep_ == "nmod" and case_of(token) == "of" and token.tag_ == "NNS":
            # "GUAM is a grouping of four states: …".
            above = frame_of(token.head)["subject"]
            bodies = of_type(discourse, discourse.all_refs(above), frozenset({"Organisation"}))
    unnamed = not match.frame.get("object")
    if not bodies and lemma in _OF_A_BODY and unnamed:
        members = agents(discourse, match.get("member"))
        if any(discourse.type(member) == "Person" for member in members):
            return ()
        last = discourse.memory.last(token, frozenset({"Organisation"}))
        bodies = tuple(body for body in last if _has_states(discourse, body)) or _main_body(discourse)
    return bodies


def _members(discourse: Discourse, match: Match) -> tuple[str, ...]:
    members = agents(discourse, match.get("member"))
    lemma = _lemma(match.token)
    if lemma not in _FOR_PERSONS:
        members = tuple(member for member in members if discourse.type(member) != "Person")
    if match.pattern.pos == "noun" or lemma in _FOUNDING:
        # "EU membership", "the G7 presidency": the body stands where a member may stand as well.
        members = tuple(member for member in members if discourse.type(member) != "Organisation")
    if not members and match.pattern.pos == "noun":
        # "Applied for membership of the Union"; "both ministers said that their countries are members".
        acting = [head for place in ("subject", "support", "clause") for head in match.frame.get(place, ())]
        members = of_type(discourse, discourse.all_refs(acting), _STATES)
        lands = [head for head in acting if _lemma(head) in _LANDS]
        whose = [child for head in lands for child in head.children if child.dep_ == "nmod:poss"]
        members = members or tuple(s for one in discourse.all_refs(whose) for s in discourse.states_of(one))
        both = any(token.lower_ in {"both", "two"} for token in match.token.sent)
        if not members and whose and both and lands[0].tag_ == "NNS":
            # "Both sides recalled that their countries are members".
            members = of_type(discourse, discourse.memory.pair(lands[0]), _STATES)
        members = members or _striving(discourse, match.token)
    return tuple(dict.fromkeys(members))


def _striving(discourse: Discourse, noun: Token) -> tuple[str, ...]:
    """Whose bid for membership, preparations for accession or path to entry it is."""
    if noun.dep_ not in {"nmod", "compound"} or noun.head.pos_ != "NOUN" or _lemma(noun) not in _BECOMING:
        return ()
    places = frame_of(noun.head)
    heads = [
        head for place in ("poss", "mod", "of", "by", "with") for head in places.get(place, ()) if head.i != noun.i
    ]
    if not heads and noun.head.dep_ == "obj" and _lemma(noun.head) in {"application", "bid", "request"}:
        # "Submitted its application for membership".
        heads = surface_subject(noun.head.head)
    return of_type(discourse, discourse.all_refs(heads), _STATES)


def _main_body(discourse: Discourse) -> tuple[str, ...]:
    """The international body that a text speaks of most: "the new members" of a text on the EU are the EU's."""
    counts = Counter(m.entity for m in discourse.mentions if _has_states(discourse, m.entity))
    return (max(counts, key=lambda body: (counts[body], body)),) if counts else ()


def _is_said(match: Match) -> bool:
    """Whether the membership itself is stated or wished for, and not just used to name who did something else."""
    if match.pattern.pos != "noun" or _lemma(match.token) not in _COLLECTIVE:
        return True
    return any(child.dep_ == "cop" for child in match.token.children) or match.token.dep_ in {"xcomp", "obl"}


def _can_have_members(discourse: Discourse, body: str, match: Match) -> bool:
    """Not a treaty that one joins (that is an agreement), and not "pro-EU"."""
    if discourse.type(body) == "Agreement" and match.pattern.labels.get("kind") != "participant":
        return False
    return not _prefixes(match) & {"anti", "pro"}


def _is_outside(match: Match) -> bool:
    """Whether it is a "non-EU" country."""
    return "non" in _prefixes(match)


def _prefixes(match: Match) -> set[str]:
    heads = match.heads.get("body", ())
    return {head.nbor(-2).lower_ for head in heads if head.i > 1 and head.nbor(-1).text == "-"}


def _has_states(discourse: Discourse, body: str) -> bool:
    """Whether states belong to a body: the tables know it, as no single state's and as no organ of another."""
    known = discourse.gazetteer.entity(body)
    if known is None or known.type != "Organisation" or known.country is not None:
        return False
    return not _ORGANS & set(known.name.lower().split())


def _with_list(discourse: Discourse, match: Match, listed: tuple[str, ...]) -> tuple[Span, ...]:
    tokens = [match.token]
    for mention in discourse.mentions:
        if mention.entity in listed and match.token.i < mention.start < match.token.sent.end:
            tokens.append(discourse.doc[mention.end - 1])
    return span_of(tokens)
