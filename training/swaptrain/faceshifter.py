"""FaceShifter (Li et al. 2019) for 128-px crops: seven attribute levels instead of the eight of 256 px."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from .layers import AADResBlk, FromIdentity, conv, up2

LEVEL_SIZES = (2, 4, 8, 16, 32, 64, 128)
ATTRIBUTE_CHANNELS = (128, 128, 112, 80, 48, 24, 12)
GENERATOR_CHANNELS = (160, 160, 144, 112, 64, 32, 16)
ENCODER_CHANNELS = (12, 24, 48, 80, 112, 128, 128)
"""Of the downward path, from 128 px to 2 px."""


class _Down(nn.Module):
    """4x4 stride-2 convolution. BatchNorm only where maps are small: at 64 px it costs more than the convolution."""

    def __init__(self, c_in: int, c_out: int, norm: bool):
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, 4, 2, 1, bias=not norm)
        self.norm = nn.BatchNorm2d(c_out) if norm else nn.Identity()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.leaky_relu(self.norm(self.conv(x)), 0.1)


class _Up(nn.Module):
    """Convolution, then twice the size: the other order costs four times as much."""

    def __init__(self, c_in: int, c_out: int, norm: bool):
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, 3, 1, 1, bias=not norm)
        self.norm = nn.BatchNorm2d(c_out) if norm else nn.Identity()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.leaky_relu(up2(self.norm(self.conv(x))), 0.1)


class AttributeEncoder(nn.Module):
    """U-shaped, multi-level: X_t [B, 3, 128, 128] -> z_att 1..7, rising in resolution (section 3.1, 'Multi-level attributes encoder').

    A picture of 64 px enters one level lower, through a layer used in training only, and gives z_att 1..6.
    """

    def __init__(self) -> None:
        super().__init__()
        down, up = ENCODER_CHANNELS, ATTRIBUTE_CHANNELS
        self.stem, self.stem_64 = conv(3, down[0]), conv(3, down[1])
        self.downs = nn.ModuleList(_Down(down[k], down[k + 1], norm=k >= 2) for k in range(6))
        # z_att^1 is the bottleneck; each further level joins the upsampled last level with the encoder map of its size.
        self.channels = (down[6], *(up[k] + down[6 - k] for k in range(1, 7)))
        # Without a norm on every one of these the two largest levels grow without end, until nothing of the identity's reach is seen beside them.
        self.ups = nn.ModuleList(_Up(self.channels[k - 1], up[k], norm=True) for k in range(1, 7))

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        small = x.shape[-1] == 64
        features = [F.leaky_relu(self.stem_64(x) if small else self.stem(x), 0.1)]
        for down in self.downs[1:] if small else self.downs:
            features.append(down(features[-1]))
        z = [features.pop()]
        for up in self.ups[: len(features)]:
            z.append(torch.cat((up(z[-1]), features.pop()), 1))
        return z


class AADGenerator(nn.Module):
    """z_id [B, D], z_att 1..7 -> Y [B, 3, 128, 128] in -1..1 and the masks M 1..7; with z_att 1..6 a picture of 64 px, in training only.

    The seventh block starts as the identity, so that training can go on from 64 px to 128 px without a jump.
    """

    def __init__(self, c_id: int, attribute_channels: tuple[int, ...]):
        super().__init__()
        c = GENERATOR_CHANNELS
        self.start = FromIdentity(c_id, c[0] * 4)
        self.blocks = nn.ModuleList(AADResBlk(c[k], c[min(k + 1, 6)], attribute_channels[k], c_id) for k in range(7))
        self.to_rgb, self.to_rgb_64 = conv(c[6], 3), conv(c[6], 3)
        nn.init.zeros_(self.blocks[6].conv2.weight)
        nn.init.zeros_(self.blocks[6].conv2.bias)

    def grow(self) -> None:
        """To be called once when training goes from 64 px to 128 px."""
        self.to_rgb.load_state_dict(self.to_rgb_64.state_dict())

    def forward(self, z_id: torch.Tensor, z_att: list[torch.Tensor]) -> tuple[torch.Tensor, list[torch.Tensor]]:
        h = self.start(z_id).view(z_id.shape[0], -1, 2, 2)
        masks = []
        for k, z in enumerate(z_att):
            if k:
                h = up2(h)
            h, m = self.blocks[k](h, z, z_id)
            masks.append(m)
        to_rgb = self.to_rgb if len(z_att) == 7 else self.to_rgb_64
        return torch.tanh(to_rgb(F.relu(h))), masks


class AEINet(nn.Module):
    """Adaptive embedding integration: attribute encoder and AAD generator (the recogniser stays outside)."""

    def __init__(self, c_id: int):
        super().__init__()
        self.encoder = AttributeEncoder()
        self.generator = AADGenerator(c_id, self.encoder.channels)

    def forward(self, target: torch.Tensor, z_id: torch.Tensor) -> tuple[torch.Tensor, list[torch.Tensor], list[torch.Tensor]]:
        """-> Y_st, z_att, M."""
        z_att = self.encoder(target)
        y, masks = self.generator(z_id, z_att)
        return y, z_att, masks


class HEARNet(nn.Module):
    """Heuristic error acknowledging refinement (section 3.2): U-Net on [Y_hat_st, X_t - Y_hat_tt].

    The six channels are padded with two of zeros, because browsers' ONNX runtimes miscompute convolutions whose input width is a
    multiple of three but not of four.
    """

    def __init__(self) -> None:
        super().__init__()
        widths = (16, 32, 48, 64, 96, 128)
        self.stem = conv(8, 16)
        self.downs = nn.ModuleList(_Down(widths[k], widths[k + 1], norm=k >= 2) for k in range(5))
        self.ups = nn.ModuleList((_Up(128, 96, True), _Up(192, 64, True), _Up(128, 48, True), _Up(96, 32, False), _Up(64, 16, False)))
        self.to_rgb = conv(32, 3)

    def forward(self, y_hat_st: torch.Tensor, error: torch.Tensor) -> torch.Tensor:
        x = torch.cat((y_hat_st, error, error[:, :2] * 0), 1)
        features = [F.leaky_relu(self.stem(x), 0.1)]
        for down in self.downs:
            features.append(down(features[-1]))
        y = features[-1]
        for k, up in enumerate(self.ups):
            y = torch.cat((up(y), features[4 - k]), 1)
        a = y_hat_st.clamp(-0.999, 0.999)
        return torch.tanh(0.5 * torch.log((1 + a) / (1 - a)) + self.to_rgb(y))
