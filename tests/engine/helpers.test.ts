import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { GraphDocument } from '../../src/graph/types';
import { readCatalog } from '../../src/nodes/catalog-node';
import { createEngine } from '../../src/runtime/engine';
import type { Engine, RunEvent, RunReport } from '../../src/runtime/engine-types';
import type { HelperHost, HelperThread } from '../../src/runtime/helpers/pool';
import { createNodePlatform } from '../../src/runtime/platform/node';
import { node, toyGraph } from './toy-graph-data';
import { TOYS } from './toy-graph';

const toys = await readCatalog(TOYS);
const nodes = await readCatalog();

let engines: Engine[] = [];
afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.dispose()));
  engines = [];
});

interface Made { readonly engine: Engine; readonly threads: HelperThread[] }

/** An engine with two helpers, or with another host of helpers. */
function made(helpers: Partial<HelperHost> = {}, catalog = toys): Made {
  const threads: HelperThread[] = [];
  const host: HelperHost = { limit: 2, start: () => { const thread = catalog.helpers.start(); threads.push(thread); return thread; }, ...helpers };
  const engine = createEngine({ definitions: catalog.definitions, loadRun: catalog.loadRun, helpers: host, platform: createNodePlatform() });
  engines.push(engine);
  return { engine, threads };
}

const alone = (catalog = toys): Made => made({ limit: 0 }, catalog);

let runs = 0;
const run = (engine: Engine, document: GraphDocument, onEvent?: (event: RunEvent) => void): Promise<RunReport> => engine.run({ runId: `r${runs++}`, document }, onEvent);

/** Two heavy nodes that do not need one another, one that needs the second, and viewers of both ends. */
const pair = (params: Record<string, number | string> = {}, seeds: readonly [number, number] = [1, 2]): GraphDocument => toyGraph(
  { one: node('toy-heavy', { ...params, seed: seeds[0] }), two: node('toy-heavy', { ...params, seed: seeds[1] }), after: node('toy-heavy', { seed: 3, ms: 1 }), left: node('toy-show'), right: node('toy-show') },
  ['one.mask > left.shown', 'two.mask > after.a', 'after.mask > right.shown'],
);

/** A value as text, its arrays by the hash of their bytes: quicker to compare than millions of numbers. */
async function exactly(engine: Engine, id: string, port: string): Promise<string> {
  return JSON.stringify(await engine.value(id, port), (_key, part: unknown) => (ArrayBuffer.isView(part)
    ? `${part.constructor.name} ${createHash('sha256').update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength)).digest('hex')}` : part));
}

const timeless = ({ steps }: RunReport) => steps.map(({ ms: _ms, ...step }) => step);

test('heavy steps that do not need one another are computed together, and the rest as ever', async () => {
  const { engine, threads } = made();
  await run(engine, pair({ ms: 1 }, [11, 12]));
  const told: string[] = [];
  const report = await run(engine, pair({ ms: 200 }), (event) => { if (event.kind !== 'done') told.push(`${event.kind} ${event.kind === 'step-done' ? event.step.node : event.node}`); });
  expect(report.state).toBe('done');
  expect(report.steps.map(({ node: id }) => id)).toEqual((await run(alone().engine, pair({ ms: 1 }))).steps.map(({ node: id }) => id));
  const began = (id: string): number => told.indexOf(`step-started ${id}`), ended = (id: string): number => told.indexOf(`step-done ${id}`);
  expect(Math.max(began('one'), began('two'))).toBeLessThan(Math.min(ended('one'), ended('two')));
  expect(told).toContain('step-progress one');
  expect(began('after')).toBeGreaterThan(ended('two'));
  const own = report.steps.filter(({ node: id }) => id === 'one' || id === 'two').map(({ ms }) => ms);
  expect(Math.min(...own)).toBeGreaterThanOrEqual(200);
  expect(threads).toHaveLength(2);
});

test('results and reports are the same to the bit as those of an engine without helpers', async () => {
  const [here, there] = [alone(), made()];
  const reports = [await run(here.engine, pair()), await run(there.engine, pair())] as const;
  expect(timeless(reports[1])).toEqual(timeless(reports[0]));
  expect(reports[1].steps[0]!.problems[0]!.message).toEqual({ en: 'the seed is 1', zh: '种子为 1' });
  for (const id of ['one', 'after']) expect(await exactly(there.engine, id, 'mask')).toBe(await exactly(here.engine, id, 'mask'));
  expect([here.threads.length, there.threads.length]).toEqual([0, 2]);
});

test('a face drawn in a helper is the face drawn here, to the bit', async () => {
  const faces = (...seeds: readonly number[]): GraphDocument => toyGraph(Object.fromEntries(seeds.map((seed) => [`face${seed}`, node('synthetic-face', { seed, sizePx: 256 })])), []);
  const [here, there] = [alone(nodes), made({}, nodes)];
  const reports = [await run(here.engine, faces(8)), await run(there.engine, faces(5, 8))] as const;
  expect(timeless(reports[1])[1]).toEqual(timeless(reports[0])[0]);
  for (const port of Object.keys(nodes.definitions.get('synthetic-face')!.outputs)) expect(await exactly(there.engine, 'face8', port)).toBe(await exactly(here.engine, 'face8', port));
  expect(there.threads).toHaveLength(2);
  // The helpers' own face model survives what was moved out of them.
  expect((await run(there.engine, faces(6, 7))).state).toBe('done');
});

test('one heavy step alone starts no thread, and two of one key are computed once', async () => {
  const { engine, threads } = made();
  expect((await run(engine, toyGraph({ one: node('toy-heavy') }, []))).steps.map(({ state }) => state)).toEqual(['ran']);
  expect(threads).toHaveLength(0);
  const twins = await run(engine, toyGraph({ a: node('toy-heavy', { seed: 7 }), b: node('toy-heavy', { seed: 8 }), c: node('toy-heavy', { seed: 7 }) }, []));
  expect(twins.steps.map(({ state }) => state)).toEqual(['ran', 'ran', 'cached']);
});

test('more heavy steps than helpers wait for one, without counting the wait as theirs', async () => {
  const { engine, threads } = made();
  await run(engine, pair({ ms: 1 }));
  const many = toyGraph(Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`n${i}`, node('toy-heavy', { seed: i, ms: 100 })])), []);
  const { steps, ms } = await run(engine, many);
  expect(steps.map(({ state }) => state)).toEqual(Array(5).fill('ran'));
  expect(threads).toHaveLength(2);
  expect(Math.max(...steps.map((step) => step.ms))).toBeLessThan(ms * 0.75);
});

test('a failure keeps its sentence and its place, and the other goes on', async () => {
  const graph = toyGraph({ bad: node('toy-heavy', { manner: 'fails' }), good: node('toy-heavy', { seed: 2 }), after: node('toy-heavy', { seed: 3 }) }, ['bad.mask > after.a']);
  const reports = [await run(alone().engine, graph), await run(made().engine, graph)] as const;
  expect(timeless(reports[1])).toEqual(timeless(reports[0]));
  expect(reports[1].steps[0]!.problems[0]).toMatchObject({ code: 'toy', param: 'seed', message: { zh: expect.stringContaining('玩具坏了。') as string } });
});

test('a thread that ends at work fails its step in words, and is replaced', async () => {
  const { engine, threads } = made();
  const { steps } = await run(engine, toyGraph({ bad: node('toy-heavy', { manner: 'crashes' }), good: node('toy-heavy', { seed: 2, ms: 100 }) }, []));
  expect(steps.map(({ state }) => state)).toEqual(['failed', 'ran']);
  expect(steps[0]!.problems[0]!.message.en).toContain('The helper thread that computed this ended unexpectedly (The thread ends here.). Run again');
  expect((await run(engine, pair())).state).toBe('done');
  expect(threads).toHaveLength(3);
});

test('a cancel ends the run at once, and the next run is right', async () => {
  const { engine } = made();
  await run(engine, pair({ ms: 1 }));
  const start = performance.now();
  const report = await engine.run({ runId: 'stopped', document: pair({ ms: 4000 }, [4, 5]) }, (event) => { if (event.kind === 'step-started' && event.node === 'two') void engine.cancel('stopped'); });
  expect(performance.now() - start).toBeLessThan(3000);
  expect(report.state).toBe('cancelled');
  expect(new Set(report.steps.map(({ state }) => state))).toEqual(new Set(['cancelled']));
  const here = alone().engine;
  for (const next of [engine, here]) expect((await run(next, pair({ ms: 1 }, [4, 6]))).state).toBe('done');
  for (const id of ['one', 'after']) expect(await exactly(engine, id, 'mask')).toBe(await exactly(here, id, 'mask'));
});

test.each([
  ['cannot be made', () => { throw new Error('no threads here'); }],
  ['end before they begin', (): HelperThread => ({ post: () => undefined, listen: (_hear, gone) => { setTimeout(() => { gone('refused'); }); }, keepAlive: () => undefined, terminate: () => Promise.resolve() })],
])('where threads %s the steps are computed here', async (_what, start) => {
  const { engine } = made({ start });
  for (const seed of [1, 3]) expect((await run(engine, pair({ ms: 1 }, [seed, seed + 1]))).state).toBe('done');
});
