import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foldSelection } from '../src/graph/macros';
import { parseGraph } from '../src/graph/parse';
import type { GraphDocument, Json, Link } from '../src/graph/types';
import { readCatalog } from '../src/nodes/catalog-node';
import { BLOCKS_PUBLIC, haveBlocks } from '../src/nodes/shared/swap-blocks/test-blocks';
import { checkGraph } from '../src/runtime/check';
import { createEngine } from '../src/runtime/engine';
import type { Engine, RunReport } from '../src/runtime/engine-types';
import { createNodePlatform } from '../src/runtime/platform/node';
import type { CropValue, FeaturesValue, ImageValue, PyramidValue, TableValue } from '../src/runtime/values';

const SWAP_GRAPHS = [
  'faceshifter', 'faceshifter-hear', 'hififace', 'faceshifter-vs-hififace', 'attribute-levels', 'aad-masks', 'sff-ablation', 'shape-against-identity', 'aei-net-unrolled', 'adain-style', 'occlusion', 'enhance',
] as const;
const FOLDER = fileURLToPath(new URL('../graphs', import.meta.url));
const SHIPPED = fileURLToPath(new URL('../public', import.meta.url));
/** Mean colours of each graph's result on a grid of 8 × 8: a hash that small differences of arithmetic do not change. */
const PICTURES = fileURLToPath(new URL('fixtures/swap-pictures.json', import.meta.url));
const GRID = 8, TOLERANCE = 2 / 255;

const catalog = await readCatalog();
const weights = haveBlocks();
/** Only the shipped weights make the shipped pictures. */
const shippedWeights = weights && BLOCKS_PUBLIC === SHIPPED;

async function open(name: string): Promise<GraphDocument> {
  return parseGraph(await readFile(join(FOLDER, `${name}.json`), 'utf8')).graph!;
}

function changed(document: GraphDocument, params: Readonly<Record<string, Readonly<Record<string, Json>>>>): GraphDocument {
  return { ...document, nodes: Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, { ...node, params: { ...node.params, ...params[id] } }])) };
}

function rewired(document: GraphDocument, to: Link['to'], from: Link['from']): GraphDocument {
  return { ...document, links: [...document.links.filter((link) => link.to.join('.') !== to.join('.')), { from, to }] };
}

const sentences = (document: GraphDocument, node: string): readonly string[] => checkGraph(document, catalog.definitions).problems.filter((problem) => problem.node === node).map(({ message }) => message.en);

describe('before anything runs', () => {
  test('a z_enc of HifiFace into AAD is refused with the reason', async () => {
    const graph = rewired(await open('faceshifter-vs-hififace'), ['aad', 'attributes'], ['encoder', 'encoder']);
    expect(sentences(graph, 'aad').join()).toMatch(/trained on FaceShifter’s attribute encoder; "attributes" carries z_enc of "hififace-encoder"/);
  });

  test.each([
    ['template', { template: 'arcface_112_v2' }, /arcface_112_v2, 128×128 px, but the networks were trained on "ffhq_512" with 128×128 px/],
    ['size', { sizePx: 256 }, /ffhq_512, 256×256 px, but/],
  ] as const)('a crop of the wrong %s is refused, with what to set', async (_what, params, words) => {
    expect(sentences(changed(await open('faceshifter'), { targetFace: params }), 'attributes').join()).toMatch(words);
  });

  test('an identity vector of another recogniser, and v_sid, are refused', async () => {
    expect(sentences(changed(await open('faceshifter'), { identity: { network: 'identity-judge' } }), 'aad').join()).toMatch(/carries z_id of the judge/);
    expect(sentences(rewired(await open('faceshifter-vs-hififace'), ['aad', 'identity'], ['sid', 'identity']), 'aad').join()).toMatch(/carries v_sid/);
    expect(sentences(rewired(await open('hififace'), ['decoder', 'identity'], ['identity', 'identity']), 'decoder').join()).toMatch(/Link "Shape-aware identity"/);
  });

  test('statistics of other channel counts are refused with the reason', async () => {
    const graph = rewired(changed(await open('faceshifter-vs-hififace'), { aad: { from: 1, to: 3 } }), ['decoder', 'statistics'], ['aad', 'sum']);
    expect(sentences(graph, 'decoder').join()).toMatch(/have 160, 144 channels, but the normalised maps here have 112, 96, 80/);
  });
});

describe.skipIf(!weights)('run headless', () => {
  let engine: Engine;
  let runs = 0;
  const run = (document: GraphDocument): Promise<RunReport> => engine.run({ runId: `swap ${runs++}`, document });
  const stateOf = (report: RunReport, node: string): string | undefined => report.steps.find((step) => step.node === node)?.state;
  const pixels = async (node: string, port = 'image'): Promise<ImageValue> => {
    const value = (await engine.value(node, port)) as ImageValue | CropValue;
    return value.kind === 'crop' ? value.image : value;
  };
  const gap = (a: ImageValue, b: ImageValue): number => a.pixels.data!.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b.pixels.data![i]!)), 0);
  beforeAll(() => { engine = createEngine({ ...catalog, platform: createNodePlatform({ publicDir: BLOCKS_PUBLIC }) }); });
  afterAll(() => engine.dispose());

  test.each(SWAP_GRAPHS)('%s gives its picture', async (name) => {
    const report = await run(await open(name));
    expect([...report.problems, ...report.steps.flatMap((step) => step.problems)].map(({ message }) => message.en)).toEqual([]);
    const hash = coarse(await pixels('result'));
    expect(hash.every((value) => Number.isFinite(value) && value >= 0 && value <= 1)).toBe(true);
    if (!shippedWeights) return;
    const known = existsSync(PICTURES) ? JSON.parse(await readFile(PICTURES, 'utf8')) as Record<string, readonly number[]> : {};
    if (process.env['SWAP_PICTURES'] === 'write') {
      await writeFile(PICTURES, `${JSON.stringify({ ...known, [name]: hash.map((value) => Math.round(value * 1e4) / 1e4) }, null, 0).replace(/\],/g, '],\n')}\n`);
      return;
    }
    expect(known[name], `${name} in tests/fixtures/swap-pictures.json; write it with SWAP_PICTURES=write`).toHaveLength(hash.length);
    expect(Math.max(...hash.map((value, i) => Math.abs(value - known[name]![i]!)))).toBeLessThan(TOLERANCE);
  }, 120_000);

  test('AEI-Net unrolled, in one node and as a macro is the same to 1e-3', async () => {
    const graph = await open('aei-net-unrolled');
    await run(graph);
    const unrolled = await pixels('result');
    expect(gap(await pixels('other'), unrolled)).toBeLessThan(1e-3);
    const folded = foldSelection(graph, [1, 2, 3, 4, 5, 6, 7].map((level) => `level${level}`), { en: 'Generator', zh: '生成器' }, () => 0.5);
    expect(Object.keys(folded.document.macros)).toHaveLength(1);
    const report = await run(folded.document);
    expect(report.problems).toEqual([]);
    expect(gap(await pixels('result'), unrolled)).toBeLessThan(1e-3);
  }, 120_000);

  test('another source never runs the target’s encoders again, and a late setting runs only what follows it', async () => {
    const graph = await open('faceshifter-vs-hififace');
    await run(graph);
    const other = await run(changed(graph, { source: { seed: 71 } }));
    expect(['attributes', 'encoder', 'targetShape', 'target', 'targetFace'].map((node) => stateOf(other, node))).toEqual(Array<string>(5).fill('cached'));
    expect(['identity', 'aad', 'decoder', 'result'].map((node) => stateOf(other, node))).toEqual(Array<string>(4).fill('ran'));
    const late = await run(changed(graph, { hififace: { dilatePercent: 4 } }));
    const ran = late.steps.filter(({ state }) => state === 'ran').map(({ node }) => node).sort();
    expect(ran).toEqual(['compare', 'errors', 'hififace', 'likeness', 'pasteSecond', 'result', 'secondLikeness'].filter((node) => ran.includes(node)));
    expect(ran).toContain('hififace');
  }, 120_000);

  test('FaceShifter’s statistics in HifiFace’s decoder run, and are marked as outside the training distribution', async () => {
    const graph = rewired(await open('faceshifter-vs-hififace'), ['decoder', 'statistics'], ['aad', 'sum']);
    expect(checkGraph(graph, catalog.definitions).problems).toEqual([]);
    const report = await run(graph);
    const decoder = report.steps.find(({ node }) => node === 'decoder')!;
    expect(decoder.state).toBe('ran');
    expect(decoder.problems.map(({ severity, message }) => `${severity} ${message.en}`).join()).toMatch(/warning Outside the training distribution: the statistics come from "faceshifter"/);
    expect((await engine.value('decoder', 'h') as FeaturesValue).tensor.data!.every(Number.isFinite)).toBe(true);
  }, 120_000);

  test('levels carry masks and statistics that agree with their maps', async () => {
    await run(await open('aad-masks'));
    const { rows } = (await engine.value('numbers', 'table')) as TableValue;
    expect(rows).toHaveLength(7);
    const ladder = (await engine.value('aad', 'masks')) as PyramidValue, sums = (await engine.value('aad', 'sum')) as PyramidValue;
    ladder.levels.forEach(({ tensor }, k) => {
      const mean = tensor.data!.reduce((sum, value) => sum + value, 0) / tensor.data!.length;
      expect(rows[k]![3] as number).toBeCloseTo(mean, 4);
    });
    for (const { tensor, statistics } of sums.levels) {
      const [, height, width] = tensor.shape as [number, number, number], plane = tensor.data!.subarray(0, height * width);
      expect(statistics!.muOut.data![0]).toBeCloseTo(plane.reduce((sum, value) => sum + value, 0) / plane.length, 3);
    }
    expect(gap(await pixels('one'), await pixels('zero'))).toBeGreaterThan(0.01);
  }, 120_000);
});

/** Mean colour of each field of a grid over the picture, 3 · 64 numbers 0..1. */
function coarse({ pixels }: ImageValue): readonly number[] {
  const [, height, width] = pixels.shape as [number, number, number], means: number[] = [];
  for (let c = 0; c < 3; c++) {
    for (let j = 0; j < GRID; j++) {
      for (let i = 0; i < GRID; i++) {
        const [top, bottom, left, right] = [Math.floor(j * height / GRID), Math.floor((j + 1) * height / GRID), Math.floor(i * width / GRID), Math.floor((i + 1) * width / GRID)];
        let sum = 0;
        for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += pixels.data![(c * height + y) * width + x]!;
        means.push(sum / ((bottom - top) * (right - left)));
      }
    }
  }
  return means;
}
