"""Writes trained networks as ONNX blocks with fp16 weights and fp32 arithmetic, their manifest, and checks them against PyTorch."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import math
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from .blocks import Block

OPSET = 17
TOLERANCE = 1e-3
LICENCE = "MIT"
SMALLEST_HALVED = 64
"""Weights with fewer numbers stay fp32."""


def self_test_input(shape: tuple[int, ...], order: int) -> np.ndarray:
    """The same numbers as the runtime's self-test makes: 0.5*sin(0.37*index + order)."""
    index = np.arange(math.prod(shape), dtype=np.float64)
    return (0.5 * np.sin(0.37 * index + order)).astype(np.float32).reshape(shape)


def fold_constants(data: bytes) -> onnx.ModelProto:
    """The same model without what can be computed beforehand. Half of an exported block's operators are constants and arithmetic of sizes, which every session
    that opens it would parse, plan and compile again."""
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = str(Path(folder) / "folded.onnx")
        options.log_severity_level = 3
        onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        model = onnx.load(options.optimized_model_filepath)
    foreign = {node.domain for node in model.graph.node} - {"", "ai.onnx"}
    if foreign:
        raise ValueError(f"Folding constants brought in operators of {', '.join(sorted(foreign))}, which browsers may not know.")
    model.ir_version = onnx.load_from_string(data).ir_version
    standard = [opset for opset in model.opset_import if opset.domain == ""]
    del model.opset_import[:]
    model.opset_import.extend(standard)
    return model


def halve_weights(model: onnx.ModelProto) -> None:
    """Stores every large fp32 weight as fp16, followed by a cast back: half the file, the same arithmetic."""
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        if tensor.data_type != TensorProto.FLOAT or math.prod(tensor.dims) < SMALLEST_HALVED:
            continue
        values = numpy_helper.to_array(tensor)
        if not np.isfinite(values.astype(np.float16)).all():
            raise ValueError(f"{tensor.name} does not fit into fp16.")
        small = numpy_helper.from_array(values.astype(np.float16), tensor.name + "_fp16")
        graph.initializer.remove(tensor)
        graph.initializer.append(small)
        casts.append(helper.make_node("Cast", [small.name], [tensor.name], to=TensorProto.FLOAT, name=f"{tensor.name}_cast"))
    for node in reversed(casts):
        graph.node.insert(0, node)


def refuse_miscomputed_convolutions(model: onnx.ModelProto, name: str) -> None:
    """Browsers' WebGPU runtime miscomputes ungrouped convolutions whose input width is a multiple of 3 but not of 4 (3 itself is safe)."""
    shapes = {t.name: tuple(t.dims) for t in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type != "Conv":
            continue
        shape = shapes.get(node.input[1]) or shapes.get(node.input[1] + "_fp16")
        group = next((a.i for a in node.attribute if a.name == "group"), 1)
        if shape and group == 1 and shape[1] > 3 and shape[1] % 3 == 0 and shape[1] % 4:
            raise ValueError(f"{name}: {node.name} has {shape[1]} input channels; pad them to a multiple of 4.")


def as_shipped(module: nn.Module) -> nn.Module:
    """A copy with BatchNorm folded into its convolutions and weights rounded to fp16, as the file will hold them."""
    module = copy.deepcopy(module).eval().float().to(memory_format=torch.contiguous_format)
    for part in list(module.modules()):
        names = list(part._modules)
        for conv, norm in zip(names, names[1:]):
            if isinstance(part._modules[conv], nn.Conv2d) and isinstance(part._modules[norm], nn.BatchNorm2d):
                part._modules[conv] = fuse_conv_bn_eval(part._modules[conv], part._modules[norm])
                part._modules[norm] = nn.Identity()
    with torch.no_grad():
        for parameter in module.parameters():
            if parameter.numel() >= SMALLEST_HALVED:
                parameter.copy_(parameter.half().float())
    return module


def export_block(block: Block, folder: Path) -> dict[str, object]:
    """Writes `folder/<name>.onnx`; returns its manifest entry. Raises when onnxruntime and PyTorch differ by more than 1e-3."""
    module = as_shipped(block.module)
    buffer = io.BytesIO()
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module, tuple(torch.zeros(shape) for shape in block.inputs.values()), buffer, input_names=list(block.inputs),
                          output_names=list(block.outputs), opset_version=OPSET, dynamo=False)
    model = fold_constants(buffer.getvalue())
    halve_weights(model)
    refuse_miscomputed_convolutions(model, block.name)
    for node in model.graph.node:
        node.doc_string = ""
    model.producer_name, model.producer_version = "swapgraph", ""
    onnx.checker.check_model(model, full_check=True)
    data = model.SerializeToString()
    # A variant that leaves something out (Bare has no z_enc) has no such input.
    inputs = {i.name: self_test_input(block.inputs[i.name], order) for order, i in enumerate(model.graph.input)}
    with torch.no_grad():
        expected = module(*(torch.from_numpy(inputs[n]) if n in inputs else torch.zeros(shape) for n, shape in block.inputs.items()))
    expected = (expected,) if isinstance(expected, torch.Tensor) else tuple(expected)
    session = onnxruntime.InferenceSession(data, providers=["CPUExecutionProvider"])
    got = dict(zip(block.outputs, session.run(list(block.outputs), inputs), strict=True))
    for name, value in zip(block.outputs, expected, strict=True):
        worst = float(np.max(np.abs(got[name] - value.numpy()) / np.maximum(1, np.abs(value.numpy()))))
        if worst > TOLERANCE:
            raise ValueError(f"{block.name}: output {name} differs from PyTorch by {worst:.1e}.")
    (folder / f"{block.name}.onnx").write_bytes(data)
    return {
        "name": block.name, "file": f"{block.name}.onnx", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), "licence": LICENCE,
        "inputs": {n: list(v.shape) for n, v in inputs.items()}, "outputs": {n: list(got[n].shape) for n in block.outputs},
        "parameters": sum(math.prod(t.dims) for t in model.graph.initializer if t.data_type == TensorProto.FLOAT16), "macs": macs(model),
        "selfTest": {"inputs": {n: list(v.shape) for n, v in inputs.items()}, "outputs": {n: _sample(got[n]) for n in block.outputs}, "tolerance": TOLERANCE},
    }


def _sample(values: np.ndarray) -> dict[str, list[float] | list[int]]:
    flat = values.reshape(-1)
    indices = sorted({int(k * (flat.size - 1) / 7) for k in range(8)})
    return {"indices": indices, "values": [float(np.float32(flat[i])) for i in indices]}


def macs(model: onnx.ModelProto) -> int:
    """Multiply-adds of convolutions and matrix products."""
    inferred = onnx.shape_inference.infer_shapes(model)
    shapes = {v.name: [d.dim_value for d in v.type.tensor_type.shape.dim] for v in (*inferred.graph.value_info, *inferred.graph.output, *inferred.graph.input)}
    weights = {t.name.removesuffix("_fp16"): list(t.dims) for t in model.graph.initializer}
    total = 0
    for node in model.graph.node:
        if node.op_type in ("Conv", "Gemm") and node.input[1] in weights:
            out = shapes.get(node.output[0], [])
            w = weights[node.input[1]]
            total += math.prod(w) * (math.prod(out[2:]) if node.op_type == "Conv" else 1)
    return total


def write_manifest(folder: Path, entries: list[dict[str, object]]) -> None:
    """Merges entries by name into `manifest.json`, sorted, so that a diff shows what changed."""
    path = folder / "manifest.json"
    known = {e["name"]: e for e in json.loads(path.read_text())["models"]} if path.exists() else {}
    known.update({e["name"]: e for e in entries})
    lines = ",\n".join("  " + json.dumps(known[name]) for name in sorted(known, key=str))
    path.write_text('{ "models": [\n' + lines + "\n] }\n")
