"""Blocks of the networks, named as in the papers. Pictures and features are NCHW; everything is padded so that sizes are exact."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from . import fused

IDENTITY_DIM = 128
IDENTITY_GAIN = 12.0
"""z_id has unit length, so each of its 128 numbers spreads by about 0.08. Layers see it this much larger, as wide as what stands beside it; without this,
identity is learnt some ten times more slowly. (A number that fp16 holds exactly.)"""


def conv(c_in: int, c_out: int, kernel: int = 3, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(c_in, c_out, kernel, stride, (kernel - 1) // 2)


def up2(x: torch.Tensor) -> torch.Tensor:
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)


def mix(a: torch.Tensor, b: torch.Tensor, m: torch.Tensor) -> torch.Tensor:
    """(1 - m)*a + m*b, in the type of `b`: autocast leaves pictures in fp32 and features in bf16."""
    return torch.lerp(a.to(b.dtype), b, m.to(b.dtype))


def instance_norm(x: torch.Tensor) -> torch.Tensor:
    """(x - mu) / sigma per channel and sample. The contiguous call keeps channels_last, which makes it three times faster on CPUs."""
    return F.instance_norm(x).contiguous(memory_format=torch.channels_last)


def norm_act(x: torch.Tensor, style: torch.Tensor | None, slope: float) -> torch.Tensor:
    """leaky_relu((1 + gamma)*IN(x) + beta, slope); style [B, 2C] holds gamma and beta, or there is none."""
    if fused.takes(x):
        return fused.norm_act(x, style, slope)
    h = instance_norm(x)
    if style is not None:
        gamma, beta = style[:, :, None, None].chunk(2, 1)
        h = torch.addcmul(beta, h, 1 + gamma)
    return F.leaky_relu(h, slope)


def channel_statistics(x: torch.Tensor) -> torch.Tensor:
    """[B, 2, C]: mean and standard deviation of each channel."""
    return torch.stack((x.mean((2, 3)), x.var((2, 3), unbiased=False).add(1e-5).sqrt()), 1)


class FromIdentity(nn.Linear):
    """A linear layer over z_id, or over v_sid, which ends in it; z_id is multiplied by IDENTITY_GAIN first."""

    gain: torch.Tensor

    def __init__(self, c_in: int, c_out: int):
        super().__init__(c_in, c_out)
        gain = torch.ones(c_in)
        gain[-IDENTITY_DIM:] = IDENTITY_GAIN
        self.register_buffer("gain", gain, persistent=False)

    def forward(self, v: torch.Tensor) -> torch.Tensor:
        return super().forward(v * self.gain)


class AAD(nn.Module):
    """Adaptive attentional denormalisation (FaceShifter, section 3.1, equations 2-5) and the ReLU after it.

    h = IN(h_in); A = gamma_att*h + beta_att; I = gamma_id*h + beta_id; M = sigmoid(conv(h)); out = relu((1 - M)*A + M*I).
    The convolutions give gamma - 1, so that both paths start near the identity.
    """

    def __init__(self, c: int, c_att: int, c_id: int):
        super().__init__()
        self.gamma_att, self.beta_att = nn.Conv2d(c_att, c, 1), nn.Conv2d(c_att, c, 1)
        self.identity = FromIdentity(c_id, 2 * c)
        self.mask = nn.Conv2d(c, 1, 1)
        nn.init.zeros_(self.mask.weight)
        nn.init.constant_(self.mask.bias, 0.5)

    def forward(self, h_in: torch.Tensor, z_att: torch.Tensor, z_id: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        style = self.identity(z_id)
        if fused.takes(h_in):
            return fused.aad(h_in, fused.joined(z_att, self.gamma_att, self.beta_att), style, self.mask)
        h = instance_norm(h_in)
        gamma_id, beta_id = style[:, :, None, None].chunk(2, 1)
        m = torch.sigmoid(self.mask(h))
        a = torch.addcmul(h + self.beta_att(z_att), h, self.gamma_att(z_att))
        i = torch.addcmul(beta_id.expand_as(h), h, 1 + gamma_id)
        return F.relu(mix(a, i, m)), m


class AADResBlk(nn.Module):
    """Two AAD-ReLU-conv and a shortcut (FaceShifter, figure 3c); where the width changes the shortcut is a 1x1 convolution."""

    def __init__(self, c_in: int, c_out: int, c_att: int, c_id: int):
        super().__init__()
        self.aad1, self.conv1 = AAD(c_in, c_att, c_id), conv(c_in, c_in)
        self.aad2, self.conv2 = AAD(c_in, c_att, c_id), conv(c_in, c_out)
        self.short = nn.Conv2d(c_in, c_out, 1) if c_in != c_out else None

    def forward(self, h_in: torch.Tensor, z_att: torch.Tensor, z_id: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """-> h_out and M, the mean of the two masks [B, 1, H, W]."""
        x, m1 = self.aad1(h_in, z_att, z_id)
        x, m2 = self.aad2(self.conv1(x), z_att, z_id)
        x = self.conv2(x)
        return x + (self.short(h_in) if self.short is not None else h_in), (m1 + m2) / 2


class AdaIN(nn.Module):
    """leaky_relu((1 + gamma(v))*IN(x) + beta(v)): Huang & Belongie 2017 with learnt statistics, as HifiFace uses it."""

    def __init__(self, c: int, c_id: int):
        super().__init__()
        self.style = FromIdentity(c_id, 2 * c)

    def forward(self, x: torch.Tensor, v_sid: torch.Tensor) -> torch.Tensor:
        return norm_act(x, self.style(v_sid), 0.2)


class AdaINResBlk(nn.Module):
    """[AdaIN, LeakyReLU, conv] twice with a shortcut, then x2 if `up` (HifiFace, figure 9)."""

    def __init__(self, c_in: int, c_out: int, c_id: int, up: bool = False):
        super().__init__()
        self.up = up
        self.norm1, self.conv1 = AdaIN(c_in, c_id), conv(c_in, c_out)
        self.norm2, self.conv2 = AdaIN(c_out, c_id), conv(c_out, c_out)
        self.short = nn.Conv2d(c_in, c_out, 1, bias=False) if c_in != c_out else None

    def forward(self, x: torch.Tensor, v_sid: torch.Tensor) -> torch.Tensor:
        y = self.conv1(self.norm1(x, v_sid))
        if self.up:
            y, x = up2(y), up2(x)
        return self.conv2(self.norm2(y, v_sid)) + (self.short(x) if self.short is not None else x)


class ResBlk(nn.Module):
    """[IN, LeakyReLU, conv] twice with a shortcut; halves (`down`) or doubles (`up`) the size."""

    def __init__(self, c_in: int, c_out: int, down: bool = False, up: bool = False, norm: bool = True):
        super().__init__()
        self.down, self.up, self.norm = down, up, norm
        self.conv1, self.conv2 = conv(c_in, c_out), conv(c_out, c_out)
        self.short = nn.Conv2d(c_in, c_out, 1, bias=False) if c_in != c_out else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self._activate(x)
        if self.down:
            y, x = F.avg_pool2d(y, 2), F.avg_pool2d(x, 2)
        y = self.conv1(y)
        if self.up:
            y, x = up2(y), up2(x)
        return self.conv2(self._activate(y)) + (self.short(x) if self.short is not None else x)

    def _activate(self, x: torch.Tensor) -> torch.Tensor:
        return norm_act(x, None, 0.2) if self.norm else F.leaky_relu(x, 0.2)
