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
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
NUMBERS |= {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10, "fifteenth": 15, "twentieth": 20,
    "twenty-fifth": 25, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "seventy-fifth": 75, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
"""Those of which anniversaries are kept."""
NUMBERS |= _ORDINALS

_MONTH = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_DASH = r"\s*(?:-|‑|–|—|to|and|through|until)\s*"
_YEAR = r"(?P<year>(?:1[4-9]|20)\d\d)"
_WEEKDAY = "|".join(WEEKDAYS)
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(set(NUMBERS) - set(_ORDINALS), key=lambda word: (-len(word), word)))})"
_ORDINAL = rf"(?P<count>\d{{1,3}}(?=st|nd|rd|th)|{'|'.join(sorted(_ORDINALS, key=lambda word: (-len(word), word)))})"
_DAYTIME = "morning|afternoon|evening|night"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<month>{_MONTH})\s+{_DAY.format('day')}{_DASH}(?:(?P<month2>{_MONTH})\s+)?{_DAY.format('day2')}\b(?:\s*,?\s*{_YEAR}\b)?",
        rf"\b{_DAY.format('day')}{_DASH}{_DAY.format('day2')}\s+(?:of\s+)?(?P<month>{_MONTH})(?!\w)(?:\s*,?\s*{_YEAR}\b)?",
        rf"\b{_DAY.format('day')}\s+(?:of\s+)?(?P<month>{_MONTH})(?!\w)(?:\s*,?\s*{_YEAR}\b)?",
        rf"\b(?P<month>{_MONTH})\s+{_DAY.format('day')}\b(?!\s*%)(?:\s*,?\s*{_YEAR}\b)?",
        r"\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b",
        rf"\b(?P<month>{_MONTH})(?!\w)(?:\s*,?\s*(?:of\s+)?{_YEAR}\b)",
        rf"\b(?:in|since|during|by|until|till|from|early|late)\s+(?P<month>{_MONTH})(?!\w),?\s+(?:of\s+)?(?P<of>this|last|next)\s+year\b",
        rf"\b{_YEAR}\s*(?:-|–|/)\s*(?P<year2>(?:1[4-9]|20)?\d\d)\b",
        r"\b(?:in|since|until|till|by|from|during|of|for|early|late|mid|and|to|year|before|after)\s+(?P<bare>(?:1[4-9]|20)\d\d)\b(?!\s*%|\.\d)",
        rf"\b(?:(?P<which>last|next|this|past|coming)\s+)?(?P<weekday>{_WEEKDAY})\b",
        r"\bthe (?P<word>day before yesterday|day after tomorrow)\b",
        r"\b(?P<word>yesterday|today|tomorrow|tonight)\b",
        r"\b(?:earlier|later) (?:in|on) (?:the|that) (?P<word>day)\b",
        r"\b(?:earlier|later) in (?P<which>the) (?P<unit>month|year)\b",
        rf"\b(?P<side>that|previous|same|following)\s+(?P<unit>day|week|month|year|{_DAYTIME})\b",
        rf"\bthe\s+(?P<side>next)\s+(?P<unit>day|{_DAYTIME})\b",
        r"\bthe\s+(?P<unit>day|week|month|year)\s+(?P<side>before|after)\b(?=\s*(?:[,.;:)]|$))",
        rf"\b{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+(?P<side>earlier|later|before|after|afterwards|previously)\b",
        rf"\b{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+(?P<ago>ago)\b",
        rf"\b(?P<ahead>in)\s+{_COUNT}\s+(?P<unit>day|week|month|year)(?:'s|’s|s['’]?)?(?:\s+time)?\b",
        rf"\b{_COUNT}[- ](?P<unit>day|week)(?=-|[- ]long|\s+(?:\w+\s+)?(?:visit|trip|tour|stay))(?P<length>)",
        rf"\b{_ORDINAL}(?:st|nd|rd|th)?\s+(?P<anniversary>anniversary)\b",
        r"\b(?P<which>last|next|this|past|coming)\s+(?P<unit>day|week|weekend|month|year|night|summer|autumn|fall|winter|spring|morning|afternoon|evening)\b",
        r"\b(?:at|over|on|during|for)\s+the\s+(?P<unit>weekend)\b",
        r"\bend\s+of\s+the\s+(?P<unit>month|year)\b",
        r"\bbefore\s+the\s+(?P<unit>month|year)\s+is\s+(?:out|over)\b",
        rf"\b(?:(?P<which>last|next|this)\s+|(?:in|since|during|early|late|mid-?|until|till|of|by|for)\s+)(?P<month>{_MONTH})(?!\w)",
        # A year alone, which may be a number of something else; whether it dates anything is learned.
        r"(?<![\w.,/$€£])(?P<bare>(?:1[4-9]|20)\d\d)(?![\w%]|[.,]\d)",
    )
)
