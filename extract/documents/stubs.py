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
        r"(?:unlimited|digital) access\b|cancel any ?time|[€$£] ?\d[\d.,]* ?(?:per|a|/|for \d+) ?(?:month|week|year)",
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
        r"consent to (?:the use|cookies|the storing)|\byour (?:device|personal data|consent)\b",
        r"\bour \d[\d,]* partners\b|our partners (?:store|access|process|will process|use)\b|device characteristics",
        r"\bon a device\b|legitimate interest|personali[sz]ed (?:ads|advert|content)",
    ),
    "it is a page of an error": (
        r"\b(?:40[0-9]|410|429|451|50[0-4])\b[ :–—-]*(?:error|not found|forbidden|bad gateway|unauthori[sz]ed|too many"
        r"|service|internal|gateway|gone|unavailable)",
        r"\b(?:page|file|article|url|document)\b[^.]{0,60}(?:not (?:be )?found|does(?:n['’]t| not) exist"
        r"|no longer (?:exists?|available)|has been (?:re)?moved)",
        r"can(?:['’]t|not| not) (?:be )?f(?:ind|ound)[^.]{0,40}\b(?:page|file|article|url|address|document)\b",
        r"unavailable (?:due to|for) legal reasons|access can(?:not|['’]t) be granted",
        r"typed incorrectly|to the home ?page",
        r"access (?:to this page has been )?denied|\berror 40\d|internal server error|bad gateway",
        r"service (?:temporarily )?unavailable|something went wrong|temporarily unavailable|under maintenance",
    ),
    "it asks for a password": (
        r"^\W*(?:sign|log) ?in\W*$|(?:enter|forgot(?:ten)?) your (?:e-?mail|password|user ?name)",
        r"create (?:one|an account)|do not have an account|Shibboleth|OpenAthens",
        r"access to the full (?:text|version)|access options",
    ),
    "it is for sale, or kept elsewhere": (
        r"domain (?:name )?(?:is|may be) (?:available )?for sale|owner of this domain|would like to buy (?:it|this)\b",
        r"Wayback Machine (?:has|does|is)|all archived pages",
    ),
    "it asks whether you are a robot": (
        r"(?:are|re) (?:you )?(?:not )?a (?:robot|human|bot)\b|checking your browser",
        r"^\W*just a moment\W*$|security check",
        r"verify(?:ing)? (?:that )?you(?: are|['’]re) (?:not a (?:ro)?bot|(?:a )?human)|captcha",
        r"unusual traffic|DDoS protection|Ray ID",
    ),
}
_FORMS = {said: re.compile("|".join(forms), re.IGNORECASE) for said, forms in _STUBS.items()}
# A stub has no more words than these; of its sentences at least this share is such as above, and the others have at
# most so many times their words.
_MOST_WORDS = 800
_SHARE, _TIMES = 0.5, 3
# With so few words beside it one such sentence is enough.
_FEW_WORDS = 25
# What a machine says is short, or speaks to who reads it; people report such things at length.
_SHORT = 14
_ADDRESSED = re.compile(
    r"\b(?:you|your|we|our|us|please)\b|\bthis (?:web ?)?(?:page|site|article|content|domain|url|story)", re.I
)
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
    said = {one: why for one in sentences if (why := _notice(one))}
    if not said:
        return None
    stubs = sum(one in said for one in sentences)
    rest = sum(len(one.split()) for one in sentences if one not in said)
    if rest >= _FEW_WORDS and (
        stubs < _SHARE * len(sentences) or rest > _TIMES * sum(len(one.split()) for one in said)
    ):
        return None
    return max(_FORMS, key=[said.get(one) for one in sentences].count)


def _notice(sentence: str) -> str | None:
    """What a sentence of a machine says; None for one of people."""
    if len(sentence.split()) > _SHORT and not _ADDRESSED.search(sentence):
        return None
    return next((said for said, form in _FORMS.items() if form.search(sentence)), None)
