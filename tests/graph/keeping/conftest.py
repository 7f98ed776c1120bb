"""The readings of the tests beside, and a graph that holds them."""

from __future__ import annotations

import pytest

from graph.knowledge import KnowledgeGraph
from graph.reading import Reading


@pytest.fixture
def graph(fresh: KnowledgeGraph, readings: list[Reading]) -> KnowledgeGraph:
    """The three readings of `tests/graph/conftest.py`, in memory, on disk and on a server."""
    fresh.add(readings)
    return fresh
