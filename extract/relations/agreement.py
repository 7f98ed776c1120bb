"""Agreements: who negotiates, signs, ratifies, joins, breaks or leaves what."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from extract.claims import agents, date_of, evidence_of, of_type, place_of
from extract.described import kind_of
from extract.discourse import Discourse
from extract.entity_types import STATELIKE
from extract.frames import noun_frame
from extract.lexicon import patterns
from extract.modality import compose, modality_of
from extract.patterns import Match
from extract.rolls import listed_under
from extract.subjects import NOMINAL
from graph.facts import Agreement

_AGREEMENTS = frozenset({"Agreement"})
_BODIES = frozenset({"Organisation"})
_STATES = frozenset({"State"})
# What the parties of an agreement do together, so that those inside its own phrase do it too.
_TOGETHER = frozenset({"agree", "enter_into_force", "extend", "negotiate", "sign"})
# "Enters into force", "goes into effect".
_GOING = frozenset({"come", "enter", "go"})
_FORCE = frozenset({"effect", "force"})
# Verbs whose "it" is an agreement, where one was told before.
_OF_PAPER = frozenset({"accept", "adopt", "approve", "endorse", "initial", "ratify", "reject", "sign"})
# Nouns that name an agreement no better than its parties do.
_PLAIN = frozenset({"accord", "agreement", "deal", "treaty"})
# An agreement of more parties than these is spoken of by a name.
_FEW = 3
_PARLIAMENTS = frozenset({"assembly", "congress", "duma", "house", "knesset", "majlis", "parliament", "senate"})


def find_agreements(discourse: Discourse, match: Match) -> Iterator[Agreement]:
    """The act on an agreement that a word states, where it tells the agreement or two parties."""
    action = match.pattern.labels.get("action", "agree")
    heads = match.heads.get("agreement", ())
    if not _is_in_force(match) or (match.token in heads and _is_acted_upon(match.token)):
        return
    agreements = _agreements(discourse, match)
    parties = tuple(_for_whom(discourse, party) for party in agents(discourse, match.get("party")))
    if action in _TOGETHER:
        parties = (*parties, *(side for head in heads for side in _sides(discourse, head)))
        if not parties and len(agreements) == 1 and match.token not in heads:
            parties = tuple(_told_elsewhere(discourse, agreements[0]))
    parties = tuple(dict.fromkeys(parties))
    if not parties or (not agreements and not _is_unnamed(discourse, match, parties)):
        return
    modality = modality_of(match.token)
    if match.pattern.modality:
        modality = compose(match.pattern.modality, modality)
    if _is_non(match.token):
        modality = compose("denied", modality)
    if 1 < len(parties) <= _FEW and heads and agreements and all(_is_nameless(discourse, head) for head in heads):
        agreements = ()
    for agreement in agreements or (None,):
        yield Agreement(
            agreement=agreement,
            party=parties,
            action=action,
            date=date_of(discourse, match.token),
            place=place_of(discourse, match.token),
            modality=modality,
            evidence=evidence_of(match),
        )


def _is_in_force(match: Match) -> bool:
    """Whether "into force" stands behind a verb of going where the pattern asks for it, and only there."""
    if match.token.lemma_ not in _GOING:
        return True
    into = any(head.lemma_ in _FORCE for head in match.frame.get("into", ()))
    return into == (match.pattern.labels.get("action") == "enter_into_force")


def _agreements(discourse: Discourse, match: Match) -> tuple[str, ...]:
    """The agreements that are acted upon, by name, description or pronoun."""
    found = of_type(discourse, match.get("agreement"), _AGREEMENTS)
    if not found and any(kind_of(head) == "Agreement" for head in match.heads.get("agreement", ())):
        # The tables have it as the body that it made ("Central European Free Trade Agreement").
        found = of_type(discourse, match.get("agreement"), _BODIES)
    about = of_type(discourse, discourse.all_refs(match.frame.get("on", ())), _AGREEMENTS)
    if about and all(_is_plain(discourse, head) for head in match.heads.get("agreement", ())):
        # "Reached an agreement on the package": the package is what was agreed.
        return about
    if found or "agreement" not in match.pattern.slots:
        return found
    listed = listed_under(discourse, match.token, _AGREEMENTS) if match.pattern.pos == "verb" else ()
    if listed:
        # "The ministers signed:", and a document a line.
        return listed
    places = [place for alternatives in match.pattern.slots["agreement"] for place in alternatives.split("|")]
    heads = [head for place in places for head in match.frame.get(place, ())]
    if match.token.lemma_ in _OF_PAPER and any(head.lower_ in {"it", "this"} for head in heads):
        return discourse.memory.last(match.token, _AGREEMENTS)
    return ()


def _is_acted_upon(noun: Token) -> bool:
    """Whether a verb or noun above says what is done about the agreement, so that the parties stand there."""
    while noun.dep_ == "conj" and noun.head.pos_ in NOMINAL:
        noun = noun.head
    above = patterns().get((noun.head.pos_, noun.head.lemma_.lower()), ())
    return noun.dep_ in {"obj", "nsubj:pass", "obl", "nmod"} and any(found.fact == "agreement" for found in above)


def _sides(discourse: Discourse, noun: Token) -> Iterator[str]:
    """The parties inside the phrase of an agreement: "with Russia", "between the two"."""
    frame = noun_frame(noun)
    for side in agents(discourse, discourse.all_refs((*frame.get("between", ()), *frame.get("with", ())))):
        yield _for_whom(discourse, side)


def _told_elsewhere(discourse: Discourse, agreement: str) -> Iterator[str]:
    """The sides that other words for an agreement tell ("the treaty was signed" … "its treaty with Iran")."""
    for head, found in discourse.described.items():
        mention = discourse.mention_at(head)
        if mention is not None and mention.entity == agreement and found.head == head:
            yield from _sides(discourse, discourse.doc[head])


def _for_whom(discourse: Discourse, party: str) -> str:
    """The state or body for which a person or parliament acts in agreements, where the document tells it."""
    if discourse.type(party) == "Person":
        bodies = [post.body for post in discourse.posts.of(party) if post.status != "former"]
        return next((body for body in bodies if body), _state_beside(discourse, party) or party)
    draft = discourse.register.drafts[party]
    if discourse.type(party) == "Organisation" and draft.country and _PARLIAMENTS & set(draft.names[0].lower().split()):
        return draft.country
    return party


def _state_beside(discourse: Discourse, person: str) -> str | None:
    """The state in the phrase that a person's name stands in ("his Pakistani counterpart, General …")."""
    for mention in discourse.mentions:
        if mention.entity == person:
            name = discourse.doc[mention.start : mention.end].root
            nouns = [child for child in name.children if child.dep_ in {"nmod:desc", "appos"}]
            nouns += [name.head] if name.dep_ == "appos" else []
            found = of_type(discourse, (owner for noun in nouns for owner in discourse.owners(noun)), _STATES)
            if found:
                return found[0]
    return None


def _is_unnamed(discourse: Discourse, match: Match, parties: tuple[str, ...]) -> bool:
    """Whether two states or bodies agree to do something, and the agreement has no name."""
    if "agreement" in match.pattern.slots or len(of_type(discourse, parties, STATELIKE)) < 2:
        return False
    if any(head.pos_ == "PRON" for head in match.heads["party"]):
        return False
    aims = any(child.dep_ == "xcomp" and child.tag_ == "VB" for child in match.token.children)
    return aims or "for" in match.frame


def _is_nameless(discourse: Discourse, noun: Token) -> bool:
    """Whether an agreement is mentioned once and described by nothing but its parties."""
    mention = discourse.mention_at(noun.i)
    if mention is None or not _is_plain(discourse, noun):
        return False
    return sum(other.entity == mention.entity for other in discourse.mentions) == 1


def _is_plain(discourse: Discourse, noun: Token) -> bool:
    """Whether a noun says no more of an agreement than that it is one: "a deal"."""
    found = discourse.described.get(noun.i)
    if found is None or found.before or found.pointing:
        return False
    return noun.lemma_.lower() in _PLAIN


def _is_non(noun: Token) -> bool:
    """Whether a noun is denied by its prefix: "non-signatory"."""
    return noun.i > 1 and noun.nbor(-1).tag_ == "HYPH" and noun.nbor(-2).lower_ == "non"
