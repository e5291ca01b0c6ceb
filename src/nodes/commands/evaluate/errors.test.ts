import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../face/random';
import { angleBetweenDeg, cosine, maskedL1, maskedPsnr, maskedSsim, partMask, PERFECT_DB } from './errors';

const width = 16, plane = width * width;
const random = createRandom(5);
const picture = Float32Array.from({ length: 3 * plane }, () => random.next());
const everywhere = new Uint8Array(plane).fill(1);

describe('errors under masks', () => {
  it('are nothing between equal pictures', () => {
    expect(maskedL1(picture, picture, everywhere)).toBe(0);
    expect(maskedPsnr(picture, picture, everywhere)).toBe(PERFECT_DB);
    expect(maskedSsim(picture, picture, everywhere, width)).toBeCloseTo(1, 6);
  });

  it('know a constant shift: 0.1 is 20 dB', () => {
    const shifted = picture.map((value) => value + 0.1);
    expect(maskedL1(picture, shifted, everywhere)).toBeCloseTo(0.1, 5);
    expect(maskedPsnr(picture, shifted, everywhere)).toBeCloseTo(20, 3);
  });

  it('ignore what lies outside the mask, and say nothing of an empty one', () => {
    const mask = Uint8Array.from(everywhere, (_, i) => (i < plane / 2 ? 1 : 0));
    const changed = picture.map((value, i) => (i % plane < plane / 2 ? value : 1 - value));
    expect(maskedL1(picture, changed, mask)).toBe(0);
    expect(maskedL1(picture, changed, everywhere)).toBeGreaterThan(0.1);
    expect(maskedL1(picture, changed, new Uint8Array(plane))).toBeNaN();
    expect(maskedSsim(picture, changed, new Uint8Array(plane), width)).toBeNaN();
  });

  it('structure suffers from noise more than from brightness', () => {
    const brighter = picture.map((value) => value + 0.05);
    const noisy = picture.map((value) => value + 0.3 * random.normal());
    expect(maskedSsim(picture, brighter, everywhere, width)).toBeGreaterThan(maskedSsim(picture, noisy, everywhere, width) + 0.1);
  });
});

describe('partMask', () => {
  it('grows a label by whole pixels and stays inside the picture', () => {
    const labels = new Uint8Array(plane);
    labels[0] = 3;
    labels[5 * width + 5] = 3;
    const sum = (mask: Uint8Array): number => mask.reduce((a, b) => a + b, 0);
    expect(sum(partMask(labels, [3], width, 0))).toBe(2);
    expect(sum(partMask(labels, [3], width, 1))).toBe(4 + 9);
    expect(sum(partMask(labels, [4], width, 1))).toBe(0);
  });
});

describe('angles and cosines', () => {
  it('measure one turn about one axis exactly', () => {
    expect(angleBetweenDeg([10, 0, 0], [-20, 0, 0])).toBeCloseTo(30, 5);
    expect(angleBetweenDeg([0, 12, 0], [0, 0, 0])).toBeCloseTo(12, 5);
    expect(angleBetweenDeg([25, -10, 4], [25, -10, 4])).toBeCloseTo(0, 3);
    expect(cosine(Float32Array.of(1, 0), Float32Array.of(3, 0))).toBeCloseTo(1, 6);
    expect(cosine(Float32Array.of(1, 0), Float32Array.of(0, 2))).toBeCloseTo(0, 6);
  });
});
