"""Face restoration: degraded 128 px -> clean 256 px, the role that GPEN has after a swap (Yang et al. 2021)."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.nn import functional as F

from .grid import Grid
from .layers import ResBlk, conv, up2
from .losses import Features
from .readers import load
from .recognise import Parser
from .run import Settings, State, save_sheet, seed_everything, train

WIDTHS = (16, 32, 64, 96)
SIZE_IN, SIZE_OUT = 128, 256


class Enhance(nn.Module):
    """[B, 3, 128, 128] -> [B, 3, 256, 256], RGB, -1..1: a U-Net that adds what is missing to the bilinearly enlarged picture.

    It has no instance normalisation, which would take the picture's own colour and contrast away.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem = conv(3, WIDTHS[0])
        self.downs = nn.ModuleList(ResBlk(a, b, down=True, norm=False) for a, b in zip(WIDTHS[:-1], WIDTHS[1:], strict=True))
        self.middle = ResBlk(WIDTHS[-1], WIDTHS[-1], norm=False)
        self.ups = nn.ModuleList(conv(a + b, b) for a, b in zip(WIDTHS[:0:-1], WIDTHS[-2::-1], strict=True))
        self.tail = ResBlk(WIDTHS[0], WIDTHS[0], norm=False)
        self.missing = conv(WIDTHS[0], 12)
        nn.init.zeros_(self.missing.weight)
        nn.init.zeros_(self.missing.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        maps = [self.stem(x)]
        for down in self.downs:
            maps.append(down(maps[-1]))
        y = self.middle(maps.pop())
        for up in self.ups:
            y = F.leaky_relu(up(torch.cat((up2(y), maps.pop()), 1)), 0.2)
        return (up2(x) + F.pixel_shuffle(self.missing(F.leaky_relu(self.tail(y), 0.2)), 2)).clamp(-1, 1)


def degrade(clean: torch.Tensor, random: np.random.Generator) -> torch.Tensor:
    """[B, 3, 256, 256] -> [B, 3, 128, 128]: each picture blurred, made small, perhaps smaller still, given noise and JPEG's blocks, by chance as much as nothing."""
    return torch.cat([_degrade_one(picture[None], random) for picture in clean]).contiguous(memory_format=torch.channels_last)


def _degrade_one(x: torch.Tensor, random: np.random.Generator) -> torch.Tensor:
    if random.random() < 0.7:
        x = _blurred(x, random.uniform(0.4, 3.5))
    x = F.interpolate(x, size=(SIZE_IN, SIZE_IN), mode="area")
    if random.random() < 0.4:
        small = int(random.integers(48, SIZE_IN))
        x = F.interpolate(F.interpolate(x, size=(small, small), mode="area"), size=(SIZE_IN, SIZE_IN), mode="bilinear", align_corners=False)
    if random.random() < 0.5:
        x = x + random.uniform(0, 0.06) * torch.from_numpy(random.standard_normal(x.shape, np.float32))
    x = x.clamp(-1, 1)
    return _compressed(x, int(random.integers(35, 96))) if random.random() < 0.5 else x


def _blurred(x: torch.Tensor, sigma_px: float) -> torch.Tensor:
    reach = int(3 * sigma_px + 0.5)
    kernel = torch.exp(-0.5 * (torch.arange(-reach, reach + 1) / sigma_px).square())
    kernel = (kernel / kernel.sum()).expand(3, 1, -1)
    x = F.conv2d(F.pad(x, (reach, reach, 0, 0), mode="replicate"), kernel[:, :, None, :], groups=3)
    return F.conv2d(F.pad(x, (0, 0, reach, reach), mode="replicate"), kernel[:, :, :, None], groups=3)


def _compressed(x: torch.Tensor, quality: int) -> torch.Tensor:
    file = io.BytesIO()
    Image.fromarray(((x[0] + 1) * 127.5).round().byte().permute(1, 2, 0).numpy()).save(file, "JPEG", quality=quality)
    return torch.from_numpy(np.asarray(Image.open(file)).astype(np.float32)).permute(2, 0, 1)[None] / 127.5 - 1


def train_enhance(data: str, runs: Path, settings: Settings, batch: int) -> State:
    """L1, L1 of differences between neighbours (edges), and the face parser's maps, between the restored and the clean picture.

    The grid must hold crops of 256 px (`render-grid --size 256`).
    """
    seed_everything(settings.seed)
    grid, random = Grid(data), np.random.default_rng(settings.seed)
    if grid.size < SIZE_OUT:
        raise ValueError(f"enhance needs crops of {SIZE_OUT} px, and {data} holds crops of {grid.size} px: render a grid with --size {SIZE_OUT}.")
    network = Enhance().to(memory_format=torch.channels_last).train()
    features = Features(load(str(runs / "face-parser"), Parser(), "network"))
    last: list[torch.Tensor] = []

    def step_loss(_: int) -> dict[str, torch.Tensor]:
        clean = grid.pictures(random.integers(0, grid.count, batch), SIZE_OUT)
        if random.random() < 0.5:
            clean = clean.flip(3)
        degraded = degrade(clean, random)
        with torch.autocast("cpu", torch.bfloat16):
            restored = network(degraded)
            perceptual = features.distance(restored, clean)
        restored = restored.float()
        l1 = F.l1_loss(restored, clean)
        edges = F.l1_loss(restored.diff(dim=2), clean.diff(dim=2)) + F.l1_loss(restored.diff(dim=3), clean.diff(dim=3))
        last[:] = [degraded, restored.detach(), clean]
        return {"total": l1 + edges + 0.1 * perceptual.float(), "l1": l1, "edges": edges, "perceptual": perceptual}

    return train(settings, {"network": network}, list(network.parameters()), step_loss, grid.facts(), None, lambda path: save_sheet(path, [c[:6] for c in last]))
