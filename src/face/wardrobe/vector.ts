/** A point or direction in centimetres or of unit length, [x, y, z]. */
export type Vec3 = readonly [number, number, number];

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vec3, factor: number): Vec3 => [a[0] * factor, a[1] * factor, a[2] * factor];
/** a + b·factor. */
export const along = (a: Vec3, b: Vec3, factor: number): Vec3 => [a[0] + b[0] * factor, a[1] + b[1] * factor, a[2] + b[2] * factor];
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vec3, b: Vec3): Vec3 => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
export const lengthOf = (a: Vec3): number => Math.sqrt(dot(a, a));
export const distance = (a: Vec3, b: Vec3): number => lengthOf(subtract(a, b));
export const mixVec = (a: Vec3, b: Vec3, t: number): Vec3 => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];

/** Unit vector; `fallback` where the length is zero. */
export function normalise(a: Vec3, fallback: Vec3 = [0, 0, 1]): Vec3 {
  const length = lengthOf(a);
  return length > 1e-9 ? scale(a, 1 / length) : fallback;
}

/** A unit vector at right angles to `a`, as near to `hint` as can be. */
export function perpendicular(a: Vec3, hint: Vec3): Vec3 {
  const axis = normalise(a);
  const side = along(hint, axis, -dot(hint, axis));
  if (lengthOf(side) > 1e-6) return normalise(side);
  return normalise(cross(axis, Math.abs(axis[0]) < 0.8 ? [1, 0, 0] : [0, 1, 0]));
}

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
export const clamp = (value: number, low: number, high: number): number => (value < low ? low : value > high ? high : value);

/** Hermite step, 0 below `from` and 1 above `to`; the edges may be given in falling order. */
export function smoothStep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}

/** Row-major 3×3. */
export type Matrix3 = ArrayLike<number>;

export const rotate = (m: Matrix3, a: Vec3): Vec3 => [
  m[0]! * a[0] + m[1]! * a[1] + m[2]! * a[2],
  m[3]! * a[0] + m[4]! * a[1] + m[5]! * a[2],
  m[6]! * a[0] + m[7]! * a[1] + m[8]! * a[2],
];
/** mᵀ·a: the inverse rotation. */
export const rotateBack = (m: Matrix3, a: Vec3): Vec3 => [
  m[0]! * a[0] + m[3]! * a[1] + m[6]! * a[2],
  m[1]! * a[0] + m[4]! * a[1] + m[7]! * a[2],
  m[2]! * a[0] + m[5]! * a[1] + m[8]! * a[2],
];
