import type { FaceModel } from '../model/types';
import { clamp } from './vector';

const CELL = 0.25;
const LEFT = -9;
const BOTTOM = -19;
const COLUMNS = 73;
const ROWS = 129;

/** The head seen from the front, without perspective: the largest z at each x, y. Ears, eyes and mouth included; cm, head frame. */
export interface FrontDepth {
  /** z of the front surface, bilinear; the nearest known value outside the head's outline. */
  z(x: number, y: number): number;
}

export function createFrontDepth(model: FaceModel, positions: Float32Array): FrontDepth {
  const depth = new Float32Array(COLUMNS * ROWS).fill(-Infinity);
  const { triangles } = model;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = 3 * triangles[t]!, b = 3 * triangles[t + 1]!, c = 3 * triangles[t + 2]!;
    const ax = (positions[a]! - LEFT) / CELL, ay = (positions[a + 1]! - BOTTOM) / CELL;
    const bx = (positions[b]! - LEFT) / CELL, by = (positions[b + 1]! - BOTTOM) / CELL;
    const cx = (positions[c]! - LEFT) / CELL, cy = (positions[c + 1]! - BOTTOM) / CELL;
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (area <= 1e-9) continue;
    const firstX = Math.max(0, Math.ceil(Math.min(ax, bx, cx))), lastX = Math.min(COLUMNS - 1, Math.floor(Math.max(ax, bx, cx)));
    const firstY = Math.max(0, Math.ceil(Math.min(ay, by, cy))), lastY = Math.min(ROWS - 1, Math.floor(Math.max(ay, by, cy)));
    for (let y = firstY; y <= lastY; y++) {
      for (let x = firstX; x <= lastX; x++) {
        const wb = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area;
        const wc = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area;
        if (wb < 0 || wc < 0 || wb + wc > 1) continue;
        const z = (1 - wb - wc) * positions[a + 2]! + wb * positions[b + 2]! + wc * positions[c + 2]!;
        const cell = y * COLUMNS + x;
        if (z > depth[cell]!) depth[cell] = z;
      }
    }
  }
  // Carry the outline's values outwards, row by row, then to empty rows.
  for (let y = 0; y < ROWS; y++) {
    for (let x = 1; x < COLUMNS; x++) if (depth[y * COLUMNS + x] === -Infinity) depth[y * COLUMNS + x] = depth[y * COLUMNS + x - 1]!;
    for (let x = COLUMNS - 2; x >= 0; x--) if (depth[y * COLUMNS + x] === -Infinity) depth[y * COLUMNS + x] = depth[y * COLUMNS + x + 1]!;
  }
  for (let y = 1; y < ROWS; y++) for (let x = 0; x < COLUMNS; x++) if (depth[y * COLUMNS + x] === -Infinity) depth[y * COLUMNS + x] = depth[(y - 1) * COLUMNS + x]!;
  for (let y = ROWS - 2; y >= 0; y--) for (let x = 0; x < COLUMNS; x++) if (depth[y * COLUMNS + x] === -Infinity) depth[y * COLUMNS + x] = depth[(y + 1) * COLUMNS + x]!;

  return {
    z: (x, y) => {
      const gx = clamp((x - LEFT) / CELL, 0, COLUMNS - 1.00001), gy = clamp((y - BOTTOM) / CELL, 0, ROWS - 1.00001);
      const column = Math.floor(gx), row = Math.floor(gy);
      const fx = gx - column, fy = gy - row;
      const at = row * COLUMNS + column;
      return (depth[at]! * (1 - fx) + depth[at + 1]! * fx) * (1 - fy) + (depth[at + COLUMNS]! * (1 - fx) + depth[at + COLUMNS + 1]! * fx) * fy;
    },
  };
}
