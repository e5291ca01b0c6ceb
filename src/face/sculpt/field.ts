import { clamp, length, scale, subtract, type Vec3 } from './vector';

/** A signed distance field: negative inside, centimetres (ellipsoids are a close first-order estimate). */
export type Field = (x: number, y: number, z: number) => number;

/** One mass of the head: joined to, or carved out of, everything before it in the list. */
export interface Mass {
  readonly field: Field;
  readonly operation: 'join' | 'carve';
  /** Width of the blend, cm. */
  readonly blendCm: number;
  /** Also evaluated at −x. */
  readonly mirrored: boolean;
  /** Round-off of |x| at the middle plane, cm: keeps mirrored masses from meeting in a crease. */
  readonly middleCm: number;
}

/** Polynomial smooth minimum; `k` is the width in which both take part. */
export function smoothMin(a: number, b: number, k: number): number {
  const h = Math.max(k - Math.abs(a - b), 0) / k;
  return Math.min(a, b) - h * h * k * 0.25;
}

/** Ellipsoid with a roll about z, a pitch about x and a yaw about y, in degrees, applied in that order to the shape. */
export function ellipsoid(centre: Vec3, radii: Vec3, turnDeg: { readonly roll?: number; readonly pitch?: number; readonly yaw?: number } = {}): Field {
  const rad = Math.PI / 180;
  const [cr, sr] = [Math.cos((turnDeg.roll ?? 0) * rad), Math.sin((turnDeg.roll ?? 0) * rad)];
  const [cp, sp] = [Math.cos((turnDeg.pitch ?? 0) * rad), Math.sin((turnDeg.pitch ?? 0) * rad)];
  const [cy, sy] = [Math.cos((turnDeg.yaw ?? 0) * rad), Math.sin((turnDeg.yaw ?? 0) * rad)];
  return (px, py, pz) => {
    let x = px - centre[0];
    let y = py - centre[1];
    let z = pz - centre[2];
    [x, z] = [cy * x - sy * z, sy * x + cy * z];
    [y, z] = [cp * y + sp * z, -sp * y + cp * z];
    [x, y] = [cr * x + sr * y, -sr * x + cr * y];
    const k0 = Math.hypot(x / radii[0], y / radii[1], z / radii[2]);
    const k1 = Math.hypot(x / radii[0] ** 2, y / radii[1] ** 2, z / radii[2] ** 2);
    return k1 < 1e-9 ? -Math.min(...radii) : (k0 * (k0 - 1)) / k1;
  };
}

/** Chain of round cones through points, each with its own radius, joined with a small blend. */
export function tube(points: readonly { readonly at: Vec3; readonly radiusCm: number }[], blendCm = 0.3): Field {
  return (x, y, z) => {
    let distance = Infinity;
    for (let i = 0; i + 1 < points.length; i += 1) {
      const a = points[i]!;
      const b = points[i + 1]!;
      const [dx, dy, dz] = subtract(b.at, a.at);
      const [qx, qy, qz] = [x - a.at[0], y - a.at[1], z - a.at[2]];
      const t = clamp((qx * dx + qy * dy + qz * dz) / (dx * dx + dy * dy + dz * dz), 0, 1);
      const d = Math.hypot(qx - t * dx, qy - t * dy, qz - t * dz) - (a.radiusCm + t * (b.radiusCm - a.radiusCm));
      distance = distance === Infinity ? d : smoothMin(distance, d, blendCm);
    }
    return distance;
  };
}

/** Folds the masses in order into one field. */
export function sculptField(masses: readonly Mass[]): Field {
  return (x, y, z) => {
    let distance = 1e3;
    for (const mass of masses) {
      const sx = mass.mirrored ? Math.sqrt(x * x + mass.middleCm * mass.middleCm) : x;
      const d = mass.field(sx, y, z);
      distance = mass.operation === 'join' ? smoothMin(distance, d, mass.blendCm) : -smoothMin(-distance, d, mass.blendCm);
    }
    return distance;
  };
}

export function gradient(field: Field, p: Vec3, step = 0.02): Vec3 {
  const [x, y, z] = p;
  return [
    (field(x + step, y, z) - field(x - step, y, z)) / (2 * step),
    (field(x, y + step, z) - field(x, y - step, z)) / (2 * step),
    (field(x, y, z + step) - field(x, y, z - step)) / (2 * step),
  ];
}

/** Moves a point onto the zero surface along the gradient. */
export function settle(field: Field, start: Vec3, steps = 12): Vec3 {
  let p = start;
  for (let i = 0; i < steps; i += 1) {
    const d = field(...p);
    if (Math.abs(d) < 1e-4) break;
    const g = gradient(field, p);
    const size2 = Math.max(0.1, g[0] ** 2 + g[1] ** 2 + g[2] ** 2);
    p = subtract(p, scale(g, (0.9 * d) / size2));
  }
  return p;
}

/**
 * First hit of the ray that runs from `outside` along `inward` (unit); null when it travels `reachCm` without one.
 * Sphere tracing with a shortened step, because blended ellipsoids overestimate distances a little.
 */
export function trace(field: Field, outside: Vec3, inward: Vec3, reachCm = 14): Vec3 | null {
  let t = 0;
  for (let i = 0; i < 160 && t < reachCm; i += 1) {
    const p: Vec3 = [outside[0] + inward[0] * t, outside[1] + inward[1] * t, outside[2] + inward[2] * t];
    const d = field(...p);
    if (d < 5e-4) return p;
    t += Math.max(0.6 * d, 4e-4);
  }
  return null;
}

export const distanceBetween = (a: Vec3, b: Vec3): number => length(subtract(a, b));
