"""Our own face detector and dense landmarks: pictures, losses and trainings. Pictures RGB, -1..1; coordinates with pixel centres at +0.5."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from .compose import MIRROR_68, Similarity, chance, cover, draw_backgrounds, draw_heads, paste, recolour, uniform, warp
from .find_faces import FaceDetector, FaceLandmarks
from .grid import Grid
from .photographs import SIDE_PX, Photographs
from .run import Settings, State, save_sheet, seed_everything, train

DETECTOR_PX, STRIDE_PX, UNIT_PX = 192, 8, 32
"""Side of the detector's picture, side of a cell of its maps, and the unit of its boxes and points."""
CROP_PX, CROP_OF_BOX = 128, 1.5
"""Side of the landmarks' crop, and how much larger than the face's box it is."""


def five_points(points: torch.Tensor) -> torch.Tensor:
    """[B, 68, 2] -> [B, 5, 2]: centres of the eyes, tip of the nose, corners of the mouth, left of the picture first."""
    return torch.stack((points[:, 36:42].mean(1), points[:, 42:48].mean(1), points[:, 30], points[:, 48], points[:, 54]), 1)


def face_boxes(points: torch.Tensor) -> torch.Tensor:
    """[B, 68, 2] -> [B, 4], centre and size: upright box of the points and of a forehead, half as high above the brows as the eyes are above the mouth."""
    p = five_points(points)
    up = (p[:, :2].mean(1) - p[:, 3:].mean(1)) * 0.5
    every = torch.cat((points, points[:, 17:27] + up[:, None]), 1)
    low, high = every.amin(1), every.amax(1)
    return torch.cat(((low + high) / 2, high - low), 1)


@dataclass(frozen=True)
class Faces:
    """Up to two faces in each picture: 68 points [B, 2, 68, 2] and whether they are there [B, 2]."""

    pictures: torch.Tensor
    points: torch.Tensor
    there: torch.Tensor


def _place(points: torch.Tensor, random: np.random.Generator, low: float, high: float, turn: float) -> Similarity:
    """Puts faces of `low`..`high` px somewhere into the detector's picture."""
    b, box = points.shape[0], face_boxes(points)
    size = torch.exp(uniform(random, float(np.log(low)), float(np.log(high)), b))
    margin = size[:, None] * 0.42
    goal = margin + uniform(random, 0, 1, b, 2) * (DETECTOR_PX - 2 * margin)
    return Similarity.about(box[:, :2], uniform(random, -turn, turn, b), size / box[:, 2:].amax(1), goal)


def rendered_faces(grid: Grid, random: np.random.Generator, batch: int) -> Faces:
    first, second = draw_heads(grid, random, batch), draw_heads(grid, random, batch)
    canvas = draw_backgrounds(random, batch, DETECTOR_PX, second.cutouts[:, :3])
    # A decoy: the same kind of cut-out, its inside scrambled.
    decoy = torch.cat((draw_backgrounds(random, batch, grid.size, first.cutouts[:, :3]), second.cutouts[:, 3:].flip(0)), 1)
    canvas = paste(canvas, decoy, _place(second.points.flip(0), random, 24, 150, 0.6), chance(random, 0.6, batch))
    move1, move2 = _place(first.points, random, 22, 165, 0.6), _place(second.points, random, 18, 70, 0.6)
    points = torch.stack((move1.apply(first.points), move2.apply(second.points)), 1)
    boxes = [face_boxes(points[:, k]) for k in (0, 1)]
    apart = ((boxes[0][:, :2] - boxes[1][:, :2]).abs() > 0.85 * (boxes[0][:, 2:] + boxes[1][:, 2:])).any(1).float()
    there = torch.stack((chance(random, 0.9, batch), chance(random, 0.7, batch) * apart), 1)
    canvas = paste(paste(canvas, second.cutouts, move2, there[:, 1]), first.cutouts, move1, there[:, 0])
    return Faces(canvas, points, there)


def photographed_faces(photos: Photographs, random: np.random.Generator, batch: int) -> Faces:
    chosen = random.integers(0, len(photos.index), batch)
    x = photos.pictures[torch.from_numpy(photos.index[chosen])]
    others = [next((m for m in np.flatnonzero(photos.index == photos.index[k]) if m != k), k) for k in chosen]
    points = torch.from_numpy(np.stack((photos.points[chosen], photos.points[others]), 1))
    there = torch.stack((torch.ones(batch), torch.from_numpy((np.array(others) != chosen).astype(np.float32))), 1)
    if random.random() < 0.5:
        x = x.flip(3)
        points = points[:, :, list(MIRROR_68)] * torch.tensor([-1.0, 1.0]) + torch.tensor([float(SIDE_PX), 0.0])
    move = _place(points[:, 0], random, 26, 160, 0.5)
    canvas = draw_backgrounds(random, batch, DETECTOR_PX, x[:, :3])
    points = torch.stack((move.apply(points[:, 0]), move.apply(points[:, 1])), 1)
    return Faces(paste(canvas, x, move, torch.ones(batch)), points, there)


def detector_loss(maps: torch.Tensor, faces: Faces) -> dict[str, torch.Tensor]:
    """Cells near a face's middle are positive, cells further inside the face are not counted, all others are negative, the hard ones most."""
    cells = (torch.arange(DETECTOR_PX // STRIDE_PX, dtype=torch.float32) + 0.5) * STRIDE_PX
    cell = torch.stack((cells[None, :].expand(len(cells), -1), cells[:, None].expand(-1, len(cells))))  # [2, 24, 24]
    logit = maps[:, 0].float()
    positive, ignored, regress = torch.zeros_like(logit), torch.zeros_like(logit), torch.zeros(())
    for k in (0, 1):
        box, there = face_boxes(faces.points[:, k]), faces.there[:, k, None, None]
        size = box[:, 2:].amax(1)[:, None, None]
        away = (cell[None] - box[:, :2, None, None]).abs().amax(1)
        near = (away <= torch.clamp(0.12 * size, min=STRIDE_PX / 2)).float() * there
        positive, ignored = torch.maximum(positive, near), torch.maximum(ignored, (away < torch.clamp(0.32 * size, min=STRIDE_PX)).float() * there)
        wanted = torch.cat((box[:, :2], five_points(faces.points[:, k]).flatten(1)), 1)[:, :, None, None] - cell.repeat(6, 1, 1)[None]
        got = torch.cat((maps[:, 1:3], maps[:, 5:]), 1).float() * UNIT_PX
        offsets = F.smooth_l1_loss(got / size[:, None], wanted / size[:, None], beta=0.02, reduction="none").mean(1)
        sizes = F.smooth_l1_loss(maps[:, 3:5].float(), torch.log(box[:, 2:] / UNIT_PX)[:, :, None, None].expand(-1, -1, *logit.shape[1:]), beta=0.05, reduction="none").mean(1)
        regress = regress + ((10 * offsets + sizes) * near).sum() / faces.there.sum().clamp(min=1) / 4
    p = torch.sigmoid(logit)
    found = (F.softplus(-logit) * positive).sum() / positive.sum().clamp(min=1)
    false = (F.softplus(logit) * p.square() * (1 - torch.maximum(positive, ignored))).sum() / len(logit)
    return {"total": found + 0.5 * false + regress, "found": found, "false": false, "place": regress}


def landmark_crops(grid: Grid, random: np.random.Generator, batch: int) -> Iterator[torch.Tensor]:
    """Pictures, points (0..1), weights of points, visibility and its weight, and whether there is a face."""
    heads = draw_heads(grid, random, batch)
    canvas = draw_backgrounds(random, batch, CROP_PX, heads.cutouts[:, :3])
    face = chance(random, 0.9, batch)
    move = _to_crop(heads.points, random)
    canvas, opacity = cover(paste(canvas, heads.cutouts, move, face), random, 0.25)
    points = move.apply(heads.points) / CROP_PX
    hidden = F.grid_sample(opacity, points[:, :, None] * 2 - 1, align_corners=False)[:, 0, :, 0] > 0.5
    seen = (heads.seen & ~hidden).float()
    yield from (canvas, points, face[:, None] * (0.4 + 0.6 * seen), seen, face[:, None].expand(-1, 68), face)


def photo_crops(photos: Photographs, random: np.random.Generator, batch: int) -> Iterator[torch.Tensor]:
    chosen = random.integers(0, len(photos.index), batch)
    x = photos.pictures[torch.from_numpy(photos.index[chosen])][:, :3]
    points = torch.from_numpy(photos.points[chosen])
    if random.random() < 0.5:
        x = x.flip(3)
        points = points[:, list(MIRROR_68)] * torch.tensor([-1.0, 1.0]) + torch.tensor([float(SIDE_PX), 0.0])
    move = _to_crop(points, random)
    canvas, _ = cover(warp(x, move, CROP_PX, "border"), random, 0.25)
    # The teacher's jaw is another line than the model's.
    weight = torch.cat((torch.full((17,), 0.3), torch.ones(51))).expand(batch, -1)
    yield from (canvas, move.apply(points) / CROP_PX, weight, torch.ones(batch, 68), torch.zeros(batch, 68), torch.ones(batch))


def _to_crop(points: torch.Tensor, random: np.random.Generator) -> Similarity:
    """The crop around a face as a detector would cut it, give or take."""
    b, box = points.shape[0], face_boxes(points)
    scale = CROP_PX / (CROP_OF_BOX * box[:, 2:].amax(1)) * torch.exp(uniform(random, -0.25, 0.2, b))
    goal = CROP_PX * (0.5 + uniform(random, -0.08, 0.08, b, 2))
    return Similarity.about(box[:, :2], uniform(random, -0.45, 0.45, b), scale, goal)


def landmark_loss(cells: torch.Tensor, seen: torch.Tensor, places: torch.Tensor, points: torch.Tensor, weight: torch.Tensor,
                  visible: torch.Tensor, visible_weight: torch.Tensor, face: torch.Tensor) -> dict[str, torch.Tensor]:
    """Distance in percent of the crop, cross entropy to a bump of 1.2 cells around the true place, visibility and score."""
    inside = points.clamp(0.005, 0.995)
    log_p = F.log_softmax(cells.float(), 2)
    distance = ((log_p.exp() @ places - inside).abs().sum(2) * weight).sum() / weight.sum() * 100
    axis = (torch.arange(32) + 0.5) / 32
    bump = torch.exp(-0.5 * ((inside[..., None] - axis) * (32 / 1.2)).square())  # [B, 68, 2, 32]
    bump = bump / bump.sum(3, keepdim=True)
    target = (bump[:, :, 1, :, None] * bump[:, :, 0, None, :]).flatten(2)
    entropy = (-(target * log_p).sum(2) * weight).sum() / weight.sum()
    seen = seen.float()
    visibility = (F.binary_cross_entropy_with_logits(seen[:, :68], visible, reduction="none") * visible_weight).sum() / visible_weight.sum().clamp(min=1)
    score = F.binary_cross_entropy_with_logits(seen[:, 68], face)
    return {"total": distance + 0.5 * entropy + 0.5 * visibility + score, "distance": distance, "entropy": entropy, "visible": visibility, "score": score}


def train_landmarks(data: str, settings: Settings, batch: int, photographs: Path | None) -> State:
    """`photographs` is the file that `swaptrain.photographs` wrote; without it the network sees rendered faces only."""
    settings = replace(settings, seed=settings.seed + 4000)
    seed_everything(settings.seed)
    photos = Photographs.load(photographs) if photographs else None
    grid, random = Grid(data), np.random.default_rng(settings.seed)
    network = FaceLandmarks().to(memory_format=torch.channels_last).train()
    from_photos = int(0.35 * batch) if photos else 0
    last: list[torch.Tensor] = []

    def step_loss(_: int) -> dict[str, torch.Tensor]:
        parts = [list(landmark_crops(grid, random, batch - from_photos))]
        if photos and from_photos:
            parts.append(list(photo_crops(photos, random, from_photos)))
        x, points, weight, visible, visible_weight, face = (torch.cat(column) for column in zip(*parts, strict=True))
        x = recolour(x, random)
        with torch.autocast("cpu", torch.bfloat16):
            cells, seen = network.logits(x)
        last[:] = [_marked(x, points), _marked(x, torch.softmax(cells.detach().float(), 2) @ network.places)]
        return landmark_loss(cells, seen, network.places, points, weight, visible, visible_weight, face)

    return train(settings, {"network": network}, list(network.parameters()), step_loss, grid.facts(), sample=lambda path: save_sheet(path, last))


FRESH_EVERY, POOL = 3, 24
"""Every third step draws new pictures; each step takes one batch of the last 24 so drawn, mirrored by chance and recoloured."""


def train_detector(data: str, runs: Path, settings: Settings, batch: int, photographs: Path | None) -> State:
    """As `train_landmarks`. The convolutions start from those of `face-landmarks`, where that has been trained, and the finest of them stay as they are."""
    settings = replace(settings, seed=settings.seed + 5000, warmup_steps=40)
    seed_everything(settings.seed)
    photos = Photographs.load(photographs) if photographs else None
    grid, random = Grid(data), np.random.default_rng(settings.seed)
    network = FaceDetector().to(memory_format=torch.channels_last).train()
    start = runs / "face-landmarks" / "checkpoint.pt"
    if start.exists():
        saved = torch.load(start, weights_only=True)["modules"]["network"]
        network.body.load_state_dict({name.removeprefix("body."): v for name, v in saved.items() if name.startswith("body.")})
        for part in (network.body.conv, network.body.norm, network.body.downs[0], network.body.downs[1]):
            part.eval().requires_grad_(False)
    from_photos = batch // 2 if photos else 0
    pool: list[Faces] = []
    last: list[torch.Tensor] = []

    def draw() -> Faces:
        parts = [rendered_faces(grid, random, batch - from_photos)]
        if photos and from_photos:
            parts.append(photographed_faces(photos, random, from_photos))
        return Faces(*(torch.cat([getattr(p, name) for p in parts]) for name in ("pictures", "points", "there")))

    def step_loss(step: int) -> dict[str, torch.Tensor]:
        if step % FRESH_EVERY == 0 or not pool:
            pool.append(draw())
            del pool[:-POOL]
        faces = pool[int(random.integers(len(pool)))]
        if random.random() < 0.5:
            mirrored = faces.points[:, :, list(MIRROR_68)] * torch.tensor([-1.0, 1.0]) + torch.tensor([float(DETECTOR_PX), 0.0])
            faces = Faces(faces.pictures.flip(3), mirrored, faces.there)
        x = recolour(faces.pictures, random)
        with torch.autocast("cpu", torch.bfloat16):
            maps = network.maps(x)
        last[:] = [_marked(x, faces.points[:, 0] / DETECTOR_PX), torch.sigmoid(maps[:, :1].detach().float())]
        return detector_loss(maps, faces)

    return train(settings, {"network": network}, [p for p in network.parameters() if p.requires_grad], step_loss, grid.facts(), sample=lambda path: save_sheet(path, last))


def _marked(x: torch.Tensor, points: torch.Tensor) -> torch.Tensor:
    """Pictures with a green pixel at each point (0..1)."""
    x, size = x.detach().clone(), x.shape[-1]
    at = (points * size).long().clamp(0, size - 1)
    x[torch.arange(len(x))[:, None, None], torch.arange(3), at[..., 1, None], at[..., 0, None]] = torch.tensor([-1.0, 1.0, -1.0])
    return x
