import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverseSimilarity } from '../../../face/align/similarity';
import { testContext } from '../test-context';
import { largestGap, plainPicture, wavyPicture } from '../test-pictures';
import { affineOf, resample, resize } from './resample';

const context = testContext();

describe('resample', () => {
  it('gives the same picture for the identity, sample for sample', async () => {
    const picture = wavyPicture(17, 11);
    expect((await resample(context, picture, [1, 0, 0, 0, 1, 0], { width: 17, height: 11 })).data).toEqual(picture.data);
  });

  it('keeps pixel centres at +0.5: halving twice is quartering', async () => {
    const picture = wavyPicture(64, 64);
    const twice = await resize(context, await resize(context, picture, { width: 32, height: 32 }), { width: 16, height: 16 });
    expect(largestGap(twice.data!, (await resize(context, picture, { width: 16, height: 16 })).data!)).toBeLessThan(0.004);
  });

  it('averages areas when it shrinks: a fine chessboard becomes grey', async () => {
    const board = plainPicture(64, 64, [0, 0, 0]);
    for (let i = 0; i < board.data.length; i++) board.data[i] = ((i % 64) + Math.floor(i / 64)) % 2;
    const small = await resize(context, board, { width: 8, height: 8 });
    for (const value of small.data!) expect(Math.abs(value - 0.5)).toBeLessThan(0.02);
  });

  it('turns and comes back, for any similarity', async () => {
    const picture = wavyPicture(48, 48);
    await fc.assert(fc.asyncProperty(fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }), fc.double({ min: 1, max: 1.6, noNaN: true }), async (angle, scale) => {
      const a = scale * Math.cos(angle), b = scale * Math.sin(angle);
      const there = { a, b, tx: 48 - 24 * a + 24 * b, ty: 48 - 24 * b - 24 * a };
      const turned = await resample(context, picture, affineOf(inverseSimilarity(there)), { width: 96, height: 96 });
      const back = await resample(context, turned, affineOf(there), { width: 48, height: 48 });
      const centre = Float32Array.from({ length: 48 * 48 }, (_, i) => (Math.hypot(i % 48 - 24, Math.floor(i / 48) - 24) < 20 ? 1 : 0));
      expect(largestGap(picture.data, back.data!, centre)).toBeLessThan(0.02);
    }), { numRuns: 20 });
  });

  it('counts the outside as nothing with a zero border', async () => {
    const shifted = await resample(context, plainPicture(8, 8, [1, 1, 1]), [1, 0, 4, 0, 1, 0], { width: 8, height: 8 }, 'zero');
    expect([...shifted.data!.slice(0, 8)]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  });
});
