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

/** Where one card can stand for all that a view holds, and what it stands for can come back to: the place of the leftmost node, of several the topmost; it covers nothing that stays. */
export function anchorOf(view: View): { readonly x: number; readonly y: number } | undefined {
  const [first] = Object.values(view.nodes).sort((a, b) => a.x - b.x || a.y - b.y);
  return first ? { x: first.x, y: first.y } : cornerOf(view);
}
