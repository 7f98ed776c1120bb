"""What somebody writes in a message, apart from the older message that is passed on or answered below it."""

from __future__ import annotations

import re

from extract.documents.draft import Draft

_SIGNED = re.compile(r"^-- ?$", re.M)
# "On Mon, 4 Mar 2019 at 10:00, Kari wrote:" with a quotation below it; or the head of a message that is passed on.
_ANSWERED = re.compile(
    r"^(?:On|Am|Le) [^\n]{6,120}(?:\n[^\n]{0,80})? (?:wrote|schrieb|écrit) ?:[ \t]*\n(?:[ \t]*\n)*(?=>)", re.M
)
_PASSED_ON = re.compile(r"^(?:-+ ?(?:Original|Forwarded) [Mm]essage ?-+|Begin forwarded message:|_{20,})[ \t]*\n", re.M)
_FIELD = re.compile(r"^[>* ]*(From|Sent|Date|To|Cc|Subject):\*? ?(.*)$")
_DATED = re.compile(r"(\d{1,2} \w+ \d{4}|\w+ \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)")
# With fewer words of its own a message is there for the sake of what it passes on.
_OWN, _ANSWER = 25, 8


def parted(text: str) -> tuple[str, Draft | None]:
    """What a message says itself; or, where that is next to nothing, the message that it passes on, with its day.

    >>> parted("We agree.\\n-- \\nAnna Berg, Press Office")
    ('We agree.', None)
    """
    text = text.replace("\r\n", "\n")
    if answered := _ANSWERED.search(text):
        own, sent = _unsigned(text[: answered.start()]), _DATED.search(answered[0])
        if len(own.split()) >= _ANSWER or sent is None:
            return own, None
        return own, Draft(text=text[answered.end() :], date=sent[1])
    if older := _PASSED_ON.search(text):
        own, below = _unsigned(text[: older.start()]), text[older.end() :]
        fields, body = _headed(below)
        if fields and len(own.split()) >= _OWN:
            return own, None
        if fields and body.strip():
            sent = _DATED.search(fields.get("Sent") or fields.get("Date") or "")
            return own, Draft(text=_unsigned(body), title=fields.get("Subject"), date=sent[1] if sent else None)
    return _unsigned(text), None


def _unsigned(text: str) -> str:
    signed = _SIGNED.search(text)
    return (text[: signed.start()] if signed and text[: signed.start()].strip() else text).rstrip()


def _headed(text: str) -> tuple[dict[str, str], str]:
    """The fields at the top of a message that is passed on, and what stands below them."""
    fields: dict[str, str] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if match := _FIELD.match(line):
            fields[match[1]] = match[2].strip()
        elif line.strip(" >") and fields:
            return fields, "\n".join(lines[number:])
        elif line.strip(" >"):
            return {}, text
    return fields, ""
