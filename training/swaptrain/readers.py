"""Trainings of the networks that read faces: identity, identity-judge, coefficients, shape-judge, parser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .grid import Grid
from .recognise import IDENTITY_DIM, PlainReader, Embedder, MarginSoftmax, Parser, ResidualReader, recogniser_crop
from .run import Settings, State, seed_everything, train
from .shape import LIGHT_SCALE, POSE_SCALE_DEG, CoefficientReader, LandmarkModel


def augment(x: torch.Tensor, random: np.random.Generator, strong: bool) -> torch.Tensor:
    """Exposure, contrast, tint, noise, blur by resampling, and a small shift; `strong` adds grey pictures and an erased box (the judges')."""
    b = x.shape[0]

    def draw(low: float, high: float, *shape: int) -> torch.Tensor:
        return torch.from_numpy(random.uniform(low, high, (b, *shape)).astype(np.float32))

    x = (x * draw(0.8, 1.2, 1, 1, 1) + draw(-0.15, 0.15, 1, 1, 1) + draw(-0.06, 0.06, 3, 1, 1)).clamp(-1, 1)
    x = x + 0.04 * draw(0, 1, 1, 1, 1) * torch.from_numpy(random.standard_normal(x.shape, np.float32))
    if random.random() < 0.3:
        side = x.shape[-1]
        small = int(side * random.uniform(0.4, 0.9))
        x = F.interpolate(F.interpolate(x, size=(small, small), mode="area"), size=(side, side), mode="bilinear", align_corners=False)
    shift = 8 if strong else 4
    dy, dx = random.integers(-shift, shift + 1, 2)
    x = torch.roll(x, (int(dy), int(dx)), (2, 3))
    if strong:
        grey = torch.from_numpy((random.random((b, 1, 1, 1)) < 0.3).astype(np.float32))
        x = x + grey * (x.mean(1, keepdim=True) - x)
        if random.random() < 0.5:
            side = x.shape[-1]
            h, w = random.integers(side // 8, side // 3, 2)
            top, left = random.integers(0, side - h), random.integers(0, side - w)
            x = x.clone()
            x[:, :, top : top + h, left : left + w] = float(random.uniform(-1, 1))
    return x.contiguous(memory_format=torch.channels_last)


def _autocast() -> torch.autocast:
    return torch.autocast("cpu", torch.bfloat16)


def _split(grid: Grid, judge: bool) -> np.ndarray:
    """Rows of the identities this network may see: even ones for the trained network, odd ones for its judge."""
    return np.flatnonzero(grid.identity % 2 == (1 if judge else 0))


def build_embedder(judge: bool) -> Embedder:
    return Embedder(PlainReader(IDENTITY_DIM, dropout=0.1) if judge else ResidualReader(IDENTITY_DIM, 112, dropout=0.3))


def start_from_features(embedder: Embedder, folder: Path) -> None:
    """Takes the convolutions of the reader of coefficients (or of the shape judge), which has the same body. Without them a recogniser learns
    its few pictures of each person by heart."""
    saved = torch.load(folder / "checkpoint.pt", weights_only=True)["modules"]["network"]
    own = embedder.state_dict()
    own.update({name: value for name, value in saved.items() if name in own and not name.startswith("reader.head")})
    embedder.load_state_dict(own)


class PairSampler:
    """Draws pictures in pairs of one person: first pictures come scene by scene, so that several people are seen in one and the same scene; each second picture
    is from another scene. People who differ in nothing but identity are what a recogniser learns most from."""

    def __init__(self, grid: Grid, rows: np.ndarray, seed: int):
        self.grid, self.random = grid, np.random.default_rng(seed)
        self.scenes = [found for found in np.split(rows, np.flatnonzero(np.diff(grid.scene[rows])) + 1) if len(found) > 1]

    def draw(self, pairs: int) -> tuple[np.ndarray, np.ndarray]:
        """-> rows of first and of second pictures; nobody is there twice."""
        first: list[int] = []
        people: set[int] = set()
        while len(first) < pairs:
            for row in self.scenes[self.random.integers(len(self.scenes))]:
                if len(first) < pairs and (who := int(self.grid.identity[row])) not in people:
                    people.add(who)
                    first.append(int(row))
        return np.array(first), np.array([self._elsewhere(row) for row in first])

    def _elsewhere(self, row: int) -> int:
        rows = self.grid.rows_of[self.grid.identity[row]]
        return int(self.random.choice(rows[rows != row])) if len(rows) > 1 else row


def pair_loss(first: torch.Tensor, second: torch.Tensor, scale: float, margin: float) -> torch.Tensor:
    """Margin softmax among the people of a batch: each first picture [N, D] must find its second one [N, D] among all second pictures and all other first
    pictures, those of its own scene too; and the other way round. Vectors have unit length."""
    labels = torch.arange(len(first))
    own = torch.eye(len(first))
    across, within = first @ second.T - margin * own, first @ first.T - 4 * own
    return (F.cross_entropy(scale * torch.cat((across, within), 1), labels) + F.cross_entropy(scale * across.T, labels)) / 2


def train_identity(data: str, runs: Path, settings: Settings, batch: int, judge: bool) -> State:
    """Margin softmax over the identities of one half of the grid and over pairs of pictures, on strongly changed pictures; at first also regression of their
    shape from the vector."""
    settings = replace(settings, seed=settings.seed + (1000 if judge else 0))
    seed_everything(settings.seed)
    grid, random = Grid(data), np.random.default_rng(settings.seed)
    rows = _split(grid, judge)
    names = np.unique(grid.identity[rows])
    pairs = PairSampler(grid, rows, settings.seed)
    embedder = build_embedder(judge)
    start_from_features(embedder, runs / ("shape-judge" if judge else "coefficients"))
    embedder.to(memory_format=torch.channels_last).train()
    face = np.flatnonzero(np.array(grid.about["alphaIsFace"]))
    alpha = torch.from_numpy(grid.truth["alpha"][:, face])
    head, shape = MarginSoftmax(len(names)), nn.Linear(IDENTITY_DIM, len(face))

    def step_loss(step: int) -> dict[str, torch.Tensor]:
        first, second = pairs.draw(batch // 2)
        chosen = np.concatenate((first, second))
        # Shift, blur and erased box are the same for a whole half, so that people of one scene differ in little but identity.
        x = torch.cat([augment(recogniser_crop(grid.pictures(half)), random, strong=True) for half in (first, second)])
        with _autocast():
            z = embedder(x.contiguous(memory_format=torch.channels_last))
        # The margin grows in slowly: with all of it from the start the network does not leave chance.
        head.margin = 0.25 * min(1.0, step / (0.4 * settings.steps))
        softmax = head(z, torch.from_numpy(np.searchsorted(names, grid.identity[chosen])))
        pair = pair_loss(*z.float().chunk(2), scale=16.0, margin=0.6 * head.margin)
        regression = F.mse_loss(shape(z.float()), alpha[chosen])
        # Shape guides the first part and then leaves: a recogniser of the field has no 3D supervision either.
        guidance = 4 * max(0.0, 1 - step / (0.65 * settings.steps))
        return {"total": 0.3 * softmax + pair + guidance * regression, "softmax": softmax, "pair": pair, "alpha": regression}

    parameters = [*embedder.parameters(), *head.parameters(), *shape.parameters()]
    return train(settings, {"embedder": embedder, "head": head, "shape": shape}, parameters, step_loss, grid.facts())


def build_coefficients(alphas: int, betas: int, judge: bool) -> CoefficientReader:
    out = alphas + betas + 6
    return CoefficientReader(PlainReader(out) if judge else ResidualReader(out, 128), alphas, betas)


def train_coefficients(data: str, settings: Settings, batch: int, judge: bool) -> State:
    """Regression of alpha (in standard deviations), beta, pose and light; the 68 points they make count in centimetres.

    Many modes cannot be told from one small picture; the loss on points says which errors matter.
    """
    settings = replace(settings, seed=settings.seed + (2000 if judge else 500))
    seed_everything(settings.seed)
    grid, random, model = Grid(data), np.random.default_rng(settings.seed), LandmarkModel(data)
    rows = _split(grid, judge)
    alpha, beta, pose, light = (grid.truth[name] for name in ("alpha", "beta", "poseDeg", "light"))
    network = build_coefficients(alpha.shape[1], beta.shape[1], judge).to(memory_format=torch.channels_last).train()

    def step_loss(_: int) -> dict[str, torch.Tensor]:
        chosen = rows[random.integers(0, len(rows), batch)]
        x = augment(grid.pictures(chosen, 128), random, strong=judge)
        with _autocast():
            a, b, p, l = (v.float() for v in network(x))
        a_true, b_true = torch.from_numpy(alpha[chosen]), torch.from_numpy(beta[chosen])
        la, lb = F.mse_loss(a, a_true), F.mse_loss(b, b_true)
        lp = F.mse_loss(p / POSE_SCALE_DEG, torch.from_numpy(pose[chosen]) / POSE_SCALE_DEG)
        ll = ((l - torch.from_numpy(light[chosen])) / torch.tensor(LIGHT_SCALE)).square().mean()
        zero = torch.zeros_like(b_true)
        shape = (model.points(a, zero) - model.points(a_true, zero)).square().mean()
        mimic = (model.points(torch.zeros_like(a), b) - model.points(torch.zeros_like(a), b_true)).square().mean()
        return {"total": la + 10 * lb + 20 * lp + 20 * shape + 40 * mimic + 0.5 * ll, "alpha": la, "beta": lb, "pose": lp, "shape": shape, "expression": mimic, "light": ll}

    return train(settings, {"network": network}, list(network.parameters()), step_loss, grid.facts())


def train_parser(data: str, settings: Settings, batch: int) -> State:
    """Cross entropy over the renderer's part labels, rare parts weighted up."""
    seed_everything(settings.seed + 3000)
    grid, random = Grid(data), np.random.default_rng(settings.seed + 3000)
    network = Parser().to(memory_format=torch.channels_last).train()
    weight = torch.tensor([0.5, 1, 2, 3, 1, 2, 2, 2, 1, 1, 1, 2, 1, 1.5])

    def step_loss(_: int) -> dict[str, torch.Tensor]:
        chosen = random.integers(0, grid.count, batch)
        x, labels = grid.pictures(chosen, 128), grid.label_pictures(chosen)
        noisy = (x + 0.05 * torch.randn_like(x)) * (0.8 + 0.4 * torch.rand(batch, 1, 1, 1))
        with _autocast():
            logits = network(noisy.contiguous(memory_format=torch.channels_last))
        loss = F.cross_entropy(logits.float(), labels, weight)
        return {"total": loss, "accuracy": (logits.argmax(1) == labels).float().mean()}

    return train(settings, {"network": network}, list(network.parameters()), step_loss, grid.facts())


def load(folder: str, network: nn.Module, name: str) -> nn.Module:
    """A trained network from its checkpoint, in evaluation mode, without gradients."""
    saved = torch.load(f"{folder}/checkpoint.pt", weights_only=True)
    network.load_state_dict(saved["modules"][name])
    for parameter in network.parameters():
        parameter.requires_grad_(False)
    return network.eval().to(memory_format=torch.channels_last)
