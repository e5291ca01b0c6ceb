"""The morphable model's landmarks as a differentiable function of coefficients, for the shape loss."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from torch import nn


class LandmarkModel(nn.Module):
    """68 points of S(alpha, beta) = mean + B_id*alpha + B_exp*beta, turned by the head's pose and seen from far away.

    Reads `landmark-model.f32` and `grid.json` of a rendered grid. Distances are centimetres; the crop's own scale is left out,
    so the loss compares shapes and poses, not places.
    """

    def __init__(self, folder: str | Path):
        super().__init__()
        about = json.loads((Path(folder) / "grid.json").read_text())
        self.alphas, self.betas = len(about["alphaNames"]), len(about["betaNames"])
        values = np.fromfile(Path(folder) / "landmark-model.f32", np.float32)
        table = torch.from_numpy(values).view(1 + self.alphas + self.betas, 68 * 3)
        self.register_buffer("mean", table[0])
        self.register_buffer("basis", table[1:])
        self.register_buffer("alpha_is_face", torch.tensor(about["alphaIsFace"], dtype=torch.float32))

    def points(self, alpha: torch.Tensor, beta: torch.Tensor) -> torch.Tensor:
        """-> [B, 68, 3], cm, in the head's frame."""
        return (self.mean + torch.cat((alpha, beta), 1) @ self.basis).view(-1, 68, 3)

    def forward(self, alpha: torch.Tensor, beta: torch.Tensor, pose_deg: torch.Tensor) -> torch.Tensor:
        """-> [B, 68, 2], cm in the picture plane, x right, y up. `pose_deg` is yaw, pitch, roll: R = Rz(roll) Ry(yaw) Rx(-pitch)."""
        points = self.points(alpha, beta)
        yaw, pitch, roll = torch.deg2rad(pose_deg).unbind(1)
        x, y, z = points.unbind(2)
        cp, sp = torch.cos(-pitch)[:, None], torch.sin(-pitch)[:, None]
        y, z = cp * y - sp * z, sp * y + cp * z
        cy, sy = torch.cos(yaw)[:, None], torch.sin(yaw)[:, None]
        x = cy * x + sy * z
        cr, sr = torch.cos(roll)[:, None], torch.sin(roll)[:, None]
        return torch.stack((cr * x - sr * y, sr * x + cr * y), 2)


POSE_SCALE_DEG = 30.0
LIGHT_SCALE, LIGHT_OFFSET = (40.0, 20.0, 0.3), (0.0, 30.0, 1.0)
"""Azimuth and elevation in degrees, strength: spread and middle in the training data."""


class CoefficientReader(nn.Module):
    """Crop (ffhq_512, 128 px, RGB, -1..1) -> alpha, beta, pose in degrees, main light (azimuth and elevation in degrees, strength)."""

    def __init__(self, reader: nn.Module, alphas: int, betas: int):
        super().__init__()
        self.reader, self.alphas, self.betas = reader, alphas, betas

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        y = self.reader(x)
        alpha, beta, pose, light = y.split((self.alphas, self.betas, 3, 3), 1)
        return alpha, beta, pose * POSE_SCALE_DEG, light * light.new_tensor(LIGHT_SCALE) + light.new_tensor(LIGHT_OFFSET)


def fuse(source: tuple[torch.Tensor, ...], target: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """c_fuse: identity coefficients of the source, expression and pose of the target (HifiFace, equation 2)."""
    return source[0], target[1], target[2]


def shape_aware_identity(c_fuse: tuple[torch.Tensor, torch.Tensor, torch.Tensor], v_id: torch.Tensor) -> torch.Tensor:
    """v_sid = [c_fuse, v_id] (HifiFace, section 3.1); pose enters in units of 30 degrees so that all parts have like size."""
    return torch.cat((c_fuse[0], c_fuse[1], c_fuse[2] / POSE_SCALE_DEG, v_id), 1)
