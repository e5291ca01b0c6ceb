"""Pairs for the recognisers: one scene, many people; the loss knows who belongs to whom."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import torch

from swaptrain.readers import PairSampler, pair_loss


def grid_of(scenes: int, per_scene: int, people: int) -> SimpleNamespace:
    identity = np.concatenate([np.random.default_rng(s).choice(people, per_scene, replace=False) for s in range(scenes)])
    return SimpleNamespace(identity=identity, scene=np.repeat(np.arange(scenes), per_scene), rows_of={i: np.flatnonzero(identity == i) for i in np.unique(identity)})


def test_pairs_show_one_person_in_two_scenes_and_several_people_in_one() -> None:
    grid = grid_of(40, 8, 30)
    rows = np.flatnonzero(grid.identity % 2 == 0)
    sampler = PairSampler(grid, rows, 3)  # type: ignore[arg-type]
    for _ in range(20):
        first, second = sampler.draw(12)
        assert (grid.identity[first] == grid.identity[second]).all() and (first != second).all()
        assert (grid.identity[first] % 2 == 0).all() and len(set(grid.identity[first])) == 12
        assert len(set(grid.scene[first])) < 12


def test_the_loss_rewards_finding_the_same_person_and_not_the_same_scene() -> None:
    people, scenes = torch.eye(6), torch.nn.functional.normalize(torch.ones(6, 6), dim=1)

    def pictures(of_scene: float) -> torch.Tensor:
        return torch.nn.functional.normalize(people + of_scene * scenes, dim=1)

    by_person = pair_loss(pictures(0.0), pictures(0.0), 16.0, 0.1)
    by_scene = pair_loss(pictures(3.0), pictures(0.0), 16.0, 0.1)
    shuffled = pair_loss(pictures(0.0), pictures(0.0).roll(1, 0), 16.0, 0.1)
    assert by_person < by_scene < shuffled
