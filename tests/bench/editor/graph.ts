import type { GraphDocument, GraphNode, Link } from '../../../src/graph/types';

const COLUMNS = 40;
const STEP = { x: 264, y: 400 } as const;

/** A valid graph of `count` nodes (at least 12) on a grid, two links into nearly every one: exactly 2 × `count` links. */
export function benchGraph(count: number): GraphDocument {
  const ids = Array.from({ length: count }, (_, index) => `n${index}`);
  const node = (type: string): GraphNode => ({ type, version: 1, params: type === 'synthetic-face' ? { sizePx: 64 } : {} });
  const typeOf = (index: number): string => (index === 0 ? 'synthetic-face' : index === 1 ? 'face-mask' : 'transfer-colour');
  const link = (from: number, output: string, to: number, input: string): Link => ({ from: [`n${from}`, output], to: [`n${to}`, input] });
  const before = (index: number, back: number): number => (index - back < 2 ? 0 : index - back);
  const links = [
    link(0, 'mesh', 1, 'mesh'),
    ...[2, 3, 4].map((index) => link(1, 'mask', index, 'mask')),
    ...ids.slice(2).flatMap((_, at) => [link(before(at + 2, 1), 'image', at + 2, 'image'), link(before(at + 2, 7), 'image', at + 2, 'reference')]),
  ];
  return {
    format: 1, id: `bench-${count}`, title: `${count} nodes`, macros: {}, links,
    nodes: Object.fromEntries(ids.map((id, index) => [id, node(typeOf(index))])),
    view: { nodes: Object.fromEntries(ids.map((id, index) => [id, { x: (index % COLUMNS) * STEP.x, y: Math.floor(index / COLUMNS) * STEP.y }])), frames: [], notes: [] },
  };
}

/** A place between two columns where a drag grips the ground, in canvas units; seven columns to the right of the origin. */
export const GROUND_GRIP = { x: 7 * STEP.x - 28, y: 380 } as const;
/** The node that is dragged, and where its head is gripped, in canvas units. */
export const DRAGGED = { id: 'n3', x: 3 * STEP.x + 100, y: 16 } as const;
