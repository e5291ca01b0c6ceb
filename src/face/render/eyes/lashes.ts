import type { FaceModel, Lids } from '../../model/types';
import { hash3 } from '../noise';
import type { FacePose } from '../types';
import type { Eyeball } from './eye-frame';

/** Draws thin lines into a cover plane, one number a pixel, tested against the depth of the surfaces. */
export interface LinePlane {
  readonly width: number;
  readonly height: number;
  /** 0..1; grows as lines overlap. */
  readonly cover: Float32Array;
  /** 1/distance of the nearest surface at a pixel's middle; −Infinity where none. */
  readonly nearness: (pixelX: number, pixelY: number) => number;
}

const UPPER_COUNT = 60;
const LOWER_COUNT = 30;
const SEGMENTS = 4;
const WIDTH_CM = 0.035;

/** Lashes of both eyes: they leave the lid's margin away from the eyeball's centre, fan out sideways and curl up. */
export function drawLashes(plane: LinePlane, model: FaceModel, positions: Float32Array, eyes: { readonly left: Eyeball; readonly right: Eyeball }, pose: FacePose, seed: number): void {
  drawEye(plane, positions, model.eyes.left.lids, eyes.left, 1, pose, seed);
  drawEye(plane, positions, model.eyes.right.lids, eyes.right, -1, pose, seed + 1);
}

function drawEye(plane: LinePlane, positions: Float32Array, lids: Lids, eye: Eyeball, side: number, pose: FacePose, seed: number): void {
  for (const [chain, count, isUpper] of [[lids.upperMargin, UPPER_COUNT, true], [lids.lowerMargin, LOWER_COUNT, false]] as const) {
    for (let i = 0; i < count; i++) {
      const jitter = hash3(i, isUpper ? 1 : 2, 0, seed);
      const t = Math.min(0.999, Math.max(0.03, 0.06 + (0.93 * (i + jitter)) / count));
      const at = t * (chain.length - 1), k = Math.floor(at), f = at - k;
      const a = 3 * chain[k]!, b = 3 * chain[Math.min(chain.length - 1, k + 1)]!;
      const x = positions[a]! + (positions[b]! - positions[a]!) * f, y = positions[a + 1]! + (positions[b + 1]! - positions[a + 1]!) * f;
      const z = positions[a + 2]! + (positions[b + 2]! - positions[a + 2]!) * f;
      lash(plane, pose, eye, x, y, z, t, side, isUpper, hash3(i, 7, isUpper ? 1 : 2, seed));
    }
  }
}

function lash(plane: LinePlane, pose: FacePose, eye: Eyeball, x: number, y: number, z: number, t: number, side: number, isUpper: boolean, chance: number): void {
  let dx = x - eye.centre[0], dy = y - eye.centre[1], dz = z - eye.centre[2];
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz) || 1;
  dx /= length;
  dy /= length;
  dz /= length;
  const reach = (isUpper ? 0.3 + 0.3 * t : 0.2 + 0.14 * t) * (0.75 + 0.5 * chance);
  const fan = side * (t - 0.42) * 0.75 + (chance - 0.5) * 0.25;
  dx += fan;
  dy += isUpper ? -0.12 : -0.35;
  const curl = isUpper ? 0.75 : -0.12;
  let lastX = NaN, lastY = NaN, lastN = 0;
  const r = pose.rotation, [tx, ty, tz] = pose.translationCm;
  for (let s = 0; s <= SEGMENTS; s++) {
    const u = s / SEGMENTS, along = reach * u;
    const hx = x + dx * along + 0.15 * fan * along * u, hy = y + dy * along + curl * along * u, hz = z + dz * along * (1 - 0.2 * u);
    const cz = r[6]! * hx + r[7]! * hy + r[8]! * hz + tz;
    const scale = -pose.focalPx / cz;
    const sx = pose.centrePx[0] + scale * (r[0]! * hx + r[1]! * hy + r[2]! * hz + tx), sy = pose.centrePx[1] - scale * (r[3]! * hx + r[4]! * hy + r[5]! * hz + ty);
    if (s > 0) line(plane, lastX, lastY, lastN, sx, sy, -1 / cz, WIDTH_CM * (1 - 0.85 * (u - 0.5 / SEGMENTS)) * scale, isUpper ? 1 : 0.7);
    lastX = sx;
    lastY = sy;
    lastN = -1 / cz;
  }
}

/** An anti-aliased line; thinner than a pixel it keeps its width and loses cover instead. */
function line(plane: LinePlane, ax: number, ay: number, an: number, bx: number, by: number, bn: number, widthPx: number, opacity: number): void {
  const half = Math.max(0.5, widthPx / 2), strength = opacity * Math.min(1, widthPx);
  if (!(strength > 0.005)) return;
  const x0 = Math.max(0, Math.floor(Math.min(ax, bx) - half - 0.5)), x1 = Math.min(plane.width - 1, Math.floor(Math.max(ax, bx) + half + 0.5));
  const y0 = Math.max(0, Math.floor(Math.min(ay, by) - half - 0.5)), y1 = Math.min(plane.height - 1, Math.floor(Math.max(ay, by) + half + 0.5));
  const ex = bx - ax, ey = by - ay, squared = ex * ex + ey * ey || 1e-9;
  for (let py = y0; py <= y1; py++) {
    for (let px = x0; px <= x1; px++) {
      const t = ((px + 0.5 - ax) * ex + (py + 0.5 - ay) * ey) / squared;
      // Half-open at the joints, so that no pixel is darkened twice by neighbouring segments.
      if (t < 0 || t >= 1) continue;
      const dx = ax + t * ex - px - 0.5, dy = ay + t * ey - py - 0.5;
      const cover = Math.min(1, half + 0.5 - Math.sqrt(dx * dx + dy * dy)) * strength;
      if (cover <= 0) continue;
      const near = an + (bn - an) * t;
      // A lash may start a little inside the lid it grows from.
      if (1 / near > 1 / plane.nearness(px, py) + 0.22) continue;
      const at = py * plane.width + px;
      plane.cover[at] = 1 - (1 - plane.cover[at]!) * (1 - cover);
    }
  }
}
