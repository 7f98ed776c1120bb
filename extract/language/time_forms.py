"""The forms of time expressions, most telling first, and the words and numbers in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

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
_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIRSTS = "first second third fourth fifth sixth seventh eighth ninth".split()
NUMBERS = {word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)} | {"a": 1, "an": 1}
NUMBERS |= {ten: 20 + 10 * place for place, ten in enumerate(_TENS)}
NUMBERS |= {f"{ten}-{one}": NUMBERS[ten] + NUMBERS[one] for ten in _TENS for one in _ONES}
_ORDINALS = {first: number for number, first in enumerate(_FIRSTS, start=1)}
_ORDINALS |= {f"{ten}-{first}": NUMBERS[ten] + number for ten in _TENS for number, first in enumerate(_FIRSTS, start=1)}
_ORDINALS |= {f"{ten[:-1]}ieth": NUMBERS[ten] for ten in _TENS} | {"tenth": 10, "fifteenth": 15, "hundredth": 100}
_ROUNDLY = "few|several|some|many|couple of"
"""How many is not told: what is counted so has no date, and nothing is counted from it."""


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


_MONTH = _either(MONTHS)
_BEHIND = r"(?!\w|-\w)"
"""Behind a month, which "Mar-a-Lago" is not."""
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_DASH = r"\s*(?:-|‑|–|—|to|through|until)\s*"
_YEAR = r"(?P<year>(?:1[4-9]|20)\d\d)\b"
# A year behind a day or month: told, told as one beside that of the document, or one that is out of bounds.
_OF_YEAR = (
    rf"(?:(?:\s{{0,3}},)?\s{{0,3}}(?:of\s+)?{_YEAR}|,?\s+(?:of\s+)?(?P<of>this|last|next)\s+year\b"
    r"|(?!\s{0,3},?\s{0,3}(?:\d{3,4}\b|\d+\s+(?:BC|AD)\b)))"
)
_WEEKDAY = _either(WEEKDAYS)
_COUNT = rf"(?<![\w.,-])(?<!half )(?P<count>\d{{1,3}}|{_either(NUMBERS)}|{_ROUNDLY})"
_ORDINAL = rf"(?<![\w.,-])(?P<count>\d{{1,3}}(?=st|nd|rd|th)|{_either(_ORDINALS)})"
_UNIT = r"(?P<unit>day|week|month|year|decade)"
_NO_NAME, _NO_SPAN = r"(?<!Good )(?<!Bloody )", r"(?<!over )(?<!in )(?<!during )(?<!for )(?<!within )"
"""Before what is no day: "Bloody Sunday", "over the next year"."""
_DAYTIME = "morning|afternoon|evening|night"
_STAY = "visit|trip|tour|stay"
NUMBERS |= _ORDINALS
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<month>{_MONTH})\s+{_DAY.format('day')}{_DASH}(?:(?P<month2>{_MONTH})\s+)?{_DAY.format('day2')}\b(?![.,]\d){_OF_YEAR}",
        rf"\b{_DAY.format('day')}(?:{_DASH}|\s+and\s+){_DAY.format('day2')}\s+(?:of\s+)?(?P<month>{_MONTH}){_BEHIND}{_OF_YEAR}",
        rf"\b{_DAY.format('day')}\s+(?:of\s+)?(?P<month>{_MONTH}){_BEHIND}{_OF_YEAR}",
        rf"\b(?P<month>{_MONTH})\s+{_DAY.format('day')}\b(?!\s*%|[.,]\d){_OF_YEAR}",
        r"\b(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)\b",
        rf"\b(?P<month>{_MONTH})(?!\w)(?:\s{{0,3}},)?\s{{0,3}}(?:of\s+)?{_YEAR}",
        rf"\b(?:in|since|during|by|until|till|from|early|late)\s+(?P<month>{_MONTH})(?!\w),?\s+(?:of\s+)?(?P<of>this|last|next)\s+year\b",
        rf"\b{_YEAR}\s*(?P<dash>[-–/])\s*(?P<year2>(?:1[4-9]|20)?\d\d)\b(?!/\d)",
        r"\b(?:in|since|until|till|by|from|during|of|for|early|late|mid|and|to|year|before|after)\s+(?P<bare>(?:1[4-9]|20)\d\d)\b(?!\s*%|\.\d)",
        rf"\b(?P<weekday>{_WEEKDAY})\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b",
        rf"\b(?P<side>that|previous|following)\s+(?P<weekday>{_WEEKDAY})\b",
        rf"\b(?:(?P<which>last|next|this|past|coming)\s+)?{_NO_NAME}(?P<weekday>{_WEEKDAY})\b(?! Times| Agreement)",
        r"\bthe (?P<word>day before yesterday|day after tomorrow)\b",
        r"\b(?P<word>yesterday|today|tomorrow|tonight)\b",
        r"\b(?P<side>earlier|later)\s+(?:in|on)\s+(?:the|that)\s+(?P<unit>day|month|year)\b",
        rf"\b(?P<side>that|previous|same|following)\s+(?P<unit>day|week|month|year|{_DAYTIME})\b",
        rf"{_NO_SPAN}\bthe\s+(?P<side>next)\s+(?P<unit>day|month|year|{_DAYTIME})\b",
        r"\bthe\s+(?P<unit>day|week|month|year)\s+(?P<side>before|after)\b(?=\s*(?:[,.;:)]|$))",
        rf"{_COUNT}\s+{_UNIT}s?\s+(?P<side>earlier|later|before|after|afterwards|previously)\b",
        rf"{_COUNT}\s+{_UNIT}s?\s+(?P<ago>ago)\b",
        rf"\b(?P<ahead>in)\s+{_COUNT}\s+(?:(?P<unit>day|week|month|year)(?:'s|’s|s['’]?)?\s+time|(?P<soon>day|week|month)s?)\b",
        rf"{_COUNT}[- ](?P<unit>day|week)(?=-(?!old)|[- ]long|\s+(?:\w+\s+)?(?:{_STAY}))(?P<length>)",
        rf"{_ORDINAL}(?:st|nd|rd|th)?\s+(?P<anniversary>anniversary)\b",
        r"\b(?P<which>last|next|this|past|coming)\s+(?P<unit>day|week|weekend|month|year|night|summer|autumn|fall|winter|spring|morning|afternoon|evening)\b(?!\s+of\b)",
        r"\b(?:at|over|on|during|for)\s+the\s+(?P<unit>weekend)\b",
        r"\bend\s+of\s+the\s+(?P<unit>month|year)\b",
        r"\bbefore\s+the\s+(?P<unit>month|year)\s+is\s+(?:out|over)\b",
        # "By Jan Kubis": what a name in capitals follows is one as well.
        rf"\b(?:(?P<which>last|next|this)\s+|(?:in|since|during|early|late|until|till|of|by|for|from|between)\s+|mid-?\s*)(?P<month>{_MONTH}){_BEHIND}(?!\s+\d{{3,4}}\b)(?!\s+(?-i:[A-Z][a-z]))",
        # A year alone, which may be a number of something else; whether it dates anything is learned.
        r"(?<![\w.,/$€£])(?P<bare>(?:1[4-9]|20)\d\d)(?![\w%]|[.,]\d)",
    )
)

_VERBS = ("may", "march", "mar")


def is_verb(found: Mapping[str, str | None]) -> bool:
    """Whether what has the form of a month is a verb: "may" and "march" in small letters.

    >>> is_verb({"month": "may", "day": "5"}), is_verb({"month": "May", "day": "5"})
    (True, False)
    """
    return found.get("month") in _VERBS or found.get("month2") in _VERBS
