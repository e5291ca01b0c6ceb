import { add, mix3, scale, type Vec2, type Vec3 } from './vector';

export const NOSTRIL_RINGS = 3;

/** How far each ring draws together, and how deep it lies in the nose, cm. */
const DRAW = [0, 0.2, 0.36, 0.5];
const DEPTH = [0, 0, 0.14, 0.5];

/** Position of one vertex of a nostril ring of the subject's left side, from the border of the hole in the nose's underside. */
export function nostrilPoint(border: readonly Vec3[], k: number, ring: number): { readonly position: Vec3; readonly canonical: Vec2 } {
  const middle = scale(border.reduce(add), 1 / border.length);
  const drawn = mix3(border[k]!, middle, DRAW[ring]!);
  const position = add(drawn, scale([0.12, 0.95, -0.25], DEPTH[ring]!));
  return { position, canonical: [position[0], Math.min(position[1], -4.8)] };
}
