"""Where two spans of a window stand to each other, and scores of pairs that depend on it: `between` and `Pairs`.

Of the states around a title the nearest is mostly whose post it is, and "he" is mostly the last man named. Vectors of
words say little of such order, so it is told to the heads over pairs of spans.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from extract.language.labels import TIME
from graph.records import ENTITY_TYPES

_EDGES = (1, 2, 3, 4, 6, 9, 14, 22, 35, 60, 110, 220)
"""Words from which a distance is another one; before and behind are told apart."""

_RANKS = 5
"""Mentions of a type between two spans that are counted; more are as many."""

_INNER = 96


class Between(NamedTuple):
    """Of each pair (spans, mentions): the number of its distance, and of how many of the mention's type lie between."""

    distance: Tensor
    rank: Tensor


def between(places: Tensor, mentions: Tensor) -> Between:
    """How spans and the mentions of a window stand to each other.

    Args:
        places: (spans, 2): first and last word of each.
        mentions: (mentions, 3): first word, last word and kind of each.

    >>> at = between(torch.tensor([[4, 4]]), torch.tensor([[0, 1, 1], [2, 2, 1], [6, 6, 1]]))
    >>> (at.rank - _RANKS).tolist()
    [[-2, -1, 0]]
    """
    first, last = mentions[:, 0], mentions[:, 1]
    behind = (first[None] - places[:, 1:]).clamp(min=0)
    before = (places[:, :1] - last[None]).clamp(min=0)
    edges = torch.tensor(_EDGES, device=mentions.device)
    far = ((behind - before).abs()[..., None] >= edges).sum(-1)
    distance = torch.where(behind > 0, far, -far) + len(_EDGES)
    # How many mentions of each type begin before a word: of two words the difference lies between them.
    types = torch.where(mentions[:, 2] < 2 * TIME, mentions[:, 2] % TIME, TIME)
    of_type = F.one_hot(types, len(ENTITY_TYPES) + 1).float()
    before_span = (first[None] < places[:, :1]).float() @ of_type
    before_mention = ((first[None] < first[:, None]).float() @ of_type * of_type).sum(-1)
    rank = before_mention[None] - before_span[:, types]
    return Between(distance, rank.clamp(-_RANKS, _RANKS).long() + _RANKS)


class Pairs(nn.Module):
    """Scores of pairs of spans by what they are and where they stand; nothing before it is trained.

    Args:
        left, right: the width of the vectors of both.
        out: scores of each pair.
    """

    def __init__(self, left: int, right: int, out: int) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(left, _INNER), nn.Linear(right, _INNER)
        self.distance = nn.Embedding(2 * len(_EDGES) + 1, _INNER)
        self.rank = nn.Embedding(2 * _RANKS + 1, _INNER)
        self.out = nn.Linear(_INNER, out)
        for table in (self.distance, self.rank):
            nn.init.normal_(table.weight, std=0.3)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, left: Tensor, right: Tensor, at: Between) -> Tensor:
        """Scores (lefts, rights, out)."""
        pair = self.left(left)[:, None] + self.right(right)[None]
        scores: Tensor = self.out(F.gelu(pair + self.distance(at.distance) + self.rank(at.rank)))
        return scores
