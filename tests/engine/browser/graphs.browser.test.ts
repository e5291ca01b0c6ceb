import { expect, test } from 'vitest';
import classic2d from '../../../graphs/classic-2d.json';
import { parseGraph } from '../../../src/graph/parse';
import type { GraphDocument } from '../../../src/graph/types';
import { definitions } from '../../../src/nodes/catalog';
import { engineWorker } from '../../../src/runtime/worker/browser-worker';
import { connectEngine } from '../../../src/runtime/worker/client';
import type { Preview } from '../../../src/runtime/engine-types';

/** The graph with its synthetic faces drawn small: a software adapter is slow. */
function small(source: unknown, sizePx: number): GraphDocument {
  const { graph } = parseGraph(JSON.stringify(source), (type) => definitions.get(type));
  if (!graph) throw new Error('The shipped graph does not open.');
  const nodes = Object.fromEntries(Object.entries(graph.nodes).map(([id, node]) => [id, node.type === 'synthetic-face' ? { ...node, params: { ...node.params, sizePx } } : node]));
  return { ...graph, nodes };
}

test('classic-2d runs in the application’s own worker, and the same on the graphics device', { timeout: 240_000 }, async () => {
  const engine = connectEngine(() => engineWorker(new Worker(new URL('../../../src/nodes/worker.ts', import.meta.url), { type: 'module' })));
  const document = small(classic2d, 128);
  const pictures: (Preview & { kind: 'picture' })[] = [];
  for (const backend of ['cpu', 'webgpu'] as const) {
    const report = await engine.run({ runId: backend, document, targets: ['result'], backend });
    expect(report.steps.flatMap((step) => step.problems.filter((problem) => problem.severity === 'error').map((problem) => problem.message.en))).toEqual([]);
    expect(report.backend).toBe(backend === 'cpu' ? 'typescript' : 'webgpu');
    expect(report.readbacks, 'between nodes nothing is read back').toBe(0);
    const preview = await engine.preview('result', 'image', 0);
    if (preview.kind !== 'picture') throw new Error('The result is no picture.');
    pictures.push(preview);
  }
  const [here, there] = pictures as [Preview & { kind: 'picture' }, Preview & { kind: 'picture' }];
  expect([there.width, there.height]).toEqual([here.width, here.height]);
  let worst = 0;
  here.rgba.forEach((value, i) => { worst = Math.max(worst, Math.abs(value - there.rgba[i]!)); });
  expect(worst).toBeLessThanOrEqual(2);
  await engine.dispose();
});
