/** Scalar pictures over the mean face's frontal plane (rest-frame x and y, cm), on which brows, lines and spots are drawn once a picture. */
export interface FaceCanvas {
  readonly columns: number;
  readonly rows: number;
  readonly texelsPerCm: number;
  /** Skin relief, cm, + outward. */
  readonly relief: Float32Array;
  /** Cover by brow hairs, 0..1. */
  readonly hairs: Float32Array;
  /** Smooth density of the brow, 0..1: what the label follows. */
  readonly browShape: Float32Array;
  /** Pigment spots, 0..1. */
  readonly spots: Float32Array;
  /** Darkening and reddening along lines and folds, 0..1. */
  readonly creases: Float32Array;
}

/** The canvas covers x −8..8 and y −13..9 cm. */
export const CANVAS_LEFT_CM = -8;
export const CANVAS_TOP_CM = 9;
const WIDTH_CM = 16;
const HEIGHT_CM = 22;

export function createCanvas(texelsPerCm: number): FaceCanvas {
  const columns = Math.ceil(WIDTH_CM * texelsPerCm), rows = Math.ceil(HEIGHT_CM * texelsPerCm);
  const plane = (): Float32Array => new Float32Array(columns * rows);
  return { columns, rows, texelsPerCm, relief: plane(), hairs: plane(), browShape: plane(), spots: plane(), creases: plane() };
}

export function clearCanvas(canvas: FaceCanvas): void {
  for (const plane of [canvas.relief, canvas.hairs, canvas.browShape, canvas.spots, canvas.creases]) plane.fill(0);
}

/**
 * Calls `blend(texel, distanceCm, along)` for texels within `reachCm` of the segment a-b; `along` runs from 0 at a to 1 at b.
 */
export function alongSegment(
  canvas: FaceCanvas, ax: number, ay: number, bx: number, by: number, reachCm: number,
  blend: (texel: number, distanceCm: number, along: number) => void,
): void {
  const s = canvas.texelsPerCm;
  const x0 = Math.max(0, Math.floor((Math.min(ax, bx) - reachCm - CANVAS_LEFT_CM) * s));
  const x1 = Math.min(canvas.columns - 1, Math.ceil((Math.max(ax, bx) + reachCm - CANVAS_LEFT_CM) * s));
  const y0 = Math.max(0, Math.floor((CANVAS_TOP_CM - Math.max(ay, by) - reachCm) * s));
  const y1 = Math.min(canvas.rows - 1, Math.ceil((CANVAS_TOP_CM - Math.min(ay, by) + reachCm) * s));
  const ex = bx - ax, ey = by - ay, inverse = 1 / (ex * ex + ey * ey || 1);
  for (let row = y0; row <= y1; row++) {
    const y = CANVAS_TOP_CM - (row + 0.5) / s;
    for (let column = x0; column <= x1; column++) {
      const x = CANVAS_LEFT_CM + (column + 0.5) / s;
      const t = Math.min(1, Math.max(0, ((x - ax) * ex + (y - ay) * ey) * inverse));
      const dx = ax + t * ex - x, dy = ay + t * ey - y;
      const squared = dx * dx + dy * dy;
      if (squared < reachCm * reachCm) blend(row * canvas.columns + column, Math.sqrt(squared), t);
    }
  }
}

/** Bilinear sample of a plane at rest-frame (x, y); 0 outside. */
export function sampleCanvas(canvas: FaceCanvas, plane: Float32Array, x: number, y: number): number {
  const fx = (x - CANVAS_LEFT_CM) * canvas.texelsPerCm - 0.5, fy = (CANVAS_TOP_CM - y) * canvas.texelsPerCm - 0.5;
  const ix = Math.floor(fx), iy = Math.floor(fy);
  if (!(ix >= 0 && iy >= 0 && ix < canvas.columns - 1 && iy < canvas.rows - 1)) return 0;
  const tx = fx - ix, ty = fy - iy, at = iy * canvas.columns + ix;
  const top = plane[at]! + (plane[at + 1]! - plane[at]!) * tx;
  const bottom = plane[at + canvas.columns]! + (plane[at + canvas.columns + 1]! - plane[at + canvas.columns]!) * tx;
  return top + (bottom - top) * ty;
}
