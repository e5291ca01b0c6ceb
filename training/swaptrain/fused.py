"""Instance norm with what follows it as one kernel, for training on processors: element-wise work otherwise bounds the swap networks.

The kernels take over where maps are channels_last bf16 under autocast and a C++ compiler is there; everywhere else (export, evaluation, tests without a
compiler) `layers.py` computes the same in plain PyTorch. `tests/test_fused.py` holds both to the same answers and gradients.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import ModuleType

import torch
from torch.nn import functional as F


@cache
def kernels() -> ModuleType | None:
    """Compiles the kernels once a machine (half a minute); None without a compiler."""
    from torch.utils.cpp_extension import load

    try:
        return load("swaptrain_fused", [str(Path(__file__).with_name("fused.cpp"))], extra_cflags=["-O3", "-march=native", "-ffast-math"])
    except (OSError, RuntimeError) as error:
        print(f"No fused kernels, training goes on without them, slower: {str(error).splitlines()[0]}", flush=True)
        return None


def takes(x: torch.Tensor) -> bool:
    """Whether the kernels can take this map, in this place of the program."""
    return x.dtype == torch.bfloat16 and torch.is_grad_enabled() and not torch.jit.is_tracing() and x.is_contiguous(memory_format=torch.channels_last) and kernels() is not None


def _last(x: torch.Tensor) -> torch.Tensor:
    return x.to(torch.bfloat16).contiguous(memory_format=torch.channels_last)


class _NormAct(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x: torch.Tensor, style: torch.Tensor, slope: float) -> torch.Tensor:
        y, mu, inverse = kernels().norm_forward(x, style, slope)
        ctx.save_for_backward(x, y, style, mu, inverse)
        ctx.slope = slope
        return y

    @staticmethod
    def backward(ctx, g: torch.Tensor):
        x, y, style, mu, inverse = ctx.saved_tensors
        dx, dstyle = kernels().norm_backward(_last(g), x, y, style, mu, inverse, ctx.slope)
        return dx, dstyle, None


class _Aad(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x: torch.Tensor, att: torch.Tensor, style: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor):
        y, mask, mu, inverse = kernels().aad_forward(x, att, style, weight, bias)
        ctx.save_for_backward(x, y, att, style, weight, mask, mu, inverse)
        ctx.mark_non_differentiable(mask)
        return y, mask

    @staticmethod
    def backward(ctx, g: torch.Tensor, _: torch.Tensor):
        x, y, att, style, weight, mask, mu, inverse = ctx.saved_tensors
        return tuple(kernels().aad_backward(_last(g), x, y, att, style, weight, mask, mu, inverse))


def norm_act(x: torch.Tensor, style: torch.Tensor | None, slope: float) -> torch.Tensor:
    """leaky((1 + gamma)*IN(x) + beta) with style [B, 2C] = (gamma, beta), or none."""
    flat = torch.zeros(x.shape[0], 2 * x.shape[1]) if style is None else style.float().contiguous()
    return _NormAct.apply(x, flat, slope)


def aad(x: torch.Tensor, att: torch.Tensor, style: torch.Tensor, mask: torch.nn.Conv2d) -> tuple[torch.Tensor, torch.Tensor]:
    """relu of the AAD (layers.AAD) and M. att [B, 2C, H, W] = (gamma_att - 1, beta_att), style [B, 2C] = (gamma_id - 1, beta_id)."""
    return _Aad.apply(x, _last(att), style.float().contiguous(), mask.weight.flatten().contiguous(), mask.bias)


def joined(x: torch.Tensor, *convolutions: torch.nn.Conv2d) -> torch.Tensor:
    """Several 1x1 convolutions of one map as one."""
    return F.conv2d(x, torch.cat([c.weight for c in convolutions]), torch.cat([c.bias for c in convolutions]))
