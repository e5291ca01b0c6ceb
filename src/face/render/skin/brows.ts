import { createRandom, mixSeeds } from '../../random';
import type { Scene } from '../../scene/types';
import { alongSegment, type FaceCanvas } from './canvas';
import type { Landmarks2D } from './regions';

/** Smooth curve through the five brow points, inner end first; `t` 0..1 gives position and unit direction. */
function browCurve(points: Float64Array, order: readonly number[], archCm: number): (t: number) => readonly [x: number, y: number, tx: number, ty: number] {
  const p = order.map((i) => [points[2 * i]!, points[2 * i + 1]!] as [number, number]);
  // A brow's middle line is flatter than its landmarks, which mark the top of the arch.
  p[2]![1] += 0.45 * ((p[1]![1] + p[3]![1]) / 2 - p[2]![1]);
  const position = (t: number): readonly [number, number] => {
    const s = Math.min(3.999, Math.max(0, t * 4)), k = Math.floor(s), f = s - k;
    const [p0, p1, p2, p3] = [p[Math.max(0, k - 1)]!, p[k]!, p[k + 1]!, p[Math.min(4, k + 2)]!];
    const spline = (axis: 0 | 1): number => 0.5 * (2 * p1[axis] + (p2[axis] - p0[axis]) * f
      + (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * f * f + (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * f ** 3);
    return [spline(0), spline(1) + archCm * Math.exp(-(((t - 0.62) / 0.24) ** 2))];
  };
  return (t) => {
    const [ax, ay] = position(t - 0.02), [bx, by] = position(t + 0.02);
    const length = Math.hypot(bx - ax, by - ay) || 1;
    const [x, y] = position(t);
    return [x, y, (bx - ax) / length, (by - ay) / length];
  };
}

/** Half-thickness along the brow: rounded inner end, fullest at a third, a fine tail. */
const profile = (t: number): number => Math.min(1, (t + 0.03) / 0.16) ** 0.6 * (t < 0.4 ? 1 : 1 - 0.72 * ((t - 0.4) / 0.6) ** 1.3);

/**
 * Draws both brows as single hairs: upright at the inner end, lying along the brow further out, upper hairs combed down and
 * lower ones up. `widthCm` of a hair never falls below a texel; its cover is reduced instead.
 */
export function drawBrows(canvas: FaceCanvas, landmarks: Landmarks2D, brows: Scene['identity']['brows'], seed: number): void {
  const halfCm = 0.2 + 0.3 * brows.thickness;
  const archCm = 0.55 * (brows.arch - 0.45);
  const hairCm = 0.03, texelCm = 1 / canvas.texelsPerCm;
  const drawnCm = Math.max(hairCm, 0.75 * texelCm);
  // On a coarse canvas single hairs cannot be told apart: fewer, stronger ones give the same tone.
  const thinning = Math.min(1, Math.max(0.3, hairCm / drawnCm));
  const cover = Math.min(1, ((0.55 + 0.45 * brows.density) * Math.min(1, (hairCm / drawnCm) * 1.25)) / thinning);
  for (const [side, order] of [[-1, [21, 20, 19, 18, 17]], [1, [22, 23, 24, 25, 26]]] as const) {
    const random = createRandom(mixSeeds(seed, 31, side + 5));
    const curve = browCurve(landmarks.points, order, archCm);
    for (let k = 0; k < 24; k++) {
      const t = k / 24, [ax, ay] = curve(t), [bx, by] = curve(t + 1 / 24);
      const half = halfCm * profile(t + 0.5 / 24);
      alongSegment(canvas, ax, ay, bx, by, half * 1.5, (texel, d) => {
        const inside = 1 - Math.min(1, Math.max(0, (d / half - 0.55) / 0.9));
        const shape = inside * inside * (3 - 2 * inside) * Math.min(1, 0.35 + t * 6);
        canvas.browShape[texel] = Math.max(canvas.browShape[texel]!, shape);
      });
    }
    const count = Math.round((220 + 420 * brows.density) * (0.6 + 0.55 * brows.thickness) * thinning);
    for (let i = 0; i < count; i++) {
      const t = random.next() ** 0.9 * 0.99, across = Math.max(-1, Math.min(1, random.normal() * 0.58));
      const [x, y, tx, ty] = curve(t);
      const half = halfCm * profile(t);
      // Normal of the curve, towards the forehead.
      const nx = -ty * side, ny = tx * side;
      const rootX = x + nx * across * half, rootY = y + ny * across * half;
      const upright = Math.max(0, 1 - t / 0.3);
      const lean = (0.25 + 1.25 * upright) - across * (0.55 - 0.3 * upright) + random.normal() * 0.13;
      const length = (0.28 + 0.26 * half / halfCm) * random.range(0.75, 1.2);
      const c = Math.cos(lean), s = Math.sin(lean);
      const dx = tx * c + nx * s, dy = ty * c + ny * s;
      const midX = rootX + dx * length * 0.5, midY = rootY + dy * length * 0.5;
      const bent = lean - 0.3;
      const tipX = midX + (tx * Math.cos(bent) + nx * Math.sin(bent)) * length * 0.5, tipY = midY + (ty * Math.cos(bent) + ny * Math.sin(bent)) * length * 0.5;
      const stroke = (x0: number, y0: number, x1: number, y1: number, from: number, to: number): void => alongSegment(canvas, x0, y0, x1, y1, drawnCm, (texel, d, along) => {
        const a = cover * (from + (to - from) * along) * (1 - d / drawnCm);
        canvas.hairs[texel] = 1 - (1 - canvas.hairs[texel]!) * (1 - a);
      });
      stroke(rootX, rootY, midX, midY, 1, 0.9);
      stroke(midX, midY, tipX, tipY, 0.9, 0.15);
    }
  }
}
