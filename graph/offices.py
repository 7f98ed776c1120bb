"""Posts and ranks as they are written: "Foreign Minister", "Deputy Minister of Trade and Industry", "Amb.".

What a minister is responsible for is a table of its own (`portfolios.tsv`), so that "Energy Minister", "Minister for
Energy" and "Secretary of Energy" need no row each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.matching import Case, Phrases
from graph.tables import rows, split


@dataclass(frozen=True, slots=True)
class Office:
    """A post or rank.

    Args:
        id: `office/foreign-minister`, `office/deputy-energy-minister`.
        label: how it is usually written.
        level: `head_of_state`, `deputy_head_of_state`, `head_of_government`, `royal`, `minister`, `deputy_minister`,
            `envoy`, `ambassador`, `consul`, `secretary_general`, `legislature`, `party`, `judicial`, `military`,
            `religious`, `spokesperson`, `rank`, `style`, `calling` or `other`. A rank, a style ("Professor"), a calling
            ("analyst") is what somebody is rather than holds.
        body_kind: whether a `state`, an `organisation` or `either` has such a post.
        body: the id of the state or organisation whose post it is where the wording alone tells ("Taoiseach").
    """

    id: str
    label: str
    level: str
    body_kind: str
    body: str | None = None


# How an office of a field is put together; the bodies are those of which the wording alone tells.
_AFTER_FIELD = {"minister": "minister", "ministers": "minister", "secretary": "secretary", "secretaries": "secretary"}
_BEFORE_FIELD = {
    "office/minister": "minister",
    "office/minister-of-state": "minister-of-state",
    "office/deputy-minister": "deputy-minister",
    "office/secretary": "secretary",
    "office/secretary-of-state": "secretary-of-state",
    "office/deputy-secretary": "deputy-secretary",
    "office/assistant-secretary": "assistant-secretary",
    "office/deputy-assistant-secretary": "deputy-assistant-secretary",
    "office/under-secretary": "under-secretary",
    "office/under-secretary-general": "under-secretary-general",
    "office/assistant-secretary-general": "assistant-secretary-general",
    "office/state-secretary": "state-secretary",
    "office/commissioner": "commissioner",
}
_DEPUTY = frozenset(["deputy", "vice", "assistant", "associate", "junior"])
_RANKED = frozenset(["first", "second", "senior", "principal"])
_DEPUTY_LEVEL = {"head_of_state": "deputy_head_of_state", "head_of_government": "deputy_minister"}
_DEPUTY_LEVEL |= {"minister": "deputy_minister"}


def find_office(words: Sequence[str], start: int) -> tuple[int, Office] | None:
    """The longest post or rank whose wording begins at a word; `None` where none does.

    Words about its holder's standing ("former", "acting", "then", "-elect") are no part of it, and are left to the
    caller; "deputy" and "first deputy" are.

    Args:
        words: the words of a sentence or text as spaCy splits them.
        start: the index of the first word.

    Returns:
        The index after its last word, and the office.

    >>> find_office("the Minister of Trade and Industry of Ghana".split(), 1)
    (6, Office(id='office/trade-minister', label='Minister of Trade and Industry', level='minister', body_kind='state',\
 body=None))
    >>> find_office("Chad 's First Deputy Foreign Minister".split(), 2)[1].level
    'deputy_minister'
    """
    straight = _plain(words, start)
    prefix = _deputy(words, start)
    if prefix:
        inner = _plain(words, start + prefix)
        if inner and (straight is None or inner[0] > straight[0]):
            return inner[0], _as_deputy(inner[1], " ".join(words[start : start + prefix]))
    return straight


def office(id: str) -> Office | None:
    """The office of an id in `offices.tsv`."""
    return _by_id().get(id)


def _deputy(words: Sequence[str], start: int) -> int:
    """How many words at a place say "deputy"."""
    length = 1 if start < len(words) and words[start].casefold() in _RANKED else 0
    at = start + length
    return length + 1 if at < len(words) and words[at].casefold() in _DEPUTY else 0


def _as_deputy(found: Office, word: str) -> Office:
    return replace(
        found,
        id=found.id.replace("office/", "office/deputy-", 1),
        label=f"{word.title()} {found.label}",
        level=_DEPUTY_LEVEL.get(found.level, found.level),
    )


def _plain(words: Sequence[str], start: int) -> tuple[int, Office] | None:
    """A post that begins at a word, with what it is responsible for before or after it."""
    whole = _posts().longest(words, start)
    post = (whole[0], whole[1][0]) if whole else None
    if post and post[1].id in _BEFORE_FIELD:
        post = _with_field(words, post[0], post[1]) or post
    field = _field(words, start)
    if field and (post is None or field[0] > post[0]):
        end, portfolio = field
        noun = _AFTER_FIELD.get(words[end].casefold()) if end < len(words) else None
        if noun:
            label = " ".join([*words[start:end], noun.capitalize()])
            return end + 1, _ministry(portfolio, noun, label)
    return post


def _with_field(words: Sequence[str], end: int, post: Office) -> tuple[int, Office] | None:
    """ "Minister" and "of Trade and Industry"."""
    if end >= len(words) or words[end].casefold() not in {"of", "for"}:
        return None
    field = _field(words, end + 1)
    if field is None:
        return None
    label = " ".join([post.label, *words[end : field[0]]])
    kind = _BEFORE_FIELD[post.id]
    if kind == "minister":
        return field[0], _ministry(field[1], kind, label)
    american = post.id in {"office/secretary", "office/deputy-secretary"} and words[end].casefold() == "of"
    body = "state/US" if american else post.body
    if kind == "secretary-of-state":  # "Secretary of State for Defence" is a minister of Britain's or another state's
        body, kind = None, "secretary"
    level = "minister" if kind == "secretary" else post.level
    rank, _, bare = kind.partition("deputy-")
    id = f"office/{field[1]}-{kind}" if rank or not bare else f"office/deputy-{field[1]}-{bare}"
    return field[0], Office(id, label, level, post.body_kind, body)


def _ministry(portfolio: str, noun: str, label: str) -> Office:
    return Office(f"office/{portfolio}-{noun}", label, "minister", "state")


def _field(words: Sequence[str], start: int) -> tuple[int, str] | None:
    """Fields at a place: one, or several joined by commas and "and"; the first names them all."""
    first = _fields().longest(words, start)
    if first is None:
        return None
    end = first[0]
    while end + 1 < len(words) and words[end] in {",", "and", "&"}:
        at = end + 2 if words[end] == "," and words[end + 1] in {"and", "&"} else end + 1
        following = _fields().longest(words, at)
        if following is None:
            break
        end = following[0]
    return end, first[1][0]


@cache
def _by_id() -> dict[str, Office]:
    return {
        row["id"]: Office(row["id"], row["name"], row["level"], row["body_kind"], row["body"] or None)
        for row in rows("offices")
    }


@cache
def _posts() -> Phrases[Office]:
    phrases: Phrases[Office] = Phrases()
    for row in rows("offices"):
        for name in (row["name"], *split(row["names"])):
            case: Case = "exact" if name.isupper() else "first" if row["capital"] else "any"
            phrases.add(name, _by_id()[row["id"]], case=case)
    return phrases


@cache
def _fields() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for row in rows("portfolios"):
        for name in (row["name"], *split(row["names"])):
            phrases.add(name, row["id"].removeprefix("portfolio/"), case="any")
    return phrases


def honorific(word: str) -> bool:
    """Whether a word is a form of address before a name: "Mr", "Dr.", "H.E."; no part of a post.

    >>> honorific("Mrs."), honorific("Minister")
    (True, False)
    """
    return bool(_honorifics().find(word))


@cache
def _honorifics() -> Phrases[bool]:
    phrases: Phrases[bool] = Phrases()
    for row in rows("honorifics"):
        for form in split(row["names"]):
            phrases.add(form, True, case="exact" if form.isupper() else "first")
    return phrases
