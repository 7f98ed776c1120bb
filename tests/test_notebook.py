"""The notebook runs from its folder, answers, and draws."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient


@pytest.fixture(scope="module")
def notebook(root: Path) -> nbformat.NotebookNode:
    return nbformat.read(root / "notebooks" / "legation.ipynb", as_version=4)


def test_notebook_is_kept_without_outputs(notebook: nbformat.NotebookNode) -> None:
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.id for cell in cells if cell.outputs or cell.execution_count] == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of Jupyter's own
def test_notebook_asks_and_draws(notebook: nbformat.NotebookNode, root: Path) -> None:
    done = NotebookClient(notebook.copy(), resources={"metadata": {"path": str(root / "notebooks")}}).execute()
    asked = [cell for cell in done.cells if "question" in cell.metadata.get("tags", ())]
    assert len(asked) == 3
    for cell in asked:
        lines = cell.outputs[0]["data"]["text/plain"].strip().splitlines()
        assert len(lines) > 1, f"no row but the head: {cell.source}"
    [drawn] = [cell for cell in done.cells if "picture" in cell.metadata.get("tags", ())]
    assert len(drawn.outputs[0]["data"]["image/png"]) > 10_000
