"""Reading on a Dask cluster of two processes: the same as with one process, whatever becomes of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from extract.workers import Cluster, Unread, read_batch
from extract.workers.batches import DOCUMENTS, WorkerError
from graph.errors import ModelError
from graph.reading import Reading
from graph.records import Document

distributed = pytest.importorskip("distributed", reason="Dask is not installed; pip install 'legation[cluster]'")

# Dask warns of what its own dependencies do, and of workers that are gone.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def cluster(made: Any) -> Iterator[Any]:
    """Two workers, each a process, that find the readers by name; one that ends is not replaced at once."""
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(**options) as found:
        yield found


def documents(count: int, **words: str) -> list[Document]:
    return [
        Document(id=f"d{n}", text=f"Ada came. {'And went. ' * (n % 7)}{words.get(f'd{n}', '')}") for n in range(count)
    ]


def test_cluster_reads_in_the_order_of_the_documents(made: Any, cluster: Any) -> None:
    given = documents(5 * DOCUMENTS + 3, d0="slow")
    with Cluster(made.visits, cluster.scheduler_address) as reader:
        assert [*reader.read(given)] == read_batch(made.visits, tuple(given))


def test_worker_that_is_killed_has_its_batch_done_again(made: Any, cluster: Any) -> None:
    given = documents(8 * DOCUMENTS, **{f"d{n}": "slow" for n in range(0, 8 * DOCUMENTS, 5)})
    with Cluster(made.visits, cluster.scheduler_address) as reader:
        found = []
        for each in reader.read(given):
            found.append(each)
            if len(found) == 1:
                os.kill(cluster.workers[0].pid, signal.SIGKILL)
    assert [each.document for each in found] == given
    assert all(isinstance(each, Reading) for each in found)


def test_document_that_ends_every_worker_is_named(made: Any, cluster: Any) -> None:
    given = documents(3, d1="poison")
    with distributed.Client(cluster) as client:
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0))
    with Cluster(made.visits, cluster.scheduler_address) as reader:
        found = [*reader.read(given)]
    assert [each.document for each in found] == given
    assert [each.document.id for each in found if isinstance(each, Unread)] == ["d1"]


def test_error_of_a_worker_is_the_error_of_the_work(made: Any, cluster: Any) -> None:
    with Cluster(made.broken, cluster.scheduler_address) as reader, pytest.raises(ModelError, match="there is none"):
        [*reader.read(documents(3))]


def test_cluster_that_does_not_answer_is_told() -> None:
    with pytest.raises(WorkerError, match=r"as tcp://10.0.0.1:8786; 'nonsense://x'"), Cluster(list, "nonsense://x"):  # type: ignore[arg-type]
        pass
