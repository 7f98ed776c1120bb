"""Scores: what part of the words is right, and F1 of spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from extract.language.labels import NAMES

if TYPE_CHECKING:
    from extract.training.examples import Numbers
    from extract.training.network import Network


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """The spans (start, end, label) of a row of BIO labels; an `I-` that follows nothing of its kind begins one.

    >>> sorted(spans(["B-LOC", "I-LOC", "O", "I-ORG", "B-ORG"]))
    [(0, 2, 'LOC'), (3, 4, 'ORG'), (4, 5, 'ORG')]
    """
    found, start, open_ = set(), 0, ""
    for place, label in enumerate([*labels, "O"]):
        kind = label[2:]
        if open_ and (label[0] != "I" or kind != open_):
            found.add((start, place, open_))
            open_ = ""
        if kind and not open_:
            start, open_ = place, kind
    return found


def f1(right: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall, 0 to 1.

    >>> f1(1, 2, 2)
    0.5
    """
    return 2 * right / max(1, found + wanted)


def measure(network: Network, examples: Iterable[Numbers]) -> str:
    """Quick scores of the network on windows with their sentences given, before any repair of trees: a line to read."""
    import torch

    from extract.training.examples import HEADS, collate

    network.eval()
    right: dict[str, int] = dict.fromkeys([*HEADS, "names_whole", "names_found", "names_wanted"], 0)
    known: dict[str, int] = dict.fromkeys(HEADS, 0)
    for example in examples:
        batch = collate([example])
        with torch.inference_mode():
            output = network(batch["pieces"], batch["cases"], batch["firsts"], batch["mask"])
            heads = output.arcs.argmax(-1)
            rows = heads.unsqueeze(-1).expand(-1, -1, output.governors.size(-1))
            relations = network.relate(output.dependents[0], output.governors.gather(1, rows)[0]).argmax(-1)
        guesses = {head: getattr(output, head)[0].argmax(-1) for head in ("tags", "pos", "lemmas", "starts", "names")}
        guesses |= {"heads": heads[0], "relations": relations}
        wanted = {head: batch[head][0] for head in HEADS}
        for head, guess in guesses.items():
            there = wanted[head] >= 0
            hit = there & (guess == wanted[head])
            if head == "relations":
                hit &= guesses["heads"] == wanted["heads"]
            right[head] += int(hit.sum())
            known[head] += int(there.sum())
        if (wanted["names"] >= 0).all():
            gold, mine = (spans([NAMES[i] for i in row.tolist()]) for row in (wanted["names"], guesses["names"]))
            right["names_whole"] += len(gold & mine)
            right["names_found"] += len(mine)
            right["names_wanted"] += len(gold)
    known["names"] = 0
    parts = [f"{head} {right[head] / count:.4f}" for head, count in known.items() if count]
    return " ".join([*parts, f"names {f1(right['names_whole'], right['names_found'], right['names_wanted']):.4f}"])
