import type { Mode } from '../model/types';
import type { RingPlace, Site } from './mesh';
import { bell, smoothstep, type Vec3 } from './vector';

/** A vertex as the modes see it: mirrored to the subject's left (x ≥ 0) unless the mode is one-sided by nature. Centimetres. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Canonical coordinates. */
  readonly cx: number;
  readonly cy: number;
  readonly group: Site['group'];
  readonly ring: RingPlace | undefined;
  /** +1 upper lip and what hangs on it, −1 lower lip, 0 neither or the corner. */
  readonly lip: -1 | 0 | 1;
}

/** A mode as it is authored: displacement in cm for +1. */
export interface ModeSculpt extends Omit<Mode, 'region' | 'sigma' | 'min' | 'max'> {
  readonly region?: Mode['region'];
  readonly sigma?: number;
  readonly min?: number;
  readonly max?: number;
  readonly move: (s: Spot) => Vec3;
  /** Rigid motion and growth of the subject's left eyeball (mirrored for the right one). */
  readonly eye?: { readonly move?: Vec3; readonly grow?: number };
  /**
   * `both` mirrors the left half; `left` and `right` keep one half of that with a soft middle; `whole` is evaluated with signed x.
   */
  readonly side?: 'both' | 'left' | 'right' | 'whole';
  /** Half-width of the soft middle of a one-sided mode, cm. */
  readonly middleCm?: number;
}

export const STILL: Vec3 = [0, 0, 0];

/** Rounds |x| off at the middle of the face, so that mirrored fall-offs meet without a crease, cm. */
const MIDDLE_ROUNDING_CM = 0.4;

/** Fall-off around a place of the face, in canonical coordinates: 1 at (x, y), 0 from one radius on. */
export function near(s: Spot, x: number, y: number, rx: number, ry: number): number {
  if (s.group !== 'head' && s.group !== 'mouthCavity') return 0;
  const side = x === 0 ? s.cx : Math.hypot(s.cx, MIDDLE_ROUNDING_CM);
  return bell(Math.hypot((side - x) / rx, (s.cy - y) / ry));
}

/** Fall-off around a place in space. */
export const nearIn = (s: Spot, at: Vec3, radii: Vec3): number => bell(Math.hypot((s.x - at[0]) / radii[0], (s.y - at[1]) / radii[1], (s.z - at[2]) / radii[2]));

/** 1 for canonical y below `from` fading to 0 at `to` (either order). */
export const between = (value: number, zeroAt: number, oneAt: number): number => smoothstep(zeroAt, oneAt, value);

/** Outward direction of the head at a place, seen from its vertical axis: for swelling without normals. */
export function outwards(s: Spot): Vec3 {
  const z = s.z + 6.8;
  const size = Math.hypot(s.x, z) || 1;
  return [s.x / size, 0, z / size];
}

export const sum = (...parts: readonly Vec3[]): Vec3 => [
  parts.reduce((t, p) => t + p[0], 0), parts.reduce((t, p) => t + p[1], 0), parts.reduce((t, p) => t + p[2], 0),
];
