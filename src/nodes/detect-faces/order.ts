import type { Face } from '../../runtime/values';

const ORDERS: Readonly<Record<string, (a: Face, b: Face) => number>> = {
  size: (a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3],
  score: (a, b) => b.score - a.score,
  left: (a, b) => a.box[0] - b.box[0],
  right: (a, b) => b.box[0] + b.box[2] - a.box[0] - a.box[2],
};

/** Faces with the wanted one first: the largest, surest, outermost, or the nearest to a place in pixels, counted in halves of its own box. */
export function inOrder(faces: readonly Face[], order: string, place: { readonly x: number; readonly y: number }): readonly Face[] {
  const away = ({ box: [x, y, width, height] }: Face): number => Math.hypot((place.x - x - width / 2) / Math.max(1, width), (place.y - y - height / 2) / Math.max(1, height));
  return [...faces].sort(ORDERS[order] ?? ((a, b) => away(a) - away(b)));
}
