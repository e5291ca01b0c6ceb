"""One command a network: `python -m swaptrain NETWORK --data GRID --runs FOLDER [--steps N] [--batch N] [--minutes M] [--smoke]`."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from .enhance import train_enhance
from .landmarks import train_detector, train_landmarks
from .readers import train_coefficients, train_identity, train_parser
from .run import Settings, State
from .swappers import train_faceshifter, train_hear, train_hififace

NETWORKS = {
    # name: (steps, batch, learning rate)
    "coefficients": (2_500, 64, 1.5e-3),
    "identity": (7_000, 64, 1e-3),
    "shape-judge": (1_000, 64, 1.5e-3),
    "identity-judge": (3_600, 64, 1e-3),
    "face-parser": (1_600, 16, 2e-3),
    "face-landmarks": (1_900, 20, 2e-3),
    "face-detector": (1_000, 12, 2e-3),
    "faceshifter": (17_000, 16, 8e-4),
    "hear": (3_200, 16, 8e-4),
    "hififace-shared": (15_500, 16, 8e-4),
    "hififace": (500, 16, 5e-4),
    "hififace-n3d": (500, 16, 5e-4),
    "sff-bare": (500, 16, 5e-4),
    "sff-blend": (500, 16, 5e-4),
    "sff-concat": (500, 16, 5e-4),
    "enhance": (700, 6, 8e-4),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="swaptrain", description=__doc__)
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("--data", required=True, help="folder of a grid written by `swapgraph render-grid`")
    parser.add_argument("--runs", type=Path, required=True, help="folder for checkpoints, logs and sample sheets, one subfolder a network")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--batch", type=int)
    parser.add_argument("--minutes", type=float, help="stop with a checkpoint after this long; call again to go on")
    parser.add_argument("--adversarial", action="store_true", help="add the hinge loss in the second half")
    parser.add_argument("--photographs", type=Path, help="file of `swaptrain.photographs`, for face-landmarks and face-detector")
    parser.add_argument("--smoke", action="store_true", help="a few steps with tiny batches, to see that everything runs")
    args = parser.parse_args()
    steps, batch, rate = NETWORKS[args.network]
    steps, batch = (3, 4) if args.smoke else (args.steps or steps, args.batch or batch)
    settings = Settings(args.runs / args.network, steps, rate, minutes=args.minutes)
    torch.set_float32_matmul_precision("medium")
    state = run(args.network, args.data, args.runs, settings, batch, args.adversarial, args.photographs)
    print(f"{args.network}: step {state.step}, {state.seconds:.0f} s, " + ", ".join(f"{k} {v:.4f}" for k, v in state.losses.items()))


def run(network: str, data: str, runs: Path, settings: Settings, batch: int, adversarial: bool, photographs: Path | None = None) -> State:
    match network:
        case "identity" | "identity-judge":
            return train_identity(data, runs, settings, batch, judge=network.endswith("judge"))
        case "coefficients" | "shape-judge":
            return train_coefficients(data, settings, batch, judge=network.endswith("judge"))
        case "face-parser":
            return train_parser(data, settings, batch)
        case "face-landmarks":
            return train_landmarks(data, settings, batch, photographs)
        case "face-detector":
            return train_detector(data, runs, settings, batch, photographs)
        case "faceshifter":
            return train_faceshifter(data, runs, settings, batch, adversarial)
        case "hear":
            return train_hear(data, runs, settings, batch)
        case "enhance":
            return train_enhance(data, runs, settings, batch)
        case "hififace":
            return train_hififace(data, runs, settings, batch, adversarial, "hififace")
        case "hififace-shared" | "hififace-n3d" | "sff-bare" | "sff-blend" | "sff-concat":
            return train_hififace(data, runs, settings, batch, adversarial, network.split("-")[1])  # type: ignore[arg-type]
    raise ValueError(f"unknown network {network}")


if __name__ == "__main__":
    main()
