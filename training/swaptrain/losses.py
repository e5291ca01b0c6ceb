"""Losses of the papers, with our own networks where theirs cannot be had. Pictures are RGB, -1..1."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F


def masked_l1(a: torch.Tensor, b: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean absolute difference where mask is 1; the mask is [B, 1, H, W]."""
    return ((a - b).abs() * mask).sum() / (mask.sum() * a.shape[1] + 1e-6)


def swap_loss(y: torch.Tensor, true_swap: torch.Tensor, face_mask: torch.Tensor) -> torch.Tensor:
    """Supervision by the true swap: L1 everywhere, twice more inside the face, and twice more there between pictures of an eighth of the size, where tint and
    shape show and detail that cannot be known does not."""
    small = [F.avg_pool2d(x, 8) for x in (y, true_swap, face_mask)]
    return F.l1_loss(y, true_swap) + 2 * masked_l1(y, true_swap, face_mask) + 2 * masked_l1(*small)


def attribute_loss(z_of_result: list[torch.Tensor], z_of_target: list[torch.Tensor]) -> torch.Tensor:
    """FaceShifter, equation 8: half the sum over levels of the squared difference."""
    return 0.5 * sum(F.mse_loss(a, b.detach()) for a, b in zip(z_of_result, z_of_target, strict=True))


def identity_loss(z: torch.Tensor, z_goal: torch.Tensor) -> torch.Tensor:
    """1 - cosine of unit vectors. Aim it at the true swap's vector: aimed at the source's it turns into an attack on the recogniser."""
    return (1 - (z * z_goal.detach()).sum(1)).mean()


def shape_loss(projected: torch.Tensor, projected_goal: torch.Tensor) -> torch.Tensor:
    """HifiFace, equation 3: mean L1 of projected 3D landmarks, [B, 68, 2], as fractions of the crop."""
    return (projected - projected_goal.detach()).abs().mean()


class Features(nn.Module):
    """Maps of our own parser's encoder: the perceptual loss that VGG gives in the papers, without foreign weights."""

    def __init__(self, parser: nn.Module):
        super().__init__()
        self.parser = parser.eval()
        for parameter in self.parser.parameters():
            parameter.requires_grad_(False)

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        maps = [F.relu(self.parser.stem(x))]
        for down in list(self.parser.downs)[:3]:
            maps.append(down(maps[-1]))
        return maps

    def distance(self, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():
            goals = self(b)
        return sum(F.l1_loss(x, y) / (y.abs().mean() + 1e-3) for x, y in zip(self(a), goals, strict=True)) / len(goals)


class Discriminator(nn.Module):
    """Two-scale patch discriminator with spectral norm, for the hinge loss of both papers."""

    def __init__(self, width: int = 32):
        super().__init__()
        norm = nn.utils.parametrizations.spectral_norm

        def tower() -> nn.Sequential:
            layers: list[nn.Module] = []
            c = 3
            for k in range(4):
                layers += [norm(nn.Conv2d(c, width * min(2**k, 4), 4, 2, 1)), nn.LeakyReLU(0.2)]
                c = width * min(2**k, 4)
            return nn.Sequential(*layers, norm(nn.Conv2d(c, 1, 3, 1, 1)))

        self.towers = nn.ModuleList((tower(), tower()))

    def forward(self, x: torch.Tensor) -> list[torch.Tensor]:
        return [self.towers[0](x), self.towers[1](F.avg_pool2d(x, 2))]


def hinge_real(scores: list[torch.Tensor]) -> torch.Tensor:
    return sum(F.relu(1 - s).mean() for s in scores) / len(scores)


def hinge_fake(scores: list[torch.Tensor]) -> torch.Tensor:
    return sum(F.relu(1 + s).mean() for s in scores) / len(scores)


def hinge_generator(scores: list[torch.Tensor]) -> torch.Tensor:
    return -sum(s.mean() for s in scores) / len(scores)
