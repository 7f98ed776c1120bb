"""What stands behind an office: what it is responsible for, whose post it is, and to whom its holder is sent.

"Minister of Trade of Ghana", "ambassador to Poland and Hungary", "spokesman for the Foreign Ministry", "adviser on the
Middle East in the Office of the Vice President", "Director, Trade and Development Agency".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from extract.noun_phrases import Phrase, past_determiners, read_phrase
from extract.posts import statuses, vocabulary
from extract.receivers import read_receivers
from graph.offices import Office, find_office, honorific

if TYPE_CHECKING:
    from extract.discourse import Discourse

# Offices that a place may have: "the head of the Northern Province".
_OF_PLACES = frozenset(
    {
        "office/chairperson",
        "office/chief-minister",
        "office/first-minister",
        "office/governor",
        "office/head",
        "office/leader",
        "office/mayor",
        "office/premier",
    }
)
# Offices that only a body has, whatever its name: "chair of The Elders".
_OF_NAMES = frozenset(
    {
        "office/chairperson",
        "office/chief-executive",
        "office/chief-executive-officer",
        "office/co-chair",
        "office/founder",
    }
)
# What stands for the holder's own state: "the foreign minister of his country".
_OWN_STATE = frozenset({"country", "nation", "state"})
# Offices whose holder is sent to somebody.
_ACCREDITED = frozenset({"ambassador", "consul", "envoy"})
# Those that have a field of their own: what they are "for" is no body.
# Those that one person may have of another: "a spokesman for Lind".
_PERSONAL = frozenset({"spokesperson", "other", "calling"})
_FIELDED = frozenset({"minister", "deputy_minister", "ambassador", "consul", "head_of_government"})
_FIELDED_OFFICES = frozenset(
    {"office/commissioner", "office/assistant-to-the-president", "office/national-security-adviser"}
)
_PREPOSITIONS = frozenset({"of", "to", "for", "in", "at", "on", "from", "with"})


@dataclass(slots=True)
class Behind:
    """What stands behind an office: the end of it all, the end of the title, the body, the receivers, the owner."""

    end: int
    title_end: int
    body: str | None = None
    to: tuple[str, ...] = ()
    owner: int | None = None
    sure: bool = False


def read_behind(discourse: Discourse, end: int, office: Office) -> Behind:
    """What stands behind an office.

    Args:
        discourse: the document, with its names.
        end: the index after the office's last word.
        office: which it is.
    """
    doc = discourse.doc
    at = _past_brackets(doc, end)
    at = _rest_of_field(discourse, at)
    found = Behind(at, at)
    while at < len(doc) and doc[at].lower_ in _PREPOSITIONS:
        following = _one(discourse, at, office, found)
        if following is None:
            break
        at = _past_brackets(doc, following)
        found.end = max(found.end, at)
    if found.body is None or not found.sure:
        _listed(discourse, found)
    return found


def _past_brackets(doc: Doc, at: int) -> int:
    """Past an abbreviation in brackets: "(DNI)"."""
    if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")" and doc[at + 1].text.isupper():
        return at + 3
    return at


def _rest_of_field(discourse: Discourse, at: int) -> int:
    """Past capitalised words that carry on a field which the tables know in part: "Minister for Development Aid"."""
    doc = discourse.doc
    if not {"for", "of"} & {token.lower_ for token in doc[max(at - 4, 0) : at]}:
        return at
    while at < len(doc) and doc[at].pos_ in {"PROPN", "NOUN"} and doc[at].text[:1].isupper():
        if discourse.mention_at(at) is not None or find_office([doc[at].text], 0) is not None:
            break
        at += 1
    return at


def _one(discourse: Discourse, at: int, office: Office, found: Behind) -> int | None:
    """Reads one preposition with its phrase into what was found; its end, or `None` where it belongs elsewhere."""
    doc = discourse.doc
    preposition = doc[at].lower_
    inner = past_determiners(doc, at + 1)
    if inner in discourse.times:
        return None
    nested = _nested(discourse, inner) if preposition in {"of", "to", "for"} else None
    if nested is not None:
        found.owner = doc[nested[0] : nested[1]].root.i
        found.title_end = nested[1]
        behind = nested[1]
        while behind < len(doc) and honorific(doc[behind].text):
            behind += 1
        holder = discourse.mention_at(behind) if behind < len(doc) and inner == at + 1 else None
        return holder.end if holder is not None and discourse.type(holder.entity) == "Person" else nested[1]
    person = discourse.mention_at(inner) if inner < len(doc) and preposition in {"of", "to", "for"} else None
    if person is not None and discourse.type(person.entity) == "Person" and office.level in _PERSONAL:
        found.owner = doc[person.start : person.end].root.i
        return person.end
    if preposition in {"to", "in"} and office.level in _ACCREDITED:
        receivers, stop = read_receivers(discourse, inner)
        if receivers:
            found.to = found.to or receivers
            return stop
    if preposition == "of" and doc[found.title_end - 1].tag_ in {"NNS", "NNPS"}:
        states, stop = read_receivers(discourse, inner)
        if len(states) > 1:
            found.body, found.sure = states[0], True
            return stop
    phrase = read_phrase(discourse, inner)
    if phrase is None:
        return None
    if phrase.kind == "field" and phrase.proper and preposition == "of" and office.id in _OF_NAMES:
        name = doc[at + 1 if doc[at + 1].text == "The" else phrase.start : phrase.end].text
        phrase = replace(phrase, kind="body", entity=discourse.register.minted("Organisation", " ".join(name.split())))
    if phrase.kind == "field" and doc[phrase.end - 1].lemma_.lower() in _OWN_STATE:
        found.owner = phrase.end - 1
        return phrase.end
    return _settle(found, preposition, phrase, office)


def _settle(found: Behind, preposition: str, phrase: Phrase, office: Office) -> int | None:
    """Takes a phrase behind an office as its body or its field; its end, or `None` where it belongs elsewhere."""
    if _is_body(preposition, phrase, office):
        if found.sure:
            return None
        found.body, found.sure = phrase.entity, preposition != "for"
        return phrase.end
    more = preposition == "in" and phrase.proper and found.title_end < phrase.start
    if preposition in {"of", "for", "on"} or more:
        found.title_end = phrase.end
        return phrase.end
    return None


def _is_body(preposition: str, phrase: Phrase, office: Office) -> bool:
    """Whether a phrase behind a preposition names whose post it is, and not what it is about."""
    if phrase.kind == "body":
        fielded = office.level in _FIELDED or office.id in _FIELDED_OFFICES
        return preposition != "on" and not (preposition == "for" and fielded)
    if phrase.kind == "state":
        return preposition in {"of", "from"} or (preposition == "for" and office.level in {"spokesperson", "calling"})
    return phrase.kind == "place" and preposition == "of" and office.id in _OF_PLACES


def _nested(discourse: Discourse, at: int) -> tuple[int, int] | None:
    """The tokens of another post that this one belongs to: "to the Italian Prime Minister"."""
    doc = discourse.doc
    texts = [token.text for token in doc[at : at + 12]]
    for i in range(at, min(at + 6, len(doc))):
        mention = discourse.mention_at(i)
        match = find_office(texts, i - at) if mention is None or mention.start == i else None
        if match is not None and doc[i : at + match[0]].root.pos_ in {"NOUN", "PROPN", "ADJ"}:
            return i, at + match[0]
        if mention is not None and discourse.type(mention.entity) in {"State", "Organisation", "Place"}:
            continue
        if doc[i].lower_ not in statuses() and doc[i].lower_ not in vocabulary("before", "words"):
            return None
    return None


def _listed(discourse: Discourse, found: Behind) -> None:
    """A body behind a comma, in the style of a list: "Director, Trade and Development Agency"."""
    doc = discourse.doc
    at = found.title_end
    if at + 1 >= len(doc) or doc[at].text != "," or not doc[at - 1].text[:1].isupper():
        return
    inner = at + 1
    while inner < len(doc) and doc[inner].text == "The":
        inner += 1
    mention = discourse.mention_at(inner) if inner < len(doc) else None
    if mention is None or discourse.type(mention.entity) != "Organisation":
        return
    if (
        mention.end < len(doc)
        and doc[mention.end].text not in {",", ".", ";", ")", "and"}
        and not doc[mention.end].is_space
    ):
        return
    found.body, found.sure, found.end = mention.entity, True, mention.end
