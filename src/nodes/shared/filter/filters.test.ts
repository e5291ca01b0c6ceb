import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuTensor } from '../../../runtime/tensor';
import { testContext } from '../test-context';
import { discMask, largestGap, plainPicture, wavyPicture } from '../test-pictures';
import { gaussianBlur, gaussianPyramid, growMask } from './filters';

const context = testContext();
const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);

describe('gaussianBlur', () => {
  it('spreads a point as the bell curve says, and loses nothing', async () => {
    const point = cpuTensor([1, 41, 41]);
    point.data[20 * 41 + 20] = 1;
    const blurred = (await gaussianBlur(context, point, 3)).data!;
    expect(sum(blurred)).toBeCloseTo(1, 4);
    expect(blurred[20 * 41 + 20]! / blurred[20 * 41 + 23]!).toBeCloseTo(Math.exp(0.5), 2);
    expect(blurred[20 * 41 + 23]).toBeCloseTo(blurred[23 * 41 + 20]!, 7);
  });

  it('leaves a plain picture alone, up to its edges', async () => {
    const plain = plainPicture(20, 14, [0.3, 0.6, 0.9]);
    expect(largestGap((await gaussianBlur(context, plain, 4)).data!, plain.data)).toBeLessThan(1e-6);
  });

  it('blurs the box of changes exactly as it blurs a picture that changes everywhere', async () => {
    const small = discMask(60, 50, 6, [25, 30]), noisy = cpuTensor([1, 50, 60], Float32Array.from(small.data, (value, i) => value + (i === 0 || i === 2999 ? 1e-6 : 0)));
    expect(largestGap((await gaussianBlur(context, small, 2.5)).data!, (await gaussianBlur(context, noisy, 2.5)).data!)).toBeLessThan(1e-5);
  });
});

describe('growMask', () => {
  it('grows and shrinks a disc by true distances', async () => {
    await fc.assert(fc.asyncProperty(fc.double({ min: 1, max: 12, noNaN: true }), async (amount) => {
      const grown = (await growMask(context, discMask(80, 80, 20), amount)).data!, shrunk = (await growMask(context, discMask(80, 80, 20), -amount)).data!;
      expect(Math.abs(Math.sqrt(sum(grown) / Math.PI) - (20 + amount))).toBeLessThan(0.6);
      expect(Math.abs(Math.sqrt(sum(shrunk) / Math.PI) - (20 - amount))).toBeLessThan(0.6);
    }), { numRuns: 12 });
  });

  it('keeps an empty mask empty and a full one full', async () => {
    expect(sum((await growMask(context, cpuTensor([1, 20, 20]), 5)).data!)).toBe(0);
    const full = discMask(20, 20, 100);
    expect(sum((await growMask(context, full, -5)).data!)).toBe(400);
  });
});

describe('gaussianPyramid', () => {
  it('halves, keeps means and does not move the picture', async () => {
    const pyramid = await gaussianPyramid(context, wavyPicture(64, 48), 4, 4);
    expect(pyramid.map(({ shape }) => shape)).toEqual([[3, 48, 64], [3, 24, 32], [3, 12, 16], [3, 6, 8]]);
    const truth = wavyPicture(64, 48).data, coarse = pyramid[2]!.data!;
    // The centre of the coarse pixel (8, 6) lies between the fine pixels (33, 25) and (34, 26).
    expect(Math.abs(coarse[6 * 16 + 8]! - (truth[25 * 64 + 33]! + truth[26 * 64 + 34]!) / 2)).toBeLessThan(0.01);
  });
});
