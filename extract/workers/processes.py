"""Several processes on this machine that read documents, each with a language model of its own."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from queue import LifoQueue
from threading import Lock
from types import TracebackType
from typing import Self

from extract.workers.batches import DocumentReader, Unread, WorkerDiedError, WorkerError, in_order, read_batch
from graph.errors import LegationError
from graph.reading import Reading
from graph.records import Document

STARTS = 3
"""How often in a row a process may end while it loads the model, before the work is given up."""


class Processes:
    """Reads documents with several processes, and gives what one process would have given, in the same order.

    Use it in a `with`. A process is started when there is a batch for it. One that ends is replaced, and what it had is
    done again; a document that ends even the process that reads nothing else comes back as `Unread`. Each process takes
    the memory of a model. Whoever uses it in a script has its own work under `if __name__ == "__main__":`, as with all
    of `multiprocessing`.

    Args:
        make: makes the reader of a process; it can be hashed and pickled, as `ReaderMaker` can.
        count: the number of processes, 1 or more; where there are fewer batches, there are as many as batches.
    """

    def __init__(self, make: Callable[[], DocumentReader], count: int) -> None:
        self._make, self._count = make, count
        self._threads = ThreadPoolExecutor(count)
        self._idle: LifoQueue[_Process] = LifoQueue()
        self._running: set[_Process] = set()
        self._out: list[Future[list[Reading | Unread]]] = []
        self._lock, self._closed = Lock(), False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the processes at once, whatever they are doing."""
        with self._lock:
            self._closed = True
            for process in self._running:
                process.kill()
        self._threads.shutdown(cancel_futures=True)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Unread]:
        """The readings of some documents, in their order, as a stream; see `in_order`.

        Raises:
            LegationError: the reader cannot be made.
            WorkerError: the processes end while they load the model.
        """
        # Each has a batch and finds the next one waiting when it is done with it, also where one takes long.
        return in_order(documents, self._submit, ahead=3 * self._count)

    def _submit(self, batch: tuple[Document, ...]) -> Future[list[Reading | Unread]]:
        self._out = [each for each in self._out if not each.done()]
        with self._lock:
            wanted = len(self._running) < min(len(self._out) + 1, self._count)
        if wanted:
            self._idle.put(self._started())
        sent = self._threads.submit(self._read, batch)
        self._out.append(sent)
        return sent

    def _read(self, batch: tuple[Document, ...]) -> list[Reading | Unread]:
        """Has a process read a batch; one thread waits for each process."""
        process = self._idle.get()
        try:
            process = self._loaded(process)
            return process.read(batch)
        except WorkerDiedError:
            process = self._started(instead=process)
            raise
        finally:
            self._idle.put(process)

    def _loaded(self, process: _Process) -> _Process:
        for left in reversed(range(STARTS)):
            try:
                process.load()
                return process
            except WorkerDiedError as error:
                last = error
                if left:
                    process = self._started(instead=process)
        raise WorkerError(
            f"a process that is to read documents ends before it has loaded the model ({last}); {len(self._running)} "
            "of them may need more memory than there is: try fewer workers"
        )

    def _started(self, instead: _Process | None = None) -> _Process:
        with self._lock:
            if instead is not None:
                self._running.discard(instead)
            if self._closed:
                raise WorkerError("the processes that read documents were ended; nothing can be read any more")
            process = _Process(self._make)
            self._running.add(process)
            return process


class _Process:
    """A process, and the line to it."""

    def __init__(self, make: Callable[[], DocumentReader]) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, make), daemon=True)
        with _deaf():
            self._process.start()
        theirs.close()
        self._loaded = False

    def load(self) -> None:
        """Waits until the model is loaded."""
        if not self._loaded:
            self._answer()
            self._loaded = True

    def read(self, batch: tuple[Document, ...]) -> list[Reading | Unread]:
        try:
            self._line.send(batch)
        except OSError:
            raise self._ended() from None
        return self._answer()

    def kill(self) -> None:
        self._process.kill()

    def _answer(self) -> list[Reading | Unread]:
        try:
            found: list[Reading | Unread] | LegationError = self._line.recv()
        except (EOFError, OSError):
            raise self._ended() from None
        if isinstance(found, LegationError):
            raise found
        return found

    def _ended(self) -> WorkerDiedError:
        self._process.join()
        self._line.close()
        code = self._process.exitcode or 0
        return WorkerDiedError(f"killed by signal {-code}" if code < 0 else f"exit code {code}")


@contextmanager
def _deaf() -> Iterator[None]:
    """Keeps Ctrl-C from this thread, and from a process that it starts until that says what is to become of it."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    resource_tracker.ensure_running()  # which would let Ctrl-C through again once it has started its own process
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, make: Callable[[], DocumentReader]) -> None:
    """What a process does: loads the model, then reads batch after batch, until the other end hangs up."""
    # Ctrl-C reaches every process of the terminal; the one that writes decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    try:
        batch: tuple[Document, ...] = ()
        while True:
            try:
                line.send(read_batch(make, batch))
            except LegationError as error:
                line.send(error)
            batch = line.recv()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
