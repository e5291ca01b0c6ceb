import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cardLayout, overlaps } from '../src/editor/canvas/layout';
import { describeNode } from '../src/editor/describe';
import { parseGraph } from '../src/graph/parse';
import { serialise } from '../src/graph/serialise';
import type { GraphDocument, Json, LocalText } from '../src/graph/types';
import { readCatalog } from '../src/nodes/catalog-node';
import { checkGraph } from '../src/runtime/check';
import { createEngine } from '../src/runtime/engine';
import type { Engine, RunReport } from '../src/runtime/engine-types';
import { createNodePlatform } from '../src/runtime/platform/node';
import type { ImageValue, MaskValue, TableValue } from '../src/runtime/values';

const FOLDER = fileURLToPath(new URL('../graphs', import.meta.url));
const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)).sort();
const catalog = await readCatalog();
/** Enough for a face, small enough to be quick. */
const SIZE = 160;

async function open(name: string, changes: Readonly<Record<string, Readonly<Record<string, Json>>>> = {}): Promise<GraphDocument> {
  const { graph, warnings, problems } = parseGraph(await readFile(join(FOLDER, `${name}.json`), 'utf8'));
  expect(problems ?? []).toEqual([]);
  expect(warnings).toEqual([]);
  return { ...graph!, nodes: Object.fromEntries(Object.entries(graph!.nodes).map(([id, node]) => [id, { ...node, params: { ...node.params, ...changes[id] } }])) };
}

const inSmall = { source: { sizePx: SIZE }, target: { sizePx: SIZE } };
const text = (value: LocalText | undefined): string => (typeof value === 'string' ? value : value?.zh ?? '');

describe.each(names)('%s', (name) => {
  test('is canonical, speaks both languages and names its ends as promised', async () => {
    const source = await readFile(join(FOLDER, `${name}.json`), 'utf8');
    const graph = await open(name);
    expect(serialise(graph)).toBe(source);
    expect(graph.id).toBe(name);
    for (const words of [graph.title, graph.about, ...graph.view.frames.map(({ title }) => title)]) expect(text(words)).toMatch(/[\u4e00-\u9fff]/);
    expect(Object.keys(graph.nodes)).toEqual(expect.arrayContaining(['source', 'target', 'result']));
    expect(graph.view.frames.length).toBeGreaterThanOrEqual(3);
  });

  test('has a place for every node, none over another, each inside a frame', async () => {
    const graph = await open(name);
    const { view } = graph;
    const cards = Object.entries(graph.nodes).map(([id, node]) => {
      const { x, y, collapsed = false } = view.nodes[id]!;
      const { width, height } = cardLayout(describeNode(node, graph, catalog.definitions), collapsed);
      return { id, x, y, width, height };
    });
    for (const card of cards) {
      const right = card.x + card.width, bottom = card.y + card.height;
      expect(view.frames.some((frame) => card.x >= frame.x && card.y >= frame.y && right <= frame.x + frame.width && bottom <= frame.y + frame.height), `${card.id} in a frame`).toBe(true);
      for (const other of cards) if (other !== card) expect(overlaps(card, other), `${card.id} over ${other.id}`).toBe(false);
    }
    for (const [i, a] of view.frames.entries()) {
      for (const b of view.frames.slice(i + 1)) expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
    }
  });

  test('has nothing wrong, but for pictures and weights still to be chosen', async () => {
    const { problems } = checkGraph(await open(name), catalog.definitions);
    expect(problems.filter(({ param }) => param !== 'file')).toEqual([]);
    const weights = Object.values((await open(name)).nodes).filter(({ type }) => type.endsWith('-by-pack')).length;
    expect(problems.length).toBe(name.startsWith('photo-') || name.startsWith('public-') ? 2 + weights : 0);
  });
});

test('the example of the file format is a graph with nothing wrong', async () => {
  const page = await readFile(join(FOLDER, 'README.md'), 'utf8');
  const { graph } = parseGraph(/```json\n([\s\S]*?)```/.exec(page)![1]!, (type) => catalog.definitions.get(type));
  expect(checkGraph(graph!, catalog.definitions).problems).toEqual([]);
});

describe('run headless', () => {
  let engine: Engine;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'graphs-'));
    engine = createEngine({ ...catalog, platform: createNodePlatform() });
  });
  afterAll(async () => {
    await engine.dispose();
    await rm(folder, { recursive: true });
  });
  let runs = 0;
  const run = async (document: GraphDocument): Promise<RunReport> => {
    const report = await engine.run({ runId: `run ${runs++}`, document });
    expect([...report.problems, ...report.steps.flatMap((step) => step.problems)].map(({ message }) => message.en)).toEqual([]);
    return report;
  };
  const image = async (node: string, port = 'image'): Promise<Float32Array> => ((await engine.value(node, port)) as ImageValue).pixels.data!;
  const mask = async (node: string): Promise<Float32Array> => ((await engine.value(node, 'mask')) as MaskValue).pixels.data!;
  /** Mean difference over the pixels that a mask holds, 0..1. */
  const gap = (a: Float32Array, b: Float32Array, inside: (i: number) => boolean): number => {
    let sum = 0, count = 0;
    for (let i = 0; i < a.length; i++) if (inside(i % (SIZE * SIZE))) { sum += Math.abs(a[i]! - b[i]!); count++; }
    return sum / count;
  };

  test('classic-2d changes the face, and nothing but the face', async () => {
    await run(await open('classic-2d', inSmall));
    const result = await image('result'), target = await image('target'), area = await mask('area');
    expect(gap(result, target, (i) => area[i] === 0)).toBe(0);
    expect(gap(result, target, (i) => area[i]! > 0.5)).toBeGreaterThan(0.01);
    expect(area.filter((value) => value > 0.5).length / area.length).toBeGreaterThan(0.05);
  });

  test('classic-2d runs again only what a change touches', async () => {
    const graph = await open('classic-2d', inSmall);
    const states = (report: RunReport): Record<string, string> => Object.fromEntries(report.steps.map(({ node, state }) => [node, state]));
    expect(new Set(Object.values(states(await run(graph))))).toEqual(new Set(['cached']));
    const blended = states(await run({ ...graph, nodes: { ...graph.nodes, blend: { ...graph.nodes['blend']!, params: { method: 'poisson' } } } }));
    expect(Object.entries(blended).filter(([, state]) => state === 'ran').map(([node]) => node).sort()).toEqual(['blend', 'result']);
    const other = states(await run({ ...graph, nodes: { ...graph.nodes, source: { ...graph.nodes['source']!, params: { ...graph.nodes['source']!.params, seed: 71 } } } }));
    expect([other['target'], other['targetFace'], other['source'], other['result']]).toEqual(['cached', 'cached', 'ran', 'ran']);
  });

  test('true-swap shows that the 3D way comes nearest to the truth, and by how much', async () => {
    await run(await open('true-swap', inSmall));
    const { rows } = (await engine.value('errors', 'table')) as TableValue;
    expect(rows.map(([who]) => who)).toEqual(['classic 2D', 'classic 3D', 'target unchanged']);
    const ssim = rows.map((row) => row[3] as number);
    expect(ssim[1]).toBeGreaterThan(ssim[0]!);
    expect(ssim[1]).toBeGreaterThan(ssim[2]!);
  });

  test('classic-3d gives the same swap as the lane of true-swap', async () => {
    const lane = await image('swap3d');
    await run(await open('classic-3d', inSmall));
    expect(gap(await image('result'), lane, () => true)).toBe(0);
  });

  test('skin-colour shows that every transfer comes nearer to the truth than none, and optimal transport nearest', async () => {
    await run(await open('skin-colour', inSmall));
    const psnr = async (node: string): Promise<readonly number[]> => ((await engine.value(node, 'table')) as TableValue).rows.map((row) => row[2] as number);
    const [none] = await psnr('baselineErrors'), [mean, bins, transport] = await psnr('errors');
    for (const transferred of [mean, bins, transport]) expect(transferred).toBeGreaterThan(none! + 1);
    expect(transport).toBeGreaterThan(Math.max(mean!, bins!));
  });

  test('a missing picture stops its own branch with a sentence, and the rest goes on', async () => {
    const graph = await open('photo-classic-2d', { source: { file: join(folder, 'nowhere.png') } });
    const report = await engine.run({ runId: 'missing', document: { ...graph, nodes: { ...graph.nodes, face: { type: 'synthetic-face', version: 1, params: { sizePx: 64 } }, view: { type: 'view-image', version: 1, params: {} } }, links: [...graph.links, { from: ['face', 'image'], to: ['view', 'image'] }] } });
    const states = Object.fromEntries(report.steps.map(({ node, state }) => [node, state]));
    expect([states['source'], states['result'], states['view']]).toEqual(['failed', 'blocked', 'ran']);
    expect(report.steps.find(({ node }) => node === 'source')!.problems[0]!.message.en).toMatch(/nowhere\.png/);
  });

  test('a picture without a face is told so, by our own detector', async () => {
    const { writeFile } = await import('node:fs/promises');
    const path = join(folder, 'grey.png');
    await writeFile(path, encode({ width: 32, height: 32, channels: 3, depth: 8, data: new Uint8Array(3072).fill(99) }));
    const photos = createEngine({ ...catalog, platform: createNodePlatform({ files: new Set([path]) }) });
    const report = await photos.run({ runId: 'photo', document: await open('photo-classic-2d', { source: { file: path }, target: { file: path } }) });
    await photos.dispose();
    expect(report.steps.find(({ node }) => node === 'sourceFaces')!.problems[0]!.message.en).toContain('No face was found');
  });
});
