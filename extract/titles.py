"""The wording of posts: an office, what stands before and behind it, and whose post it is as far as these words tell.

"Turkish Foreign Minister", "the agency's former chief", "Director for Central Asia at the National Security Council":
the office is looked up in `ontologies/offices.tsv`; a name that is a part of its wording is no body.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from extract.complements import Behind, read_behind
from extract.fronts import POSSESSIVE, Front, read_front
from extract.posts import Post, Status, statuses, vocabulary
from extract.subjects import case_of
from graph.offices import Office, find_office

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.linking import Mention

# What somebody is by another's post: of another state, or before.
COUNTERPART = Office("office/counterpart", "counterpart", "counterpart", "either")
PREDECESSOR = Office("office/predecessor", "predecessor", "counterpart", "either")
# Offices of a part of a state: a province, a city.
LOCAL = frozenset(
    {"office/governor", "office/mayor", "office/chief-minister", "office/first-minister", "office/premier"}
)
# Organs that stand for the state as such.
_STATE_ITSELF = frozenset({"government", "cabinet", "administration", "state"})


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
        if match is not None and mention is not None and match[0] <= mention.end:
            at = mention.end  # the "General" of the General Assembly
            continue
        if match is None or not _is_noun(doc, at, match[0]) or _only_modifies(doc, texts, at, match[0]):
            at += 1
            continue
        post = _post(discourse, at, *match, since=title_end)
        yield post
        at = match[0]
        title_end = post.end if post.owner is None else at


def _counterpart(doc: Doc, at: int) -> tuple[int, Office] | None:
    word = doc[at].lower_
    if word in {"counterpart", "counterparts", "colleague", "colleagues"}:
        return at + 1, COUNTERPART
    return (at + 1, PREDECESSOR) if word == "predecessor" else None


def _is_noun(doc: Doc, start: int, end: int) -> bool:
    head = doc[start:end].root
    return head.pos_ in {"NOUN", "PROPN", "ADJ", "X"} or (head.pos_ == "VERB" and doc[start].text[:1].isupper())


def _only_modifies(doc: Doc, texts: list[str], start: int, end: int) -> bool:
    """Whether a word for a post only says which of another thing: the "head" of "head diplomat"."""
    root = doc[start:end].root
    if end - start > 1 or root.dep_ not in {"compound", "amod"} or root.head.i < end:
        return False
    # "General elections"; but "General Lind".
    return (root.is_lower and find_office(texts, end) is not None) or (root.pos_ == "ADJ" and root.head.pos_ == "NOUN")


def _post(discourse: Discourse, start: int, end: int, office: Office, *, since: int) -> Post:
    """The post of an office; nothing before the token `since` is a part of it."""
    doc = discourse.doc
    head = doc[start:end].root
    front = read_front(discourse, start, office, head=head, since=since)
    end, status = _elect(doc, end)
    behind = read_behind(discourse, end, office)
    organ = _organ(discourse, front, start, end)
    body = _organ_of(discourse, front, organ) if organ is not None else None
    body = body or _body(discourse, office, front, behind)
    owner = front.owner if front.owner is not None else behind.owner
    if body is None and owner is None:
        body = _by_grammar(discourse, head, range(since, start), behind)
        owner = organ if body is None else None
    if office is PREDECESSOR:
        status = "former"
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
        plural=head.tag_ in {"NNS", "NNPS"},
    )


def _elect(doc: Doc, end: int) -> tuple[int, Status | None]:
    """The end of "President-elect", and what the word behind the office says of its holder."""
    at = end + 1 if end < len(doc) and doc[end].text in {"-", "–"} else end
    status = statuses().get(doc[at].lower_) if at < len(doc) else None
    return (at + 1, status) if status == "designate" else (end, None)


# --- whose post -------------------------------------------------------------------------------------------------------


def _body(discourse: Discourse, office: Office, front: Front, behind: Behind) -> str | None:
    """The body that stands before the office, else behind it."""
    for i, mention in enumerate(front.bodies):
        body = _of_its_state(discourse, front.bodies[i : i + 2]) or body_of(discourse, mention.entity, office)
        if body is not None:
            return body
    return front.state or behind.body


def _of_its_state(discourse: Discourse, bodies: list[Mention]) -> str | None:
    """A body whose name another state's is known by, with its own state before it: "the Brazilian Senate"."""
    if len(bodies) < 2 or discourse.type(bodies[1].entity) != "State" or bodies[1].end != bodies[0].start:
        return None
    state = bodies[1].entity
    if discourse.register.drafts[bodies[0].entity].country in {None, state}:
        return None
    text = " ".join(discourse.doc[bodies[1].start : bodies[0].end].text.split())
    return discourse.register.minted("Organisation", text, country=state)


def _organ(discourse: Discourse, front: Front, start: int, end: int) -> int | None:
    """The noun for an organ inside a title: the "Senate" of "Senate President", the "police" of "police chief"."""
    doc = discourse.doc
    for at in range(end - 2, front.title - 1, -1):
        if discourse.mention_at(at) is not None:
            return None
        if doc[at].lemma_.lower() in vocabulary("organ") and find_office([doc[at].text], 0) is None:
            return at
    return None


def _organ_of(discourse: Discourse, front: Front, organ: int) -> str | None:
    """The organ as a body of its own: known by name, or with its state or place before it: "the Brazilian Senate"."""
    doc = discourse.doc
    for sense in discourse.gazetteer.find(doc[front.title : organ + 1].text.title()):
        if sense.id.startswith("organisation/") and not sense.needs_context:
            return discourse.register.known(sense.id)
    if not front.bodies or front.bodies[0].end < front.title - 1 or doc[organ].lower_ in _STATE_ITSELF:
        return None
    mention = front.bodies[0]
    if discourse.type(mention.entity) not in {"State", "Place"} or mention.end > organ:
        return None
    whole = " ".join(doc[mention.start : organ + 1].text.split())
    plain = " ".join(token.text for token in doc[mention.start : organ + 1] if token.text not in POSSESSIVE)
    country = mention.entity if discourse.type(mention.entity) == "State" else None
    return discourse.register.minted("Organisation", whole, plain, country=country)


def body_of(discourse: Discourse, entity: str, office: Office) -> str | None:
    """What a name that stands for the body of a post makes its body: a place only where the post is a local one.

    A capital or seat of government stands for its state.
    """
    if discourse.type(entity) != "Place":
        return entity
    if office.id in LOCAL:
        return entity
    state = _state_of_seat(discourse, entity)
    if state is not None:
        speaks = office.level == "spokesperson" and discourse.gazetteer.kind(entity) != "venue"
        return state if office.body_kind == "state" or speaks else entity
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
