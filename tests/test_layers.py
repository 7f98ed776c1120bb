"""How the rooms stand on each other: imports run down, in no circle; light commands load nothing heavy."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

HEAVY = {"matplotlib", "networkx", "numpy", "onnxruntime", "pyshacl", "rdflib", "spacy", "torch", "trafilatura"}
"""What `--help` and `lookup` must not pay for."""

ONLY_IN = {
    "torch": "extract.training",  # extra `train`
    "onnx": "extract.training",
    "safetensors": "extract.training",
    "rigour": "graph.regenerate",  # extra `tables`
    "pyshacl": "graph.check",  # extra `check`
    "distributed": "extract.workers.cluster",  # extra `cluster`
    "matplotlib": "graph",
    "spacy": "extract",
    "onnxruntime": "extract",
    "pyoxigraph": "graph",
}
"""Packages of extras, and foreign vocabularies, each with the one room that may import it."""


@pytest.fixture(scope="session")
def sources(root: Path) -> dict[str, ast.Module]:
    """Every module of the two packages by its name, parsed."""
    found = {}
    for package in ("graph", "extract"):
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = ast.parse(path.read_text("utf-8"))
    assert {"graph", "extract", "graph.facts", "extract.cli"} <= set(found)
    return found


def imported(node: ast.AST) -> Iterator[str]:
    """The full names that are imported anywhere in a module, those that only type checkers see among them."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from imported(child)


def module(name: str, known: dict[str, ast.Module]) -> str | None:
    """The module of ours that a name was imported from."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or None


def test_graph_knows_nothing_of_extract(sources: dict[str, ast.Module]) -> None:
    rooms = {name: tree for name, tree in sources.items() if name.split(".")[0] == "graph"}
    wrong = [(name, each) for name, tree in rooms.items() for each in imported(tree) if each.split(".")[0] == "extract"]
    assert wrong == []


def test_imports_run_in_no_circle(sources: dict[str, ast.Module]) -> None:
    down = {name: {module(each, sources) for each in imported(tree)} - {None} for name, tree in sources.items()}
    try:
        list(TopologicalSorter(down).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


ROW = ("documents", "language", "entities", "facts")
"""The folders of `extract` in the order in which a text travels through them; each knows those before it alone."""


def test_rooms_of_extract_stand_in_a_row(sources: dict[str, ast.Module]) -> None:
    place = {f"extract.{name}": number for number, name in enumerate(ROW)}
    inside = {name: ".".join(name.split(".")[:2]) for name in sources if name.startswith("extract.")}
    wrong = [
        (name, used)
        for name, folder in inside.items()
        if folder in place
        for each in imported(sources[name])
        if (used := module(each, sources)) and used in inside and place.get(inside[used], len(ROW)) > place[folder]
    ]
    assert wrong == []


@pytest.mark.parametrize("package", ["graph", "extract"])
def test_rooms_are_small(root: Path, package: str) -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in (root / package).rglob("*.py")}
    assert {str(path.relative_to(root)): size for path, size in sizes.items() if size > 250} == {}


def test_reading_takes_little_code(root: Path) -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in (root / "extract").rglob("*.py")}
    apart = {"training", "documents", "workers"}
    assert sum(size for path, size in sizes.items() if not apart & set(path.parts)) <= 4_700


def test_nobody_inside_imports_the_face(sources: dict[str, ast.Module]) -> None:
    faces = {"graph", "extract"}
    wrong = [
        (name, each)
        for name, tree in sources.items()
        for each in imported(tree)
        if name not in faces and module(each, sources) in faces
    ]
    assert wrong == []


@pytest.mark.parametrize(("package", "room"), ONLY_IN.items())
def test_package_is_imported_in_its_room_only(sources: dict[str, ast.Module], package: str, room: str) -> None:
    users = {name for name, tree in sources.items() for each in imported(tree) if each.split(".")[0] == package}
    assert users, f"{package} is not used any more; take it out of the list"
    assert {name for name in users if not f"{name}.".startswith(f"{room}.")} == set()


def test_every_package_that_is_imported_is_declared(sources: dict[str, ast.Module]) -> None:
    given = {re.split(r"[^\w.-]", line)[0].lower().replace("_", "-") for line in requires("legation") or ()}
    names = packages_distributions()
    missing = {
        top
        for name, tree in sources.items()
        for top in {each.split(".")[0] for each in imported(tree)} - {"graph", "extract", *sys.stdlib_module_names}
        if not {each.lower().replace("_", "-") for each in names.get(top, [top])} & given
    }
    assert missing == set()


def test_modules_have_names_that_say_something(sources: dict[str, ast.Module]) -> None:
    assert {name for name in sources if name.rpartition(".")[2] in ("utils", "helpers", "common", "misc")} == set()


def test_only_commands_end_the_process(sources: dict[str, ast.Module]) -> None:
    ending = {
        name
        for name, tree in sources.items()
        for part in tree.body
        if "__name__" not in ast.unparse(part).partition(":")[0]
        for node in ast.walk(part)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.exit", "os._exit")
    }
    assert ending == {"extract.cli"}


def test_nothing_catches_everything(sources: dict[str, ast.Module]) -> None:
    broad = [
        f"{name}:{node.lineno}"
        for name, tree in sources.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert broad == []


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["lookup", "NATO", "--store"]])
def test_light_commands_load_nothing_heavy(arguments: list[str], request: pytest.FixtureRequest) -> None:
    if arguments[-1] == "--store":
        arguments = [*arguments, str(request.getfixturevalue("samples_store"))]
    code = (
        "import json, sys\n"
        "from extract.cli import main\n"
        "try:\n    main(json.loads(sys.argv[1]))\n"
        "except SystemExit as ended:\n    assert not ended.code, ended.code\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stderr)) & HEAVY == set()
