import { describe, expect, it } from 'vitest';
import { parseFaceModel } from '../../face/model/load';
import { PARTS } from '../../face/model/types';
import { defaultScene } from '../../face/scene/parse';
import { cpuTensor } from '../../runtime/tensor';
import type { FeaturesValue } from '../../runtime/values';
import { drawPerson } from '../shared/face/person';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import { sheetMesh } from '../shared/test-pictures';
import definition from './node';
import run from './run';

const SIZE = 128, PLANE = SIZE * SIZE;
const context = testContext();
const model = parseFaceModel(await context.shipped('models/face-model.bin'));
const person = await drawPerson(context, model, defaultScene(), SIZE, 'picture', true);
const labels: FeaturesValue = { kind: 'features', tensor: cpuTensor([PARTS.length, SIZE, SIZE]), meaning: 'mask', net: model.name, layer: 'parts' };
person.rendered.layers!.labels.forEach((part, i) => { labels.tensor.data![part * PLANE + i] = 1; });
const mask = async (params: Record<string, number | readonly string[]>, more: Record<string, unknown> = {}): Promise<Float32Array> =>
  (await runNode(definition, run, { mesh: person.mesh, ...more }, { featherPercent: 0, ...params }, context)).mask.pixels.data!;
const area = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0);
const at = (values: Float32Array, x: number, y: number): number => values[Math.floor(y) * SIZE + Math.floor(x)]!;
const points = person.faces.faces[0]!.dense!.points;

describe('face-mask', () => {
  it('covers the face from brow to chin, eyes and mouth with it, and nothing beyond', async () => {
    const face = await mask({});
    for (const i of [30, 48, 54, 36, 45, 8 + 49]) expect(at(face, points[2 * i]!, points[2 * i + 1]!)).toBeGreaterThan(0.5);
    expect(at(face, 3, 3)).toBe(0);
    expect(at(face, points[16]!, points[17]! + 8)).toBe(0);
    // No holes: each row's mask is one run of pixels.
    for (let y = 0; y < SIZE; y++) {
      let edges = 0;
      for (let x = 1; x < SIZE; x++) if ((face[y * SIZE + x]! >= 0.5) !== (face[y * SIZE + x - 1]! >= 0.5)) edges++;
      expect(edges).toBeLessThanOrEqual(2);
    }
  });

  it.each([['lips', 'lips'], ['eyes', 'eyes'], ['nose', 'nose']] as const)('%s lie where the picture has them', async (region, part) => {
    const found = await mask({ regions: [region] }), truth = labels.tensor.data!.subarray(PARTS.indexOf(part) * PLANE, (PARTS.indexOf(part) + 1) * PLANE);
    let both = 0;
    found.forEach((value, i) => { both += value * truth[i]!; });
    expect(area(found)).toBeGreaterThan(20);
    expect(both / area(found)).toBeGreaterThan(0.6);
  });

  it('cuts excluded parts out', async () => {
    const cut = await mask({ exclude: ['nose'] }, { labels });
    expect(at(cut, points[60]!, points[61]!)).toBe(0);
    expect(area(cut)).toBeLessThan(area(await mask({})) - 30);
  });

  it('ends above the brows or at the hairline, as wanted', async () => {
    const whole = await mask({}), low = await mask({ foreheadPercent: 0 });
    const top = (values: Float32Array): number => Math.floor(values.findIndex((value) => value > 0.5) / SIZE);
    const browTop = Math.min(...Array.from({ length: 10 }, (_, i) => points[2 * (17 + i) + 1]!));
    expect(top(low)).toBeGreaterThan(top(whole) + 5);
    expect(top(low)).toBeLessThan(browTop);
    expect(at(low, points[60]!, points[61]!)).toBe(at(whole, points[60]!, points[61]!));
  });

  it('grows, shrinks, and feathers inwards', async () => {
    const face = await mask({}), soft = await mask({ featherPercent: 2 });
    expect(area(await mask({ growPercent: 3 }))).toBeGreaterThan(area(face));
    expect(area(await mask({ growPercent: -3 }))).toBeLessThan(area(face));
    soft.forEach((value, i) => { if (face[i] === 0) expect(value).toBeLessThan(0.12); });
  });

  it('is nowhere more than the visible face, and leaves hair and things before the face out', async () => {
    const half = cpuTensor([1, SIZE, SIZE], Float32Array.from({ length: PLANE }, (_, i) => (i % SIZE < SIZE / 2 ? 1 : 0)));
    const asMask = { kind: 'mask', pixels: half, frame: 'picture' };
    const whole = await mask({}), left = await mask({}, { visible: asMask }), right = await mask({}, { hair: asMask }), none = await mask({}, { hair: asMask, visible: asMask, occluder: asMask });
    whole.forEach((value, i) => {
      expect(left[i]).toBe(i % SIZE < SIZE / 2 ? value : 0);
      expect(right[i]).toBe(i % SIZE < SIZE / 2 ? 0 : value);
    });
    expect(area(none)).toBe(0);
    await expect(mask({}, { occluder: { kind: 'mask', pixels: cpuTensor([1, 4, 4]), frame: 'x' } })).rejects.toMatchObject({ port: 'occluder', code: 'size' });
  });

  it('takes what the brush adds and the eraser takes away, over what anything else says', async () => {
    const nothing = { kind: 'mask', pixels: cpuTensor([1, SIZE, SIZE]), frame: 'picture' };
    const brush = { radiusPercent: 5, path: [1000, 1000, 3000, 1000] }, eraser = { erase: true, radiusPercent: 4, path: [Math.round(points[60]! / SIZE * 10_000), Math.round(points[61]! / SIZE * 10_000)] };
    const painted = await mask({ strokes: [brush] as never }, { visible: nothing });
    expect(area(painted)).toBeCloseTo(0.2 * SIZE * 0.1 * SIZE + Math.PI * (0.05 * SIZE) ** 2, -1);
    expect([at(painted, 0.2 * SIZE, 0.1 * SIZE), at(painted, 0.5 * SIZE, 0.5 * SIZE)]).toEqual([1, 0]);
    const erased = await mask({ strokes: [brush, eraser] as never, featherPercent: 2 });
    expect(at(erased, points[60]!, points[61]!)).toBe(0);
    expect(at(erased, 0.2 * SIZE, 0.1 * SIZE)).toBeGreaterThan(0.3);
    expect(area(await mask({ strokes: [] as never }))).toBe(area(await mask({})));
    await expect(mask({ strokes: 'all of it' as never })).rejects.toMatchObject({ param: 'strokes' });
  });

  it('refuses other labels, no region, and a mesh of no face', async () => {
    await expect(mask({}, { labels: { ...labels, tensor: cpuTensor([3, 4, 4]) } })).rejects.toMatchObject({ port: 'labels' });
    await expect(mask({ regions: [] })).rejects.toMatchObject({ param: 'regions' });
    await expect(mask({}, { mesh: { ...sheetMesh(8, 8, [0, 0, 8, 8]), model: { name: 'other', version: '1' } } })).rejects.toMatchObject({ port: 'mesh', code: 'model' });
  });
});
