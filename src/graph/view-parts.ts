import type { View } from './types';

/** Divides a view by the ids of nodes, and of frames and notes; keys it does not know stay with what is left. */
export function splitView(view: View, takesNode: (id: string) => boolean, takesItem: (id: string) => boolean): { readonly taken: View; readonly left: View } {
  const places = Object.entries(view.nodes);
  return {
    taken: {
      nodes: Object.fromEntries(places.filter(([id]) => takesNode(id))),
      frames: view.frames.filter(({ id }) => takesItem(id)),
      notes: view.notes.filter(({ id }) => takesItem(id)),
    },
    left: {
      ...view,
      nodes: Object.fromEntries(places.filter(([id]) => !takesNode(id))),
      frames: view.frames.filter(({ id }) => !takesItem(id)),
      notes: view.notes.filter(({ id }) => !takesItem(id)),
    },
  };
}

/** Top left corner of all that a view holds; undefined when it holds nothing. */
export function cornerOf(view: View): { readonly x: number; readonly y: number } | undefined {
  const points = [...Object.values(view.nodes), ...view.frames, ...view.notes];
  if (points.length === 0) return undefined;
  return { x: points.reduce((least, { x }) => Math.min(least, x), Infinity), y: points.reduce((least, { y }) => Math.min(least, y), Infinity) };
}

/** Middle of the corners of all that a view holds, in whole canvas units. */
export function centreOf(view: View): { readonly x: number; readonly y: number } | undefined {
  const low = cornerOf(view);
  if (!low) return undefined;
  const points = [...Object.values(view.nodes), ...view.frames, ...view.notes];
  const high = { x: points.reduce((most, { x }) => Math.max(most, x), -Infinity), y: points.reduce((most, { y }) => Math.max(most, y), -Infinity) };
  return { x: Math.round((low.x + high.x) / 2), y: Math.round((low.y + high.y) / 2) };
}
