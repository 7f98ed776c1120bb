"""The notebooks run from their folder, answer, and draw."""

from __future__ import annotations

import runpy
from collections.abc import Callable
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


# --- those that are kept with what they show -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def executed(root: Path) -> Callable[[Path], nbformat.NotebookNode]:
    """How `make notebooks` runs one."""
    found: Callable[[Path], nbformat.NotebookNode] = runpy.run_path(str(root / "notebooks" / "refresh.py"))["executed"]
    return found


def shown(cell: nbformat.NotebookNode) -> list[tuple[str, ...]]:
    """Of what kinds the outputs of a cell are."""
    return [(each.output_type, *sorted(each.get("data", {}))) for each in cell.outputs]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of Jupyter's own
@pytest.mark.parametrize("name", ["history", "networks"])
def test_notebook_runs_and_is_kept_with_outputs_of_the_same_kinds(
    name: str, root: Path, executed: Callable[[Path], nbformat.NotebookNode]
) -> None:
    path = root / "notebooks" / f"{name}.ipynb"
    kept, done = nbformat.read(path, as_version=4), executed(path)
    cells = [cell for cell in kept.cells if cell.cell_type == "code"]
    assert [cell.id for cell in cells if cell.metadata.get("tags") and not cell.outputs] == []
    again = [cell for cell in done.cells if cell.cell_type == "code"]
    assert list(map(shown, cells)) == list(map(shown, again)), "run `make notebooks`"
    for cell in again:
        tags = cell.metadata.get("tags", ())
        if "question" in tags:
            assert len(cell.outputs[0]["data"]["text/plain"].strip().splitlines()) > 1, cell.source
        if "picture" in tags:
            assert len(cell.outputs[0]["data"]["image/png"]) > 10_000


@pytest.mark.parametrize("name", ["history", "networks"])
def test_notebook_keeps_nothing_of_when_and_where_it_ran(name: str, root: Path) -> None:
    text = (root / "notebooks" / f"{name}.ipynb").read_text("utf-8")
    assert "iopub" not in text and str(root) not in text
    assert set(nbformat.reads(text, as_version=4).metadata) == {"kernelspec"}
