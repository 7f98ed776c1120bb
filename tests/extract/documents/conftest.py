"""What tests of documents share: a file of each form, and what is read out of a file."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from extract.documents import Hints, Refusal, read_documents
from graph.reading import Reading
from graph.records import Document

Found = Document | Reading | Refusal
Read = Callable[..., list[Found]]


def _loaded(root: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, root / "benchmarks" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made(root: Path) -> ModuleType:
    """The makers of files, `benchmarks/files.py`."""
    return _loaded(root, "files")


@pytest.fixture(scope="session")
def damaged(root: Path, made: ModuleType) -> ModuleType:
    """The makers of damaged files, `benchmarks/damaged.py`."""
    return _loaded(root, "damaged")


@pytest.fixture(scope="session")
def folder(root: Path, made: ModuleType) -> ModuleType:
    """The maker of a folder of pages and PDFs, `benchmarks/folder.py`."""
    return _loaded(root, "folder")


@pytest.fixture
def found(tmp_path: Path) -> Read:
    """Writes a file and reads it."""

    def found(name: str, content: str | bytes, hints: Hints | None = None) -> list[Found]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_documents([path], hints=hints))

    return found
