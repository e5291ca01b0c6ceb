import type { Hairline } from '../hairline';
import type { HeadMeasures } from '../measure';
import type { ScalpField } from '../scalp';
import { clamp, mix, smoothStep } from '../vector';
import type { Groom } from './groom';

/** What a strand is born with. */
export interface Root {
  readonly azimuth: number;
  readonly elevation: number;
  /** 0 = innermost .. 1 = outermost layer. */
  readonly layer: number;
  /** Factor on the length. */
  readonly lengthScale: number;
  /** Three independent numbers −1..1 that make the strand differ from its neighbours. */
  readonly chance: readonly [number, number, number];
}

export interface Grower {
  /** Points of a strand: segments + 1. */
  readonly points: number;
  /** Writes the strand from its root to its tip, x y z a point, cm, and returns its length in cm. */
  grow(root: Root, path: Float32Array): number;
  /** Pushes points out of the head and out of the face's opening. */
  keepOut(path: Float32Array, isFringe: boolean): void;
  isFringe(root: Root): boolean;
}

/**
 * Strands that are combed over the head: each step follows the combing along the scalp at the height of its layer, and long hair leaves the head at
 * ear level and falls. Height over the scalp is prescribed instead of simulated, so the silhouette is under control and every head gets the same cut.
 */
export function createGrower(groom: Groom, field: ScalpField, hairline: Hairline, measures: HeadMeasures, segments: number): Grower {
  const [cx, cy, cz] = field.centre;
  const earTop = Math.max(measures.ears.left.top, measures.ears.right.top);
  const halfWidth = field.radius(Math.PI / 2, 0.2);
  const partX = groom.partX * halfWidth;
  const [whorlX, whorlY, whorlZ] = field.point(Math.PI + groom.partX * 0.5, 1.0, 0);
  const fineSteps = 24;
  const fine = new Float32Array(3 * (fineSteps + 1));

  const isFringe = (root: Root): boolean => {
    if (groom.fringe === 0) return false;
    const above = root.elevation - hairline.elevation(root.azimuth);
    return Math.abs(root.azimuth) < 0.75 + 0.12 * root.chance[0] && above < 0.42 + 0.1 * root.chance[1];
  };

  const keepOut = (path: Float32Array, fringe: boolean): void => {
    for (let i = 3; i < path.length; i += 3) {
      let x = path[i]!, y = path[i + 1]!, z = path[i + 2]!;
      if (!fringe) {
        const open = hairline.openAzimuth(y);
        const dx = x - cx, dz = z - cz;
        const azimuth = Math.atan2(dx, dz);
        if (Math.abs(azimuth) < open) {
          const flat = Math.sqrt(dx * dx + dz * dz);
          const turned = (dx >= 0 ? 1 : -1) * mix(open, Math.abs(azimuth), 0.12);
          x = cx + flat * Math.sin(turned);
          z = cz + flat * Math.cos(turned);
        }
      }
      const height = field.height(x, y, z);
      const least = fringe ? 0.22 : 0.1;
      if (height < least) {
        const distance = Math.hypot(x - cx, y - cy, z - cz);
        const factor = (distance + least - height) / distance;
        x = cx + (x - cx) * factor;
        y = cy + (y - cy) * factor;
        z = cz + (z - cz) * factor;
      }
      path[i] = x;
      path[i + 1] = y;
      path[i + 2] = z;
    }
  };

  const grow = (root: Root, path: Float32Array): number => {
    const { azimuth, elevation, layer, chance } = root;
    const top = smoothStep(0.5, 0.95, elevation);
    const back = smoothStep(1.7, 2.6, Math.abs(azimuth));
    const free = mix(mix(groom.sideCm, groom.backCm, back), groom.topCm, top) * root.lengthScale;
    const above = elevation - hairline.elevation(azimuth);
    const front = smoothStep(0.9, 0.25, Math.abs(azimuth)) * smoothStep(0.7, 0.1, above);
    const edge = smoothStep(-0.02, 0.32, above);
    const fringe = isFringe(root);
    const volume = mix(groom.sideVolumeCm, groom.volumeCm, smoothStep(0.15, 0.9, elevation)) * mix(0.3, 1, edge) + groom.quiffCm * front;
    const reach = fringe ? Math.min(free, 14) : free;
    const step = reach / fineSteps;

    let [x, y, z] = field.point(azimuth, elevation, 0.02);
    const side = x + 0.25 * chance[0] >= partX + 0.5 * (z < cz ? chance[1] : 0) ? 1 : -1;
    let [px, py, pz] = [0, 0, 0];
    let count = 0;
    let stop = fineSteps;
    const cut = fringe ? groom.fringeY + 0.35 * chance[1] : groom.hangs ? groom.cutY + 0.9 * chance[1] + 2.2 * (1 - layer) : -Infinity;
    fine[0] = x;
    fine[1] = y;
    fine[2] = z;
    for (let k = 1; k <= fineSteps; k++) {
      const t = k / fineSteps;
      const nx = (x - cx), ny = (y - cy), nz = (z - cz);
      const inverse = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
      const ux = nx * inverse, uy = ny * inverse, uz = nz * inverse;
      // Combing direction.
      const topHere = smoothStep(0.35, 0.8, uy);
      let fx = groom.whorl * (x - whorlX) * 0.12, fy = groom.whorl * (y - whorlY) * 0.12, fz = groom.whorl * (z - whorlZ) * 0.12;
      fx += side * groom.parted * topHere;
      fz += (groom.forward - groom.backward) * topHere;
      fy -= 0.9 * (1 - topHere);
      if (fringe) {
        fz += 2.4;
        fx = 0.25 * fx;
        fy -= 1.2 * smoothStep(0.3, 0.6, uz);
      } else if (groom.quiffCm > 0.5) {
        fz -= 0.8 * front;
        fy += 0.9 * front * (1 - t);
      }
      const radial = fx * ux + fy * uy + fz * uz;
      fx -= radial * ux;
      fy -= radial * uy;
      fz -= radial * uz;
      const size = 1 / (Math.sqrt(fx * fx + fy * fy + fz * fz) + 1e-6);
      fx *= size;
      fy *= size;
      fz *= size;
      const falling = groom.hangs && !fringe ? smoothStep(earTop + 2.5, earTop - 1, y) : 0;
      if (falling > 0) {
        const inward = -groom.turnIn * smoothStep(0.6, 1, (earTop - y) / Math.max(1, earTop - groom.cutY)) * 0.8;
        fx = mix(fx, ux * inward + 0.05 * chance[0], falling);
        fy = mix(fy, -1, falling);
        fz = mix(fz, uz * inward + 0.05 * chance[2], falling);
      }
      const bend = k === 1 ? 1 : 0.55;
      px = mix(px, fx, bend);
      py = mix(py, fy, bend);
      pz = mix(pz, fz, bend);
      x += px * step;
      y += py * step;
      z += pz * step;
      // Height over the scalp.
      const height = field.height(x, y, z);
      const wish = 0.06 + layer * volume * smoothStep(0, groom.hangs ? Math.min(1, 4 / reach) : 0.5, t) * (1 - 0.3 * t * t) + 0.12 * volume * chance[0] * t;
      const correction = falling > 0.5 ? Math.max(0, 0.15 + 0.4 * layer - height) : (wish - height) * mix(1, 0.35, falling);
      const lift = clamp(correction, -2 * step, 2.5 * step);
      x += ux * lift;
      y += uy * lift;
      z += uz * lift;
      fine[3 * k] = x;
      fine[3 * k + 1] = y;
      fine[3 * k + 2] = z;
      count = k;
      if (y < cut && (fringe ? uz > 0.4 : y < earTop - 1)) {
        stop = k;
        break;
      }
    }
    stop = Math.min(stop, count);
    // Resample to the wanted number of points.
    for (let point = 0; point <= segments; point++) {
      const at = (point / segments) * stop;
      const from = Math.min(Math.floor(at), stop - 1);
      const f = at - from;
      for (let axis = 0; axis < 3; axis++) path[3 * point + axis] = mix(fine[3 * from + axis]!, fine[3 * from + 3 + axis]!, f);
    }
    return step * stop;
  };

  return { points: segments + 1, grow, keepOut, isFringe };
}
