"""The network: one encoder, and small heads over the first piece of each word.

Heads over words give sentences, tags, lemmas, parse and names, as the treebanks have them, and mentions and triggers,
as the annotated documents have them. Heads over spans then say what a trigger is about: its attributes, which mentions
fill its arguments, and which mentions stand for the same entity.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from extract.language.labels import ATTRIBUTES, KINDS, NAMES, ROLES, ROWS, TRIGGERS, Labels
from extract.training.mpnet import WIDTH, Encoder
from extract.training.pairs import Pairs, between

_ARC, _RELATION = 256, 64
_INNER, _PAIR = 384, 192

# How much each head of the treebanks counts. Names are few and matter most; tags are learned quickly.
_WEIGHTS = {"names": 2.0, "tags": 0.5, "pos": 0.5, "lemmas": 0.5, "starts": 1.0, "heads": 1.0, "relations": 1.0}

_UNLIKELY = -1e4


class Output(NamedTuple):
    """Scores for a batch; `words` is the number of words of the longest window, and place 0 is the root.

    `arcs` is (batch, words, words + 1): for each word the score of each head. `dependents` (batch, words, 64) and
    `governors` (batch, words + 1, 64) are what `Network.relate` scores relations by. `rows` is (batch, words, ROWS, 3),
    `triggers` (batch, words, TRIGGERS), and `words` (batch, words, 768) what the heads over spans read.
    """

    names: Tensor
    tags: Tensor
    pos: Tensor
    lemmas: Tensor
    starts: Tensor
    arcs: Tensor
    dependents: Tensor
    governors: Tensor
    rows: Tensor
    triggers: Tensor
    words: Tensor


class Facts(nn.Module):
    """The heads over the spans of one window."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.label = nn.Embedding(len(TRIGGERS), WIDTH)
        nn.init.zeros_(self.label.weight)
        self.kind = nn.Embedding(KINDS, _INNER)
        nn.init.normal_(self.kind.weight, std=0.02)
        self.first, self.last = nn.Linear(WIDTH, _INNER), nn.Linear(WIDTH, _INNER)
        self.attributes = nn.ModuleDict(
            {
                name: nn.Sequential(nn.Linear(WIDTH, _INNER // 2), nn.GELU(), nn.Linear(_INNER // 2, len(words)))
                for name, words in ATTRIBUTES.items()
            }
        )
        self.trigger, self.mention = nn.Linear(WIDTH, _PAIR), nn.Linear(_INNER, _PAIR)
        self.argument = nn.Parameter(nn.init.normal_(torch.empty(len(ROLES), _PAIR + 1, _PAIR + 1), std=0.02))
        self.anaphor, self.antecedent = nn.Linear(_INNER, _PAIR), nn.Linear(_INNER, _PAIR)
        self.none = nn.Linear(_INNER, 1)
        self.filled, self.meant = Pairs(WIDTH, _INNER, len(ROLES)), Pairs(_INNER, _INNER, 1)

    def forward(self, words: Tensor, mentions: Tensor, triggers: Tensor) -> tuple[Tensor, ...]:
        """Scores of the spans of a window.

        Args:
            words: (words, 768), from the encoder.
            mentions: (mentions, 3): first word, last word, kind of each.
            triggers: (triggers, 2): word and label of each.

        Returns:
            arguments (triggers, mentions, ROLES), same (mentions, mentions): whether two stand for the same entity,
            and the scores of each of `ATTRIBUTES` (triggers, …).
        """
        spans = F.gelu(self.first(words[mentions[:, 0]]) + self.last(words[mentions[:, 1]]) + self.kind(mentions[:, 2]))
        spans = self.dropout(spans)
        stated = words[triggers[:, 0]] + self.label(triggers[:, 1])
        left = _with_one(self.dropout(F.gelu(self.trigger(stated))))
        right = _with_one(self.dropout(F.gelu(self.mention(spans))))
        count = self.argument.size(0)
        half = (left @ self.argument.transpose(0, 1).reshape(_PAIR + 1, -1)).view(-1, count, _PAIR + 1)
        arguments = (half.reshape(-1, _PAIR + 1) @ right.t()).view(-1, count, right.size(0)).transpose(1, 2)
        arguments = arguments + self.filled(stated, spans, between(triggers[:, :1].expand(-1, 2), mentions))
        same = self.anaphor(spans) @ self.antecedent(spans).t() / _PAIR**0.5 + self.none(spans)
        same = same + self.meant(spans, spans, between(mentions[:, :2], mentions)).squeeze(-1)
        return arguments, same, *(head(stated) for head in self.attributes.values())


class Network(nn.Module):
    """The encoder and its heads.

    Args:
        labels: the label sets of the treebanks, which give those heads their width.
        layers: layers of the encoder.
        dropout: the part of word features that is dropped in training.
    """

    def __init__(self, labels: Labels, *, layers: int = 8, dropout: float = 0.15) -> None:
        super().__init__()
        self.encoder = Encoder(layers)
        self.dropout = nn.Dropout(dropout)
        self.names = nn.Linear(WIDTH, len(NAMES))
        self.tags = nn.Linear(WIDTH, len(labels.tags))
        self.pos = nn.Linear(WIDTH, len(labels.pos))
        self.lemmas = nn.Linear(WIDTH, len(labels.lemmas))
        self.starts = nn.Linear(WIDTH, 2)
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.arc_dependent, self.arc_governor = nn.Linear(WIDTH, _ARC), nn.Linear(WIDTH, _ARC)
        self.arc = nn.Parameter(nn.init.xavier_uniform_(torch.empty(_ARC + 1, _ARC)))
        self.relation_dependent, self.relation_governor = nn.Linear(WIDTH, _RELATION), nn.Linear(WIDTH, _RELATION)
        shape = (len(labels.relations), _RELATION + 1, _RELATION + 1)
        self.relation = nn.Parameter(nn.init.normal_(torch.empty(shape), std=0.02))
        self.rows = nn.Sequential(nn.Linear(WIDTH, _INNER), nn.GELU(), nn.Linear(_INNER, 3 * len(ROWS)))
        self.triggers = nn.Sequential(
            nn.Linear(WIDTH, _INNER), nn.GELU(), nn.Dropout(dropout), nn.Linear(_INNER, len(TRIGGERS))
        )
        nn.init.constant_(cast(nn.Linear, self.triggers[3]).bias, -4.5)
        with torch.no_grad():
            # Nearly all is outside: without this the first steps learn nothing else.
            cast(nn.Linear, self.rows[2]).bias.view(len(ROWS), 3).copy_(
                torch.tensor([4.0, 0.0, 0.0]).expand(len(ROWS), 3)
            )
        self.facts = Facts(dropout)

    def forward(self, pieces: Tensor, cases: Tensor, firsts: Tensor, mask: Tensor) -> Output:
        """Scores of a batch of windows, each argument as in `examples.collate`."""
        hidden = self.encoder(pieces, cases, mask)
        words = hidden.gather(1, firsts.unsqueeze(-1).expand(-1, -1, WIDTH)).float()
        with torch.autocast("cpu", enabled=False):
            words = self.dropout(words)
            rooted = torch.cat([self.root.expand(words.size(0), 1, WIDTH), words], 1)
            dependents = _with_one(torch.tanh(self.arc_dependent(words)))
            governors = torch.tanh(self.arc_governor(rooted))
            rows = self.rows(words)
            return Output(
                names=self.names(words),
                tags=self.tags(words),
                pos=self.pos(words),
                lemmas=self.lemmas(words),
                starts=self.starts(words),
                arcs=(dependents @ self.arc) @ governors.transpose(1, 2),
                dependents=torch.tanh(self.relation_dependent(words)),
                governors=torch.tanh(self.relation_governor(rooted)),
                rows=rows.view(rows.size(0), rows.size(1), len(ROWS), 3),
                triggers=self.triggers(words),
                words=words,
            )

    def relate(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """Scores (words, relations) of pairs of a dependent and its head, both (words, 64)."""
        count = self.relation.size(0)
        left = _with_one(dependents) @ self.relation.transpose(0, 1).reshape(_RELATION + 1, -1)
        return (left.view(-1, count, _RELATION + 1) @ _with_one(governors).unsqueeze(-1)).squeeze(-1)

    def treebank_loss(self, batch: Mapping[str, Tensor]) -> Tensor:
        """The weighted loss of a batch of `examples.collate`; heads without a target in it count nothing."""
        output = self(batch["pieces"], batch["cases"], batch["firsts"], batch["mask"])
        heads = batch["heads"]
        padding = ~F.pad(batch["words"], (1, 0), value=True).unsqueeze(1)
        known = heads >= 0
        scores = {
            **{head: getattr(output, head) for head in ("names", "tags", "pos", "lemmas", "starts")},
            "heads": output.arcs.masked_fill(padding, _UNLIKELY),
        }
        losses = [
            weight * _cross_entropy(scores[head], batch[head]) for head, weight in _WEIGHTS.items() if head in scores
        ]
        if known.any():
            relations = self.relate(output.dependents[known], governors_of(output.governors, heads, known))
            losses.append(_WEIGHTS["relations"] * _cross_entropy(relations, batch["relations"][known]))
        return torch.stack(losses).sum()


def governors_of(governors: Tensor, heads: Tensor, known: Tensor) -> Tensor:
    """The features (words, 64) of the heads of all known words of a batch."""
    rows = heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, governors.size(-1))
    return governors.gather(1, rows)[known]


def _with_one(features: Tensor) -> Tensor:
    return torch.cat([features, torch.ones_like(features[..., :1])], -1)


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    if not (targets >= 0).any():
        return scores.new_zeros(())
    return F.cross_entropy(scores.reshape(-1, scores.size(-1)), targets.reshape(-1), ignore_index=-100)
