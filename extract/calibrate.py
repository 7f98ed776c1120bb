"""Measures how often each word of the lexicon is right: `python -m extract.calibrate GOLD`.

GOLD is a folder of annotated documents in the form of `tests/data/gold`. What is measured is written to
`ontologies/lexicon/confidence.tsv`, a line a pattern: its name, right pairs, found pairs, confidence.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from extract.assemble import stated
from extract.confidence import shares
from extract.discourse import Discourse
from extract.gate import load_gold
from extract.pipeline import Reader
from extract.score import judge
from graph.facts import Reading


def count(gold: Iterable[Reading]) -> dict[str, tuple[int, int]]:
    """The right and the found pairs of each pattern, and of each fact type."""
    reader = Reader()
    right, found = Counter[str](), Counter[str]()
    for reading in gold:
        document = reading.document
        discourse = Discourse(reader.nlp(document.text), document, reader.gazetteer)
        named = list(stated(discourse))
        entities = {id: draft.entity() for id, draft in discourse.register.drafts.items()}
        for (name, fact), (hits, pairs) in zip(
            named, judge(reading, [fact for _, fact in named], entities), strict=True
        ):
            for key in {name, fact.type}:
                right[key] += hits
                found[key] += pairs
    return {name: (right[name], found[name]) for name in found if found[name]}


def table(counts: dict[str, tuple[int, int]]) -> str:
    """What is measured, as the text of `confidence.tsv`."""
    rows = [f"{name}\t{counts[name][0]}\t{counts[name][1]}\t{share:.3f}" for name, share in shares(counts).items()]
    return "\n".join(["pattern\tright\tfound\tconfidence", *rows, ""])


def main(argv: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m extract.calibrate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, help="a folder of annotated documents")
    parser.add_argument("--out", type=Path, default=Path("ontologies/lexicon/confidence.tsv"))
    args = parser.parse_args(argv)
    args.out.write_text(table(count(load_gold(args.gold))), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
