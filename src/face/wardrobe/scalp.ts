import { PARTS, type FaceModel } from '../model/types';
import type { HeadMeasures } from './measure';
import { clamp, type Vec3 } from './vector';

const COLUMNS = 96;
const ROWS = 56;
const LOWEST = (-80 * Math.PI) / 180;
const STEP_UP = (Math.PI / 2 - LOWEST) / (ROWS - 1);
const STEP_AROUND = (2 * Math.PI) / COLUMNS;

/**
 * The head as a height map over directions from the skull's centre: azimuth 0 is the face, + the subject's left; elevation + is up; radians.
 * Ears are left out, so it is the surface that hair and hats lie on.
 */
export interface ScalpField {
  readonly centre: Vec3;
  /** Distance from the centre to the surface, cm. */
  radius(azimuth: number, elevation: number): number;
  /** Distance of a point from the surface along the ray from the centre, cm, + outside. */
  height(x: number, y: number, z: number): number;
  /** The surface point in a direction, lifted by `heightCm` along the ray. */
  point(azimuth: number, elevation: number, heightCm: number): Vec3;
  /** The elevation at which the surface has this y, cm, on a meridian. */
  elevationAtY(azimuth: number, y: number): number;
}

/** Casts rays from the centre at the triangles of skin, nose and neck and keeps the farthest hit in each direction. */
function castRays(model: FaceModel, measures: HeadMeasures): Float32Array {
  const { neutral, craniumCentre: centre } = measures;
  const radii = new Float32Array(COLUMNS * ROWS);
  const kept = new Uint8Array(PARTS.length);
  for (const part of ['skin', 'nose', 'lips', 'neck', 'brows'] as const) kept[PARTS.indexOf(part)] = 1;
  const azimuth = new Float64Array(3);
  for (let t = 0; t < model.triangleParts.length; t++) {
    if (!kept[model.triangleParts[t]!]) continue;
    const a = 3 * model.triangles[3 * t]!;
    const b = 3 * model.triangles[3 * t + 1]!;
    const c = 3 * model.triangles[3 * t + 2]!;
    const ax = neutral[a]! - centre[0], ay = neutral[a + 1]! - centre[1], az = neutral[a + 2]! - centre[2];
    const bx = neutral[b]! - centre[0], by = neutral[b + 1]! - centre[1], bz = neutral[b + 2]! - centre[2];
    const cx = neutral[c]! - centre[0], cy = neutral[c + 1]! - centre[1], cz = neutral[c + 2]! - centre[2];
    azimuth[0] = Math.atan2(ax, az);
    azimuth[1] = Math.atan2(bx, bz);
    azimuth[2] = Math.atan2(cx, cz);
    const ea = Math.atan2(ay, Math.hypot(ax, az));
    const eb = Math.atan2(by, Math.hypot(bx, bz));
    const ec = Math.atan2(cy, Math.hypot(cx, cz));
    for (let k = 1; k < 3; k++) {
      if (azimuth[k]! - azimuth[0]! > Math.PI) azimuth[k] = azimuth[k]! - 2 * Math.PI;
      if (azimuth[k]! - azimuth[0]! < -Math.PI) azimuth[k] = azimuth[k]! + 2 * Math.PI;
    }
    const low = Math.min(azimuth[0]!, azimuth[1]!, azimuth[2]!);
    const high = Math.max(azimuth[0]!, azimuth[1]!, azimuth[2]!);
    let firstRow = Math.floor((Math.min(ea, eb, ec) - LOWEST) / STEP_UP);
    let lastRow = Math.ceil((Math.max(ea, eb, ec) - LOWEST) / STEP_UP);
    let firstColumn = Math.floor(low / STEP_AROUND);
    let lastColumn = Math.ceil(high / STEP_AROUND);
    // A triangle at the pole reaches round it: try every column of the rows above it.
    if (high - low > 2 || Math.max(ea, eb, ec) > 1.45) {
      firstColumn = 0;
      lastColumn = COLUMNS - 1;
      lastRow = ROWS - 1;
    }
    firstRow = Math.max(0, firstRow);
    lastRow = Math.min(ROWS - 1, lastRow);
    const nx = (by - ay) * (cz - az) - (bz - az) * (cy - ay);
    const ny = (bz - az) * (cx - ax) - (bx - ax) * (cz - az);
    const nz = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const offset = nx * ax + ny * ay + nz * az;
    // Edge planes through the centre: a ray is inside when it is on the same side of all three.
    const pabX = ay * bz - az * by, pabY = az * bx - ax * bz, pabZ = ax * by - ay * bx;
    const pbcX = by * cz - bz * cy, pbcY = bz * cx - bx * cz, pbcZ = bx * cy - by * cx;
    const pcaX = cy * az - cz * ay, pcaY = cz * ax - cx * az, pcaZ = cx * ay - cy * ax;
    for (let row = firstRow; row <= lastRow; row++) {
      const elevation = LOWEST + row * STEP_UP;
      const flat = Math.cos(elevation), dy = Math.sin(elevation);
      for (let column = firstColumn; column <= lastColumn; column++) {
        const dx = flat * Math.sin(column * STEP_AROUND), dz = flat * Math.cos(column * STEP_AROUND);
        const facing = nx * dx + ny * dy + nz * dz;
        if (Math.abs(facing) < 1e-9) continue;
        const radius = offset / facing;
        if (radius <= 0) continue;
        const s1 = pabX * dx + pabY * dy + pabZ * dz;
        const s2 = pbcX * dx + pbcY * dy + pbcZ * dz;
        const s3 = pcaX * dx + pcaY * dy + pcaZ * dz;
        const slack = 1e-6;
        if (!((s1 >= -slack && s2 >= -slack && s3 >= -slack) || (s1 <= slack && s2 <= slack && s3 <= slack))) continue;
        const cell = row * COLUMNS + ((column % COLUMNS) + COLUMNS) % COLUMNS;
        if (radius > radii[cell]!) radii[cell] = radius;
      }
    }
  }
  return radii;
}

/** Fills directions without a hit (behind the ears, below the neck) from their neighbours, and softens single cells. */
function fillGaps(radii: Float32Array): void {
  const hit = Uint8Array.from(radii, (radius) => (radius > 0 ? 1 : 0));
  for (let pass = 0; pass < 24; pass++) {
    const before = Uint8Array.from(hit);
    let missing = 0;
    for (let row = 0; row < ROWS; row++) {
      for (let column = 0; column < COLUMNS; column++) {
        const cell = row * COLUMNS + column;
        if (before[cell]) continue;
        missing++;
        let sum = 0, count = 0;
        for (const [r, c] of [[row - 1, column], [row + 1, column], [row, column - 1], [row, column + 1]] as const) {
          if (r < 0 || r >= ROWS) continue;
          const other = r * COLUMNS + (c + COLUMNS) % COLUMNS;
          if (!before[other]) continue;
          sum += radii[other]!;
          count++;
        }
        if (count > 0) {
          radii[cell] = sum / count;
          hit[cell] = 1;
        }
      }
    }
    if (missing === 0) break;
  }
  for (let cell = 0; cell < radii.length; cell++) if (!hit[cell]) radii[cell] = 8;
}

export function createScalpField(model: FaceModel, measures: HeadMeasures): ScalpField {
  const centre = measures.craniumCentre;
  const radii = castRays(model, measures);
  fillGaps(radii);

  const radius = (azimuth: number, elevation: number): number => {
    const rowAt = clamp((elevation - LOWEST) / STEP_UP, 0, ROWS - 1.000001);
    let columnAt = azimuth / STEP_AROUND;
    columnAt -= Math.floor(columnAt / COLUMNS) * COLUMNS;
    const row = Math.floor(rowAt);
    const column = Math.floor(columnAt) % COLUMNS;
    const next = (column + 1) % COLUMNS;
    const fr = rowAt - row;
    const fc = columnAt - Math.floor(columnAt);
    const below = row * COLUMNS;
    const above = below + COLUMNS;
    return (radii[below + column]! * (1 - fc) + radii[below + next]! * fc) * (1 - fr)
      + (radii[above + column]! * (1 - fc) + radii[above + next]! * fc) * fr;
  };
  const point = (azimuth: number, elevation: number, heightCm: number): Vec3 => {
    const r = radius(azimuth, elevation) + heightCm;
    const flat = r * Math.cos(elevation);
    return [centre[0] + flat * Math.sin(azimuth), centre[1] + r * Math.sin(elevation), centre[2] + flat * Math.cos(azimuth)];
  };
  return {
    centre,
    radius,
    point,
    height: (x, y, z) => {
      const dx = x - centre[0], dy = y - centre[1], dz = z - centre[2];
      const flat = Math.sqrt(dx * dx + dz * dz);
      return Math.sqrt(flat * flat + dy * dy) - radius(Math.atan2(dx, dz), Math.atan2(dy, flat));
    },
    elevationAtY: (azimuth, y) => {
      let low = LOWEST, high = Math.PI / 2;
      for (let pass = 0; pass < 24; pass++) {
        const middle = 0.5 * (low + high);
        if (point(azimuth, middle, 0)[1] < y) low = middle;
        else high = middle;
      }
      return 0.5 * (low + high);
    },
  };
}
