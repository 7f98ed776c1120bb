"""What the network is told of mentions, triggers, attributes, arguments and references."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from extract.language.spans import mention_spans
from extract.training.fact_examples import ALLOWED, UNKNOWN, Window, collate
from extract.training.network import Facts, Network

# What a window's sums are divided by: about what a full window has of each, so that no head drowns the others.
_MENTIONS, _TRIGGERS, _ATTRIBUTES, _ARGUMENTS, _SAME = 40.0, 14.0, 12.0, 12.0, 20.0

_MISSED = 2.0
"""How much a missed trigger or argument counts beside one too many."""

_OF_NAMES = 0.15
"""How much it counts that two names are the same: mostly their letters say so."""

_MOST_GUESSED = 48


def fact_loss(network: Network, windows: Sequence[Window]) -> Tensor:
    """The loss of a batch of windows, a window's sums averaged."""
    batch = collate(windows)
    output = network(batch["pieces"], batch["cases"], batch["firsts"], batch["mask"])
    losses = []
    with torch.autocast("cpu", enabled=False):
        for row, window in enumerate(windows):
            count = len(window.firsts)
            losses.append(loss_of_words(output.rows[row, :count], output.triggers[row, :count], window))
            losses.append(loss_of_spans(network.facts, output.words[row, :count], output.rows[row, :count], window))
    return torch.stack(losses).sum() / len(windows)


def loss_of_words(rows: Tensor, triggers: Tensor, window: Window) -> Tensor:
    """The loss of the scores (words, …) of mentions and triggers in a window."""
    mentions = F.cross_entropy(
        rows.transpose(0, 1).reshape(-1, 3), window.rows.reshape(-1), ignore_index=UNKNOWN, reduction="sum"
    )
    targets, known = torch.zeros_like(triggers), torch.ones_like(triggers)
    for word, label in window.unknown:
        known[word, label] = 0
    for word, label in window.triggers:
        targets[word, label] = known[word, label] = 1
    stated = F.binary_cross_entropy_with_logits(
        triggers, targets, weight=known, pos_weight=torch.tensor(_MISSED), reduction="sum"
    )
    return mentions / _MENTIONS + stated / _TRIGGERS


def loss_of_spans(facts: Facts, words: Tensor, rows: Tensor, window: Window) -> Tensor:
    """The loss of arguments, references and attributes; `rows` gives what a reader would wrongly take for a mention."""
    if not window.spans:
        return words.new_zeros(())
    taken = mention_spans(rows.detach().numpy(), 0, len(rows))
    marked = set(window.spans)
    more = [span for *span, _chance in taken if tuple(span) not in marked][:_MOST_GUESSED]
    mentions = torch.tensor([*window.spans, *more])
    stated = torch.tensor(window.triggers, dtype=torch.long).view(-1, 2)
    arguments, same, *attributes = facts(words, mentions, stated)
    count = len(window.spans)
    known = window.same != UNKNOWN
    weight = known * torch.tensor([_OF_NAMES if named else 1.0 for named in window.named])[:, None]
    loss = (
        F.binary_cross_entropy_with_logits(
            same[:count, :count], window.same.clamp(min=0), weight=weight, reduction="sum"
        )
        / _SAME
    )
    if window.triggers:
        extra = torch.where(ALLOWED[stated[:, 1]] > 0, 0.0, float(UNKNOWN))[:, None].expand(-1, len(more), -1)
        targets = torch.cat([window.arguments, extra], 1)
        filled = F.binary_cross_entropy_with_logits(
            arguments,
            targets.clamp(min=0),
            weight=(targets != UNKNOWN).float(),
            pos_weight=torch.tensor(_MISSED),
            reduction="sum",
        )
        loss = loss + filled / _ARGUMENTS
        wanted = torch.tensor(window.attributes)
        for place, scores in enumerate(attributes):
            told = wanted[:, place] >= 0
            if told.any():
                loss = loss + F.cross_entropy(scores[told], wanted[told, place], reduction="sum") / _ATTRIBUTES
    return loss
