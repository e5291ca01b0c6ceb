"""The fused kernels give the answers and gradients of plain PyTorch."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from swaptrain import fused, layers

pytestmark = pytest.mark.skipif(fused.kernels() is None, reason="no C++ compiler on this machine")


def maps(*sizes: int) -> torch.Tensor:
    return torch.randn(*sizes).to(memory_format=torch.channels_last).requires_grad_()


def both(monkeypatch: pytest.MonkeyPatch, module: torch.nn.Module, call: Callable[[], torch.Tensor], inputs: list[torch.Tensor]) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """Answer and gradients in float without the kernels, then with them under autocast."""
    found = []
    for use in (False, True):
        leaves = [*inputs, *module.parameters()]
        for leaf in leaves:
            leaf.grad = None
        with monkeypatch.context() as patch, torch.autocast("cpu", torch.bfloat16, enabled=use):
            if not use:
                patch.setattr(fused, "takes", lambda _: False)
            y = call()
        torch.manual_seed(7)
        y.float().backward(torch.randn(y.shape))
        found.append([y.detach().float(), *(leaf.grad.float().clone() for leaf in leaves if leaf.grad is not None)])
    return found[0], found[1]


def alike(plain: list[torch.Tensor], fast: list[torch.Tensor]) -> None:
    assert len(plain) == len(fast) > 1
    for a, b in zip(plain, fast, strict=True):
        assert a.shape == b.shape
        # bf16 keeps eight bits, and where a sum is near zero the ReLU may fall on the other side.
        assert (a - b).norm() < 0.05 * a.norm() + 1e-4


@pytest.mark.parametrize("channels, size", [(16, 24), (7, 5), (112, 3)])
def test_aad(monkeypatch: pytest.MonkeyPatch, channels: int, size: int) -> None:
    torch.manual_seed(3)
    aad = layers.AAD(channels, 12, 128)
    torch.nn.init.normal_(aad.mask.weight, std=0.3)
    x, z_att, z_id = maps(2, channels, size, size), maps(2, 12, size, size), torch.nn.functional.normalize(torch.randn(2, 128)).requires_grad_()
    alike(*both(monkeypatch, aad, lambda: aad(x.bfloat16(), z_att.bfloat16(), z_id)[0] if torch.is_autocast_enabled("cpu") else aad(x, z_att, z_id)[0], [x, z_att, z_id]))


def test_mask_of_aad_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(4)
    aad = layers.AAD(16, 8, 128)
    torch.nn.init.normal_(aad.mask.weight, std=0.5)
    x, z_att, z_id = maps(2, 16, 8, 8), maps(2, 8, 8, 8), torch.randn(2, 128)
    with torch.autocast("cpu", torch.bfloat16):
        fast = aad(x.bfloat16(), z_att.bfloat16(), z_id)[1]
    monkeypatch.setattr(fused, "takes", lambda _: False)
    assert torch.allclose(fast, aad(x, z_att, z_id)[1], atol=0.02)


@pytest.mark.parametrize("slope", [0.0, 0.2])
def test_norm_with_style_and_without(monkeypatch: pytest.MonkeyPatch, slope: float) -> None:
    torch.manual_seed(5)
    x, style = maps(3, 20, 9, 9), (0.3 * torch.randn(3, 40)).requires_grad_()

    def call(with_style: bool) -> Callable[[], torch.Tensor]:
        return lambda: layers.norm_act(x.bfloat16() if torch.is_autocast_enabled("cpu") else x, style if with_style else None, slope)

    alike(*both(monkeypatch, torch.nn.Identity(), call(True), [x, style]))
    alike(*both(monkeypatch, torch.nn.Identity(), call(False), [x]))


def test_float_maps_take_the_plain_way() -> None:
    assert not fused.takes(maps(1, 4, 4, 4))
    with torch.no_grad():
        assert not fused.takes(maps(1, 4, 4, 4).bfloat16())
