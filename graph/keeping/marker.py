"""The small file that makes a directory a store: its format and its namespaces."""

from __future__ import annotations

import json
import os
from pathlib import Path

from graph.errors import StoreError
from graph.terms import Terms

FORMAT = 3
"""Raised when what is written changes so that older stores must be built anew."""

MARKER = "legation.json"
_UNFINISHED = "legation.json.new"


def marked(path: Path) -> Terms | None:
    """The namespaces that a directory's marker names; None where there is no store and one may be made.

    Raises:
        StoreError: the directory holds something else, or its marker is not one of this version.
    """
    try:
        marker = json.loads((path / MARKER).read_text("utf-8"))
    except FileNotFoundError:
        # Whoever was stopped while making a store leaves at most the unfinished marker.
        if path.is_dir() and any(each.name != _UNFINISHED for each in path.iterdir()):
            raise StoreError(
                f"{str(path)!r} holds something else than a store; name an empty or a new directory"
            ) from None
        return None
    except NotADirectoryError as error:
        raise StoreError(f"a store is a directory; {str(path)!r} is a file") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"the marker {str(path / MARKER)!r} cannot be read: {error}") from error
    if not isinstance(marker, dict) or marker.get("format") != FORMAT:
        raise StoreError(
            f"a store of this version has format {FORMAT}; {str(path / MARKER)!r} says {marker!r}; build it anew"
        )
    try:
        return Terms(namespace=marker["namespace"], base=marker["base"])
    except KeyError as error:
        raise StoreError(f"the marker {str(path / MARKER)!r} lacks {error.args[0]!r}") from error


def mark(path: Path, terms: Terms) -> None:
    """Makes a directory a store. The marker is there whole or not at all, whenever the machine stops.

    Raises:
        OSError: the disk refuses.
    """
    path.mkdir(parents=True, exist_ok=True)
    marker = {"format": FORMAT, "namespace": terms.namespace, "base": terms.base}
    unfinished = path / _UNFINISHED
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(json.dumps(marker, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path / MARKER)
