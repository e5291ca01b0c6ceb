import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { defineNode, type AnyRun, type NodeDefinition, type RunContext } from '../../src/runtime/define';
import { createEngine, type EngineOptions } from '../../src/runtime/engine';
import type { Engine, RunEvent } from '../../src/runtime/engine-types';
import { createDiskStore } from '../../src/runtime/platform/disk-store';
import { createNodePlatform } from '../../src/runtime/platform/node';
import { reluModel } from '../../src/runtime/onnx/test-models';
import { sha256OfBytes } from '../../src/runtime/sha256';
import { cpuTensor } from '../../src/runtime/tensor';
import type { Value } from '../../src/runtime/values';
import { node, toyGraph } from './toy-graph-data';

const text = (words: string) => ({ en: words, zh: words });
const base = { version: 1, category: 'utility', summary: text('') } as const;
const out = { kind: 'mask', title: text('Out') } as const;

const definitions = new Map([
  defineNode({ ...base, type: 'make', title: text('Make'), inputs: {}, outputs: { out }, params: { size: { kind: 'number', initial: 10, min: 0, max: 1e7, title: text('Size') }, file: { kind: 'file', initial: '', accept: 'image/png', title: text('File') } } }),
  defineNode({ ...base, type: 'pass', title: text('Pass'), inputs: { in: out }, outputs: { out }, params: { n: { kind: 'number', initial: 0, min: 0, max: 1e6, title: text('N') } } }),
  defineNode({ ...base, type: 'net', title: text('Net'), inputs: { in: out }, outputs: { out }, params: {}, models: () => ['net'] }),
].map((one) => [one.type, one as unknown as NodeDefinition]));

interface Bench { readonly engine: Engine; readonly ran: string[]; act: (type: string, context: RunContext) => Promise<void> }

let engines: Engine[] = [];
afterEach(async () => {
  for (const engine of engines) await engine.dispose();
  engines = [];
});

function bench(change: Partial<EngineOptions> = {}): Bench {
  const made: Bench = { engine: undefined as never, ran: [], act: () => Promise.resolve() };
  const run = (type: string): AnyRun => async (inputs, params, context) => {
    made.ran.push(type);
    await made.act(type, context);
    const size = type === 'make' ? params['size'] as number : 10;
    return { out: (inputs['in'] ?? { kind: 'mask', pixels: cpuTensor([1, 1, size]), frame: '' }) as Value };
  };
  const engine = createEngine({ definitions, loadRun: (type) => Promise.resolve(run(type)), platform: createNodePlatform(), ...change });
  engines.push(engine);
  return Object.assign(made, { engine });
}

const chain = toyGraph({ a: node('make'), b: node('pass'), c: node('pass', { n: 1 }) }, ['a.out > b.in', 'b.out > c.in']);
let runs = 0;
const request = (document = chain, targets?: readonly string[]) => ({ runId: `r${runs++}`, document, ...(targets ? { targets } : {}) });

test('a result can be looked at as soon as its step is done, while later steps still run', async () => {
  const b = bench();
  let seen: Promise<Value | undefined> | undefined;
  b.act = async (type) => { if (type === 'pass') expect(await seen).toMatchObject({ kind: 'mask' }); };
  const report = await b.engine.run({ runId: 'a', document: toyGraph({ make: node('make'), pass: node('pass') }, ['make.out > pass.in']) }, (event) => {
    if (event.kind === 'step-done' && event.step.node === 'make') seen = b.engine.value('make', 'out');
  });
  expect(report.steps.map(({ state }) => state)).toEqual(['ran', 'ran']);
  expect(await seen).toMatchObject({ kind: 'mask', pixels: { shape: [1, 1, 10] } });
});

test('check names what would run again, and why a graph cannot', async () => {
  const { engine } = bench();
  expect((await engine.check(chain)).dirty).toEqual({ a: 'dirty', b: 'dirty', c: 'dirty' });
  await engine.run(request());
  const changed = toyGraph({ ...chain.nodes, b: node('pass', { n: 5 }) }, ['a.out > b.in', 'b.out > c.in']);
  expect((await engine.check(changed)).dirty).toEqual({ a: 'fresh', b: 'dirty', c: 'dirty' });
  expect((await engine.check(changed)).types['a.out']).toEqual({ kind: 'mask' });
});

test('a bound smaller than the graph still gives right results, and is kept after', async () => {
  const { engine } = bench({ cacheLimitBytes: 3000 });
  const wide = toyGraph({ a: node('make', { size: 500 }), b: node('make', { size: 501 }), c: node('pass'), d: node('pass') }, ['a.out > c.in', 'b.out > d.in']);
  for (let i = 0; i < 3; i++) expect((await engine.run(request(wide))).state).toBe('done');
  const { cacheBytes } = await engine.info();
  await engine.run(request());
  expect(cacheBytes).toBeLessThan(12_000);
  expect((await engine.info()).cacheBytes).toBeLessThanOrEqual(3000);
});

test('what comes before a cached result is not computed again', async () => {
  const { engine, ran } = bench({ cacheLimitBytes: 1500 });
  const big = toyGraph({ a: node('make', { size: 300 }), b: node('pass'), c: node('make', { size: 10 }) }, ['a.out > b.in']);
  await engine.run(request(big, ['b']));
  ran.length = 0;
  expect((await engine.run(request(big, ['b']))).steps.map((step) => step.state)).toEqual(['cached', 'cached']);
  expect(ran).toEqual([]);
});

test('runs wait for one another, and one that waits can be cancelled', async () => {
  const made = bench();
  const order: string[] = [];
  made.act = async () => { await new Promise((done) => { setTimeout(done, 5); }); };
  const [first, second, third] = ['one', 'two', 'three'].map((runId, size) => made.engine.run({ runId, document: toyGraph({ a: node('make', { size }) }, []) }, (event) => { if (event.kind === 'done') order.push(runId); }));
  await made.engine.cancel('two');
  expect([(await first!).state, (await second!).state, (await third!).state]).toEqual(['done', 'cancelled', 'done']);
  expect(order).toEqual(['one', 'two', 'three']);
  expect(made.ran).toHaveLength(2);
});

test('events tell each step in turn, and its progress', async () => {
  const made = bench();
  made.act = (_type, context) => { context.progress(0.5); context.warn(text('a remark')); return Promise.resolve(); };
  const events: RunEvent[] = [];
  const report = await made.engine.run(request(chain, ['b']), (event) => events.push(event));
  expect(events.map((event) => `${event.kind} ${'node' in event ? event.node : 'step' in event ? event.step.node : ''}`)).toEqual([
    'step-started a', 'step-progress a', 'step-done a', 'step-started b', 'step-progress b', 'step-done b', 'done ',
  ]);
  expect(report.steps[1]!.problems.map((problem) => problem.message.en)).toEqual(['a remark']);
  expect((await made.engine.run(request(chain, ['b']))).steps[1]!.problems).toHaveLength(1);
});

test('a photograph is known in all that is made from it', async () => {
  const made = bench();
  const reference = await made.engine.putAsset(new Uint8Array([1]), 'image/png');
  made.act = async (type, context) => {
    if (type !== 'make') return;
    await context.asset(reference);
    await context.decodeImage(new Uint8Array(0)).catch(() => undefined);
  };
  const report = await made.engine.run(request());
  expect(report.steps.map((step) => step.provenance.photograph)).toEqual([true, true, true]);
});

test('something expensive is made once for all steps, and again after it failed', async () => {
  const made = bench();
  let count = 0;
  made.act = async (_type, context) => {
    await context.resource('model', async () => {
      count++;
      await Promise.resolve();
      if (count === 1) throw new Error('not yet');
    });
  };
  expect((await made.engine.run(request())).steps.map((step) => step.state)).toEqual(['failed', 'blocked', 'blocked']);
  expect((await made.engine.run(request())).steps.map((step) => step.state)).toEqual(['ran', 'ran', 'ran']);
  expect(count).toBe(2);
});

test('a stored result is used by the next process, unless a shipped file has changed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'swapgraph-'));
  const withModel = async (bytes: Uint8Array): Promise<readonly string[]> => {
    const made = bench({ store: createDiskStore(folder), platform: { ...createNodePlatform(), shipped: () => Promise.resolve(bytes) } });
    made.act = async (type, context) => { if (type === 'make') await context.resource('model', () => context.shipped('models/face.bin')); };
    return (await made.engine.run(request())).steps.map((step) => step.state);
  };
  expect(await withModel(Uint8Array.of(1))).toEqual(['ran', 'ran', 'ran']);
  expect(await withModel(Uint8Array.of(1))).toEqual(['cached', 'cached', 'cached']);
  expect(await withModel(Uint8Array.of(2))).toEqual(['ran', 'ran', 'ran']);
  await rm(folder, { recursive: true });
});

test('other weights give another result, weights are named, and undeclared ones are refused', async () => {
  const bytes = reluModel();
  const sha256 = await sha256OfBytes(bytes);
  const manifest = (hash: string) => new TextEncoder().encode(JSON.stringify([{ name: 'net', file: 'n.onnx', bytes: bytes.length, sha256: hash }]));
  const graph = toyGraph({ a: node('make'), n: node('net'), p: node('pass') }, ['a.out > n.in', 'n.out > p.in']);
  const keys: string[] = [];
  for (const hash of [sha256, 'f'.repeat(64)]) {
    const made = bench({ platform: { ...createNodePlatform(), shipped: (path) => Promise.resolve(path.endsWith('.json') ? manifest(hash) : bytes) } });
    made.act = async (type, context) => { if (type !== 'make') await (await context.onnx({ builtin: 'net' })).run({ x: cpuTensor([1, 1]) }); };
    const { steps } = await made.engine.run(request(graph));
    keys.push(steps[1]!.key);
    if (hash === sha256) {
      expect(steps[1]).toMatchObject({ state: 'ran', weights: [{ name: 'net', sha256 }] });
      expect(['native', 'wasm']).toContain(steps[1]!.backend);
      expect(steps[2]!.problems[0]!.message.en).toContain('uses the built-in network "net" without naming it under `models`');
    } else expect(steps[1]!.problems[0]!.message.en).toContain('The weights of "net" are not what they should be: public/models/n.onnx has been altered');
  }
  expect(keys[0]).not.toBe(keys[1]);
});

test('previews are small pictures of what was asked, and say why there is none', async () => {
  const { engine } = bench();
  expect(await engine.preview('a', 'out', 8)).toMatchObject({ kind: 'none' });
  await engine.run(request(toyGraph({ a: node('make', { size: 100 }) }, [])));
  expect(await engine.preview('a', 'out', 8)).toMatchObject({ kind: 'picture', width: 8, height: 1, fullWidth: 100, fullHeight: 1 });
  expect(await engine.summary('a', 'out')).toMatchObject({ kind: 'mask', type: { width: 100 }, stats: { min: 0, max: 0, nonFinite: 0 } });
});

test('computes aside without touching what is shown, and shares what is equal', async () => {
  const { engine, ran } = bench();
  const graph = (prefix: string, size: number, n: number) => toyGraph({ [`${prefix}a`]: node('make', { size }), [`${prefix}b`]: node('pass', { n }) }, [`${prefix}a.out > ${prefix}b.in`]);
  const sizeAt = async (id: string): Promise<number | undefined> => { const value = await engine.value(id, 'out'); return value?.kind === 'mask' ? value.pixels.shape[2] : undefined; };
  await engine.run({ runId: '1', document: graph('', 3, 1) });
  await engine.run({ runId: '2', document: graph('x~', 4, 2), aside: true });
  expect(ran).toEqual(['make', 'pass', 'make', 'pass']);
  expect([await sizeAt('b'), await sizeAt('x~b')]).toEqual([3, 4]);
  await engine.run({ runId: '3', document: graph('', 5, 3) });
  expect([await sizeAt('b'), await sizeAt('x~b')]).toEqual([5, 4]);
  // Another run aside takes the place of the one before; what it has in common with the first run is computed no more.
  await engine.run({ runId: '4', document: graph('y~', 3, 1), aside: true });
  expect([await sizeAt('b'), await sizeAt('x~b'), await sizeAt('y~b')]).toEqual([5, undefined, 3]);
  expect(ran.length).toBe(6);
});
