"""The quality gate: extraction may not become worse on annotated documents.

`python -m extract.gate tests/data` reads the documents of `gold/`, prints their scores, and compares them with the
floors in `floors.toml`; `--raise` lifts each floor to what was measured. A floor is lowered by hand, in a commit that
says why. The floors carry a fingerprint of the gold, so that they are never compared with other documents than they
were measured on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from extract.score import Score, score
from graph.errors import RecordError
from graph.reading import Reading

# Floors are kept to a thousandth, rounded down: what was measured passes.
_STEP = 1000


def load_gold(folder: Path) -> list[Reading]:
    """The annotated documents of a folder, in the order of their names.

    Raises:
        RecordError: a file is no annotated document, or there is none.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise RecordError(f"a folder of annotated documents holds *.json; {str(folder)!r} holds none")
    return [Reading.from_dict(json.loads(path.read_text(encoding="utf-8"))) for path in paths]


def fingerprint(gold: Iterable[Reading]) -> str:
    """What tells one set of annotated documents from another: a hash of their texts, entities and facts."""
    whole = json.dumps([reading.to_dict() for reading in gold], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def measure(gold: Iterable[Reading]) -> dict[str, Score]:
    """The strict scores of our own extraction on annotated documents, by fact type and in all."""
    from extract.pipeline import Reader

    gold = list(gold)
    documents = (reading.document for reading in gold)
    return score(gold, {reading.document.id: reading for reading in Reader().read(documents)})


def shortfalls(scores: Mapping[str, Score], floors: Mapping[str, float]) -> list[str]:
    """One line for each fact type whose F1 is below its floor, or that has none.

    >>> shortfalls({"visit": Score(1, 2, 2)}, {"visit": 0.6})
    ['visit: F1 0.500 is below the floor of 0.600']
    """
    out = []
    for name, found in scores.items():
        floor = floors.get(name)
        if floor is None:
            out.append(f"{name}: no floor; measured F1 {found.f1:.3f}")
        elif found.f1 < floor:
            out.append(f"{name}: F1 {found.f1:.3f} is below the floor of {floor:.3f}")
    return out


def table(scores: Mapping[str, Score]) -> str:
    """The scores as a table, the whole last."""
    names = [*(name for name in scores if name != "all"), "all"]
    rows = [f"{'':14} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'found':>6} {'gold':>6}"]
    for name in names:
        s = scores[name]
        rows.append(f"{name:14} {s.precision:6.3f} {s.recall:6.3f} {s.f1:6.3f} {s.right:6} {s.found:6} {s.wanted:6}")
    return "\n".join(rows)


def raised(scores: Mapping[str, Score], floors: Mapping[str, float]) -> dict[str, float]:
    """The floors lifted to what was measured; none is lowered."""
    return {name: max(floors.get(name, 0.0), int(found.f1 * _STEP) / _STEP) for name, found in scores.items()}


def main(argv: list[str] | None = None) -> int:
    """The command: prints the scores, and returns 1 where one is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m extract.gate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="holds gold/ and floors.toml, as tests/data does")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what is measured now")
    args = parser.parse_args(argv)
    gold = load_gold(args.folder / "gold")
    scores = measure(gold)
    path = args.folder / "floors.toml"
    kept = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    same = kept.get("gold") == fingerprint(gold)
    floors = kept.get("f1", {}) if same else {}
    sys.stdout.write(table(scores) + "\n")
    if args.lift:
        lines = [f"{name} = {floor:.3f}" for name, floor in sorted(raised(scores, floors).items())]
        head = "# The F1 that extraction must reach on gold/. Lifted by `python -m extract.gate tests/data --raise`."
        path.write_text("\n".join([head, f'gold = "{fingerprint(gold)}"', "", "[f1]", *lines, ""]), encoding="utf-8")
        return 0
    faults = shortfalls(scores, floors) if same else ["the floors were measured on other documents than gold/ holds"]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
