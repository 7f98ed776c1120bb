"""Who holds a post: the name beside it ("Foreign Minister Ada Lind", "Ada Lind, the foreign minister")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from extract.beside import ARTICLES, name_before, names_beside, person_at
from extract.posts import Post

if TYPE_CHECKING:
    from extract.discourse import Discourse
    from extract.linking import Mention

_BEFORE_NAMES = frozenset({"the", "republic", "kingdom", "of", "newspaper", "organisation", "organization"})
# Heads of states are in no list of officials with their ministries.
_HEADS = frozenset({"head_of_state", "head_of_government", "royal"})


def with_holders(discourse: Discourse, posts: list[Post]) -> list[Post]:
    """The posts with the holders whom the words beside them name; one post a holder where several share it."""
    found = _claimed([list(names_beside(discourse, post)) for post in posts], posts, discourse.doc)
    held: list[Post] = []
    for post, mentions in zip(posts, found, strict=True):
        states = _respective(discourse, post) if len(mentions) > 1 else []
        for i, mention in enumerate(mentions):
            each = replace(post, body=states[i]) if len(states) == len(mentions) else post
            held.append(_held(discourse, each, mention))
        held.extend([] if mentions else [post])
    return _shared(discourse, held)


def _respective(discourse: Discourse, post: Post) -> list[str]:
    """The states of several holders, in order: "the prime ministers of Norway and Sweden, Ada Lind and Bo Dahl"."""
    states = [
        mention.entity
        for at in range(post.start, post.end)
        if (mention := discourse.mention_at(at)) is not None and discourse.type(mention.entity) == "State"
    ]
    return list(dict.fromkeys(states))


def _held(discourse: Discourse, post: Post, holder: Mention) -> Post:
    """A post with its holder, and with the body that stands behind a name: "President Ada Lind of Norway"."""
    post = replace(post, person=holder.entity)
    if holder.end <= post.end:
        return post
    body, end = _behind_name(discourse, holder.end)
    if body is None and post.office.level not in _HEADS:
        body, end = _listed_behind(discourse, holder.end)
    if body is None or post.body is not None or post.owner is not None:
        return replace(post, end=holder.end)
    return replace(post, end=end, body=body)


def _behind_name(discourse: Discourse, at: int) -> tuple[str | None, int]:
    """The state or body behind a name, and where it ends: "of Norway", "(Norway)", "from the Foreign Ministry"."""
    doc = discourse.doc
    if at + 2 < len(doc) and doc[at].text == "," and doc[at + 1].lower_ == "from":
        at += 1
    if at + 1 >= len(doc) or doc[at].lower_ not in {"of", "from", "(", "with"}:
        return None, at
    inner = at + 1
    while inner < len(doc) and doc[inner].lower_ in _BEFORE_NAMES:
        inner += 1
    mention = discourse.mention_at(inner) if inner < len(doc) else None
    if mention is None or discourse.type(mention.entity) not in {"State", "Organisation"}:
        return None, at
    if doc[at].text == "(" and (mention.end >= len(doc) or doc[mention.end].text not in {")", ","}):
        return None, at
    if doc[at].text == "with" and discourse.type(mention.entity) == "State":
        return None, at
    return mention.entity, mention.end


def _listed_behind(discourse: Discourse, at: int) -> tuple[str | None, int]:
    """The body in a list of names with titles: "State Secretary Ada Lind, Ministry of Finance; …"."""
    doc = discourse.doc
    mention = discourse.mention_at(at + 1) if at + 1 < len(doc) and doc[at].text == "," else None
    if mention is None or discourse.type(mention.entity) != "Organisation" or mention.start != at + 1:
        return None, at
    closed = mention.end >= len(doc) or doc[mention.end].text in {";", "."} or doc[mention.end].is_space
    return (mention.entity, mention.end) if closed else (None, at)


def _claimed(found: list[list[Mention]], posts: list[Post], doc: Doc) -> list[list[Mention]]:
    """One of two posts gets the name behind both: the outer one of "adviser to the President Ada Lind".

    In "adviser to President Ada Lind" she is the president.
    """
    for i, post in enumerate(posts):
        for j in range(i + 1, min(i + 4, len(posts))):
            inner = posts[j]
            if inner.head != post.owner or not found[i] or not found[j] or found[i][0] != found[j][0]:
                continue
            definite = inner.start > 0 and doc[inner.start - 1].lower_ in {"the", "its", "his", "her"}
            found[j if definite and inner.end == post.end else i] = []
    return found


def _shared(discourse: Discourse, posts: list[Post]) -> list[Post]:
    """ "Assistant to the President and Director of the Council Ada Lind" holds both."""
    doc = discourse.doc
    out = list(posts)
    for i in range(len(out) - 2, -1, -1):
        post, following = out[i], out[i + 1]
        named = following.person is not None and person_at(discourse, following.end - 1) is not None
        apart = doc[post.end].text == "," and following.start - post.end <= 2
        styled = doc[post.head].text[:1].isupper() or (apart and post.body is not None)
        if post.person is None and named and styled and _joined(doc, post, following):
            out[i] = replace(post, person=following.person)
    for i in range(1, len(out)):
        before, post = out[i - 1], out[i]
        behind = person_at(discourse, before.end - 1) is not None and name_before(discourse, before) is None
        alone = post.person is None and not post.plural
        if alone and before.person is not None and not behind and _joined(doc, before, post):
            out[i] = replace(post, person=before.person)
    return out


def _joined(doc: Doc, first: Post, second: Post) -> bool:
    """Whether only "and" or a comma, and an article, stand between two posts."""
    between = [token.lower_ for token in doc[first.end : second.start] if token.lower_ not in ARTICLES]
    return between in (["and"], [",", "and"], ["&"], [","], ["as", "well", "as"])
