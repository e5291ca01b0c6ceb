import { STROKE_UNITS, type Stroke } from '../../graph/strokes';
import type { Json, JsonObject } from '../../graph/types';
import type { Pixels } from '../viewers/picture';

/** A mask painted on a crop, whatever sizes it is used at: strokes over a ground, 0..1. Places and radii are fractions of the crop's side. */
export interface PaintedMask { readonly strokes: readonly JsonObject[]; readonly rest: number }

/** What a parameter holds; an empty ground where it cannot be read. */
export function paintedMask(json: Json | undefined): PaintedMask {
  const { strokes, rest } = typeof json === 'object' && json !== null && !Array.isArray(json) ? json as JsonObject : {};
  const isStroke = (one: Json): one is JsonObject => typeof one === 'object' && one !== null && !Array.isArray(one);
  return { strokes: Array.isArray(strokes) ? (strokes as readonly Json[]).filter(isStroke) : [], rest: typeof rest === 'number' ? Math.min(1, Math.max(0, rest)) : 0 };
}

/** The mask with one stroke more: 1 by the brush, 0 by the eraser. */
export function withStroke({ strokes, rest }: PaintedMask, { path, radiusPercent, erase }: Stroke): PaintedMask {
  const points = Array.from({ length: path.length / 2 }, (_, i): Json => [path[2 * i]! / STROKE_UNITS, path[2 * i + 1]! / STROKE_UNITS]);
  return { rest, strokes: [...strokes, { points, radius: radiusPercent / 100, value: erase ? 0 : 1 }] };
}

/** The mask as grey pixels, as it will be: later strokes over earlier ones, with an edge one pixel soft. */
export function maskPixels({ strokes, rest }: PaintedMask, sizePx: number): Pixels {
  const mask = new Float32Array(sizePx * sizePx).fill(rest);
  for (const { points, radius, value } of strokes) {
    const places = Array.isArray(points) ? (points as readonly Json[]).filter((point): point is [number, number] => Array.isArray(point) && typeof point[0] === 'number' && typeof point[1] === 'number') : [];
    if (places.length === 0 || typeof radius !== 'number') continue;
    const wanted = typeof value === 'number' ? Math.min(1, Math.max(0, value)) : 1;
    for (let at = 0; at < mask.length; at++) {
      const away = distanceTo(places, ((at % sizePx) + 0.5) / sizePx, (Math.floor(at / sizePx) + 0.5) / sizePx);
      mask[at]! += Math.min(1, Math.max(0, (radius - away) * sizePx + 0.5)) * (wanted - mask[at]!);
    }
  }
  const rgba = new Uint8ClampedArray(mask.length * 4).fill(255);
  mask.forEach((share, at) => { rgba.fill(Math.round(share * 255), at * 4, at * 4 + 3); });
  return { width: sizePx, height: sizePx, rgba };
}

/** From a place to the nearest of a line of points. */
function distanceTo(points: readonly (readonly [number, number])[], x: number, y: number): number {
  let nearest = Infinity;
  for (const [i, [ax, ay]] of points.entries()) {
    const [bx, by] = points[Math.min(i + 1, points.length - 1)]!, dx = bx - ax, dy = by - ay, squared = dx * dx + dy * dy;
    const along = squared > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared)) : 0;
    nearest = Math.min(nearest, Math.hypot(x - ax - along * dx, y - ay - along * dy));
  }
  return nearest;
}
