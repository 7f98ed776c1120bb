"""What pronouns refer to: "he", "its", "they", "who", and "we" and "I" of a speaker.

Where nothing fits well, the answer is empty; a wrong person in a graph is worse than none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.entity_types import AGENTS
from extract.subjects import surface_subject

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.mentioned import Mentioned

HE = frozenset("he him his himself she her hers herself".split())
THEY = frozenset("they them their theirs themselves both".split())
_IT = frozenset("it its itself".split())
_WE = frozenset("we us our ours ourselves".split())
_I = frozenset("i me my mine myself".split())
_RELATIVE = frozenset("who whom whose which that where".split())
_SPEECH = frozenset(
    "say tell add state declare announce note stress explain reply write call warn insist argue remark".split()
)
# How many steps up a tree a relative or possessive pronoun may stand below its clause.
_STEPS = 6


def pronoun(discourse: Discourse, mentioned: Mentioned, token: Token) -> tuple[str, ...]:
    """The entities that a pronoun refers to; empty where unknown."""
    word = token.lower_
    if word in _RELATIVE and token.tag_ in {"WP", "WDT", "WP$", "WRB"}:
        return _antecedent(discourse, token)
    if word in HE:
        people = frozenset({"Person"})
        return _owner(discourse, token, people) or mentioned.best(token, people, but=_not_meant(discourse, token))
    if word in _IT:
        return mentioned.best(token, {"State", "Organisation"})
    if word in THEY:
        owners = _owner(discourse, token, AGENTS)
        if len(owners) > 1:
            return owners
        together = mentioned.row(token, AGENTS) or mentioned.couple(token, {"Person"})
        return together or mentioned.acting_body(token)
    if word in _WE or word in _I:
        return _speaker(discourse, token, plural=word in _WE)
    return ()


def quoted(discourse: Discourse, token: Token) -> str | None:
    """Who is quoted in a token's sentence: the subject of its verb of speech."""
    for verb in token.sent:
        if verb.lemma_ not in _SPEECH or verb.pos_ != "VERB":
            continue
        for child in verb.children:
            if child.dep_ == "nsubj" and child.i != token.i and child.lower_ not in _WE | _I:
                found = discourse.refs(child)
                if found and discourse.type(found[0]) == "Person":
                    return found[0]
    return None


def _not_meant(discourse: Discourse, token: Token) -> frozenset[str]:
    """Who speaks, and so would say "I" of himself: not the "he" of his own turn or quotation."""
    turn = discourse.turn(token)
    if turn is not None and turn.speaker is not None:
        return frozenset({turn.speaker})
    if _is_quoted(token):
        speaker = quoted(discourse, token)
        return frozenset({speaker}) if speaker is not None else frozenset()
    return frozenset()


def _is_quoted(token: Token) -> bool:
    """Whether a word stands between quotation marks of its sentence."""
    before = [other.text for other in token.sent if other.i < token.i]
    straight = sum(text in {'"', "``", "''"} for text in before)
    return straight % 2 == 1 or before.count("“") > before.count("”")


def _owner(discourse: Discourse, token: Token, types: frozenset[str]) -> tuple[str, ...]:
    """The subject of the clause that a possessive stands in: "in his speech, Ann …", "Ann met Bo on her visit"."""
    if token.dep_ != "nmod:poss":
        return ()
    above = token.head
    for _ in range(_STEPS):
        if above.pos_ in {"VERB", "AUX"}:
            break
        if above.dep_.startswith("nsubj") or above.head.i == above.i:
            return ()
        above = above.head
    agents = [child for child in above.children if child.dep_ == "obl:agent"]
    for acting in (surface_subject(above), agents):
        others = [one for one in acting if not one.left_edge.i <= token.i <= one.right_edge.i]
        found = tuple(one for one in discourse.all_refs(others) if discourse.type(one) in types)
        if found:
            return found if len(found) == 1 or token.lower_ in THEY else ()
    return ()


def _speaker(discourse: Discourse, token: Token, *, plural: bool) -> tuple[str, ...]:
    turn = discourse.turn(token)
    if turn is not None:
        one = turn.body if plural else turn.speaker
        return (one,) if one else ()
    person = quoted(discourse, token)
    if person is None:
        return ()
    if not plural:
        return (person,)
    body = next((post.body for post in discourse.posts if post.person == person and post.body), None)
    return (body,) if body else ()


def _antecedent(discourse: Discourse, token: Token) -> tuple[str, ...]:
    """What a relative pronoun stands for: the noun that its clause hangs on."""
    above = token
    for _ in range(_STEPS):
        if above.dep_ == "acl:relcl":
            found = discourse.refs(above.head) if above.head.i != token.i else ()
            return found or _names_before(discourse, token)
        if above.head.i == above.i:
            break
        above = above.head
    return _names_before(discourse, token)


def _names_before(discourse: Discourse, token: Token) -> tuple[str, ...]:
    """The names that end right before a relative pronoun: "Romania and Bulgaria, which joined …"."""
    doc = discourse.doc
    at = token.i - 1
    if at > 0 and doc[at].text == ",":
        at -= 1
    found: list[str] = []
    kind = ""
    while at >= token.sent.start:
        mention = discourse.mention_at(at)
        if mention is not None and (not kind or discourse.type(mention.entity) == kind):
            kind = discourse.type(mention.entity)
            found.append(mention.entity)
            at = mention.start - 1
        elif found and doc[at].lower_ in {",", "and", "&"}:
            at -= 1
        else:
            break
    who = token.lower_ in {"who", "whom"}
    return tuple(reversed(found)) if found and (kind == "Person") == who else ()
