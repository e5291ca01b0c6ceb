import { afterAll, expect, test } from 'vitest';
import { comparedIn } from '../../../src/editor/compare/compared';
import { matchingOf, measureDivergence, partingOf, titled, type DivergenceRow } from '../../../src/editor/compare/divergence';
import { EMPTY_VIEW, type GraphDocument, type GraphNode } from '../../../src/graph/types';
import { definitions } from '../../../src/nodes/catalog';
import { engineWorker } from '../../../src/runtime/worker/browser-worker';
import { connectEngine } from '../../../src/runtime/worker/client';

const engine = connectEngine(() => engineWorker(new Worker(new URL('../../../src/nodes/worker.ts', import.meta.url), { type: 'module' })));
afterAll(() => engine.dispose());

const node = (type: string, params: GraphNode['params'] = {}): GraphNode => ({ type, version: 1, params });
const lane = (name: string, opacity: number): readonly [Record<string, GraphNode>, GraphDocument['links']] => [
  { [`${name}Small`]: node('resize-image', { widthPx: 48, heightPx: 48 }), [`${name}Blend`]: node('blend', { method: 'alpha', opacity }), [`${name}View`]: node('view-image') },
  [
    { from: ['source', 'image'], to: [`${name}Blend`, 'foreground'] }, { from: ['target', 'image'], to: [`${name}Blend`, 'background'] }, { from: ['light', 'mask'], to: [`${name}Blend`, 'mask'] },
    { from: [`${name}Blend`, 'image'], to: [`${name}Small`, 'image'] }, { from: [`${name}Small`, 'image'], to: [`${name}View`, 'image'] },
  ],
];
const [weak, strong] = [lane('weak', 0.25), lane('strong', 1)];

/** Two small faces, one laid over the light parts of the other, faintly in one lane and fully in the other. */
const document: GraphDocument = {
  format: 1, id: 'parting', title: 'Parting', macros: {}, view: EMPTY_VIEW,
  nodes: { source: node('synthetic-face', { seed: 3, sizePx: 64 }), target: node('synthetic-face', { seed: 11, sizePx: 64 }), light: node('image-to-mask'), ...weak[0], ...strong[0] },
  links: [{ from: ['target', 'image'], to: ['light', 'image'] }, ...weak[1], ...strong[1]],
  compare: { lanes: [{ node: 'weakView', port: 'image' }, { node: 'strongView', port: 'image' }], reference: 0 },
};

/** Every distance of the two lanes by the nodes between which it lies, and where they part. */
async function measured(backend: 'cpu' | 'webgpu'): Promise<{ readonly distances: Readonly<Record<string, number | undefined>>; readonly part: string | undefined; readonly other: readonly number[] }> {
  const report = await engine.run({ runId: backend, document, backend });
  expect(report.steps.flatMap((step) => step.problems).concat(report.problems).filter(({ severity }) => severity === 'error').map(({ message }) => message.en)).toEqual([]);
  expect(report).toMatchObject({ state: 'done', backend: backend === 'cpu' ? 'typescript' : 'webgpu' });
  if (backend === 'webgpu') expect(report.steps.find((step) => step.node === 'weakBlend')?.backend).toBe('webgpu');
  const compared = comparedIn(document, definitions), [a, b] = compared.lanes;
  // Without content keys equal steps are measured too, and must be found equal.
  const matching = matchingOf(compared, a!, b!, definitions, () => undefined)!;
  const rows: readonly DivergenceRow[] = titled(await measureDivergence(engine, matching, () => Promise.reject(new Error('All results are there.')), new AbortController().signal, () => undefined), compared, definitions);
  const between = async (from: string, to: string): Promise<number> => {
    const found = await engine.look(from, 'image', 'divergence', { other: { node: to, port: 'image' } });
    if (!found?.comparable) throw new Error(`${from} and ${to} cannot be compared.`);
    return found.relativeL2;
  };
  return {
    distances: Object.fromEntries(rows.map(({ pair, worst }) => [`${pair.a} ${pair.b}`, worst])),
    part: partingOf(rows, 0.01).first?.pair.a,
    // A face is drawn on the processor, the blend lies where the kernels run: the two meet, whichever is asked.
    other: [await between('source', 'strongBlend'), await between('strongBlend', 'source'), await between('strongBlend', 'strongBlend')],
  };
}

test('lanes part at the same node and by the same distances on the graphics device as on the processor', { timeout: 240_000 }, async () => {
  const here = await measured('cpu'), there = await measured('webgpu');
  expect(Object.keys(here.distances)).toEqual(['source source', 'target target', 'light light', 'weakBlend strongBlend', 'weakSmall strongSmall', 'weakView strongView']);
  expect([here.part, there.part]).toEqual(['weakBlend', 'weakBlend']);
  for (const [pair, distance] of Object.entries(here.distances)) expect(there.distances[pair], pair).toBeCloseTo(distance!, 4);
  expect(there.distances['source source']).toBe(0);
  expect(there.distances['weakBlend strongBlend']).toBeGreaterThan(0.01);
  here.other.forEach((distance, at) => expect(there.other[at]).toBeCloseTo(distance, 4));
  expect(there.other[0]).toBeCloseTo(there.other[1]!, 5);
  expect([there.other[0]! > 0.01, there.other[2]]).toEqual([true, 0]);
});
