from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, Quad

from graph.errors import StoreError
from graph.keeping import engine, snapshot
from graph.keeping.engine import DATA
from graph.store import FORMAT, Store
from graph.terms import TERMS, Terms

ONE, TWO = TERMS.document("one"), TERMS.document("two")


def quad(word: str, graph: object = ONE) -> Quad:
    return Quad(TERMS.entity("a"), TERMS.term("text"), Literal(word), graph)  # type: ignore[arg-type]


def words(store: Store) -> list[str]:
    return sorted(each.object.value for each in store.quads())  # type: ignore[union-attr]


@pytest.fixture
def store(place: Path | None) -> Iterator[Store]:
    with Store.open(place) as opened:
        yield opened


@pytest.mark.parametrize(("most", "files"), [(0, True), (100, False)])
def test_what_is_written_does_not_pile_up_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, files: bool
) -> None:
    monkeypatch.setattr(engine, "FLUSH", most)
    with Store.open(tmp_path / "some-store") as store:
        before = {*(tmp_path / "some-store" / DATA).glob("*.sst")}
        with store.writing() as batch:
            batch.put(ONE, [quad("x")])
        assert bool({*(tmp_path / "some-store" / DATA).glob("*.sst")} - before) == files
        assert words(store) == ["x"]


def test_store_writes_a_batch_when_it_ends(store: Store) -> None:
    with store.writing() as batch:
        batch.put(ONE, [quad("x"), quad("y")])
        batch.put(TWO, [quad("z", TWO)])
        assert words(store) == []
    assert words(store) == ["x", "y", "z"]
    assert [each.object.value for each in store.graph(TWO)] == ["z"]  # type: ignore[union-attr]


def test_store_writes_nothing_of_a_batch_that_fails(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as batch:
        batch.put(ONE, [quad("x")])
        raise ZeroDivisionError
    assert words(store) == []


def test_store_puts_a_graph_in_place_of_the_old(store: Store) -> None:
    for word in ("x", "y"):
        with store.writing() as batch:
            batch.put(ONE, [quad(word)])
    assert words(store) == ["y"]


def test_store_keeps_the_last_of_two_in_a_batch(store: Store) -> None:
    with store.writing() as batch:
        batch.put(ONE, [quad("x")])
        batch.put(ONE, [quad("y")])
    assert words(store) == ["y"]


def test_store_drops_a_graph_and_no_other(store: Store) -> None:
    with store.writing() as batch:
        batch.put(ONE, [quad("x")])
        batch.put(TWO, [quad("z", TWO)])
    with store.writing() as batch:
        batch.drop(ONE)
    assert words(store) == ["z"]
    assert {each.graph_name for each in store.engine.match(None, None, None, None)} == {TWO, DefaultGraph()}


def test_store_has_the_union_in_its_default_graph(store: Store) -> None:
    def union() -> list[str]:
        return sorted(each.object.value for each in store.graph(DefaultGraph()))  # type: ignore[union-attr]

    with store.writing() as batch:
        batch.put(ONE, [quad("x"), quad("y")])
        batch.put(TWO, [quad("x", TWO)])
    assert union() == ["x", "y"]
    with store.writing() as batch:
        batch.put(ONE, [quad("z")])
    assert union() == ["x", "z"]  # y is gone, and the other graph still has x
    with store.writing() as batch:
        batch.put(ONE, [quad("x")])
        batch.drop(TWO)
    assert union() == ["x"]  # it moved from the one to the other
    with store.writing() as batch:
        batch.drop(ONE)
    assert union() == []
    assert list(store.engine.match(None, None, None, None)) == []


def test_store_replaces_text_of_any_character(store: Store) -> None:
    for word in ('"', "\\", "a\nb\r\tc", "} DROP ALL", "\x00", "é😀\u2028"):
        with store.writing() as batch:
            batch.put(ONE, [quad(word)])
        assert words(store) == [word]


def test_store_describes_a_node_in_one_graph(store: Store) -> None:
    with store.writing() as batch:
        batch.put(ONE, [quad("x"), quad("y")])
        batch.put(TWO, [quad("z", TWO)])
    assert store.described(TERMS.entity("a"), ONE).texts(TERMS.term("text")) == ["x", "y"]
    assert store.subjects(TERMS.term("text"), Literal("z")) == {(TERMS.entity("a"), TWO)}
    assert store.subjects(None, Literal("no")) == set()


def test_store_closed_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.view  # noqa: B018


def test_store_is_there_when_opened_again(lasting: Path) -> None:
    with Store.open(lasting) as store, store.writing() as batch:
        batch.put(ONE, [quad("x")])
    with Store.open(lasting) as store:
        assert words(store) == ["x"]
    with Store.open(lasting, read_only=True) as store:
        assert words(store) == ["x"]


def test_store_in_memory_is_empty_when_opened_again() -> None:
    with Store.open() as store, store.writing() as batch:
        batch.put(ONE, [quad("x")])
    with Store.open() as store:
        assert words(store) == []


def test_store_can_be_read_beside_one_that_writes(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with store.writing() as batch:
            batch.put(ONE, [quad("x")])
        with Store.open(tmp_path, read_only=True) as reader:
            assert words(reader) == ["x"]


def test_reader_sees_what_was_there_whatever_the_writer_merges_away(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for number in range(3):  # some files each, more than a reader opens at once
            with store.writing() as batch:
                batch.put(ONE, [quad(f"{number}.{each}") for each in range(50)])
            store.view.flush()
        there = words(store)
        with Store.open(tmp_path, read_only=True) as reader:
            with store.writing() as batch:
                batch.put(ONE, [quad("x")])
            store.view.flush()
            store.view.optimize()
            assert words(reader) == there
            assert {path.name for path in tmp_path.glob(".reading-*")} != set()
        assert words(store) == ["x"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["legation.json", DATA]


def test_store_sweeps_what_a_killed_reader_left(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    code = (
        "import os, signal; from pathlib import Path; from graph.store import Store; "
        f"held = Store.open(Path({str(tmp_path)!r}), read_only=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    (left,) = tmp_path.glob(".reading-*")
    with Store.open(tmp_path, read_only=True):
        (held,) = tmp_path.glob(".reading-*")
        assert held != left
        Store.open(tmp_path).close()
        assert [*tmp_path.glob(".reading-*")] == [held]
    assert not [*tmp_path.glob(".reading-*")]


def test_reader_looks_again_where_its_links_are_swept_before_they_are_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(tmp_path).close()
    hold, swept = snapshot._hold, []

    def late(folder: Path, *, shared: bool) -> int:
        if shared and not swept:
            swept.append(folder)
            folder.rmdir()
        return hold(folder, shared=shared)

    monkeypatch.setattr(snapshot, "_hold", late)
    with Store.open(tmp_path, read_only=True):
        [held] = tmp_path.glob(".reading-*")
        assert swept and held != swept[0]


def test_reader_that_is_dropped_holds_nothing(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    before = len([*Path("/proc/self/fd").iterdir()]) if Path("/proc/self/fd").is_dir() else 0
    for _ in range(5):
        Store.open(tmp_path, read_only=True)
    gc.collect()
    assert not [*tmp_path.glob(".reading-*")]
    if before:
        assert len([*Path("/proc/self/fd").iterdir()]) <= before


def test_store_sweeps_nothing_of_others(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    own = tmp_path / ".reading-list"
    own.mkdir()
    (own / "notes.txt").write_text("mine")
    Store.open(tmp_path, read_only=True).close()
    Store.open(tmp_path).close()
    assert (own / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("damage", [b"\0" * 16, b"\xff\xfe"])
def test_store_that_is_damaged_says_so(tmp_path: Path, damage: bytes) -> None:
    Store.open(tmp_path).close()
    (tmp_path / DATA / "CURRENT").write_bytes(damage)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path, read_only=True)


def test_store_is_read_where_no_link_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store, store.writing() as batch:
        batch.put(ONE, [quad("x")])

    def refuse(*_: object) -> None:
        raise PermissionError("Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    with Store.open(tmp_path, read_only=True) as reader:
        assert words(reader) == ["x"]
        assert not [*tmp_path.glob(".reading-*")]


def test_store_opened_to_read_refuses_to_write(lasting: Path) -> None:
    Store.open(lasting).close()
    with Store.open(lasting, read_only=True) as store, pytest.raises(StoreError, match="read only"), store.writing():
        pass


def test_store_refuses_a_second_writer(tmp_path: Path) -> None:
    with Store.open(tmp_path), pytest.raises(StoreError, match="is being written to"):
        Store.open(tmp_path)


def test_store_refuses_a_second_writer_in_another_process(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from graph.store import Store; Store.open(Path({str(tmp_path)!r}))"
    with Store.open(tmp_path):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "StoreError" in done.stderr
    assert "is being written to" in done.stderr


def test_store_missing_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        Store.open(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


def test_store_leaves_directories_of_others_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="something else than a store"):
            Store.open(tmp_path, read_only=read_only)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_store_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        Store.open(tmp_path / "file")


@pytest.mark.parametrize(
    ("marker", "message"),
    [
        ("{", "cannot be read"),
        ("[]", "has format"),
        (json.dumps({"format": FORMAT + 1}), "build it anew"),
        (json.dumps({"format": FORMAT, "base": "x"}), "lacks 'namespace'"),
    ],
)
def test_store_refuses_a_marker_that_it_does_not_know(tmp_path: Path, marker: str, message: str) -> None:
    Store.open(tmp_path).close()
    (tmp_path / "legation.json").write_text(marker)
    with pytest.raises(StoreError, match=message):
        Store.open(tmp_path)


def test_store_with_its_data_gone_says_so(tmp_path: Path) -> None:
    (tmp_path / "legation.json").write_text(json.dumps({"format": FORMAT, "namespace": "n#", "base": "b/"}))
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path, read_only=True)


def test_store_remembers_its_namespaces(tmp_path: Path) -> None:
    mine = Terms(namespace="https://example.org/d#", base="https://example.org/x/")
    Store.open(tmp_path, terms=mine).close()
    for wanted in (None, mine):
        with Store.open(tmp_path, terms=wanted) as store:
            assert store.terms == mine
    with pytest.raises(StoreError, match="was made with"):
        Store.open(tmp_path, terms=TERMS)


def test_store_that_was_stopped_while_being_made_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "legation.json.new").write_text("{")
    with Store.open(tmp_path) as store, store.writing() as batch:
        batch.put(ONE, [quad("x")])
    with Store.open(tmp_path) as store:
        assert words(store) == ["x"]


def test_store_where_none_can_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"file/store.* is a file|cannot be made: Not a directory"):
        Store.open(tmp_path / "file" / "store")


def test_store_adds_and_takes_out_single_quads(store: Store) -> None:
    with store.writing() as batch:
        batch.add([quad("x"), quad("y"), quad("z", TERMS.ledger)])
    with store.writing() as batch:
        batch.discard([quad("x"), quad("never there")])
        batch.add([quad("x")])  # taken back
        batch.discard([quad("y")])
    assert words(store) == ["x"]
    assert [each.object for each in store.graph(DefaultGraph())] == [Literal("x")]


@pytest.mark.parametrize("name", ["ledger", "decisions", "background"])
def test_store_keeps_some_graphs_out_of_the_union(store: Store, name: str) -> None:
    with store.writing() as batch:
        batch.add([quad("x", getattr(TERMS, name)), quad("x"), quad("y", getattr(TERMS, name))])
    assert [each.object for each in store.graph(DefaultGraph())] == [Literal("x")]
    with store.writing() as batch:
        batch.discard([quad("x")])
    assert list(store.graph(DefaultGraph())) == []
