import { describe, expect, it } from 'vitest';
import type { ImageValue, MaskValue } from '../../runtime/values';
import { runNode } from '../shared/run-node';
import { testContext } from '../shared/test-context';
import definition from './node';
import run from './run';

/** A decoder that gives one 4×2 picture: white, but the right half transparent red. */
const decoding = testContext({
  asset: () => Promise.resolve(new Uint8Array(1)),
  decodeImage: () => Promise.resolve({ width: 4, height: 2, rgba: Uint8ClampedArray.from({ length: 32 }, (_, i) => (Math.floor(i / 4) % 4 < 2 ? 255 : [255, 0, 0, 0][i % 4]!)) }),
});

describe('load-image', () => {
  it('lays transparent pixels over the background colour and tells where they are', async () => {
    const { image, alpha } = await runNode(definition, run, {}, { file: 'a.png', background: [0, 0, 1] }, decoding);
    const { pixels } = image as ImageValue;
    expect(pixels.shape).toEqual([3, 2, 4]);
    expect([0, 8, 16].map((plane) => pixels.data![plane])).toEqual([1, 1, 1]);
    expect([3, 11, 19].map((at) => pixels.data![at])).toEqual([0, 0, 1]);
    expect([...(alpha as MaskValue).pixels.data!]).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
    expect((alpha as MaskValue).frame).toBe((image as ImageValue).frame);
  });

  it('makes large pictures smaller', async () => {
    const large = testContext({ asset: () => Promise.resolve(new Uint8Array(1)), decodeImage: () => Promise.resolve({ width: 300, height: 100, rgba: Uint8ClampedArray.from({ length: 120_000 }, (_, i) => (i % 4 === 3 ? 255 : 128)) }) });
    const { image } = await runNode(definition, run, {}, { file: 'a.png', maxSidePx: 90 }, large);
    expect((image as ImageValue).pixels.shape).toEqual([3, 30, 90]);
    for (const value of (image as ImageValue).pixels.data!) expect(value).toBeCloseTo(128 / 255, 5);
  });

  it('says that no file is chosen, before and while running', async () => {
    await expect(runNode(definition, run, {}, {}, decoding)).rejects.toMatchObject({ param: 'file', code: 'missing-file' });
    expect(definition.infer!({}, { file: '', maxSidePx: 64, background: [0, 0, 0] }).problems).toHaveLength(1);
    expect(definition.infer!({}, { file: 'a.png', maxSidePx: 64, background: [0, 0, 0] }).problems).toHaveLength(0);
  });
});
