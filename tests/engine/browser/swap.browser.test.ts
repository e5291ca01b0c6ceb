import { afterAll, expect, test } from 'vitest';
import twoSwaps from '../../../graphs/faceshifter-vs-hififace.json';
import { parseGraph } from '../../../src/graph/parse';
import { definitions } from '../../../src/nodes/catalog';
import type { RunReport } from '../../../src/runtime/engine-types';
import { engineWorker } from '../../../src/runtime/worker/browser-worker';
import { connectEngine, type SupervisionEvent } from '../../../src/runtime/worker/client';
import { tensorsOf } from '../../../src/runtime/value-tensors';

/** As every shipped block is held to. Both graphics device and processor compute in float32; what differs is the order of sums, which 30 layers carry on. */
const TOLERANCE = 1e-3;
/** z_id to picture of each lane, as node.port. Every encoder compares its crop, a picture, with the training pictures on the processor. */
const LANES = [
  { name: 'FaceShifter', result: 'first', places: ['identity.identity', 'attributes.attributes', 'aad.h', 'aad.masks', 'aad.a', 'aad.i', 'aad.sum', 'faceshifter.crop', 'first.image'], readbacks: 2 },
  // And each of the two readers of coefficients gives alpha, beta and angles: 138 numbers that the face model takes on the processor.
  { name: 'HifiFace', result: 'result', places: ['encoder.bottom', 'encoder.encoder', 'sid.identity', 'decoder.h', 'features.features', 'features.mask', 'up.crop', 'up.mask', 'hififace.crop', 'result.image'], readbacks: 9 },
] as const;

const engine = connectEngine(() => engineWorker(new Worker(new URL('../../../src/nodes/worker.ts', import.meta.url), { type: 'module' })));
const restarts: SupervisionEvent[] = [];
engine.onSupervision((event) => restarts.push(event));
afterAll(() => engine.dispose());

const { graph: document } = parseGraph(JSON.stringify(twoSwaps), (type) => definitions.get(type));

async function run(backend: 'cpu' | 'webgpu', target: string): Promise<RunReport> {
  const report = await engine.run({ runId: `${backend} ${target}`, document: document!, targets: [target], backend });
  expect(report.problems.concat(report.steps.flatMap((step) => step.problems)).map(({ message }) => message.en)).toEqual([]);
  return report;
}

async function valuesAt(places: readonly string[]): Promise<ReadonlyMap<string, Float32Array>> {
  const found = new Map<string, Float32Array>();
  for (const place of places) {
    const [node, port] = place.split('.') as [string, string];
    const value = await engine.value(node, port);
    if (!value) throw new Error(`There is no result at ${place}.`);
    for (const { name, tensor } of tensorsOf(value)) found.set(`${place}: ${name}`, tensor.data!);
  }
  return found;
}

/** Largest |difference| relative to max(1, |value|). */
function gap(found: Float32Array, wanted: Float32Array): number {
  return wanted.reduce((worst, value, i) => { const off = Math.abs(found[i]! - value) / Math.max(1, Math.abs(value)); return off <= worst ? worst : off; }, 0);
}

test.each(LANES)('$name swaps on the graphics device with the shipped weights, as on the processor', { timeout: 280_000 }, async ({ result, places, readbacks }) => {
  await run('cpu', result);
  const here = await valuesAt(places);
  const report = await run('webgpu', result);
  expect(report.readbacks, 'between nodes nothing is read back but crops and coefficients').toBe(readbacks);
  const networks = report.steps.filter(({ weights }) => weights.length > 0);
  expect(networks.length).toBeGreaterThan(3);
  expect(networks.map(({ node, backend }) => `${node} ${backend}`)).toEqual(networks.map(({ node }) => `${node} webgpu`));
  const there = await valuesAt(places);
  const gaps = [...here].map(([place, wanted]) => [place, gap(there.get(place)!, wanted)] as const);
  expect(gaps.filter(([, off]) => !(off < TOLERANCE))).toEqual([]);
  expect(restarts).toEqual([]);
});
