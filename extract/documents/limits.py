"""How much of one file is held in memory, and what readers of foreign formats may raise."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from lzma import LZMAError
from typing import IO, Any, cast
from zipfile import BadZipFile

from graph.errors import DocumentError

LARGEST = 128 * 2**20
"""Bytes of one document at most. The largest PDF releases have some 50 MB, the longest books 5 MB of text. Formats with
a record after the other (JSONL, CSV, XML, Parquet) may be of any size."""

HEAD = 65536
"""Bytes of a file that are looked at to tell its kind."""

LONGEST_LINE = 32 * 2**20
"""Bytes of one record at most."""

_MOST_EMPTY = 1_000_000

_FREE = 32 * 2**20
_RATIO = 200
"""What is packed may unpack to `_FREE` bytes, and beyond them to `_RATIO` times its size. Text shrinks to a tenth or a
twentieth, lists of like records to a hundredth; a bomb to less than a thousandth."""

# What pypdf, lxml, python-docx, calamine, pyarrow and the readers of the standard library raise on damaged files, as
# two thousand of them showed (`benchmarks/damaged.py`). A full disk or an interruption is none of these.
_DAMAGE: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def whole(stream: IO[bytes], limit: int = LARGEST) -> bytes:
    """All bytes of one document.

    Raises:
        DocumentError: there are more than the limit.

    >>> whole(io.BytesIO(b"The minister left."))[:3]
    b'The'
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise DocumentError(
            f"expected one document; it has more than {limit // 2**20} MB; split it, or give its texts as JSON lines"
        )
    return data


def lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a stream, one at a time.

    Raises:
        DocumentError: a line is longer than any record can be, or there is no end of empty ones.
    """
    empty = 0
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise DocumentError(f"expected a record a line; one has more than {LONGEST_LINE // 2**20} MB")
        empty = empty + 1 if line == b"\n" else 0
        if empty > _MOST_EMPTY:
            raise DocumentError(f"expected a record a line; {_MOST_EMPTY:,} in a row are empty")
        yield line


@contextmanager
def told(what: str, *more: type[Exception]) -> Iterator[None]:
    """Turns whatever a reader of a foreign format raises on a damaged file into one clear error.

    Args:
        what: the format, as `a PDF`.
        more: errors of the reader's own.

    >>> with told("a PDF"):
    ...     raise KeyError("/Root")
    Traceback (most recent call last):
    ...
    graph.errors.DocumentError: expected a PDF; it is damaged (KeyError: '/Root'); open it and save it again
    """
    try:
        yield
    except _DAMAGE + more as error:
        if isinstance(error, DocumentError):
            raise
        words = " ".join(str(error).split())
        said = f"{type(error).__name__}: {words[:100]}" if words else type(error).__name__
        raise DocumentError(f"expected {what}; it is damaged ({said}); open it and save it again") from error


@dataclass(slots=True)
class Allowance:
    """How much one file may unpack to, its members and what is packed in them together.

    Args:
        packed: bytes of the file as it lies there.
    """

    packed: int
    spent: int = 0

    def spend(self, count: int) -> None:
        """Takes some bytes off.

        Raises:
            DocumentError: there are not as many left.
        """
        self.spent += count
        if self.spent > _FREE + _RATIO * self.packed:
            raise DocumentError(
                f"expected documents; it unpacks to more than {_RATIO} times its size, as no text does; "
                "unpack it yourself if you trust it"
            )


def buffered(raw: io.RawIOBase | IO[bytes]) -> io.BufferedReader:
    """A stream of which the first `HEAD` bytes can be looked at before they are read."""
    return io.BufferedReader(cast(io.RawIOBase, raw), HEAD)  # whatever fills a buffer will do


class Bounded(io.RawIOBase):
    """What is unpacked from an archive, within an allowance."""

    def __init__(self, unpacked: IO[bytes], allowance: Allowance) -> None:
        self._unpacked, self._allowance = unpacked, allowance

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills a buffer.

        Raises:
            DocumentError: so much comes out that it is a bomb, or what went in is damaged.
        """
        with told("an archive", OSError, LZMAError, BadZipFile):
            data = self._unpacked.read(len(buffer))
        self._allowance.spend(len(data))
        buffer[: len(data)] = data
        return len(data)
