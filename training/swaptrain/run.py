"""The loop every training shares: seeded, checkpointed, resumable, with a log and sample sheets."""

from __future__ import annotations

import json
import math
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import nn


LONGEST_STEP_S = 5.0


@dataclass
class Settings:
    out: Path
    steps: int
    """Optimiser steps in all; the learning rate falls to a fiftieth along a cosine."""
    learning_rate: float
    seed: int = 0
    betas: tuple[float, float] = (0.9, 0.99)
    checkpoint_every_s: float = 180.0
    warmup_steps: int = 200
    minutes: float | None = None
    """Stop, with a checkpoint, after this long in this process; a later call goes on from there."""


@dataclass
class State:
    step: int = 0
    seconds: float = 0.0
    losses: dict[str, float] = field(default_factory=dict)


def seed_everything(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def save_sheet(path: Path, columns: list[torch.Tensor]) -> None:
    """A contact sheet: one row a sample, one column a tensor [B, 1 or 3, H, W] in -1..1 (masks: 0..1, one channel)."""
    rows = []
    size = max(c.shape[-1] for c in columns)
    for k in range(columns[0].shape[0]):
        cells = []
        for column in columns:
            x = column[k].detach().float()
            x = x.expand(3, -1, -1) * 2 - 1 if x.shape[0] == 1 else x
            x = nn.functional.interpolate(x[None], size=(size, size), mode="nearest")[0]
            cells.append(((x.clamp(-1, 1) + 1) * 127.5).byte().permute(1, 2, 0).numpy())
        rows.append(np.concatenate(cells, 1))
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.concatenate(rows, 0)).save(path)


def train(
    settings: Settings,
    modules: dict[str, nn.Module],
    parameters: list[nn.Parameter],
    step_loss: Callable[[int], dict[str, torch.Tensor]],
    data: dict[str, int | str],
    after_backward: Callable[[int], None] | None = None,
    sample: Callable[[Path], None] | None = None,
) -> State:
    """Runs `step_loss` (its `total` is minimised) until `settings.steps`, resuming from `out/checkpoint.pt` when there is one.

    @param modules: everything a checkpoint holds, by name.
    @param data: what the training pictures are, kept in the checkpoint for the card.
    @param after_backward: a second optimisation in the same step, such as a discriminator's.
    """
    settings.out.mkdir(parents=True, exist_ok=True)
    optimiser = torch.optim.Adam(parameters, lr=settings.learning_rate, betas=settings.betas)
    state, path = State(), settings.out / "checkpoint.pt"
    if path.exists():
        saved = torch.load(path, weights_only=True)
        for name, module in modules.items():
            module.load_state_dict(saved["modules"][name])
        optimiser.load_state_dict(saved["optimiser"])
        state = State(saved["step"], saved["seconds"])
        print(f"resumed at step {state.step}", flush=True)
    stop = False

    def ask_to_stop(*_: object) -> None:
        nonlocal stop
        stop = True

    signal.signal(signal.SIGTERM, ask_to_stop)
    started, last_save = time.monotonic(), time.monotonic()
    average: dict[str, float] = {}

    def save() -> None:
        content = {"modules": {n: m.state_dict() for n, m in modules.items()}, "optimiser": optimiser.state_dict(), "step": state.step, "seconds": state.seconds, "data": data}
        temporary = path.with_suffix(".tmp")
        torch.save(content, temporary)
        temporary.replace(path)
        if sample is not None:
            sample(settings.out / "samples" / f"{state.step:07d}.png")

    while state.step < settings.steps and not stop:
        step_started, share = time.monotonic(), state.step / settings.steps
        rate = settings.learning_rate * min(1, (state.step + 1) / min(settings.warmup_steps, max(1, settings.steps / 10))) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * share)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        losses = step_loss(state.step)
        optimiser.zero_grad(set_to_none=True)
        losses["total"].backward()
        norm = nn.utils.clip_grad_norm_(parameters, 10.0)
        if torch.isfinite(norm):
            optimiser.step()
        if after_backward is not None:
            after_backward(state.step)
        state.step += 1
        # A process that was paused does not count the pause.
        state.seconds += min(time.monotonic() - step_started, LONGEST_STEP_S)
        for name, value in losses.items():
            average[name] = 0.98 * average.get(name, value.item()) + 0.02 * value.item()
        if state.step % 100 == 0:
            line = {"step": state.step, "seconds": round(state.seconds, 1), **{k: round(v, 5) for k, v in average.items()}}
            with (settings.out / "log.jsonl").open("a") as log:
                log.write(json.dumps(line) + "\n")
            print(json.dumps(line), flush=True)
        if time.monotonic() - last_save > settings.checkpoint_every_s:
            save()
            last_save = time.monotonic()
        if settings.minutes is not None and time.monotonic() - started > settings.minutes * 60:
            stop = True
    save()
    state.losses = average
    return state
