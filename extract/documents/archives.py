"""Archives: what lies in a gzip, bzip2, xz or zip file, a member at a time, up to a size."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any, cast

from extract.documents.limits import LARGEST, Allowance, Bounded, buffered, told, whole
from graph.errors import DocumentError

MOST = 100_000
"""Members of one archive at most."""

Member = tuple[str, io.BufferedReader | DocumentError]


def unpacked(stream: IO[bytes], kind: str, allowance: Allowance) -> io.BufferedReader:
    """What a gzip, bzip2 or xz file holds, as a stream.

    Reading it raises a `DocumentError` where it is damaged or a bomb.
    """
    if kind == "gzip":
        inner: IO[bytes] = cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    else:
        opener: Any = bz2.BZ2File if kind == "bzip2" else lzma.LZMAFile
        inner = opener(stream)
    return buffered(Bounded(inner, allowance))


def members(stream: IO[bytes], allowance: Allowance) -> Iterator[Member]:
    """The files in a zip archive with their names, in the order of names; folders are left out.

    Raises:
        DocumentError: it is damaged, or has more members than any collection of documents.
    """
    with told("a zip archive", zipfile.BadZipFile, OSError):
        archive = zipfile.ZipFile(_seekable(stream))
    if len(archive.infolist()) > MOST:
        raise DocumentError(f"expected at most {MOST:,} files in an archive; it has {len(archive.infolist()):,}")
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
        if entry.is_dir():
            continue
        if entry.flag_bits & 1:
            yield entry.filename, DocumentError("it is encrypted; unpack it with its password")
            continue
        try:
            with told("a zip archive", zipfile.BadZipFile, OSError), archive.open(entry) as opened:
                yield entry.filename, buffered(Bounded(opened, allowance))
        except DocumentError as error:
            yield entry.filename, error


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of a packed document (ODT, EPUB).

    Raises:
        DocumentError: there is none of this name, it is damaged, or too large.
    """
    with told("a packed document", zipfile.BadZipFile, OSError):
        entry = archive.getinfo(str(PurePosixPath(name)))
        with archive.open(entry) as opened:
            return whole(opened)


def packed(stream: IO[bytes], what: str) -> zipfile.ZipFile:
    """A document that is a zip archive inside, if its parts together are no larger than a document may be.

    Raises:
        DocumentError: it is none, or a bomb.
    """
    with told(what, zipfile.BadZipFile, OSError):
        archive = zipfile.ZipFile(_seekable(stream))
    size = sum(entry.file_size for entry in archive.infolist())
    if size > LARGEST or len(archive.infolist()) > MOST:
        raise DocumentError(f"expected {what}; it unpacks to {size // 2**20:,} MB, more than any document has")
    return archive


def _seekable(stream: IO[bytes]) -> IO[bytes]:
    """The table of a zip archive stands at its end."""
    return stream if stream.seekable() else io.BytesIO(whole(stream))
