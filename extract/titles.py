"""The wording of posts: an office, what stands before and behind it, and whose post it is as far as these words tell.

"Turkish Foreign Minister", "the agency's former chief", "Director for Central Asia at the National Security Council":
the office is looked up in `ontologies/offices.tsv`; a name that is a part of its wording is no body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from extract.complements import Behind, read_behind
from extract.frames import case_of
from extract.posts import Post, Status, statuses, vocabulary
from graph.offices import Office, find_office

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.linking import Mention

COUNTERPART = Office("office/counterpart", "counterpart", "counterpart", "either")
# Offices of a part of a state: a province, a city.
_LOCAL = frozenset(
    {"office/governor", "office/mayor", "office/chief-minister", "office/first-minister", "office/premier"}
)
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
# Organs that stand for the state as such.
_STATE_ITSELF = frozenset({"government", "cabinet", "administration", "state"})
_INSIDE = frozenset({"amod", "compound", "nmod:desc", "nmod:unmarked", "flat", "nummod", "advmod"})
# A post that another may be named for: "Bush spokesman", "Solana aide".
_NAMED_FOR = frozenset({"spokesperson", "envoy", "other"})


@dataclass(slots=True)
class _Front:
    """What stands before an office: where it begins, the title with it, its bodies (nearest first), and its owner."""

    start: int
    title: int
    status: Status = "current"
    bodies: list[Mention] = field(default_factory=list)
    state: str | None = None
    owner: int | None = None
    nominee: bool = False


def find_titles(discourse: Discourse) -> Iterator[Post]:
    """The posts of a document by their wording alone, in order, without holders."""
    doc = discourse.doc
    texts = [token.text for token in doc]
    at = title_end = 0
    while at < len(texts):
        mention = discourse.mention_at(at)
        if mention is not None and (at > mention.start or discourse.type(mention.entity) == "Person"):
            at = mention.end
            continue
        match = find_office(texts, at) or _counterpart(doc, at)
        if match is not None and mention is not None and find_office(texts, mention.end) is not None:
            at = mention.end  # "German Chancellor" is worded as a whole, but Germany tells the body
            continue
        if match is None or not _is_noun(doc, at, match[0]):
            at += 1
            continue
        post = _post(discourse, at, *match, since=title_end)
        yield post
        at = match[0]
        title_end = post.end if post.owner is None else at


def _counterpart(doc: Doc, at: int) -> tuple[int, Office] | None:
    return (at + 1, COUNTERPART) if doc[at].lower_ in {"counterpart", "counterparts"} else None


def _is_noun(doc: Doc, start: int, end: int) -> bool:
    head = doc[start:end].root
    return head.pos_ in {"NOUN", "PROPN", "ADJ", "X"} or (head.pos_ == "VERB" and doc[start].text[:1].isupper())


def _post(discourse: Discourse, start: int, end: int, office: Office, *, since: int) -> Post:
    """The post of an office; nothing before the token `since` is a part of it."""
    doc = discourse.doc
    head = doc[start:end].root
    front = _read_front(discourse, start, head, office, since)
    end, status = _elect(doc, end)
    behind = read_behind(discourse, end, office)
    organ = _organ(discourse, front, start, end)
    body = _organ_of(discourse, front, organ) if organ is not None else None
    body = body or _body(discourse, office, front, behind)
    owner = front.owner if front.owner is not None else behind.owner
    if body is None and owner is None:
        body = _by_grammar(discourse, head, range(since, start), behind)
        owner = organ if body is None else None
    return Post(
        start=front.start,
        end=behind.end,
        head=head.i,
        office=office,
        title=" ".join(doc[front.title : behind.title_end].text.split()),
        status="designate" if front.nominee else status or front.status,
        modality="planned" if front.nominee else "actual",
        body=body,
        to=behind.to,
        owner=owner,
    )


def _elect(doc: Doc, end: int) -> tuple[int, Status | None]:
    """The end of "President-elect", and what the word behind the office says of its holder."""
    at = end + 1 if end < len(doc) and doc[end].text in {"-", "–"} else end
    status = statuses().get(doc[at].lower_) if at < len(doc) else None
    return (at + 1, status) if status == "designate" else (end, None)


# --- before the office ------------------------------------------------------------------------------------------------


def _read_front(discourse: Discourse, start: int, head: Token, office: Office, since: int) -> _Front:
    doc = discourse.doc
    front = _Front(start, start)
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
        elif token.is_space and "\n" not in token.text:
            front.start = at
        elif token.text in _POSSESSIVE:
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


def _take(discourse: Discourse, front: _Front, mention: Mention, office: Office) -> bool:
    """Takes a name before an office into its front, where it can be its body or owner."""
    doc = discourse.doc
    kind = discourse.type(mention.entity)
    if kind == "Person":
        possessive = doc[mention.end].text in _POSSESSIVE or doc[mention.end - 1].text in _POSSESSIVE
        if possessive or (office.level in _NAMED_FOR and mention.end == front.start):
            front.owner, front.start = mention.end - 1, mention.start
        return False
    if kind not in {"State", "Organisation", "Place"}:
        return False
    front.bodies.append(mention)
    front.start = mention.start
    return True


def _owned(discourse: Discourse, front: _Front, mark: int) -> bool:
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
        return None
    named = [state for state in states if state in discourse.register.drafts]
    return discourse.register.known((named or states)[0])


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


# --- whose post -------------------------------------------------------------------------------------------------------


def _body(discourse: Discourse, office: Office, front: _Front, behind: Behind) -> str | None:
    """The body that stands before the office, else behind it."""
    for mention in front.bodies:
        body = body_of(discourse, mention.entity, office)
        if body is not None:
            return body
    return front.state or behind.body


def _organ(discourse: Discourse, front: _Front, start: int, end: int) -> int | None:
    """The noun for an organ inside a title: the "Senate" of "Senate President", the "police" of "police chief"."""
    doc = discourse.doc
    for at in range(end - 2, front.title - 1, -1):
        if discourse.mention_at(at) is not None:
            return None
        if doc[at].lemma_.lower() in vocabulary("organ") and find_office([doc[at].text], 0) is None:
            return at
    return None


def _organ_of(discourse: Discourse, front: _Front, organ: int) -> str | None:
    """The organ as a body of its own, where its state or place stands before it: "the Brazilian Senate"."""
    doc = discourse.doc
    if not front.bodies or front.bodies[0].end < front.title - 1 or doc[organ].lower_ in _STATE_ITSELF:
        return None
    mention = front.bodies[0]
    if discourse.type(mention.entity) not in {"State", "Place"} or mention.end > organ:
        return None
    whole = " ".join(doc[mention.start : organ + 1].text.split())
    plain = " ".join(token.text for token in doc[mention.start : organ + 1] if token.text not in _POSSESSIVE)
    country = mention.entity if discourse.type(mention.entity) == "State" else None
    return discourse.register.minted("Organisation", whole, plain, country=country)


def body_of(discourse: Discourse, entity: str, office: Office) -> str | None:
    """What a name that stands for the body of a post makes its body: a place only where the post is a local one.

    A capital or seat of government stands for its state.
    """
    if discourse.type(entity) != "Place":
        return entity
    if office.id in _LOCAL:
        return entity
    state = _state_of_seat(discourse, entity)
    if state is not None:
        return state if office.body_kind == "state" else entity
    return None


def _state_of_seat(discourse: Discourse, place: str) -> str | None:
    """The state whose government sits in a place: in a capital, or in a building like the Kremlin."""
    gazetteer = discourse.gazetteer
    state = gazetteer.state_of_capital(place)
    if state is None and gazetteer.kind(place) == "venue":
        state = discourse.register.drafts[place].country
    return discourse.register.known(state) if state is not None else None


def _by_grammar(discourse: Discourse, head: Token, front: range, behind: Behind) -> str | None:
    """The state or body that the parse puts under the office, outside its own words and those of the post before."""
    for child in head.children:
        if child.dep_ not in {"amod", "compound", "nmod:poss", "nmod"}:
            continue
        if child.i not in front and child.i < behind.title_end:
            continue
        if child.dep_ == "nmod" and case_of(child) not in {"of", "from"}:
            continue
        mention = discourse.mention_at(child.i)
        if mention is not None and discourse.type(mention.entity) in {"State", "Organisation"}:
            return mention.entity
    return None
