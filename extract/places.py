"""Places that a common noun points at: "the port of Jeddah", "the Iraqi capital", "air bases in Agadez"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from extract.subjects import case_of

if TYPE_CHECKING:
    from extract.discourse import Discourse

_KINDS = frozenset(
    "airport area base border camp capital cemetery centre center city compound constituency factory headquarters "
    "grave "
    "home hotel island memorial museum palace plant port province ranch region residence resort shrine site suburb "
    "territory town university village".split()
)
_BEHIND = frozenset({"of", "in", "at", "near", ""})


def described_places(discourse: Discourse, noun: Token) -> tuple[str, ...]:
    """The places that a noun points at: those named behind it, or a state's capital; empty where it tells none."""
    lemma = "base" if noun.lower_ == "bases" else noun.lemma_.lower()
    if lemma not in _KINDS:
        return ()
    for child in noun.rights:
        if child.dep_ in {"nmod", "appos", "flat", "obl"} and case_of(child) in _BEHIND:
            named = discourse.mention_at(child.i)
            if named is not None and discourse.type(named.entity) == "Place":
                return tuple(one for one in discourse.refs(child) if discourse.type(one) == "Place")
    if lemma == "capital":
        for owner in discourse.owners(noun):
            state = discourse.country_of(owner)
            capital = discourse.gazetteer.capital_of(state) if state is not None else None
            if capital is not None:
                return (discourse.register.known(capital),)
    return ()
