"""The readings of the tests beside, and a graph that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.knowledge import KnowledgeGraph
from graph.reading import Reading


@pytest.fixture
def graph(place: Path | None, readings: list[Reading]) -> Iterator[KnowledgeGraph]:
    """The three readings of `tests/graph/conftest.py`, in memory, on disk and on a server."""
    with KnowledgeGraph.open(place) as opened:
        opened.add(readings)
        yield opened
