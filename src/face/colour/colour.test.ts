import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random';
import { labToRgb, linearToSrgb, rgbToLab, srgbToLinear } from './convert';
import { labStatistics, matchHistogram, planeStatistics, reinhardTransfer } from './transfer';

const unit = fc.double({ min: 0, max: 1, noNaN: true });

/** A picture of normal values around a colour, clipped to 0.05..0.95. */
function noisy(seed: number, count: number, means: readonly number[], deviation: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: 3 * count }, (_, i) => Math.min(0.95, Math.max(0.05, means[Math.floor(i / count)]! + deviation * random.normal())));
}

describe('sRGB', () => {
  it('inverts, and knows 18 % grey', () => {
    fc.assert(fc.property(unit, (value) => {
      expect(Math.abs(linearToSrgb(srgbToLinear(value)) - value)).toBeLessThan(1e-5);
    }));
    expect(linearToSrgb(0.18)).toBeCloseTo(0.4614, 4);
    expect(srgbToLinear(-0.5)).toBeCloseTo(-srgbToLinear(0.5));
  });
});

describe('Lab', () => {
  it.each([
    [[1, 1, 1], [100, 0, 0]], [[0, 0, 0], [0, 0, 0]], [[1, 0, 0], [53.24, 80.09, 67.2]], [[0, 1, 0], [87.73, -86.18, 83.18]], [[0, 0, 1], [32.3, 79.19, -107.86]],
  ])('of %s is the published %s', (rgb, lab) => {
    const found = rgbToLab(Float32Array.from(rgb));
    lab.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 1));
  });

  it('inverts', () => {
    fc.assert(fc.property(fc.array(unit, { minLength: 6, maxLength: 6 }), (values) => {
      const back = labToRgb(rgbToLab(Float32Array.from(values)));
      values.forEach((value, i) => expect(back[i]).toBeCloseTo(value, 4));
    }));
    expect(() => rgbToLab(new Float32Array(4))).toThrow('divisible by 3');
  });
});

describe('reinhardTransfer', () => {
  const picture = noisy(1, 4000, [0.5, 0.4, 0.35], 0.05);
  const reference = labStatistics(noisy(2, 4000, [0.3, 0.35, 0.5], 0.03));

  it('gives the picture the statistics of the reference', () => {
    const after = labStatistics(reinhardTransfer(picture, reference));
    for (let i = 0; i < 3; i++) {
      expect(after.mean[i]).toBeCloseTo(reference.mean[i]!, 0);
      expect(Math.abs(after.deviation[i]! / reference.deviation[i]! - 1)).toBeLessThan(0.03);
    }
  });

  it('changes nothing at strength 0 or with its own statistics', () => {
    for (const result of [reinhardTransfer(picture, reference, { strength: 0 }), reinhardTransfer(picture, labStatistics(picture))]) {
      result.forEach((value, i) => expect(Math.abs(value - picture[i]!)).toBeLessThan(1e-4));
    }
  });

  it('measures only under the mask and refuses an empty one', () => {
    const mask = Float32Array.from({ length: 2 }, (_, i) => i);
    expect(planeStatistics(Float32Array.from([9, 0.5, 9, 0.4, 9, 0.3]), mask).mean.map((value) => Number(value.toFixed(3)))).toEqual([0.5, 0.4, 0.3]);
    expect(() => planeStatistics(new Float32Array(6), new Float32Array(2))).toThrow('mask is empty');
    expect(() => planeStatistics(new Float32Array(6), new Float32Array(3))).toThrow('3 values');
  });
});

describe('matchHistogram', () => {
  it('moves every quantile to that of the reference', () => {
    const picture = noisy(3, 5000, [0.6, 0.5, 0.4], 0.05);
    const reference = noisy(4, 3000, [0.3, 0.5, 0.7], 0.1);
    const result = matchHistogram(picture, reference);
    const quantile = (planes: Float32Array, channel: number, share: number): number => {
      const count = planes.length / 3;
      return planes.slice(channel * count, (channel + 1) * count).sort()[Math.floor(share * count)]!;
    };
    for (let channel = 0; channel < 3; channel++) {
      for (const share of [0.05, 0.25, 0.5, 0.75, 0.95]) expect(Math.abs(quantile(result, channel, share) - quantile(reference, channel, share))).toBeLessThan(0.005);
    }
  });

  it('keeps the order of values', () => {
    fc.assert(fc.property(fc.array(unit, { minLength: 3, maxLength: 3 }), fc.array(unit, { minLength: 30, maxLength: 30 }), (probe, values) => {
      const picture = Float32Array.from([...probe, ...probe, ...probe]);
      const result = matchHistogram(picture, Float32Array.from(values));
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) if (picture[i]! < picture[j]!) expect(result[i]!).toBeLessThanOrEqual(result[j]! + 1e-6);
      }
    }));
  });
});
