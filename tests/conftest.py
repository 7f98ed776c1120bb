"""What tests of both packages share: the samples, read once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def pytest_configure() -> None:
    """Shows as wide as on no terminal, wherever the tests run: several processes are told a width."""
    os.environ.pop("COLUMNS", None)


@pytest.fixture(scope="session")
def root(request: pytest.FixtureRequest) -> Path:
    """The folder of the project."""
    return request.config.rootpath


@pytest.fixture(scope="session")
def samples_store(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all that our model reads out of the samples; not to be written to."""
    from extract.build import build
    from extract.pipeline import Reader
    from graph.knowledge import KnowledgeGraph

    store = tmp_path_factory.mktemp("samples") / "store"
    with KnowledgeGraph.open(store) as graph:
        tally = build(graph, Reader(), [root / "samples"])
    assert tally.documents and not tally.refused
    return store
