import { expect, test } from 'vitest';
import { engineWorker } from '../../../src/runtime/worker/browser-worker';
import { connectEngine } from '../../../src/runtime/worker/client';
import { node, toyGraph } from '../toy-graph-data';

test('the application’s own worker draws two faces together, in workers of its own', { timeout: 120_000 }, async () => {
  const engine = connectEngine(() => engineWorker(new Worker(new URL('../../../src/nodes/worker.ts', import.meta.url), { type: 'module' })));
  const told: string[] = [];
  const pair = (seed: number) => toyGraph({ one: node('synthetic-face', { seed, sizePx: 256 }), two: node('synthetic-face', { seed: seed + 1, sizePx: 256 }) }, []);
  // Until the first helper is warm, no second one competes with it for the cores.
  expect((await engine.run({ runId: 'cold', document: pair(3), backend: 'cpu' })).steps.flatMap((step) => step.problems)).toEqual([]);
  const report = await engine.run({ runId: 'warm', document: pair(6), backend: 'cpu' }, (event) => { if (event.kind === 'step-started' || event.kind === 'step-done') told.push(event.kind); });
  expect(report.steps.flatMap((step) => step.problems)).toEqual([]);
  expect(told).toEqual(['step-started', 'step-started', 'step-done', 'step-done']);
  // A face that is drawn alone, in a helper that is there already, has its picture too.
  expect((await engine.run({ runId: 'one', document: toyGraph({ one: node('synthetic-face', { seed: 5, sizePx: 256 }) }, []), backend: 'cpu' })).state).toBe('done');
  expect(await engine.preview('one', 'image', 0)).toMatchObject({ kind: 'picture', width: 256, height: 256 });
  await engine.dispose();
});
