import type { Json } from './types';

/** One stroke of a brush or eraser over a picture of any size. */
export interface Stroke {
  readonly erase: boolean;
  /** Of the picture's smaller side. */
  readonly radiusPercent: number;
  /** x, y interleaved, whole ten-thousandths of the width and of the height, from the upper left corner. */
  readonly path: readonly number[];
}

/** Whole of a side in a path. */
export const STROKE_UNITS = 10_000;
const MOST_STROKES = 2_000, MOST_POINTS = 20_000, BEYOND = 5 * STROKE_UNITS;

/** Strokes in a document's JSON; undefined when they are none, or more than anybody paints. */
export function parseStrokes(json: Json): readonly Stroke[] | undefined {
  if (!Array.isArray(json) || json.length > MOST_STROKES) return undefined;
  let points = 0;
  const strokes: Stroke[] = [];
  for (const entry of json as readonly Json[]) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined;
    const { erase = false, radiusPercent, path } = entry as Readonly<Record<string, Json>>;
    if (typeof erase !== 'boolean' || typeof radiusPercent !== 'number' || !(radiusPercent > 0 && radiusPercent <= 50)) return undefined;
    if (!Array.isArray(path) || path.length < 2 || path.length % 2 === 1) return undefined;
    if (!path.every((value) => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= BEYOND)) return undefined;
    points += path.length / 2;
    if (points > MOST_POINTS) return undefined;
    strokes.push({ erase, radiusPercent, path: path as readonly number[] });
  }
  return strokes;
}

/**
 * A stroke as a hand drew it, made small: points in pixels that lie within a fifth of the radius of the way between their neighbours are left out
 * (Douglas & Peucker 1973), the rest are rounded to `STROKE_UNITS`.
 */
export function strokeOf(pointsPx: readonly (readonly [x: number, y: number])[], size: { readonly width: number; readonly height: number }, radiusPercent: number, erase: boolean): Stroke {
  const radius = Math.round(radiusPercent * 100) / 100;
  const kept = simplify(pointsPx, radius / 500 * Math.min(size.width, size.height));
  return { erase, radiusPercent: radius, path: kept.flatMap(([x, y]) => [Math.round(x / size.width * STROKE_UNITS), Math.round(y / size.height * STROKE_UNITS)]) };
}

function simplify(points: readonly (readonly [number, number])[], tolerance: number): readonly (readonly [number, number])[] {
  const keep = new Set([0, points.length - 1]);
  const waiting: (readonly [number, number])[] = [[0, points.length - 1]];
  for (let span = waiting.pop(); span; span = waiting.pop()) {
    const [first, last] = span;
    let farthest = -1, most = tolerance;
    for (let i = first + 1; i < last; i++) {
      const away = distanceToWay(points[i]!, points[first]!, points[last]!);
      if (away > most) { most = away; farthest = i; }
    }
    if (farthest < 0) continue;
    keep.add(farthest);
    waiting.push([first, farthest], [farthest, last]);
  }
  return points.filter((_point, i) => keep.has(i));
}

function distanceToWay([x, y]: readonly [number, number], [ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}
