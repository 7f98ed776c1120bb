"""The state that a document comes from, by the address of its source: a ministry's or a government's own pages."""

from __future__ import annotations

import re

from graph.facts import Document
from graph.gazetteer import Gazetteer

# The parts of addresses that governments keep for themselves, before the code of their state.
_GOVERNMENT = re.compile(
    r"\b[\w.-]*?\b(?:gov|gob|gouv|govt|government|go|gub|mil|mfa|mid|kremlin|president|presidency)\.(?P<code>[a-z]{2})\b"
)
# The United States keep these for themselves and need no code.
_AMERICAN = re.compile(r"\b[\w-]+\.(?:gov|mil)(?![\w.-]*\.?[a-z]{2}\b)")
# Codes of addresses that are not the state's own two letters.
_CODES = {"uk": "GB"}


def home_of(document: Document, gazetteer: Gazetteer) -> str | None:
    """The id of the state whose government published a document; `None` where its source tells none.

    >>> from graph.gazetteer import load
    >>> home_of(Document(id="a", text="", source="https://www.mfa.gov.az/en/news/1"), load())
    'state/AZ'
    """
    source = (document.source or "").lower()
    found = _GOVERNMENT.search(source)
    if found is not None:
        code = found["code"]
        state = f"state/{_CODES.get(code, code.upper())}"
        return state if gazetteer.entity(state) else None
    return "state/US" if _AMERICAN.search(source) else None
