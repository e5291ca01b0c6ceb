import { EYE } from './anatomy';
import { trace, type Field } from './field';
import { mix, mix3, spline, type Vec2, type Vec3 } from './vector';

/** Corners of the eye opening and the course of the lid margins between them, for the subject's left eye: [along, y]. */
const OPENING = { innerX: 1.67, outerX: 4.8 } as const;
const UPPER: readonly Vec2[] = [[0, -0.22], [0.06, -0.07], [0.18, 0.25], [0.33, 0.5], [0.48, 0.58], [0.63, 0.55], [0.8, 0.38], [0.93, 0.19], [1, 0.11]];
const LOWER: readonly Vec2[] = [[0, -0.22], [0.07, -0.29], [0.22, -0.46], [0.4, -0.59], [0.58, -0.62], [0.76, -0.47], [0.91, -0.14], [1, 0.11]];
/** Height of the fold line over the margin: the crease above, the lid furrow below. */
const CREASE_ABOVE: readonly Vec2[] = [[0, 0.12], [0.15, 0.26], [0.45, 0.36], [0.75, 0.36], [1, 0.14]];
const FURROW_BELOW: readonly Vec2[] = [[0, 0.14], [0.3, 0.36], [0.6, 0.36], [1, 0.14]];

/** Number of rings that fill an eye hole. */
export const LID_RINGS = 8;
/** Ring numbers that others refer to. */
export const LID = { crease: 3, margin: 6, wet: 7, tucked: 8 } as const;

const marginX = (along: number): number => mix(OPENING.innerX, OPENING.outerX, along - 0.035 * Math.sin(2 * Math.PI * along));

export function marginPoint(along: number, half: -1 | 0 | 1): Vec2 {
  return [marginX(along), half >= 0 ? spline(UPPER, along) : spline(LOWER, along)];
}

const fromFront = (field: Field, x: number, y: number): Vec3 => trace(field, [x, y, 9], [0, 0, -1]) ?? [x, y, 0];

/** Puts a point onto the sphere of the given radius about the eye where that lies before it; keeps x and y. */
function onBall(x: number, y: number, radius: number): number {
  const d2 = (x - EYE.centre[0]) ** 2 + (y - EYE.centre[1]) ** 2;
  return EYE.centre[2] + Math.sqrt(Math.max(0, radius * radius - d2));
}

/**
 * Position of one vertex of an eye ring, subject's left eye.
 * Rings 1-2 lead from the grid to the fold, 3 is the bottom of the fold, 4-5 the lid plate, 6 the front edge of the margin, 7 its wet edge on
 * the eyeball, 8 hides under the lid. `border` is the grid vertex where the ring column starts.
 */
export function lidPoint(field: Field, border: Vec3, ring: number, along: number, half: -1 | 0 | 1): { readonly position: Vec3; readonly canonical: Vec2 } {
  const [mx, my] = marginPoint(along, half);
  const upper = half >= 0;
  const mound = Math.sin(Math.PI * along);
  const fold = upper ? spline(CREASE_ABOVE, along) : -spline(FURROW_BELOW, along);
  const cornerX = along < 0.5 ? -0.16 * (1 - Math.min(1, along * 9)) : 0.16 * (1 - Math.min(1, (1 - along) * 9));
  const creaseX = mix(mx, 3.2, -0.03) + cornerX;
  const creaseY = my + (half === 0 ? 0 : fold);
  if (ring <= LID.crease) {
    const t = [0, 0.42, 0.78, 1][ring]!;
    const x = mix(border[0], creaseX, t);
    const y = mix(border[1], creaseY, t);
    const [, , z] = fromFront(field, x, y);
    const depth = upper ? [0, 0, 0.045, -0.1][ring]! : [0, 0, 0.02, -0.035][ring]!;
    return { position: [x, y, z + depth * mound], canonical: [x, y] };
  }
  const margin = fromFront(field, mx, my);
  const marginZ = Math.max(margin[2] - 0.02, onBall(mx, my, EYE.radiusCm + 0.09));
  if (ring < LID.margin) {
    const t = ring === 4 ? 0.35 : 0.72;
    const x = mix(creaseX, mx, t);
    const y = mix(creaseY, my, t);
    const z = Math.max(fromFront(field, x, y)[2], onBall(x, y, EYE.radiusCm + 0.12));
    return { position: [x, y, z], canonical: [x, y] };
  }
  const front: Vec3 = [mx, my, marginZ];
  if (ring === LID.margin) return { position: front, canonical: [mx, my] };
  const inwards = Math.min(1, (0.94 * EYE.radiusCm) / Math.max(1e-6, Math.hypot(mx - EYE.centre[0], my)));
  const wetX = mix(EYE.centre[0], mx, Math.min(0.965, inwards));
  const wetY = my * Math.min(1, inwards) - (half >= 0 ? 0.03 : -0.035) * mound;
  const wetZ = onBall(wetX, wetY, EYE.radiusCm + 0.015);
  const wet: Vec3 = [wetX, wetY, wetZ];
  if (ring === LID.wet) return { position: wet, canonical: [mx, my] };
  const away: Vec3 = [EYE.centre[0] + (wetX - EYE.centre[0]) * 1.12, wetY + (half === 0 ? 0 : half * 0.32 * mound), 0];
  const reach = Math.hypot(away[0] - EYE.centre[0], away[1]);
  const z = reach < EYE.radiusCm * 0.97 ? onBall(away[0], away[1], EYE.radiusCm + 0.03) : 0.0;
  return { position: mix3(away, [away[0], away[1], z], 1), canonical: [mx, my] };
}
