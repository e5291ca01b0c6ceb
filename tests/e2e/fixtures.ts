import type { GraphDocument, GraphNode } from '../../src/graph/types';

const node = (type: string, params: GraphNode['params'] = {}, label?: string): GraphNode => ({ type, version: 1, params, ...(label === undefined ? {} : { label }) });

/** Two small faces, the true swap of them, and a view of it; a blend waits unlinked. */
export const SWAP: GraphDocument = {
  format: 1, id: 'e2e-swap', title: { en: 'Small swap', zh: '小型换脸' },
  nodes: {
    source: node('synthetic-face', { seed: 3, sizePx: 64 }, 'Source'),
    target: node('synthetic-face', { seed: 11, sizePx: 64 }, 'Target'),
    swap: node('true-swap'),
    view: node('view-image', {}, 'Result'),
  },
  links: [
    { from: ['source', 'coefficients'], to: ['swap', 'source'] },
    { from: ['target', 'coefficients'], to: ['swap', 'target'] },
    { from: ['swap', 'image'], to: ['view', 'image'] },
  ],
  view: { nodes: { source: { x: 0, y: 0 }, target: { x: 0, y: 400 }, swap: { x: 320, y: 160 }, view: { x: 640, y: 160 } }, frames: [], notes: [] },
  macros: {},
};

/** One face and a view of it: the quickest thing that runs. */
export const ONE_FACE: GraphDocument = {
  ...SWAP, id: 'e2e-face', title: 'One face',
  nodes: { face: node('synthetic-face', { seed: 5, sizePx: 64 }, 'Face'), view: node('view-image', {}, 'Result') },
  links: [{ from: ['face', 'image'], to: ['view', 'image'] }],
  view: { nodes: { face: { x: 0, y: 0 }, view: { x: 320, y: 0 } }, frames: [], notes: [] },
};

/** A grid of linked reroutes and views for counting work on large graphs. */
export function largeGraph(nodes: number, linksEach: number): GraphDocument {
  const ids = Array.from({ length: nodes }, (_, index) => `n${index}`);
  return {
    ...SWAP, id: `e2e-large-${nodes}`, title: 'Large',
    nodes: Object.fromEntries(ids.map((id, index) => [id, index === 0 ? node('synthetic-face', { sizePx: 64 }) : node('blend')])),
    links: ids.flatMap((id, index) => ['foreground', 'background'].slice(0, linksEach).flatMap((port, at) => {
      const from = index - 1 - at * 7;
      return index > 0 && from >= 0 ? [{ from: [`n${from}`, 'image'] as const, to: [id, port] as const }] : [];
    })),
    view: { nodes: Object.fromEntries(ids.map((id, index) => [id, { x: (index % 40) * 264, y: Math.floor(index / 40) * 352 }])), frames: [], notes: [] },
  };
}
