"""JSON and JSONL: records with a text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from extract.formats.draft import Draft
from graph.errors import DocumentError

_KEYS = ("title", "date", "source", "language", "licence")


def from_record(line: str) -> Draft:
    """One JSON object, the line of a JSONL file.

    Raises:
        DocumentError: the line is no JSON, or no record with a text.
    """
    return _draft(_load(line))


def from_json(text: str) -> Iterator[Draft | DocumentError]:
    """The records of a JSON file, which holds one object or a list of them; a faulty record is an error in its place.

    Raises:
        DocumentError: the whole is no JSON.
    """
    whole = _load(text)
    for record in whole if isinstance(whole, list) else [whole]:
        try:
            yield _draft(record)
        except DocumentError as error:
            yield error


def _load(text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise DocumentError(f"malformed JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise DocumentError("malformed JSON: nested too deeply") from error


def _draft(record: Any) -> Draft:
    if not isinstance(record, dict):
        raise DocumentError(f"expected an object with a 'text'; got {_short(record)}")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise DocumentError(f"expected an object with a 'text'; got {_short(text)} there, among {sorted(record)}")
    values: dict[str, str | None] = {}
    for key in _KEYS:
        value = record.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and key == "date":
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise DocumentError(f"expected a string as {key!r}; got {_short(value)}")
        values[key] = value or None
    name = record.get("id")
    if name is not None and (not isinstance(name, str | int) or isinstance(name, bool)):
        raise DocumentError(f"expected a string as 'id'; got {_short(name)}")
    return Draft(text=text, id=None if name in (None, "") else str(name), **values)


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."
