import type { FaceModel } from '../../../face/model/types';

const CELL_CM = 0.5;

/** For each vertex of the mean face the vertex nearest to its mirror image in the plane x = 0. */
export function mirrorVertices(model: FaceModel): Uint32Array {
  const { mean, vertexCount } = model;
  const cells = new Map<string, number[]>();
  const cell = (value: number): number => Math.floor(value / CELL_CM);
  for (let i = 0; i < vertexCount; i++) {
    const key = `${cell(mean[3 * i]!)},${cell(mean[3 * i + 1]!)},${cell(mean[3 * i + 2]!)}`;
    const list = cells.get(key);
    if (list) list.push(i); else cells.set(key, [i]);
  }
  return Uint32Array.from({ length: vertexCount }, (_, i) => {
    const x = -mean[3 * i]!, y = mean[3 * i + 1]!, z = mean[3 * i + 2]!;
    let best = i, nearest = Infinity;
    for (let cx = cell(x) - 1; cx <= cell(x) + 1; cx++) for (let cy = cell(y) - 1; cy <= cell(y) + 1; cy++) for (let cz = cell(z) - 1; cz <= cell(z) + 1; cz++) {
      for (const j of cells.get(`${cx},${cy},${cz}`) ?? []) {
        const distance = (mean[3 * j]! - x) ** 2 + (mean[3 * j + 1]! - y) ** 2 + (mean[3 * j + 2]! - z) ** 2;
        if (distance < nearest) { nearest = distance; best = j; }
      }
    }
    return best;
  });
}
