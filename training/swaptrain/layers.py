"""Blocks of the networks, named as in the papers. Pictures and features are NCHW; everything is padded so that sizes are exact."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F


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


def channel_statistics(x: torch.Tensor) -> torch.Tensor:
    """[B, 2, C]: mean and standard deviation of each channel."""
    return torch.stack((x.mean((2, 3)), x.var((2, 3), unbiased=False).add(1e-5).sqrt()), 1)


class AAD(nn.Module):
    """Adaptive attentional denormalisation (FaceShifter, section 3.1, equations 2-5).

    h = IN(h_in); A = gamma_att*h + beta_att; I = gamma_id*h + beta_id; M = sigmoid(conv(h)); out = (1 - M)*A + M*I.
    The convolutions give gamma - 1, so that both paths start near the identity.
    """

    def __init__(self, c: int, c_att: int, c_id: int):
        super().__init__()
        self.gamma_att, self.beta_att = nn.Conv2d(c_att, c, 1), nn.Conv2d(c_att, c, 1)
        self.identity = nn.Linear(c_id, 2 * c)
        self.mask = nn.Conv2d(c, 1, 1)
        nn.init.zeros_(self.mask.weight)
        nn.init.constant_(self.mask.bias, 0.5)

    def forward(self, h_in: torch.Tensor, z_att: torch.Tensor, z_id: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        h = instance_norm(h_in)
        gamma_id, beta_id = self.identity(z_id)[:, :, None, None].chunk(2, 1)
        m = torch.sigmoid(self.mask(h))
        a = torch.addcmul(h + self.beta_att(z_att), h, self.gamma_att(z_att))
        i = torch.addcmul(beta_id.expand_as(h), h, 1 + gamma_id)
        return mix(a, i, m), m


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
        x = self.conv1(F.relu(x))
        x, m2 = self.aad2(x, z_att, z_id)
        x = self.conv2(F.relu(x))
        return x + (self.short(h_in) if self.short is not None else h_in), (m1 + m2) / 2


class AdaIN(nn.Module):
    """(1 + gamma(v))*IN(x) + beta(v): Huang & Belongie 2017 with learnt statistics, as HifiFace uses it."""

    def __init__(self, c: int, c_id: int):
        super().__init__()
        self.style = nn.Linear(c_id, 2 * c)

    def forward(self, x: torch.Tensor, v_sid: torch.Tensor) -> torch.Tensor:
        gamma, beta = self.style(v_sid)[:, :, None, None].chunk(2, 1)
        return torch.addcmul(beta, instance_norm(x), 1 + gamma)


class AdaINResBlk(nn.Module):
    """[AdaIN, LeakyReLU, conv] twice with a shortcut, then x2 if `up` (HifiFace, figure 9)."""

    def __init__(self, c_in: int, c_out: int, c_id: int, up: bool = False):
        super().__init__()
        self.up = up
        self.norm1, self.conv1 = AdaIN(c_in, c_id), conv(c_in, c_out)
        self.norm2, self.conv2 = AdaIN(c_out, c_id), conv(c_out, c_out)
        self.short = nn.Conv2d(c_in, c_out, 1, bias=False) if c_in != c_out else None

    def forward(self, x: torch.Tensor, v_sid: torch.Tensor) -> torch.Tensor:
        y = self.conv1(F.leaky_relu(self.norm1(x, v_sid), 0.2))
        if self.up:
            y, x = up2(y), up2(x)
        y = F.leaky_relu(self.norm2(y, v_sid), 0.2)
        return self.conv2(y) + (self.short(x) if self.short is not None else x)


class ResBlk(nn.Module):
    """[IN, LeakyReLU, conv] twice with a shortcut; halves (`down`) or doubles (`up`) the size."""

    def __init__(self, c_in: int, c_out: int, down: bool = False, up: bool = False, norm: bool = True):
        super().__init__()
        self.down, self.up, self.norm = down, up, norm
        self.conv1, self.conv2 = conv(c_in, c_out), conv(c_out, c_out)
        self.short = nn.Conv2d(c_in, c_out, 1, bias=False) if c_in != c_out else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = F.leaky_relu(instance_norm(x) if self.norm else x, 0.2)
        if self.down:
            y, x = F.avg_pool2d(y, 2), F.avg_pool2d(x, 2)
        y = self.conv1(y)
        if self.up:
            y, x = up2(y), up2(x)
        y = F.leaky_relu(instance_norm(y) if self.norm else y, 0.2)
        return self.conv2(y) + (self.short(x) if self.short is not None else x)
