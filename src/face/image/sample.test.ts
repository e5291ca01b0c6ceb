import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDENTITY_SIMILARITY, inverseSimilarity } from '../align/similarity';
import { createRandom } from '../random';
import type { PlanarImage } from './sample';
import { createImage, resizeArea, sampleBilinear, warpImage } from './sample';

function noise(seed: number, width: number, height: number, channels = 1): PlanarImage {
  const random = createRandom(seed);
  const image = createImage(width, height, channels);
  return { ...image, data: image.data.map(() => random.next()) };
}

/** value = x + 10·y at the centre of each pixel. */
function ramp(width: number, height: number): PlanarImage {
  const image = createImage(width, height, 1);
  return { ...image, data: image.data.map((_, i) => (i % width) + 0.5 + 10 * (Math.floor(i / width) + 0.5)) };
}

describe('sampleBilinear', () => {
  it('has pixel centres at +0.5 and is exact on a ramp', () => {
    const image = ramp(8, 6);
    fc.assert(fc.property(fc.double({ min: 0.5, max: 7.5, noNaN: true }), fc.double({ min: 0.5, max: 5.5, noNaN: true }), (x, y) => {
      expect(sampleBilinear(image, 0, x, y)).toBeCloseTo(x + 10 * y, 3);
    }));
  });

  it('repeats the edge, or uses the border value', () => {
    const image = ramp(4, 4);
    expect(sampleBilinear(image, 0, -5, 0.5)).toBeCloseTo(5.5, 5);
    expect(sampleBilinear(image, 0, -5, 0.5, { value: -1 })).toBe(-1);
    expect(sampleBilinear(image, 0, 0, 0.5, { value: 0 })).toBeCloseTo(2.75, 5);
  });
});

describe('warpImage', () => {
  it('leaves the picture as it is under the identity', () => {
    const image = noise(1, 7, 5, 3);
    expect(warpImage(image, IDENTITY_SIMILARITY, 7, 5).data).toEqual(image.data);
  });

  it('undoes a quarter turn exactly', () => {
    const image = noise(2, 6, 6);
    const turn = { a: 0, b: 1, tx: 6, ty: 0 };
    expect(warpImage(warpImage(image, turn, 6, 6), inverseSimilarity(turn), 6, 6).data).toEqual(image.data);
  });
});

describe('resizeArea', () => {
  it('keeps the mean when shrinking and averages whole blocks', () => {
    fc.assert(fc.property(fc.integer({ min: 5, max: 23 }), fc.integer({ min: 5, max: 23 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (width, height, w, h) => {
      const image = noise(width * 31 + height, width, height);
      const small = resizeArea(image, w, h);
      const mean = (data: Float32Array): number => data.reduce((sum, value) => sum + value, 0) / data.length;
      expect(mean(small.data)).toBeCloseTo(mean(image.data), 5);
    }));
    expect([...resizeArea({ width: 4, height: 2, channels: 1, data: Float32Array.from([1, 3, 5, 7, 1, 3, 5, 7]) }, 2, 1).data]).toEqual([2, 6]);
  });

  it('grows a ramp into a ramp', () => {
    const big = resizeArea(ramp(5, 5), 10, 10);
    for (let x = 1; x < 9; x++) expect(big.data[5 * 10 + x]).toBeCloseTo((x + 0.5) / 2 + 10 * (5.5 / 2), 4);
  });

  it('refuses a picture without pixels', () => {
    expect(() => createImage(0, 4, 3)).toThrow('positive whole numbers');
  });
});
