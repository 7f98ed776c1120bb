"""Runs the notebooks and keeps what they show: `python notebooks/refresh.py` from anywhere, or `make notebooks`.

What differs from run to run is left out, so that the same documents and model give the same files.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent
SHOWN = ("history.ipynb", "networks.ipynb")
"""The notebooks that are kept with what they show."""


def executed(path: Path) -> nbformat.NotebookNode:
    """A notebook after it was run in its own folder."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    done = NotebookClient(notebook, timeout=1200, resources={"metadata": {"path": str(path.parent)}}).execute()
    for cell in done.cells:
        cell.metadata.pop("execution", None)  # when it was run
    done.metadata = {"kernelspec": notebook.metadata["kernelspec"]}
    return done


if __name__ == "__main__":
    for name in sys.argv[1:] or SHOWN:
        text = nbformat.writes(executed(FOLDER / name))
        (FOLDER / name).write_text(text.rstrip("\n") + "\n", "utf-8")
