"""What a page is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.page.endpoint import Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the page is about.

    Args:
        store: the store's folder.
        questions: a folder of the user's own questions.
        timeout: seconds that a question may take.
        endpoint: the SPARQL server beside it, if one runs.
        token: what a person must know to change the graph; without one, nobody can.
    """

    store: Path
    questions: Path | None = None
    timeout: float = 10.0
    endpoint: Endpoint | None = None
    token: str | None = None
