"""The bounds of the noun phrase that describes an event or agreement, read off the tokens as much as off the parse.

Compounds ("six-party talks"), coordinated modifiers ("a defence and security agreement") and capitalised titles
("Treaty of Mutual Cooperation and Security") are plain in the row of words and their capitals, and parsers err there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.times import MONTHS, WEEKDAYS

# Said of nearly any event or agreement; they tell none from another, and are no part of its name.
_EMPTY = frozenset(
    "current earlier final first forthcoming formal fresh full further future high-level historic immediate "
    "important inaugural initial key landmark last latest major many more new next official ongoing other own planned "
    "possible previous proposed recent same second separate several similar such third three two upcoming "
    "various".split()
)
_HYPHENS = frozenset("-–‐‑")
_MODIFIERS = frozenset("JJ JJR JJS NN NNS NNP NNPS CD VBN VBG AFX FW".split())
_INSIDE = frozenset([*_MODIFIERS, "DT", "PRP$", "POS", "CC", "HYPH"])
# Prepositions that begin the title of a treaty or conference ("Treaty on …"), and small words inside one.
_TITLE = frozenset("against concerning for of on to".split())
_SMALL = frozenset([*_TITLE, "and", "the", ",", "’s", "'s", "'", "’"])
# How many words may stand behind the noun of a name.
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with what stands around it.

    Args:
        noun: its head.
        own: the modifiers before it, and the noun.
        owner: the name in the possessive before that, with its ending; empty where there is none.
        short, full: the ends (exclusive) of the first phrase behind the noun, and of all that says what it is about.
    """

    noun: Token
    own: tuple[Token, ...]
    owner: tuple[Token, ...]
    short: int
    full: int

    def names(self) -> Iterator[str]:
        """What the thing may be called, best first: with and without what stands before and behind its noun."""
        doc, seen = self.noun.doc, set[str]()
        kept = list(self.own)
        while len(kept) > 1 and is_empty(kept[0]):
            kept = kept[1:]
        undated = kept[1:] if len(kept) > 2 and kept[0].tag_ == "CD" and kept[1].text not in _HYPHENS else kept
        fronts = [kept, list(self.own), undated, _shorter(kept)]
        if self.owner:
            fronts.insert(0, [*self.owner, *self.own])
        spans = [(front[0].i, end) for end in (self.short, self.noun.i + 1) for front in fronts]
        spans.insert(len(fronts), (kept[0].i, self.full))
        for start, end in spans:
            name = " ".join(doc[start:end].text.split())
            if name not in seen:
                seen.add(name)
                yield name


def phrase_of(noun: Token) -> Phrase:
    """The phrase around a noun, without its article."""
    own = _before(noun)
    short, full = _behind(noun)
    return Phrase(noun, tuple(own), tuple(_owner(noun.doc, own[0].i)), short, full)


def content(tokens: Iterable[Token]) -> frozenset[str]:
    """The words, in small letters, that tell one thing from another of its sort."""
    return frozenset(
        token.lower_
        for token in tokens
        if token.tag_ in {"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "VBN"} and not is_empty(token)
    )


def is_empty(token: Token) -> bool:
    """Whether a word tells nothing of the thing that it modifies."""
    return token.lower_ in _EMPTY or token.lower_ in WEEKDAYS or token.text in _HYPHENS


def _before(noun: Token) -> list[Token]:
    """The modifiers before a noun, and the noun."""
    doc, left = noun.doc, noun.i
    first = noun.sent.start
    while left > first:
        token = doc[left - 1]
        joined = token.text in _HYPHENS or (left - 1 > first and doc[left].text in _HYPHENS)
        if joined or (token.tag_ in _MODIFIERS and not token.is_space and _is_inside(token, noun)):
            left -= 1
        elif token.lower_ == "and" and left < noun.i and left - 2 > first and _pairs(doc[left - 2], doc[left], noun):
            left -= 2
        elif token.tag_ == "POS" and _in_title(doc, left, noun):
            left -= 1
        else:
            break
    while left < noun.i and doc[left].is_punct:
        left += 1
    return list(doc[left : noun.i + 1])


def _shorter(own: list[Token]) -> list[Token]:
    """Without the first of several modifiers, compounds whole: "virtual leaders' meeting" without the host's name."""
    at = 1
    while at < len(own) and (own[at].text in _HYPHENS or own[at - 1].text in _HYPHENS or own[at].tag_ == "POS"):
        at += 1
    return own[at:] if at < len(own) - 1 else own


def _is_inside(token: Token, noun: Token) -> bool:
    """Whether a word before a noun belongs to its phrase, as far as the parse tells."""
    first = token
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    # "A defence and security agreement", parsed as three things in a row.
    in_row = token.i == noun.i - 1 and token.dep_ == noun.dep_ == "conj" and token.tag_ in {"NN", "JJ"}
    inside = first.i < first.head.i <= noun.i or in_row
    if token.tag_ in {"VBN", "VBG"}:
        return inside and token.dep_ in {"amod", "compound"}
    return inside or token.dep_ in {"flat", "nmod:unmarked"} or token.tag_.startswith("NNP")


def _pairs(first: Token, second: Token, noun: Token) -> bool:
    """Whether "and" joins two modifiers ("oil and gas deal"), and not two things ("Annan and trade talks")."""
    alike = first.text[:1].isupper() == second.text[:1].isupper()
    plain = first.tag_ in {"NN", "JJ"} or (first.tag_ == "NNP" and noun.text[:1].isupper())
    return alike and plain and not first.ent_type_


def _in_title(doc: Doc, left: int, noun: Token) -> bool:
    """Whether a possessive stands inside a capitalised title ("G7 Leaders' Summit")."""
    return left > 1 and noun.text[:1].isupper() and doc[left - 2].text[:1].isupper() and not doc[left - 2].ent_type_


def _owner(doc: Doc, start: int) -> list[Token]:
    """The name before a possessive ending right before a phrase ("NATO's" in "NATO's anniversary summit")."""
    at = start - 1
    if at < 1 or doc[at].tag_ != "POS" or not doc[at - 1].tag_.startswith("NNP"):
        return []
    first = at - 1
    while first > 0 and doc[first - 1].tag_.startswith("NNP"):
        first -= 1
    return list(doc[first:start])


def _behind(noun: Token) -> tuple[int, int]:
    """The ends (exclusive) of the first phrase behind a noun, and of all that says what it is about."""
    doc, end = noun.doc, noun.i + 1
    last = min(noun.sent.end, end + _LONGEST)
    title = _title_end(noun, last)
    if end >= last or doc[end].tag_ not in {"IN", "TO", "VBN", "VBG"} or doc[end].lower_ in {"that", "if"}:
        return title, title
    inside = {token.i for token in noun.subtree}
    if doc[end].tag_ == "TO":
        # "A deal to reopen the border": what it is about, wherever the parse hangs it.
        inside |= {token.i for token in doc[end].head.subtree}
    if end not in inside:
        return title, title
    short = title
    if doc[end].tag_ == "IN":
        short = end + 1
        while short < last and doc[short].tag_ in _INSIDE and (short in inside or title > short):
            short += 1
        short = max(_title_end(doc[_trim(doc, short, end) - 1], last), title)
    full = max(short, end + 1)
    while full < last and full in inside and doc[full].text not in {",", ";", "(", ")"} and doc[full].tag_[0] != "W":
        if doc[full].tag_ == "CC" and full + 1 < last and doc[full + 1].tag_ == "IN":
            break
        full += 1
    return short, max(_trim(doc, full, end), short)


def _trim(doc: Doc, end: int, first: int) -> int:
    """The end of a phrase without hanging words; back to its first word where it is only a date."""
    while end > first + 1 and (doc[end - 1].tag_ in {"CC", "IN", "DT", "POS", "HYPH", "TO"} or doc[end - 1].is_punct):
        end -= 1
    inner = [token for token in doc[first + 1 : end] if token.tag_ != "DT"]
    dated = all(token.lower_ in MONTHS or token.lower_ in WEEKDAYS or token.tag_ == "CD" for token in inner)
    # "The summit of 2025" is called so; "the summit in June" is not.
    return first if dated and doc[first].lower_ != "of" else end


def _title_end(noun: Token, last: int) -> int:
    """Where the title of a noun ends: "resolution 1701", "Treaty of Mutual Cooperation and Security"."""
    doc, end = noun.doc, noun.i + 1
    if end < last and doc[end].text.isdigit() and len(doc[end]) > 2:
        return end + 1
    if not noun.text[:1].isupper() or end >= last or doc[end].lower_ not in _TITLE:
        return end
    at, end = end, end
    while at < last and (doc[at].lower_ in _SMALL or doc[at].text in _HYPHENS or doc[at].text[:1].isupper()):
        if doc[at].lower_ in MONTHS or doc[at].lower_ in WEEKDAYS:
            break
        at += 1
        if doc[at - 1].text[:1].isupper():
            end = at
    return _trim(doc, end, noun.i + 1)
