"""Exports a trained network: `python -m extract.training.export FOLDER ENCODER extract/model`.

Writes `model.onnx` (the encoder and its heads, encoder in 8 bits), `relations.onnx` (the scorer of relations of the
parse), `facts.onnx` (the heads over spans), `labels.json`, `lemmas.tsv` (lemmas of attested forms), `tokenizer.json`.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from extract.facts.confidence import Calibration
from extract.language.labels import ATTRIBUTES, Labels
from extract.training.mpnet import WIDTH
from extract.training.network import Network
from extract.training.rounding import round_encoder

OUTPUTS = ("names", "tags", "pos", "lemmas", "starts", "arcs", "dependents", "governors", "rows", "triggers", "words")

_OPSET = 17


def export(trained: Path, encoder: Path, model: Path, *, whole: bool = False) -> None:
    """Write the model that `extract.language` loads.

    Args:
        trained: a folder with `network.pt`, `labels.json` and `lemmas.tsv`, as training leaves it.
        encoder: the folder of the published encoder, for its tokenizer.
        model: the folder to write to; what else lies in it stays.
        whole: keep the encoder in 32 bits, to see what 8 bits cost.
    """
    labels = (trained / "labels.json").read_text(encoding="utf-8")
    weights = torch.load(trained / "network.pt", weights_only=True)
    layers = len({name.split(".")[2] for name in weights if name.startswith("encoder.layers.")})
    network = Network(Labels.from_json(labels), layers=layers)
    network.load_state_dict(weights)
    network.eval()
    model.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = model / "model.onnx" if whole else Path(folder) / "whole.onnx"
        numbers = torch.tensor([[101, 2003, 2004, 102]])
        axes: dict[str, tuple[str, ...]] = {"pieces": ("", "piece"), "cases": ("", "piece"), "firsts": ("", "word")}
        axes |= dict.fromkeys(OUTPUTS, ("", "word"))
        axes["arcs"], axes["governors"] = ("", "word", "head"), ("", "head")
        _to_onnx(_Tagger(network), (numbers, numbers * 0, torch.tensor([[1, 2]])), full, axes, 3)
        if not whole:
            onnx.save(round_encoder(onnx.load(str(full))), str(model / "model.onnx"))
    pair = torch.zeros(3, network.relation_dependent.out_features)
    axes = {"dependents": ("word",), "governors": ("word",), "relations": ("word",)}
    _to_onnx(_Relater(network), (pair, pair), model / "relations.onnx", axes, 2)
    axes = {"words": ("word",), "mentions": ("mention",), "triggers": ("trigger",), "arguments": ("trigger", "mention")}
    axes |= {"same": ("mention", "other")} | dict.fromkeys(ATTRIBUTES, ("trigger",))
    spans = (torch.zeros(9, WIDTH), torch.zeros(5, 3, dtype=torch.long), torch.zeros(4, 2, dtype=torch.long))
    _to_onnx(network.facts, spans, model / "facts.onnx", axes, 3)
    if not (model / "calibration.json").exists():
        (model / "calibration.json").write_text(Calibration().to_json(), encoding="utf-8")
    (model / "labels.json").write_text(labels, encoding="utf-8")
    (model / "lemmas.tsv").write_bytes((trained / "lemmas.tsv").read_bytes())
    (model / "tokenizer.json").write_bytes((encoder / "tokenizer.json").read_bytes())


class _Tagger(nn.Module):
    """The network with labels instead of scores where the best label is all that is asked."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, cases: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        output = self.network(pieces, cases, firsts, torch.ones_like(pieces))
        best = {head: getattr(output, head).argmax(-1) for head in ("tags", "pos", "lemmas")}
        starts = output.starts[..., 1] - output.starts[..., 0]
        return tuple((output._asdict() | best | {"starts": starts})[head] for head in OUTPUTS)


class _Relater(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependents: Tensor, governors: Tensor) -> Tensor:
        return self.network.relate(dependents, governors)


def _to_onnx(
    module: nn.Module, example: tuple[Tensor, ...], path: Path, axes: Mapping[str, Sequence[str]], inputs: int
) -> None:
    """Writes a graph; `axes` names the inputs, then the outputs, each with its dimensions that vary."""
    names = list(axes)
    with warnings.catch_warnings():
        # The newer exporter needs more packages and gives a slower graph for this network.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            example,
            str(path),
            input_names=names[:inputs],
            output_names=names[inputs:],
            dynamic_axes={
                name: {place: axis for place, axis in enumerate(free) if axis} for name, free in axes.items()
            },
            opset_version=_OPSET,
            dynamo=False,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m extract.training.export", description=__doc__)
    parser.add_argument("trained", type=Path, help="the folder that training wrote")
    parser.add_argument("encoder", type=Path, help="the folder of the published encoder")
    parser.add_argument("model", type=Path, help="the folder of the model, extract/model")
    parser.add_argument("--whole", action="store_true", help="keep 32 bits")
    asked = parser.parse_args()
    export(asked.trained, asked.encoder, asked.model, whole=asked.whole)
