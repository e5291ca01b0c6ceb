import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseGraph } from '../src/graph/parse';
import type { GraphDocument, Json } from '../src/graph/types';
import { readCatalog } from '../src/nodes/catalog-node';
import { createEngine } from '../src/runtime/engine';
import type { RunReport } from '../src/runtime/engine-types';
import { createNodePlatform } from '../src/runtime/platform/node';
import type { FacesValue, ImageValue, MaskValue } from '../src/runtime/values';

/** Photographs and networks for tests lie beside the project and are never part of it. */
const DATA = fileURLToPath(new URL('../../shared/data', import.meta.url));
const YUNET = join(DATA, 'models/libfacedetection.train/yunet_n_dynamic.onnx');
const SOURCE = join(DATA, 'photos/london/002_neutral.jpg'), TARGET = join(DATA, 'photos/london/004_smiling.jpg');
const present = [YUNET, SOURCE, TARGET].every((path) => existsSync(path));
const graphPath = fileURLToPath(new URL('../graphs/photo-classic-2d.json', import.meta.url));
const catalog = await readCatalog();

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'photographs-')); });
afterAll(() => rm(folder, { recursive: true }));

async function photoGraph(params: Readonly<Record<string, Readonly<Record<string, Json>>>>, path = graphPath): Promise<GraphDocument> {
  const { graph } = parseGraph(await readFile(path, 'utf8'));
  return { ...graph!, nodes: Object.fromEntries(Object.entries(graph!.nodes).map(([id, node]) => [id, { ...node, params: { ...node.params, ...params[id] } }])) };
}

/** What a step says is wrong with it. */
const sentence = (report: RunReport, node: string): string => report.steps.find((step) => step.node === node)?.problems.map(({ message }) => message.en).join(' ') ?? '';

/** A PNG header that promises a picture of this size, with nothing behind it. */
function hollowPng(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33), view = new DataView(bytes.buffer);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  view.setUint32(8, 13);
  bytes.set([0x49, 0x48, 0x44, 0x52], 12);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 2, 0, 0, 0], 24);
  return bytes;
}

test.each([
  ['no picture at all', new TextEncoder().encode('hello'), /picture|image/i],
  ['a picture of 20,000 pixels a side', hollowPng(20_000, 20_000), /20,?000|large|pixels/i],
  ['a picture cut off after its header', hollowPng(64, 64), /picture|image|damaged|cut|broken/i],
])('%s is a sentence at its node', async (_what, bytes, words) => {
  const path = join(folder, 'input.png');
  await writeFile(path, bytes);
  const engine = createEngine({ ...catalog, platform: createNodePlatform({ files: new Set([path]) }) });
  const report = await engine.run({ runId: 'bad', document: await photoGraph({ source: { file: path }, target: { file: path } }) });
  await engine.dispose();
  expect(report.steps.find(({ node }) => node === 'source')!.state).toBe('failed');
  expect(sentence(report, 'source')).toMatch(words);
  expect(sentence(report, 'source')).not.toMatch(/undefined|\[object|Error:/);
});

test('an ONNX file that is none is a sentence at the detector', async () => {
  const onnx = join(folder, 'detector.onnx');
  await writeFile(onnx, 'this is no network');
  const engine = createEngine({ ...catalog, platform: createNodePlatform({ files: new Set([onnx]) }) });
  const graph = await photoGraph({ sourceFaces: { model: onnx } });
  const report = await engine.run({
    runId: 'bad', targets: ['sourceFaces'],
    document: { ...graph, nodes: { ...graph.nodes, source: { type: 'synthetic-face', version: 1, params: { sizePx: 64 } } } },
  });
  await engine.dispose();
  expect(sentence(report, 'sourceFaces')).toMatch(/no ONNX network/);
});

describe.skipIf(!present)('with photographs and YuNet (skipped where the data beside the project is absent)', () => {
  test('finds the face, swaps it, and leaves the rest of the picture as it was', async () => {
    const engine = createEngine({ ...catalog, platform: createNodePlatform({ files: new Set([YUNET, SOURCE, TARGET]) }) });
    const report = await engine.run({
      runId: 'photo', document: await photoGraph({ source: { file: SOURCE, maxSidePx: 320 }, target: { file: TARGET, maxSidePx: 320 }, sourceFaces: { model: YUNET }, targetFaces: { model: YUNET }, result: { mark: false } }),
    });
    expect(report.steps.filter(({ state }) => state !== 'ran').map(({ node }) => `${node}: ${sentence(report, node)}`)).toEqual([]);
    const faces = (await engine.value('targetFaces', 'faces')) as FacesValue;
    expect(faces.faces).toHaveLength(1);
    const [leftX, leftY, rightX, rightY, , noseY] = faces.faces[0]!.points5;
    expect(rightX! - leftX!).toBeGreaterThan(20);
    expect(noseY!).toBeGreaterThan(Math.max(leftY!, rightY!));
    const result = ((await engine.value('result', 'image')) as ImageValue).pixels.data!, target = ((await engine.value('target', 'image')) as ImageValue).pixels.data!;
    const area = ((await engine.value('area', 'mask')) as MaskValue).pixels.data!;
    let outside = 0, inside = 0;
    result.forEach((value, i) => {
      const gap = Math.abs(value - target[i]!);
      if (area[i % area.length] === 0) outside = Math.max(outside, gap);
      else inside += gap;
    });
    expect(outside).toBeLessThan(1 / 255);
    expect(inside).toBeGreaterThan(100);
    expect(report.steps.find(({ node }) => node === 'result')!.provenance.photograph).toBe(true);
    await engine.dispose();
  });

  test('swaps in 3D too, and says what five points do not tell', async () => {
    const engine = createEngine({ ...catalog, platform: createNodePlatform({ files: new Set([YUNET, SOURCE, TARGET]) }) });
    const path = fileURLToPath(new URL('../graphs/photo-classic-3d.json', import.meta.url));
    const report = await engine.run({
      runId: 'photo', document: await photoGraph({ source: { file: SOURCE, maxSidePx: 256 }, target: { file: TARGET, maxSidePx: 256 }, sourceFaces: { model: YUNET }, targetFaces: { model: YUNET }, result: { mark: false } }, path),
    });
    expect(report.state).toBe('done');
    expect(sentence(report, 'sourceFit')).toMatch(/Only five points of this face are known.*MediaPipe/);
    const result = ((await engine.value('result', 'image')) as ImageValue).pixels.data!, target = ((await engine.value('target', 'image')) as ImageValue).pixels.data!;
    const area = ((await engine.value('area', 'mask')) as MaskValue).pixels.data!;
    let inside = 0, weight = 0, corner = 0;
    result.forEach((value, i) => {
      const gap = Math.abs(value - target[i]!), x = (i % area.length) % 256, y = Math.floor((i % area.length) / 256);
      inside += gap * area[i % area.length]!;
      weight += area[i % area.length]!;
      // The outline of the face moves; the corners of the picture do not.
      if ((x < 20 || x > 235) && (y < 20 || y > 235)) corner = Math.max(corner, gap);
    });
    expect(inside / weight).toBeGreaterThan(0.02);
    expect(corner).toBeLessThan(1 / 255);
    await engine.dispose();
  });

  test('FaceShifter and HifiFace take photographs; outside their masks nothing changes, and the distance to the training pictures is said where it is large', async () => {
    const far = join(DATA, 'photos/astronaut.png');
    const engine = createEngine({ ...catalog, platform: createNodePlatform({ files: new Set([YUNET, SOURCE, TARGET, far]) }) });
    const path = fileURLToPath(new URL('../graphs/photo-swap.json', import.meta.url));
    const graph = (source: string): Promise<GraphDocument> => photoGraph({ source: { file: source, maxSidePx: 256 }, target: { file: TARGET, maxSidePx: 256 }, sourceFaces: { engine: 'yunet', model: YUNET }, targetFaces: { engine: 'yunet', model: YUNET }, result: { mark: false }, second: { mark: false } }, path);
    const report = await engine.run({ runId: 'photo', document: await graph(SOURCE) });
    expect(report.steps.filter(({ state }) => state !== 'ran').map(({ node }) => `${node}: ${sentence(report, node)}`)).toEqual([]);
    const pixels = async (node: string): Promise<Float32Array> => ((await engine.value(node, 'image')) as ImageValue).pixels.data!;
    const target = await pixels('target');
    const area = ((await engine.value('area', 'mask')) as MaskValue).pixels.data!;
    for (const node of ['result', 'second']) {
      const made = await pixels(node);
      let outside = 0, inside = 0, weight = 0;
      made.forEach((value, i) => {
        const share = area[i % area.length]!, gap = Math.abs(value - target[i]!);
        if (share === 0) outside = Math.max(outside, gap);
        inside += share * gap;
        weight += share;
      });
      expect(outside, node).toBeLessThan(1 / 255);
      expect(inside / weight, node).toBeGreaterThan(0.005);
    }
    // Detection alone: this photograph's person has not agreed to altered pictures.
    const seen = await engine.run({ runId: 'far', document: await graph(far), targets: ['identity'] });
    expect(sentence(seen, 'identity')).toMatch(/This crop lies at \d\.\d from the pictures that the built-in networks were trained on; 99 % of those lie below \d\.\d/);
    await engine.dispose();
  });
});
