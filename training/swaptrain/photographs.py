"""`python -m swaptrain.photographs --photos FOLDER --teachers FOLDER --out FILE.npz`: photographs with pseudo-labels for `face-detector` and `face-landmarks`.

The photographs and the labels stay in that file, outside the project; only weights trained with them are shipped. Kept out of
training, and so measured: every person of the London set whose number is even, and every second file, in the order of their
names, of the other folders (the second, fourth ...). The teachers are YuNet (five points) and MediaPipe's face mesh (468 points).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from PIL import Image

from .compose import Similarity, warp

SIDE_PX = 320
"""Photographs are kept at this longest side, in the upper left corner of a square."""
FOLDERS = ("london", "interfaces", "sfhq", "composite")
MESH_PX = 192
LEAST_SCORE = 0.6

# Index in MediaPipe's face mesh of each of iBUG's 68 points: jaw, brows, nose, eyes, outer and inner lips.
MESH_OF_68 = (
    127, 234, 93, 132, 58, 136, 150, 176, 152, 400, 379, 365, 288, 361, 323, 454, 356,
    70, 63, 105, 66, 107, 336, 296, 334, 293, 300,
    168, 197, 5, 4, 98, 97, 2, 326, 327,
    33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380,
    61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82, 13, 312, 308, 317, 14, 87,
)


def photographs(folder: Path, held_out: bool) -> Iterator[Path]:
    """The part of the photographs that is trained with, or the part that is kept out."""
    for name in FOLDERS:
        files = sorted(p for p in (folder / name).glob("*") if p.suffix in (".jpg", ".png"))
        for order, path in enumerate(files):
            kept_out = int(path.name[:3]) % 2 == 0 if name == "london" else order % 2 == 1
            if kept_out == held_out:
                yield path


@dataclass(frozen=True)
class Photographs:
    """Pictures [N, 4, 320, 320], RGB -1..1 and 1 where the square is filled. Face m lies in picture `index[m]` and has 68 points [M, 68, 2] in its pixels,
    centres at +0.5."""

    pictures: torch.Tensor
    index: np.ndarray
    points: np.ndarray

    @staticmethod
    def load(path: str | Path) -> Photographs:
        saved = np.load(path)
        pictures = torch.from_numpy(saved["pictures"]).permute(0, 3, 1, 2).float().div_(127.5).sub_(1)
        axis, extent = torch.arange(SIDE_PX) + 0.5, torch.from_numpy(saved["extent"])
        inside = (axis[None, None, :] < extent[:, :1, None]) & (axis[None, :, None] < extent[:, 1:, None])
        return Photographs(torch.cat((pictures, inside.float()[:, None]), 1).contiguous(), saved["index"], saved["points"])


class Teachers:
    """YuNet and MediaPipe's mesh as ONNX files."""

    def __init__(self, folder: Path):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.yunet = onnxruntime.InferenceSession(str(folder / "libfacedetection.train/yunet_n_dynamic.onnx"), options)
        self.mesh = onnxruntime.InferenceSession(str(folder / "mediapipe/face_landmark.onnx"), options)

    def faces(self, picture: np.ndarray) -> np.ndarray:
        """uint8 [H, W, 3] -> [F, 4 + 1 + 10]: box, score, five points; best first."""
        height, width = picture.shape[:2]
        padded = np.zeros((-(-height // 32) * 32, -(-width // 32) * 32, 3), np.float32)
        padded[:height, :width] = picture[..., ::-1]
        names = [o.name for o in self.yunet.get_outputs()]
        out = dict(zip(names, self.yunet.run(names, {"input": padded.transpose(2, 0, 1)[None]}), strict=True))
        found = []
        for stride in (8, 16, 32):
            score = np.sqrt(np.clip(out[f"cls_{stride}"], 0, 1) * np.clip(out[f"obj_{stride}"], 0, 1))[0, :, 0]
            columns = padded.shape[1] // stride
            for i in np.flatnonzero(score > LEAST_SCORE):
                cell = np.array([i % columns, i // columns])
                centre, size = (out[f"bbox_{stride}"][0, i, :2] + cell) * stride, np.exp(out[f"bbox_{stride}"][0, i, 2:]) * stride
                points = (out[f"kps_{stride}"][0, i].reshape(5, 2) + cell) * stride
                found.append(np.concatenate((centre - size / 2, size, [score[i]], points.reshape(-1))))
        kept: list[np.ndarray] = []
        for face in sorted(found, key=lambda f: -f[4]):
            if all(np.linalg.norm(face[:2] + face[2:4] / 2 - k[:2] - k[2:4] / 2) > 0.5 * k[2] for k in kept):
                kept.append(face)
        return np.array(kept).reshape(-1, 15)

    def points68(self, picture: np.ndarray, face: np.ndarray) -> np.ndarray | None:
        """68 points in pixels, by the mesh; None where the mesh sees no face. The second pass looks at a crop around the points of the first."""
        eyes = face[5:9].reshape(2, 2)
        roll = np.arctan2(*(eyes[1] - eyes[0])[::-1])
        centre, side = face[:2] + face[2:4] / 2, 1.5 * max(face[2:4])
        x = torch.from_numpy(picture.copy()).permute(2, 0, 1)[None].float()
        points, score = np.zeros((468, 2)), 0.0
        for _ in range(2):
            to_crop = Similarity.about(torch.from_numpy(centre[None]).float(), torch.tensor([-roll]).float(), torch.tensor([MESH_PX / side]).float(), MESH_PX / 2)
            crop = warp(x, to_crop, MESH_PX, "zeros") / 255
            mesh, flag = self.mesh.run(None, {"input_1": crop.permute(0, 2, 3, 1).contiguous().numpy()})
            score = float(1 / (1 + np.exp(-flag.reshape(-1)[0])))
            points = to_crop.inverse().apply(torch.from_numpy(mesh.reshape(1, 468, 3)[..., :2]))[0].numpy()
            low, high = points.min(0), points.max(0)
            centre, side = (low + high) / 2, 1.5 * float(max(high - low))
            roll = float(np.arctan2(*(points[263] - points[33])[::-1]))
        return points[list(MESH_OF_68)] if score > 0.5 else None


def prepare(photos: Path, teachers: Teachers, held_out: bool) -> dict[str, np.ndarray]:
    """What the file holds: pictures uint8 [N, 320, 320, 3], their filled width and height, and the faces' pictures and points."""
    pictures, extents, index, labels = [], [], [], []
    for path in photographs(photos, held_out):
        whole = Image.open(path).convert("RGB")
        scale = SIDE_PX / max(whole.size)
        small = whole.resize((round(whole.width * scale), round(whole.height * scale)), Image.Resampling.LANCZOS)
        found = teachers.faces(np.asarray(whole))
        points = [p for p in (teachers.points68(np.asarray(whole), f) for f in found) if p is not None]
        if not points or len(points) < len(found):
            print(f"{path.parent.name}/{path.name}: {len(found)} faces, {len(points)} with points; left out")
            continue
        square = np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8)
        square[: small.height, : small.width] = np.asarray(small)
        index += [len(pictures)] * len(points)
        labels += [p * [small.width / whole.width, small.height / whole.height] for p in points]
        pictures.append(square)
        extents.append(small.size)
    return {"pictures": np.array(pictures), "extent": np.array(extents, np.float32), "index": np.array(index), "points": np.array(labels, np.float32)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="swaptrain.photographs", description=__doc__)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--teachers", type=Path, required=True, help="folder with libfacedetection.train and mediapipe")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    found = prepare(args.photos, Teachers(args.teachers), held_out=False)
    np.savez(args.out, **found)
    print(f"{len(found['pictures'])} photographs, {len(found['index'])} faces")


if __name__ == "__main__":
    main()
