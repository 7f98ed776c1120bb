"""Where a line ends only because the page did: how two lines are put together."""

from __future__ import annotations

import re

_CLOSED = re.compile(r"""[.?!:;…]["'”’)\]]*$""")
# First parts that keep their hyphen: "long-term", "non-aligned". Other words lose it, as they only had it at the end
# of a line.
_COMPOUND = frozenset(
    "all anti arch bi by co counter cross cyber deputy east eight ex extra far fifth first five four fourth free full "
    "half hard high hand ill inter know land large last late left life like long low major man mid mini multi near neo "
    "new nine non north off old on one open out over part post pre pro pan quasi re right run second self semi seven "
    "short single six small soft south state sub ten third thirty three top trans tri twenty two ultra under up vice "
    "war well west wide world year cease follow so peace power face decision policy law middle".split()
)
_BROKEN = re.compile(r"([^\W\d_]+)-$")
# So much of a line is looked at for how it ends; a word that has more is none.
_LONGEST = 60


def joined(*lines: str) -> str:
    """Lines as one. A word that was broken between two of them is made whole; a compound keeps its hyphen.

    >>> joined("the foreign minis-", "ter left"), joined("a long-", "term plan"), joined("Secretary-", "General")
    ('the foreign minister left', 'a long-term plan', 'Secretary-General')
    """
    parts: list[str] = []
    for line in filter(None, lines):
        broken = _BROKEN.search(parts[-1][-_LONGEST:]) if parts else None
        if parts and not broken:
            parts.append(" ")
        elif (
            broken and line[0].islower() and not (broken.group(1).lower() in _COMPOUND or "-" in line.split(" ", 1)[0])
        ):
            parts[-1] = parts[-1][:-1]
        parts.append(line)
    return "".join(parts)


def goes_on(before: str, line: str) -> bool:
    """Whether a sentence goes on from one line to the next, whatever stands between them.

    >>> goes_on("The minister", "left."), goes_on("The minister left.", "he said"), goes_on("Oslo", "The minister")
    (True, False, False)
    """
    before, line = before[-_LONGEST:].strip(), line.strip()
    if not before or not line or _CLOSED.search(before):
        return False
    return line[0].islower() or bool(_BROKEN.search(before)) or before.endswith(",")
