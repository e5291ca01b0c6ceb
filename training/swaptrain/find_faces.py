"""The networks of our own face detector and dense landmarks. Pictures RGB, -1..1."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

WIDTHS = (16, 32, 64, 80, 80)


class Down(nn.Module):
    def __init__(self, c_in: int, c_out: int):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(c_in, c_out, 3, 2, 1, bias=False), nn.BatchNorm2d(c_out)
        self.conv2, self.norm2 = nn.Conv2d(c_out, c_out, 3, 1, 1, bias=False), nn.BatchNorm2d(c_out)
        self.short = nn.Conv2d(c_in, c_out, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = F.relu(self.norm1(self.conv1(x)))
        return F.relu(self.norm2(self.conv2(y)) + self.short(F.avg_pool2d(x, 2)))


class Merge(nn.Module):
    """A coarse map, doubled, joins a finer one."""

    def __init__(self, coarse: int, fine: int, out: int):
        super().__init__()
        self.narrow = nn.Conv2d(coarse, fine, 1)
        self.conv, self.norm = nn.Conv2d(fine, out, 3, 1, 1, bias=False), nn.BatchNorm2d(out)

    def forward(self, coarse: torch.Tensor, fine: torch.Tensor) -> torch.Tensor:
        return F.relu(self.norm(self.conv(F.interpolate(self.narrow(coarse), scale_factor=2, mode="bilinear", align_corners=False) + fine)))


class Backbone(nn.Module):
    """[B, 3, S, S] -> maps at strides 4, 8, 16, 32."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.norm = nn.Conv2d(3, WIDTHS[0], 3, 2, 1, bias=False), nn.BatchNorm2d(WIDTHS[0])
        self.downs = nn.ModuleList(Down(a, b) for a, b in zip(WIDTHS[:-1], WIDTHS[1:], strict=True))

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        maps = [F.relu(self.norm(self.conv(x)))]
        for down in self.downs:
            maps.append(down(maps[-1]))
        return maps[1:]


class FaceDetector(nn.Module):
    """[B, 3, 192, 192] -> score [B, 1, 24, 24] (0..1), box [B, 4, 24, 24] (centre - cell and natural logarithm of the size), points [B, 10, 24, 24]
    (five points - cell, x and y by turns); all in units of 32 px, cells are the centres of squares of 8 px."""

    def __init__(self) -> None:
        super().__init__()
        self.body = Backbone()
        self.merge16, self.merge8 = Merge(80, 80, 64), Merge(64, 64, 48)
        self.conv, self.norm = nn.Conv2d(48, 48, 3, 1, 1, bias=False), nn.BatchNorm2d(48)
        self.head = nn.Conv2d(48, 15, 1)
        with torch.no_grad():
            self.head.bias[0] = -4

    def maps(self, x: torch.Tensor) -> torch.Tensor:
        _, f8, f16, f32 = self.body(x)
        return self.head(F.relu(self.norm(self.conv(self.merge8(self.merge16(f32, f16), f8)))))

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        y = self.maps(x)
        return torch.sigmoid(y[:, :1]), y[:, 1:5], y[:, 5:]


class FaceLandmarks(nn.Module):
    """[B, 3, 128, 128] -> points [B, 68, 2] (0..1 of the crop), visible [B, 68] (0..1), score [B, 1] (0..1: whether this is a face).
    A point is the mean place of a softmax over 32 x 32 cells."""

    def __init__(self) -> None:
        super().__init__()
        self.body = Backbone()
        self.merge16, self.merge8, self.merge4 = Merge(80, 80, 64), Merge(64, 64, 48), Merge(48, 32, 48)
        self.head = nn.Conv2d(48, 68, 1)
        self.seen = nn.Linear(80, 69)
        centres = (torch.arange(32, dtype=torch.float32) + 0.5) / 32
        self.register_buffer("places", torch.stack((centres.repeat(32), centres.repeat_interleave(32)), 1), persistent=False)

    def logits(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Of the cells [B, 68, 1024], and of visibility and score [B, 69]."""
        f4, f8, f16, f32 = self.body(x)
        cells = self.head(self.merge4(self.merge8(self.merge16(f32, f16), f8), f4))
        return cells.flatten(2), self.seen(f32.mean((2, 3)))

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        cells, seen = self.logits(x)
        seen = torch.sigmoid(seen)
        return torch.softmax(cells, 2) @ self.places, seen[:, :68], seen[:, 68:]
