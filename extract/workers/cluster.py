"""Reading documents on many machines, with Dask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from types import TracebackType
from typing import TYPE_CHECKING, Self

from extract.workers.batches import DocumentReader, Unread, WorkerDiedError, WorkerError, in_order, read_batch
from graph.reading import Reading
from graph.records import Document

if TYPE_CHECKING:
    from distributed import Client, Future


class Cluster:
    """Reads documents with the workers of a Dask cluster, and gives what one process would have given, in its order.

    Use it in a `with`. Each worker needs Legation of this version, and memory for a model. What a worker had that ended
    is done by others, as often as the scheduler allows (`distributed.scheduler.allowed-failures`); a document that ends
    every worker comes back as `Unread`.

    Args:
        make: makes the reader of a worker; it can be hashed and pickled, as `ReaderMaker` can.
        address: where the scheduler listens, as `tcp://10.0.0.1:8786`.
    """

    def __init__(self, make: Callable[[], DocumentReader], address: str) -> None:
        self._make, self._address = make, address
        self._client: Client | None = None

    def __enter__(self) -> Self:
        """Calls the scheduler.

        Raises:
            WorkerError: Dask is not installed, or no scheduler answers.
        """
        try:
            from distributed import Client
        except ImportError as error:
            raise WorkerError("a cluster needs Dask; install it with: pip install 'legation[cluster]'") from error
        try:
            self._client = Client(self._address, timeout=30, set_as_default=False)
        except (OSError, TypeError, ValueError) as error:
            raise WorkerError(
                f"expected the address of a Dask scheduler, as tcp://10.0.0.1:8786; {self._address!r} does not answer: "
                f"{error}"
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hangs up; the cluster stays."""
        if self._client is not None:
            self._client.close()

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Unread]:
        """The readings of some documents, in their order, as a stream; see `in_order`.

        Raises:
            LegationError: the reader cannot be made.
            WorkerError: the scheduler is gone.
        """
        assert self._client is not None, "a cluster is used in a `with`"
        several = max(1, sum(self._client.nthreads().values()))
        # The scheduler has tried several workers before it gives a batch up.
        return in_order(documents, self._submit, ahead=3 * several, tries=1)

    def _submit(self, batch: tuple[Document, ...]) -> _Sent:
        assert self._client is not None
        return _Sent(self._client.submit(read_batch, self._make, batch, pure=False))


class _Sent:
    """A batch that the cluster has."""

    def __init__(self, future: Future) -> None:
        self._future = future

    def done(self) -> bool:
        """Whether an answer is there."""
        return bool(self._future.done())

    def cancel(self) -> object:
        """Wants no answer any more."""
        return self._future.cancel()

    def result(self) -> list[Reading | Unread]:
        """The answer, when it is there."""
        from distributed import KilledWorker

        try:
            found: list[Reading | Unread] = self._future.result()
        except KilledWorker as error:
            raise WorkerDiedError(f"{error.allowed_failures + 1} workers of the cluster") from error
        except (CancelledError, OSError) as error:
            raise WorkerError(f"the scheduler of the cluster is gone: {error}") from error
        return found
