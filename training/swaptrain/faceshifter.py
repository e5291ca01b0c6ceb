"""FaceShifter (Li et al. 2019) for 128-px crops: seven attribute levels instead of the eight of 256 px."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from .layers import AADResBlk, conv, up2

LEVEL_SIZES = (2, 4, 8, 16, 32, 64, 128)
ATTRIBUTE_CHANNELS = (144, 144, 128, 96, 64, 32, 16)
GENERATOR_CHANNELS = (192, 192, 160, 128, 80, 48, 24)


class _Down(nn.Module):
    """4x4 stride-2 convolution. BatchNorm only where maps are small: at 64 px it costs more than the convolution."""

    def __init__(self, c_in: int, c_out: int, norm: bool):
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, 4, 2, 1, bias=not norm)
        self.norm = nn.BatchNorm2d(c_out) if norm else nn.Identity()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.leaky_relu(self.norm(self.conv(x)), 0.1)


class _Up(nn.Module):
    def __init__(self, c_in: int, c_out: int, norm: bool):
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, 3, 1, 1, bias=not norm)
        self.norm = nn.BatchNorm2d(c_out) if norm else nn.Identity()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.leaky_relu(self.norm(self.conv(up2(x))), 0.1)


class AttributeEncoder(nn.Module):
    """U-shaped, multi-level: X_t [B, 3, 128, 128] -> z_att 1..7, rising in resolution (section 3.1, 'Multi-level attributes encoder')."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = conv(3, 16)
        down = (16, 32, 64, 96, 128, 144, 144)
        self.downs = nn.ModuleList(_Down(down[k], down[k + 1], norm=k >= 2) for k in range(6))
        # z_att^1 is the bottleneck; each further level joins the upsampled last level with the encoder map of its size.
        ups, widths = [], list(ATTRIBUTE_CHANNELS)
        skip = (0, 144, 128, 96, 64, 32, 16)
        below = widths[0]
        for k in range(1, 7):
            ups.append(_Up(below, widths[k], norm=k <= 4))
            below = widths[k] + skip[k]
        self.ups = nn.ModuleList(ups)
        self.channels = tuple(widths[k] + skip[k] for k in range(7))

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        features = [F.leaky_relu(self.stem(x), 0.1)]
        for down in self.downs:
            features.append(down(features[-1]))
        z = [features[6]]
        for k, up in enumerate(self.ups, start=1):
            z.append(torch.cat((up(z[-1]), features[6 - k]), 1))
        return z


class AADGenerator(nn.Module):
    """z_id [B, D], z_att 1..7 -> Y [B, 3, 128, 128] in -1..1 and the masks M 1..7."""

    def __init__(self, c_id: int, attribute_channels: tuple[int, ...]):
        super().__init__()
        c = GENERATOR_CHANNELS
        self.start = nn.Linear(c_id, c[0] * 4)
        self.blocks = nn.ModuleList(AADResBlk(c[k], c[k + 1] if k < 6 else c[6], attribute_channels[k], c_id) for k in range(7))
        self.to_rgb = conv(c[6], 3)

    def forward(self, z_id: torch.Tensor, z_att: list[torch.Tensor]) -> tuple[torch.Tensor, list[torch.Tensor]]:
        h = self.start(z_id).view(z_id.shape[0], -1, 2, 2)
        masks = []
        for k, block in enumerate(self.blocks):
            if k:
                h = up2(h)
            h, m = block(h, z_att[k], z_id)
            masks.append(m)
        return torch.tanh(self.to_rgb(F.relu(h))), masks


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
        c = (32, 48, 64, 128, 128)
        self.stem = conv(8, 24)
        widths = (24, *c)
        self.downs = nn.ModuleList(_Down(widths[k], widths[k + 1], norm=k >= 2) for k in range(5))
        self.ups = nn.ModuleList((_Up(128, 128, True), _Up(256, 64, True), _Up(128, 48, True), _Up(96, 32, False), _Up(64, 24, False)))
        self.to_rgb = conv(48, 3)

    def forward(self, y_hat_st: torch.Tensor, error: torch.Tensor) -> torch.Tensor:
        x = torch.cat((y_hat_st, error), 1)
        x = F.pad(x, (0, 0, 0, 0, 0, 2))
        features = [F.leaky_relu(self.stem(x), 0.1)]
        for down in self.downs:
            features.append(down(features[-1]))
        y = features[-1]
        for k, up in enumerate(self.ups):
            y = torch.cat((up(y), features[4 - k]), 1)
        return torch.tanh(torch.atanh(y_hat_st.clamp(-0.999, 0.999)) + self.to_rgb(y))
