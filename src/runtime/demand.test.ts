import { afterEach, expect, it } from 'vitest';
import { EMPTY_VIEW, type GraphDocument } from '../graph/types';
import { defineNode, defineRun, type AnyRun, type NodeDefinition } from './define';
import { demandOf, hasWanted, Looked } from './demand';
import { createEngine } from './engine';
import type { Engine } from './engine-types';
import type { Step } from './plan';
import { createNodePlatform } from './platform/node';
import { cpuTensor } from './tensor';
import type { FeaturesValue } from './values';

const words = { title: { en: 'Toy', zh: '玩具' } };
/** What each run of the two-output node left out, and how often it ran. */
let runs: string[] = [];

const features = (value: number): FeaturesValue => ({ kind: 'features', tensor: cpuTensor([1, 2, 2], new Float32Array(4).fill(value)), meaning: 'signed', net: 'toy', layer: 'toy' });
const pair = defineNode({
  type: 'pair', version: 1, category: 'utility', ...words, summary: words.title, inputs: { before: { kind: 'features', ...words, optional: true } },
  outputs: { plain: { kind: 'features', ...words }, rich: { kind: 'features', lazy: true, ...words }, deep: { kind: 'features', lazy: true, ...words } },
  params: { value: { kind: 'number', initial: 1, min: 0, max: 100, ...words } },
});
const pairRun = defineRun(pair, ({ before }, { value }, context) => {
  const base = value + (before?.tensor.data?.[0] ?? 0), wanted = (['rich', 'deep'] as const).filter((port) => context.wants(port));
  runs.push(`${value}:${wanted.join()}`);
  return Promise.resolve({ plain: features(base), rich: wanted.includes('rich') ? features(10 * base) : undefined, deep: wanted.includes('deep') ? features(100 * base) : undefined });
});
const show = defineNode({ type: 'show', version: 1, category: 'output', sink: true, ...words, summary: words.title, inputs: { shown: { kind: 'features', ...words } }, outputs: { same: { kind: 'features', ...words } }, params: {} });
const showRun = defineRun(show, ({ shown }) => Promise.resolve({ same: shown }));

const made: Engine[] = [];
function engine(cacheLimitBytes?: number): Engine {
  runs = [];
  const definitions = new Map<string, NodeDefinition>([pair, show].map((one) => [one.type, one as unknown as NodeDefinition]));
  const all: Readonly<Record<string, AnyRun>> = { pair: pairRun, show: showRun };
  const one = createEngine({ definitions, loadRun: (type) => Promise.resolve(all[type]!), platform: createNodePlatform(), ...(cacheLimitBytes === undefined ? {} : { cacheLimitBytes }) });
  made.push(one);
  return one;
}
afterEach(async () => { for (const one of made.splice(0)) await one.dispose(); });

/** first → second → show; `reads` is the output of the second that is shown. */
function chain(values: { readonly first?: number; readonly second?: number } = {}, reads = 'plain'): GraphDocument {
  const node = (type: string, value?: number): GraphDocument['nodes'][string] => ({ type, version: 1, params: value === undefined ? {} : { value } });
  return {
    format: 1, id: 'demand', title: '', macros: {}, view: EMPTY_VIEW, nodes: { first: node('pair', values.first ?? 1), second: node('pair', values.second ?? 2), show: node('show') },
    links: [{ from: ['first', 'plain'], to: ['second', 'before'] }, { from: ['second', reads], to: ['show', 'shown'] }],
  };
}
const run = async (host: Engine, document: GraphDocument, targets?: readonly string[]) => {
  runs = [];
  const report = await host.run({ runId: 'r', document, ...(targets ? { targets } : {}) });
  expect(report.state).toBe('done');
  return Object.fromEntries(report.steps.map(({ node, state }) => [node, state]));
};
const at = async (host: Engine, node: string, port: string): Promise<number | undefined> => {
  const value = await host.value(node, port);
  return value?.kind === 'features' ? value.tensor.data?.[0] : undefined;
};

it('asks steps for what is linked, and targets for everything', async () => {
  const host = engine();
  await run(host, chain());
  expect(runs).toEqual(['1:', '2:']);
  await run(host, chain({}, 'rich'));
  expect(runs).toEqual(['2:rich']);
  expect(await at(host, 'show', 'same')).toBe(30);
  await run(host, chain({ first: 3 }), ['second']);
  expect(runs).toEqual(['3:', '2:rich,deep']);
});

it.each([undefined, 0])('computes exactly the step whose output is looked at, with the cache %s', async (limit) => {
  const host = engine(limit);
  await run(host, chain());
  runs = [];
  // With no room in the cache, what it is made from is made again, too.
  expect(await at(host, 'second', 'rich')).toBe(30);
  expect(runs).toEqual(limit === 0 ? ['1:', '2:rich,deep'] : ['2:rich,deep']);
  expect([await at(host, 'second', 'deep'), await at(host, 'second', 'plain')]).toEqual([300, 3]);
  expect(await at(host, 'show', 'same')).toBe(3);
});

it('answers every kind of question about such an output, and all of several at once by one run', async () => {
  const host = engine();
  await run(host, chain());
  runs = [];
  const [preview, summary, levels, divergence, none] = await Promise.all([
    host.preview('second', 'rich', 0), host.summary('second', 'rich'), host.look('second', 'deep', 'levels', undefined),
    host.look('second', 'rich', 'divergence', { other: { node: 'second', port: 'deep' } }), host.value('second', 'lost'),
  ]);
  expect([preview.kind, summary?.stats?.mean, levels?.length, divergence?.comparable, none]).toEqual(['picture', 30, 1, true, undefined]);
  expect(runs).toEqual(['2:rich,deep']);
});

it('computes along what stays in view when the node runs again, and no longer what does not', async () => {
  const host = engine();
  await run(host, chain());
  await at(host, 'second', 'rich');
  await run(host, chain({ second: 5 }));
  expect(runs).toEqual(['5:rich']);
  expect(await at(host, 'second', 'rich')).toBe(60);
  await run(host, chain({ second: 6 }));
  expect(runs).toEqual(['6:rich']);
  await run(host, chain({ second: 7 }));
  expect(runs).toEqual(['7:']);
});

it('keeps what a result had when more is wanted, and its pins', async () => {
  const host = engine();
  await run(host, chain());
  await at(host, 'second', 'rich');
  expect(await run(host, chain({}, 'deep'))).toEqual({ first: 'cached', second: 'cached', show: 'ran' });
  expect(runs).toEqual([]);
  expect(await run(host, chain())).toEqual({ first: 'cached', second: 'cached', show: 'cached' });
});

it('finds what an earlier run made, and has nothing where nothing ran', async () => {
  const host = engine();
  await run(host, chain());
  await run(host, chain(), ['first']);
  expect(await at(host, 'second', 'rich')).toBe(30);
  expect(await at(host, 'first', 'deep')).toBe(100);
  expect(await at(host, 'third', 'deep')).toBeUndefined();
});

it('tells which results have what is wanted', () => {
  expect([hasWanted({}, 'all'), hasWanted({ leftOut: ['b'] }, 'all'), hasWanted({ leftOut: ['b'] }, new Set(['a'])), hasWanted({ leftOut: ['b'] }, new Set(['a', 'b']))]).toEqual([true, false, true, false]);
  const looked = new Looked();
  looked.add('x', 'rich');
  const steps = [{ node: 'x', inputs: {} }, { node: 'y', inputs: { in: ['x', 'plain'] } }] as unknown as Step[];
  expect(demandOf(steps, new Set(['y']), looked)).toEqual(new Map<string, unknown>([['x', new Set(['rich', 'plain'])], ['y', 'all']]));
  looked.forget('x');
  expect(demandOf(steps, new Set(['y']), looked).get('x')).toEqual(new Set(['plain']));
});
