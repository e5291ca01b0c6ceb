"""The training data: a sparse grid of identities x scenes, written by `swapgraph render-grid`.

A scene fixes everything a swap keeps of its target (pose, expression, light, hair, skin tone, background ...); an identity
everything it takes from its source. Row (i, s) shows identity i in scene s. So for any two rows of one scene, (i, s) as
target and (j, s) as the picture of identity j in the same scene, (j, s) *is* the true swap of any picture of j into (i, s).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

PARTS = ("background", "skin", "brows", "eyes", "nose", "lips", "mouth", "ears", "hair", "neck", "clothes", "glasses", "hat", "occluder")
FACE_PARTS = ("skin", "brows", "eyes", "nose", "lips", "mouth")


@dataclass(frozen=True)
class Batch:
    """Pictures are [B, 3, S, S], RGB, -1..1, sRGB-encoded; masks [B, 1, S, S], 0..1."""

    source: torch.Tensor
    target: torch.Tensor
    true_swap: torch.Tensor
    face_mask: torch.Tensor
    """Face parts of target or true swap, dilated: where a swap may change the picture."""
    occluder_mask: torch.Tensor
    same: torch.Tensor
    """[B] bool: source and target show the same identity, so the true swap is the target itself."""
    source_rows: np.ndarray
    target_rows: np.ndarray
    true_rows: np.ndarray


class Grid:
    """Memory-mapped pictures, labels and truths. Owns open files; read-only."""

    def __init__(self, folder: str | Path):
        folder = Path(folder)
        about = folder / "grid.json"
        if not about.exists():
            raise FileNotFoundError(f"{about} is missing: render the training data first (training/README.md, 'Data').")
        self.about = json.loads(about.read_text())
        self.count, self.size = int(self.about["count"]), int(self.about["size"])
        self.per_scene = int(self.about["perScene"])
        self.colour = np.memmap(folder / "colour.u8", np.uint8, "r", shape=(self.count, self.size, self.size, 3))
        self.labels = np.memmap(folder / "labels.u8", np.uint8, "r", shape=(self.count, self.size, self.size))
        columns = self.about["columns"]
        width = sum(c["count"] for c in columns)
        truth = np.fromfile(folder / "truth.f32", np.float32, self.count * width).reshape(self.count, width)
        self.truth: dict[str, np.ndarray] = {}
        first = 0
        for column in columns:
            self.truth[column["name"]] = truth[:, first : first + column["count"]]
            first += column["count"]
        self.identity = self.truth["identity"][:, 0].astype(np.int64)
        self.scene = self.truth["scene"][:, 0].astype(np.int64)
        self.occluded = self.truth["occluded"][:, 0] > 0.5
        self.rows_of = {i: np.flatnonzero(self.identity == i) for i in np.unique(self.identity)}

    def facts(self) -> dict[str, int | str]:
        """What a card says of its training pictures; every checkpoint keeps it."""
        return {"pictures": self.count, "identities": len(self.rows_of), "scenes": self.count // self.per_scene,
                "seed": self.about.get("seed", 0), "faceModel": self.about.get("model", {}).get("version", "")}

    def pictures(self, rows: np.ndarray, size: int | None = None) -> torch.Tensor:
        """[B, 3, size, size], RGB, -1..1."""
        x = torch.from_numpy(self.colour[rows]).permute(0, 3, 1, 2).float().div_(127.5).sub_(1)
        if size and size != self.size:
            x = torch.nn.functional.interpolate(x, size=(size, size), mode="area")
        return x.contiguous(memory_format=torch.channels_last)

    def label_pictures(self, rows: np.ndarray) -> torch.Tensor:
        """[B, S, S] int64, indices into PARTS."""
        return torch.from_numpy(self.labels[rows].astype(np.int64))


def part_mask(labels: torch.Tensor, parts: tuple[str, ...], size: int, dilate: int = 0) -> torch.Tensor:
    """[B, 1, size, size], 0..1, from [B, S, S] labels; dilated by `dilate` pixels of the label picture."""
    wanted = torch.zeros(len(PARTS))
    wanted[[PARTS.index(p) for p in parts]] = 1
    mask = wanted[labels][:, None]
    if dilate:
        mask = torch.nn.functional.max_pool2d(mask, 2 * dilate + 1, 1, dilate)
    if size != mask.shape[-1]:
        mask = torch.nn.functional.interpolate(mask, size=(size, size), mode="area")
    return mask


class TripleSampler:
    """Draws (source, target, true swap) from a grid, reproducibly."""

    def __init__(self, grid: Grid, seed: int, same_share: float, occluded: bool | None):
        """`same_share` of the triples show one identity twice (FaceShifter, HifiFace: 0.2 and 0.5). `occluded`: only such scenes, only others, or any."""
        self.grid, self.random, self.same_share = grid, np.random.default_rng(seed), same_share
        first_rows = np.arange(0, grid.count, grid.per_scene)
        if occluded is not None:
            first_rows = first_rows[grid.occluded[first_rows] == occluded]
        if len(first_rows) == 0:
            raise ValueError("The grid has no scene of the kind this training asks for (occluded or not).")
        self.first_rows = first_rows

    def draw(self, batch: int, size: int) -> Batch:
        grid, random = self.grid, self.random
        scenes = random.choice(self.first_rows, batch)
        target = scenes + random.integers(0, grid.per_scene, batch)
        true = scenes + (target - scenes + random.integers(1, grid.per_scene, batch)) % grid.per_scene
        same = random.random(batch) < self.same_share
        true = np.where(same, target, true)
        source = np.array([self._other_picture(row) for row in true])
        labels_t, labels_y = grid.label_pictures(target), grid.label_pictures(true)
        face = torch.maximum(part_mask(labels_t, FACE_PARTS, size, 3), part_mask(labels_y, FACE_PARTS, size, 3))
        occluder = part_mask(labels_t, ("occluder", "glasses"), size)
        return Batch(grid.pictures(source, size), grid.pictures(target, size), grid.pictures(true, size), face, occluder,
                     torch.from_numpy(same), source, target, true)

    def _other_picture(self, row: int) -> int:
        """Another picture of the same identity, without occluder where there is one."""
        rows = self.grid.rows_of[self.grid.identity[row]]
        free = rows[(rows != row) & ~self.grid.occluded[rows]]
        return int(self.random.choice(free)) if len(free) else row
