"""Reading documents with several processes, on this machine or on others, as if it were one."""

from extract.workers.batches import DocumentReader, ReaderMaker, Unread, read_batch
from extract.workers.cluster import Cluster
from extract.workers.processes import Processes

__all__ = ["Cluster", "DocumentReader", "Processes", "ReaderMaker", "Unread", "read_batch"]
