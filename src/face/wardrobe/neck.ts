import type { FaceModel } from '../model/types';
import { vertexAt, type HeadMeasures } from './measure';
import type { Vec3 } from './vector';

/** The neck's outline about a vertical axis. */
export interface NeckRing {
  /** Where the collar lies on the axis, in the frame of the points it was measured from. */
  readonly centre: Vec3;
  /** Distance of the neck's skin from the axis, cm, by azimuth (0 = front, + the subject's left, radians), at a height in cm. */
  radius(azimuth: number, y: number): number;
}

const COLUMNS = 32;
const ROWS = 12;

/** Vertices of neck and jaw that a collar may touch: skin below the chin. */
export function neckVertices(model: FaceModel, measures: HeadMeasures): number[] {
  const { first, end } = model.groups.head;
  const vertices: number[] = [];
  for (let v = first; v < end; v++) if (measures.neutral[3 * v + 1]! < measures.chinY - 0.5) vertices.push(v);
  return vertices;
}

/** The neck of a straight head, head frame; its middle is that of the lower part. */
export function straightNeck(measures: HeadMeasures, vertices: readonly number[]): NeckRing {
  const points = vertices.map((v) => vertexAt(measures.neutral, v));
  const bottom = Math.min(...points.map((p) => p[1]));
  const low = points.filter((p) => p[1] < bottom + 0.4 * (measures.chinY - bottom)).map((p) => p[2]);
  return neckRing(points, 0.5 * (Math.min(...low) + Math.max(...low)));
}

/** Measures points of a neck as a tube of radii about the vertical line x = 0, z = `axisZ`. */
export function neckRing(points: readonly Vec3[], axisZ: number): NeckRing {
  let [bottom, top] = [Infinity, -Infinity];
  for (const p of points) {
    bottom = Math.min(bottom, p[1]);
    top = Math.max(top, p[1]);
  }
  const lows = new Float32Array(COLUMNS).fill(Infinity);
  const radii = new Float32Array(COLUMNS * ROWS);
  for (const [x, y, z] of points) {
    const dz = z - axisZ;
    const radius = Math.hypot(x, dz);
    const column = Math.round(((Math.atan2(x, dz) + 2 * Math.PI) / (2 * Math.PI)) * COLUMNS) % COLUMNS;
    lows[column] = Math.min(lows[column]!, y);
    const cell = Math.round(((y - bottom) / (top - bottom)) * (ROWS - 1)) * COLUMNS + column;
    radii[cell] = Math.max(radii[cell]!, radius);
  }
  fill(radii);
  soften(radii);
  let lowest = bottom;
  for (const low of lows) if (Number.isFinite(low)) lowest = Math.max(lowest, low);
  return {
    centre: [0, lowest + 0.9, axisZ],
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

/** Evens out the steps between neighbouring cells round the neck. */
function soften(radii: Float32Array): void {
  const before = Float32Array.from(radii);
  for (let cell = 0; cell < radii.length; cell++) {
    const row = cell - (cell % COLUMNS), column = cell % COLUMNS;
    radii[cell] = 0.5 * before[cell]! + 0.25 * (before[row + ((column + 1) % COLUMNS)]! + before[row + ((column + COLUMNS - 1) % COLUMNS)]!);
  }
}
