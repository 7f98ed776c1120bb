"""Readings made by hand: three short documents that between them use every type of fact and every modality."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.facts import fact_from_dict
from graph.knowledge import KnowledgeGraph
from graph.reading import Reading
from graph.records import Document, Entity
from graph.store import Store

ENTITIES: dict[str, dict[str, Any]] = {
    "person/jens-stoltenberg": {"type": "Person", "names": ["Jens Stoltenberg", "Stoltenberg"], "wikidata": "Q57665"},
    "person/ilham-aliyev": {"type": "Person", "names": ["Ilham Aliyev", "Aliyev"]},
    "person/nikol-pashinyan": {"type": "Person", "names": ["Nikol Pashinyan"]},
    "person/elin-åkerö": {"type": "Person", "names": ["Elin Åkerö"]},
    "state/AZ": {"type": "State", "names": ["Azerbaijan", "Azerbaijani", "Baku"], "wikidata": "Q227"},
    "state/AM": {"type": "State", "names": ["Armenia"], "wikidata": "Q399"},
    "state/GE": {"type": "State", "names": ["Georgia"], "wikidata": "Q230"},
    "state/SE": {"type": "State", "names": ["Sweden"], "wikidata": "Q34"},
    "state/FI": {"type": "State", "names": ["Finland"], "wikidata": "Q33"},
    "organisation/nato": {"type": "Organisation", "names": ["NATO", "the Alliance"], "wikidata": "Q7184"},
    "organisation/eu": {"type": "Organisation", "names": ["European Union", "EU"], "wikidata": "Q458"},
    "place/baku": {"type": "Place", "names": ["Baku"], "country": "state/AZ"},
    "place/tbilisi": {"type": "Place", "names": ["Tbilisi"], "country": "state/GE"},
    "place/washington": {"type": "Place", "names": ["Washington"]},
    "event/noble-partner": {"type": "Event", "names": ["Noble Partner"]},
    "agreement/peace-treaty": {"type": "Agreement", "names": ["peace treaty"]},
    "mission/swedish-embassy": {"type": "Mission", "names": ["Swedish embassy"], "country": "state/SE"},
}

VISIT = """NATO Secretary General Jens Stoltenberg visited Baku on 18 March 2024 as a guest of President Ilham Aliyev.

Stoltenberg will visit Tbilisi from 20 to 22 March. Sweden and Finland are members of the European Union; \
Sweden joined the Alliance in March 2024, and Finland is a member too."""

TALKS = """Ilham Aliyev and Nikol Pashinyan met in Washington in August 2025. Armenia and Azerbaijan initialled \
the peace treaty.

Armenia may sign the peace treaty in 2026. Baku denied that it had threatened Yerevan. Sweden recognised Georgia."""

NEWS = """Sweden's embassy in Baku is to be headed by Elin Åkerö, ambassador to Azerbaijan since 2023. The former NATO \
Secretary General Jens Stoltenberg called off his visit to Georgia.

Georgia hosted Noble Partner. Armenia asked NATO for a meeting."""


def reading(id: str, date: str, text: str, facts: list[dict[str, Any]], **about: str) -> Reading:
    """A reading of `text`, where each fact's `evidence` is given as words of the text."""
    placed = []
    for fact in facts:
        spans = [(text.index(words), text.index(words) + len(words)) for words in fact["evidence"]]
        placed.append(fact_from_dict(fact | {"evidence": spans}))
    used = {key for fact in placed for _, key in fact.entities()}
    used |= {ENTITIES[key]["country"] for key in used if "country" in ENTITIES[key]}
    return Reading(
        document=Document(id=id, date=date, text=text, **about),
        entities={key: Entity.from_dict(key, ENTITIES[key]) for key in sorted(used)},
        facts=tuple(placed),
    )


@pytest.fixture
def visit() -> Reading:
    """News of a visit, of another one planned, and of memberships."""
    stoltenberg, eu, nato = "person/jens-stoltenberg", "organisation/eu", "organisation/nato"
    return reading("visit-2024", "2024-03-18", VISIT, [
        {"type": "role", "person": stoltenberg, "title": "Secretary General", "body": nato,
         "evidence": ["NATO Secretary General Jens Stoltenberg"], "confidence": 0.95},
        {"type": "role", "person": "person/ilham-aliyev", "title": "President",
         "evidence": ["President Ilham Aliyev"], "confidence": 0.9},
        {"type": "visit", "visitor": stoltenberg, "destination": "place/baku", "host": "person/ilham-aliyev",
         "date": "2024-03-18", "confidence": 0.85,
         "evidence": ["Jens Stoltenberg visited Baku on 18 March 2024", "a guest of President Ilham Aliyev"]},
        {"type": "visit", "visitor": stoltenberg, "destination": "place/tbilisi", "date": "2024-03-20",
         "end": "2024-03-22", "modality": "planned", "evidence": ["will visit Tbilisi from 20 to 22 March"]},
        {"type": "membership", "member": "state/SE", "body": eu, "evidence": ["Sweden and Finland are members"]},
        {"type": "membership", "member": "state/FI", "body": eu, "evidence": ["Sweden and Finland are members"]},
        {"type": "membership", "member": "state/SE", "body": nato, "start": "2024-03",
         "evidence": ["Sweden joined the Alliance in March 2024"]},
        {"type": "membership", "member": "state/FI", "body": nato, "evidence": ["Finland is a member too"]},
    ], title="Stoltenberg in Baku", source="made by hand", language="en", licence="CC0")  # fmt: skip


@pytest.fixture
def talks() -> Reading:
    """News of talks between two sides and of what became of a treaty."""
    treaty, sides = "agreement/peace-treaty", ["state/AZ", "state/AM"]
    return reading("talks-2025", "2025-08", TALKS, [
        {"type": "meeting", "participant": "person/ilham-aliyev", "with": "person/nikol-pashinyan",
         "place": "place/washington", "date": "2025-08", "format": "summit", "topic": "peace",
         "evidence": ["Ilham Aliyev and Nikol Pashinyan met in Washington"]},
        {"type": "agreement", "agreement": treaty, "party": sides, "action": "agree", "date": "2025-08",
         "evidence": ["Armenia and Azerbaijan initialled the peace treaty"]},
        {"type": "agreement", "agreement": treaty, "party": "state/AM", "action": "sign", "date": "2026",
         "modality": "possible", "evidence": ["Armenia may sign the peace treaty in 2026"]},
        {"type": "relation", "source": "state/AZ", "target": "state/AM", "action": "threaten", "modality": "denied",
         "evidence": ["Baku denied that it had threatened Yerevan"]},
        {"type": "relation", "source": "state/SE", "target": "state/GE", "action": "recognise",
         "evidence": ["Sweden recognised Georgia"]},
    ])  # fmt: skip


@pytest.fixture
def news() -> Reading:
    """A mission, an ambassador, a former office holder, a visit called off, an exercise, a request."""
    return reading("news-2025", "2025", NEWS, [
        {"type": "mission", "mission": "mission/swedish-embassy", "sender": "state/SE", "receiver": "state/AZ",
         "place": "place/baku", "evidence": ["Sweden's embassy in Baku"]},
        {"type": "role", "person": "person/elin-åkerö", "title": "ambassador", "body": "state/SE", "to": "state/AZ",
         "start": "2023", "evidence": ["Elin Åkerö, ambassador to Azerbaijan since 2023"]},
        {"type": "role", "person": "person/jens-stoltenberg", "title": "Secretary General",
         "body": "organisation/nato", "status": "former", "evidence": ["former NATO Secretary General"]},
        {"type": "visit", "visitor": "person/jens-stoltenberg", "destination": "state/GE", "modality": "cancelled",
         "evidence": ["called off his visit to Georgia"]},
        {"type": "participation", "participant": "state/GE", "event": "event/noble-partner", "capacity": "host",
         "evidence": ["Georgia hosted Noble Partner"]},
        {"type": "meeting", "participant": "state/AM", "with": "organisation/nato", "modality": "requested",
         "evidence": ["Armenia asked NATO for a meeting"]},
    ])  # fmt: skip


@pytest.fixture
def readings(visit: Reading, talks: Reading, news: Reading) -> list[Reading]:
    """All three."""
    return [visit, talks, news]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of an Oxigraph server that forgets all when it ends; the tests skip where it is not installed.

    `LEGATION_TEST_SERVER` may name another server, which they empty.
    """
    if named := os.environ.get("LEGATION_TEST_SERVER"):
        yield named
        return
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("the Oxigraph server is not installed; pip install oxigraph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(program), "serve", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/query"
        process.terminate()


@pytest.fixture
def served(server: str) -> Path:
    """The server, holding nothing."""
    with Store.open(Path(server)) as store:
        store.engine.change(list(store.engine.match(None, None, None, None)), (), ())
    return Path(server)


@pytest.fixture(params=["disk", "server"])
def lasting(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where a new store is that can be opened again: a folder that does not exist, a server that is fresh."""
    found: Path = request.getfixturevalue("served") if request.param == "server" else tmp_path / "new" / "store"
    return found


@pytest.fixture(params=["memory", "disk", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    """Where a new store is: in memory, in a folder that does not exist, on a server that is fresh."""
    if request.param == "server":
        found: Path = request.getfixturevalue("served")
        return found
    return tmp_path / "new" / "store" if request.param == "disk" else None


@pytest.fixture
def fresh(place: Path | None) -> Iterator[KnowledgeGraph]:
    """A graph that holds nothing, in each of these places."""
    with KnowledgeGraph.open(place) as opened:
        yield opened
