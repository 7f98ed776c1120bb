"""What goes wrong on documents held out of training, by kind: `python -m extract.training.errors GOLD… MODEL`.

Of each annotated pair that was not found the first thing that failed on its way (trigger, modality, mention, link,
argument), and of each pair that was found and is wrong how far it is from an annotated one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.facts.confidence import Calibration
from extract.language.labels import SUBTYPES, TIMES
from extract.language.records import Trigger
from extract.pipeline import Reader
from extract.score import GROUPS, annotated, judge, recalled
from extract.training.calibrate import Read, held_out, plain, read_one
from extract.training.gold_records import listed

_SAME = "arguments found, the fact put together otherwise"


@dataclass(slots=True)
class Case:
    """An annotated document with its triggers and mentions, and how it was read."""

    data: Mapping[str, Any]
    read: Read


def read_cases(folders: Iterable[Path], reader: Reader) -> list[Case]:
    """The documents that training held out of some folders of annotated documents."""
    return [Case(data, read_one(plain(data), reader)) for data in held_out(folders)]


def missed(case: Case, calibration: Calibration) -> Counter[str]:
    """The annotated pairs that were not found, by what failed first, of facts with an annotated trigger."""
    count: Counter[str] = Counter()
    read = case.read
    keys = annotated(read.gold, read.entities)
    facts = read.facts(calibration)
    for raw, (found, wanted) in zip(case.data["facts"], recalled(read.gold, facts, read.entities), strict=True):
        if found < wanted and raw.get("trigger"):
            count[_failed(case, raw, keys, calibration)] += wanted - found
    return count


def wrong(case: Case, calibration: Calibration) -> Counter[str]:
    """The pairs that were found and are not annotated, by what is annotated at their place."""
    count: Counter[str] = Counter()
    read = case.read
    facts = read.facts(calibration)
    for fact, (right, pairs) in zip(facts, judge(read.gold, facts, read.entities), strict=True):
        if right < pairs:
            start, end = fact.evidence[0]
            there = {raw["type"] for raw in case.data["facts"] if _touches(raw["evidence"], start, end)}
            kind = "another fact of the type" if fact.type in there else "another type" if there else "nothing"
            count[f"annotated there: {kind}"] += pairs - right
    return count


def _failed(case: Case, raw: Mapping[str, Any], keys: Mapping[str, str], calibration: Calibration) -> str:
    trigger = _stated(case.read, raw)
    if trigger is None:
        return "trigger not seen"
    if trigger.chance < calibration.trigger(raw["type"]):
        return "trigger below its threshold"
    if GROUPS[trigger.modality] != GROUPS[raw.get("modality", "actual")]:
        return "modality"
    if raw["type"] == "relation" and trigger.label.partition(":")[2] != raw[SUBTYPES["relation"]]:
        return "action"
    least = calibration.argument(raw["type"])
    for role, spans in (raw.get("mentions") or {}).items():
        for key, span in zip(listed(raw.get(role)), spans, strict=False):
            failed = _argument(case.read, trigger, role, key, span, keys, least)
            if failed:
                return failed
    return _SAME


def _stated(read: Read, raw: Mapping[str, Any]) -> Trigger | None:
    """The likeliest trigger of the fact's type among the words that are annotated as its trigger."""
    fitting = [
        one
        for one in read.doc._.statements.triggers
        if one.label.partition(":")[0] == raw["type"] and _touches([raw["trigger"]], *_characters(read, one))
    ]
    return max(fitting, key=lambda one: one.chance, default=None)


def _argument(
    read: Read,
    trigger: Trigger,
    role: str,
    key: str,
    span: Sequence[int] | None,
    keys: Mapping[str, str],
    least: float,
) -> str | None:
    """Why an entity does not fill an argument of a trigger, if it does not."""
    filled = [one for one in trigger.arguments if one.role not in TIMES]
    chance = max((one.chance for one in filled if key in _meant(read, one.place, keys)), default=0.0)
    if chance >= least or role in {"place", "host", "to"}:
        return None
    if span is None:
        return "argument that the text leaves unsaid there"
    mentions = read.doc._.statements.mentions
    there = [
        place
        for place, mention in enumerate(mentions)
        if not mention.title and _touches([span], *_characters(read, mention))
    ]
    if not there:
        return "mention not seen"
    if not any(key in _meant(read, place, keys) for place in there):
        named = any(mentions[place].name for place in there)
        return "name linked to something else" if named else "reference linked to something else, or to nothing"
    return "argument below its threshold"


def _meant(read: Read, place: int, keys: Mapping[str, str]) -> set[str]:
    return {keys[id] for id in read.ids[place] if id in keys}


def _characters(read: Read, span: Any) -> tuple[int, int]:
    last = read.doc[span.end - 1]
    return read.doc[span.start].idx, last.idx + len(last)


def _touches(spans: Iterable[Sequence[int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m extract.training.errors", description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+", help="folders of annotated documents")
    parser.add_argument("model", type=Path, help="the folder of the model")
    asked = parser.parse_args()
    reader = Reader(str(asked.model))
    cases = read_cases(asked.gold, reader)
    for name, tell in (("missed", missed), ("wrong", wrong)):
        count: Counter[str] = Counter()
        for case in cases:
            count.update(tell(case, reader.calibration))
        print(f"{name}: {count.total()} pairs")
        for kind, pairs in sorted(count.items(), key=lambda row: (-row[1], row[0])):
            print(f"  {pairs:5} {kind}")


if __name__ == "__main__":
    main()
