"""Saved e-mail, mailboxes and web archives (`.eml`, `.mbox`, `.mht`): the message, and what is attached."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_binary_file
from email.message import EmailMessage, MIMEPart
from email.policy import default
from typing import IO, cast

from extract.documents.correspondence import parted
from extract.documents.dates import likely_date
from extract.documents.decoding import decode
from extract.documents.draft import Draft
from extract.documents.hints import Hints
from extract.documents.limits import LARGEST, lines, told, whole
from extract.documents.plain import from_text
from extract.documents.web import from_html
from graph.errors import DocumentError

Attachment = tuple[str, io.BytesIO]
_MOST = 500
# Where a program does not know better, it says these, and what comes may be UTF-8 or Windows' own.
_ALWAYS_SAID = frozenset({"", "us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "unknown-8bit", "utf-8", "utf8"})
_QUOTED = re.compile(r"(?:> ?)+(?!From )")
# A text of fewer words, beside a page of so many times its length, only says that there is the page.
_FEW, _MUCH = 60, 4
_FORWARDED = "message/rfc822"
# "From press@example.org Tue Mar  5 08:00:00 2024" stands above each message of a mailbox.
# "From press at example.org" where an archive of a mailing list hides the sign from those who gather addresses.
_ABOVE = re.compile(rb"From \S+(?: at \S+)? +[A-Z][a-z]{2} [A-Z][a-z]{2} +\d")


def messages(stream: IO[bytes]) -> Iterator[io.BytesIO]:
    """The messages of a mailbox (`.mbox`), one after the other.

    Raises:
        DocumentError: one is larger than any document.
    """
    held: list[bytes] = []
    size, blank = 0, True
    for line in lines(stream):
        above = blank and _ABOVE.match(line)
        if above and held:
            yield io.BytesIO(b"".join(held))
            held, size = [], 0
        if not above:
            held.append(line.removeprefix(b">") if line.startswith(b">From ") else line)
        size += len(line)
        blank = not line.strip()
        if size > LARGEST:
            raise DocumentError(f"expected a mailbox; one message in it has more than {LARGEST // 2**20} MB")
    if held:
        yield io.BytesIO(b"".join(held))


def from_mail(stream: IO[bytes], hints: Hints) -> Draft | None:
    """The body of a message, with its subject as title and the day it was sent; or the page of a web archive.

    A day that cannot be read, or in two ways, is not told. None where a message only carries what is attached to it.

    Raises:
        DocumentError: it has neither a text nor anything attached, or is damaged.
    """
    with told("an e-mail", LookupError):
        message = _parsed(stream)
        archived = message.get_content_type() == "multipart/related" or "Snapshot-Content-Location" in message
        body = message.get_body(("html", "plain") if archived else ("plain", "html"))
        text = _content(body) if body is not None else ""
        if body is not None and body.get_content_type() == "text/plain" and not text.strip():
            body = message.get_body(("html",))
            text = _content(body) if body is not None else ""
        if body is not None and not archived and body.get_content_type() == "text/plain":
            page = message.get_body(("html",))
            # Some programs send beside the page no more than a word that there is one.
            if page is not None and len(text.split()) < _FEW and len(_content(page)) > _MUCH * len(text):
                body, text = page, _content(page)
        subject, sent = _field(message, "Subject"), _field(message, "Date")
        address = _field(message, "Snapshot-Content-Location") or _field(body, "Content-Location")
    if body is None or not text.strip():
        if not archived and next(_attached(message), None) is not None:
            return None
        raise DocumentError("expected an e-mail with text; there is none")
    if body.get_content_type() == "text/html":
        draft = from_html(text, hints)
    else:
        own, passed_on = parted(text)
        draft = from_text(_unquoted(passed_on.text if passed_on else own))
        draft = replace(draft, date=passed_on.date) if passed_on else draft
        subject = passed_on.title or subject if passed_on else subject
    for more in _others(message, body) if not archived else ():
        draft = replace(draft, text=f"{draft.text}\n\n{more}")
    if archived:
        # The day that a web archive gives is that of saving it.
        return Draft(
            text=draft.text,
            title=draft.title or subject,
            date=draft.date,
            shown=draft.shown,
            modified=draft.modified,
            source=address,
        )
    return Draft(text=draft.text, title=subject or draft.title, date=draft.date or likely_date(sent, hints.first))


def _unquoted(text: str) -> str:
    """A text without the marks of what is quoted in it; a quotation is a paragraph of its own.

    >>> _unquoted("I agree.\\n> We met\\n> in Riga.\\nAnna")
    'I agree.\\n\\nWe met\\nin Riga.\\n\\nAnna'
    """
    lines, before = list[str](), 0
    for line in text.splitlines():
        marks = _QUOTED.match(line)
        depth = marks.group().count(">") if marks else 0
        lines += ["", line[marks.end() if marks else 0 :]] if depth != before else [line[marks.end() if marks else 0 :]]
        before = depth
    return "\n".join(lines)


def _others(message: EmailMessage, body: MIMEPart) -> Iterator[str]:
    """The plain texts that stand beside the body, as some programs write what comes before and behind an attachment."""
    with told("an e-mail", LookupError):
        beside = message.iter_parts() if message.get_content_type() == "multipart/mixed" else ()
        for part in beside:
            if part is not body and part.get_content_type() == "text/plain" and not part.is_attachment():
                yield _content(part).strip()


def attachments(stream: IO[bytes]) -> Iterator[Attachment]:
    """The files attached to a message, with their names; the pictures and styles of a web archive are none.

    Raises:
        DocumentError: there are more than any message has.
    """
    with told("an e-mail", LookupError):
        message = _parsed(stream)
        if message.get_content_type() == "multipart/related":
            return
        parts = list(_attached(message))
    if len(parts) > _MOST:
        raise DocumentError(f"expected at most {_MOST} attachments; there are {len(parts):,}")
    for number, part in enumerate(parts, 1):
        with told("an e-mail", LookupError):
            forwarded = part.get_content_type() == _FORWARDED
            # A message that is passed on goes by its subject, which no ending can be told from.
            name = f"message {number}.eml" if forwarded else part.get_filename() or f"attachment {number}"
            data = _forwarded(part) if forwarded else cast("bytes | None", part.get_payload(decode=True)) or b""
        yield name, io.BytesIO(data)


def _attached(part: MIMEPart) -> Iterator[MIMEPart]:
    """What is attached to a message, and messages that are passed on in it, but not what is attached to these."""
    # Some programs show a file among the words ("inline"), which is attached all the same.
    shown = part.get_content_maintype() == "application" and part.get_filename() is not None
    if part.get_content_type() == _FORWARDED or ((part.is_attachment() or shown) and not part.is_multipart()):
        yield part
    else:
        for inner in part.iter_parts():
            yield from _attached(inner)


def _forwarded(part: MIMEPart) -> bytes:
    """The bytes of a message that is passed on; some programs encode it, as if it were a file."""
    inner = cast("list[MIMEPart]", part.get_payload())
    if not inner:
        return b""
    if str(part.get("Content-Transfer-Encoding", "")).lower() not in ("base64", "quoted-printable"):
        return inner[0].as_bytes()
    coded = MIMEPart(policy=default)
    coded["Content-Transfer-Encoding"] = part["Content-Transfer-Encoding"]
    coded.set_payload(inner[0].as_bytes().decode("ascii", "replace"))
    return cast(bytes, coded.get_payload(decode=True))


def _parsed(stream: IO[bytes]) -> EmailMessage:
    return message_from_binary_file(io.BytesIO(whole(stream)), policy=default)


def _content(part: MIMEPart) -> str:
    """The text of a part. Its character set is what it says, if it fits and is more than what programs always say."""
    data = cast("bytes | None", part.get_payload(decode=True)) or b""
    said = (part.get_content_charset() or "").lower()
    if said not in _ALWAYS_SAID:
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(said)
    return decode(data) if data.strip() else ""


def _field(part: MIMEPart | None, name: str) -> str | None:
    value = part.get(name) if part is not None else None
    return " ".join(str(value).split()) or None if value is not None else None
