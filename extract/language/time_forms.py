"""The forms of time expressions, most telling first, and the words and numbers in them."""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan jan.",
            "february feb feb.",
            "march mar mar.",
            "april apr apr.",
            "may",
            "june jun jun.",
            "july jul jul.",
            "august aug aug.",
            "september sept sept. sep sep.",
            "october oct oct.",
            "november nov nov.",
            "december dec dec.",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
NUMBERS = {
    word: n
    for n, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
}
NUMBERS |= {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 3}

_MONTH = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_DASH = r"\s*(?:-|–|—|to|and|through|until)\s*"
_YEAR = r"(?P<year>(?:1[4-9]|20)\d\d)"
_WEEKDAY = "|".join(WEEKDAYS)
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<month>{_MONTH})\s+{_DAY.format('day')}{_DASH}(?:(?P<month2>{_MONTH})\s+)?{_DAY.format('day2')}\b(?:\s*,?\s*{_YEAR}\b)?",
        rf"\b{_DAY.format('day')}{_DASH}{_DAY.format('day2')}\s+(?:of\s+)?(?P<month>{_MONTH})(?!\w)(?:\s*,?\s*{_YEAR}\b)?",
        rf"\b{_DAY.format('day')}\s+(?:of\s+)?(?P<month>{_MONTH})(?!\w)(?:\s*,?\s*{_YEAR}\b)?",
        rf"\b(?P<month>{_MONTH})\s+{_DAY.format('day')}\b(?!\s*%)(?:\s*,?\s*{_YEAR}\b)?",
        r"\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b",
        rf"\b(?P<month>{_MONTH})(?!\w)(?:\s*,?\s*(?:of\s+)?{_YEAR}\b)",
        rf"\b{_YEAR}\s*(?:-|–|/)\s*(?P<year2>(?:1[4-9]|20)?\d\d)\b",
        r"\b(?:in|since|until|till|by|from|during|of|for|early|late|mid|and|to|year|before|after)\s+(?P<bare>(?:1[4-9]|20)\d\d)\b(?!\s*%|\.\d)",
        rf"\b(?:(?P<which>last|next|this|past|coming)\s+)?(?P<weekday>{_WEEKDAY})\b",
        r"\b(?P<word>yesterday|today|tomorrow|tonight)\b",
        r"\b(?:earlier|later) (?:in|on) (?:the|that) (?P<word>day)\b",
        r"\b(?:earlier|later) in (?P<which>the) (?P<unit>month|year)\b",
        r"\b(?P<which>last|next|this|previous|past|coming|same|following)\s+(?P<unit>day|week|weekend|month|year|night|summer|autumn|fall|winter|spring|morning|afternoon|evening)\b",
        r"\b(?P<count>\w+)\s+(?P<unit>day|week|month|year)s?\s+(?P<ago>ago|earlier|later)\b",
        rf"\b(?:(?P<which>last|next|this)\s+|(?:in|since|during|early|late|mid-?|until|till|of|by|for)\s+)(?P<month>{_MONTH})(?!\w)",
        # A year alone, which may be a number of something else; whether it dates anything is learned.
        r"(?<![\w.,/$€£])(?P<bare>(?:1[4-9]|20)\d\d)(?![\w%]|[.,]\d)",
    )
)
