"""Trainings of the swap networks: FaceShifter's two stages and HifiFace with its ablations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from .faceshifter import AEINet, HEARNet
from .grid import Grid, TripleSampler
from .hififace import HifiFace, Variant
from .losses import Discriminator, Features, attribute_loss, hinge_fake, hinge_generator, hinge_real, identity_loss, masked_l1, shape_loss
from .readers import build_coefficients, build_embedder, load
from .recognise import IDENTITY_DIM, Parser, recogniser_crop
from .run import Settings, State, save_sheet, seed_everything, train
from .shape import LandmarkModel, fuse, shape_aware_identity


@dataclass(frozen=True)
class Readers:
    """The frozen networks the losses and conditions come from. The judges are never among them."""

    embedder: nn.Module
    coefficients: nn.Module
    features: Features
    landmarks: LandmarkModel


def load_readers(data: str, runs: Path) -> Readers:
    landmarks = LandmarkModel(data)
    return Readers(
        load(str(runs / "identity"), build_embedder(judge=False), "embedder"),
        load(str(runs / "coefficients"), build_coefficients(landmarks.alphas, landmarks.betas, judge=False), "network"),
        Features(load(str(runs / "face-parser"), Parser(), "network")),
        landmarks,
    )


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


def train_faceshifter(data: str, runs: Path, settings: Settings, batch: int, adversarial: bool) -> State:
    """AEI-Net: adversarial 1, attribute 10, identity 5 and reconstruction 10 in the paper's order of size, and supervision by the true swap.

    As in the paper it sees no occluders. The identity loss aims at the true swap's own vector with a small weight.
    """
    seed_everything(settings.seed)
    grid, readers = Grid(data), load_readers(data, runs)
    sampler = TripleSampler(grid, settings.seed, 0.2, occluded=False, size=128)
    network = AEINet(IDENTITY_DIM).to(memory_format=torch.channels_last).train()
    adversary = Adversary(settings.learning_rate, settings.steps // 2 if adversarial else settings.steps)
    last: list[torch.Tensor] = []

    def step_loss(step: int) -> dict[str, torch.Tensor]:
        t = sampler.draw(batch)
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                z_id = readers.embedder(recogniser_crop(t.source))
                z_goal = readers.embedder(recogniser_crop(t.true_swap))
            y, z_att, masks = network(t.target, z_id)
            attribute = attribute_loss(network.encoder(y), z_att)
            identity = identity_loss(readers.embedder(recogniser_crop(y)).float(), z_goal.float())
            perceptual = readers.features.distance(y, t.true_swap)
            adversarial_loss = adversary.generator_loss(step, y, t.true_swap)
        y = y.float()
        truth = F.l1_loss(y, t.true_swap) + 2 * masked_l1(y, t.true_swap, t.face_mask)
        same = t.same.float()[:, None, None, None]
        reconstruction = 0.5 * ((y - t.target).square() * same).mean()
        total = 5 * truth + 10 * reconstruction + 0.2 * attribute.float() + perceptual.float() + 0.05 * identity + 0.05 * adversarial_loss.float()
        last[:] = [t.source, t.target, t.true_swap, y.detach(), *(F.interpolate(m.detach().float(), size=(128, 128)) for m in masks[2:])]
        return {"total": total, "truth": truth, "attribute": attribute, "identity": identity, "perceptual": perceptual, "adversarial": adversarial_loss}

    return train(settings, {"network": network, "discriminator": adversary.network}, list(network.parameters()), step_loss, adversary.update,
                 lambda path: save_sheet(path, [c[:8] for c in last]))


def train_hear(data: str, runs: Path, settings: Settings, batch: int) -> State:
    """HEAR-Net over the frozen AEI-Net, on scenes with and without occluders: identity, change and reconstruction, equal weights, and the true swap."""
    seed_everything(settings.seed + 1)
    grid, readers = Grid(data), load_readers(data, runs)
    sampler = TripleSampler(grid, settings.seed + 1, 0.5, occluded=None, size=128)
    aei = load(str(runs / "faceshifter"), AEINet(IDENTITY_DIM), "network")
    network = HEARNet().to(memory_format=torch.channels_last).train()
    last: list[torch.Tensor] = []

    def step_loss(_: int) -> dict[str, torch.Tensor]:
        t = sampler.draw(batch)
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                y_hat_st = aei(t.target, readers.embedder(recogniser_crop(t.source)))[0]
                error = t.target - aei(t.target, readers.embedder(recogniser_crop(t.target)))[0]
                z_goal = readers.embedder(recogniser_crop(t.true_swap))
            y = network(y_hat_st.float(), error.float())
            identity = identity_loss(readers.embedder(recogniser_crop(y)).float(), z_goal.float())
        y = y.float()
        keep = t.occluder_mask.amax((2, 3), keepdim=True) == 0
        change = ((y - y_hat_st.float()).abs() * keep).mean()
        truth = F.l1_loss(y, t.true_swap) + 2 * masked_l1(y, t.true_swap, t.occluder_mask)
        total = 5 * truth + 0.2 * change + 0.05 * identity
        last[:] = [t.source, t.target, y_hat_st.float(), error.float(), y.detach(), t.true_swap]
        return {"total": total, "truth": truth, "change": change, "identity": identity}

    return train(settings, {"network": network}, list(network.parameters()), step_loss, None, lambda path: save_sheet(path, [c[:8] for c in last]))


def train_hififace(data: str, runs: Path, settings: Settings, batch: int, adversarial: bool, variant: Variant, shape: bool) -> State:
    """HifiFace (`shape`: with c_fuse; without it the ablation n3d) and its fusion variants: shape 0.5, identity, segmentation, reconstruction, perceptual, adversarial."""
    seed_everything(settings.seed)
    grid, readers = Grid(data), load_readers(data, runs)
    sampler = TripleSampler(grid, settings.seed, 0.5, occluded=None, size=128)
    model = readers.landmarks
    network = HifiFace(IDENTITY_DIM + (model.alphas + model.betas + 3 if shape else 0), variant).to(memory_format=torch.channels_last).train()
    adversary = Adversary(settings.learning_rate, settings.steps // 2 if adversarial else settings.steps)
    last: list[torch.Tensor] = []

    def step_loss(step: int) -> dict[str, torch.Tensor]:
        t = sampler.draw(batch)
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                v_id = readers.embedder(recogniser_crop(t.source))
                z_goal = readers.embedder(recogniser_crop(t.true_swap))
                c_fuse = fuse(readers.coefficients(t.source), readers.coefficients(t.target))
            out = network(t.target, shape_aware_identity(c_fuse, v_id) if shape else v_id)
            identity = identity_loss(readers.embedder(recogniser_crop(out.i_r)).float(), z_goal.float())
            c_r = readers.coefficients(out.i_r)
            perceptual = readers.features.distance(out.i_r, t.true_swap)
            adversarial_loss = adversary.generator_loss(step, out.i_r, t.true_swap)
        i_r, i_out, i_low = out.i_r.float(), out.i_out.float(), out.i_low.float()
        quarter = F.avg_pool2d(t.true_swap, 4)
        shape_term = shape_loss(model(*(c.float() for c in c_r)), model(*(c.float() for c in c_fuse))) if shape else i_r.new_zeros(())
        # The picture before the mask is supervised too: a learnt mask alone collapses to copying the target.
        truth = F.l1_loss(i_r, t.true_swap) + 2 * masked_l1(i_r, t.true_swap, t.face_mask) + masked_l1(i_out, t.true_swap, t.face_mask) + 0.5 * F.l1_loss(i_low, quarter)
        masks = F.l1_loss(out.m_r.float(), t.face_mask) + F.l1_loss(out.m_low.float(), F.avg_pool2d(t.face_mask, 4)) if variant in ("sff", "blend") else i_r.new_zeros(())
        total = 5 * truth + 0.5 * masks + 0.05 * shape_term + perceptual.float() + 0.05 * identity + 0.05 * adversarial_loss.float()
        last[:] = [t.source, t.target, t.true_swap, i_r.detach(), i_out.detach(), out.m_r.detach(), out.i_low.detach(), out.m_low.detach()]
        return {"total": total, "truth": truth, "masks": masks, "shape": shape_term, "identity": identity, "perceptual": perceptual, "adversarial": adversarial_loss}

    return train(settings, {"network": network, "discriminator": adversary.network}, list(network.parameters()), step_loss, adversary.update,
                 lambda path: save_sheet(path, [c[:8] for c in last]))
