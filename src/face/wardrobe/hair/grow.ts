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
  /** Pushes a strand out of the head and, unless it is fringe, out of the face's opening, which is a little different for each strand. */
  keepOut(root: Root, path: Float32Array): void;
  isFringe(root: Root): boolean;
  /** The side of the parting that a root belongs to: −1 or 1. */
  sideOf(root: Root): -1 | 1;
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
  const fineSteps = groom.hangs ? 24 : 13;
  const fine = new Float32Array(3 * (fineSteps + 1));

  const coversEars = groom.hangs || groom.curlRadiusCm > 0;

  const isFringe = (root: Root): boolean => {
    if (groom.fringe === 0) return false;
    const above = root.elevation - hairline.elevation(root.azimuth);
    return Math.abs(root.azimuth) < 0.95 + 0.1 * root.chance[0] && above < 0.42 + 0.1 * root.chance[1];
  };

  const sideOf = (root: Root): -1 | 1 => {
    const [x, , z] = field.point(root.azimuth, root.elevation, 0);
    return x + 0.25 * root.chance[0] >= partX + (z < cz ? 0.5 * root.chance[1] : 0) ? 1 : -1;
  };

  const keepOut = (root: Root, path: Float32Array): void => {
    const fringe = isFringe(root);
    const least = fringe ? 0.2 : 0.1;
    const side = groom.parted > 0 || path[path.length - 3]! === 0 ? sideOf(root) : Math.sign(path[path.length - 3]!);
    const shift = 1 + 0.08 * root.chance[1];
    const spread = 0.15 + 0.15 * root.chance[2];
    for (let i = 3; i < path.length; i += 3) {
      let x = path[i]!, y = path[i + 1]!, z = path[i + 2]!;
      if (groom.hangs && !fringe) {
        // Hair from the forehead piles up beside the face: each strand finds its own place there.
        const open = hairline.openAzimuth(y) * shift + spread * smoothStep(hairline.frontY - 1, earTop, y);
        const dx = x - cx, dz = z - cz;
        const flat = Math.sqrt(dx * dx + dz * dz);
        const azimuth = Math.atan2(dx, dz) * side;
        // Inside the opening the azimuth is compressed into a narrow band at its edge.
        if (azimuth > -0.6 && azimuth < open) {
          const turned = side * (open - 0.09 * Math.tanh((open - azimuth) / 0.35));
          x = cx + flat * Math.sin(turned);
          z = cz + flat * Math.cos(turned);
        }
      }
      // Hair that covers the ears lies over them.
      const ear = x > 0 ? measures.ears.left : measures.ears.right;
      const earMiddle = 0.5 * (ear.top + ear.bottom), earZ = 0.5 * (ear.front + ear.back);
      const off = Math.hypot((y - earMiddle) / (0.62 * (ear.top - ear.bottom)), (z - earZ) / (0.75 * (ear.front - ear.back)));
      const bump = coversEars && off < 1.35 ? (ear.outerX - ear.rootX + 0.3) * smoothStep(1.35, 0.7, off) : 0;
      const height = field.height(x, y, z);
      if (bump > 0 && Math.abs(x) < ear.rootX + bump && height > 0.3) x = Math.sign(x) * (ear.rootX + bump + 0.25 * root.layer);
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
    const free = mix(mix(groom.sideCm, groom.backCm, back), groom.topCm, top) * root.lengthScale * (groom.hangs ? 1 : mix(0.45, 1, smoothStep(0, 0.5, elevation - hairline.elevation(azimuth) + 0.5 * (1 - back))));
    const above = elevation - hairline.elevation(azimuth);
    const front = smoothStep(0.9, 0.25, Math.abs(azimuth)) * smoothStep(0.7, 0.1, above);
    const edge = smoothStep(-0.02, 0.32, above);
    const fringe = isFringe(root);
    const volume = mix(groom.sideVolumeCm, groom.volumeCm, smoothStep(0.15, 0.9, elevation)) * mix(0.3, 1, edge) + groom.quiffCm * front;
    const reach = fringe ? Math.min(free, 14) : free;
    const step = reach / fineSteps;

    const overhang = 0.07 + 0.07 * chance[2] + 0.1 * layer;
    let [x, y, z] = field.point(azimuth, elevation, 0.02);
    const side = sideOf(root);
    let [px, py, pz] = [0, 0, 0];
    let count = 0;
    let stop = fineSteps;
    // A fringe is longer towards the temples and runs into the sides.
    const cut = fringe ? groom.fringeY + 0.35 * chance[1] - (groom.hangs ? 2.2 : 0.8) * smoothStep(0.68, 1.05, Math.abs(azimuth)) : groom.hangs ? groom.cutY + 1.1 * chance[1] + 2.6 * (1 - layer) + 1.4 * smoothStep(2.2, 1.2, Math.abs(azimuth)) * groom.turnIn : -Infinity;
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
      const wish = 0.06 + layer * volume * (fringe ? 0.75 - 0.45 * t : 1) * smoothStep(0, groom.hangs ? Math.min(1, 4 / reach) : 0.5, t) * (1 - 0.3 * t * t) + 0.12 * volume * chance[0] * t;
      const correction = falling > 0.5 ? Math.max(0, 0.15 + 0.4 * layer - height) : (wish - height) * mix(1, 0.35, falling);
      const lift = clamp(correction, -2 * step, 2.5 * step);
      x += ux * lift;
      y += uy * lift;
      z += uz * lift;
      fine[3 * k] = x;
      fine[3 * k + 1] = y;
      fine[3 * k + 2] = z;
      count = k;
      // Short hair ends where it would grow over the bare face.
      if (!groom.hangs && !fringe && k > 3 && uz > 0.1) {
        const here = Math.atan2(x - cx, z - cz);
        if (Math.asin(clamp(uy, -1, 1)) < hairline.elevation(here) - overhang) {
          stop = k;
          break;
        }
      }
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

  return { points: segments + 1, grow, keepOut, isFringe, sideOf };
}
