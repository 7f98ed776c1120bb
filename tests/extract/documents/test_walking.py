"""Paths: folders, names that are none, links, pipes; and two thousand damaged files, of which some here."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from extract.documents import Refusal, read_documents
from graph.reading import Reading
from graph.records import Document

TEXT = "The foreign minister of Norway left for Riga on Monday."


def test_read_documents_counts_what_it_passes_over(tmp_path: Path) -> None:
    for name in (
        "a.txt",
        "b.png",
        "c.PNG",
        ".hidden/d.txt",
        "page.html",
        "page_files/ad.html",
        "README.md",
        "run.py",
        "e",
        "f.2024",
        "view.php?id=12.7",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} It says {name}.")
    found = list(read_documents([tmp_path]))
    passed = sorted(one.kind for one in found if isinstance(one, Refusal) and one.of == "file")
    assert passed == [".png", ".png", ".py", "hidden", "part of a saved page", "readme"]
    read = [Path(str(one.source)).name for one in found if isinstance(one, Document)]
    assert read == ["a.txt", "e", "f.2024", "page.html", "view.php?id=12.7"]
    assert len(found) == len(passed) + len(read)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")
def test_read_documents_goes_past_links_and_pipes_that_lead_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "up").symlink_to("..")
    os.mkfifo(folder / "pipe.txt")
    found = {Path(str(one.source)).name: one for one in read_documents([folder])}
    assert isinstance(found["a.txt"], Document)
    assert {name: one.of for name, one in found.items() if isinstance(one, Refusal)} == {
        "circle.txt": "document",
        "gone.txt": "document",
        "up": "file",
        "pipe.txt": "file",
    }
    [refusal] = read_documents([folder / "pipe.txt"])
    assert isinstance(refusal, Refusal) and "it is a pipe or device" in refusal.reason


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_read_documents_shows_a_name_that_is_no_text(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"two\nlines.txt", b"\x1b[31mred.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(f"{TEXT} {name!r}")
    sources = [str(one.source) for one in read_documents([tmp_path]) if isinstance(one, Document)]
    assert [source.rpartition("/")[2] for source in sources] == ["\\x1b[31mred.txt", "caf\\xe9.txt", "two\\nlines.txt"]
    for source in sources:
        source.encode("utf-8")


@pytest.mark.parametrize("name", ["x" * 300 + ".txt", "a\0b.txt", "nowhere/a.txt", ""])
def test_read_documents_refuses_a_path_that_cannot_be(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ok.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    found = list(read_documents([name, "ok.txt"]))
    assert isinstance(found[-1], Document)
    assert name == "" or isinstance(found[0], Refusal)


def test_read_documents_passes_over_the_store_of_a_graph(tmp_path: Path) -> None:
    (tmp_path / "ok.txt").write_text(TEXT)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "legation.json").write_text("{}")
    (tmp_path / "store" / "log.txt").write_text(TEXT + " Again.")
    documents = [found for found in read_documents([tmp_path]) if isinstance(found, Document)]
    assert [Path(str(document.source)).name for document in documents] == ["ok.txt"]


def test_read_documents_gives_up_a_file_of_empty_records(tmp_path: Path) -> None:
    record = json.dumps({"text": TEXT})
    (tmp_path / "long.jsonl").write_text("{}\n" * 999 + record + "\n" + "{}\n" * 5000 + record)
    found = list(read_documents([tmp_path]))
    assert sum(isinstance(one, Document) for one in found) == 1
    assert len(found) == 999 + 1 + 1000 + 1 and "the rest of it is not read" in str(found[-1])


def test_read_documents_accounts_for_every_damaged_file(tmp_path: Path, damaged: ModuleType) -> None:
    (tmp_path / "secret.txt").write_text(damaged.SECRET)
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    paths = [path for _, path in damaged.write(inputs, 2 * len(damaged.DAMAGE), seed=77)]
    found = list(read_documents([inputs]))
    told = {part for one in found for part in Path(str(one.source)).parts} | {str(one.source) for one in found}
    for path in paths:
        assert path.parent.name in told or any(path.parent.name in str(one) for one in found), path
    assert not any("8141" in one.text for one in found if isinstance(one, Document))


def test_read_documents_reads_pages_and_releases_whole(tmp_path: Path, folder: ModuleType) -> None:
    files = {file.name: file for file in folder.made(24, 6, seed=77)}
    for name, file in files.items():
        (tmp_path / name).write_bytes(file.data)
    found = {Path(str(one.source)).name: one for one in read_documents([tmp_path]) if not isinstance(one, Reading)}
    assert found.keys() == files.keys()
    for name, file in files.items():
        one = found[name]
        assert isinstance(one, Document) == bool(file.sentences), (file.kind, one)
        if isinstance(one, Document):
            assert list(folder.amiss(file, one.text, one.date)) == [], file.kind
