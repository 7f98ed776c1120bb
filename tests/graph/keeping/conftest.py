"""The readings of the tests beside, and a graph that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.facts import Reading
from graph.knowledge import KnowledgeGraph


@pytest.fixture(params=["memory", "disk"])
def graph(request: pytest.FixtureRequest, tmp_path: Path, readings: list[Reading]) -> Iterator[KnowledgeGraph]:
    """The three readings of `tests/graph/conftest.py`, in memory and on disk."""
    with KnowledgeGraph.open(None if request.param == "memory" else tmp_path / "store") as opened:
        opened.add(readings)
        yield opened
