"""What stands before an office: its state or body, whose it is else, and how its holder stands to it.

"Turkish" Foreign Minister, "the agency's former" chief, "his" spokesman, "nominee for" ambassador.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz.distance.Levenshtein import distance
from spacy.tokens import Token

from extract.posts import Status, statuses, vocabulary
from graph.offices import Office

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.linking import Mention

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
# Shorter words are too often one letter from another.
_LONG_ENOUGH = 7
_INSIDE = frozenset({"amod", "compound", "nmod:desc", "nmod:unmarked", "flat", "nummod", "advmod"})
# A post that another may be named for: "Lind spokesman", "Dahl aide".
_NAMED_FOR = frozenset({"spokesperson", "envoy", "other"})


@dataclass(slots=True)
class Front:
    """What stands before an office: where it begins, the title with it, its bodies (nearest first), and its owner."""

    start: int
    title: int
    status: Status = "current"
    bodies: list[Mention] = field(default_factory=list)
    state: str | None = None
    owner: int | None = None
    nominee: bool = False


def read_front(discourse: Discourse, start: int, office: Office, *, head: Token, since: int) -> Front:
    """What stands before an office.

    Args:
        discourse: the document, with its names.
        start: the office's first word.
        office: which it is.
        head: its noun.
        since: nothing before this token is a part of it.
    """
    doc = discourse.doc
    front = Front(start, start)
    while front.start > max(head.sent.start, since):
        at = front.start - 1
        token = doc[at]
        mention = discourse.mention_at(at)
        if mention is not None:
            if not _take(discourse, front, mention, office):
                break
        elif (state := _nationality(discourse, at)) is not None:
            front.state = state
            front.start = at
        elif token.lower_ in statuses():
            front.status = statuses()[token.lower_]
            front.start = at
        elif (token.is_space and "\n" not in token.text) or _joins_states(discourse, at, head, front):
            front.start = at
        elif token.text in POSSESSIVE:
            if _owned(discourse, front, at):
                break
        elif token.tag_ == "PRP$":
            front.owner, front.start = at, at
            break
        elif token.text == "-" and _joins(discourse, at):
            front.start = at
        elif _modifies(discourse, token, head):
            front.start = at
            if token.lower_ not in vocabulary("before", "words"):
                front.title = at
        else:
            break
    nominee = doc[front.start - 2 : front.start].text.lower() if front.start > 1 else ""
    if nominee in {"nominee for", "nominee to", "to be"} and front.start - 2 >= since:
        front.start -= 2
        front.nominee = nominee != "to be" or doc[front.start - 1].text == ","
    return front


def _joins_states(discourse: Discourse, at: int, head: Token, front: Front) -> bool:
    """Whether a word joins the states of several holders: "my Czech and Polish colleagues"."""
    if head.tag_ not in {"NNS", "NNPS"} or discourse.doc[at].lower_ not in {"and", ","} or at == 0 or not front.bodies:
        return False
    before = discourse.mention_at(at - 1)
    same = before is not None and discourse.type(before.entity) == "State"
    return same and front.bodies[-1].start == at + 1 and discourse.type(front.bodies[-1].entity) == "State"


def _take(discourse: Discourse, front: Front, mention: Mention, office: Office) -> bool:
    """Takes a name before an office into its front, where it can be its body or owner."""
    doc = discourse.doc
    kind = discourse.type(mention.entity)
    if kind == "Person":
        possessive = doc[mention.end].text in POSSESSIVE or doc[mention.end - 1].text in POSSESSIVE
        if possessive or (office.level in _NAMED_FOR and mention.end == front.start):
            front.owner, front.start = mention.end - 1, mention.start
        return False
    if kind not in {"State", "Organisation", "Place"} and not (kind == "Event" and office.level == "military"):
        return False
    front.bodies.append(mention)
    front.start = mention.start
    return True


def _owned(discourse: Discourse, front: Front, mark: int) -> bool:
    """Reads a possessive mark; true where its owner is a common noun, which ends the front."""
    doc = discourse.doc
    front.start = mark
    if discourse.mention_at(mark - 1) is not None:
        return False
    owner = doc[mark - 1]
    if owner.pos_ in {"NOUN", "PROPN"}:
        front.owner, front.start = owner.i, max(owner.left_edge.i, owner.sent.start, mark - 6)
    return True


def _nationality(discourse: Discourse, at: int) -> str | None:
    """The state of an adjective that is too common to count anywhere else: "Irish", "Congolese".

    Where two states share it, the one that the document names is meant.
    """
    if not discourse.doc[at].text[:1].isupper():
        return None
    senses = discourse.gazetteer.find(discourse.doc[at].text)
    states = [sense.id for sense in senses if sense.id.startswith("state/")]
    if not states:
        return _misspelt(discourse, at)
    named = [state for state in states if state in discourse.register.drafts]
    return discourse.register.known((named or states)[0])


def _misspelt(discourse: Discourse, at: int) -> str | None:
    """A state that the document names and whose name or adjective a word nearly is: "Argentinan", "Indonesa's"."""
    word = discourse.doc[at].text
    if len(word) < _LONG_ENOUGH or discourse.doc[at].tag_ not in {"NNP", "NNPS", "JJ"}:
        return None
    for id, draft in discourse.register.drafts.items():
        if draft.type == "State" and any(_nearly(word, name) for name in draft.names):
            return id
    return None


def _nearly(word: str, name: str) -> bool:
    return len(name) >= _LONG_ENOUGH and name[:2] == word[:2] and distance(word, name, score_cutoff=1) <= 1


def _joins(discourse: Discourse, hyphen: int) -> bool:
    if hyphen == 0:
        return False
    before = discourse.doc[hyphen - 1]
    return before.lower_ in statuses() or discourse.mention_at(before.i) is not None or before.lower_ == "pro"


def _modifies(discourse: Discourse, token: Token, head: Token) -> bool:
    """Whether a word before an office is a part of its phrase: "nuclear" negotiator, "newly appointed" minister."""
    if token.is_punct or token.is_space or token.i in discourse.times or token.lower_ in {"the", "a", "an"}:
        return False
    if token.lower_ in vocabulary("before", "words"):
        return True
    inside = token.dep_ in _INSIDE and token.i < token.head.i <= head.i
    return inside and token.pos_ in {"NOUN", "PROPN", "ADJ", "ADV", "VERB"}
