"""The files of a store as they are at one moment, for a process that reads while another writes.

Oxigraph's own way to open a store to be read only opens most of its files when they are first needed. By then a writer
may have merged them into others and deleted them: the reader fails, or a question that counts takes memory without end.
So a reader opens links to the files instead. What a link leads to is there until the reader has closed it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on Windows, which deletes no file that is open
    fcntl = None  # type: ignore[assignment]

_PREFIX = "reading-"

_TRIES = 20


class Snapshot:
    """Links to the files of a RocksDB database, in a folder beside it. Make one with `Snapshot.of`, and remove it.

    It is removed with the last mention of it too. What a process leaves behind that was killed, the next one sweeps.
    """

    def __init__(self, data: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=_PREFIX, dir=data.parent, ignore_cleanup_errors=True)
        self.path = Path(self._folder.name)
        self._held = _hold(self.path, shared=True)

    @classmethod
    def of(cls, data: Path) -> Snapshot | None:
        """A snapshot of the database in a folder; None where none can be made, as on a disk that is read only."""
        sweep(data)
        for _ in range(_TRIES):
            try:
                snapshot = cls(data)
            except OSError:
                return None
            try:
                if snapshot._take(data):
                    return snapshot
            except FileNotFoundError:  # a file went meanwhile
                pass
            except OSError:
                snapshot.remove()
                return None
            snapshot.remove()
        return None

    def remove(self) -> None:
        """Removes the links; what they led to goes with them where the store has it no more."""
        if self._held is not None:
            os.close(self._held)
            self._held = None
        self._folder.cleanup()

    def _take(self, data: Path) -> bool:
        """Links all files; whether they belong together: no file went or came that the database counts on."""
        name, listed = _manifest(data)
        for path in data.iterdir():
            if path.suffix in {".sst", ".log", ".blob"}:
                os.link(path, self.path / path.name)
        (self.path / "CURRENT").write_text(f"{name}\n", encoding="ascii")
        (self.path / name).write_bytes(listed)
        return _manifest(data) == (name, listed)


def sweep(data: Path) -> None:
    """Removes snapshots whose process was killed; those of others that read are let be."""
    for left in sorted(data.parent.glob(f"{_PREFIX}*")):
        try:
            held = _hold(left, shared=False)
        except OSError:
            continue  # it is in use, or gone
        shutil.rmtree(left, ignore_errors=True)
        if held is not None:
            os.close(held)


def _hold(folder: Path, *, shared: bool) -> int | None:
    """Locks a folder until what is returned is closed, or the process ends.

    Raises:
        OSError: another process holds it.
    """
    if fcntl is None:
        return None
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
