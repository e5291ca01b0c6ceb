"""Training pictures for `face-detector` and `face-landmarks`: rendered heads and photographs, moved, recoloured and pasted on backgrounds.

Coordinates are pixels with centres at +0.5. Torn and scrambled pieces are pasted the same way as heads, so that an edge of a
paste tells nothing about where a face is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional as F

from .grid import PARTS, Grid

# The 68 points in a mirrored picture: jaw, brows, bridge, base of the nose, eyes, outer and inner lips.
MIRROR_68 = (*range(16, -1, -1), *range(26, 16, -1), *range(27, 31), *range(35, 30, -1), 45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40,
             *range(54, 47, -1), *range(59, 54, -1), *range(64, 59, -1), *range(67, 64, -1))
HIDING = ("hair", "glasses", "hat", "occluder")


@dataclass(frozen=True)
class Similarity:
    """p -> (a*x - b*y + tx, b*x + a*y + ty), one a sample: [B] each."""

    a: torch.Tensor
    b: torch.Tensor
    tx: torch.Tensor
    ty: torch.Tensor

    @staticmethod
    def about(centre: torch.Tensor, angle: torch.Tensor, scale: torch.Tensor, to: float | torch.Tensor) -> Similarity:
        """Turns by `angle` (radians, clockwise in a picture) and scales about `centre` [B, 2], which lands on `to` (both coordinates, or [B, 2])."""
        a, b = scale * torch.cos(angle), scale * torch.sin(angle)
        goal = to if isinstance(to, torch.Tensor) else torch.full_like(centre, to)
        return Similarity(a, b, goal[:, 0] - a * centre[:, 0] + b * centre[:, 1], goal[:, 1] - b * centre[:, 0] - a * centre[:, 1])

    def apply(self, points: torch.Tensor) -> torch.Tensor:
        """[B, N, 2] -> [B, N, 2]."""
        x, y = points[..., 0], points[..., 1]
        a, b, tx, ty = (v[:, None] for v in (self.a, self.b, self.tx, self.ty))
        return torch.stack((a * x - b * y + tx, b * x + a * y + ty), -1)

    def inverse(self) -> Similarity:
        d = self.a.square() + self.b.square()
        a, b = self.a / d, -self.b / d
        return Similarity(a, b, -(a * self.tx - b * self.ty), -(b * self.tx + a * self.ty))


def warp(x: torch.Tensor, to_out: Similarity, size: int, outside: str) -> torch.Tensor:
    """[B, C, H, W] -> [B, C, size, size], bilinear; `outside` is `zeros` or `border`."""
    back, (h, w) = to_out.inverse(), x.shape[2:]
    centres = torch.arange(size, dtype=torch.float32) + 0.5
    grid = back.apply(torch.stack((centres[None, :].expand(size, size), centres[:, None].expand(size, size)), -1).reshape(1, -1, 2).expand(x.shape[0], -1, -1))
    grid = (grid * torch.tensor([2 / w, 2 / h]) - 1).reshape(x.shape[0], size, size, 2)
    return F.grid_sample(x, grid, mode="bilinear", padding_mode=outside, align_corners=False)


def uniform(random: np.random.Generator, low: float, high: float, *shape: int) -> torch.Tensor:
    return torch.from_numpy(random.uniform(low, high, shape).astype(np.float32))


def chance(random: np.random.Generator, share: float, *shape: int) -> torch.Tensor:
    """0 or 1."""
    return torch.from_numpy((random.random(shape) < share).astype(np.float32))


@dataclass(frozen=True)
class Heads:
    """Cut-out heads [B, 4, S, S] (RGB -1..1 and opacity 0..1), their 68 points [B, 68, 2] and which of them are seen [B, 68]."""

    cutouts: torch.Tensor
    points: torch.Tensor
    seen: torch.Tensor


def draw_heads(grid: Grid, random: np.random.Generator, batch: int) -> Heads:
    """Rendered heads, half of them mirrored; three in ten keep the square of their own background, with a soft border."""
    rows = np.sort(random.integers(0, grid.count, batch))
    colour, labels, side = grid.pictures(rows), grid.label_pictures(rows), grid.size
    points = torch.from_numpy(grid.truth["landmarks68"][rows].reshape(batch, 68, 2).copy())
    head = F.avg_pool2d((labels != 0).float()[:, None], 3, 1, 1)
    opacity = torch.maximum(head, chance(random, 0.3, batch, 1, 1, 1))
    edge = torch.minimum(torch.arange(side) + 0.5, side - 0.5 - torch.arange(side))
    fade = (edge / uniform(random, 1, 16, batch, 1)).clamp(max=1)
    cutouts = torch.cat((colour, opacity * fade[:, None, :, None] * fade[:, None, None, :]), 1)
    at = points.long().clamp(0, side - 1)
    part = labels[torch.arange(batch)[:, None], at[..., 1], at[..., 0]]
    seen = torch.stack([part != PARTS.index(name) for name in HIDING]).all(0)
    # Points of the jaw beyond its outermost one lie behind the cheek.
    jaw, order = points[:, :17, 0], torch.arange(17)
    seen[:, :17] &= (order >= jaw.argmin(1)[:, None]) & (order <= jaw.argmax(1)[:, None])
    flip = random.random(batch) < 0.5
    mirror = torch.tensor(MIRROR_68)
    for k in np.flatnonzero(flip):
        cutouts[k] = cutouts[k].flip(2)
        points[k] = points[k, mirror] * torch.tensor([-1.0, 1.0]) + torch.tensor([float(side), 0.0])
        seen[k] = seen[k, mirror]
    return Heads(cutouts, points, seen)


def scrambled(x: torch.Tensor, random: np.random.Generator, tiles: int) -> torch.Tensor:
    """[B, C, S, S] with its tiles shuffled, each turned by a multiple of a right angle: all the colours of a face and no face."""
    b, c, s, _ = x.shape
    t = s // tiles
    pieces = x[:, :, : t * tiles, : t * tiles].reshape(b, c, tiles, t, tiles, t).permute(2, 4, 0, 1, 3, 5).reshape(tiles * tiles, b, c, t, t)
    pieces = pieces[torch.from_numpy(random.permutation(tiles * tiles))].rot90(int(random.integers(1, 4)), (3, 4))
    return pieces.reshape(tiles, tiles, b, c, t, t).permute(2, 3, 0, 4, 1, 5).reshape(b, c, t * tiles, t * tiles)


def draw_backgrounds(random: np.random.Generator, batch: int, size: int, pieces: torch.Tensor) -> torch.Tensor:
    """[B, 3, size, size]: smooth noise of several widths on a colour; half of them mixed with scrambled `pieces` [B, 3, S, S]."""
    x = uniform(random, -0.9, 0.9, batch, 1, 1, 1) + uniform(random, -0.25, 0.25, batch, 3, 1, 1)
    x = x.expand(-1, -1, size, size)
    for cells in (2, 5, 16, 48):
        noise = uniform(random, -1, 1, batch, 3, cells, cells) * uniform(random, 0, 0.7, batch, 1, 1, 1) * chance(random, 0.5, batch, 1, 1, 1)
        mode = "nearest" if random.random() < 0.25 else "bilinear"
        x = x + F.interpolate(noise, size=(size, size), mode=mode)
    torn = F.interpolate(scrambled(pieces, random, int(random.choice((2, 4, 8)))), size=(size, size), mode="bilinear", align_corners=False)
    share = uniform(random, 0.3, 1, batch, 1, 1, 1) * chance(random, 0.5, batch, 1, 1, 1)
    return torch.lerp(x.clamp(-1, 1), torn, share)


def paste(canvas: torch.Tensor, cutouts: torch.Tensor, to_canvas: Similarity, keep: torch.Tensor) -> torch.Tensor:
    """Lays cut-outs [B, 4, S, S] over [B, 3, C, C] where `keep` [B] is 1."""
    laid = warp(cutouts, to_canvas, canvas.shape[-1], "zeros")
    return torch.lerp(canvas, laid[:, :3], laid[:, 3:] * keep[:, None, None, None])


def cover(canvas: torch.Tensor, random: np.random.Generator, share: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Lays an ellipse of one colour over `share` of the pictures; returns them and the opacity [B, 1, C, C]."""
    b, _, c, _ = canvas.shape
    axis = torch.arange(c) + 0.5
    x, y, rx, ry = (uniform(random, low * c, high * c, b, 1, 1) for low, high in ((0.1, 0.9), (0.1, 0.9), (0.05, 0.25), (0.05, 0.25)))
    inside = ((axis[None, None, :] - x) / rx).square() + ((axis[None, :, None] - y) / ry).square()
    opacity = ((1.1 - inside) * 8).clamp(0, 1)[:, None] * chance(random, share, b, 1, 1, 1)
    return torch.lerp(canvas, uniform(random, -1, 1, b, 3, 1, 1).expand_as(canvas), opacity), opacity


def recolour(x: torch.Tensor, random: np.random.Generator) -> torch.Tensor:
    """Contrast, exposure, tint, a bent tone curve, grey pictures, blur and noise."""
    b, size = x.shape[0], x.shape[-1]
    x = x * uniform(random, 0.5, 1.25, b, 1, 1, 1) + uniform(random, -0.3, 0.3, b, 1, 1, 1) + uniform(random, -0.12, 0.12, b, 3, 1, 1)
    x = torch.lerp(x, x.mean(1, keepdim=True).expand_as(x), chance(random, 0.12, b, 1, 1, 1))
    x = x.clamp(-1, 1)
    x = x + uniform(random, -0.35, 0.35, b, 1, 1, 1) * (1 - x * x)
    small = int(size * random.uniform(0.3, 0.8))
    soft = F.interpolate(F.interpolate(x, size=(small, small), mode="area"), size=(size, size), mode="bilinear", align_corners=False)
    x = torch.lerp(x, soft, chance(random, 0.3, b, 1, 1, 1))
    noise = torch.randn(b, 3, size, size) * (uniform(random, 0, 0.1, b, 1, 1, 1) * chance(random, 0.5, b, 1, 1, 1))
    return (x + noise).clamp(-1, 1).contiguous(memory_format=torch.channels_last)
