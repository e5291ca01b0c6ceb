"""Moves and mirrors of training pictures keep points on what they mark; the losses know a right answer; the shipped form is the trained one."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from swaptrain.compose import MIRROR_68, Similarity, scrambled, warp
from swaptrain.export import as_shipped
from swaptrain.find_faces import FaceDetector, FaceLandmarks
from swaptrain.landmarks import DETECTOR_PX, STRIDE_PX, UNIT_PX, Faces, detector_loss, face_boxes, five_points, landmark_loss


def schematic(centre: tuple[float, float], size: float) -> torch.Tensor:
    """[1, 68, 2]: jaw as a half circle, brows, nose, eyes and lips where they belong."""
    points = np.zeros((68, 2))
    turn = np.linspace(0, np.pi, 17)
    points[:17] = np.stack((-0.4 * np.cos(turn), 0.45 * np.sin(turn)), 1)
    points[17:27] = np.stack((np.linspace(-0.3, 0.3, 10), np.full(10, -0.25)), 1)
    points[27:36] = np.stack((np.linspace(-0.05, 0.05, 9), np.linspace(-0.1, 0.1, 9)), 1)
    points[36:42], points[42:48] = (-0.17, -0.15), (0.17, -0.15)
    for first, xs, y in ((48, np.linspace(-0.12, 0.12, 7), 0.24), (55, np.linspace(0.08, -0.08, 5), 0.27), (60, np.linspace(-0.1, 0.1, 5), 0.25), (65, np.linspace(0.05, -0.05, 3), 0.26)):
        points[first : first + len(xs)] = np.stack((xs, np.full(len(xs), y)), 1)
    return torch.from_numpy(points * size + centre).float()[None]


def test_a_warped_picture_and_its_warped_points_agree_to_a_fraction_of_a_pixel() -> None:
    y, x = np.mgrid[0:90, 0:90] + 0.5
    spot = torch.from_numpy(np.exp(-((x - 31.3) ** 2 + (y - 52.8) ** 2) / 30)).float()[None, None]
    move = Similarity.about(torch.tensor([[40.0, 45.0]]), torch.tensor([0.4]), torch.tensor([1.3]), 64)
    out = warp(spot, move, 128, "zeros")[0, 0]
    axis = torch.arange(128) + 0.5
    found = torch.stack(((out.sum(0) * axis).sum(), (out.sum(1) * axis).sum())) / out.sum()
    assert torch.allclose(found, move.apply(torch.tensor([[[31.3, 52.8]]]))[0, 0], atol=0.02)
    some = torch.rand(1, 9, 2) * 90
    assert torch.allclose(move.inverse().apply(move.apply(some)), some, atol=1e-3)


def test_the_mirror_swaps_sides_and_undoes_itself() -> None:
    mirror = torch.tensor(MIRROR_68)
    assert (mirror[mirror] == torch.arange(68)).all()
    points = schematic((0, 0), 10)
    flipped = points[:, mirror] * torch.tensor([-1.0, 1.0])
    for part in (slice(0, 27), slice(36, 68)):
        assert torch.allclose(flipped[:, part], points[:, part], atol=1e-4), part
    # Left eye outer corner <-> right eye outer corner, left mouth corner <-> right, inner likewise.
    assert [MIRROR_68[i] for i in (36, 39, 48, 51, 57, 60, 62, 66, 8, 30, 33)] == [45, 42, 54, 51, 57, 64, 62, 66, 8, 30, 33]


def test_scrambling_keeps_the_pixels() -> None:
    x = torch.rand(2, 3, 16, 16)
    assert torch.allclose(scrambled(x, np.random.default_rng(0), 4).sort(dim=-1)[0].sum(), x.sum(), atol=1e-3)
    assert not torch.allclose(scrambled(x, np.random.default_rng(0), 4), x)


@pytest.mark.parametrize("size", [24.0, 90.0, 160.0])
def test_the_detector_loss_is_small_only_for_the_right_maps(size: float) -> None:
    points = schematic((101.0, 88.0), size)
    faces = Faces(torch.zeros(1, 3, DETECTOR_PX, DETECTOR_PX), torch.stack((points[0], points[0]))[None], torch.tensor([[1.0, 0.0]]))
    box, cells = face_boxes(points)[0], (torch.arange(24) + 0.5) * STRIDE_PX
    maps = torch.zeros(1, 15, 24, 24)
    cell = torch.stack((cells[None, :].expand(24, 24), cells[:, None].expand(24, 24)))
    away = (cell - box[:2, None, None]).abs().amax(0)
    maps[0, 0] = torch.where(away <= max(0.12 * float(box[2:].max()), STRIDE_PX / 2), 12.0, -12.0)
    maps[0, 1:3] = (box[:2, None, None] - cell) / UNIT_PX
    maps[0, 3:5] = torch.log(box[2:] / UNIT_PX)[:, None, None]
    maps[0, 5:] = (five_points(points)[0].flatten()[:, None, None] - cell.repeat(5, 1, 1)) / UNIT_PX
    assert float(detector_loss(maps, faces)["total"]) < 0.01
    for change, least in ((maps.roll(6, 3), 1.0), (maps + 0.3, 0.05), (torch.cat((-maps[:, :1], maps[:, 1:]), 1), 5.0)):
        assert float(detector_loss(change, faces)["total"]) > least


def test_the_landmark_loss_measures_percent_of_the_crop() -> None:
    network = FaceLandmarks()
    points = network.places[torch.randint(0, 1024, (2, 68))]
    cells = torch.full((2, 68, 1024), -40.0)
    cells.scatter_(2, (network.places[None, None] - points[:, :, None]).abs().sum(3).argmin(2, keepdim=True), 40.0)
    ones, seen = torch.ones(2, 68), torch.full((2, 69), 9.0)
    assert float(landmark_loss(cells, seen, network.places, points, ones, ones, ones, torch.ones(2))["distance"]) < 0.01
    inside = points.clamp(0.1, 0.9)
    moved = landmark_loss(cells, seen, network.places, inside + 0.02, ones, ones, ones, torch.ones(2))["distance"]
    assert abs(float(moved) - float(((points - inside - 0.02).abs().sum(2) * 100).mean())) < 0.05


@pytest.mark.parametrize("network, side, shapes", [
    (FaceDetector(), 192, [(1, 1, 24, 24), (1, 4, 24, 24), (1, 10, 24, 24)]), (FaceLandmarks(), 128, [(1, 68, 2), (1, 68), (1, 1)]),
])
def test_folding_changes_no_answer(network: torch.nn.Module, side: int, shapes: list[tuple[int, ...]]) -> None:
    network.train()
    with torch.no_grad():
        network(torch.randn(4, 3, side, side))
        x = torch.randn(1, 3, side, side) * 0.5
        before, after = network.eval()(x), as_shipped(network)(x)
    assert [tuple(y.shape) for y in after] == shapes
    assert not any(isinstance(m, torch.nn.BatchNorm2d) for m in as_shipped(network).modules())
    assert all(torch.allclose(a, b, atol=0.02) for a, b in zip(before, after, strict=True))
