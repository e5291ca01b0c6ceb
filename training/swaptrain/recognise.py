"""Networks that read a face: identity and its judge, coefficients and the shape judge, landmarks, parts."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

from .layers import IDENTITY_DIM, conv


def recogniser_crop(x: torch.Tensor) -> torch.Tensor:
    """[B, 3, S, S] in ffhq_512 -> [B, 3, 112, 112] in arcface_112_v2: both templates are upright, so the crop is a slice (14..114 of 128)."""
    s = x.shape[-1]
    a, b = round(s * 14 / 128), round(s * 114 / 128)
    return F.interpolate(x[:, :, a:b, a:b], size=(112, 112), mode="bilinear", align_corners=False)


class _Stage(nn.Module):
    def __init__(self, c_in: int, c_out: int):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(c_in, c_out, 3, 2, 1, bias=False), nn.BatchNorm2d(c_out)
        self.conv2, self.norm2 = nn.Conv2d(c_out, c_out, 3, 1, 1, bias=False), nn.BatchNorm2d(c_out)
        self.short = nn.Conv2d(c_in, c_out, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = F.relu(self.norm1(self.conv1(x)))
        return F.relu(self.norm2(self.conv2(y)) + self.short(F.avg_pool2d(x, 2, ceil_mode=True)))


class ResidualReader(nn.Module):
    """A small residual network: [B, 3, 112 or 128, same] -> [B, out]."""

    def __init__(self, out: int, size: int, dropout: float = 0.0, widths: tuple[int, ...] = (24, 48, 96, 128, 160)):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, widths[0], 5, 2, 2, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU())
        self.stages = nn.Sequential(*(_Stage(a, b) for a, b in zip(widths[:-1], widths[1:], strict=True)))
        side = size // 2
        for _ in widths[1:]:
            side = (side + 1) // 2
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(widths[-1] * side * side, out)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.dropout(self.stages(self.stem(x)).flatten(1)))


class PlainReader(nn.Module):
    """Another family for the judges: plain 3x3 convolutions, ELU, max pooling and a global average; shares no layer shape with ResidualReader."""

    def __init__(self, out: int, dropout: float = 0.0, widths: tuple[int, ...] = (20, 40, 80, 128, 176)):
        super().__init__()
        layers: list[nn.Module] = []
        for k, (a, b) in enumerate(zip((3, *widths[:-1]), widths, strict=True)):
            layers += [nn.Conv2d(a, b, 5 if k == 0 else 3, 2 if k == 0 else 1, 2 if k == 0 else 1, bias=False), nn.BatchNorm2d(b), nn.ELU()]
            if k:
                layers += [nn.Conv2d(b, b, 3, 1, 1, bias=False), nn.BatchNorm2d(b), nn.ELU(), nn.MaxPool2d(2, ceil_mode=True)]
        self.body = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(widths[-1], out)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.dropout(self.body(x).mean((2, 3))))


class Embedder(nn.Module):
    """Crop (arcface_112_v2, RGB, -1..1) -> unit vector [B, IDENTITY_DIM]."""

    def __init__(self, reader: nn.Module):
        super().__init__()
        self.reader = reader

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.normalize(self.reader(x), dim=1)


class MarginSoftmax(nn.Module):
    """CosFace (Wang et al. 2018): s*(cos(theta_y) - m) against s*cos(theta_j)."""

    def __init__(self, classes: int, scale: float = 24.0, margin: float = 0.25):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(classes, IDENTITY_DIM) * 0.05)
        self.scale, self.margin = scale, margin

    def forward(self, z: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        cosine = z.float() @ F.normalize(self.weight.float(), dim=1).T
        cosine = cosine - self.margin * F.one_hot(labels, cosine.shape[1])
        return F.cross_entropy(self.scale * cosine, labels)


class Parser(nn.Module):
    """Crop 128 px, RGB, -1..1 -> logits of the fourteen parts, 128 px: a small U-Net."""

    def __init__(self, parts: int = 14):
        super().__init__()
        widths = (16, 32, 64, 96, 128)
        self.stem = conv(3, 16)
        self.downs = nn.ModuleList(_Stage(a, b) for a, b in zip(widths[:-1], widths[1:], strict=True))
        self.ups = nn.ModuleList(nn.Sequential(nn.Conv2d(a + b, b, 3, 1, 1, bias=False), nn.BatchNorm2d(b), nn.ReLU()) for a, b in ((128, 96), (96, 64), (64, 32), (32, 16)))
        self.head = nn.Conv2d(16, parts, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        maps = [F.relu(self.stem(x))]
        for down in self.downs:
            maps.append(down(maps[-1]))
        y = maps.pop()
        for up in self.ups:
            y = up(torch.cat((F.interpolate(y, scale_factor=2, mode="bilinear", align_corners=False), maps.pop()), 1))
        return self.head(y)
