"""Blocks wired one after the other are the network they were cut from, in PyTorch and as ONNX files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from swaptrain.blocks import Block, faceshifter_blocks, hififace_blocks, hififace_encoder_block
from swaptrain.export import TOLERANCE, as_shipped, export_block, refuse_miscomputed_convolutions, write_manifest
from swaptrain.faceshifter import LEVEL_SIZES, AEINet, HEARNet
from swaptrain.hififace import HifiFace
from swaptrain.swappers import start_from

C_ID, C_SID = 128, 266


def by_name(blocks: list[Block]) -> dict[str, torch.nn.Module]:
    return {b.name: b.module.eval() for b in blocks}


def aei() -> AEINet:
    torch.manual_seed(1)
    network = AEINet(C_ID).eval()
    torch.nn.init.normal_(network.generator.blocks[6].conv2.weight, std=0.05)
    return network


def test_faceshifter_blocks_make_the_network() -> None:
    network = aei()
    blocks = by_name(faceshifter_blocks(network))
    x, z_id, one, zero = torch.rand(1, 3, 128, 128) * 2 - 1, torch.nn.functional.normalize(torch.randn(1, C_ID)), torch.ones(1), torch.zeros(1)
    with torch.no_grad():
        y, _, masks = network(x, z_id)
        z_att = blocks["faceshifter-attributes"](x)
        h, *styles = blocks["faceshifter-styles"](z_id)
        for k, size in enumerate(LEVEL_SIZES):
            out = blocks[f"faceshifter-aad-{k + 1}"](h, z_att[k], styles[k], one, torch.zeros(1, 1, size, size), zero)
            h, mask, mask_first, a, i, total = out[:6]
            assert torch.allclose((mask + mask_first) / 2, masks[k], atol=1e-4)
            assert torch.allclose((1 - mask) * a + mask * i, total, atol=1e-4)
        assert torch.allclose(blocks["faceshifter-to-picture"](h), y, atol=1e-3)


def test_a_mask_of_zeros_shuts_identity_out_and_of_ones_attributes() -> None:
    level = by_name(faceshifter_blocks(aei()))["faceshifter-aad-4"]
    h, z, one = torch.randn(1, 112, 8, 8), torch.randn(1, 160, 16, 16), torch.ones(1)
    for value, changed in ((0.0, 2), (1.0, 1)):
        override = torch.full((1, 1, 16, 16), value)
        inputs = [h, z, torch.randn(1, 448)]
        with torch.no_grad():
            before = level(*inputs, one, override, one)[0]
            inputs[changed] = torch.randn_like(inputs[changed])
            assert torch.allclose(level(*inputs, one, override, one)[0], before, atol=1e-4)


@pytest.mark.parametrize("variant", ["sff", "bare", "blend", "concat"])
def test_hififace_blocks_make_the_network(variant: str) -> None:
    torch.manual_seed(2)
    network = HifiFace(C_SID, variant).eval()  # type: ignore[arg-type]
    blocks = by_name([hififace_encoder_block(network), *hififace_blocks("h", network)])
    x, v_sid = torch.rand(1, 3, 128, 128) * 2 - 1, torch.randn(1, C_SID)
    with torch.no_grad():
        whole = network(x, v_sid)
        h, z_enc = blocks["hififace-encoder"](x)
        *styles, fuse = blocks["h-styles"](v_sid)
        for k, style in enumerate(styles, start=1):
            h = blocks[f"h-adain-{k}"](h, style)[0]
        z_fuse, m_low, i_low = blocks["h-sff"](h, z_enc, x, fuse, torch.zeros(1, 1, 32, 32), torch.zeros(1))
        i_out, m_r = blocks["h-upsample"](z_fuse)
    for got, wanted in ((m_low, whole.m_low), (i_low, whole.i_low), (i_out, whole.i_out), (m_r, whole.m_r)):
        assert torch.allclose(got, wanted, atol=1e-3)


def test_without_shape_the_columns_of_v_id_are_kept() -> None:
    shared, network = HifiFace(C_SID).state_dict(), HifiFace(C_ID)
    start_from(network, shared)
    name = "decoder.blocks.0.norm1.style.weight"
    assert torch.equal(network.state_dict()[name], shared[name][:, -C_ID:])
    assert torch.equal(network.state_dict()["encoder.stem.weight"], shared["encoder.stem.weight"])


def test_files_hold_half_precision_and_answer_like_pytorch(tmp_path: Path) -> None:
    hear = Block("hear", HEARNet(), {"y_hat_st": (1, 3, 128, 128), "error": (1, 3, 128, 128)}, ("y_st",))
    entry = export_block(hear, tmp_path)
    write_manifest(tmp_path, [entry])
    assert json.loads((tmp_path / "manifest.json").read_text())["models"][0]["name"] == "hear"
    assert int(entry["macs"]) > 1e8 and int(entry["bytes"]) < 2.2 * int(entry["parameters"])  # type: ignore[call-overload]
    random = np.random.default_rng(0)
    feeds = {n: random.uniform(-0.9, 0.9, s).astype(np.float32) for n, s in hear.inputs.items()}
    got = onnxruntime.InferenceSession(str(tmp_path / "hear.onnx")).run(None, feeds)[0]
    with torch.no_grad():
        wanted = as_shipped(hear.module)(*(torch.from_numpy(v) for v in feeds.values())).numpy()
    assert np.abs(got - wanted).max() < TOLERANCE


def test_convolutions_that_browsers_miscompute_are_refused() -> None:
    import onnx

    def with_width(channels: int) -> onnx.ModelProto:
        weight = onnx.helper.make_tensor("w", onnx.TensorProto.FLOAT, (8, channels, 3, 3), np.zeros(72 * channels))
        node = onnx.helper.make_node("Conv", ["x", "w"], ["y"], name="conv")
        return onnx.helper.make_model(onnx.helper.make_graph([node], "g", [], [], [weight]))

    refuse_miscomputed_convolutions(with_width(12), "good")
    with pytest.raises(ValueError, match="6 input channels"):
        refuse_miscomputed_convolutions(with_width(6), "bad")
