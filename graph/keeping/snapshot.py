"""The files of a store as they are at one moment, for a process that reads while another writes.

Oxigraph's own way to open a store to be read only opens most of its files when they are first needed. By then a writer
may have merged them into others and deleted them: the reader fails, or a question that counts takes memory without end.
So a reader opens links to the files instead. What a link leads to is there until the reader has closed it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

_PREFIX = ".reading-"
_LEFT = ("CURRENT", "MANIFEST-", "LOG", "LOCK", "OPTIONS-", "IDENTITY")
_FILES = frozenset({".sst", ".log", ".blob"})

_TRIES = 20


class Snapshot:
    """Links to the files of a RocksDB database, in a folder beside it. Make one with `Snapshot.of`, and remove it.

    It is removed with the last mention of it too. What a process leaves behind that was killed, the next one sweeps.
    """

    def __init__(self, data: Path) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=data.parent))
        try:
            held = _hold(self.path, shared=True)
        except OSError:
            shutil.rmtree(self.path, ignore_errors=True)
            raise
        self._removal = weakref.finalize(self, _remove, self.path, held)

    @classmethod
    def of(cls, data: Path) -> Snapshot | None:
        """A snapshot of the database in a folder; None where none can be made, as on a disk that is read only."""
        if fcntl is None or not data.is_dir():
            return None
        sweep(data)
        for _ in range(_TRIES):
            try:
                snapshot = cls(data)
                if snapshot._take(data):
                    return snapshot
            except FileNotFoundError:  # a file went meanwhile, or the new folder with another process's sweep
                continue
            except (OSError, ValueError):  # nor of a damaged database, of which Oxigraph says what is wrong
                return None
        return None

    def remove(self) -> None:
        """Removes the links; what they led to goes with them where the store has it no more."""
        self._removal()

    def _take(self, data: Path) -> bool:
        """Links all files; whether they belong together: no file went or came that the database counts on."""
        name, listed = _manifest(data)
        for path in data.iterdir():
            if path.suffix in _FILES:
                os.link(path, self.path / path.name)
        (self.path / "CURRENT").write_text(f"{name}\n", encoding="ascii")
        (self.path / name).write_bytes(listed)
        return _manifest(data) == (name, listed)


def sweep(data: Path) -> None:
    """Removes snapshots whose process was killed; those of others that read are let be."""
    for left in sorted(data.parent.glob(f"{_PREFIX}*")) if fcntl else ():
        try:
            held = _hold(left, shared=False)
        except OSError:
            continue  # it is in use, or gone
        if all(each.name.startswith(_LEFT) or each.suffix in _FILES for each in left.iterdir()):
            _remove(left, held)
        else:  # somebody else's
            os.close(held)


def _remove(folder: Path, held: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os.close(held)


def _hold(folder: Path, *, shared: bool) -> int:
    """Locks a folder until what is returned is closed, or the process ends.

    Raises:
        OSError: another process holds it.
    """
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_SH if shared else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise
    return opened


def _manifest(data: Path) -> tuple[str, bytes]:
    """The name and the content of the file in which RocksDB lists which files belong to the database."""
    name = (data / "CURRENT").read_text(encoding="ascii").strip()
    return name, (data / name).read_bytes()
