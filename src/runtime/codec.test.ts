import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StepResult } from './cache';
import { decodeStep, encodeStep } from './codec';
import { cpuTensor } from './tensor';

const sample: StepResult = {
  outputs: {
    image: { kind: 'image', pixels: cpuTensor([3, 2, 2], Float32Array.from({ length: 12 }, (_, i) => (i === 3 ? NaN : i / 7))), range: 'unit', colourSpace: 'srgb', frame: 'f:image' },
    table: { kind: 'table', columns: [{ name: '$a 中文', unit: '', better: 'higher' }], rows: [['x', Infinity], ['', -0], ['y', NaN]] },
    faces: { kind: 'faces', width: 4, height: 4, frame: 'f', faces: [{ box: [0, 1, 2, 3], score: 0.5, points5: Float32Array.of(1, 2, 3), dense: { scheme: '68', points: Float32Array.of(4), visible: Uint8Array.of(1, 0) } }] },
    mesh: { kind: 'mesh', positions: Float32Array.of(1, 2, 3), triangles: Uint32Array.of(0, 0, 0), units: 'cm', frame: 'head' },
    coefficients: { kind: 'coefficients', model: { name: 'm', version: '1' }, identity: new Float32Array(0), expression: Float32Array.of(1), pose: { rotation: Float64Array.of(1, 0, 0), translationCm: [0, 1, 2], focalPx: 3, width: 4, height: 5 } },
  },
  backend: 'native', weights: [{ name: 'net', sha256: 'ab' }], files: [{ path: 'models/a.bin', sha256: 'cd' }], warnings: [{ code: 'x', message: { en: 'a', zh: '甲' } }], provenance: { backends: ['native'], weights: [], photograph: true },
};

test('a result comes back as it was, odd numbers and all', async () => {
  const back = await decodeStep(await encodeStep(sample));
  expect(back).toEqual(sample);
  expect(Object.is((back!.outputs['table'] as unknown as { rows: number[][] }).rows[1]![1], -0)).toBe(true);
});

test('subarrays are stored without what is around them', async () => {
  const whole = Float32Array.from({ length: 100_000 }, (_, i) => i);
  const bytes = await encodeStep({ ...sample, outputs: { mask: { kind: 'mask', pixels: { shape: [1, 1, 3], data: whole.subarray(5, 8) }, frame: '' } } });
  expect(bytes.length).toBeLessThan(1000);
  expect(((await decodeStep(bytes))!.outputs['mask'] as { pixels: { data: Float32Array } }).pixels.data).toEqual(Float32Array.of(5, 6, 7));
});

test('bytes that are cut off or changed are no result', async () => {
  const bytes = await encodeStep(sample);
  await fc.assert(fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
    expect(await decodeStep(bytes.subarray(0, at))).toBeUndefined();
    const changed = bytes.slice();
    changed[at]! ^= change;
    expect(await decodeStep(changed)).toBeUndefined();
  }), { numRuns: 200 });
});

test('what no value holds is refused', async () => {
  const bad = { ...sample, outputs: { x: { kind: 'number', value: 1, unit: () => 1 } } } as unknown as StepResult;
  await expect(encodeStep(bad)).rejects.toThrow(TypeError);
});
