"""Records of any form (JSON, a row of a table, an element of XML) to drafts: which field says what."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extract.documents.draft import Draft
from extract.documents.hints import Hints
from graph.errors import DocumentError

Record = Mapping[str, Any]

# What others call the fields of a document, the likeliest first: the interfaces of news services, feeds, schema.org,
# exports of clippings, wires and corpora of event coders. Case, `_`, `-`, `:` and spaces do not count.
_NAMES = {
    "text": "text body content contentencoded articlebody bodytext fulltext maintext articletext story article "
    "contenttext contenthtml bodyhtml plaintext html message texto texte",
    "title": "title headline head hl1 webtitle subject heading name titel titulo titre",
    "date": "date published publishedat publishdate pubdate publicationdate datepublished webpublicationdate "
    "publisheddate datepublish firstpublished issued dateissue created createdat datecreated firstcreated "
    "timestamp datetime time day seendate eventdate datum fecha",
    "modified": "modified modifiedat datemodified lastmodified updated updatedat lastupdated versioncreated",
    "source": "source url link weburl canonicalurl permalink uri href sourceurl publisher outlet newspaper quelle",
    "id": "id guid docid docno documentid articleid urn uuid identifier",
    "language": "language lang xmllang",
    "licence": "licence license rights copyrightnotice",
}
_KNOWN = {field: tuple(names.split()) for field, names in _NAMES.items()}
# What gives a part of a text or the sense of it; where there is no other text, the longest of them is read.
_PARTS = "description summary abstract snippet leadparagraph lead lede notes openingtext hitsentence".split()
# Objects that only hold the fields: `{"fields": {"body": …}}`.
_WRAPPERS = ("fields", "_source", "attributes", "article", "doc", "document", "data")
# Lists of records inside an object, as the services send them page by page.
_LISTS = (
    "articles items results objects docs documents data records hits stories entries news posts messages value "
    "response result".split()
)
_HTML = re.compile(r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|figure|img|table)\b[^<>]*>", re.I)
_BREAK = re.compile(r"<br */?>|</p>", re.I)
_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,31}\d{0,2});")
_PARTED = re.compile(r"<(?:p|br|div|pre|table)\b", re.I)
_BLANK = re.compile(r"\n[ \t\r]*\n")
_MARKED = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-z]+);|</?(?:b|i|em|strong|span|p|sub|sup)\b[^<>]*>")
# Some services cut a text and say how much is left: "… [+1532 chars]".
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")
_REMOVED = "[Removed]"
_DEEPEST = 6


def from_record(record: Any, hints: Hints) -> Draft:
    """The draft that a record gives.

    Raises:
        DocumentError: it is no object, has no text, or a field holds what it cannot.
    """
    if not isinstance(record, Mapping):
        raise DocumentError(f"expected an object with a 'text'; got {_short(record)}")
    found = {field: _found(record, field, hints) for field in _KNOWN}
    if found["text"] is None and "text" not in hints.fields:
        parts = [part for name in _PARTS if isinstance(part := _by_name(record, (name,)), str)]
        found["text"] = max(parts, key=len, default=None)
    if not isinstance(text := _text(found["text"]), str) or not text.strip():
        raise DocumentError(_without_text(record, found["text"], hints))
    if text.strip() == _REMOVED:
        raise DocumentError("expected a text; the news service says that it was removed")
    values: dict[str, Any] = {
        field: _string(found[field], field) for field in ("title", "source", "language", "licence")
    }
    name, date, modified = _name(found["id"]), found["date"], found["modified"]
    if name is not None and (not isinstance(name, str | int) or isinstance(name, bool)):
        raise DocumentError(f"expected a string as 'id'; got {_short(name)}")
    if isinstance(date, Mapping):
        date = _by_name(date, ("original", "published", "created", "value", "date"))
    for value in (date, modified):
        if value is not None and (not isinstance(value, str | int | float) or isinstance(value, bool)):
            raise DocumentError(f"expected a string or a number as 'date'; got {_short(value)}")
    return Draft(
        text=_CUT.sub("", text),
        id=None if name in (None, "") else str(name).strip(),
        date=None if date == "" else date,
        modified=None if modified in (None, "") else str(modified),
        given=record if record.get("facts") and isinstance(record["facts"], list) else None,
        **values,
    )


def means_text(name: str) -> bool:
    """Whether a field of this name holds a text whatever stands in it, as "body" or "message" need not.

    >>> means_text("Full_Text"), means_text("Body")
    (True, False)
    """
    return "text" in _plain(name) and _plain(name) in _KNOWN["text"]


def records_in(value: Any, depth: int = 0) -> Iterator[Any]:
    """The records of a JSON value: those of a list, or of the list that a news service wraps in an object.

    >>> list(records_in({"status": "ok", "articles": [{"body": "One."}, {"body": "Two."}]}))
    [{'body': 'One.'}, {'body': 'Two.'}]
    """
    if isinstance(value, list):
        yield from value
        return
    if isinstance(value, dict) and depth < _DEEPEST and "text" not in value:
        for name in _LISTS:
            inner = value.get(name)
            if (isinstance(inner, list) and any(isinstance(one, dict) for one in inner)) or (
                isinstance(inner, dict) and any(key in inner for key in _LISTS)
            ):
                yield from records_in(inner, depth + 1)
                return
    yield value


def _found(record: Record, field: str, hints: Hints) -> Any:
    if field in hints.fields:
        path = hints.fields[field]
        value: Any = record.get(path, record)
        for step in path.split(".") if path not in record else ():
            value = value.get(step) if isinstance(value, Mapping) else None
        return value
    return _by_name(record, _KNOWN[field])


def _by_name(record: Record, names: Iterable[str]) -> Any:
    """The first value under any of some names, here or in an object that only wraps the fields."""
    plain = {_plain(key): value for key, value in reversed([*record.items()])}
    for name in names:
        value = plain.get(name)
        if value is not None and value != "" and not (name in _WRAPPERS and isinstance(value, Mapping)):
            return value
    for wrapper in _WRAPPERS:
        inner = record.get(wrapper)
        if isinstance(inner, Mapping) and (value := _by_name(inner, names)) is not None:
            return value
    return None


def _plain(key: object) -> str:
    return re.sub(r"[\W_]+", "", str(key)).lower()


def _text(value: Any) -> Any:
    """A text out of what stands there: a string, perhaps with markup, or a list of paragraphs."""
    if isinstance(value, Mapping) and isinstance(value.get("rendered"), str):
        value = value["rendered"]  # as WordPress sends it
    if isinstance(value, list) and any(isinstance(one, Mapping) and "text" in one for one in value):
        # Telegram parts a text at each link and each bold word.
        return "".join(str(one.get("text", "")) if isinstance(one, Mapping) else str(one) for one in value)
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        value = "\n\n".join(value)
    if isinstance(value, str) and (len(_HTML.findall(value[:20_000])) > 1 or _BREAK.search(value)):
        from extract.documents.blocks import fragment_text

        # Where no mark parts the paragraphs, blank lines do.
        return fragment_text(value if _PARTED.search(value) else _BLANK.sub("<p>", value))
    return html.unescape(value) if isinstance(value, str) and _ENTITY.search(value) else value


def _string(value: Any, field: str) -> str | None:
    """A plain value; of an object, the part that says it: `{"main": …}` of a headline, the name of a source."""
    if isinstance(value, list) and value and isinstance(value[0], str | Mapping):
        value = value[0]
    if isinstance(value, Mapping):
        value = next(
            (value[key] for key in ("main", "rendered", "url", "name", "title", "value", "id") if value.get(key)), None
        )
    if value is not None and not isinstance(value, str):
        raise DocumentError(f"expected a string as {field!r}; got {_short(value)}")
    if field == "title" and value and _MARKED.search(value):
        from extract.documents.blocks import fragment_text

        value = fragment_text(value)
    return value or None


def _name(value: Any) -> Any:
    """An id as a database exports it (`{"$oid": "65e7"}`) is the string in it."""
    inner = list(value.values()) if isinstance(value, Mapping) else []
    return inner[0] if len(inner) == 1 else value


def _without_text(record: Record, got: Any, hints: Hints) -> str:
    if "text" in hints.fields:
        return f"expected the text as {hints.fields['text']!r}; got {_short(got)} there, among {_names(record)}"
    said = f"expected an object with a 'text'; got {_short(got)} there, among {_names(record)}"
    return said if not record else f"{said}; name the field that holds it with --field text=NAME"


def _names(record: Record) -> str:
    names = sorted(map(str, record))
    return str(names) if len(names) <= 12 else f"{names[:12]} and {len(names) - 12} more"


def _short(value: object) -> str:
    shown = repr(value) if not isinstance(value, dict | list) else json.dumps(value, default=str, ensure_ascii=False)
    return shown if len(shown) <= 60 else shown[:57] + "..."
