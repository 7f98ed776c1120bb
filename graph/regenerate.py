"""Makes anew what is derived in `ontologies/`: `python -m graph.regenerate`. Needs the extra `tables` (rigour).

`states.tsv` holds what rigour, the reference library of OpenSanctions (MIT licence), knows of each state and
territory that `state_words.tsv` lists. Everything else in `ontologies/` is written by hand.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import KnowledgeError
from graph.tables import rows

if TYPE_CHECKING:
    from rigour.territories.territory import Territory

COLUMNS = ("id", "name", "full_name", "names", "alpha3", "wikidata", "parent", "successors", "claims")


def states_table() -> str:
    """The text of `states.tsv`, from the rigour that is installed.

    Raises:
        ImportError: rigour is not installed.
    """
    from rigour.territories import get_territory

    ours = {row["id"] for row in rows("historical_states")}
    lines = []
    for row in rows("state_words"):
        if row["id"] in ours:
            continue
        territory = get_territory(row["id"].removeprefix("state/").lower())
        if territory is None:
            raise LookupError(f"rigour has no territory {row['id']!r}: put it into historical_states.tsv")
        lines.append(_line(territory))
    return "".join(f"{line}\n" for line in ["\t".join(COLUMNS), *sorted(lines)])


def _line(territory: Territory) -> str:
    others = _strong_names()[territory.code]
    names = sorted({name for name in others if _latin(name)} - {territory.name, territory.full_name})
    parent = [territory.parent] if territory.parent else []
    cells = (
        _id(territory),
        territory.name,
        territory.full_name,
        ";".join(names),
        (territory.alpha3 or "").upper(),
        territory.qid,
        *(";".join(sorted(map(_id, some))) for some in (parent, territory.successors, territory.claims)),
    )
    return "\t".join(cells)


@cache
def _strong_names() -> dict[str, list[str]]:
    from rigour._core import territories_jsonl
    from rigour.data import iter_jsonl_text

    return {data["code"]: data["names_strong"] for data in iter_jsonl_text(territories_jsonl())}


def _latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def _id(territory: Territory) -> str:
    return f"state/{territory.code.upper()}"


def regenerate(folder: Path) -> tuple[Path, ...]:
    """Writes every derived table into a folder of tables, and returns the files written.

    Args:
        folder: `ontologies/` of a checkout; `state_words.tsv` and the rest must lie in it.

    Raises:
        KnowledgeError: it is not such a folder.
    """
    if not (folder / "state_words.tsv").is_file():
        raise KnowledgeError(
            f"expected the folder ontologies/ of a checkout, which holds state_words.tsv; got {str(folder)!r}"
        )
    made = {"states.tsv": states_table()}
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in made)


if __name__ == "__main__":
    regenerate(Path(sys.argv[1] if len(sys.argv) > 1 else "ontologies"))
