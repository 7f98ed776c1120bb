"""The encoder: the lower layers of MPNet base, with a case embedding at its input.

Song et al., "MPNet: Masked and Permuted Pre-training for Language Understanding", 2020. Written out here so that it is
exported to a small graph, and trains without the random numbers that cost a processor more than the layers do.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from extract.language.pieces import CASES

WIDTH, HEADS, INNER, PIECES, POSITIONS, BUCKETS, FURTHEST = 768, 12, 3072, 30_527, 514, 32, 128
_FIRST_POSITION = 2  # positions count from behind the padding's number


def half_precision() -> torch.autocast:
    """Products in half precision, where the processor has it: without AVX-512 it is imitated, fifty times slower."""
    slow = torch.backends.cpu.get_cpu_capability() in {"DEFAULT", "AVX2"}
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=not slow)


class Layer(nn.Module):
    """Attention with a bias for the distance, then a feed-forward layer; each with its residual and norm."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.rested = nn.LayerNorm(WIDTH, eps=1e-5)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.normed = nn.LayerNorm(WIDTH, eps=1e-5)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = hidden.shape
        q, k, v = (
            each(hidden).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for each in (self.q, self.k, self.v)
        )
        scores = q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + bias.to(q.dtype)
        # In half precision where the products are: the softmax of a window costs more than they do.
        with torch.autocast("cpu", enabled=False):
            mixed = scores.softmax(-1) @ v
        hidden = self.rested(hidden + self.o(mixed.transpose(1, 2).reshape(batch, length, WIDTH)))
        normed: Tensor = self.normed(hidden + self.outer(F.gelu(self.inner(hidden))))
        return normed


class Encoder(nn.Module):
    """Word pieces to vectors.

    Args:
        layers: how many of the twelve layers there are, from below.
    """

    def __init__(self, layers: int) -> None:
        super().__init__()
        self._still, self._kept = 0, dict[bytes, Tensor]()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(len(CASES), WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.normed = nn.LayerNorm(WIDTH, eps=1e-5)
        self.distances = nn.Embedding(BUCKETS, HEADS)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """Vectors (batch, pieces, 768); `mask` (batch, pieces) is 1 for pieces and 0 for padding."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        hidden: Tensor = self.normed(self.pieces(pieces) + self.places(places + _FIRST_POSITION) + self.cases(cases))
        bias = self.distances(_buckets(places)).permute(2, 0, 1).unsqueeze(0)
        bias = bias + (1.0 - mask[:, None, None, :].to(bias.dtype)) * -1e4
        if self._still:
            hidden = self._remembered(hidden, bias, mask, pieces + PIECES * cases)
        for layer in self.layers[self._still :]:
            hidden = layer(hidden, bias)
        return hidden

    def remember(self, still: int) -> None:
        """Keep what so many lower layers, which are not trained, give for each window: 1.5 kB a piece."""
        self._still = still

    @torch.no_grad()
    def _remembered(self, hidden: Tensor, bias: Tensor, mask: Tensor, windows: Tensor) -> Tensor:
        sizes = mask.sum(1).tolist()
        keys = [window[:size].numpy().tobytes() for window, size in zip(windows, sizes, strict=True)]
        if any(key not in self._kept for key in keys):
            for layer in self.layers[: self._still]:
                hidden = layer(hidden, bias)
            self._kept |= {key: row[:size].half() for key, row, size in zip(keys, hidden, sizes, strict=True)}
        found = pad_sequence([self._kept[key] for key in keys], batch_first=True).float()
        return F.pad(found, (0, 0, 0, windows.shape[1] - found.shape[1]))

    def start_from(self, folder: Path) -> None:
        """Take the published weights of `all-mpnet-base-v2` out of a folder with its `model.safetensors`."""
        known = load_file(folder / "model.safetensors")
        self.load_state_dict(
            {name: known[published(name)] for name in self.state_dict() if name != "cases.weight"}
            | {"cases.weight": self.cases.weight.detach()}
        )


_NAMES: Mapping[str, str] = {
    "pieces": "embeddings.word_embeddings",
    "places": "embeddings.position_embeddings",
    "normed": "embeddings.LayerNorm",
    "distances": "encoder.relative_attention_bias",
    "q": "attention.attn.q",
    "k": "attention.attn.k",
    "v": "attention.attn.v",
    "o": "attention.attn.o",
    "rested": "attention.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
}


def published(name: str) -> str:
    """What a weight is called in the published file."""
    if not name.startswith("layers."):
        part, _, kind = name.partition(".")
        return f"{_NAMES[part]}.{kind}"
    _layers, number, part, kind = name.split(".")
    return f"encoder.layer.{number}.{'output.LayerNorm' if part == 'normed' else _NAMES[part]}.{kind}"


def _buckets(places: Tensor) -> Tensor:
    """The bucket of each distance between two places: near ones by themselves, far ones together."""
    distance = places[None, :] - places[:, None]
    half = BUCKETS // 2
    exact = half // 2
    far = distance.abs().clamp(min=1)
    scaled = exact + (torch.log(far.float() / exact) / math.log(FURTHEST / exact) * (half - exact)).long()
    near = torch.where(distance.abs() < exact, distance.abs(), scaled.clamp(max=half - 1))
    return near + (distance > 0).long() * half
