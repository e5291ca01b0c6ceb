import { settle, type Field } from './field';
import { mix3, smoothstep, spline, type Vec2, type Vec3 } from './vector';

/** Outline of the nose's underside seen from below: depth of its front and back edge over x / half-width, cm. */
const HALF_WIDTH_CM = 1.72;
const FRONT_Z: readonly Vec2[] = [[0, 4.42], [0.25, 4.28], [0.5, 3.78], [0.75, 3.2], [1, 2.62]];
const BACK_Z: readonly Vec2[] = [[0, 3.02], [0.3, 2.86], [0.6, 2.5], [0.85, 2.15], [1, 2.02]];
/** Height of the underside's front and back edge, cm. */
const FRONT_Y: readonly Vec2[] = [[0, -4.94], [0.28, -4.86], [0.52, -4.78], [0.8, -4.92], [1, -4.8]];
const BACK_Y: readonly Vec2[] = [[0, -5.15], [0.3, -5.06], [0.6, -5.02], [0.85, -5.02], [1, -4.96]];

/** Canonical rows of the underside, from the tip to the lip, with their place between front (0) and back edge (1). */
const ROWS: readonly Vec2[] = [[-5.3, 1.3], [-5.1, 0.97], [-4.95, 0.55], [-4.8, 0.12], [-4.65, -0.18], [-4.42, -0.45]];

/** First guess of the underside's surface at canonical x and row, then laid onto the field. */
export function noseUnderside(field: Field, x: number, row: number): Vec3 {
  const u = Math.min(1, x / HALF_WIDTH_CM);
  const t = spline(ROWS, row);
  const front: Vec3 = [x, spline(FRONT_Y, u), spline(FRONT_Z, u)];
  const back: Vec3 = [x * 0.97, spline(BACK_Y, u), spline(BACK_Z, u)];
  const along = mix3(front, back, t);
  const raised: Vec3 = [along[0], along[1] + 0.3 * smoothstep(-0.02, -0.45, t) - 0.16 * smoothstep(1, 1.3, t), along[2] + 0.12 * smoothstep(0, -0.3, t)];
  return mix3(raised, settle(field, raised, 10), 0.85);
}

/** How much of a place of the grid belongs to this patch, by canonical x and the middle's row. */
export function onUnderside(x: number, row: number): number {
  return smoothstep(-4.3, -4.6, row) * (1 - smoothstep(-5.12, -5.3, row)) * (1 - smoothstep(1.66, 2.0, x));
}
