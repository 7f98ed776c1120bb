"""From bytes to characters, or a clear word on why not."""

from __future__ import annotations

import re

from graph.errors import DocumentError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

# English prose that is not UTF-8 mostly comes from Windows: from the west, the middle or the south-east of Europe.
# Statistical guessers were tried and left out: over the few accented names of an English text they read João as Joăo.
_WINDOWS = ("cp1252", "cp1250", "cp1254")

# The share of characters beyond ASCII above which a text that is not UTF-8 cannot be English with foreign names.
_MOST_FOREIGN = 0.2

_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}charset|^\s*<\?xml[^>]{0,200}encoding)\s*=\s*["']?([\w-]{2,40})""", re.IGNORECASE
)
# What no text has: control characters, an accented capital or a symbol inside a word.
_IMPLAUSIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]|[a-zß-ÿ][À-ÖØ-ÞŠŒŽŸ]"
    "|[^\\W\\d_][^\x00-\x7f\\w’‘–—…·\u00ad\u00a0”“][^\\W\\d_]"
)


def decode(data: bytes) -> str:
    """The characters of a file. Use it on whatever comes from outside, before anything looks at the text.

    A byte order mark settles it; else UTF-8; else the encoding that a page declares; else the likeliest of the few
    encodings that English text of this kind comes in, and only where the outcome looks like text.

    Args:
        data: the whole file, or one line of a file.

    Raises:
        DocumentError: the data are empty, binary, broken, or in an encoding that cannot be told.

    >>> decode("Šefčovič".encode("utf-16"))
    'Šefčovič'
    """
    if not data.strip():
        raise DocumentError("expected text; the file is empty")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding)
    if b"\x00" in data:
        raise DocumentError("expected text; there are NUL bytes, so it is binary, or UTF-16 without a byte order mark")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        return _legacy(data, error)


def head_text(head: bytes) -> str:
    """The first characters of a file as far as they can be told, for looking at only; never fails.

    >>> head_text("Šefčovič".encode("utf-16"))
    'Šefčovič'
    """
    encoding = next((encoding for bom, encoding in _BOMS if head.startswith(bom)), "utf-8")
    return head.decode(encoding, "replace")


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"its byte order mark says {encoding}, but byte {error.start} does not fit ({error.reason}); "
            "save it again as UTF-8"
        ) from error
    if not text.strip():
        raise DocumentError("expected text; the file is empty")
    return text


def _legacy(data: bytes, error: UnicodeDecodeError) -> str:
    """Text in an eight-bit encoding."""
    where = f"byte 0x{data[error.start]:02x} at offset {error.start}"
    if declared := _DECLARED.search(data[:4096]):
        name = declared.group(1).decode().lower()
        if name not in ("utf-8", "utf8"):
            try:
                # Browsers read Latin-1 as its superset cp1252, and so pages mean it.
                return data.decode("cp1252" if name in ("iso-8859-1", "latin-1", "latin1") else name)
            except (LookupError, UnicodeDecodeError) as cause:
                raise DocumentError(
                    f"it declares the encoding {name!r}, which does not fit; save it as UTF-8"
                ) from cause
    if sum(map(len, _MULTIBYTE.findall(data))) > len(_HIGH.findall(data)) / 2:
        raise DocumentError(f"expected UTF-8; it is broken ({where}); save it again as UTF-8")
    readings = {text: name for name in reversed(_WINDOWS) if (text := _reading(data, name)) is not None}
    if not readings:
        raise DocumentError(f"expected UTF-8; {where} does not fit, nor does a usual other encoding; save it as UTF-8")
    first, *others = readings
    if others:
        one, two = next(pair for pair in zip(first.split(), others[0].split(), strict=True) if pair[0] != pair[1])
        raise DocumentError(
            f"expected UTF-8; it may be {readings[first]} ({one!r}) or {readings[others[0]]} ({two!r}); "
            "save it as UTF-8"
        )
    return first


def _reading(data: bytes, encoding: str) -> str | None:
    """The text in an encoding, unless it does not look like English with foreign names."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    foreign = sum(char > "\x7f" for char in text)
    return None if foreign > _MOST_FOREIGN * len(text) or _IMPLAUSIBLE.search(text) else text
