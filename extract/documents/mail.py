"""Saved e-mail and web archives (`.eml`, `.mht`): the message, and what is attached."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import message_from_binary_file
from email.message import EmailMessage, MIMEPart
from email.policy import default
from typing import IO, cast

from extract.documents.draft import Draft
from extract.documents.hints import Hints
from extract.documents.limits import told, whole
from extract.documents.plain import from_text
from extract.documents.web import from_html
from graph.errors import DocumentError

Attachment = tuple[str, io.BytesIO]
_MOST = 500


def from_mail(stream: IO[bytes], hints: Hints) -> Draft:
    """The body of a message, with its subject as title and the day it was sent; or the page of a web archive.

    Raises:
        DocumentError: it has no text, or is damaged.
    """
    with told("an e-mail", LookupError):
        message = _parsed(stream)
        archived = message.get_content_type() == "multipart/related" or "Snapshot-Content-Location" in message
        body = message.get_body(("html", "plain") if archived else ("plain", "html"))
        text = _content(body) if body is not None else ""
        if body is not None and body.get_content_type() == "text/plain" and not text.strip():
            body = message.get_body(("html",))
            text = _content(body) if body is not None else ""
        subject, sent = _field(message, "Subject"), _field(message, "Date")
        address = _field(message, "Snapshot-Content-Location") or _field(body, "Content-Location")
    if body is None or not text.strip():
        raise DocumentError("expected an e-mail with text; there is none")
    draft = from_html(text, hints) if body.get_content_type() == "text/html" else from_text(text)
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
    return Draft(text=draft.text, title=subject or draft.title, date=draft.date or sent)


def attachments(stream: IO[bytes]) -> Iterator[Attachment]:
    """The files attached to a message, with their names; the pictures and styles of a web archive are none.

    Raises:
        DocumentError: there are more than any message has.
    """
    with told("an e-mail", LookupError):
        message = _parsed(stream)
        if message.get_content_type() == "multipart/related":
            return
        parts = [part for part in message.walk() if part.is_attachment() and not part.is_multipart()]
    if len(parts) > _MOST:
        raise DocumentError(f"expected at most {_MOST} attachments; there are {len(parts):,}")
    for number, part in enumerate(parts, 1):
        with told("an e-mail", LookupError):
            name = part.get_filename() or f"attachment {number}"
            data = cast("bytes | None", part.get_payload(decode=True)) or b""
        yield name, io.BytesIO(data)


def _parsed(stream: IO[bytes]) -> EmailMessage:
    return message_from_binary_file(io.BytesIO(whole(stream)), policy=default)


def _content(part: MIMEPart) -> str:
    """The text of a part; a character set that nobody knows is taken for the usual one."""
    try:
        return str(part.get_content())
    except LookupError:
        return cast(bytes, part.get_payload(decode=True)).decode("utf-8", "replace")


def _field(part: MIMEPart | None, name: str) -> str | None:
    value = part.get(name) if part is not None else None
    return " ".join(str(value).split()) or None if value is not None else None
