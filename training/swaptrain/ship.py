"""`python -m swaptrain.ship --data GRID --runs RUNS --out ../public/models`: every trained network as ONNX blocks, manifest and model cards."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from .blocks import Block, faceshifter_blocks, hififace_blocks, hififace_encoder_block
from .cards import CARDS, write_card
from .enhance import Enhance
from .export import export_block, write_manifest
from .faceshifter import AEINet, HEARNet
from .grid import Grid
from .hififace import HifiFace
from .find_faces import FaceDetector, FaceLandmarks
from .landmarks import CROP_PX, DETECTOR_PX
from .readers import build_coefficients, build_embedder
from .recognise import IDENTITY_DIM, Parser
from .swappers import METHODS

CROP, RECOGNISER_CROP = (1, 3, 128, 128), (1, 3, 112, 112)


@dataclass(frozen=True)
class Shipped:
    """How a run's folder becomes blocks. `module` is the name inside the checkpoint."""

    module: str
    build: Callable[[int, int], nn.Module]
    """From the numbers of identity and expression modes."""
    blocks: Callable[[nn.Module], list[Block]]


def _reader(name: str, outputs: tuple[str, ...], shape: tuple[int, ...] = CROP) -> Callable[[nn.Module], list[Block]]:
    return lambda network: [Block(name, network, {"x": shape}, outputs)]


def _hififace(run: str) -> Shipped:
    method = "hififace" if run == "hififace" else run.split("-")[1]
    variant, shape = METHODS[method]  # type: ignore[index]
    with_encoder = run == "hififace"
    return Shipped(
        "network",
        lambda alphas, betas: HifiFace(IDENTITY_DIM + (alphas + betas + 3 if shape else 0), variant),
        lambda network: ([hififace_encoder_block(network)] if with_encoder else []) + hififace_blocks(run, network),  # type: ignore[arg-type]
    )


READINGS = ("alpha", "beta", "pose_deg", "light")

SHIPPED: dict[str, Shipped] = {
    "identity": Shipped("embedder", lambda *_: build_embedder(judge=False), _reader("identity", ("z_id",), RECOGNISER_CROP)),
    "identity-judge": Shipped("embedder", lambda *_: build_embedder(judge=True), _reader("identity-judge", ("z_id",), RECOGNISER_CROP)),
    "coefficients": Shipped("network", lambda a, b: build_coefficients(a, b, judge=False), _reader("coefficients", READINGS)),
    "shape-judge": Shipped("network", lambda a, b: build_coefficients(a, b, judge=True), _reader("shape-judge", READINGS)),
    "face-parser": Shipped("network", lambda *_: Parser(), _reader("face-parser", ("logits",))),
    "face-detector": Shipped("network", lambda *_: FaceDetector(), _reader("face-detector", ("score", "box", "points"), (1, 3, DETECTOR_PX, DETECTOR_PX))),
    "face-landmarks": Shipped("network", lambda *_: FaceLandmarks(), _reader("face-landmarks", ("points", "visible", "score"), (1, 3, CROP_PX, CROP_PX))),
    "faceshifter": Shipped("network", lambda *_: AEINet(IDENTITY_DIM), faceshifter_blocks),  # type: ignore[arg-type]
    "hear": Shipped("network", lambda *_: HEARNet(), lambda n: [Block("hear", n, {"y_hat_st": CROP, "error": CROP}, ("y_st",))]),
    "enhance": Shipped("network", lambda *_: Enhance(), lambda n: [Block("enhance", n, {"picture": CROP}, ("restored",))]),
    **{run: _hififace(run) for run in ("hififace", "hififace-n3d", "sff-bare", "sff-blend", "sff-concat")},
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="swaptrain.ship", description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*", choices=SHIPPED, help="these networks; otherwise every one that has a checkpoint")
    args = parser.parse_args()
    grid = Grid(args.data)
    alphas, betas = len(grid.about["alphaNames"]), len(grid.about["betaNames"])
    for name, shipped in SHIPPED.items():
        path = args.runs / name / "checkpoint.pt"
        if (args.only and name not in args.only) or not path.exists():
            continue
        saved = torch.load(path, weights_only=True)
        network = shipped.build(alphas, betas)
        network.load_state_dict(saved["modules"][shipped.module])
        entries = [export_block(block, args.out) for block in shipped.blocks(network.eval())]
        for entry in entries:
            entry["network"], entry["card"] = name, f"cards/{name}.md"
        write_manifest(args.out, entries)
        write_card(args.out / "cards" / f"{name}.md", CARDS[name], entries, saved["step"], saved["seconds"], json.loads(_last_line(args.runs / name / "log.jsonl")), saved["data"])
        print(f"{name}: {len(entries)} files, {sum(int(e['bytes']) for e in entries) / 1e6:.2f} MB")  # type: ignore[call-overload]


def _last_line(path: Path) -> str:
    return path.read_text().strip().splitlines()[-1] if path.exists() else "{}"


if __name__ == "__main__":
    main()
