"""JSON and JSONL, a record at a time, so that a file may be larger than memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader
from typing import IO, Any

from extract.documents.decoding import decode
from extract.documents.draft import Draft
from extract.documents.hints import Hints
from extract.documents.limits import lines, whole
from extract.documents.records import from_record, records_in
from graph.errors import DocumentError

_SMALL = 2**20
# A record nested deeper is none that anybody wrote, and a file nested deeper still none to go on with.
_DEEPEST, _HOPELESS = 500, 50_000

_TOO_DEEP = "malformed JSON: nested too deeply"

Found = tuple[str, Draft | DocumentError]
"""Where in a file something stands, with a space before it, or nothing where the file is all; and the draft."""


def from_jsonl(stream: IO[bytes], hints: Hints) -> Iterator[Found]:
    """The records of a JSONL file; a faulty line is an error in its place."""
    number = 0
    for number, line in enumerate(lines(stream), 1):
        if line.strip():
            try:
                yield f" line {number}", from_record(_loaded(decode(line)), hints)
            except DocumentError as error:
                yield f" line {number}", error
    if not number:
        raise DocumentError("expected text; the file is empty")


def from_json(stream: BufferedReader, hints: Hints) -> Iterator[Found]:
    """The records of a JSON file: of a list, of the list that a news service wraps in an object, or the object itself.

    A faulty record is an error in its place.

    Raises:
        DocumentError: the whole is no JSON, from some place on.
    """
    head = stream.peek(4096)
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    values = _listed(stream) if first.startswith(b"[") and b"\x00" not in head else _wrapped(stream)
    before: Any = None
    number = 0
    try:
        for number, value in enumerate(values, 1):  # one behind, to know whether there is more than one
            if number > 1:
                yield f" record {number - 1}", _draft(before, hints)
            before = value
    except DocumentError:
        if number:
            yield f" record {number}", _draft(before, hints)
        raise
    if number:
        yield (f" record {number}" if number > 1 else ""), _draft(before, hints)
    else:
        raise DocumentError("expected an object with a 'text', or a list of them; there is none")


def _draft(record: Any, hints: Hints) -> Draft | DocumentError:
    if isinstance(record, DocumentError):
        return record
    try:
        return from_record(record, hints)
    except DocumentError as error:
        return error


def _wrapped(stream: IO[bytes]) -> Iterator[Any]:
    return records_in(_loaded(decode(whole(stream))))


def _listed(stream: BufferedReader) -> Iterator[Any]:
    """The values of a list, as a stream."""
    import ijson

    if stream.peek(3).startswith(b"\xef\xbb\xbf"):
        stream.read(3)
    # `ijson.items` names each value by the way to it, which takes the square of the depth in memory.
    builder, depth, too_deep = ijson.ObjectBuilder(), 0, False
    try:
        for event, value in ijson.basic_parse(stream, use_float=True):
            depth -= event.startswith("end_")
            if depth and not too_deep:
                builder.event(event, value)
            if depth == 1 and (too_deep or not builder.containers):
                yield DocumentError(_TOO_DEEP) if too_deep else builder.value
                builder, too_deep = ijson.ObjectBuilder(), False
            depth += event.startswith("start_")
            too_deep = too_deep or depth > _DEEPEST
            if depth > _HOPELESS:
                raise DocumentError(_TOO_DEEP)
    except UnicodeDecodeError as error:
        raise DocumentError(f"malformed JSON: it is not UTF-8 ({error.reason}); save it as UTF-8") from error
    except (ijson.JSONError, ValueError, RecursionError) as error:
        # The reader that streams says little of what is wrong; the other one says where, if the file is small.
        if stream.seekable():
            stream.seek(0)
            data = stream.read(_SMALL)
            _loaded(decode(data) if len(data) < _SMALL else "[]")
        raise DocumentError(f"malformed JSON: {' '.join(str(error).split())[:100]}") from error


def _loaded(text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise DocumentError(f"malformed JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise DocumentError(_TOO_DEEP) from error
    except ValueError as error:  # a number of more digits than Python takes
        raise DocumentError(f"malformed JSON: {error}") from error


def looks_like_lines(head: str) -> bool:
    """Whether JSON begins as a record a line does.

    >>> looks_like_lines('{"text": "One."}\\n{"text": "Two."}'), looks_like_lines('{"text":\\n"One."}')
    (True, False)
    """
    first, _, rest = head.lstrip("\ufeff \t\r\n").partition("\n")
    try:
        return isinstance(json.loads(first), dict) and rest.lstrip().startswith("{")
    except (ValueError, RecursionError):
        return False
