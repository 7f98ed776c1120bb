"""Names that a title settles: a person stands behind it, and what the model ran into it is cut off.

"Hamas leader" is the name of no body, "President Obama" of no person; and in "Minister of State Ada Lind" a person is
named, whether the model saw it or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from extract.names import Name
from extract.posts import statuses, vocabulary
from graph.offices import Office, find_office, honorific

# Given names and surnames that are titles too; a person's name may well begin with one.
_GIVEN = frozenset({"amir", "imam", "malik", "marshal", "shah", "sultan"})
_MARKS = frozenset({"'s", "’s", "'", "’"})
_NUMERAL = re.compile(r"[IVX]{1,5}")
_PARTICLES = frozenset(
    "al bin ibn bint abu ben von van der den de del della di da dos du la le el ul el- al- ag ould".split()
)
# What runs on in a title and is no name: "Minister Counsellor", "President Elect".
_NO_NAME = frozenset("elect designate emeritus general".split())
# Titles that often stand before a surname alone.
_BEFORE_SURNAMES = frozenset(
    {"head_of_state", "deputy_head_of_state", "head_of_government", "ambassador", "legislature"}
)
# A person's name has at most so many words behind a title.
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    office: Office


def settle_names(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """The names of a document, cut where a title begins or ends, with the persons that only a title shows.

    Args:
        doc: parsed.
        names: as `find_names` gives them.
    """
    texts = [token.text for token in doc]
    spans = list(_offices(texts))
    kept = [cut for name in names if (cut := _cut(doc, texts, name, spans)) is not None]
    taken = {token for name in kept for token in range(name.start, name.end)}
    kept = [_whole(doc, name, taken) if name.type == "Person" else name for name in kept]
    taken |= {token for name in kept for token in range(name.start, name.end)}
    kept += [person for span in spans if (person := _behind(doc, texts, span, taken)) is not None]
    return sorted(kept, key=lambda name: name.start)


def _offices(texts: list[str]) -> Iterator[_Span]:
    at = 0
    while at < len(texts):
        match = find_office(texts, at)
        if match is None:
            at += 1
            continue
        yield _Span(at, match[0], match[1])
        at = match[0]


def _cut(doc: Doc, texts: list[str], name: Name, spans: Iterable[_Span]) -> Name | None:
    if name.senses:
        return name
    if name.type == "Person":
        return _without_title(doc, texts, name)
    for span in spans:
        if span.end <= name.start or span.start >= name.end:
            continue
        if name.start < span.start:
            whole = name.end > span.end or doc[name.end - 1].lemma_.lower() in vocabulary("body")
            inner = texts[span.start - 1].lower() in {"of", "the", "for"}
            return name if whole or inner else _trimmed(doc, replace(name, end=span.start))
        if name.end <= span.end or name.start > span.start or texts[span.end].lower() in {"of", "for", "to", "on"}:
            return None
    return _trimmed(doc, name)


def _trimmed(doc: Doc, name: Name) -> Name | None:
    """A name without what cannot begin or end one: a possessive mark, a preposition, "acting"."""
    start, end = name.start, name.end
    while start < end and (doc[start].text in _MARKS or doc[start].is_punct):
        start += 1
    while end > start and (doc[end - 1].text in _MARKS or doc[end - 1].lower_ in {"of", "for", *statuses()}):
        end -= 1
    return replace(name, start=start, end=end) if start < end else None


def _without_title(doc: Doc, texts: list[str], name: Name) -> Name | None:
    """ "Gen. Omar Haddad" is called Omar Haddad; but "Sultan Haddad" may be called so."""
    start = name.start
    while start < name.end:
        match = find_office(texts, start)
        if texts[start].lower() in _GIVEN and match is not None and match[0] == start + 1:
            if not _before_name(doc, start + 1, name.end):
                break
            start += 1
        elif match is not None:
            start = match[0]
        elif honorific(texts[start]) or doc[start].is_punct:
            start += 1
        else:
            break
    end = name.end
    for at in range(start + 1, name.end):
        match = find_office(texts, at)
        if match is not None and match[0] - at > 1:
            end = at
            break
    return replace(name, start=start, end=end) if start < end else None


def _before_name(doc: Doc, at: int, end: int) -> bool:
    """Whether a word that may be a given name or a title is a title: a form of address or a new name follows it."""
    if at >= len(doc):
        return False
    return bool(honorific(doc[at].text)) or (at == end and doc[at].ent_iob_ == "B" and doc[at].ent_type_ != "")


def _whole(doc: Doc, name: Name, taken: set[int]) -> Name:
    """A person's name with what the model left out of it: a part that the parse has in the name, a king's number."""
    end = name.end
    while end < len(doc):
        at = end
        while at < len(doc) and at - end < 2 and (doc[at].is_space or doc[at].lower_ == "the"):
            at += 1
        if at == len(doc) or at in taken:
            break
        number = _NUMERAL.fullmatch(doc[at].text) is not None
        inside = doc[at].dep_ == "flat" and doc[at].tag_ == "NNP" and name.start <= doc[at].head.i < end
        if not number and not (inside and doc[at].text[:1].isupper() and doc[at - 1].lower_ != "the"):
            break
        end = at + 1
    return replace(name, end=end)


def _behind(doc: Doc, texts: list[str], span: _Span, taken: set[int]) -> Name | None:
    """A person right behind a title whom nothing named: capitalised words that belong to no other name."""
    at = span.end
    while at < len(doc) and honorific(texts[at]) and at not in taken:
        at += 1
    start = at
    while at < len(doc) and at - start < _LONGEST and at not in taken:
        word = doc[at]
        if word.lower_ in _PARTICLES and at > start:
            at += 1
            continue
        initial = at > start and len(word.text) == 2 and word.text[1] == "."
        proper = word.tag_ in {"NNP", "NNPS"} and word.text[:1].isupper() and word.text[-1].isalpha()
        if not (proper or initial):
            break
        if word.lower_ in _NO_NAME or find_office(texts, at) is not None or doc.vocab[word.lower_].is_stop:
            break
        at += 1
    while at > start and doc[at - 1].lower_ in _PARTICLES:
        at -= 1
    if at == start or not _names_one(doc, span, start, at):
        return None
    return Name(start, at, "Person")


def _names_one(doc: Doc, span: _Span, start: int, end: int) -> bool:
    """Whether capitalised words behind a title can be its holder; one alone only where titles stand with surnames."""
    if doc[span.end - 1].tag_ in {"NNS", "NNPS"} or span.office.level in {"other", "royal", "military", "judicial"}:
        return False
    if end - start == 1 and span.office.level not in _BEFORE_SURNAMES:
        return False
    behind = doc[end] if end < len(doc) else None
    return behind is None or not (behind.pos_ in {"NOUN", "PROPN"} and doc[start].dep_ == "compound")
