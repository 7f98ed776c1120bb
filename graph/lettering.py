"""Text in letters that the font of pictures has: what it lacks is written in Latin letters."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import bidirectional


def drawable(text: str) -> str:
    """The text with what the font cannot draw put into Latin letters; marks that steer the direction of text go.

    The font is the one that comes with matplotlib, and no other, so that a picture is the same on every machine. It
    has Latin, Greek, Cyrillic, Armenian, Georgian, Arabic and Hebrew letters, and no Chinese, Japanese or Korean ones.

    >>> drawable("Éamon ґ ა"), drawable("习近平"), drawable("अमित शाह")
    ('Éamon ґ ა', 'Xi Jin Ping', 'Amit Sah')
    """
    text = unsteered(" ".join(text.split()))
    return _missing().sub(lambda found: _latin(found[0]), text)


def unsteered(text: str) -> str:
    """The text without the marks that steer its direction, for where nothing keeps them from turning what follows.

    >>> unsteered("a\\u202eb")
    'ab'
    """
    return _STEERING.sub("", text)


def rightward(text: str) -> str:
    """A sentence or list of ours, which runs from left to right, kept so where it begins with an Arabic or Hebrew name.

    >>> rightward("Ada met Bo"), rightward("عمان met Bo")
    ('Ada met Bo', '\\u200eعمان met Bo')
    """
    first = next((way for way in map(bidirectional, text) if way in ("L", "R", "AL")), "L")
    return text if first == "L" else f"\u200e{text}"


_STEERING = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def _latin(text: str) -> str:
    from anyascii import anyascii

    latin = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", anyascii(text)) or "?"
    # Scripts without capitals are mostly names here, and a name has one.
    return latin if text.lower() != text.upper() else latin[:1].upper() + latin[1:]


@cache
def _missing() -> re.Pattern[str]:
    """Any run of characters that the font lacks."""
    from matplotlib import font_manager

    font = font_manager.get_font(font_manager.findfont("DejaVu Sans"))
    codes = sorted(font.get_charmap())
    ranges, start = list[str](), codes[0]
    for code, following in zip(codes, [*codes[1:], None], strict=True):
        if following != code + 1:
            ranges.append(f"\\U{start:08x}-\\U{code:08x}")
            start = following or 0
    return re.compile(f"[^{''.join(ranges)}]+")
