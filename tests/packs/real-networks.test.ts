import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { GraphDocument, GraphNode, Json } from '../../src/graph/types';
import { readCatalog } from '../../src/nodes/catalog-node';
import { createEngine } from '../../src/runtime/engine';
import type { Engine } from '../../src/runtime/engine-types';
import { describeModel } from '../../src/runtime/onnx/describe';
import { openUntrusted } from '../../src/runtime/onnx/hostile';
import { listTensors } from '../../src/runtime/onnx/tensors';
import { createNodePlatform } from '../../src/runtime/platform/node';
import type { FeaturesValue, IdentityValue, ImageValue } from '../../src/runtime/values';

/** Photographs and networks for tests lie beside the project and are never part of it. */
const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const FILES = {
  esrgan: join(DATA, 'models/Real-ESRGAN/realesr-general-x4v3.onnx'), yunet: join(DATA, 'models/libfacedetection.train/yunet_n_320_320.onnx'), yunetAnySize: join(DATA, 'models/libfacedetection.train/yunet_n_dynamic.onnx'),
  mobilefacenet: join(DATA, 'models/foamliu-MobileFaceNet/MobileFaceNet.onnx'), photo: join(DATA, 'photos/london/002_neutral.jpg'), smiling: join(DATA, 'photos/london/002_smiling.jpg'), other: join(DATA, 'photos/london/004_neutral.jpg'),
} as const;
const present = Object.values(FILES).every((path) => existsSync(path));
const catalog = await readCatalog();

const node = (type: string, params: Readonly<Record<string, Json>> = {}): GraphNode => ({ type, version: 1, params });
function graphOf(nodes: Readonly<Record<string, GraphNode>>, links: readonly string[]): GraphDocument {
  return { format: 1, id: 'real', title: 'real', nodes, links: links.map((link) => { const [from, to] = link.split(' > ').map((end) => { const dot = end.indexOf('.'); return [end.slice(0, dot), end.slice(dot + 1)] as const; }); return { from: from!, to: to! }; }), macros: {}, view: { nodes: {}, frames: [], notes: [] } } as unknown as GraphDocument;
}
async function engineWith(document: GraphDocument, targets: readonly string[]): Promise<Engine> {
  const engine = createEngine({ ...catalog, platform: createNodePlatform({ files: new Set(Object.values(FILES)) }) });
  const report = await engine.run({ runId: 'real', document, targets });
  expect(report.steps.flatMap((step) => step.problems).filter(({ severity }) => severity === 'error').map(({ message }) => message.en)).toEqual([]);
  return engine;
}
const features = async (engine: Engine, port: string): Promise<FeaturesValue> => await engine.value('net', port) as FeaturesValue;

describe.skipIf(!present)('real networks (skipped where the data beside the project is absent)', () => {
  test.each([['esrgan', 71], ['yunet', 115], ['yunetAnySize', 163], ['mobilefacenet', 98]] as const)('%s: every tensor is listed, nearly all with a shape', async (name, count) => {
    const tensors = listTensors(openUntrusted(await readFile(FILES[name]), name));
    expect(tensors).toHaveLength(count);
    expect(tensors.filter(({ shape }) => shape === undefined)).toEqual([]);
    if (!name.endsWith('Size') && name !== 'esrgan') expect(tensors.filter(({ shape }) => shape!.some((side) => typeof side === 'string'))).toEqual([]);
  });

  test('MobileFaceNet: ticked layers come out with the shapes that were told, and change nothing', async () => {
    const bytes = await readFile(FILES.mobilefacenet), tensors = listTensors(openUntrusted(bytes, 'MobileFaceNet'));
    const ticked = tensors.filter((_, i) => i % 9 === 4);
    const document = (taps: readonly string[]): GraphDocument => graphOf({
      face: node('load-image', { file: FILES.photo, maxSidePx: 112 }), net: node('onnx-model', { file: FILES.mobilefacenet, ...describeModel(bytes), taps: [...taps], range: 'imagenet' }),
    }, ['face.image > net.input0']);
    const plain = await engineWith(document([]), ['net']), tapped = await engineWith(document(ticked.map(({ name }) => name)), ['net']);
    // A layer that is an output is not fused with the next one: sums are rounded in another order.
    const before = (await features(plain, 'output0')).tensor.data!;
    (await features(tapped, 'output0')).tensor.data!.forEach((value, i) => { expect(value).toBeCloseTo(before[i]!, 3); });
    for (const { name, shape, operator } of ticked) {
      const value = await features(tapped, name.replace(/\//g, '.').replace(/^\.+/, ''));
      expect([1, ...value.tensor.shape].slice(0, 4), name).toEqual(shape);
      if (operator === 'Clip') expect(Math.min(...value.tensor.data!)).toBeGreaterThanOrEqual(0);
      expect(new Set(value.tensor.data).size).toBeGreaterThan(10);
    }
    await plain.dispose();
    await tapped.dispose();
  });

  test('YuNet: its first convolution, told as 1 × 16 × 160 × 160, is that', async () => {
    const bytes = await readFile(FILES.yunet);
    const engine = await engineWith(graphOf({ photo: node('load-image', { file: FILES.photo, maxSidePx: 320 }), net: node('onnx-model', { file: FILES.yunet, ...describeModel(bytes), taps: ['458', '273'], range: 'bytes', order: 'bgr' }) }, ['photo.image > net.input']), ['net']);
    expect((await features(engine, '458')).tensor.shape).toEqual([16, 160, 160]);
    expect((await features(engine, '273')).tensor.shape).toEqual([64, 20, 20]);
    expect(Math.max(...(await features(engine, 'cls_32')).tensor.data!)).toBeGreaterThan(0.5);
    await engine.dispose();
  });

  test('Real-ESRGAN by its pack makes a picture four times as large, and the same picture', async () => {
    const engine = await engineWith(graphOf({ photo: node('load-image', { file: FILES.photo, maxSidePx: 96 }), large: node('restore-by-pack', { pack: 'realesr-general-x4v3', file: FILES.esrgan, amount: 1 }), again: node('resize-image', { widthPx: 96, heightPx: 96 }) }, ['photo.image > large.image', 'large.image > again.image']), ['large']);
    const before = (await engine.value('photo', 'image') as ImageValue).pixels, after = (await engine.value('large', 'image') as ImageValue).pixels;
    expect(after.shape).toEqual([3, 4 * before.shape[1]!, 4 * before.shape[2]!]);
    const [, height, width] = before.shape as [number, number, number];
    let gap = 0;
    for (let c = 0; c < 3; c++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          let sum = 0;
          for (let k = 0; k < 16; k++) sum += after.data![(c * 4 * height + 4 * y + (k >> 2)) * 4 * width + 4 * x + (k & 3)]!;
          gap += Math.abs(sum / 16 - before.data![(c * height + y) * width + x]!) / (3 * height * width);
        }
      }
    }
    expect(gap).toBeLessThan(0.02);
    await engine.dispose();
  });

  test('MobileFaceNet by its pack, on faces that YuNet found: one person is nearer to herself than to another', async () => {
    const line = (id: string, file: string): Readonly<Record<string, GraphNode>> => ({
      [id]: node('load-image', { file, maxSidePx: 480 }), [`${id}Faces`]: node('detect-faces', { engine: 'yunet', model: FILES.yunetAnySize }),
      [`${id}Crop`]: node('align-face', { template: 'arcface_112_v2', sizePx: 112 }), [`${id}Identity`]: node('embed-by-pack', { pack: 'mobilefacenet', file: FILES.mobilefacenet }),
    });
    const links = (id: string): readonly string[] => [`${id}.image > ${id}Faces.image`, `${id}.image > ${id}Crop.image`, `${id}Faces.faces > ${id}Crop.faces`, `${id}Crop.crop > ${id}Identity.crop`];
    const ids = ['neutral', 'smiling', 'other'] as const;
    const engine = await engineWith(graphOf({ ...line('neutral', FILES.photo), ...line('smiling', FILES.smiling), ...line('other', FILES.other) }, ids.flatMap(links)), ids.map((id) => `${id}Identity`));
    const [neutral, smiling, other] = await Promise.all(ids.map(async (id) => (await engine.value(`${id}Identity`, 'identity') as IdentityValue).vector.data!)) as [Float32Array, Float32Array, Float32Array];
    const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    expect(cosine(neutral, smiling)).toBeGreaterThan(0.6);
    expect(cosine(neutral, other)).toBeLessThan(0.4);
    await engine.dispose();
  });
});
