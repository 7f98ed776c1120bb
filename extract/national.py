"""Whose kind of post it is: a state's own, or an organisation's."""

from __future__ import annotations

from extract.posts import Post

# Posts of a state as such: whose they are may be told by whose affairs the text is about.
_NATIONAL = frozenset(
    {"head_of_state", "deputy_head_of_state", "head_of_government", "royal", "minister", "deputy_minister"}
)
_STATE_OFFICES = frozenset({"other", "legislature", "judicial", "ambassador", "consul"})
_ALSO_NATIONAL = frozenset({"office/spokesperson", "office/chief-of-staff", "office/opposition-leader"})


def is_national(post: Post) -> bool:
    """Whether a post is one of a state's own, so that whose it is may be told from whose affairs a text is about."""
    office = post.office
    if office.level in _NATIONAL or office.id in _ALSO_NATIONAL:
        return True
    return office.body_kind == "state" and office.level in _STATE_OFFICES


def is_organisational(post: Post) -> bool:
    """Whether only an organisation has a post: a secretary-general, a chief executive, a party leader."""
    partisan = post.office.level == "party" and post.office.body_kind != "state"
    return post.office.body_kind == "organisation" or post.office.level == "secretary_general" or partisan
