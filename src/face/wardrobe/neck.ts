import { PARTS, type FaceModel } from '../model/types';
import type { HeadMeasures } from './measure';
import type { Vec3 } from './vector';

/** The neck's outline at collar height, head frame. */
export interface NeckRing {
  readonly centre: Vec3;
  /** Distance of the neck's skin from the centre, cm, by azimuth (0 = front, + the subject's left, radians), at a height in cm. */
  radius(azimuth: number, y: number): number;
  /** Lowest height at which the neck's mesh still goes all the way round. */
  readonly lowestY: number;
}

const COLUMNS = 24;
const ROWS = 12;

/** Measures the neck as a tube of radii about its middle, from under the chin to its open end. */
export function neckRing(model: FaceModel, measures: HeadMeasures): NeckRing {
  const { neutral } = measures;
  const seen = new Uint8Array(model.vertexCount);
  const head = new Set<number>(['skin', 'neck'].map((part) => PARTS.indexOf(part as 'skin')));
  for (let t = 0; t < model.triangleParts.length; t++) {
    if (head.has(model.triangleParts[t]!)) for (let k = 0; k < 3; k++) seen[model.triangles[3 * t + k]!] = 1;
  }
  let bottom = Infinity;
  for (let v = 0; v < seen.length; v++) if (seen[v]) bottom = Math.min(bottom, neutral[3 * v + 1]!);
  const top = measures.chinY - 1.5;
  const columnsLow = new Float32Array(COLUMNS).fill(Infinity);
  let [minZ, maxZ] = [Infinity, -Infinity];
  for (let v = 0; v < seen.length; v++) {
    if (!seen[v] || neutral[3 * v + 1]! > bottom + 0.45 * (top - bottom)) continue;
    minZ = Math.min(minZ, neutral[3 * v + 2]!);
    maxZ = Math.max(maxZ, neutral[3 * v + 2]!);
  }
  const z = 0.5 * (minZ + maxZ);
  const sums = new Float32Array(COLUMNS * ROWS), counts = new Float32Array(COLUMNS * ROWS);
  for (let v = 0; v < seen.length; v++) {
    if (!seen[v]) continue;
    const x = neutral[3 * v]!, y = neutral[3 * v + 1]!, dz = neutral[3 * v + 2]! - z;
    if (y > top + 1) continue;
    const column = Math.round(((Math.atan2(x, dz) + 2 * Math.PI) / (2 * Math.PI)) * COLUMNS) % COLUMNS;
    columnsLow[column] = Math.min(columnsLow[column]!, y);
    const row = Math.round(((y - bottom) / (top - bottom)) * (ROWS - 1));
    if (row < 0 || row >= ROWS) continue;
    sums[row * COLUMNS + column] = sums[row * COLUMNS + column]! + Math.hypot(x, dz);
    counts[row * COLUMNS + column] = counts[row * COLUMNS + column]! + 1;
  }
  const radii = new Float32Array(COLUMNS * ROWS);
  for (let cell = 0; cell < radii.length; cell++) radii[cell] = counts[cell]! > 0 ? sums[cell]! / counts[cell]! : 0;
  fill(radii);
  let lowestY = bottom;
  for (const low of columnsLow) if (Number.isFinite(low)) lowestY = Math.max(lowestY, low);
  return {
    centre: [0, lowestY + 0.3, z],
    lowestY,
    radius: (azimuth, y) => {
      const gr = Math.min(ROWS - 1.0001, Math.max(0, ((y - bottom) / (top - bottom)) * (ROWS - 1)));
      let gc = (azimuth / (2 * Math.PI)) * COLUMNS;
      gc -= Math.floor(gc / COLUMNS) * COLUMNS;
      const row = Math.floor(gr), column = Math.floor(gc) % COLUMNS, next = (column + 1) % COLUMNS;
      const fr = gr - row, fc = gc - Math.floor(gc);
      return (radii[row * COLUMNS + column]! * (1 - fc) + radii[row * COLUMNS + next]! * fc) * (1 - fr)
        + (radii[(row + 1) * COLUMNS + column]! * (1 - fc) + radii[(row + 1) * COLUMNS + next]! * fc) * fr;
    },
  };
}

/** Gives empty cells the mean of their filled neighbours until none is empty. */
function fill(radii: Float32Array): void {
  for (let pass = 0; pass < COLUMNS + ROWS; pass++) {
    const before = Float32Array.from(radii);
    for (let row = 0; row < ROWS; row++) {
      for (let column = 0; column < COLUMNS; column++) {
        if (before[row * COLUMNS + column]! > 0) continue;
        let sum = 0, count = 0;
        for (const [r, c] of [[row - 1, column], [row + 1, column], [row, column - 1], [row, column + 1]] as const) {
          if (r < 0 || r >= ROWS) continue;
          const value = before[r * COLUMNS + ((c + COLUMNS) % COLUMNS)]!;
          if (value <= 0) continue;
          sum += value;
          count++;
        }
        if (count > 0) radii[row * COLUMNS + column] = sum / count;
      }
    }
  }
}
