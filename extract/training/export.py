"""Exports a trained network: `python -m extract.training.export FOLDER extract/model`.

Writes `model.onnx` (the encoder and its heads, 8 bits), `relations.onnx` (the scorer of relations), `labels.json`,
`lemmas.tsv` (lemmas of attested forms) and `tokenizer.json`.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from extract.labels import Labels
from extract.training.network import Network, minilm

INPUTS = ("pieces", "cases", "firsts")
OUTPUTS = ("names", "tags", "pos", "lemmas", "starts", "arcs", "dependents", "governors")

_OPSET = 17


def export(trained: Path, model: Path) -> None:
    """Write the model that `extract.encoder` loads.

    Args:
        trained: a folder with `network.pt`, `labels.json` and `lemmas.tsv`, as training leaves it.
        model: the folder to write to; what else lies in it stays.
    """
    labels = (trained / "labels.json").read_text(encoding="utf-8")
    network = Network(Labels.from_json(labels))
    network.load_state_dict(torch.load(trained / "network.pt", weights_only=True))
    # Without it, the attention is exported as it is fused in torch, and slower in onnxruntime.
    network.encoder.set_attn_implementation("eager")
    network.eval()
    model.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        numbers = torch.tensor([[101, 2003, 2004, 102], [101, 2003, 102, 0]])
        words = torch.tensor([[1, 2], [1, 0]])
        _to_onnx(_Tagger(network), (numbers, numbers * 0, words), whole, INPUTS, OUTPUTS, axes=("batch", "place"))
        quantize_dynamic(
            whole,
            model / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=_heads(whole),
        )
    pair = torch.zeros(3, network.relation_dependent.out_features)
    _to_onnx(
        _Relater(network),
        (pair, pair),
        model / "relations.onnx",
        ("dependents", "governors"),
        ("relations",),
        ("word",),
    )
    (model / "labels.json").write_text(labels, encoding="utf-8")
    (model / "lemmas.tsv").write_bytes((trained / "lemmas.tsv").read_bytes())
    (model / "tokenizer.json").write_bytes((minilm() / "tokenizer.json").read_bytes())


class _Tagger(nn.Module):
    """The network with labels instead of scores where the best label is all that is asked."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, cases: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        output = self.network(pieces, cases, firsts)
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
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    inputs: Sequence[str],
    outputs: Sequence[str],
    axes: Sequence[str],
) -> None:
    dynamic = {name: {place: f"{name}_{axis}" for place, axis in enumerate(axes)} for name in [*inputs, *outputs]}
    with warnings.catch_warnings():
        # The newer exporter needs more packages and gives a slower graph for this network.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            example,
            str(path),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=dynamic,
            opset_version=_OPSET,
            dynamo=False,
        )


def _heads(path: Path) -> list[str]:
    """The products of the heads, which stay in 32 bits: they are small, and scores of arcs are sensitive."""
    graph = onnx.load(str(path)).graph
    return [cast(str, node.name) for node in graph.node if node.op_type == "MatMul" and "/encoder/" not in node.name]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m extract.training.export", description=__doc__)
    parser.add_argument("trained", type=Path, help="the folder that training wrote")
    parser.add_argument("model", type=Path, help="the folder of the model, extract/model")
    asked = parser.parse_args()
    export(asked.trained, asked.model)
