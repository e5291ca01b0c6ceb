"""Trainings of the swap networks: FaceShifter's two stages and HifiFace with its ablations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .faceshifter import AEINet, HEARNet
from .grid import Grid, TripleSampler
from .hififace import HifiFace, Variant
from .losses import Discriminator, Features, attribute_loss, hinge_fake, hinge_generator, hinge_real, identity_loss, masked_l1, shape_loss, swap_loss
from .readers import build_coefficients, build_embedder, load
from .recognise import IDENTITY_DIM, Parser, recogniser_crop
from .run import Settings, State, save_sheet, seed_everything, train
from .shape import LandmarkModel, fuse, shape_aware_identity

IDENTITY_WEIGHT = 0.2
SAME_SHARE = 0.2
"""Of a batch, pairs that show one person twice. FaceShifter's 0.2 for HifiFace too (whose paper has 0.5): in the same time every method sees about as many swaps."""

Method = Literal["shared", "hififace", "n3d", "bare", "blend", "concat"]
METHODS: dict[Method, tuple[Variant, bool]] = {
    "shared": ("sff", True), "hififace": ("sff", True), "n3d": ("sff", False), "bare": ("bare", True), "blend": ("blend", True), "concat": ("concat", True),
}
"""Fusion and whether the shape coefficients are part of v_sid."""


@dataclass(frozen=True)
class Readers:
    """The frozen networks the losses and conditions come from, and what they read in every row of the grid. The judges are never among them."""

    embedder: nn.Module
    coefficients: nn.Module
    features: Features
    landmarks: LandmarkModel
    z_id: torch.Tensor
    """[rows, IDENTITY_DIM]."""
    c: tuple[torch.Tensor, ...]
    """alpha, beta, pose in degrees, light of every row."""

    def embed(self, x: torch.Tensor) -> torch.Tensor:
        """z_id of pictures of any size, through which gradients flow."""
        return self.embedder(recogniser_crop(x))

    def regress(self, x: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """alpha, beta, pose and light of pictures of any size, through which gradients flow."""
        return self.coefficients(F.interpolate(x, size=(128, 128), mode="bilinear", align_corners=False) if x.shape[-1] != 128 else x)


def load_readers(data: str, runs: Path, grid: Grid) -> Readers:
    landmarks = LandmarkModel(data)
    embedder = load(str(runs / "identity"), build_embedder(judge=False), "embedder")
    coefficients = load(str(runs / "coefficients"), build_coefficients(landmarks.alphas, landmarks.betas, judge=False), "network")
    z_id, *c = _read_all(grid, runs, embedder, coefficients)
    return Readers(embedder, coefficients, Features(load(str(runs / "face-parser"), Parser(), "network")), landmarks, z_id, tuple(c))


def _read_all(grid: Grid, runs: Path, embedder: nn.Module, coefficients: nn.Module) -> list[torch.Tensor]:
    """Reads every picture once and keeps the answer beside the checkpoints, for as long as grid and readers stay the same."""
    path = runs / "readings.pt"
    stamp = [grid.count, *((runs / name / "checkpoint.pt").stat().st_mtime for name in ("identity", "coefficients"))]
    if path.exists() and (saved := torch.load(path, weights_only=True))["stamp"] == stamp:
        return saved["readings"]
    parts: list[list[torch.Tensor]] = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for first in range(0, grid.count, 128):
            x = grid.pictures(np.arange(first, min(first + 128, grid.count)), 128)
            parts.append([v.float() for v in (embedder(recogniser_crop(x)), *coefficients(x))])
    readings = [torch.cat(column) for column in zip(*parts, strict=True)]
    torch.save({"stamp": stamp, "readings": readings}, path)
    return readings


class Adversary:
    """A discriminator and its optimiser. It joins after `starts_at` steps, when the pictures are worth judging."""

    def __init__(self, learning_rate: float, starts_at: int):
        self.network = Discriminator().to(memory_format=torch.channels_last)
        self.optimiser = torch.optim.Adam(self.network.parameters(), lr=learning_rate, betas=(0.0, 0.99))
        self.starts_at = starts_at
        self.real: torch.Tensor | None = None
        self.fake: torch.Tensor | None = None

    def generator_loss(self, step: int, fake: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        if step < self.starts_at:
            self.real = self.fake = None
            return fake.new_zeros(())
        self.real, self.fake = real.detach(), fake.detach()
        return hinge_generator(self.network(fake))

    def update(self, _: int) -> None:
        if self.real is None or self.fake is None:
            return
        with torch.autocast("cpu", torch.bfloat16):
            loss = hinge_real(self.network(self.real)) + hinge_fake(self.network(self.fake))
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.optimiser.step()


STEPS_AT_64_PX = {"faceshifter": 0.5, "hififace-shared": 0.4}
"""Share of the steps: what a swapper learns first costs a quarter at 64 px."""


def _every(step: int, period: int, loss: Callable[[], torch.Tensor]) -> torch.Tensor:
    """A costly loss every `period` steps, that much heavier, and zero between."""
    return period * loss() if step % period == 0 else torch.zeros(())


def train_faceshifter(data: str, runs: Path, settings: Settings, batch: int, adversarial: bool) -> State:
    """AEI-Net: attribute, identity, reconstruction and (on demand) adversarial loss as in the paper, and supervision by the true swap.

    As in the paper it sees no occluders. The identity loss aims at the true swap's own vector with a small weight. The first
    part of the steps runs at 64 px with six levels, the rest at 128 px with half the batch.
    """
    seed_everything(settings.seed)
    grid = Grid(data)
    readers, sampler = load_readers(data, runs, grid), TripleSampler(grid, settings.seed, SAME_SHARE, occluded=False)
    network = AEINet(IDENTITY_DIM).to(memory_format=torch.channels_last).train()
    adversary = Adversary(settings.learning_rate, settings.steps // 2 if adversarial else settings.steps)
    last: list[torch.Tensor] = []
    grows_at = int(settings.steps * STEPS_AT_64_PX["faceshifter"])

    def step_loss(step: int) -> dict[str, torch.Tensor]:
        if step == grows_at:
            network.generator.grow()
        small = step < grows_at
        t = sampler.draw(batch if small else max(2, batch // 2), 64 if small else 128)
        z_id, z_goal = readers.z_id[t.source_rows], readers.z_id[t.true_rows]
        with torch.autocast("cpu", torch.bfloat16):
            y, z_att, masks = network(t.target, z_id)
            attribute = _every(step, 4, lambda: attribute_loss(network.encoder(y), z_att))
            identity = _every(step, 2, lambda: identity_loss(readers.embed(y).float(), z_goal))
            perceptual = _every(step, 2, lambda: readers.features.distance(y, t.true_swap))
            adversarial_loss = adversary.generator_loss(step, y, t.true_swap)
        y = y.float()
        truth = swap_loss(y, t.true_swap, t.face_mask)
        same = t.same.float()[:, None, None, None]
        reconstruction = 0.5 * ((y - t.target).square() * same).mean()
        total = 5 * truth + 10 * reconstruction + 0.2 * attribute.float() + perceptual.float() + IDENTITY_WEIGHT * identity + 0.05 * adversarial_loss.float()
        last[:] = [t.source, t.target, t.true_swap, y.detach(), *(F.interpolate(m.detach().float(), size=y.shape[2:]) for m in masks[2:])]
        return {"total": total, "truth": truth, "reconstruction": reconstruction, "attribute": attribute, "identity": identity, "perceptual": perceptual, "adversarial": adversarial_loss}

    return train(settings, {"network": network, "discriminator": adversary.network}, list(network.parameters()), step_loss, grid.facts(), adversary.update,
                 lambda path: save_sheet(path, [c[:8] for c in last]))


def train_hear(data: str, runs: Path, settings: Settings, batch: int) -> State:
    """HEAR-Net over the frozen AEI-Net, on scenes with and without occluders: identity, change and reconstruction, and the true swap."""
    seed_everything(settings.seed + 1)
    grid = Grid(data)
    readers, sampler = load_readers(data, runs, grid), TripleSampler(grid, settings.seed + 1, 0.5, occluded=None)
    aei = load(str(runs / "faceshifter"), AEINet(IDENTITY_DIM), "network")
    network = HEARNet().to(memory_format=torch.channels_last).train()
    last: list[torch.Tensor] = []

    def step_loss(step: int) -> dict[str, torch.Tensor]:
        t = sampler.draw(max(2, batch // 2), 128)
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                z_att = aei.encoder(t.target)
                y_hat_st = aei.generator(readers.z_id[t.source_rows], z_att)[0].float()
                error = t.target - aei.generator(readers.z_id[t.target_rows], z_att)[0].float()
            y = network(y_hat_st, error)
            identity = _every(step, 2, lambda: identity_loss(readers.embed(y).float(), readers.z_id[t.true_rows]))
        y = y.float()
        keep = t.occluder_mask.amax((2, 3), keepdim=True) == 0
        change = ((y - y_hat_st).abs() * keep).mean()
        same = t.same.float()[:, None, None, None]
        reconstruction = 0.5 * ((y - t.target).square() * same).mean()
        truth = F.l1_loss(y, t.true_swap) + 2 * masked_l1(y, t.true_swap, t.occluder_mask)
        total = 5 * truth + 10 * reconstruction + 0.2 * change + IDENTITY_WEIGHT * identity
        last[:] = [t.source, t.target, y_hat_st, error, y.detach(), t.true_swap]
        return {"total": total, "truth": truth, "change": change, "reconstruction": reconstruction, "identity": identity}

    return train(settings, {"network": network}, list(network.parameters()), step_loss, grid.facts(), None, lambda path: save_sheet(path, [c[:8] for c in last]))


def train_hififace(data: str, runs: Path, settings: Settings, batch: int, adversarial: bool, method: Method) -> State:
    """HifiFace, or one of the paper's ablations.

    `shared` is the start that all of them have in common, first at 64 px. Each then goes on from it at 128 px with the
    same number of steps and the same losses, the encoder held fixed, so that what differs is what the paper changed.
    """
    variant, shape = METHODS[method]
    seed_everything(settings.seed)
    grid = Grid(data)
    readers, sampler = load_readers(data, runs, grid), TripleSampler(grid, settings.seed, SAME_SHARE, occluded=None)
    model = readers.landmarks
    network = HifiFace(IDENTITY_DIM + (model.alphas + model.betas + 3 if shape else 0), variant)
    if method != "shared":
        start_from(network, torch.load(runs / "hififace-shared" / "checkpoint.pt", weights_only=True)["modules"]["network"])
        network.encoder.requires_grad_(False)
    network.to(memory_format=torch.channels_last).train()
    adversary = Adversary(settings.learning_rate, settings.steps // 2 if adversarial else settings.steps)
    grows_at = int(settings.steps * STEPS_AT_64_PX["hififace-shared"]) if method == "shared" else 0
    last: list[torch.Tensor] = []

    def step_loss(step: int) -> dict[str, torch.Tensor]:
        small = step < grows_at
        t = sampler.draw(batch if small else max(2, batch // 2), 64 if small else 128)
        v_id, z_goal = readers.z_id[t.source_rows], readers.z_id[t.true_rows]
        c_fuse = fuse(tuple(c[t.source_rows] for c in readers.c), tuple(c[t.target_rows] for c in readers.c))
        with torch.autocast("cpu", torch.bfloat16):
            out = network(t.target, shape_aware_identity(c_fuse, v_id) if shape else v_id)
            identity = _every(step, 2, lambda: identity_loss(readers.embed(out.i_r).float(), z_goal))
            shape_term = _every(step, 2, lambda: _shape_term(readers, out.i_r, c_fuse)) if shape else torch.zeros(())
            perceptual = _every(step, 2, lambda: readers.features.distance(out.i_r, t.true_swap))
            adversarial_loss = adversary.generator_loss(step, out.i_r, t.true_swap)
        i_r, i_out, i_low = out.i_r.float(), out.i_out.float(), out.i_low.float()
        # The picture before the mask is supervised too: a learnt mask alone collapses to copying the target.
        truth = swap_loss(i_r, t.true_swap, t.face_mask) + masked_l1(i_out, t.true_swap, t.face_mask) + 0.5 * F.l1_loss(i_low, F.avg_pool2d(t.true_swap, 4))
        masks = F.l1_loss(out.m_r.float(), t.face_mask) + F.l1_loss(out.m_low.float(), F.avg_pool2d(t.face_mask, 4)) if variant in ("sff", "blend") else torch.zeros(())
        same = t.same.float()[:, None, None, None]
        reconstruction = 0.5 * ((i_r - t.target).square() * same).mean()
        total = 5 * truth + 10 * reconstruction + 5 * masks + 0.05 * shape_term + perceptual.float() + IDENTITY_WEIGHT * identity + 0.05 * adversarial_loss.float()
        size = i_r.shape[2:]
        last[:] = [t.source, t.target, t.true_swap, i_r.detach(), i_out.detach(), *(F.interpolate(m.detach().float(), size=size) for m in (out.m_r, out.i_low, out.m_low))]
        return {"total": total, "truth": truth, "reconstruction": reconstruction, "masks": masks, "shape": shape_term, "identity": identity, "perceptual": perceptual, "adversarial": adversarial_loss}

    trained = [p for p in network.parameters() if p.requires_grad]
    return train(settings, {"network": network, "discriminator": adversary.network}, trained, step_loss, grid.facts(), adversary.update,
                 lambda path: save_sheet(path, [c[:8] for c in last]))


def _shape_term(readers: Readers, i_r: torch.Tensor, c_fuse: tuple[torch.Tensor, ...]) -> torch.Tensor:
    alpha, beta, pose, _ = (c.float() for c in readers.regress(i_r))
    return shape_loss(readers.landmarks(alpha, beta, pose), readers.landmarks(*c_fuse))


def start_from(network: HifiFace, shared: dict[str, torch.Tensor]) -> None:
    """Takes every weight of the shared start that the variant has. Without c_fuse (n3d) the style layers keep the columns of v_id."""
    own = network.state_dict()
    for name, value in shared.items():
        if name not in own:
            continue
        own[name] = value[:, -own[name].shape[1]:] if name.endswith("style.weight") else value
    network.load_state_dict(own)
