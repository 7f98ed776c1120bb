"""Pages whose body is none: what stands where the text would be."""

from __future__ import annotations

import re

# What is said, and the words that say it, in the languages of machines. A page of news may say one of these in passing;
# a stub says nothing else.
_STUBS: dict[str, tuple[str, ...]] = {
    "it asks for JavaScript, and its text came by it": (
        r"(?:enable|turn on|activate|requires?|needs?|without|support)[^.]{0,40}\bJavaScript\b",
        r"JavaScript (?:is|must be|has been|seems to be|appears to be) "
        r"(?:disabled|enabled|required|turned off|not available|switched off)",
    ),
    "it is behind a paywall": (
        r"subscribe(?:rs?)? (?:now )?to (?:continue|read|unlock|access|keep reading)",
        r"(?:for|to) (?:our )?subscribers only|subscriber[- ]only|already a subscriber",
        r"(?:log|sign) ?in (?:or (?:register|subscribe) )?to (?:continue|read|access|view)",
        r"(?:reached|used) (?:your|the) (?:limit|monthly)[^.]{0,30}articles?|free articles? (?:left|remaining)",
        r"start your (?:free )?(?:trial|subscription)|register (?:for free )?to (?:continue|read)",
        r"this (?:article|content|story) is (?:only )?(?:available )?(?:for|to|reserved for) (?:paying )?"
        r"(?:subscribers|members)",
    ),
    "it is a question about cookies": (
        r"(?:we|this (?:web)?site|our partners)\b[^.]{0,60}\buses? (?:[\w ]{0,20})?cookies",
        r"accept (?:all )?cookies|cookie (?:settings|preferences|policy|consent)",
        r"manage (?:your )?(?:consent|preferences|privacy)|your privacy (?:choices|matters)|we value your privacy",
        r"consent to (?:the use|cookies|the storing)",
    ),
    "it is a page of an error": (
        r"\b(?:40[0-9]|410|429|50[0-4])\b[ :–—-]*(?:error|not found|forbidden|bad gateway|unauthori[sz]ed|too many"
        r"|service|internal|gateway|gone)",
        r"\b(?:page|file|article|url|document)\b[^.]{0,60}(?:not (?:be )?found|does(?:n['’]t| not) exist"
        r"|no longer (?:exists?|available)|has been (?:re)?moved)",
        r"access (?:to this page has been )?denied|\berror 40\d|internal server error|bad gateway",
        r"service (?:temporarily )?unavailable|something went wrong|temporarily unavailable|under maintenance",
    ),
    "it asks whether you are a robot": (
        r"(?:are|re) (?:you )?(?:not )?a (?:robot|human|bot)\b|checking your browser|just a moment|security check",
        r"verify(?:ing)? (?:that )?you(?: are|['’]re) (?:not a (?:ro)?bot|(?:a )?human)|captcha",
        r"unusual traffic|DDoS protection|Ray ID",
    ),
}
_FORMS = {said: re.compile("|".join(forms), re.IGNORECASE) for said, forms in _STUBS.items()}
# A stub has no more words than these, and of its sentences at least this share is such as above.
_MOST_WORDS = 160
_SHARE = 0.6
# With so few words beside it one such sentence is enough.
_FEW_WORDS = 25
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def stub_reason(text: str) -> str | None:
    """Why a page is none; None where it has a text.

    >>> stub_reason("Please enable JavaScript to read this page.")
    'it asks for JavaScript, and its text came by it'
    >>> stub_reason("The ministers met in Oslo. They spoke of fish.") is None
    True
    """
    words = len(text.split())
    if not words:
        return "it has no text of its own"
    if words > _MOST_WORDS:
        return None
    sentences = [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]
    hits = {said: sum(bool(form.search(one)) for one in sentences) for said, form in _FORMS.items()}
    said = max(hits, key=lambda each: hits[each])
    stubs = sum(any(form.search(one) for form in _FORMS.values()) for one in sentences)
    if not stubs:
        return None
    rest = sum(len(one.split()) for one in sentences if not any(form.search(one) for form in _FORMS.values()))
    return said if stubs >= _SHARE * len(sentences) or rest < _FEW_WORDS else None
