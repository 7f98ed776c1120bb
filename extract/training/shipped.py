"""A model as it is shipped, turned back into weights, so that training goes on from it: `weights_of`.

What was put into 8 bits comes back within a half per cent of what it was; the first steps of training mend that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import load_file
from torch import Tensor

from extract.training.mpnet import published

_PRODUCTS = {"MatMul", "MatMulInteger"}

_CONSTANT = "onnx::"
"""What the names of weights begin with that a graph holds turned round, not as the network has them."""

_TABLES = {"relations": "relation", "facts": "argument"}
"""The table of three dimensions in each graph of heads: the one product that no layer makes."""


def weights_of(model: Path, encoder: Path) -> dict[str, Tensor]:
    """The weights of `Network` that a shipped model holds.

    Heads that the model does not have are not among them.

    Args:
        model: its folder, as `extract.training.export` wrote it.
        encoder: the folder of the published encoder, whose vectors of word pieces are never trained.

    Raises:
        OSError: a file is missing.
    """
    graph = _graph(model / "model.onnx")
    found = _tensors(graph)
    weights = {name.removeprefix("network."): value for name, value in found.items() if name.startswith("network.")}
    weights["encoder.pieces.weight"] = load_file(encoder / "model.safetensors")[published("pieces.weight")]
    for name, value in _products(graph, found).items():
        weights[f"{name}.weight"] = value.t().contiguous()
    weights["relation"] = _heads_of(model / "relations.onnx")["relation"]
    return weights | {f"facts.{name}": value for name, value in _heads_of(model / "facts.onnx").items()}


def _heads_of(path: Path) -> dict[str, Tensor]:
    """The weights of heads that lie in a graph of their own, by their names in `Network` or in its `facts`.

    Raises:
        OSError: the file is missing.
    """
    graph = _graph(path)
    found = _tensors(graph)
    weights = {name: value for name, value in found.items() if not name.startswith(_CONSTANT)}
    for node, name in _factors(graph, found):
        if not name.startswith(_CONSTANT):
            continue
        if layer := _layer(node.name):
            weights[f"{layer}.weight"] = found[name].t().contiguous()
        else:
            weights[_TABLES[path.stem]] = _folded(found[name])
    return weights


def _graph(path: Path) -> onnx.GraphProto:
    return onnx.load(str(path)).graph


def _tensors(graph: onnx.GraphProto) -> dict[str, Tensor]:
    return {each.name: torch.from_numpy(np.array(numpy_helper.to_array(each))) for each in graph.initializer}


def _products(graph: onnx.GraphProto, found: dict[str, Tensor]) -> dict[str, Tensor]:
    """The factor of each layer that is a product, by the name of the layer; transposed, as graphs have it."""
    products = {}
    for node, name in _factors(graph, found):
        if name.startswith("network."):
            continue
        whole = found[name].float()
        scale = found.get(f"{name.removesuffix(':weight')}:scale")
        products[_layer(node.name)] = whole if scale is None else whole * scale
    return products


def _factors(graph: onnx.GraphProto, found: Mapping[str, Tensor]) -> Iterator[tuple[onnx.NodeProto, str]]:
    """The products of a graph, each with the name of the weights that are a factor of it."""
    for node in graph.node:
        name = next((each for each in node.input if each in found and found[each].dim() == 2), None)
        if node.op_type in _PRODUCTS and name is not None:
            yield node, name


def _layer(node: str) -> str:
    """The name of a layer out of that of its node in the graph.

    >>> _layer("/network/encoder/layers.0/q/MatMul:whole:node")
    'encoder.layers.0.q'
    >>> _layer("/network/rows/rows.2/MatMul")
    'rows.2'
    """
    parts = node.partition(":")[0].removeprefix("/").removeprefix("network/").split("/")[:-1]
    # A layer of a sequence is called by the sequence's name again.
    if len(parts) > 1 and parts[-1].startswith(f"{parts[-2]}."):
        del parts[-2]
    return ".".join(parts)


def _folded(flat: Tensor) -> Tensor:
    """A table of three dimensions out of the one of two that a graph made of it."""
    return flat.view(flat.size(0), -1, flat.size(0)).transpose(0, 1).contiguous()
