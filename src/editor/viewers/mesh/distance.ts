import type { MeshValue } from '../../../runtime/values';

/** Why two meshes cannot be compared vertex by vertex; undefined when they can. */
export type Mismatch = 'vertices' | 'triangles' | 'frame';

export function mismatchOf(a: MeshValue, b: MeshValue): Mismatch | undefined {
  if (a.positions.length !== b.positions.length) return 'vertices';
  if (a.triangles.length !== b.triangles.length || a.triangles.some((vertex, i) => vertex !== b.triangles[i])) return 'triangles';
  return a.frame === b.frame ? undefined : 'frame';
}

export interface Distances {
  /** One a vertex. */
  readonly cm: Float32Array;
  readonly maxCm: number;
  readonly meanCm: number;
  /** √mean d². */
  readonly rmsCm: number;
}

/** Distance of each vertex to the same vertex of the other mesh. The two must correspond. */
export function vertexDistances(a: MeshValue, b: MeshValue): Distances {
  const [p, q] = [a.positions, b.positions];
  const cm = new Float32Array(p.length / 3);
  let max = 0, sum = 0, squares = 0;
  for (let v = 0, i = 0; v < cm.length; v++, i += 3) {
    const distance = Math.hypot(p[i]! - q[i]!, p[i + 1]! - q[i + 1]!, p[i + 2]! - q[i + 2]!);
    cm[v] = distance;
    if (distance > max) max = distance;
    sum += distance;
    squares += distance * distance;
  }
  const count = Math.max(1, cm.length);
  return { cm, maxCm: max, meanCm: sum / count, rmsCm: Math.sqrt(squares / count) };
}

/** Vertex colours, linear RGB 0..1, of distances on a table of 256 sRGB entries from 0 to `fullCm`. */
export function distanceColours(cm: Float32Array, fullCm: number, table: Uint8ClampedArray): Float32Array {
  const colours = new Float32Array(cm.length * 3);
  for (let v = 0; v < cm.length; v++) {
    const entry = Math.min(255, Math.round((cm[v]! / (fullCm || 1)) * 255)) * 4;
    for (let c = 0; c < 3; c++) colours[v * 3 + c] = toLinear(table[entry + c]! / 255);
  }
  return colours;
}

/** IEC 61966-2-1. */
function toLinear(x: number): number {
  return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
}
