"""Every training runs a few steps on a tiny grid of noise, resumes, and every network keeps its promised shapes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from swaptrain.__main__ import NETWORKS, run
from swaptrain.enhance import Enhance
from swaptrain.faceshifter import LEVEL_SIZES, AEINet
from swaptrain.grid import Grid, TripleSampler
from swaptrain.hififace import HifiFace
from swaptrain.run import Settings

ALPHAS, BETAS, SCENES, PER_SCENE, SIZE = 6, 4, 6, 4, 128


@pytest.fixture(scope="module")
def grid_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_grid(tmp_path_factory.mktemp("grid"), SIZE)


@pytest.fixture(scope="module")
def large_grid_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_grid(tmp_path_factory.mktemp("large-grid"), 256)


def write_grid(folder: Path, size: int) -> Path:
    random = np.random.default_rng(0)
    count = SCENES * PER_SCENE
    names = {"identity": 1, "scene": 1, "occluded": 1, "alpha": ALPHAS, "beta": BETAS, "poseDeg": 3, "light": 3, "landmarks68": 136}
    truth = np.zeros((count, sum(names.values())), np.float32)
    truth[:, 0], truth[:, 1] = np.arange(count) % 8, np.arange(count) // PER_SCENE
    truth[: count // 2, 2] = 1
    truth[:, 3:] = random.standard_normal((count, truth.shape[1] - 3))
    truth.tofile(folder / "truth.f32")
    random.integers(0, 256, (count, size, size, 3), np.uint8).tofile(folder / "colour.u8")
    random.integers(0, 14, (count, size, size), np.uint8).tofile(folder / "labels.u8")
    random.standard_normal((1 + ALPHAS + BETAS, 204)).astype(np.float32).tofile(folder / "landmark-model.f32")
    about = {"count": count, "size": size, "perScene": PER_SCENE, "columns": [{"name": k, "count": v} for k, v in names.items()],
             "alphaNames": ["a"] * ALPHAS, "betaNames": ["b"] * BETAS, "alphaIsFace": [1] * ALPHAS}
    (folder / "grid.json").write_text(json.dumps(about))
    return folder


def test_triples_share_scene_and_identity(grid_folder: Path) -> None:
    grid = Grid(grid_folder)
    batch = TripleSampler(grid, 0, 0.3, None).draw(50, 64)
    assert (grid.scene[batch.target_rows] == grid.scene[batch.true_rows]).all()
    assert (grid.identity[batch.source_rows] == grid.identity[batch.true_rows]).all()
    assert ((batch.target_rows == batch.true_rows) == batch.same.numpy()).all()


def test_faceshifter_has_seven_levels() -> None:
    y, z_att, masks = AEINet(128)(torch.zeros(2, 3, 128, 128), torch.nn.functional.normalize(torch.randn(2, 128)))
    assert y.shape == (2, 3, 128, 128)
    assert [z.shape[-1] for z in z_att] == list(LEVEL_SIZES) == [m.shape[-1] for m in masks]


def test_masks_choose_between_target_and_new_face() -> None:
    network, target = HifiFace(10), torch.rand(2, 3, 128, 128) * 2 - 1
    out = network(target, torch.randn(2, 10))
    assert torch.allclose(out.i_r, out.m_r * out.i_out + (1 - out.m_r) * target, atol=1e-5)


def test_enhance_refuses_small_pictures_and_begins_as_plain_enlargement(grid_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="--size 256"):
        run("enhance", str(grid_folder), tmp_path, Settings(tmp_path / "enhance", 1, 1e-4), 2, adversarial=False)
    x = torch.rand(1, 3, 128, 128) * 2 - 1
    assert torch.allclose(Enhance()(x), torch.nn.functional.interpolate(x, scale_factor=2, mode="bilinear"), atol=1e-6)


def test_every_training_runs_and_resumes(grid_folder: Path, large_grid_folder: Path, tmp_path: Path) -> None:
    for name in NETWORKS:
        data = str(large_grid_folder if name == "enhance" else grid_folder)
        first = run(name, data, tmp_path, Settings(tmp_path / name, 1, 1e-4), 4, adversarial=True)
        assert first.step == 1
        second = run(name, data, tmp_path, Settings(tmp_path / name, 2, 1e-4), 4, adversarial=True)
        assert second.step == 2
        assert all(np.isfinite(v) for v in second.losses.values()), name
