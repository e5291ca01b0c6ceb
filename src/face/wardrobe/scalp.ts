import type { FaceModel } from '../model/types';
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

/** Directions of the vertices from the centre: azimuth, elevation, and the vector itself, cm. */
function verticesByDirection(model: FaceModel, measures: HeadMeasures): { readonly azimuth: Float32Array; readonly elevation: Float32Array; readonly offset: Float32Array } {
  const { neutral, craniumCentre: centre } = measures;
  const { first, end } = model.groups.head;
  const azimuth = new Float32Array(model.vertexCount), elevation = new Float32Array(model.vertexCount), offset = new Float32Array(3 * model.vertexCount);
  for (let v = first; v < end; v++) {
    const x = neutral[3 * v]! - centre[0], y = neutral[3 * v + 1]! - centre[1], z = neutral[3 * v + 2]! - centre[2];
    azimuth[v] = Math.atan2(x, z);
    elevation[v] = Math.atan2(y, Math.sqrt(x * x + z * z));
    offset[3 * v] = x;
    offset[3 * v + 1] = y;
    offset[3 * v + 2] = z;
  }
  return { azimuth, elevation, offset };
}

/** Casts rays from the centre at the triangles of the head without ears and keeps the farthest hit in each direction. */
function castRays(model: FaceModel, measures: HeadMeasures): Float32Array {
  const radii = new Float32Array(COLUMNS * ROWS);
  const { azimuth, elevation, offset } = verticesByDirection(model, measures);
  const { first, end } = model.groups.head;
  const { triangles } = model;
  const sines = Float64Array.from({ length: COLUMNS }, (_, column) => Math.sin(column * STEP_AROUND));
  const cosines = Float64Array.from({ length: COLUMNS }, (_, column) => Math.cos(column * STEP_AROUND));
  for (let t = 0; t < triangles.length; t += 3) {
    const va = triangles[t]!, vb = triangles[t + 1]!, vc = triangles[t + 2]!;
    if (va < first || va >= end || vb < first || vb >= end || vc < first || vc >= end) continue;
    const ea = elevation[va]!, eb = elevation[vb]!, ec = elevation[vc]!;
    const top = Math.max(ea, eb, ec);
    if (top < LOWEST) continue;
    const aa = azimuth[va]!;
    let ab = azimuth[vb]!, ac = azimuth[vc]!;
    if (ab - aa > Math.PI) ab -= 2 * Math.PI;
    else if (ab - aa < -Math.PI) ab += 2 * Math.PI;
    if (ac - aa > Math.PI) ac -= 2 * Math.PI;
    else if (ac - aa < -Math.PI) ac += 2 * Math.PI;
    const low = Math.min(aa, ab, ac), high = Math.max(aa, ab, ac);
    const firstRow = Math.max(0, Math.ceil((Math.min(ea, eb, ec) - LOWEST) / STEP_UP - 0.1));
    let lastRow = Math.min(ROWS - 1, Math.floor((top - LOWEST) / STEP_UP + 0.1));
    let firstColumn = Math.ceil(low / STEP_AROUND - 0.1), lastColumn = Math.floor(high / STEP_AROUND + 0.1);
    // A triangle at the pole reaches round it: try every column of the rows above it.
    if (high - low > 2 || top > 1.45) {
      firstColumn = 0;
      lastColumn = COLUMNS - 1;
      lastRow = ROWS - 1;
    }
    if (firstColumn > lastColumn || firstRow > lastRow) continue;
    const ax = offset[3 * va]!, ay = offset[3 * va + 1]!, az = offset[3 * va + 2]!;
    const bx = offset[3 * vb]!, by = offset[3 * vb + 1]!, bz = offset[3 * vb + 2]!;
    const cx = offset[3 * vc]!, cy = offset[3 * vc + 1]!, cz = offset[3 * vc + 2]!;
    // Edge planes through the centre: a ray is inside when it is on the same side of all three; their sum is the triangle's normal.
    const abX = ay * bz - az * by, abY = az * bx - ax * bz, abZ = ax * by - ay * bx;
    const bcX = by * cz - bz * cy, bcY = bz * cx - bx * cz, bcZ = bx * cy - by * cx;
    const caX = cy * az - cz * ay, caY = cz * ax - cx * az, caZ = cx * ay - cy * ax;
    const nx = abX + bcX + caX, ny = abY + bcY + caY, nz = abZ + bcZ + caZ;
    const plane = nx * ax + ny * ay + nz * az;
    for (let row = firstRow; row <= lastRow; row++) {
      const flat = Math.cos(LOWEST + row * STEP_UP), dy = Math.sin(LOWEST + row * STEP_UP);
      for (let at = firstColumn; at <= lastColumn; at++) {
        const column = (at + COLUMNS) % COLUMNS;
        const dx = flat * sines[column]!, dz = flat * cosines[column]!;
        const s1 = abX * dx + abY * dy + abZ * dz, s2 = bcX * dx + bcY * dy + bcZ * dz, s3 = caX * dx + caY * dy + caZ * dz;
        if (!((s1 >= -1e-5 && s2 >= -1e-5 && s3 >= -1e-5) || (s1 <= 1e-5 && s2 <= 1e-5 && s3 <= 1e-5))) continue;
        const facing = nx * dx + ny * dy + nz * dz;
        if (Math.abs(facing) < 1e-9) continue;
        const radius = plane / facing;
        const cell = row * COLUMNS + column;
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
