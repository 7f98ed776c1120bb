"""Readers that are made up, in a module of their own."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# Readers that find one visit in each text, and end their process at some of them. They lie in a module of their own,
# where other processes find them by name.
MODULE = """
import os, signal, sys, time
from pathlib import Path
from graph.errors import ModelError
from graph.facts import Visit
from graph.reading import Reading
from graph.records import Entity

ENTITIES = {id: Entity(id=id, type=type, names=(id,)) for id, type in (("person/ada", "Person"), ("state/FI", "State"))}
MADE = Path(__file__).with_name("made")


class Visits:
    def read(self, documents):
        for document in documents:
            for word in document.text.split():
                if word == "poison":
                    os.kill(os.getpid(), signal.SIGKILL)
                if word == "fault":
                    raise RuntimeError("nobody thought of this")
                if word.startswith("once") and not MADE.with_name(word).exists():
                    MADE.with_name(word).touch()
                    os.kill(os.getpid(), signal.SIGKILL)
                if word == "slow":
                    time.sleep(0.5)
            day = f"2024-03-{1 + len(document.text) % 20:02}"
            visit = Visit(visitor=("person/ada",), destination=("state/FI",), date=day, evidence=((0, 5),))
            yield Reading(document=document, entities=ENTITIES, facts=(visit,))


def visits():
    with MADE.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    return Visits()


def broken():
    raise ModelError("expected a model, and there is none")


def dying():
    sys.exit(3)
"""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module."""
    (tmp_path / "readers_made_up.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("readers_made_up")
    del sys.modules["readers_made_up"]
