import { describe, expect, it } from 'vitest';
import { cpuTensor } from '../../runtime/tensor';
import type { FeaturesValue, PyramidValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testFeatures } from '../shared/swap-blocks/test-blocks';
import { testContext } from '../shared/test-context';
import { largestGap } from '../shared/test-pictures';
import definition from './node';
import run from './run';

/** Left half one feature, right half another. */
function halves(): FeaturesValue {
  const tensor = cpuTensor([5, 8, 8]);
  for (let c = 0; c < 5; c++) for (let i = 0; i < 64; i++) tensor.data[c * 64 + i] = i % 8 < 4 ? Math.sin(c) : Math.cos(2 * c);
  return { kind: 'features', tensor, meaning: 'signed', net: 'n', layer: 'x' };
}

describe('pca-to-rgb', () => {
  it('gives equal features equal colours and others others', async () => {
    const { image, table } = await runNode(definition, run, { features: halves() }, { sizePx: 32 }, testContext());
    expect(image.pixels.shape).toEqual([3, 32, 32]);
    const red = (x: number, y: number) => image.pixels.data![y * 32 + x]!;
    expect(red(2, 3)).toBe(red(14, 30));
    expect(Math.abs(red(2, 3) - red(20, 3))).toBeGreaterThan(0.5);
    expect(table.rows[0]![1]).toBeCloseTo(100, 3);
  });

  it('draws two sets on one basis: the same set twice looks the same', async () => {
    const first = testFeatures([6, 8, 8], 1, 'n', 'x');
    const { image } = await runNode(definition, run, { features: first, second: first }, { sizePx: 32 }, testContext());
    expect(image.pixels.shape).toEqual([3, 72, 32]);
    const row = (y: number) => image.pixels.data!.subarray(y * 32, y * 32 + 32);
    expect(largestGap(row(0), row(40))).toBe(0);
    await expect(runNode(definition, run, { features: first, second: testFeatures([6, 4, 4], 1, 'n', 'x') }, {}, testContext())).rejects.toMatchObject({ port: 'second', code: 'shape' });
  });

  it('keeps the scale of masks and puts levels side by side', async () => {
    const mask = (value: number, sizePx: number): FeaturesValue => ({ kind: 'features', tensor: cpuTensor([1, sizePx, sizePx], new Float32Array(sizePx * sizePx).fill(value)), meaning: 'mask', net: 'n', layer: `${sizePx}` });
    const ladder: PyramidValue = { kind: 'pyramid', net: 'n', levels: [mask(0.2, 2), mask(0.8, 4)] };
    const { image } = await runNode(definition, run, { features: ladder }, { sizePx: 32 }, testContext());
    expect(image.pixels.shape).toEqual([3, 32, 72]);
    expect([image.pixels.data![0], image.pixels.data![50]]).toEqual([Math.fround(51 / 255), Math.fround(204 / 255)]);
  });
});
