import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseGraph } from '../../../graph/parse';
import { EMPTY_VIEW, type GraphDocument } from '../../../graph/types';
import { readCatalog } from '../../../nodes/catalog-node';
import { checkGraph } from '../../../runtime/check';
import type { Engine, RunReport, RunRequest } from '../../../runtime/engine-types';
import { guessRoles, measureGraph, METRICS, withSeeds } from './measure-graph';
import { runPairs, seedsOfPair, type MetricsView, type PairNumbers } from './run';
import { summarise, tableLines } from './summary';

const { definitions } = await readCatalog();
const VERSUS = parseGraph(readFileSync(new URL('../../../../graphs/faceshifter-vs-hififace.json', import.meta.url), 'utf8'), (type) => definitions.get(type)).graph!;
const ROLES = { source: 'source', target: 'target' };

const pair = (source: number, ...psnr: readonly (number | undefined)[]): PairNumbers => ({ of: [source, source + 1], ms: 1, lanes: psnr.map((value) => ({ values: value === undefined ? {} : { psnr: value }, problem: undefined })) });
const view = (pairs: readonly PairNumbers[]): MetricsView => ({ request: { pairs: pairs.length, firstSeed: 10, roles: ROLES }, titles: ['A', 'B'], reference: 0, state: 'done', pairs, part: 0, made: ['wasm', 'wasm'], problem: undefined, of: VERSUS });

describe('the graph that measures', () => {
  it('knows who is who, and refuses what has no two faces', () => {
    expect(guessRoles(VERSUS)).toEqual(ROLES);
    const faces = (ids: readonly string[], label?: string): GraphDocument => ({ ...VERSUS, nodes: Object.fromEntries(ids.map((id) => [id, { type: 'synthetic-face', version: 1, params: {}, ...(label && id === 'b' ? { label } : {}) }])), links: [], view: EMPTY_VIEW });
    expect(guessRoles(faces(['a', 'b']))).toEqual({ source: 'a', target: 'b' });
    expect(guessRoles(faces(['b', 'a'], 'Target'))).toEqual({ source: 'a', target: 'b' });
    expect(guessRoles(faces(['a']))).toBeUndefined();
  });

  it('is a graph that fits, with every metric of every lane, under ids of its own', () => {
    const graph = measureGraph(withSeeds(VERSUS, ROLES, [100, 101]), ROLES, definitions);
    if ('problem' in graph) throw new Error(graph.problem.en);
    expect(checkGraph(graph.document, definitions).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(Object.keys(graph.document.nodes).some((id) => Object.hasOwn(VERSUS.nodes, id))).toBe(false);
    expect(graph.document.nodes['measured~source']?.params['seed']).toBe(100);
    expect(graph.places.length).toBe(2);
    const types = { cosSource: 'identity-similarity', cosTarget: 'identity-similarity', pose: 'pose-error', shape: 'shape-error', expression: 'expression-error', psnr: 'compare-images', ssim: 'compare-images' };
    for (const place of graph.places) expect(Object.fromEntries(METRICS.map(({ name }) => [name, graph.document.nodes[place[name]?.[0] ?? '']?.type]))).toEqual(types);
  });

  it('measures crops that a viewer shows as pictures', () => {
    const ablation = parseGraph(readFileSync(new URL('../../../../graphs/sff-ablation.json', import.meta.url), 'utf8'), (type) => definitions.get(type)).graph!;
    const graph = measureGraph(ablation, guessRoles(ablation)!, definitions);
    if ('problem' in graph) throw new Error(graph.problem.en);
    const { problems, types, feeds } = checkGraph(graph.document, definitions);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const { pose } of graph.places) {
      const swap = feeds.get(pose?.[0] ?? '')?.get('first');
      expect(types[swap?.join('.') ?? '']?.kind).toBe('crop');
      expect(swap?.[0]).not.toContain('+');
    }
  });

  it('says in words which lane cannot be measured', () => {
    const document = { ...VERSUS, compare: { lanes: [{ node: 'aad', port: 'h' }, { node: 'first', port: 'image' }] } };
    expect(measureGraph(document, ROLES, definitions)).toMatchObject({ problem: { en: expect.stringContaining('no picture of a face') as string } });
  });
});

describe('running pairs', () => {
  const report = (request: RunRequest, state: RunReport['state'] = 'done'): RunReport => ({
    runId: request.runId, ms: 1, backend: 'wasm', state, problems: [], readbacks: 0,
    steps: [{ node: 'measured~pasteFirst', type: 'paste-face', state: 'ran', ms: 1, backend: 'wasm', weights: [], bytes: 0, key: '', problems: [], provenance: { backends: ['wasm'], weights: [{ name: 'net', sha256: '0123456789abcdef' }], photograph: false } }],
  });
  const engineOf = (asked: RunRequest[], during?: () => void): Pick<Engine, 'run' | 'cancel' | 'value' | 'putAsset'> => ({
    putAsset: () => Promise.reject(new Error('Nothing is to be stored.')),
    run: (request) => { asked.push(request); during?.(); return Promise.resolve(report(request)); },
    cancel: () => Promise.resolve(),
    value: (node) => Promise.resolve(node.includes('+0.') ? { kind: 'number', value: asked.length, unit: '', better: 'neither', name: '' } : undefined),
  });

  it('goes aside, pair by pair, with seeds that never repeat', async () => {
    const asked: RunRequest[] = [];
    const news: (readonly PairNumbers[])[] = [];
    let made: readonly string[] = [];
    const problem = await runPairs(engineOf(asked), VERSUS, { pairs: 3, firstSeed: 50, roles: ROLES }, definitions, 'cpu', new AbortController().signal, ({ pairs, made: by }) => { if (pairs) news.push(pairs); made = by ?? made; });
    expect(problem).toBeUndefined();
    expect(asked.map(({ aside, backend }) => [aside, backend])).toEqual(Array.from({ length: 3 }, () => [true, 'cpu']));
    expect(new Set(asked.flatMap(({ document }) => ['source', 'target'].map((id) => document.nodes[`measured~${id}`]?.params['seed']))).size).toBe(6);
    expect(news.map((pairs) => pairs.length)).toEqual([1, 2, 3]);
    expect(made).toEqual(['wasm, net 0123456789', '']);
    expect(news.at(-1)?.map(({ lanes }) => lanes.map(({ values }) => values.psnr))).toEqual([[1, undefined], [2, undefined], [3, undefined]]);
    expect(seedsOfPair({ firstSeed: 2 ** 32 - 1 }, 0)).toEqual([2 ** 32 - 1, 0]);
  });

  it('stops when told to, and keeps what is done', async () => {
    const controller = new AbortController(), asked: RunRequest[] = [];
    let kept: readonly PairNumbers[] = [];
    await runPairs(engineOf(asked, () => { if (asked.length === 2) controller.abort(); }), VERSUS, { pairs: 9, firstSeed: 1, roles: ROLES }, definitions, undefined, controller.signal, ({ pairs }) => { kept = pairs ?? kept; });
    expect([asked.length, kept.length]).toEqual([2, 1]);
  });
});

describe('the table', () => {
  it('gives means, paired differences, and which of them are clear', () => {
    const [a, b] = summarise(view([pair(10, 20, 21), pair(12, 30, 31.2), pair(14, 10, 10.8), pair(16, 25, undefined)]));
    expect(a!.psnr.of.mean).toBeCloseTo(21.25, 9);
    expect(a!.psnr.delta).toBeUndefined();
    expect(b!.psnr.delta?.mean).toBeCloseTo(1, 9);
    expect([b!.psnr.clear, b!.psnr.pairs]).toEqual([true, 3]);
    expect(b!.ssim.of.mean).toBeNaN();
    expect(summarise(view([pair(10, 20, 25)]))[1]!.psnr.clear).toBe(false);
    expect(summarise(view([pair(1, 3, 2), pair(3, 2, 3)]))[1]!.psnr.clear).toBe(false);
  });

  it('writes every pair and the summary as CSV', () => {
    const lines = tableLines(view([pair(10, 20, 21), pair(12, 30, 32)]), ['A', 'B']);
    const at = lines[0]!.indexOf('psnr (dB)');
    expect(lines[1]!.slice(0, 4)).toEqual([1, 10, 11, 'A']);
    expect(lines[4]![at]).toBe(32);
    expect(lines.find(([what, , , lane]) => what === 'difference to A' && lane === 'B')?.[at]).toBe(1.5);
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([lines[0]!.length]));
  });
});
