"""From the paths that people name to the files that are read, one after the other."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath

from extract.documents.refusal import Refusal
from extract.documents.sniffing import ENDINGS, ending_of
from graph.keeping.marker import MARKER

# A readme says what lies in the folder, and a store keeps a note of itself; named on its own, either is read.
_NOTES = {"readme": "readme", "legation.json": "store"}
_PIPES = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
# Files without an ending are read where their content is a document's; these have none to say so and never are.
_NEVER = frozenset({"makefile", "dockerfile", "license", "licence", "copying", "notice", "authors", "changelog"})


def shown(path: str | os.PathLike[str]) -> str:
    """A path as a message, a record or a store can hold it, whatever bytes are in it.

    >>> shown("caf\\udce9.txt"), shown("two\\nlines")
    ('caf\\\\xe9.txt', 'two\\\\nlines')
    """
    name = os.fsencode(PurePath(path).as_posix()).decode("utf-8", "backslashreplace")
    return "".join(
        char if char.isprintable() or char == " " else char.encode("unicode_escape").decode() for char in name
    )


def files(given: str | Path) -> Iterator[Path | Refusal]:
    """The file that a path names, or the files in a folder that are documents by their names, to any depth.

    Files are in the order of their names; hidden ones, readmes, stores of graphs and the parts of a saved page
    (`page_files/`) are passed over, links to folders not followed, and what is neither file nor folder is not opened.
    Each of these is a `Refusal` of a `file`; a path that cannot be read at all is one of a `document`.

    Args:
        given: a file or folder.
    """
    path = Path(given)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield Refusal(source=shown(given), reason=_why(error))
        return
    if stat.S_ISDIR(mode):
        found = False
        for each in _below(path):
            found = found or not (isinstance(each, Refusal) and each.of == "file")
            yield each
        if not found:
            endings = ", ".join(ENDINGS)
            yield Refusal(source=shown(path), reason=f"the folder holds no document; documents end in {endings}")
    elif stat.S_ISREG(mode) or str(given).startswith(_PIPES):
        yield path
    else:
        yield Refusal(source=shown(path), reason="expected a file or folder; it is a pipe or device; use - to pipe in")


def _below(folder: Path) -> Iterator[Path | Refusal]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Refusal(source=shown(folder), reason=_why(error))
        return
    pages = {PurePath(entry.name).stem for entry in entries if PurePath(entry.name).suffix.lower() in (".html", ".htm")}
    for entry in entries:
        path = folder / entry.name
        try:
            directory, regular = entry.is_dir(), entry.is_file()
        except OSError as error:
            yield Refusal(source=shown(path), reason=_why(error))
            continue
        kind = _passed(entry, directory, regular, pages)
        if kind:
            yield Refusal(source=shown(path), reason=f"passed over: {kind}", of="file", kind=kind)
        elif directory:
            yield from _below(path)
        elif regular:
            yield path
        else:
            yield Refusal(source=shown(path), reason="it points at nothing, or in a circle")


def _passed(entry: os.DirEntry[str], directory: bool, regular: bool, pages: set[str]) -> str:
    """What an entry of a folder counts as if it is passed over; empty where it is read."""
    name = PurePath(entry.name)
    if entry.name.startswith("."):
        return "hidden"
    if directory:
        base, _, end = entry.name.rpartition("_")
        return (
            "linked folder"
            if entry.is_symlink()
            else "part of a saved page"
            if end == "files" and base in pages
            else "graph"
            if Path(entry.path, MARKER).is_file()
            else ""
        )
    if not regular:
        return "" if entry.is_symlink() else "pipe or device"
    note = _NOTES.get(entry.name) or _NOTES.get(name.stem.lower())
    if note:
        return note
    ending = ending_of(entry.name)
    if ending in ENDINGS or (not ending and entry.name.lower() not in _NEVER):
        return ""
    # An ending that is no word, as in `release.12` or `minutes.2024-03-05`, says nothing of the kind.
    return "" if ending[1:].replace("-", "").isdigit() else ending or "no document"


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "no such file or folder"
    said = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return f"cannot be opened: {said}"
