"""`python -m swaptrain.quality --data HELD_OUT_GRID --runs RUNS`: how well the readers read faces and scenes they have never seen.

A grid of 256 px measures `enhance` alone. The grid is rendered with another seed than the training grid, for example
`npm run --silent swapgraph -- render-grid --identities 400 --scenes 80 --per-scene 5 --seed 77 --out HELD_OUT_GRID`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from .enhance import SIZE_OUT, Enhance, degrade
from .faceshifter import LEVEL_SIZES, AEINet
from .grid import FACE_PARTS, PARTS, Grid, TripleSampler, part_mask
from .readers import build_coefficients, build_embedder, load
from .recognise import IDENTITY_DIM, Parser, recogniser_crop
from .shape import LandmarkModel


def _in_parts(network: nn.Module, x: torch.Tensor) -> list[torch.Tensor]:
    """Outputs over all pictures, 64 at a time."""
    parts = []
    with torch.no_grad():
        for chunk in x.split(64):
            out = network(chunk)
            parts.append([out] if isinstance(out, torch.Tensor) else list(out))
    return [torch.cat(column) for column in zip(*parts, strict=True)]


def _vectors(network: nn.Module, x: torch.Tensor) -> torch.Tensor:
    return _in_parts(network, recogniser_crop(x))[0]


def identity_quality(grid: Grid, embedder: nn.Module, seed: int = 0) -> dict[str, float]:
    """Two unoccluded pictures of each person: does the second find the first among all?"""
    random, first, second = np.random.default_rng(seed), [], []
    for rows in grid.rows_of.values():
        free = rows[~grid.occluded[rows]]
        if len(free) >= 2:
            a, b = random.choice(free, 2, replace=False)
            first.append(a)
            second.append(b)
    z = [_vectors(embedder, grid.pictures(np.array(rows), 128)) for rows in (first, second)]
    cosines = z[0] @ z[1].T
    count = len(first)
    return {"people": count, "top1": (cosines.argmax(1) == torch.arange(count)).float().mean().item(), "cosineSame": cosines.diag().mean().item(),
            "cosineOther": ((cosines.sum() - cosines.diag().sum()) / (count * (count - 1))).item()}


def fooling_quality(grid: Grid, embedder: nn.Module, judge: nn.Module, seed: int = 0, pairs: int = 64, steps: int = 40, reach: float = 8 / 127.5) -> dict[str, float]:
    """Is the judge fooled by pictures that fool the recogniser? Each target is changed, by at most `reach` a value (-1..1) and by the recogniser's own gradient,
    until the recogniser takes it for the source. Cosines to the source, before and after, by both, and what the judge says of the true swap."""
    t = TripleSampler(grid, seed, 0.0, occluded=False).draw(pairs, 128)
    z_id, y = _vectors(embedder, t.source), t.target.clone()
    for _ in range(steps):
        y.requires_grad_(True)
        (slope,) = torch.autograd.grad((embedder(recogniser_crop(y)) * z_id).sum(), y)
        y = torch.clamp(t.target + (y.detach() + reach / 8 * slope.sign() - t.target).clamp(-reach, reach), -1, 1)
    z_judge = _vectors(judge, t.source)

    def cosine(network: nn.Module, z: torch.Tensor, x: torch.Tensor) -> float:
        return (_vectors(network, x) * z).sum(1).mean().item()

    return {"recogniserOfTarget": cosine(embedder, z_id, t.target), "recogniserOfFooling": cosine(embedder, z_id, y), "recogniserOfTrueSwap": cosine(embedder, z_id, t.true_swap),
            "judgeOfTarget": cosine(judge, z_judge, t.target), "judgeOfFooling": cosine(judge, z_judge, y), "judgeOfTrueSwap": cosine(judge, z_judge, t.true_swap)}


def coefficient_quality(grid: Grid, folder: str, network: nn.Module) -> dict[str, float]:
    """Root mean square errors; the second number of each pair is that of always answering with the average."""
    model, rows = LandmarkModel(folder), np.arange(grid.count)
    alpha, beta, pose, light = _in_parts(network, grid.pictures(rows, 128))
    true = {name: torch.from_numpy(np.ascontiguousarray(grid.truth[name][rows])) for name in ("alpha", "beta", "poseDeg", "light")}

    def points_mm(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        return 10 * model.points(a, b)

    def rms(difference: torch.Tensor) -> float:
        return difference.square().sum(2).mean().sqrt().item()

    none_a, none_b = torch.zeros_like(alpha), torch.zeros_like(beta)
    error = (pose - true["poseDeg"]).square().mean(0).sqrt()
    return {"shapeMm": rms(points_mm(alpha, none_b) - points_mm(true["alpha"], none_b)), "shapeMmOfAverage": rms(points_mm(none_a, none_b) - points_mm(true["alpha"], none_b)),
            "expressionMm": rms(points_mm(none_a, beta) - points_mm(none_a, true["beta"])), "expressionMmOfAverage": rms(points_mm(none_a, none_b) - points_mm(none_a, true["beta"])),
            "yawDeg": error[0].item(), "pitchDeg": error[1].item(), "rollDeg": error[2].item(), "lightAzimuthDeg": (light - true["light"])[:, 0].square().mean().sqrt().item()}


def parser_quality(grid: Grid, network: nn.Module) -> dict[str, float]:
    """Intersection over union of each part that occurs, and their mean."""
    rows = np.arange(grid.count)
    guess, labels = _in_parts(network, grid.pictures(rows, 128))[0].argmax(1), grid.label_pictures(rows)
    overlaps = {}
    for index, name in enumerate(PARTS):
        a, b = guess == index, labels == index
        if b.any():
            overlaps[name] = ((a & b).sum() / (a | b).sum()).item()
    return {"mIoU": float(np.mean(list(overlaps.values()))), **overlaps}


def mask_quality(grid: Grid, embedder: nn.Module, aei: nn.Module, seed: int = 0, batches: int = 12) -> dict[str, float]:
    """Mean of FaceShifter's M over face parts and over the rest of the picture, for each level whose maps are large enough to tell them apart (8 px and more)."""
    sampler, sums = TripleSampler(grid, seed, 0.0, occluded=False), torch.zeros(len(LEVEL_SIZES), 4)
    with torch.no_grad():
        for _ in range(batches):
            t = sampler.draw(16, 128)
            _, _, masks = aei(t.target, embedder(recogniser_crop(t.source)))
            labels = grid.label_pictures(t.target_rows)
            for level, m in enumerate(masks):
                face = part_mask(labels, FACE_PARTS, m.shape[-1])
                sums[level] += torch.stack(((m * face).sum(), face.sum(), (m * (1 - face)).sum(), (1 - face).sum()))
    return {f"{size} px, {place}": (sums[level, k] / sums[level, k + 1]).item()
            for level, size in enumerate(LEVEL_SIZES) if size >= 8 for place, k in (("face", 0), ("rest", 2))}


def enhance_quality(grid: Grid, network: nn.Module, seed: int = 0) -> dict[str, float]:
    """PSNR in dB against the clean picture, of the restored one and of plain bilinear enlargement, over the same degraded pictures."""
    random, errors = np.random.default_rng(seed), []
    with torch.no_grad():
        for rows in np.array_split(np.arange(grid.count), max(1, grid.count // 16)):
            clean = grid.pictures(rows, SIZE_OUT)
            degraded = degrade(clean, random)
            plain = nn.functional.interpolate(degraded, scale_factor=2, mode="bilinear", align_corners=False)
            errors.append(torch.stack([(x - clean).square().mean((1, 2, 3)) for x in (network(degraded), plain)], 1))
    psnr = 10 * torch.log10(4 / torch.cat(errors)).mean(0)
    return {"pictures": grid.count, "psnr": psnr[0].item(), "psnrEnlarged": psnr[1].item()}


def main() -> None:
    parser = argparse.ArgumentParser(prog="swaptrain.quality", description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--runs", type=Path, required=True)
    args = parser.parse_args()
    grid = Grid(args.data)
    alphas, betas = len(grid.about["alphaNames"]), len(grid.about["betaNames"])
    if grid.size >= SIZE_OUT:
        enhanced = enhance_quality(grid, load(str(args.runs / "enhance"), Enhance(), "network"))
        print(json.dumps({"enhance": {k: round(v, 3) for k, v in enhanced.items()}}, indent=1))
        return
    result: dict[str, dict[str, float]] = {}
    embedders = {name: load(str(args.runs / name), build_embedder(judge), "embedder")
                 for name, judge in (("identity", False), ("identity-judge", True)) if (args.runs / name / "checkpoint.pt").exists()}
    for name, embedder in embedders.items():
        result[name] = identity_quality(grid, embedder)
    if len(embedders) == 2:
        result["pictures that fool the recogniser"] = fooling_quality(grid, *embedders.values())
    for name, judge in (("coefficients", False), ("shape-judge", True)):
        if (args.runs / name / "checkpoint.pt").exists():
            result[name] = coefficient_quality(grid, args.data, load(str(args.runs / name), build_coefficients(alphas, betas, judge), "network"))
    if (args.runs / "face-parser" / "checkpoint.pt").exists():
        result["face-parser"] = parser_quality(grid, load(str(args.runs / "face-parser"), Parser(), "network"))
    if (args.runs / "faceshifter" / "checkpoint.pt").exists():
        result["masks of faceshifter"] = mask_quality(grid, load(str(args.runs / "identity"), build_embedder(judge=False), "embedder"), load(str(args.runs / "faceshifter"), AEINet(IDENTITY_DIM), "network"))
    print(json.dumps({name: {k: round(v, 4) for k, v in values.items()} for name, values in result.items()}, indent=1))


if __name__ == "__main__":
    main()
