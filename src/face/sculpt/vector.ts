/** Small vector and scalar helpers of the sculpting code; lengths are centimetres in the head frame. */

export type Vec3 = readonly [number, number, number];
export type Vec2 = readonly [number, number];

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

/** 0 at `from`, 1 at `to`, C1 between; `from` may exceed `to`. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vec3, s: number): Vec3 => [a[0] * s, a[1] * s, a[2] * s];
export const length = (a: Vec3): number => Math.hypot(a[0], a[1], a[2]);
export const mix3 = (a: Vec3, b: Vec3, t: number): Vec3 => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];

export function normalise(a: Vec3): Vec3 {
  const size = length(a) || 1;
  return [a[0] / size, a[1] / size, a[2] / size];
}

/** 1 at distance 0, 0 from distance 1 on, C2: the fall-off of every local deformation. */
export function bell(distance: number): number {
  if (Math.abs(distance) >= 1) return 0;
  const t = 1 - distance * distance;
  return t * t * t;
}

/** Monotone-free Catmull-Rom through (x, y) knots with increasing x; constant beyond the ends. */
export function spline(knots: readonly Vec2[], x: number): number {
  const last = knots.length - 1;
  const first = knots[0]!;
  const end = knots[last]!;
  if (x <= first[0]) return first[1];
  if (x >= end[0]) return end[1];
  let i = 0;
  while (knots[i + 1]![0] < x) i += 1;
  const p1 = knots[i]!;
  const p2 = knots[i + 1]!;
  const p0 = knots[Math.max(0, i - 1)]!;
  const p3 = knots[Math.min(last, i + 2)]!;
  const width = p2[0] - p1[0];
  const t = (x - p1[0]) / width;
  const m1 = i === 0 ? (p2[1] - p1[1]) / width : (p2[1] - p0[1]) / (p2[0] - p0[0]);
  const m2 = i + 1 === last ? (p2[1] - p1[1]) / width : (p3[1] - p1[1]) / (p3[0] - p1[0]);
  const t2 = t * t;
  const t3 = t2 * t;
  return (2 * t3 - 3 * t2 + 1) * p1[1] + (t3 - 2 * t2 + t) * width * m1 + (3 * t2 - 2 * t3) * p2[1] + (t3 - t2) * width * m2;
}
