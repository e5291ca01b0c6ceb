import ELK from 'elkjs/lib/elk-api.js';
import ElkWorker from 'elkjs/lib/elk-worker.min.js?worker';

export interface LayoutJob {
  readonly nodes: readonly { readonly id: string; readonly width: number; readonly height: number }[];
  readonly links: readonly { readonly from: string; readonly to: string }[];
}
export type LayoutPlaces = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '32',
  'elk.layered.spacing.nodeNodeBetweenLayers': '72',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};

/** Places of nodes in layers from left to right, in canvas units from the origin; computed in a worker that lives for one job. */
export async function elkPlaces(job: LayoutJob): Promise<LayoutPlaces> {
  const elk = new ELK({ workerFactory: () => new ElkWorker() });
  try {
    const graph = await elk.layout({
      id: 'root',
      layoutOptions: OPTIONS,
      children: job.nodes.map((node) => ({ ...node })),
      edges: job.links.map(({ from, to }, index) => ({ id: `e${index}`, sources: [from], targets: [to] })),
    });
    return Object.fromEntries((graph.children ?? []).map((node) => [node.id, { x: node.x ?? 0, y: node.y ?? 0 }]));
  } finally {
    elk.terminateWorker();
  }
}
