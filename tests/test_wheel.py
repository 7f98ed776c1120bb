"""The wheel holds all that the command needs, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

PACKAGES = ("graph", "extract", "ontologies")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    [file] = folder.iterdir()
    return ZipFile(file)


def test_wheel_holds_the_packages_whole(wheel: ZipFile, root: Path) -> None:
    held = {name for name in wheel.namelist() if name.split("/")[0] in PACKAGES}
    files = (path for package in PACKAGES for path in (root / package).rglob("*") if path.is_file())
    assert held == {path.relative_to(root).as_posix() for path in files if "__pycache__" not in path.parts}


@pytest.mark.parametrize(
    "name",
    ["graph/py.typed", "extract/py.typed", "ontologies/legation.ttl", "ontologies/shapes.ttl", "ontologies/states.tsv",
     "extract/model/facts.onnx", "extract/model/calibration.json",
     "extract/model/model.onnx", "extract/model/tokenizer.json"],
)  # fmt: skip
def test_wheel_holds_what_is_no_code(wheel: ZipFile, name: str) -> None:
    assert wheel.getinfo(name).file_size >= 0


def test_wheel_holds_nothing_else(wheel: ZipFile) -> None:
    rooms = {name.split("/")[0] for name in wheel.namelist()} - set(PACKAGES)
    assert [room for room in rooms if not room.endswith(".dist-info")] == []


def test_wheel_installs_the_command_and_both_licences(wheel: ZipFile) -> None:
    about = {name.partition(".dist-info/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert "[console_scripts]\nlegation = extract.cli:main\n" in wheel.read(about["entry_points.txt"]).decode()
    assert {"licenses/LICENSE", "licenses/extract/model/LICENSE"} <= set(about)
    assert "torch" not in wheel.read(about["METADATA"]).decode().partition("Provides-Extra")[0]


def test_wheel_is_small_enough_to_carry(wheel: ZipFile) -> None:
    assert sum(info.compress_size for info in wheel.infolist()) < 95 * 10**6
