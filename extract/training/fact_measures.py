"""Quick scores of the heads on held-out windows, each head with what is before it given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import torch

from extract.language.labels import ATTRIBUTES, ROLES, TIMES
from extract.training.fact_examples import UNKNOWN, Window, collate, guessed
from extract.training.measures import f1
from extract.training.mpnet import half_precision
from extract.training.network import Network
from graph.records import ENTITY_TYPES

_TIMES = [ROLES.index(role) for role in TIMES]


@torch.inference_mode()
def measure_facts(network: Network, windows: Iterable[Window]) -> str:
    """F1 of names, references, triggers, arguments and times, and the part of attributes and antecedents that is right.

    Triggers are taken from a chance of one half, arguments under the right trigger and mentions.
    """
    network.eval()
    count: Counter[tuple[str, str]] = Counter()
    for window in windows:
        batch = collate([window])
        with half_precision():
            output = network(batch["pieces"], batch["cases"], batch["firsts"], batch["mask"])
        _rows(output.rows[0].argmax(-1), window, count)
        _triggers(output.triggers[0] > 0, window, count)
        if window.spans:
            _spans(network, output.words[0], window, count)
    parts = [
        f"{head} {f1(count[head, 'right'], count[head, 'found'], count[head, 'wanted']):.3f}"
        for head in ("names", "references", "triggers", "arguments", "times")
    ]
    parts += [
        f"{name} {count[name, 'right'] / max(1, count[name, 'all']):.3f}" for name in (*ATTRIBUTES, "antecedents")
    ]
    parts.append(f"trigger P {count['triggers', 'right'] / max(1, count['triggers', 'found']):.3f}")
    return " ".join(parts)


def _rows(best: torch.Tensor, window: Window, count: Counter[tuple[str, str]]) -> None:
    unknown = window.rows.t() == UNKNOWN
    mine = set(guessed(torch.where(unknown, 0, best).numpy(), set()))
    gold = {span for span in window.spans if span[2] < 2 * len(ENTITY_TYPES)}
    for head, low in (("names", 0), ("references", len(ENTITY_TYPES))):
        inside = [
            {s for s in spans if low <= s[2] < low + len(ENTITY_TYPES) and s[0] >= window.own} for spans in (mine, gold)
        ]
        count[head, "right"] += len(inside[0] & inside[1])
        count[head, "found"] += len(inside[0])
        count[head, "wanted"] += len(inside[1])


def _triggers(stated: torch.Tensor, window: Window, count: Counter[tuple[str, str]]) -> None:
    unknown = set(window.unknown)
    mine = {(int(w), int(label)) for w, label in stated.nonzero().tolist()}
    gold = {each for each in window.triggers if each[0] >= window.own}
    found = {each for each in mine - (unknown - gold) if each[0] >= window.own}
    count["triggers", "right"] += len(found & gold)
    count["triggers", "found"] += len(found)
    count["triggers", "wanted"] += len(gold)


def _spans(network: Network, words: torch.Tensor, window: Window, count: Counter[tuple[str, str]]) -> None:
    arguments, same, *attributes = network.facts(
        words, torch.tensor(window.spans), torch.tensor(window.triggers, dtype=torch.long).view(-1, 2)
    )
    if window.triggers:
        known = window.arguments != UNKNOWN
        gold, mine = (window.arguments == 1) & known, (arguments > 0) & known
        for head, columns in (("arguments", [i for i in range(len(ROLES)) if i not in _TIMES]), ("times", _TIMES)):
            count[head, "right"] += int((gold & mine)[..., columns].sum())
            count[head, "found"] += int(mine[..., columns].sum())
            count[head, "wanted"] += int(gold[..., columns].sum())
        wanted = torch.tensor(window.attributes)
        for place, name in enumerate(ATTRIBUTES):
            told = wanted[:, place] >= 0
            count[name, "all"] += int(told.sum())
            count[name, "right"] += int((attributes[place].argmax(-1) == wanted[:, place])[told].sum())
    for i, named in enumerate(window.named):
        row = window.same[i]
        if not named and (row == 1).any():
            best = int(torch.where(row == UNKNOWN, -1e9, same[i, : len(row)]).argmax())
            count["antecedents", "all"] += 1
            count["antecedents", "right"] += int(row[best] == 1)
